import { CommandRejectedError, type GenericBase, type MemberDescriptor } from '@concord/sdk';
import { isObject } from '../../topics/message.ts';
import { isShallow } from '../../templates/template.ts';
import { scaleOf } from '../unit-scale.ts';
import type { Feature } from '../feature.ts';
import { momentCodec } from './moment-codec.ts';
import { numberCodec } from './number-codec.ts';
import { textCodec } from './text-codec.ts';
import type { ValueCodec } from './value-codec.ts';
import { binaryCodec, enumCodec } from './word-codec.ts';

/** Deeper structures than this are no values of a product. */
const maxDepth = 8;

/** What a value without a named meaning is, and how it is read and written. */
export interface GenericShape {
  readonly base: GenericBase;
  readonly codec: ValueCodec;
}

const shapes: Readonly<Record<string, (feature: Feature) => GenericShape>> = {
  binary: (feature) => ({ base: 'genericBoolean', codec: binaryCodec(feature) }),
  numeric: (feature) => ({
    base: feature.isWritable ? 'genericNumber' : 'measurement',
    codec: numberCodec(feature, scaleOf(feature.unit, feature.quantity)),
  }),
  enum: (feature) => ({ base: 'genericSelect', codec: enumCodec(feature, {}) }),
  text: () => ({ base: 'genericText', codec: textCodec() }),
  datetime: () => ({ base: 'genericDateTime', codec: momentCodec }),
};

/** The generic capability for an feature: every type that Zigbee2MQTT has, and a structure for one that it will have. */
export function genericShape(feature: Feature): GenericShape {
  const shape = Object.hasOwn(shapes, feature.type) ? shapes[feature.type] : undefined;
  return shape?.(feature) ?? { base: 'genericObject', codec: structureCodec(feature) };
}

interface Member {
  readonly name: string;
  readonly shape: GenericShape;
}

/** A composite or a list: each member, or each item, is read and written in its own type and unit. */
function structureCodec(feature: Feature): ValueCodec {
  const members = feature.features.map((feature): Member => ({ name: feature.property || feature.name, shape: genericShape(feature) }));
  const item = feature.items && genericShape(feature.items);
  const read = (value: unknown) => (value === null ? null : convert(value, members, item, ({ codec }, one) => codec.read(one)));
  return {
    descriptor: { members: Object.fromEntries([...describe('', members), ...(item ? describeItem(item) : [])]) },
    read: (value) => (value === null || (typeof value === 'object' && isShallow(value, maxDepth)) ? read(value) : undefined),
    write: (value) => {
      if (typeof value !== 'object' || value === null) throw new CommandRejectedError('wants a structure');
      return convert(value, members, item, ({ codec }, one) => codec.write(one));
    },
  };
}

/** Members that the feature does not name stay as they are. */
function convert(
  value: unknown,
  members: readonly Member[],
  item: GenericShape | undefined,
  turn: (shape: GenericShape, value: unknown) => unknown,
): unknown {
  if (Array.isArray(value)) return item ? value.map((one) => turn(item, one) ?? null) : value;
  if (!isObject(value)) return undefined;
  const shapeOf = new Map(members.map(({ name, shape }) => [name, shape]));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const shape = shapeOf.get(name);
      return [name, shape ? (turn(shape, one) ?? null) : one];
    }),
  );
}

function* describe(path: string, members: readonly Member[]): Iterable<[path: string, member: MemberDescriptor]> {
  for (const { name, shape } of members) yield* describeShape(path === '' ? name : `${path}.${name}`, shape);
}

function describeItem(shape: GenericShape): Iterable<[path: string, member: MemberDescriptor]> {
  return describeShape('[]', shape);
}

function* describeShape(path: string, { base, codec }: GenericShape): Iterable<[path: string, member: MemberDescriptor]> {
  const { members, minimum, maximum, step, options, unit, quantity } = codec.descriptor;
  yield [
    path.slice(0, 512),
    {
      base,
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
      ...(step !== undefined && { step }),
      ...(options && { options }),
      ...(unit !== undefined && { unit }),
      ...(quantity !== undefined && { quantity }),
    },
  ];
  for (const [name, member] of Object.entries(members ?? {}))
    yield [`${path}${name.startsWith('[') ? '' : '.'}${name}`.slice(0, 512), member];
}
