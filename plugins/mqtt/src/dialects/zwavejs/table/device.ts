import { binary, choice, duration, internal, numeric, text, trigger, type ClassTable } from './known.ts';

const diagnostic = { category: 'diagnostic' } as const;
const config = { category: 'config', writable: true } as const;
const secret = internal('a secret, which is written and never shown');

export const battery: ClassTable = {
  level: numeric('battery.level', '%'),
  isLow: binary('battery.low'),
  chargingStatus: choice(
    { 0: 'discharging', 1: 'charging', 2: 'maintaining' },
    { target: 'battery.charging', words: { discharging: 'notCharging', charging: 'charging', maintaining: 'full' } },
  ),
  rechargeOrReplace: choice({ 0: 'no', 1: 'soon', 2: 'now' }, { target: 'battery.replace', words: { no: false, soon: true, now: true } }),
  maximumCapacity: numeric(undefined, '%', diagnostic),
  temperature: numeric({ target: 'temperatureSensor.temperature', child: 'battery' }, '°C', diagnostic),
  rechargeable: binary(undefined, diagnostic),
  backup: binary(undefined, diagnostic),
  overheating: binary(undefined, diagnostic),
  lowFluid: binary(undefined, diagnostic),
  disconnected: binary(undefined, diagnostic),
  lowTemperatureStatus: binary(undefined, diagnostic),
};

export const manufacturerSpecific: ClassTable = {
  manufacturerId: numeric(undefined, undefined, diagnostic),
  productType: numeric(undefined, undefined, diagnostic),
  productId: numeric(undefined, undefined, diagnostic),
  'deviceId/1': text('deviceInfo.serial', diagnostic),
  'deviceId/SerialNumber': text('deviceInfo.serial', diagnostic),
  deviceId: text(undefined, diagnostic),
};

export const version: ClassTable = {
  firmwareVersions: text('deviceInfo.swVersion', diagnostic),
  hardwareVersion: text('deviceInfo.hwVersion', diagnostic),
  libraryType: numeric(undefined, undefined, diagnostic),
  protocolVersion: text(undefined, diagnostic),
};

export const wakeUp: ClassTable = {
  wakeUpInterval: numeric(undefined, 's', config),
  controllerNodeId: numeric(undefined, undefined, diagnostic),
};

export const protection: ClassTable = {
  local: choice(
    { 0: 'unprotected', 1: 'bySequence', 2: 'noOperation' },
    { target: 'childLock.level', words: { unprotected: 'none', bysequence: 'partial', nooperation: 'full' } },
    config,
  ),
  rf: choice({ 0: 'unprotected', 1: 'noControl', 2: 'noResponse' }, undefined, config),
  exclusiveControlNodeId: numeric(undefined, undefined, config),
  timeout: duration(undefined, { category: 'config' }),
};

export const indicator: ClassTable = {
  identify: trigger('identify.identify()', { category: 'config' }),
  value: numeric(undefined, undefined, config),
};

export const nodeNaming: ClassTable = { name: text(undefined, config), location: text(undefined, config) };

export const timeParameters: ClassTable = { dateAndTime: text(undefined, { category: 'config' }) };

export const userCode: ClassTable = {
  adminCode: secret,
  userCode: secret,
  keypadMode: choice(
    { 0: 'normal', 1: 'vacation', 2: 'privacy', 3: 'lockedOut' },
    {
      target: 'lock.operating',
      words: { normal: 'normal', vacation: 'vacation', privacy: 'privacy', lockedout: 'other' },
    },
  ),
};

export const userCredential: ClassTable = { adminPinCode: secret, credential: secret };

export const centralScene: ClassTable = { slowRefresh: binary(undefined, config) };

export const soundSwitch: ClassTable = {
  defaultVolume: numeric('siren.volume', '%', config),
  defaultToneId: numeric(undefined, undefined, config),
  volume: numeric(undefined, '%', { writable: true }),
};
