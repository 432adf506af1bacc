import type { Component } from '../component.ts';
import type { Order } from '../order.ts';
import { diagnostic, either, faults, flag, internal, none, numeric, structure, text, words, type SpecTable } from '../spec.ts';
import { bthomeSpec } from './bthome.ts';
import { phases } from './phases.ts';
import { settingsTable } from './settings.ts';
import { virtuals } from './virtuals.ts';

/** A method of the component's own namespace: `Switch.Set` of `switch:0`. */
function call(method: string, params: Readonly<Record<string, unknown>> = {}) {
  return ({ id }: Component): Order => ({ method, params: { id, ...params } });
}

const fahrenheit = internal('the same value in another unit');
const count = numeric(undefined, '', diagnostic);
const bytes = numeric(undefined, 'B', diagnostic);
const yesOrNo = flag(undefined, diagnostic);
const word = text(undefined, diagnostic);

/** The counters of a component begin anew by a method of its namespace. */
function counters(type: string, namespace: string): SpecTable {
  return {
    [`${type}.aenergy.total`]: numeric('energyMeter.imported', 'Wh', {
      commands: { reset: call(`${namespace}.ResetCounters`, { type: ['aenergy'] }) },
    }),
  };
}

/** What any component that drives or meters a load says (Switch, Cover, Light, PM1, EM1). */
const load: SpecTable = {
  '*.apower': numeric('powerMeter.activePower', 'W'),
  '*.act_power': numeric('powerMeter.activePower', 'W'),
  '*.aprtpower': numeric('powerMeter.apparentPower', 'VA'),
  '*.aprt_power': numeric('powerMeter.apparentPower', 'VA'),
  '*.voltage': numeric('powerMeter.voltage', 'V'),
  '*.current': numeric('powerMeter.current', 'A'),
  '*.freq': numeric('powerMeter.frequency', 'Hz'),
  '*.pf': numeric('powerMeter.powerFactor', ''),
  '*.aenergy.total': numeric('energyMeter.imported', 'Wh'),
  '*.ret_aenergy.total': numeric('energyMeter.exported', 'Wh'),
  '*.aenergy.by_minute': structure(diagnostic),
  '*.ret_aenergy.by_minute': structure(diagnostic),
  '*.aenergy.minute_ts': count,
  '*.ret_aenergy.minute_ts': count,
  ...counters('switch', 'Switch'),
  ...counters('cover', 'Cover'),
  ...counters('light', 'Light'),
  ...counters('rgb', 'RGB'),
  ...counters('rgbw', 'RGBW'),
  ...counters('cct', 'CCT'),
  ...counters('pm1', 'PM1'),
  '*.temperature.tC': numeric('diagnostics.internalTemperature', '°C'),
  '*.temperature.tF': fahrenheit,
  '*.timer_started_at': count,
  '*.timer_duration': numeric(undefined, 's', diagnostic),
  '*.timer_remaining': numeric('countdown.remaining', 's'),
  '*.transition.started_at': count,
  '*.transition.duration': numeric(undefined, 's', diagnostic),
  '*.source': word,
  '*.errors': faults(),
  '*.id': internal('its own number'),
};

/** Lamps and shutters: what the light and the cover do not take themselves. */
const actuators: SpecTable = {
  'rgb.rgb': structure(diagnostic),
  'rgbw.rgb': structure(diagnostic),
  'rgbcct.rgb': structure(diagnostic),
  'rgbw.white': numeric(undefined, '', {
    feature: { minimum: 0, maximum: 255, step: 1 },
    write: (value, { id }) => ({ method: 'RGBW.Set', params: { id, white: value } }),
  }),
  'light.calibration.progress': numeric(undefined, '%', diagnostic),
  'cover.slat_pos': numeric('cover.tilt', '%', {
    feature: { minimum: 0, maximum: 100 },
    write: (value, { id, key }) => ({
      method: 'Cover.GoToPosition',
      params: { id, slat_pos: value },
      control: { topic: `command/${key}`, payload: `slat_pos,${String(value)}` },
    }),
  }),
  'cover.pos_control': flag('coverSettings.calibrated', { commands: { calibrate: call('Cover.Calibrate') } }),
  'cover.target_pos': numeric(undefined, '%', diagnostic),
  'cover.last_direction': word,
  'cover.move_timeout': numeric(undefined, 's', diagnostic),
  'cover.move_started_at': count,
};

/** Inputs and sensors. */
const sensors: SpecTable = {
  'input.state': flag('button.pressed'),
  'input.percent': numeric(undefined, '%'),
  'input.xpercent': numeric(undefined, ''),
  'input.counts.total': numeric('usageMeter.cycles', ''),
  'input.counts.xtotal': numeric(undefined, ''),
  'input.counts.by_minute': structure(diagnostic),
  'input.freq': numeric(undefined, 'Hz'),
  'input.xfreq': numeric(undefined, ''),
  'temperature.tC': numeric('temperatureSensor.temperature', '°C'),
  'temperature.tF': fahrenheit,
  'humidity.rh': numeric('humiditySensor.humidity', '%'),
  'illuminance.lux': numeric('illuminanceSensor.illuminance', 'lx'),
  'illuminance.illumination': words('illuminanceSensor.grade', { dark: 'dark', twilight: 'dim', bright: 'bright', unknown: null }),
  'voltmeter.voltage': numeric('powerMeter.voltage', 'V'),
  'voltmeter.xvoltage': numeric(undefined, ''),
  'devicepower.battery.V': numeric('battery.voltage', 'V'),
  'devicepower.battery.percent': numeric('battery.level', '%'),
  'devicepower.external.present': flag('powerSource.plugged'),
  'smoke.alarm': either('smokeAlarm.smoke', 'warning', 'normal', { commands: { mute: call('Smoke.Mute') } }),
  'smoke.mute': flag('smokeAlarm.muted'),
  'flood.alarm': flag('waterLeak.wet'),
  'flood.mute': yesOrNo,
  'presence.num_objects': numeric('occupancySensor.count', ''),
  'presencezone.value': flag('occupancySensor.occupied'),
  'presencezone.state': flag('occupancySensor.occupied'),
  'presencezone.num_objects': numeric('occupancySensor.count', ''),
  'motion.motion': flag('motionSensor.motion'),
  'cb.output': flag('switch.on'),
};

