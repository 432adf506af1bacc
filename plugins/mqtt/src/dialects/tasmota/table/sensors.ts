import { alike, only, to, type Table } from './meaning.ts';

const celsius = { ownUnit: 'temperature' } as const;
const temperature = { to: [{ target: 'temperatureSensor.temperature' }], ...celsius } as const;

/** The values of sensors by their last name, whatever the sensor (hatasmota's `sensor.py`, and the documentation's page of each sensor). */
export const sensors: Table = {
  Temperature: temperature,
  DewPoint: { to: [{ target: 'humiditySensor.dewPoint' }], ...celsius },
  FeelsLike: { to: [{ target: 'temperatureSensor.feelsLike' }], ...celsius },
  HeatIndex: { to: [{ target: 'temperatureSensor.feelsLike' }], ...celsius },
  OBJTMP: { to: [{ target: 'temperatureSensor.temperature', child: 'object' }], ...celsius },
  AMBTMP: temperature,
  ProbeTemperature: temperature,
  ReferenceTemperature: celsius,
  Humidity: to('humiditySensor.humidity', '%'),
  ...alike('AbsHumidity aHumidity', to('humiditySensor.absoluteHumidity', 'g/m³')),
  Pressure: { to: [{ target: 'pressureSensor.pressure' }], ownUnit: 'pressure' },
  SeaPressure: { ownUnit: 'pressure' },
  ...alike('Illuminance Ambient Lux', to('illuminanceSensor.illuminance', 'lx')),
  ...alike('CarbonDioxide CO2', to('co2Sensor.co2', 'ppm')),
  eCO2: to('co2Sensor.co2', 'ppm', { without: ['CarbonDioxide'] }),
  TVOC: to('vocSensor.ratio', 'ppb'),
  // Sensirion's indices, which have no unit.
  VOC: to('vocSensor.index', undefined, { unit: '' }),
  NOx: to('pollutantSensor.noxIndex', undefined, { unit: '' }),
  ...alike('AQI AQIS', to('airQuality.index', undefined, { unit: '' })),
  ...alike('PM1 PM1.0 PM1_0', to('particulateSensor.pm1', 'µg/m³')),
  ...alike('PM2.5 PM2_5', to('particulateSensor.pm25', 'µg/m³')),
  ...alike('PM4 PM4.0 PM4_0', to('particulateSensor.pm4', 'µg/m³')),
  PM10: to('particulateSensor.pm10', 'µg/m³'),
  ...alike('CF1 CF2.5 CF10', only('µg/m³')),
  ...alike('PB0.3 PB0.5 PB1 PB2.5 PB5 PB10', only('ppd')),
  ...alike('NCPM0.5 NCPM1.0 NCPM2.5 NCPM4.0 NCPM10 NCPM0_5 NCPM1_0 NCPM2_5 NCPM4_0', only('1/cm³')),
  UvIndex: to('solarRadiation.uvIndex', undefined, { unit: '' }),
  Moisture: to('soilSensor.moisture', '%'),
  Fertility: to('soilSensor.fertility', 'µS/cm'),
  Conductivity: to('soilSensor.conductivity', 'µS/cm'),
  pH: to('waterQuality.ph', 'pH'),
  ORP: to('waterQuality.orp', 'mV'),
  EC: to('waterQuality.conductivity', 'µS/cm'),
  Distance: only('cm', 'length'),
  Weight: only('kg'),
  CCT: only('K', 'colorTemperature'),
  Battery: to('battery.level', '%'),
  BatteryPercentage: to('battery.level', '%'),
  // Of a device that is heard by radio: the product's own is told by its state.
  RSSI: to('linkQuality.rssi', 'dBm'),
  PIR: { ...to('motionSensor.motion'), isFlag: true },

  Power: to('powerMeter.activePower', 'W'),
  ActivePower: to('powerMeter.activePower', 'W', { without: ['Power'] }),
  ApparentPower: to('powerMeter.apparentPower', 'VA'),
  ReactivePower: to('powerMeter.reactivePower', 'var'),
  Factor: to('powerMeter.powerFactor', undefined, { unit: '' }),
  Frequency: to('powerMeter.frequency', 'Hz'),
  Voltage: to('powerMeter.voltage', 'V'),
  Current: to('powerMeter.current', 'A'),
  CurrentNeutral: only('A'),
  PhaseAngle: only('°'),
  Total: to('energyMeter.imported', 'kWh', { beside: ['TotalStartTime', 'Today', 'Yesterday', 'Power'] }),
  ...alike('Energy', to('energyMeter.imported', 'kWh', { beside: ['Power'], without: ['Total'] })),
  ImportActive: to('energyMeter.imported', 'kWh', { without: ['Total'] }),
  ExportActive: to('energyMeter.exported', 'kWh'),
  ImportReactive: to('energyMeter.reactive', 'kvarh'),
  ExportReactive: only('kvarh'),
  TotalTariff: to('energyMeter.imported', 'kWh'),
  ExportTariff: to('energyMeter.exported', 'kWh'),
  ...alike('Today Yesterday', only('kWh')),
  TodaySumImport: only('kWh'),
  TodaySumExport: only('kWh'),
};

/** Values that mean something else in this sensor than their name says elsewhere. */
export const ofSensor: Readonly<Record<string, Table>> = {
  ESP32: { Temperature: { to: [{ target: 'diagnostics.internalTemperature' }], ...celsius, category: 'diagnostic' } },
  // The energy of a lightning has no unit, and its distance is counted in kilometres.
  AS3935: { Energy: {}, Distance: only('km') },
  LD2410: { Energy: {}, Distance: only('cm', 'length') },
  LD2410S: {
    Energy: {},
    Distance: to('occupancySensor.targetDistance', 'cm'),
    People: to('occupancySensor.count', undefined, { unit: '' }),
  },
  // Energy since the last message.
  ENERGY: { Period: only('Wh'), Load: only('%') },
  HX711: { Weight: only('kg') },
  ...Object.fromEntries(['SGP40', 'SGP41'].map((name) => [name, { AirQuality: to('vocSensor.index', undefined, { unit: '' }) }])),
  ...Object.fromEntries(['BME680', 'BME688'].map((name) => [name, { AirQuality: to('airQuality.index', undefined, { unit: '' }) }])),
  // The clock's own scale, of ten steps.
  SonoffSC: { Light: only('%'), Noise: only('%'), AirQuality: only('%') },
  RG15: {
    Total: to('rainSensor.accumulated', 'mm'),
    FlowRate: to('rainSensor.intensity', 'mm/h'),
    Active: only('mm', 'rainDepth'),
    Event: only('mm', 'rainDepth'),
  },
  TIC: { PAPP: only('VA'), IINST: only('A'), IMAX: only('A'), ISOUSC: only('A') },
  MAX17043: { Voltage: to('battery.voltage', 'V') },
};

/** Values that only their two last names tell. */
export const byTwo: Table = {
  'Speed.Act': { to: [{ target: 'windSensor.speed' }], ownUnit: 'speed' },
  'Speed.Avg': { ownUnit: 'speed' },
  'Speed.Min': { ownUnit: 'speed' },
  'Speed.Max': { to: [{ target: 'windSensor.gust' }], ownUnit: 'speed' },
  'Dir.Deg': to('windSensor.direction', '°'),
  'Dir.Avg': only('°'),
  'Dir.Min': only('°'),
  'Dir.Max': only('°'),
  'Dir.Range': only('°'),
};
