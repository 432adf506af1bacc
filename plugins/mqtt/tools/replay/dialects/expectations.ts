import { hueOf } from '../hue.ts';
import { isHeld, mayBe, type Leaf } from '../leaves.ts';
import type { Found } from '../records.ts';
import { right, wrong, type Verdict } from '../tally.ts';
import type { Product } from './product.ts';
import type { Expectation } from './expectation.ts';
import { kept } from './kept.ts';
import type { DialectMessage, DialectSample } from './sample.ts';

interface Datapoint {
  readonly value: unknown;
  readonly unit?: string;
  readonly topic: string;
}

const readers: Readonly<Record<string, (expected: unknown, sample: DialectSample) => Expectation[]>> = {
  values: (expected) =>
    Object.entries(expected as Readonly<Record<string, Datapoint>>).map(([name, point]) => ({
      name,
      look: (product) => held(product, name, point),
    })),
  identity: (expected, { messages }) => [
    { name: 'identity', look: (product) => identified(product, expected as Readonly<Record<string, unknown>>, messages) },
  ],
  entities: (expected) =>
    (expected as readonly Readonly<Record<string, unknown>>[]).map((entity, at) => ({
      name: `entity ${at}`,
      look: (product) => entityThere(product, entity),
    })),
  events: (expected) => [{ name: 'events', look: (product) => eventsThere(product, expected as readonly string[]) }],
  settable: (expected, sample) => [{ name: 'settable', look: (product) => settable(product, expected as readonly string[], sample) }],
  on: (expected) => [
    {
      name: 'on',
      look: (product) =>
        some(
          product.values,
          ({ capability, member, record }) => capability === 'switch' && member === 'on' && record.value === expected,
          `switch.on ${text(expected)}`,
        ),
    },
  ],
  brightness: (expected) => [
    {
      name: 'brightness',
      look: (product) =>
        some(
          product.values,
          ({ member, record }) => member === 'level' && Math.abs(Number(record.value) - (Number(expected) / 255) * 100) < 0.6,
          `level ${text(expected)} of 255`,
        ),
    },
  ],
  rgb: (expected) => [{ name: 'rgb', look: (product) => colored(product, expected as readonly number[]) }],
};

/** What tells of the values themselves, and not only of the product. */
const whole = ['values', 'entities', 'events', 'rgb'];

/** What a sample says that must come of it; where it says nothing, every value of its messages must be held. */
export function expectationsOf(sample: DialectSample, skip: (what: string) => void): Expectation[] {
  const told = Object.entries(sample.expects ?? {}).flatMap(([name, expected]) => {
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!reader && !['base', 'device'].includes(name)) skip(`${sample.dialect}: ${name}`);
    return reader?.(expected, sample) ?? [];
  });
  const isWhole = whole.some((name) => sample.expects?.[name] !== undefined);
  return isWhole ? told : [...told, ...kept(sample)];
}

function some(values: readonly Found[], fits: (found: Found) => boolean, what: string): Verdict {
  return values.some(fits) ? right : wrong(`the twin has no ${what}`);
}

/** A datapoint of another program's reading of the same messages. The words of its name and topic tell which value is meant. */
function held(product: Product, name: string, { value, unit, topic }: Datapoint): Verdict {
  if (value === null || typeof value === 'object') return right;
  const leaf: Leaf = { path: [name], value: value as Leaf['value'] };
  const last = topic.split('/').at(-1) ?? '';
  const near = product.about(last).found;
  const candidates = near.length > 0 ? near : product.values;
  if (candidates.some((found) => mayBe(leaf, found, { unit }))) return right;
  return isHeld(leaf, product.values, { unit });
}

function identified(
  product: Product,
  { mac, model, name }: Readonly<Record<string, unknown>>,
  messages: readonly DialectMessage[],
): Verdict {
  // Another program may have asked the product for its name.
  const isSaid = (word: string) => messages.some(({ payload = '' }) => payload.includes(word));
  const identifiers = product.devices.flatMap(({ sources }) => sources.flatMap((source) => source.identifiers));
  if (typeof mac === 'string' && !identifiers.some((one) => one.type === 'mac' && one.value === mac.toLowerCase()))
    return wrong(`no device has the MAC ${mac}`);
  if (typeof name === 'string' && name !== '' && isSaid(name) && !product.devices.some((device) => device.name === name))
    return wrong(`no device is called ${name}`);
  const isModel = typeof model !== 'string' || !isSaid(model) || product.devices.some((device) => device.model?.includes(model));
  return isModel ? right : wrong(`the model is ${String(product.devices[0]?.model)}, not ${text(model)}`);
}

const kindCapabilities: Readonly<Record<string, readonly string[]>> = {
  switch: ['switch.on'],
  light: ['switch.on'],
  binary_sensor: [],
  cover: ['cover.position', 'cover.moving'],
  fan: ['fan.speed', 'fan.mode', 'fan.stage', 'switch.on'],
};

function entityThere(product: Product, { kind, state, mireds, brightness }: Readonly<Record<string, unknown>>): Verdict {
  const targets = kindCapabilities[text(kind)] ?? [];
  const there = product.values.filter(({ capability, member }) => targets.length === 0 || targets.includes(`${capability}.${member}`));
  if (there.length === 0) return wrong(`no ${text(kind)}`);
  if (
    state !== undefined &&
    !there.some(
      (found) =>
        mayBe({ path: ['state'], value: text(state) }, found) &&
        (typeof found.record.value !== 'boolean' || found.record.value === (state === 'on')),
    )
  )
    return wrong(`no ${text(kind)} is ${text(state)}`);
  if (mireds !== undefined)
    return some(
      product.values,
      ({ capability, record }) => capability === 'colorTemperature' && Math.abs(Number(record.value) - 1_000_000 / Number(mireds)) < 100,
      `${text(mireds)} mired`,
    );
  return brightness === undefined
    ? right
    : some(
        product.values,
        ({ member, record }) => member === 'level' && Math.abs(Number(record.value) - (Number(brightness) / 255) * 100) < 0.6,
        `brightness ${text(brightness)}`,
      );
}

const gestures: Readonly<Record<string, readonly [event: string, count?: number]>> = {
  single: ['pressed', 1],
  double: ['pressed', 2],
  triple: ['pressed', 3],
  hold: ['held'],
  long: ['held'],
};

function eventsThere(product: Product, expected: readonly string[]): Verdict {
  for (const word of expected) {
    const [event, count] = gestures[word.toLowerCase()] ?? ['pressed'];
    const isTold = product.events.some((told) => told.event === event && (count === undefined || told.payload?.['count'] === count));
    if (!isTold) return wrong(`no event for ${word}: ${JSON.stringify(product.events.map(({ event: name, payload }) => [name, payload]))}`);
  }
  return right;
}

/** Which properties can be set is seen by the commands that leave for them (`commands.ts`); here, that they are there. */
function settable(product: Product, expected: readonly string[], { messages }: DialectSample): Verdict {
  const missing = expected.filter((path) => product.about(...path.split('/')).outcomes.size === 0);
  return missing.length === 0 || messages.length === 0 ? right : wrong(`not in the mapping report: ${missing.join(', ')}`);
}

function colored(product: Product, rgb: readonly number[]): Verdict {
  const { hue } = hueOf(rgb);
  return some(
    product.values,
    ({ capability, member, record }) => capability === 'color' && member === 'hue' && Math.abs(Number(record.value) - hue) <= 1,
    `hue ${hue}`,
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
