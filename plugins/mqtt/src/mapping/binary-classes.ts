import { parseTarget, type Target } from './sensor-classes.ts';

/** A two-state value as a value of an attribute: what "on" and what "off" are there. */
interface BinaryTarget extends Target {
  readonly on: unknown;
  readonly off: unknown;
  /** What the endpoint is to a person, or where it is. */
  readonly tag?: string;
}

const alarm = ['warning', 'normal'] as const;
const contact = ['open', 'closed'] as const;

/** The device classes of binary sensors (capability map, section 3.5). */
const rows: Readonly<Record<string, readonly [target: string, on: unknown, off: unknown, tag?: string]>> = {
  battery: ['battery.low', true, false],
  battery_charging: ['battery.charging', 'charging', 'notCharging'],
  carbon_monoxide: ['coAlarm.co', ...alarm],
  cold: ['limitAlarm.state', 'low', 'normal'],
  connectivity: ['network.connected', true, false],
  door: ['contactSensor.contact', ...contact, 'part=door'],
  garage_door: ['contactSensor.contact', ...contact, 'part=garageDoor'],
  gas: ['gasAlarm.gas', ...alarm],
  heat: ['limitAlarm.state', 'high', 'normal'],
  light: ['illuminanceSensor.bright', true, false],
  lock: ['lock.state', 'unlocked', 'locked'],
  moisture: ['waterLeak.wet', true, false],
  motion: ['motionSensor.motion', true, false],
  moving: ['accelerationSensor.moving', true, false],
  occupancy: ['occupancySensor.occupied', true, false],
  opening: ['contactSensor.contact', ...contact],
  plug: ['powerSource.plugged', true, false],
  power: ['powerSource.mainsPresent', true, false],
  presence: ['tracker.home', true, false],
  problem: ['health.problem', true, false],
  running: ['operationalState.state', 'running', 'stopped'],
  safety: ['safetyAlarm.active', true, false],
  smoke: ['smokeAlarm.smoke', ...alarm],
  sound: ['soundSensor.detected', true, false],
  tamper: ['tamper.tampered', true, false],
  update: ['update.state', 'available', 'idle'],
  vibration: ['accelerationSensor.vibrating', true, false],
  window: ['contactSensor.contact', ...contact, 'part=window'],
};

export function binaryTarget(deviceClass: string | undefined): BinaryTarget | undefined {
  const row = deviceClass !== undefined && Object.hasOwn(rows, deviceClass) ? rows[deviceClass] : undefined;
  const target = row && parseTarget(row[0]);
  return target && { ...target, on: row[1], off: row[2], ...(row[3] !== undefined && { tag: row[3] }) };
}
