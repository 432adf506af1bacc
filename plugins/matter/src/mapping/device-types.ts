import type { Kind } from '@concord/sdk';
import { Matter } from '@matter/main/model';

/** Matter device type → what the endpoint is to a person (capability map, section 3.1). */
const kinds: Readonly<Record<string, Kind>> = {
  Aggregator: 'bridge',
  AirPurifier: 'purifier',
  AirQualitySensor: 'sensor',
  AudioDoorbell: 'doorbell',
  BasicVideoPlayer: 'tv',
  BatteryStorage: 'batteryStorage',
  BridgedNode: 'node',
  Camera: 'camera',
  CameraController: 'controller',
  CastingVideoClient: 'controller',
  CastingVideoPlayer: 'tv',
  Chime: 'chime',
  Closure: 'door',
  ClosureController: 'controller',
  ClosurePanel: 'part',
  ColorDimmerSwitch: 'controller',
  ColorTemperatureLight: 'light',
  ContactSensor: 'sensor',
  ContentApp: 'app',
  ControlBridge: 'controller',
  CookSurface: 'cookSurface',
  Cooktop: 'cooktop',
  DeviceEnergyManagement: 'energyManager',
  DimmableLight: 'light',
  DimmablePlugInUnit: 'outlet',
  DimmerSwitch: 'controller',
  Dishwasher: 'dishwasher',
  DoorLock: 'lock',
  DoorLockController: 'controller',
  Doorbell: 'doorbell',
  ElectricalEnergyTariff: 'tariff',
  ElectricalMeter: 'meter',
  ElectricalSensor: 'meter',
  ElectricalUtilityMeter: 'meter',
  EnergyEvse: 'evCharger',
  ExtendedColorLight: 'light',
  ExtractorHood: 'hood',
  Fan: 'fan',
  FloodlightCamera: 'camera',
  FlowSensor: 'sensor',
  GenericSwitch: 'remote',
  HeatPump: 'heatPump',
  HumiditySensor: 'sensor',
  Intercom: 'intercom',
  IrrigationSystem: 'irrigation',
  JointFabricAdministrator: 'node',
  LaundryDryer: 'dryer',
  LaundryWasher: 'washer',
  LightSensor: 'sensor',
  MeterReferencePoint: 'meter',
  MicrowaveOven: 'microwave',
  ModeSelect: 'helper',
  MountedDimmableLoadControl: 'dimmer',
  MountedOnOffControl: 'relay',
  NetworkInfrastructureManager: 'router',
  OccupancySensor: 'sensor',
  OnOffLight: 'light',
  OnOffLightSwitch: 'controller',
  OnOffPlugInUnit: 'outlet',
  OnOffSensor: 'controller',
  OtaProvider: 'node',
  OtaRequestor: 'node',
  Oven: 'oven',
  PowerSource: 'part',
  PressureSensor: 'sensor',
  Pump: 'pump',
  PumpController: 'controller',
  RainSensor: 'sensor',
  Refrigerator: 'refrigerator',
  RoboticVacuumCleaner: 'vacuum',
  RoomAirConditioner: 'airConditioner',
  RootNode: 'node',
  SecondaryNetworkInterface: 'part',
  SmokeCoAlarm: 'alarm',
  SnapshotCamera: 'camera',
  SoilSensor: 'sensor',
  SolarPower: 'solar',
  Speaker: 'speaker',
  TemperatureControlledCabinet: 'cabinet',
  TemperatureSensor: 'sensor',
  Thermostat: 'thermostat',
  ThermostatController: 'controller',
  ThreadBorderRouter: 'router',
  VideoDoorbell: 'doorbell',
  VideoRemoteControl: 'controller',
  WaterFreezeDetector: 'sensor',
  WaterHeater: 'waterHeater',
  WaterLeakDetector: 'sensor',
  WaterValve: 'valve',
  WindowCovering: 'cover',
  WindowCoveringController: 'controller',
};

/** Kinds that say where an endpoint stands rather than what it is for. */
const structural: ReadonlySet<Kind> = new Set(['node', 'part']);

const names: ReadonlyMap<number, string> = new Map(
  [...Matter.deviceTypes].flatMap(({ id, name }) => (id === undefined ? [] : [[id, name] as const])),
);

/** The name of a Matter device type; one that is newer than the model is its number in hexadecimal. */
export function deviceTypeName(id: number): string {
  return names.get(id) ?? `0x${id.toString(16).padStart(4, '0')}`;
}

/** What an endpoint with these device types is to a person. */
export function kindOf(deviceTypes: Iterable<string>): Kind {
  const found = [...deviceTypes].map((name) => kinds[name] ?? 'unknown');
  return found.find((kind) => !structural.has(kind)) ?? found[0] ?? 'unknown';
}
