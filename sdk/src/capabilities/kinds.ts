/** Every kind with its title: what an endpoint is to a person (capability map, sections 1.1 and 3.1). */
export const kinds = Object.freeze({
  airConditioner: 'Air conditioner',
  alarm: 'Alarm',
  alarmPanel: 'Alarm system',
  app: 'App',
  appliance: 'Appliance',
  batteryStorage: 'Battery storage',
  bridge: 'Bridge',
  cabinet: 'Cabinet',
  camera: 'Camera',
  chime: 'Chime',
  controller: 'Controller',
  cookSurface: 'Cooking zone',
  cooktop: 'Cooktop',
  cover: 'Cover',
  dimmer: 'Dimmer',
  dishwasher: 'Dishwasher',
  door: 'Motorised door',
  doorbell: 'Doorbell',
  dryer: 'Dryer',
  energyManager: 'Energy manager',
  evCharger: 'Car charger',
  fan: 'Fan',
  heatPump: 'Heat pump',
  helper: 'Helper',
  hood: 'Extractor hood',
  humidifier: 'Humidifier',
  intercom: 'Intercom',
  irrigation: 'Irrigation',
  lawnMower: 'Mowing robot',
  light: 'Light',
  lock: 'Lock',
  machine: 'Machine',
  mediaPlayer: 'Media player',
  mediaServer: 'Media server',
  meter: 'Meter',
  microwave: 'Microwave',
  node: 'Device',
  outlet: 'Outlet',
  oven: 'Oven',
  part: 'Part',
  printer: 'Printer',
  pump: 'Pump',
  purifier: 'Air purifier',
  refrigerator: 'Refrigerator',
  relay: 'Relay',
  remote: 'Remote control',
  router: 'Router',
  sensor: 'Sensor',
  siren: 'Siren',
  solar: 'Solar power',
  speaker: 'Speaker',
  switch: 'Switch',
  tariff: 'Tariff',
  thermostat: 'Thermostat',
  tracker: 'Tracker',
  tv: 'Television',
  unknown: 'Unknown',
  vacuum: 'Vacuum robot',
  valve: 'Valve',
  vehicle: 'Vehicle',
  washer: 'Washing machine',
  waterHeater: 'Water heater',
  weatherStation: 'Weather station',
} as const);

export type Kind = keyof typeof kinds;

/** An endpoint is of the kind if it has one of `any`, and all of `with`. */
interface KindRule {
  readonly kind: Kind;
  readonly any: readonly string[];
  readonly with?: readonly string[];
}

