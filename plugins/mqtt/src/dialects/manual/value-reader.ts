import { checkAttribute, checkEvent, type AttributeDescriptor, type CapabilityDescriptor } from '@concord/sdk';
import { compileTemplate, wholePayload } from '../../templates/template.ts';
import type { TemplateEngine } from '../../templates/engine.ts';
import { isObject, type Message } from '../../topics/message.ts';
import type { MappedValue } from './mapping.ts';
import { describeValue, type Target } from './target.ts';
import { wordFor, type ValueCodec } from './value-codec.ts';

/** What a message tells of one mapped value. `place`: which member of the value is to blame. */
export type Told =
  | { readonly value: unknown; readonly raw?: unknown }
  | { readonly payload: Readonly<Record<string, unknown>> | undefined }
  | { readonly problem: string; readonly place: '/state' | '/state/template' };

/** Answers what a message tells; undefined: nothing that concerns the value. */
export type ValueReader = (message: Message) => Told | undefined;

/** How the messages of one mapped value are read. What it answers fits the capability's schema. */
export function readerOf(value: MappedValue, target: Target, codec: ValueCodec, engine: TemplateEngine): ValueReader {
  const failures: string[] = [];
  const source = value.state?.template;
  const template = source === undefined ? wholePayload : compileTemplate(source, engine, ({ message }) => failures.push(message));
  const tell = target.member.type === 'event' ? eventTeller(value, target) : valueTeller(target, codec, attributeOf(value, codec));
  return (message) => {
    // An empty message clears what the broker kept, and says nothing.
    if (message.payload.length === 0) return undefined;
    const said = template.read(message);
    const failure = failures.pop();
    if (failure !== undefined) return { problem: `the template fails: ${failure}`, place: '/state/template' };
    return said === undefined || said === '' ? undefined : tell(said);
  };
}

/** The attribute as the device has it. */
export function attributeOf(value: MappedValue, { descriptor }: ValueCodec, silence?: number): AttributeDescriptor {
  return { ...descriptor, ...describeValue(value, silence), writable: value.send !== undefined };
}

function valueTeller({ definition, member: { name } }: Target, codec: ValueCodec, attribute: AttributeDescriptor) {
  // Only the writable ones are narrowed for who sets them; a sensor that says more than its range says it all the same.
  const { minimum: _minimum, maximum: _maximum, ...read } = attribute;
  const descriptor: CapabilityDescriptor = { attributes: { [name]: attribute.writable === true ? attribute : read } };
  return (said: unknown): Told => {
    const reading = codec.read(said);
    if ('problem' in reading) return { problem: reading.problem, place: '/state' };
    const finding = checkAttribute(definition, descriptor, name, reading.value);
    return finding ? { problem: `${JSON.stringify(reading.value)?.slice(0, 100)} ${finding.message}`, place: '/state' } : reading;
  };
}

function eventTeller({ words = [] }: MappedValue, { definition, member: { name } }: Target) {
  const descriptor: CapabilityDescriptor = { attributes: {}, events: [name] };
  return (said: unknown): Told | undefined => {
    const word = wordFor(said, words);
    // Another word on the same topic is another event's.
    if (!word && words.length > 0) return undefined;
    const payload = isObject(word?.value) ? word.value : undefined;
    const [finding] = checkEvent(definition, descriptor, name, payload);
    return finding ? { problem: `${finding.path} ${finding.message}`.trim(), place: '/state' } : { payload };
  };
}
