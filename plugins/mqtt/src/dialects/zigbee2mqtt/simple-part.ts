import { capabilities, CommandRejectedError, type GenericBase } from '@concord/sdk';
import { fragment, type Fragment, type FragmentDraft, type Values } from '../../devices/fragment.ts';
import type { PartListener } from '../../devices/part.ts';
import { slug } from '../../devices/slug.ts';
import { parseTarget } from '../../mapping/sensor-classes.ts';
import { fromCanonicalNumber, scaleOf } from '../../mapping/unit-scale.ts';
import { codecFor } from './codecs/attribute-codec.ts';
import { genericShape } from './codecs/structure-codec.ts';
import type { ValueCodec } from './codecs/value-codec.ts';
import { memberOf, type DeviceTools } from './device-tools.ts';
import type { Expose } from './expose.ts';
import type { Row } from './table/row.ts';

interface SimplePart {
  readonly fragments: readonly Fragment[];
  readonly listeners: readonly PartListener[];
}

/** Where a value stands: its endpoint, and for a member of a composite the member of the state message that holds it. */
export interface Spot {
  readonly endpoint: string | undefined;
  readonly holder?: string;
}

/** An expose that is one value or one command: what the first row that fits names. Undefined where none fits. */
export function namedPart(expose: Expose, rows: readonly Row[], tools: DeviceTools, spot: Spot): SimplePart | undefined {
  for (const row of rows) {
    const at = { ...spot, endpoint: below(spot.endpoint, row.child) };
    const part = row.target.endsWith('()') ? commandPart(expose, row, tools, at) : attributePart(expose, row, tools, at);
    if (part) return part;
  }
  return undefined;
}

function below(endpoint: string | undefined, child: string | undefined): string | undefined {
  return child === undefined ? endpoint : endpoint === undefined ? child : `${endpoint}/${child}`;
}

function attributePart(expose: Expose, row: Row, tools: DeviceTools, spot: Spot): SimplePart | undefined {
  const target = parseTarget(row.target);
  const definition = target && capabilities.get(target.capability)?.attributes[target.attribute];
  const codec = target && codecFor(expose, row, target);
  if (!codec || !definition) return undefined;
  const { command } = row;
  if (command !== undefined && expose.isWritable) {
    const send = wordFor(expose);
    const on = { [command]: () => tools.plan({ [expose.property]: send }, expose.isReported, {}) };
    return send === undefined ? undefined : valuePart(expose, tools, codec, { ...target, ...spot, writable: false, commands: on });
  }
  // What can be written stays so: under its own name, if the capability only reads it.
  if (expose.isWritable && !definition.writable) return undefined;
  return valuePart(expose, tools, codec, { ...target, ...spot, writable: expose.isWritable, also: secondOf(expose, row) });
}

/** What one of the words tells beside the attribute itself. */
function secondOf(expose: Expose, { also }: Row): Destination['also'] {
  const target = also && parseTarget(also.target);
  const codec = target && codecFor(expose, also, target);
  return codec && expose.values.some((value) => codec.read(value) === true) ? { attribute: target.attribute, codec } : undefined;
}

/** Something that is only set off: by its one word, or by "on". */
function commandPart(expose: Expose, row: Row, tools: DeviceTools, { endpoint }: Spot): SimplePart | undefined {
  const [capability = '', command = ''] = row.target.slice(0, -2).split('.');
  const definition = capabilities.get(capability)?.commands[command];
  const send = wordFor(expose);
  if (!definition || !expose.isWritable) return undefined;
  const { argument } = row;
  if (argument !== undefined ? !['numeric', 'text'].includes(expose.type) : send === undefined) return undefined;
  const target = fragment({
    capability,
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    commands: {
      [command]: (args) => {
        const value = argument === undefined ? send : argumentOf(expose, args[argument], argument);
        return tools.plan({ [expose.property]: value }, false, {});
      },
    },
  });
  return { fragments: [target], listeners: [] };
}

function argumentOf({ type, unit }: Expose, given: unknown, argument: string): unknown {
  if (type === 'numeric' && typeof given === 'number') return fromCanonicalNumber(given, scaleOf(unit));
  if (type === 'text' && typeof given === 'string') return given;
  throw new CommandRejectedError(`wants "${argument}"`);
}

/** What sets a command off; undefined where there are several words, which a command could not tell apart. */
function wordFor({ type, values, on }: Expose): unknown {
  if (type === 'binary') return on;
  return type === 'enum' && values.length === 1 ? values[0] : undefined;
}

interface Destination extends Spot {
  readonly capability: string;
  readonly attribute: string;
  readonly writable: boolean;
  readonly base?: GenericBase;
  readonly title?: string | undefined;
  readonly commands?: FragmentDraft['commands'];
  readonly also?: { readonly attribute: string; readonly codec: ValueCodec } | undefined;
}

function valuePart(
  expose: Expose,
  tools: DeviceTools,
  codec: ValueCodec,
  { capability, attribute, writable, endpoint, holder, base, title, commands, also }: Destination,
): SimplePart {
  const { property, isReported } = expose;
  const written = (value: unknown) => (holder === undefined ? { [property]: value } : { [holder]: { [property]: value } });
  const target = fragment({
    capability,
    ...(endpoint !== undefined && { endpoint }),
    ...(base && { base }),
    ...(title !== undefined && { title }),
    attributes: {
      [attribute]: tools.describe(expose, { ...codec.descriptor, writable }),
      ...(also && { [also.attribute]: tools.describe(expose, { writable: false }) }),
    },
    ...(commands && { commands }),
    ...(writable && {
      set: (values: Values) => tools.plan(written(codec.write(values[attribute])), isReported, { [attribute]: values[attribute] }),
    }),
  });
  const listener = tools.listen((members, reporter) => {
    const value = memberOf(holder === undefined ? members : memberOf(members, holder), property);
    if (value === undefined) return;
    const read = codec.read(value);
    if (read === undefined) tools.bad(property, value);
    else reporter.set(target, attribute, read, read === 'other' && value !== 'other' ? value : undefined);
    const more = also?.codec.read(value);
    if (also && more !== undefined) reporter.set(target, also.attribute, more);
  });
  return { fragments: [target], listeners: isReported ? [listener] : [] };
}

/** A value that no capability names (section 4): typed, under Zigbee2MQTT's own word. */
export function genericPart(expose: Expose, tools: DeviceTools, spot: Spot): SimplePart {
  const { name, type, label, isWritable, isReported, values } = expose;
  const at = { capability: `zigbee2mqtt:${slug(name)}`, attribute: 'value', ...spot, title: label ?? name };
  if (type === 'enum' && isWritable && !isReported && values.length === 1) return triggerPart(expose, tools, at);
  const { base, codec } = genericShape(expose);
  return valuePart(expose, tools, codec, { ...at, base, writable: isWritable });
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
