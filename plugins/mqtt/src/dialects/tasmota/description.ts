import { isObject } from '../../topics/message.ts';
import { topicsOf, type Topics } from './topics.ts';

/** What a relay number stands for. */
export type Output = 'none' | 'relay' | 'light' | 'shutter';

export interface Shutter {
  readonly isInverted: boolean;
  /** The angles of the slats, and how long turning them takes; 0: it has none. */
  readonly tilt: { readonly minimum: number; readonly maximum: number; readonly duration: number };
}

/** How a Tasmota is set up, as far as it matters here: what its discovery message says, or what follows from its values. */
export interface Description {
  /** By relay, from `POWER1` on. */
  readonly outputs: readonly Output[];
  /** By relay; undefined where its owner gave it none. */
  readonly names: readonly (string | undefined)[];
  /** 0 none, 1 dimmer, 2 white of two colours, 3 RGB, 4 RGBW, 5 RGBCCT. */
  readonly lightType: number;
  /** The colours and the white are one light. */
  readonly isLinked: boolean;
  readonly shutters: readonly Shutter[];
  readonly hasFan: boolean;
  /** By button: it tells what was done to it. */
  readonly buttons: readonly boolean[];
  /** By switch: its mode (`SwitchMode`), -1 where there is none. */
  readonly switches: readonly number[];
  /** By switch: what messages call it, where that is not `Switch1`. */
  readonly switchNames: readonly (string | undefined)[];
  /** Its words for off, on, toggle and hold. */
  readonly words: readonly [off: string, on: string, toggle: string, hold: string];
  /** Numbers of the `SetOption`s that are on. */
  readonly options: ReadonlySet<string>;
  /** It dims by a microcontroller of its own (TuyaMCU). */
  readonly isTuya: boolean;
  readonly sleeps: boolean;
  /** What there is one of may stand on `main`: no more will come of it. */
  readonly isComplete: { readonly outputs: boolean; readonly inputs: boolean };
}

/** What the discovery message says of the product itself. */
export interface Discovered {
  readonly mac: string;
  readonly name: string;
  readonly model: string | undefined;
  readonly firmware: string | undefined;
  readonly hostname: string | undefined;
  readonly address: string | undefined;
  readonly topics: Topics;
  readonly online: string;
  readonly offline: string;
  readonly description: Description;
}

const maxOutputs = 64;
const outputs: readonly Output[] = ['none', 'relay', 'light', 'shutter'];
const defaultWords = ['OFF', 'ON', 'TOGGLE', 'HOLD'] as const;

/**
 * Reads `tasmota/discovery/<MAC>/config` (version 1 of the format; what its keys mean: hatasmota, `const.py` and `discovery.py`). Answers what
 * is wrong with it where it can't be used.
 */
export function readDiscovery(mac: string, json: unknown): Discovered | string {
  if (!isObject(json)) return 'not a JSON object';
  if (json['ver'] !== undefined && json['ver'] !== 1) return 'a version that is not known';
  if (typeof json['mac'] !== 'string' || json['mac'].toUpperCase() !== mac.toUpperCase()) return 'the address is not that of the topic';
  const topic = text(json['t']);
  const fullTopic = text(json['ft']);
  if (topic === undefined || fullTopic === undefined) return 'names no topic';
  const hostname = text(json['hn']);
  const prefixes = list(json['tp']).map((one) => text(one) ?? '');
  const topics = topicsOf(fullTopic, { topic, hostname: hostname ?? '', mac: json['mac'], prefixes });
  if (!topics) return `no topics come of ${JSON.stringify(fullTopic.slice(0, 100))}`;
  const names = list(json['fn']).slice(0, maxOutputs).map(text);
  return {
    mac: mac.toLowerCase(),
    name: text(json['dn']) ?? names[0] ?? topic,
    model: text(json['md']),
    firmware: text(json['sw']),
    hostname,
    address: text(json['ip']),
    topics,
    online: text(json['onln']) ?? 'Online',
    offline: text(json['ofln']) ?? 'Offline',
    description: describe(json, names),
  };
}