/** The thermostat of a Wall Display; whether it heats or cools is a setting of it. */
const thermostat: SpecTable = {
  'thermostat.enable': ({ type }) =>
    either('thermostat.mode', type === 'cooling' ? 'cool' : 'heat', 'off', {
      write: (value, { id }) => ({ method: 'Thermostat.SetConfig', params: { config: { id, enable: value } } }),
      kind: 'thermostat',
    }),
  'thermostat.target_C': ({ type }) =>
    numeric(type === 'cooling' ? 'thermostat.coolingSetpoint' : 'thermostat.heatingSetpoint', '°C', {
      feature: { minimum: 5, maximum: 35, step: 0.5 },
      write: (value, { id }) => ({ method: 'Thermostat.SetConfig', params: { config: { id, target_C: value } } }),
    }),
  'thermostat.current_C': numeric('thermostat.localTemperature', '°C'),
  'thermostat.output': ({ type }) => either('thermostat.action', type === 'cooling' ? 'cooling' : 'heating', 'idle'),
  'thermostat.current_humidity': numeric('humiditySensor.humidity', '%'),
  'thermostat.target_humidity': numeric(undefined, '%', diagnostic),
  'thermostat.target_F': fahrenheit,
  'thermostat.current_F': fahrenheit,
};

/** The product itself, its networks and its programs. */
const product: SpecTable = {
  'sys.mac': text('network.mac'),
  'sys.restart_required': yesOrNo,
  'sys.time': word,
  'sys.unixtime': count,
  'sys.uptime': numeric('diagnostics.uptime', 's', { commands: { restart: () => ({ method: 'Shelly.Reboot' }) } }),
  'sys.ram_free': numeric('diagnostics.freeMemory', 'B'),
  'sys.ram_size': bytes,
  'sys.ram_min_free': bytes,
  'sys.fs_size': bytes,
  'sys.fs_free': bytes,
  'sys.reset_reason': text('diagnostics.bootReason'),
  'sys.wakeup_period': numeric(undefined, 's', diagnostic),
  'sys.update': either('update.state', 'available', 'idle', {
    commands: {
      install: () => ({ method: 'Shelly.Update', params: { stage: 'stable' } }),
      check: () => ({ method: 'Shelly.CheckForUpdate' }),
    },
  }),
  'sys.available_updates.stable.version': text('update.latestVersion'),
  'sys.update_progress': numeric('update.progress', '%'),
  'wifi.sta_ip': text('network.addresses'),
  'wifi.status': text('network.status'),
  'wifi.ssid': text('network.ssid'),
  'wifi.rssi': numeric('linkQuality.rssi', 'dBm'),
  'wifi.ap_client_count': count,
  'eth.ip': text('network.addresses'),
  'product.generation': count,
  'product.profile': text(undefined, diagnostic),
  'product.firmware': text('update.installedVersion'),
  'product.app': word,
  'script.running': flag(undefined, {
    write: (value, { id }) => ({ method: value === true ? 'Script.Start' : 'Script.Stop', params: { id } }),
  }),
  'script.mem_used': bytes,
  'script.mem_peak': bytes,
  'script.mem_free': bytes,
  'script.cpu': numeric(undefined, '%', diagnostic),
};

/** Bluetooth products that the product hears for us. */
const bluetooth: SpecTable = {
  'bthomedevice.rssi': numeric('linkQuality.rssi', 'dBm'),
  'bthomedevice.battery': numeric('battery.level', '%'),
  'bthomedevice.packet_id': count,
  'bthomedevice.last_updated_ts': count,
  'bthomesensor.value': bthomeSpec,
  'bthomesensor.last_updated_ts': count,
  'blutrv.target_C': numeric('thermostat.heatingSetpoint', '°C', {
    feature: { minimum: 4, maximum: 30, step: 0.1 },
    write: (value, { id }) => ({ method: 'BluTRV.Call', params: { id, method: 'TRV.SetTarget', params: { id: 0, target_C: value } } }),
    kind: 'thermostat',
  }),
  'blutrv.current_C': numeric('thermostat.localTemperature', '°C'),
  'blutrv.pos': numeric('radiatorValve.position', '%', none(-1)),
  'blutrv.rssi': numeric('linkQuality.rssi', 'dBm'),
  'blutrv.battery': numeric('battery.level', '%'),
};

/** What the components of the later generations say (shelly-api-docs.shelly.cloud, Gen2+: Components and Services, Dynamic Components). */
export const gen2Table: SpecTable = {
  ...load,
  ...actuators,
  ...sensors,
  ...thermostat,
  ...product,
  ...bluetooth,
  ...phases,
  ...virtuals,
  ...settingsTable,
};
