import { capabilities, type GenericBase } from '@concord/sdk';
import { fragment, type Fragment, type PartListener, type Values } from '../devices/part.ts';
import { slug } from '../devices/slug.ts';
import { isShallow } from '../templates/template.ts';
import { parseTarget } from '../mapping/sensor-classes.ts';
import { scaleOf } from '../mapping/unit-scale.ts';
import type { DeviceTools } from './device-tools.ts';
import type { Row } from './expose-table.ts';
import type { Expose } from './expose.ts';
import { binaryCodec, codecFor, enumCodec, numberCodec, type ValueCodec } from './value-codec.ts';

interface SimplePart {
  readonly fragments: readonly Fragment[];
  readonly listeners: readonly PartListener[];
}

/** Deeper structures than this are no values of a product. */
const maxDepth = 8;
const maxText = 65_536;

/** An expose that is one value: the attribute its row in the table names, or an extension of its own. */
export function simplePart(expose: Expose, rows: readonly Row[], tools: DeviceTools, endpoint: string | undefined): SimplePart {
  for (const row of rows) {
    const target = parseTarget(row.target);
    const definition = target && capabilities.get(target.capability)?.attributes[target.attribute];
    const codec = target && codecFor(expose, row, target);
    if (!codec || !definition) continue;
    const { capability, attribute } = target;
    const writable = definition.writable && expose.isWritable;
    return valuePart(expose, tools, codec, { capability, attribute, writable, endpoint });
  }
  if (rows.length > 0) tools.conflict(`${expose.name} (${expose.type}, "${expose.unit ?? ''}") is not what its name says`);
  return genericPart(expose, tools, endpoint);
}

interface Destination {
  readonly capability: string;
  readonly attribute: string;
  readonly writable: boolean;
  readonly endpoint: string | undefined;
  readonly base?: GenericBase;
  readonly title?: string | undefined;
}

function valuePart(
  expose: Expose,
  tools: DeviceTools,
  codec: ValueCodec,
  { capability, attribute, writable, endpoint, base, title }: Destination,
): SimplePart {
  const { property, isReported } = expose;
  const target = fragment({
    capability,
    ...(endpoint !== undefined && { endpoint }),
    ...(base && { base }),
    ...(title !== undefined && { title }),
    attributes: { [attribute]: tools.describe(expose, { ...codec.descriptor, writable }) },
    ...(writable && {
      set: (values: Values) => tools.plan({ [property]: codec.write(values[attribute]) }, isReported, { [attribute]: values[attribute] }),
    }),
  });
  const listener = tools.listen((members, reporter) => {
    const value = members[property];
    if (value === undefined) return;
    const read = codec.read(value);
    if (read === undefined) tools.bad(property, value);
    else reporter.set(target, attribute, read, read === 'other' && value !== 'other' ? value : undefined);
  });
  return { fragments: [target], listeners: isReported ? [listener] : [] };
}

/** A value that no capability names (section 4): typed, under Zigbee2MQTT's own word. */
function genericPart(expose: Expose, tools: DeviceTools, endpoint: string | undefined): SimplePart {
  const { name, type, label, isWritable, isReported, values } = expose;
  const at = { capability: `zigbee2mqtt:${slug(name)}`, attribute: 'value', endpoint, title: label ?? name };
  if (type === 'enum' && isWritable && !isReported && values.length === 1) return triggerPart(expose, tools, at);
  const [base, codec, writable] = genericCodec(expose);
  return valuePart(expose, tools, codec, { ...at, base, writable: writable && isWritable });
}

function triggerPart(
  { property, values }: Expose,
  tools: DeviceTools,
  { capability, endpoint, title }: Pick<Destination, 'capability' | 'endpoint' | 'title'>,
): SimplePart {
  const press = () => ({ sendings: [tools.send({ [property]: values[0] })], assumed: {} });
  const target = fragment({
    capability,
    base: 'genericTrigger',
    ...(endpoint !== undefined && { endpoint }),
    ...(title !== undefined && { title }),
    attributes: {},
    commands: { press },
  });
  return { fragments: [target], listeners: [] };
}

function genericCodec(expose: Expose): [base: GenericBase, codec: ValueCodec, writable: boolean] {
  if (expose.type === 'binary') return ['genericBoolean', binaryCodec(expose), true];
  if (expose.type === 'numeric')
    return [expose.isWritable ? 'genericNumber' : 'measurement', numberCodec(expose, scaleOf(expose.unit)), true];
  if (expose.type === 'enum') return ['genericSelect', enumCodec(expose, {}), true];
  if (expose.type === 'text') return ['genericText', textCodec, true];
  return ['genericObject', objectCodec, false];
}

const textCodec: ValueCodec = {
  descriptor: {},
  read: (value) =>
    value === null || typeof value === 'string'
      ? (value?.slice(0, maxText) ?? null)
      : typeof value === 'object'
        ? undefined
        : JSON.stringify(value),
  write: (value) => value,
};

const objectCodec: ValueCodec = {
  descriptor: {},
  read: (value) => (value === null ? null : typeof value === 'object' && isShallow(value, maxDepth) ? value : undefined),
  write: (value) => value,
};
