import { conversionOf } from '@concord/sdk';
import { RefusedError } from '../hub-api.ts';
import { TooLateError, type ReplayHub, type Sent } from '../replay-hub.ts';
import { isNear } from '../records.ts';
import { right, wrong, type Verdict } from '../tally.ts';
import { hueOf } from '../hue.ts';
import { isSameJson } from '../words.ts';
import type { EntityView } from './entity-view.ts';
import { ours } from './meanings.ts';
import type { CommandSample } from './sample.ts';

interface Wish {
  /** Capabilities that may have it, the first that the entity has is meant; left out: any with that command. */
  readonly on: readonly string[];
  readonly command: string;
  readonly args?: (command: CommandSample, view: EntityView) => Readonly<Record<string, unknown>>;
}

/** Sets an attribute to the wished value, in the vocabulary's words. */
const set = (attribute: string, value: (command: CommandSample, view: EntityView) => unknown = ({ value: wished }) => ours(wished)) => ({
  command: 'set',
  args: (command: CommandSample, view: EntityView) => ({ [attribute]: value(command, view) }),
});
const turn = (on: boolean): Wish => ({ on: ['switch', 'siren'], ...set('on', () => on) });
const arm = (mode: string): Wish => ({
  on: ['alarmPanel'],
  command: 'arm',
  args: ({ code }) => ({ mode, ...(code !== undefined && { code }) }),
});
const plain = (command: string, ...on: readonly string[]): Wish => ({ on, command });

/** What Home Assistant calls an action, by component where it means several things. */
const wishes: Readonly<Record<string, Wish>> = {
  arm_home: arm('armedHome'),
  arm_away: arm('armedAway'),
  arm_night: arm('armedNight'),
  arm_vacation: arm('armedVacation'),
  arm_custom_bypass: arm('armedCustom'),
  disarm: { on: ['alarmPanel'], command: 'disarm', args: ({ code }) => (code === undefined ? {} : { code }) },
  trigger: plain('trigger', 'alarmPanel'),
  // What a button of a class sets off has a name of its own here.
  press: { on: [], command: 'press' },
  lock: plain('lock', 'lock'),
  unlock: plain('unlock', 'lock'),
  open: plain('open', 'cover', 'closure', 'valve'),
  close: plain('close', 'cover', 'closure', 'valve'),
  stop: plain('stop', 'cover', 'closure', 'vacuum', 'siren'),
  position: { on: ['cover', 'closure', 'valve'], ...set('position') },
  tilt: { on: ['cover'], ...set('tilt') },
  start: plain('start', 'vacuum', 'lawnMower'),
  start_mowing: plain('start', 'lawnMower'),
  pause: plain('pause', 'vacuum', 'lawnMower'),
  dock: plain('dock', 'vacuum', 'lawnMower'),
  return_home: plain('dock', 'vacuum'),
  return_to_base: plain('dock', 'vacuum'),
  locate: plain('locate', 'vacuum'),
  clean_spot: plain('cleanSpot', 'vacuum'),
  fan_speed: { on: ['vacuum'], ...set('suction') },
  on: turn(true),
  turn_on: turn(true),
  off: turn(false),
  turn_off: turn(false),
  value: { on: [], ...set('value', canonicalValue) },
  option: { on: [], ...set('value') },
  mode: { on: ['waterHeater', 'thermostat'], ...set('mode') },
  temperature: { on: ['thermostat', 'temperatureControl'], ...set('setpoint', degrees) },
  temperature_low: { on: ['thermostat'], ...set('heatingSetpoint', degrees) },
  temperature_high: { on: ['thermostat'], ...set('coolingSetpoint', degrees) },
  fan_mode: { on: ['fan'], ...set('mode') },
  swing_mode: { on: ['airflow'], ...set('swing') },
  preset_mode: { on: ['thermostat', 'fan', 'humidifier'], ...set('preset') },
  percentage: { on: ['fan'], ...set('speed') },
  direction: { on: ['fan'], ...set('direction') },
  humidity: { on: ['humidifier'], ...set('target') },
  target_humidity: { on: ['humidifier'], ...set('target') },
  brightness: { on: ['level'], ...set('level', ({ value }) => (Number(value) / 255) * 100) },
  effect: { on: ['lightEffect'], ...set('effect') },
  color_temp: {
    on: ['colorTemperature'],
    ...set('temperature', ({ value }) => (Number(value) >= 1000 ? value : 1_000_000 / Number(value))),
  },
  hs: { on: ['color'], command: 'set', args: ({ value }) => colorOf(value, ([hue, saturation]) => ({ hue, saturation })) },
  rgb: { on: ['color'], command: 'set', args: ({ value }) => colorOf(value, (rgb) => ({ ...hueOf(rgb) })) },
  xy: { on: ['color'], command: 'set', args: ({ value }) => colorOf(value, ([x, y]) => ({ xy: { x, y } })) },
  oscillating: { on: ['fan'], ...set('rock', ({ value }) => (value === true ? 'leftRight' : 'off')) },
  install: plain('install', 'update'),
};

