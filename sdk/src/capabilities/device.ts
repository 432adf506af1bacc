import { Type } from 'typebox';
import { count, counter, flag, listOf, measured, oneOf, percentage, text, timestamp } from '../model/attribute.ts';
import { defineCapability } from '../model/capability.ts';
import { closed, id, moment, named, optional, seconds, thing, words, yesOrNo } from './shapes.ts';

/** The nameplate. Each part is `static`, but for the label, which the owner may write. */
export const deviceInfo = defineCapability({
  id: 'deviceInfo',
  title: 'Nameplate',
  description: 'Who made the product, which model it is, and how to tell it from its sisters.',
  tags: ['domain=system', 'role=information', 'of=device'],
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
  examples: [
    {
      title: 'A radiator thermostat',
      values: { maker: 'Kelvin', model: 'R2', modelId: 'KR2-EU', serial: 'KR-00817', swVersion: '1.18' },
    },
    { title: 'The owner labels it', command: 'set', args: { label: 'Bathroom, left' } },
  ],
});

/** Whether the device can be reached (section 1.3). */
export const availability = defineCapability({
  id: 'availability',
  title: 'Availability',
  description: 'Whether the device answers, and when it was last heard.',
  tags: ['domain=system', 'role=information', 'of=device'],
  attributes: {
    state: oneOf(['online', 'offline', 'unavailable'], 'State', { category: 'diagnostic' }),
    sleeping: flag('Silent by design', { category: 'diagnostic' }),
    lastSeen: timestamp('Last heard', { category: 'diagnostic' }),
    maxSilence: measured('duration', 'Longest silence', { minimum: 0, series: 'setting', category: 'diagnostic' }),
  },
  commands: { refresh: { title: 'Ask for all values again', repeatable: true } },
  events: { cameOnline: { title: 'Came online' }, wentOffline: { title: 'Went offline' } },
  examples: [
    {
      title: 'A battery sensor between two reports',
      values: { state: 'online', sleeping: true, lastSeen: '2026-01-10T06:42:11Z', maxSilence: 7200 },
    },
    { title: 'Ask a device that was away', command: 'refresh' },
    { title: 'A plug that was pulled', event: 'wentOffline' },
  ],
});

/** The product blinks or beeps, so that a person can find it. */
export const identify = defineCapability({
  id: 'identify',
  title: 'Identify',
  description: 'Makes the product show itself by a light or a sound.',
  tags: ['domain=system', 'role=service', 'of=device'],
  attributes: { active: flag('Showing itself', { category: 'diagnostic' }) },
  commands: {
    identify: {
      title: 'Show yourself',
      repeatable: true,
      args: closed({ duration: optional(seconds()), effect: optional(words('Effect')) }),
      expects: { active: true },
    },
  },
  examples: [
    { title: 'A lamp that blinks', values: { active: true } },
    { title: 'Blink for ten seconds', command: 'identify', args: { duration: 10 } },
  ],
});

/** A battery that feeds the product. A battery that feeds a home is `batteryStorage`. */
export const battery = defineCapability({
  id: 'battery',
  title: 'Battery',
  description: 'How full the battery of the product is, and whether it needs attention.',
  tags: ['domain=system', 'role=sensor', 'of=device'],
  attributes: {
    level: percentage('Battery', { category: 'diagnostic' }),
    low: flag('Battery low', { category: 'diagnostic' }),
    grade: oneOf(['critical', 'low', 'medium', 'high', 'full'], 'Charge in words', { category: 'diagnostic' }),
    charging: oneOf(['charging', 'full', 'notCharging'], 'Charging', { category: 'diagnostic' }),
    voltage: measured('voltage', 'Battery voltage', { category: 'diagnostic' }),
    replace: flag('Must be replaced', { category: 'diagnostic' }),
    type: text('Type', { series: 'static', category: 'diagnostic', maxLength: 64 }),
    quantity: count('Number of cells', { series: 'static', category: 'diagnostic' }),
    timeRemaining: measured('duration', 'Lasts for', { minimum: 0, category: 'diagnostic' }),
    timeToFull: measured('duration', 'Full in', { minimum: 0, category: 'diagnostic' }),
  },
  events: { low: { title: 'Battery low' }, fault: { title: 'Battery fault', payload: closed({ reason: optional(words('Reason')) }) } },
  examples: [
    { title: 'A door sensor with a coin cell', values: { level: 64, low: false, voltage: 2.91, type: 'CR2032', quantity: 1 } },
    { title: 'A vacuum robot in its dock', values: { level: 38, charging: 'charging', timeToFull: 5400 } },
    { title: 'It runs low', event: 'low' },
  ],
});

