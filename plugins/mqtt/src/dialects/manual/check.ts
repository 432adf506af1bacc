import {
  checkAttribute,
  checkEvent,
  compileThorough,
  didYouMean,
  isKind,
  kinds,
  knownUnits,
  messageOf,
  type CapabilityDescriptor,
  type Finding,
} from '@concord/sdk';
import type { TemplateEngine } from '../../templates/engine.ts';
import { isShallow } from '../../templates/template.ts';
import { isObject } from '../../topics/message.ts';
import { isFilter, isTopic } from '../../topics/topic-filter.ts';
import { MappedValue, MappingFrame, type Mapping, type Words } from './mapping.ts';
import { placeOf, schemaOf, targetOf, type Target } from './target.ts';
import { codecOf, isNumber, type ValueCodec } from './value-codec.ts';
import { attributeOf } from './value-reader.ts';

const frame = compileThorough(MappingFrame);
const shape = compileThorough(MappedValue);
/** Deeper drafts are no mappings: a word's value is the deepest that there is. */
const maxDepth = 16;
const noFilter = 'is no topic: # may only be its last level, and + a whole one';

/** What a check knows of the home. */
export interface Surroundings {
  readonly engine: TemplateEngine;
  /** The names of the brokers. */
  readonly brokers: readonly string[];
}

/** A value that is well formed, and what it is in the model. */
export interface CheckedValue {
  readonly at: number;
  readonly value: MappedValue;
  readonly target: Target;
  readonly codec: ValueCodec;
}

export interface CheckedMapping {
  /** Every place that keeps it from being saved; none: `mapping` may be. */
  readonly findings: readonly Finding[];
  readonly values: readonly CheckedValue[];
  readonly mapping: Mapping | undefined;
}

type Refuse = (path: string, message: string) => void;

/** Checks a draft, whatever it is. Never throws. */
export function checkMapping(draft: unknown, { engine, brokers }: Surroundings): CheckedMapping {
  const findings: Finding[] = [];
  const refuse: Refuse = (path, message) => void findings.push({ path, message });
  if (!isShallow(draft, maxDepth)) return { findings: [{ path: '', message: 'is nested too deep' }], values: [], mapping: undefined };
  if (!frame.accepts(draft)) findings.push(...frame.findings());
  const { kind, broker, availability, values } = isObject(draft) ? (draft as Partial<Mapping>) : {};
  if (typeof kind === 'string' && !isKind(kind)) refuse('/kind', `is no kind of device${didYouMean(kind, Object.keys(kinds))}`);
  if (typeof broker === 'string' && !brokers.includes(broker))
    refuse('/broker', `is no broker that is joined; those are ${brokers.join(', ')}`);
  if (isObject(availability)) checkAvailability(availability, engine, refuse);
  const taken = new Map<string, number>();
  const checked = (Array.isArray(values) ? values : []).slice(0, 1000).flatMap((value: unknown, at): CheckedValue[] => {
    const within: Refuse = (path, message) => refuse(`/values/${at}${path}`, message);
    const one = checkValue(value, engine, within);
    if (!one) return [];
    const place = placeOf(one.target);
    const other = taken.get(place);
    if (other !== undefined) within(`/${one.target.member.type}`, `is mapped already, by value ${other + 1}`);
    taken.set(place, at);
    return [{ at, ...one }];
  });
  return { findings, values: checked, mapping: findings.length === 0 ? (draft as Mapping) : undefined };
}

function checkAvailability(availability: Readonly<Record<string, unknown>>, engine: TemplateEngine, refuse: Refuse): void {
  const { topic, template } = availability;
  if (typeof topic === 'string' && !isFilter(topic)) refuse('/availability/topic', noFilter);
  if (typeof template === 'string') checkTemplate(template, '/availability/template', engine, refuse);
}

