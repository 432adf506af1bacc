import { only, to, type Table } from './meaning.ts';

const temperature = to('temperatureSensor.temperature', '°C');

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
  Contact: { isFlag: true },
  Power: { ...to('switch.on'), isFlag: true },
  Dimmer: to('level.level', undefined, { scale: 'level' }),
  CT: to('colorTemperature.temperature', undefined, { scale: 'mired' }),
  BatteryPercentage: to('battery.level', '%'),
  BatteryVoltage: to('battery.voltage', 'V'),
  LinkQuality: to('linkQuality.lqi', undefined, { unit: '' }),
  ActivePower: to('powerMeter.activePower', 'W'),
  RMSVoltage: to('powerMeter.voltage', 'V'),
  ACFrequency: to('powerMeter.frequency', 'Hz'),
  SoilMoisture: to('soilSensor.moisture', '%'),
  Water: { ...to('waterLeak.wet'), isFlag: true },
  Fire: { ...to('smokeAlarm.smoke'), isFlag: true },
};

/** The radio of LoRaWAN nodes behind a Tasmota bridge (`LwReceived`); what their decoders say beside it has no names in common. */
export const loraWan: Table = {
  RSSI: to('linkQuality.rssi', 'dBm'),
  SNR: to('linkQuality.snr', 'dB'),
};
