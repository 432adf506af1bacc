import { only, to, type Meaning, type Table } from './meaning.ts';

const temperature = to('temperatureSensor.temperature', '°C');

/** Yes and no are words of the attribute. */
function either(target: string, yes: string, no: string): Meaning {
  return { ...to(target, undefined, { words: { '1': yes, true: yes, '0': no, false: no } }), isFlag: true };
}

/**
 * The attributes of Zigbee devices behind a Tasmota bridge (`ZbReceived`), which are in the units of Zigbee's own clusters as Tasmota scales
 * them, whatever `TempUnit` says. A switch's `Power` is on or off here.
 */
export const zigbee: Table = {
  Temperature: temperature,
  Humidity: to('humiditySensor.humidity', '%'),
  Pressure: to('pressureSensor.pressure', 'hPa'),
  SeaPressure: only('hPa'),
  Illuminance: to('illuminanceSensor.illuminance', 'lx'),
  Occupancy: { ...to('occupancySensor.occupied'), isFlag: true },
  // An alarm of the zone: on is open.
  Contact: either('contactSensor.contact', 'open', 'closed'),
  Power: { ...to('switch.on'), isFlag: true },
  Dimmer: to('level.level', undefined, { scale: 'level' }),
  CT: to('colorTemperature.temperature', undefined, { scale: 'mired' }),
  BatteryPercentage: to('battery.level', '%'),
  BatteryVoltage: to('battery.voltage', 'V'),
  LinkQuality: to('linkQuality.lqi', undefined, { unit: '' }),
  ActivePower: to('powerMeter.activePower', 'W'),
  ReactivePower: to('powerMeter.reactivePower', 'var'),
  ApparentPower: to('powerMeter.apparentPower', 'VA'),
  RMSVoltage: to('powerMeter.voltage', 'V'),
  RMSCurrent: to('powerMeter.current', 'A'),
  ACFrequency: to('powerMeter.frequency', 'Hz'),
  SoilMoisture: to('soilSensor.moisture', '%'),
  Water: { ...to('waterLeak.wet'), isFlag: true },
  Fire: either('smokeAlarm.smoke', 'warning', 'normal'),
  CO: either('coAlarm.co', 'warning', 'normal'),
  Vibration: { ...to('accelerationSensor.vibrating'), isFlag: true },
  LocalTemperature: to('thermostat.localTemperature', '°C'),
  OccupiedHeatingSetpoint: to('thermostat.heatingSetpoint', '°C'),
  OccupiedCoolingSetpoint: to('thermostat.coolingSetpoint', '°C'),
  PIHeatingDemand: to('thermostat.heatDemand', '%'),
  PICoolingDemand: to('thermostat.coolDemand', '%'),
};

/** The radio of LoRaWAN nodes behind a Tasmota bridge (`LwReceived`); what their decoders say beside it has no names in common. */
export const loraWan: Table = {
  RSSI: to('linkQuality.rssi', 'dBm'),
  SNR: to('linkQuality.snr', 'dB'),
};