/** The first rule that holds names the kind, so what tells most stands first: a doorbell with a camera is a doorbell. */
const rules: readonly KindRule[] = [
  { kind: 'lock', any: ['lock', 'lockCredentials'] },
  { kind: 'alarmPanel', any: ['alarmPanel'] },
  { kind: 'doorbell', any: ['doorbell'] },
  { kind: 'intercom', any: ['intercom'] },
  { kind: 'camera', any: ['camera', 'cameraSettings', 'ptz', 'recording', 'detectionZones'] },
  { kind: 'alarm', any: ['smokeAlarm', 'coAlarm', 'gasAlarm'] },
  { kind: 'siren', any: ['siren'] },
  { kind: 'vacuum', any: ['vacuum'] },
  { kind: 'lawnMower', any: ['lawnMower'] },
  { kind: 'evCharger', any: ['evCharger'] },
  { kind: 'batteryStorage', any: ['batteryStorage'] },
  { kind: 'solar', any: ['solar'] },
  { kind: 'heatPump', any: ['heatSource'] },
  { kind: 'waterHeater', any: ['waterHeater'] },
  { kind: 'airConditioner', any: ['airflow'], with: ['thermostat'] },
  { kind: 'thermostat', any: ['thermostat', 'thermostatSchedule', 'radiatorValve'] },
  { kind: 'humidifier', any: ['humidifier'] },
  { kind: 'door', any: ['closure'] },
  { kind: 'cover', any: ['cover', 'coverSettings'] },
  { kind: 'irrigation', any: ['irrigation'] },
  { kind: 'valve', any: ['valve'] },
  { kind: 'pump', any: ['pump'] },
  { kind: 'machine', any: ['jobControl', 'programStore', 'production', 'controlLoop', 'rotation'] },
  { kind: 'refrigerator', any: ['refrigerator'] },
  { kind: 'dishwasher', any: ['dishwasher'] },
  { kind: 'washer', any: ['laundry'] },
  { kind: 'oven', any: ['oven'] },
  { kind: 'cabinet', any: ['temperatureControl'] },
  { kind: 'tv', any: ['mediaPlayer', 'mediaSource'], with: ['remoteKeys'] },
  { kind: 'mediaPlayer', any: ['mediaPlayer', 'mediaSource'] },
  { kind: 'speaker', any: ['speaker'] },
  { kind: 'purifier', any: ['lifetime', 'airQuality', 'particulateSensor'], with: ['fan'] },
  { kind: 'fan', any: ['fan', 'airflow'] },
  { kind: 'light', any: ['color', 'colorTemperature', 'lightEffect', 'level'] },
  { kind: 'outlet', any: ['powerMeter', 'energyMeter'], with: ['switch'] },
  { kind: 'switch', any: ['switch', 'countdown', 'powerOnBehavior'] },
  { kind: 'chime', any: ['chime'] },
  { kind: 'vehicle', any: ['vehicle'] },
  { kind: 'tracker', any: ['tracker'] },
  { kind: 'weatherStation', any: ['weather', 'windSensor'] },
  { kind: 'meter', any: ['powerMeter', 'energyMeter', 'gasMeter', 'waterMeter', 'heatMeter'] },
  { kind: 'tariff', any: ['tariff'] },
  { kind: 'appliance', any: ['operationalState', 'serviceArea'] },
  { kind: 'energyManager', any: ['energyManagement'] },
  { kind: 'sensor', any: ['contactSensor', 'motionSensor', 'occupancySensor', 'ambientSensing', 'waterLeak'] },
  { kind: 'remote', any: ['button', 'remoteKeys', 'remoteTransmitter', 'tagReader', 'safetyAlarm'] },
  {
    kind: 'sensor',
    any: [
      'temperatureSensor',
      'humiditySensor',
      'pressureSensor',
      'illuminanceSensor',
      'solarRadiation',
      'soundSensor',
      'accelerationSensor',
      'soilSensor',
      'rainSensor',
      'waterQuality',
      'levelSensor',
      'flowSensor',
      'airQuality',
      'co2Sensor',
      'vocSensor',
      'particulateSensor',
      'pollutantSensor',
      'gasSensor',
      'limitAlarm',
      'tamper',
      'vibrationMonitor',
      'sensorSettings',
    ],
  },
  { kind: 'speaker', any: ['notifier'] },
  { kind: 'part', any: ['lifetime', 'usageMeter'] },
  { kind: 'bridge', any: ['bridge'] },
  { kind: 'helper', any: ['mode'] },
  { kind: 'controller', any: ['binding'] },
  {
    kind: 'node',
    any: [
      'deviceInfo',
      'availability',
      'network',
      'linkQuality',
      'diagnostics',
      'update',
      'powerSource',
      'battery',
      'health',
      'localSettings',
    ],
  },
];

/** Whether a text names a kind. */
export function isKind(text: string): text is Kind {
  return Object.hasOwn(kinds, text);
}

/**
 * What an endpoint is to a person. `hint` is what its plugin says, which knows the product (an outlet and a relay have the same
 * capabilities); without one, or with one that is no kind, the capabilities decide. `unknown` is for what has none but extensions.
 */
export function kindOf(capabilityIds: Iterable<string>, hint?: string): Kind {
  if (hint !== undefined && isKind(hint)) return hint;
  const has = new Set(capabilityIds);
  const rule = rules.find(({ any, with: others = [] }) => any.some((id) => has.has(id)) && others.every((id) => has.has(id)));
  return rule?.kind ?? 'unknown';
}

/** Every capability id that a rule names. */
export const kindCapabilities: ReadonlySet<string> = new Set(rules.flatMap(({ any, with: others = [] }) => [...any, ...others]));
