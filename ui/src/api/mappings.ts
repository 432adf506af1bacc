import type { Finding } from './client.ts';
import { isAnything, isFlag, isGroupOf, isListOf, isMaybe, isNumber, isText, type Guard } from './guard.ts';
import { runPluginAction } from './plugins.ts';

/** A word of a product, and what it means. */
export interface Word {
  readonly word: string;
  readonly value: unknown;
}

interface State {
  readonly topic: string;
  readonly template?: string;
}

interface Send extends State {
  readonly payload?: string;
  readonly words?: readonly Word[];
  readonly qos?: number;
  readonly retain?: boolean;
}

interface Availability extends State {
  readonly available?: string;
  readonly notAvailable?: string;
}

/** One value, event or command of a product, and the topics that it travels by. Names one of the three. */
export interface MappedValue {
  readonly capability: string;
  readonly attribute?: string;
  readonly event?: string;
  readonly command?: string;
  readonly endpoint?: string;
  readonly title?: string;
  readonly state?: State;
  readonly unit?: string;
  readonly words?: readonly Word[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
  readonly send?: Send;
  readonly optimistic?: boolean;
  readonly expireAfter?: number;
}

/** A product mapped by hand, as the plugin keeps it. */
export interface HandMapping {
  readonly key: string;
  readonly name: string;
  readonly maker?: string;
  readonly model?: string;
  readonly kind?: string;
  readonly broker?: string;
  readonly availability?: Availability;
  readonly expireAfter?: number;
  readonly values: readonly MappedValue[];
}

/** A message to try a mapping on. */
export interface Sample {
  readonly topic: string;
  readonly payload: string;
}

/** Something that was heard. The payload is the beginning of it, and left out where it is no text. */
export interface HeardMessage {
  readonly topic: string;
  readonly payload?: string;
  /** Of the whole payload. */
  readonly bytes: number;
}

export interface HeardTopic extends HeardMessage {
  readonly broker: string;
  readonly isRetained: boolean;
  readonly at: string;
  readonly isUsed: boolean;
}

/** What would become of one value, and what would be sent. */
export type ValuePreview = {
  /** Which of the draft's values it is. */
  readonly at: number;
  readonly unit?: string;
  readonly sends?: readonly { readonly for: unknown; readonly topic: string; readonly payload: string }[];
} & (
  | { readonly sample?: HeardMessage; readonly problem: string }
  | { readonly sample: HeardMessage; readonly event: unknown }
  | { readonly sample: HeardMessage; readonly value: unknown; readonly raw?: unknown }
  // Nothing is known to try it on.
  | { readonly sample?: never }
);

export interface HeardTopics {
  readonly brokers: readonly string[];
  readonly topics: readonly HeardTopic[];
  readonly leftOut: number;
}

const isWords = isListOf<Word>(isGroupOf({ word: isText, value: isAnything }));
const isValue = isGroupOf<MappedValue>({
  capability: isText,
  attribute: isMaybe(isText),
  event: isMaybe(isText),
  command: isMaybe(isText),
  endpoint: isMaybe(isText),
  title: isMaybe(isText),
  state: isMaybe(isGroupOf<State>({ topic: isText, template: isMaybe(isText) })),
  unit: isMaybe(isText),
  words: isMaybe(isWords),
  minimum: isMaybe(isNumber),
  maximum: isMaybe(isNumber),
  step: isMaybe(isNumber),
  send: isMaybe(
    isGroupOf<Send>({
      topic: isText,
      template: isMaybe(isText),
      payload: isMaybe(isText),
      words: isMaybe(isWords),
      qos: isMaybe(isNumber),
      retain: isMaybe(isFlag),
    }),
  ),
  optimistic: isMaybe(isFlag),
  expireAfter: isMaybe(isNumber),
});
const isMapping = isGroupOf<HandMapping>({
  key: isText,
  name: isText,
  maker: isMaybe(isText),
  model: isMaybe(isText),
  kind: isMaybe(isText),
  broker: isMaybe(isText),
  availability: isMaybe(
    isGroupOf<Availability>({ topic: isText, template: isMaybe(isText), available: isMaybe(isText), notAvailable: isMaybe(isText) }),
  ),
  expireAfter: isMaybe(isNumber),
  values: isListOf(isValue),
});
const heardMessage = { topic: isText, payload: isMaybe(isText), bytes: isNumber } as const;
const isSends = isListOf(isGroupOf({ for: isAnything, topic: isText, payload: isText }));
const isCheck = isGroupOf<{ readonly findings: readonly Finding[]; readonly values: readonly ValuePreview[] }>({
  findings: isListOf(isGroupOf({ path: isText, message: isText })),
  values: isListOf(
    isGroupOf({
      at: isNumber,
      sample: isMaybe(isGroupOf<HeardMessage>(heardMessage)),
      unit: isMaybe(isText),
      sends: isMaybe(isSends),
      problem: isMaybe(isText),
    }) as Guard<ValuePreview>,
  ),
});
const isHeard = isGroupOf<HeardTopics>({
  brokers: isListOf(isText),
  topics: isListOf(isGroupOf<HeardTopic>({ ...heardMessage, broker: isText, isRetained: isFlag, at: isText, isUsed: isFlag })),
  leftOut: isNumber,
});

// What an action answers is its plugin's own: the API's document says no more than that there is an answer.
async function ask<Answer>(plugin: string, action: string, input: Record<string, unknown>, isAnswer: Guard<Answer>): Promise<Answer> {
  const { result } = await runPluginAction(plugin, action, input);
  if (!isAnswer(result)) throw new Error('The plugin answered something that this page does not understand. Reload the page.');
  return result;
}

export const listMappings = (plugin: string) =>
  ask(plugin, 'listMappings', {}, isGroupOf<{ mappings: readonly HandMapping[] }>({ mappings: isListOf(isMapping) }));
/** A mapping may be anything here: the plugin says what is wrong with it. */
export const checkMapping = (plugin: string, mapping: object, samples: readonly Sample[]) =>
  ask(plugin, 'checkMapping', { mapping, samples }, isCheck);
export const saveMapping = (plugin: string, mapping: object, samples: readonly Sample[] = []) =>
  ask(plugin, 'saveMapping', { mapping, samples }, isGroupOf<{ mapping: HandMapping }>({ mapping: isMapping }));
export const removeMapping = (plugin: string, key: string) =>
  ask(
    plugin,
    'removeMapping',
    { key },
    isGroupOf<{ removed: boolean; mapping?: HandMapping }>({ removed: isFlag, mapping: isMaybe(isMapping) }),
  );
export const listenTopics = (plugin: string, filter: string) => ask(plugin, 'listenTopics', filter === '' ? {} : { filter }, isHeard);