/** What feeds the product. */
export const powerSource = defineCapability({
  id: 'powerSource',
  title: 'Power source',
  description: 'What feeds the product now, and whether the mains is there.',
  tags: ['domain=system', 'role=sensor', 'of=device'],
  attributes: {
    source: oneOf(['mains', 'battery', 'usb', 'solar', 'ups', 'generator'], 'Source', { category: 'diagnostic' }),
    status: oneOf(['active', 'standby', 'unavailable'], 'Status', { category: 'diagnostic' }),
    mainsPresent: flag('Mains present', { category: 'diagnostic' }),
    plugged: flag('Plugged in', { category: 'diagnostic' }),
    inputVoltage: measured('voltage', 'Input voltage', { category: 'diagnostic' }),
  },
  events: { mainsLost: { title: 'Mains lost' }, mainsRestored: { title: 'Mains restored' } },
  examples: [
    { title: 'A hub on its reserve battery', values: { source: 'battery', status: 'active', mainsPresent: false } },
    { title: 'The power fails', event: 'mainsLost' },
  ],
});

/** How well the radio hears. */
export const linkQuality = defineCapability({
  id: 'linkQuality',
  title: 'Link quality',
  description: 'How strong and how clean the connection of the product is.',
  tags: ['domain=system', 'role=sensor', 'of=device'],
  attributes: {
    rssi: measured('signalStrength', 'Signal strength', { category: 'diagnostic' }),
    lqi: count('Link quality', { maximum: 255, category: 'diagnostic' }),
    snr: measured('soundLevel', 'Signal to noise', { category: 'diagnostic' }),
    quality: percentage('Quality', { category: 'diagnostic' }),
    txPower: measured('signalStrength', 'Transmit power', { writable: true, category: 'config' }),
    transport: oneOf(['wifi', 'thread', 'zigbee', 'zwave', 'ethernet', 'ble'], 'Transport', { category: 'diagnostic' }),
  },
  examples: [
    { title: 'A Zigbee bulb two rooms away', values: { lqi: 112, rssi: -71, transport: 'zigbee' } },
    { title: 'A plug on Wi-Fi', values: { rssi: -58, quality: 84, transport: 'wifi' } },
    { title: 'Send more softly', command: 'set', args: { txPower: 10 } },
  ],
});

/** The place of the product in the IP network. */
export const network = defineCapability({
  id: 'network',
  title: 'Network',
  description: 'The addresses, the network and the traffic of the product.',
  tags: ['domain=system', 'role=information', 'of=device'],
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
    dhcp: flag('Gets its address by itself', { category: 'diagnostic' }),
    status: text('Status', { category: 'diagnostic', maxLength: 255 }),
  },
  commands: { wake: { title: 'Wake' }, sleep: { title: 'Sleep' } },
  events: { addressChanged: { title: 'Address changed', payload: closed({ addresses: Type.Array(Type.String({ maxLength: 64 })) }) } },
  examples: [
    {
      title: 'A relay on Wi-Fi',
      values: {
        addresses: ['192.168.1.43', 'fe80::a8bb:ccff:fedd:eeff'],
        mac: 'a8bbccddeeff',
        ssid: 'Home',
        channel: 6,
        connected: true,
        role: 'client',
      },
    },
    { title: 'Wake a television', command: 'wake' },
    { title: 'The router gave it another address', event: 'addressChanged', payload: { addresses: ['192.168.1.57'] } },
  ],
});

