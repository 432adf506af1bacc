import { Type } from 'typebox';
import { count, counter, flag, listOf, measured, oneOf, percentage, text, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, moment, named, optional, seconds, thing, words, yesOrNo } from './shapes.ts';

/** The nameplate. Each part is `static`, but for the label, which the owner may write. */
export const deviceInfo = defineCapability({
  id: 'deviceInfo',
  title: 'Nameplate',
  description: 'Who made the product, which model it is, and how to tell it from its sisters.',
  attributes: {
    maker: text('Maker', { series: 'static', category: 'diagnostic', maxLength: 255 }),
    model: text('Model', { series: 'static', category: 'diagnostic', maxLength: 255 }),
    modelId: text('Model number', { series: 'static', category: 'diagnostic', maxLength: 255 }),
    serial: text('Serial number', { series: 'static', category: 'diagnostic', maxLength: 255 }),
    hwVersion: text('Hardware version', { series: 'static', category: 'diagnostic', maxLength: 255 }),
    swVersion: text('Firmware version', { category: 'diagnostic', maxLength: 255 }),
    label: text('Label', { writable: true, category: 'config', maxLength: 255 }),
    url: text('Page of the product', { series: 'static', category: 'diagnostic', maxLength: 2048 }),
  },
});

/** Whether the device can be reached (section 1.3). */
export const availability = defineCapability({
  id: 'availability',
  title: 'Availability',
  description: 'Whether the device answers, and when it was last heard.',
  attributes: {
    state: oneOf(['online', 'offline', 'unavailable'], 'State', { category: 'diagnostic' }),
    sleeping: flag('Silent by design', { category: 'diagnostic' }),
    lastSeen: timestamp('Last heard', { category: 'diagnostic' }),
    maxSilence: measured('duration', 'Longest silence', { minimum: 0, series: 'setting', category: 'diagnostic' }),
  },
  commands: { refresh: { title: 'Ask for all values again', repeatable: true } },
  events: { cameOnline: { title: 'Came online' }, wentOffline: { title: 'Went offline' } },
});

/** The product blinks or beeps, so that a person can find it. */
export const identify = defineCapability({
  id: 'identify',
  title: 'Identify',
  description: 'Makes the product show itself by a light or a sound.',
  attributes: { active: flag('Showing itself', { category: 'diagnostic' }) },
  commands: {
    identify: {
      title: 'Show yourself',
      repeatable: true,
      args: closed({ duration: optional(seconds()), effect: optional(words('Effect')) }),
      expects: { active: true },
    },
  },
});

/** A battery that feeds the product. A battery that feeds a home is `batteryStorage`. */
export const battery = defineCapability({
  id: 'battery',
  title: 'Battery',
  description: 'How full the battery of the product is, and whether it needs attention.',
  attributes: {
    level: percentage('Battery', { category: 'diagnostic' }),
    low: flag('Battery low', { category: 'diagnostic' }),
    charging: oneOf(['charging', 'full', 'notCharging'], 'Charging', { category: 'diagnostic' }),
    voltage: measured('voltage', 'Battery voltage', { category: 'diagnostic' }),
    replace: flag('Must be replaced', { category: 'diagnostic' }),
    type: text('Type', { series: 'static', category: 'diagnostic', maxLength: 64 }),
    quantity: count('Number of cells', { series: 'static', category: 'diagnostic' }),
    timeRemaining: measured('duration', 'Lasts for', { minimum: 0, category: 'diagnostic' }),
    timeToFull: measured('duration', 'Full in', { minimum: 0, category: 'diagnostic' }),
  },
  events: { low: { title: 'Battery low' }, fault: { title: 'Battery fault', payload: closed({ reason: optional(words('Reason')) }) } },
});

/** What feeds the product. */
export const powerSource = defineCapability({
  id: 'powerSource',
  title: 'Power source',
  description: 'What feeds the product now, and whether the mains is there.',
  attributes: {
    source: oneOf(['mains', 'battery', 'usb', 'solar', 'ups', 'generator'], 'Source', { category: 'diagnostic' }),
    status: oneOf(['active', 'standby', 'unavailable'], 'Status', { category: 'diagnostic' }),
    mainsPresent: flag('Mains present', { category: 'diagnostic' }),
    plugged: flag('Plugged in', { category: 'diagnostic' }),
    inputVoltage: measured('voltage', 'Input voltage', { category: 'diagnostic' }),
  },
  events: { mainsLost: { title: 'Mains lost' }, mainsRestored: { title: 'Mains restored' } },
});

/** How well the radio hears. */
export const linkQuality = defineCapability({
  id: 'linkQuality',
  title: 'Link quality',
  description: 'How strong and how clean the connection of the product is.',
  attributes: {
    rssi: measured('signalStrength', 'Signal strength', { category: 'diagnostic' }),
    lqi: count('Link quality', { maximum: 255, category: 'diagnostic' }),
    snr: measured('soundLevel', 'Signal to noise', { category: 'diagnostic' }),
    quality: percentage('Quality', { category: 'diagnostic' }),
    txPower: measured('signalStrength', 'Transmit power', { writable: true, category: 'config' }),
    transport: oneOf(['wifi', 'thread', 'zigbee', 'zwave', 'ethernet', 'ble'], 'Transport', { category: 'diagnostic' }),
  },
});