function describe(json: Readonly<Record<string, unknown>>, names: readonly (string | undefined)[]): Description {
  const options = new Set(
    Object.entries(isObject(json['so']) ? json['so'] : {}).flatMap(([number, value]) => (value === 1 || value === true ? number : [])),
  );
  const states = list(json['state']).map(text);
  const shutterOptions = list(json['sho']).map((one) => integer(one) ?? 0);
  const tilts = list(json['sht']).map((one) => list(one).map((angle) => (typeof angle === 'number' ? angle : 0)));
  const relays = list(json['rl']).map((one) => outputs[integer(one) ?? 0] ?? 'none');
  return {
    outputs: relays.slice(0, maxOutputs),
    names,
    lightType: Math.min(5, Math.max(0, integer(json['lt_st']) ?? 0)),
    isLinked: json['lk'] !== 0,
    // Each has two relays, one after the other.
    shutters: pairs(relays).map((_, at) => ({
      isInverted: ((shutterOptions[at] ?? 0) & 1) === 1,
      tilt: { minimum: tilts[at]?.[0] ?? 0, maximum: tilts[at]?.[1] ?? 0, duration: tilts[at]?.[2] ?? 0 },
    })),
    hasFan: json['if'] === 1,
    buttons: list(json['btn'])
      .map((one) => one === 1 && options.has('73'))
      .slice(0, maxOutputs),
    switches: list(json['swc'])
      .map((one) => integer(one) ?? -1)
      .slice(0, maxOutputs),
    switchNames: list(json['swn']).map(text).slice(0, maxOutputs),
    words: [states[0] ?? defaultWords[0], states[1] ?? defaultWords[1], states[2] ?? defaultWords[2], states[3] ?? defaultWords[3]],
    options,
    isTuya: json['ty'] === 1,
    sleeps: (integer(json['dslp']) ?? 0) > 0,
    isComplete: { outputs: true, inputs: true },
  };
}

/** The first relay of each two that drive a shutter. */
function pairs(relays: readonly Output[]): number[] {
  const firsts: number[] = [];
  for (let at = 0; at + 1 < relays.length && firsts.length < 16; at++)
    if (relays[at] === 'shutter' && relays[at + 1] === 'shutter') firsts.push(at++);
  return firsts;
}

const powerMember = /^POWER([1-9]|[1-5]\d|6[0-4])?$/;

/** What follows from the names of the values that a product says, where it does not describe itself. */
export function derivedDescription(said: ReadonlySet<string>): Description {
  const relays = numbersOf(said, powerMember);
  const isLight = said.has('Dimmer') || said.has('Color') || said.has('CT');
  // Channels of light come after the relays.
  const light = isLight ? Math.max(1, ...relays) : 0;
  const isThere = (expression: RegExp) => {
    const numbers = numbersOf(said, expression);
    return Array.from({ length: Math.max(0, ...numbers) }, (_, at) => numbers.includes(at + 1));
  };
  return {
    outputs: Array.from({ length: Math.max(light, 0, ...relays) }, (_, at) =>
      at + 1 === light ? 'light' : relays.includes(at + 1) ? 'relay' : 'none',
    ),
    names: [],
    lightType: lightTypeOf(said, isLight),
    isLinked: true,
    shutters: isThere(/^Shutter([1-9]|1[0-6])$/).map(() => ({ isInverted: false, tilt: { minimum: 0, maximum: 0, duration: 0 } })),
    hasFan: said.has('FanSpeed'),
    buttons: isThere(/^Button([1-9]|[12]\d|3[0-2])$/),
    switches: isThere(/^Switch([1-9]|[12]\d|3[0-2])$/).map((is) => (is ? unknownMode : -1)),
    switchNames: [],
    words: defaultWords,
    options: new Set(),
    isTuya: false,
    sleeps: false,
    isComplete: { outputs: said.has('POWER'), inputs: false },
  };
}

/** A switch is there; nobody said how it works. */
export const unknownMode = 99;

function lightTypeOf(said: ReadonlySet<string>, isLight: boolean): number {
  if (said.has('HSBColor')) return said.has('CT') ? 5 : said.has('White') ? 4 : 3;
  return said.has('CT') ? 2 : isLight ? 1 : 0;
}

function numbersOf(said: ReadonlySet<string>, expression: RegExp): number[] {
  return [...said].flatMap((name) => {
    const found = expression.exec(name);
    return found ? [Number(found[1] ?? 1)] : [];
  });
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, maxOutputs) : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 255) : undefined;
}

function integer(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