function checkValue(value: unknown, engine: TemplateEngine, refuse: Refuse): Omit<CheckedValue, 'at'> | undefined {
  if (!shape.accepts(value)) {
    for (const { path, message } of shape.findings()) refuse(path, message);
    return undefined;
  }
  const target = targetOf(value, ({ path, message }) => refuse(path, message));
  if (!target) return undefined;
  const { state, send } = value;
  if (state && !isFilter(state.topic)) refuse('/state/topic', noFilter);
  if (send && !isTopic(send.topic))
    refuse('/send/topic', 'is no topic that a message can be sent to: it may not be empty, nor have + or # in it');
  if (state?.template !== undefined) checkTemplate(state.template, '/state/template', engine, refuse);
  if (send?.template !== undefined) checkTemplate(send.template, '/send/template', engine, refuse);
  checkWays(value, target, refuse);
  checkNumbers(value, target, refuse);
  const codec = codecOf(value, target);
  if (!codec) {
    const quantity = target.attribute?.quantity;
    const units = knownUnits().flatMap(([unit, meaning]) => (meaning.quantity === quantity ? [unit] : []));
    const like = didYouMean(value.unit ?? '', units);
    refuse('/unit', `"${value.unit}" does not measure what ${target.attribute?.title ?? 'this'} does${like}`);
    return undefined;
  }
  checkWords('/words', value.words, value, target, codec, refuse);
  checkWords('/send/words', send?.words, value, target, codec, refuse);
  return { value, target, codec };
}

/** Which of the two ways, from the product and to it, a member has, and must have. */
function checkWays({ state, send }: MappedValue, { member: { type, name }, attribute, definition }: Target, refuse: Refuse): void {
  if (type === 'attribute') {
    if (!state && !send) refuse('/state', 'is needed: a topic that tells the value, or one that sets it');
    if (send && !attribute?.writable) refuse('/send', `${attribute?.title ?? name} can only be read`);
    if (send?.payload !== undefined) refuse('/send/payload', 'is for commands: an attribute sends its value');
  } else if (type === 'event') {
    if (!state) refuse('/state', 'is needed: the topic that tells of the event');
    if (send) refuse('/send', 'is for what can be commanded: an event only happens');
  } else {
    if (state) refuse('/state', 'is for what is told: a command is only sent');
    if (!send) refuse('/send', 'is needed: the topic that takes the command');
    else if (send.payload === undefined && send.template === undefined && !definition.commands[name]?.args)
      refuse('/send/payload', 'is needed: what the command sends');
  }
}

function checkNumbers({ unit, minimum, maximum, step }: MappedValue, target: Target, refuse: Refuse): void {
  const given = Object.entries({ unit, minimum, maximum, step }).filter(([, one]) => one !== undefined);
  if (!isNumber(schemaOf(target))) for (const [name] of given) refuse(`/${name}`, 'is for numbers');
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) refuse('/maximum', 'must not be less than the minimum');
}

function checkWords(
  place: string,
  words: Words | undefined,
  value: MappedValue,
  { definition, member: { type, name } }: Target,
  codec: ValueCodec,
  refuse: Refuse,
): void {
  const seen = new Set<string>();
  const descriptor: CapabilityDescriptor = { attributes: { [name]: attributeOf(value, codec) }, events: [name] };
  for (const [at, { word, value: meant }] of (words ?? []).entries()) {
    if (seen.has(word.trim()) && place === '/words') refuse(`${place}/${at}/word`, 'is there twice');
    seen.add(word.trim());
    const finding =
      type === 'attribute'
        ? checkAttribute(definition, descriptor, name, meant)
        : type === 'event' && meant !== null
          ? isObject(meant)
            ? checkEvent(definition, descriptor, name, meant)[0]
            : { message: 'must be an object: what the event says, or null' }
          : undefined;
    if (finding) refuse(`${place}/${at}/value`, finding.message);
  }
}

function checkTemplate(source: string, path: string, engine: TemplateEngine, refuse: Refuse): void {
  try {
    engine.compile(source);
  } catch (error) {
    refuse(path, messageOf(error));
  }
}