/** The place of the product in the IP network. */
export const network = defineCapability({
  id: 'network',
  title: 'Network',
  description: 'The addresses, the network and the traffic of the product.',
  risk: 'security',
  attributes: {
    addresses: listOf(Type.String({ maxLength: 64 }), 'Addresses', { category: 'diagnostic' }),
    mac: text('MAC address', { series: 'static', category: 'diagnostic', maxLength: 64 }),
    hostname: text('Host name', { category: 'diagnostic', maxLength: 255 }),
    ssid: text('Wi-Fi network', { category: 'diagnostic', maxLength: 64 }),
    channel: count('Channel', { series: 'state', category: 'diagnostic' }),
    connected: flag('Connected', { category: 'diagnostic' }),
    rxRate: measured('dataRate', 'Receives', { minimum: 0, category: 'diagnostic' }),
    txRate: measured('dataRate', 'Sends', { minimum: 0, category: 'diagnostic' }),
    role: oneOf(['client', 'accessPoint', 'borderRouter', 'router'], 'Role', { category: 'diagnostic' }),
  },
  commands: { wake: { title: 'Wake' }, sleep: { title: 'Sleep' } },
  events: { addressChanged: { title: 'Address changed', payload: closed({ addresses: Type.Array(Type.String({ maxLength: 64 })) }) } },
});

/** How the product itself fares. */
export const diagnostics = defineCapability({
  id: 'diagnostics',
  title: 'Diagnostics',
  description: 'How long the product has run, why it started again and how loaded it is.',
  risk: 'security',
  attributes: {
    uptime: measured('duration', 'Runs for', { minimum: 0, category: 'diagnostic' }),
    bootedAt: timestamp('Started at', { category: 'diagnostic' }),
    bootCount: counter('Starts', { category: 'diagnostic' }),
    bootReason: text('Why it started', { category: 'diagnostic', maxLength: 255 }),
    powerLossCount: counter('Power losses', { category: 'diagnostic' }),
    internalTemperature: measured('temperature', 'Temperature inside', { category: 'diagnostic' }),
    freeMemory: measured('data', 'Free memory', { minimum: 0, category: 'diagnostic' }),
    cpuLoad: measured('share', 'Processor load', { minimum: 0, category: 'diagnostic' }),
  },
  commands: {
    restart: { title: 'Restart' },
    factoryReset: { title: 'Reset to factory settings', description: 'The product forgets everything, the home included.' },
    fetchLog: { title: 'Fetch the log' },
  },
  events: {
    restarted: { title: 'Restarted', payload: closed({ reason: optional(words('Reason')) }) },
    softwareFault: { title: 'Software fault', payload: closed({ text: optional(words('Text')) }) },
  },
});

/** The firmware of the product and how it gets a new one. */
export const update = defineCapability({
  id: 'update',
  title: 'Firmware update',
  description: 'Which firmware the product has, which there is, and how far an update got.',
  risk: 'security',
  attributes: {
    state: oneOf(['idle', 'checking', 'available', 'downloading', 'applying', 'waitingConsent', 'failed'], 'State', {
      category: 'diagnostic',
    }),
    installedVersion: text('Installed', { category: 'diagnostic', maxLength: 255 }),
    latestVersion: text('Newest', { category: 'diagnostic', maxLength: 255 }),
    progress: percentage('Progress', { category: 'diagnostic' }),
    notesUrl: text('Release notes', { category: 'diagnostic', maxLength: 2048 }),
    auto: flag('Updates by itself', { writable: true, category: 'config' }),
  },
  commands: {
    check: { title: 'Look for an update' },
    install: { title: 'Install', args: closed({ version: optional(id('Version')) }) },
    skip: { title: 'Skip this version' },
  },
  events: {
    available: { title: 'Update available', payload: closed({ version: optional(id('Version')) }) },
    installed: { title: 'Update installed', payload: closed({ version: optional(id('Version')) }) },
    failed: { title: 'Update failed', payload: closed({ version: optional(id('Version')), reason: optional(words('Reason')) }) },
  },
});

const severities = ['info', 'warning', 'error', 'critical'] as const;

/** The overall state after NAMUR NE 107, and every fault that stands (section 5.4). A fault's code is the maker's own, never renumbered. */
export const health = defineCapability({
  id: 'health',
  title: 'Health',
  description: 'Whether the product is well, and which faults stand.',
  attributes: {
    state: oneOf(['normal', 'maintenanceRequired', 'offSpec', 'checkFunction', 'failure'], 'State', { category: 'diagnostic' }),
    problem: flag('Problem', { category: 'diagnostic' }),
    active: listOf(
      thing({
        code: id('Code'),
        severity: optional(named(severities, 'Severity')),
        text: optional(words('Text')),
        since: optional(moment('Since')),
        acked: optional(yesOrNo('Acknowledged')),
      }),
      'Faults that stand',
      { category: 'diagnostic' },
    ),
  },
  commands: {
    acknowledge: { title: 'Acknowledge', args: closed({ code: id('Code') }), repeatable: true },
    reset: { title: 'Reset faults', expects: { problem: false } },
  },
  events: {
    raised: {
      title: 'Fault raised',
      payload: closed({ code: id('Code'), severity: optional(named(severities, 'Severity')), text: optional(words('Text')) }),
    },
    cleared: { title: 'Fault cleared', payload: closed({ code: id('Code') }) },
  },
});