/** A colour as a list of numbers. */
function colorOf(value: unknown, args: (numbers: number[]) => Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return args(Array.isArray(value) ? value.map(Number) : []);
}

/** The number in the canonical unit; other values as they are. */
function canonicalValue({ value }: CommandSample, view: EntityView): unknown {
  const { unit } = view.expects;
  const conversion = unit === undefined ? undefined : conversionOf(unit);
  return typeof value === 'number' && conversion ? value * conversion.factor + conversion.offset : value;
}

/** A temperature in the canonical unit; the announcement says which its own is. */
function degrees({ value }: CommandSample, { config }: EntityView): unknown {
  return typeof value === 'number' && config['temperature_unit'] === 'F' ? (value - 32) / 1.8 : value;
}

const patienceMs = 2000;

/** Wishes something through the hub, and compares the message that leaves. */
export async function replayCommand(hub: ReplayHub, view: EntityView, sample: CommandSample): Promise<Verdict> {
  const wish = Object.hasOwn(wishes, sample.set) ? wishes[sample.set] : undefined;
  if (!wish) return wrong(`nobody knows how to wish for "${sample.set}"`);
  const target =
    view.targets.find(({ capability }) => wish.on.includes(capability)) ??
    view.targets.find(({ member }) => wish.on.length === 0 && (wish.command === 'set' || member.endsWith('()')));
  if (!target) return wrong(`no ${wish.on.join(' or ')} to ${sample.set}`);
  const since = hub.sent.length;
  const { endpoint, capability, member } = target;
  const args = attributeOf(view, capability, wish.args?.(sample, view) ?? {});
  const body = { endpoint, capability, command: wish.command === 'press' ? member.slice(0, -2) : wish.command, args, timeoutMs: 500 };
  const answer = await hub.api.call('POST', `/devices/${view.device.id}/commands`, body).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (answer !== undefined && !(answer instanceof RefusedError)) throw answer;
  await hub.settle();
  if (sample.topic === null) {
    const sent = hub.sent.slice(since);
    return sent.length === 0 && answer ? right : wrong(`not refused: ${JSON.stringify(sent)}`);
  }
  const found = await hub
    .until(() => Promise.resolve(hub.sent.slice(since).find((sent) => isMeant(sent, sample))), patienceMs)
    .catch((error: unknown) => {
      if (!(error instanceof TooLateError)) throw error;
      return undefined;
    });
  return found ? right : wrong(`${JSON.stringify(hub.sent.slice(since))} left, ${answer ? answer.message.slice(0, 200) : 'done'}`);
}

/** What is set by one name here has different ones in the capabilities that may have it. */
function attributeOf(view: EntityView, capability: string, args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const [name, value] = Object.entries(args)[0] ?? [];
  if (name === undefined) return args;
  const members = view.targets.filter((target) => target.capability === capability).map(({ member }) => member);
  // The value of a number is whatever it sets.
  if (name === 'value' && members[0] !== undefined && !members.includes(name)) return { [members[0]]: value };
  if (members.includes(name) || capability === 'alarmPanel') return args;
  const instead = members.find((member) => !member.endsWith('()') && alternatives[name]?.includes(member));
  return instead === undefined ? args : { [instead]: value };
}

const alternatives: Readonly<Record<string, readonly string[]>> = {
  mode: ['program', 'mode'],
  on: ['on', 'active'],
  preset: ['preset', 'mode'],
  setpoint: ['setpoint', 'heatingSetpoint', 'coolingSetpoint'],
  swing: ['swing', 'vertical'],
};

function isMeant({ topic, payload }: Sent, sample: CommandSample): boolean {
  if (topic !== sample.topic) return false;
  const wanted = sample.payload ?? '';
  return payload === wanted || isSameJson(payload, wanted) || (wanted !== '' && payload !== '' && isNear(Number(payload), Number(wanted)));
}
