import { setImmediate as nextTurn } from 'node:timers/promises';
import { messageOf, type Finding } from '@concord/sdk';
import type { TemplateEngine } from '../../templates/engine.ts';
import { Message } from '../../topics/message.ts';
import { isWildcard, matches } from '../../topics/topic-filter.ts';
import type { CheckedValue } from './check.ts';
import { schemaOf } from './target.ts';
import { readerOf } from './value-reader.ts';
import { sendingOfCommand, sendingOfValue } from './value-sender.ts';

/** A message to try a mapping on. */
export interface Sample {
  readonly topic: string;
  readonly payload: string;
}

/** A message that would be sent, and for what. */
export interface SentPreview {
  readonly for: unknown;
  readonly topic: string;
  readonly payload: string;
}

/** What would become of one value. */
export interface ValuePreview {
  /** Which of the draft's values it is. */
  readonly at: number;
  /** The message that it was tried on; absent where none is known. Its payload may be cut: `bytes` is the length of the whole. */
  readonly sample?: Sample & { readonly bytes: number };
  readonly value?: unknown;
  /** The product's own word where the value is `other`. */
  readonly raw?: unknown;
  /** The canonical unit of the value. */
  readonly unit?: string;
  /** What the event would say; null: that it happened, and no more. */
  readonly event?: unknown;
  /** Why the sample gives nothing. */
  readonly problem?: string;
  readonly sends?: readonly SentPreview[];
}

export interface Preview {
  readonly values: readonly ValuePreview[];
  /** What fails on a sample that the owner gave: nobody wants to save that. */
  readonly findings: readonly Finding[];
}

interface PreviewOptions {
  readonly samples: readonly Sample[];
  /** The last message that was heard on a topic that the filter reaches. */
  readonly heard: (filter: string) => Sample | undefined;
  readonly engine: TemplateEngine;
  /** How long all templates may take together. */
  readonly patienceMs?: number;
}

/** How long the templates of one draft may take together; a draft of honest ones takes a few milliseconds. */
const usualPatienceMs = 300;
const shownLength = 2048;
/** What the template engine says of a filter, a test or a function that there is not. */
const neverKnown = /^the template fails: unknown (?:filter|test|function|method)\b/;

/** Tries each value of a draft on a message, and makes the messages that it would send. A turn of the event loop each: others go on. */
export async function previewOf(
  values: readonly CheckedValue[],
  { samples, heard, engine, patienceMs = usualPatienceMs }: PreviewOptions,
): Promise<Preview> {
  const findings: Finding[] = [];
  const previews: ValuePreview[] = [];
  let spentMs = 0;
  for (const one of values) {
    if (spentMs > patienceMs) {
      previews.push({ at: one.at, problem: 'not tried: the templates before it took too long' });
      continue;
    }
    const refuse = (path: string, message: string) => void findings.push({ path: `/values/${one.at}${path}`, message });
    const began = performance.now();
    const unit = one.codec.descriptor.unit ?? one.target.attribute?.unit;
    previews.push({
      at: one.at,
      ...tell(one, samples, heard, engine, refuse),
      ...(unit !== undefined && { unit }),
      ...sendsOf(one, engine, refuse),
    });
    spentMs += performance.now() - began;
    await nextTurn();
  }
  return { values: previews, findings };
}

function tell(
  { value, target, codec }: CheckedValue,
  samples: readonly Sample[],
  heard: PreviewOptions['heard'],
  engine: TemplateEngine,
  refuse: (path: string, message: string) => void,
): Pick<ValuePreview, 'sample' | 'value' | 'raw' | 'event' | 'problem'> {
  const filter = value.state?.topic;
  if (filter === undefined) return {};
  const given = samples.find(({ topic }) => topic === filter || matches(filter, topic));
  const sample = given ?? heard(filter);
  const read = readerOf(value, target, codec, engine);
  if (!sample) {
    // No message mends a name that the engine does not know, so any will do to find it.
    const tried = read(new Message(filter, Buffer.from('0'), false));
    if (tried && 'problem' in tried && neverKnown.test(tried.problem)) refuse(tried.place, tried.problem);
    return {};
  }
  const told = read(new Message(sample.topic, Buffer.from(sample.payload), false));
  const { topic, payload } = sample;
  const shown = { sample: { topic, payload: payload.slice(0, shownLength), bytes: Buffer.byteLength(payload) } };
  if (!told)
    return { ...shown, problem: target.member.type === 'event' ? 'another message: the event does not happen' : 'says nothing here' };
  if ('problem' in told) {
    if (given || neverKnown.test(told.problem)) refuse(told.place, told.problem);
    return { ...shown, problem: told.problem };
  }
  if ('payload' in told) return { ...shown, event: told.payload ?? null };
  return { ...shown, value: shownValue(told.value), ...(told.raw !== undefined && { raw: told.raw }) };
}

/** Two hundred values may be read from one large sample: the answer must stay small. */
function shownValue(value: unknown): unknown {
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : '';
  return text.length > shownLength ? text.slice(0, shownLength) : value;
}

function sendsOf(one: CheckedValue, engine: TemplateEngine, refuse: (path: string, message: string) => void): Pick<ValuePreview, 'sends'> {
  const { value, target, codec } = one;
  const { send } = value;
  if (!send || isWildcard(send.topic) || target.member.type === 'event') return {};
  const isCommand = target.member.type === 'command';
  const wanted = isCommand ? [argsOf(one)] : examplesOf(one);
  try {
    return {
      sends: wanted.map((example) => {
        const { topic, payload } = isCommand
          ? sendingOfCommand(send, example as Record<string, unknown>, engine)
          : sendingOfValue(send, codec, example, engine);
        return { for: example, topic, payload: payload.toString().slice(0, shownLength) };
      }),
    };
  } catch (error) {
    refuse(send.template === undefined ? '/send/words' : '/send/template', messageOf(error));
    return {};
  }
}

/** The arguments of a command as the model's own example has them. */
function argsOf({ target: { definition, member } }: CheckedValue): Readonly<Record<string, unknown>> {
  const example = definition.examples.find((one) => 'command' in one && one.command === member.name);
  return (example && 'args' in example ? example.args : undefined) ?? {};
}

const shownExamples = 4;

/** Some values to show what is sent for them: all words, yes and no, a number within the range. */
function examplesOf({ value, target, codec }: CheckedValue): unknown[] {
  const words = (value.send?.words ?? value.words ?? []).map((word) => word.value).filter((meant) => meant !== null);
  const schema = schemaOf(target);
  if (schema.type === 'boolean') return [true, false];
  if (words.length > 0) return [...new Set(words)].slice(0, shownExamples);
  if (schema.enum) return schema.enum.filter((member) => member !== 'other').slice(0, shownExamples);
  const { minimum, maximum } = { ...target.attribute?.schema, ...codec.descriptor } as { minimum?: number; maximum?: number };
  if (schema.type === 'number' || schema.type === 'integer') return [Math.min(Math.max(20, minimum ?? 20), maximum ?? Infinity)];
  return schema.type === 'string' ? ['text'] : [];
}
