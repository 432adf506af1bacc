import { capabilities, CommandRejectedError, type AttributeDescriptor, type GenericBase } from '@concord/sdk';
import { fragment, type CommandPlan, type Fragment, type FragmentDraft, type Values } from '../devices/fragment.ts';
import type { PartListener } from '../devices/part.ts';
import type { Reporter } from '../devices/reporter.ts';
import { slug } from '../devices/slug.ts';
import type { Message } from '../topics/message.ts';
import { codecFor } from './codecs/attribute-codec.ts';
import { genericShape } from './codecs/structure-codec.ts';
import type { ValueCodec } from './codecs/value-codec.ts';
import { itemOf, type Feature } from './feature.ts';
import type { Row } from './row.ts';
import { parseTarget } from './sensor-classes.ts';
import { fromCanonicalNumber, scaleOf } from './unit-scale.ts';

/** How a dialect moves the values of features between the product and the broker. */
export interface FeatureTools {
  /** What stands before the colon of an extension: `zigbee2mqtt`. */
  readonly namespace: string;
  /** Where the product's messages give values of the feature: `take` gets each as the product wrote it. */
  listen(feature: Feature, take: (value: unknown, reporter: Reporter, message: Message) => void): readonly PartListener[];
  /** Sends the product its own value. `assumed`: what to take for granted where nothing reports it. Throws `CommandRejectedError`. */
  plan(feature: Feature, value: unknown, isReported: boolean, assumed: Values): CommandPlan;
  /** Something in a message that can't be used. */
  bad(what: string, value: unknown): void;
}

/** What a feature gives to its device. */
export interface FeaturePart {
  readonly fragments: readonly Fragment[];
  readonly listeners: readonly PartListener[];
}

/** Where a value stands. */
export interface Spot {
  readonly endpoint: string | undefined;
}

/** A feature that is one value or one command: what the first row that fits names. Undefined where none fits. */
export function namedPart(feature: Feature, rows: readonly Row[], tools: FeatureTools, spot: Spot): FeaturePart | undefined {
  for (const row of rows) {
    const at = { endpoint: below(spot.endpoint, row.child) };
    const part = row.target.endsWith('()') ? commandPart(feature, row, tools, at) : attributePart(feature, row, tools, at);
    if (part) return part;
  }
  return undefined;
}

/** A value that no capability names (section 4): typed, under the dialect's own word. */
export function genericPart(feature: Feature, tools: FeatureTools, spot: Spot): FeaturePart {
  const { name, type, label, isWritable, isReported, values } = feature;
  const at = { capability: `${tools.namespace}:${slug(name)}`, attribute: 'value', ...spot, title: label ?? name };
  if (type === 'enum' && isWritable && !isReported && values.length === 1) return triggerPart(feature, tools, at);
  const { base, codec } = genericShape(feature);
  return valuePart(feature, tools, codec, { ...at, base, writable: isWritable });
}

/** An attribute's descriptor, with what every feature may say of it. */
export function describeFeature(feature: Feature, descriptor: AttributeDescriptor = {}): AttributeDescriptor {
  const { category, maxSilence } = feature;
  return {
    ...descriptor,
    ...(category !== 'primary' && { category }),
    ...(maxSilence !== undefined && { maxSilence }),
    source: itemOf(feature).slice(0, 512),
  };
}

function below(endpoint: string | undefined, child: string | undefined): string | undefined {
  return child === undefined ? endpoint : endpoint === undefined ? child : `${endpoint}/${child}`;
}

function attributePart(feature: Feature, row: Row, tools: FeatureTools, spot: Spot): FeaturePart | undefined {
  const target = parseTarget(row.target);
  const definition = target && capabilities.get(target.capability)?.attributes[target.attribute];
  const codec = target && codecFor(feature, row, target);
  if (!codec || !definition) return undefined;
  const { command } = row;
  if (command !== undefined && feature.isWritable) {
    const send = wordFor(feature);
    const on = { [command]: () => tools.plan(feature, send, feature.isReported, {}) };
    return send === undefined ? undefined : valuePart(feature, tools, codec, { ...target, ...spot, writable: false, commands: on });
  }
  // What can be written stays so: under its own name, if the capability only reads it.
  if (feature.isWritable && !definition.writable) return undefined;
  return valuePart(feature, tools, codec, { ...target, ...spot, writable: feature.isWritable, also: secondOf(feature, row) });
}

/** What one of the words tells beside the attribute itself. */
function secondOf(feature: Feature, { also }: Row): Destination['also'] {
  const target = also && parseTarget(also.target);
  const codec = target && codecFor(feature, also, target);
  return codec && feature.values.some((value) => codec.read(value) === true) ? { attribute: target.attribute, codec } : undefined;
}

/** Something that is only set off: by its one word, or by "on". */
function commandPart(feature: Feature, row: Row, tools: FeatureTools, { endpoint }: Spot): FeaturePart | undefined {
  const [capability = '', command = ''] = row.target.slice(0, -2).split('.');
  const definition = capabilities.get(capability)?.commands[command];
  const send = wordFor(feature);
  if (!definition || !feature.isWritable) return undefined;
  const { argument } = row;
  if (argument !== undefined ? !['numeric', 'text'].includes(feature.type) : send === undefined) return undefined;
  const target = fragment({
    capability,
    ...(endpoint !== undefined && { endpoint }),
    attributes: {},
    commands: {
      [command]: (args) => {
        const value = argument === undefined ? send : argumentOf(feature, args[argument], argument);
        return tools.plan(feature, value, false, {});
      },
    },
  });
  return { fragments: [target], listeners: [] };
}

function argumentOf({ type, unit }: Feature, given: unknown, argument: string): unknown {
  if (type === 'numeric' && typeof given === 'number') return fromCanonicalNumber(given, scaleOf(unit));
  if (type === 'text' && typeof given === 'string') return given;
  throw new CommandRejectedError(`wants "${argument}"`);
}

/** What sets a command off; undefined where there are several words, which a command could not tell apart. */
function wordFor({ type, values, on }: Feature): unknown {
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
  feature: Feature,
  tools: FeatureTools,
  codec: ValueCodec,
  { capability, attribute, writable, endpoint, base, title, commands, also }: Destination,
): FeaturePart {
  const { property, isReported } = feature;
  const target = fragment({
    capability,
    ...(endpoint !== undefined && { endpoint }),
    ...(base && { base }),
    ...(title !== undefined && { title }),
    attributes: {
      [attribute]: describeFeature(feature, { ...codec.descriptor, writable }),
      ...(also && { [also.attribute]: describeFeature(feature, { writable: false }) }),
    },
    ...(commands && { commands }),
    ...(writable && {
      set: (values: Values) => tools.plan(feature, codec.write(values[attribute]), isReported, { [attribute]: values[attribute] }),
    }),
  });
  const take = (value: unknown, reporter: Reporter) => {
    const read = codec.read(value);
    if (read === undefined) tools.bad(property, value);
    else reporter.set(target, attribute, read, read === 'other' && value !== 'other' ? value : undefined);
    const more = also?.codec.read(value);
    if (also && more !== undefined) reporter.set(target, also.attribute, more);
  };
  return { fragments: [target], listeners: isReported ? tools.listen(feature, take) : [] };
}

function triggerPart(
  feature: Feature,
  tools: FeatureTools,
  { capability, endpoint, title }: Pick<Destination, 'capability' | 'endpoint' | 'title'>,
): FeaturePart {
  const press = () => tools.plan(feature, feature.values[0], false, {});
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