/** How the product itself fares. */
export const diagnostics = defineCapability({
  id: 'diagnostics',
  title: 'Diagnostics',
  description: 'How long the product has run, why it started again and how loaded it is.',
  tags: ['domain=system', 'role=sensor', 'of=device'],
  risk: 'security',
  attributes: {
    uptime: measured('duration', 'Runs for', { minimum: 0, category: 'diagnostic' }),
    bootedAt: timestamp('Started at', { category: 'diagnostic' }),
    bootCount: counter('Starts', { category: 'diagnostic' }),
    bootReason: text('Why it started', { category: 'diagnostic', maxLength: 255 }),
    rejoinCount: counter('Joined the network again', { category: 'diagnostic' }),
    messageCount: counter('Messages sent', { category: 'diagnostic' }),
    selfTest: oneOf(['idle', 'running', 'passed', 'failed'], 'Self-test', { category: 'diagnostic' }),
    powerLossCount: counter('Power losses', { category: 'diagnostic' }),
    internalTemperature: measured('temperature', 'Temperature inside', { category: 'diagnostic' }),
    freeMemory: measured('data', 'Free memory', { minimum: 0, category: 'diagnostic' }),
    cpuLoad: measured('share', 'Processor load', { minimum: 0, category: 'diagnostic' }),
  },
  commands: {
    restart: { title: 'Restart' },
    factoryReset: { title: 'Reset to factory settings', description: 'The product forgets everything, the home included.' },
    test: { title: 'Test yourself' },
    fetchLog: { title: 'Fetch the log' },
  },
  events: {
    restarted: { title: 'Restarted', payload: closed({ reason: optional(words('Reason')) }) },
    softwareFault: { title: 'Software fault', payload: closed({ text: optional(words('Text')) }) },
  },
  examples: [
    {
      title: 'A relay after a night',
      values: { uptime: 31_240, bootCount: 17, bootReason: 'power on', internalTemperature: 47.2, freeMemory: 148_480 },
    },
    { title: 'Start it anew', command: 'restart' },
    { title: 'It hung', event: 'restarted', payload: { reason: 'watchdog' } },
  ],
});

/** The firmware of the product and how it gets a new one. */
export const update = defineCapability({
  id: 'update',
  title: 'Firmware update',
  description: 'Which firmware the product has, which there is, and how far an update got.',
  tags: ['domain=system', 'role=service', 'of=device'],
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
  examples: [
    { title: 'A newer firmware is there', values: { state: 'available', installedVersion: '1.0.0', latestVersion: '1.2.1' } },
    { title: 'Half way', values: { state: 'downloading', progress: 46 } },
    { title: 'Take it', command: 'install', args: { version: '1.2.1' } },
    { title: 'It did not work', event: 'failed', payload: { version: '1.2.1', reason: 'not enough battery' } },
  ],
});

const severities = ['info', 'warning', 'error', 'critical'] as const;

/** The overall state after NAMUR NE 107, and every fault that stands (section 5.4). A fault's code is the maker's own, never renumbered. */
export const health = defineCapability({
  id: 'health',
  title: 'Health',
  description: 'Whether the product is well, and which faults stand.',
  tags: ['domain=system', 'role=sensor', 'of=device'],
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
  examples: [
    {
      title: 'A pump with a worn bearing',
      values: {
        state: 'maintenanceRequired',
        problem: true,
        active: [{ code: 'E17', severity: 'warning', text: 'Bearing vibrates', since: '2026-02-03T04:05:06Z', acked: false }],
      },
    },
    { title: 'Somebody saw it', command: 'acknowledge', args: { code: 'E17' } },
    { title: 'It comes up', event: 'raised', payload: { code: 'E17', severity: 'warning', text: 'Bearing vibrates' } },
  ],
});
