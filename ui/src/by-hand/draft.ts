import type { HandMapping, MappedValue, Sample, Word } from '../api/mappings.ts';
import type { FindCapability, Shape } from '../model/shape.ts';
import { attributeShape, memberTypes, type Member } from './members.ts';

/** A value while it is written. What was entered stays when something else is chosen; `mappingOf` leaves out what does not apply. */
export interface DraftValue {
  /** Of the value in the draft, so that what is drawn of it stays with it. */
  readonly id: number;
  readonly capability: string;
  readonly member: Member | undefined;
  readonly endpoint: string;
  readonly title: string;
  readonly state: { readonly topic: string; readonly template: string };
  readonly unit: string;
  readonly words: readonly Word[];
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number | undefined;
  readonly isSettable: boolean;
  readonly send: {
    readonly topic: string;
    readonly template: string;
    /** Undefined: nothing was entered. An empty one is a message too. */
    readonly payload: string | undefined;
    readonly words: readonly Word[];
    readonly qos: number;
    readonly retain: boolean;
  };
  readonly optimistic: boolean;
  readonly expireAfter: number | undefined;
}

export interface DraftSample extends Sample {
  /** It was heard, and not written by hand: it belongs to its topic. */
  readonly isHeard: boolean;
}

/** A mapping by hand while it is written. */
export interface Draft {
  readonly key: string | undefined;
  readonly name: string;
  readonly maker: string;
  readonly model: string;
  readonly kind: string;
  readonly broker: string;
  readonly availability: {
    readonly topic: string;
    readonly template: string;
    readonly available: string;
    readonly notAvailable: string;
  };
  readonly expireAfter: number | undefined;
  readonly values: readonly DraftValue[];
  /** The messages that it is tried on, one a topic. */
  readonly samples: readonly DraftSample[];
}

let lastId = 0;

export function draftValue(stored: Partial<MappedValue> = {}): DraftValue {
  const { state, send, capability = '', endpoint = '', title = '', unit = '', words = [], minimum, maximum, step } = stored;
  const type = memberTypes.find((one) => stored[one] !== undefined);
  return {
    id: ++lastId,
    capability,
    member: type && { type, name: stored[type] ?? '' },
    endpoint,
    title,
    state: { topic: '', template: '', ...state },
    unit,
    words,
    minimum,
    maximum,
    step,
    isSettable: send !== undefined,
    send: { topic: '', template: '', payload: undefined, words: [], qos: 0, retain: false, ...send },
    optimistic: stored.optimistic ?? false,
    expireAfter: stored.expireAfter,
  };
}

export function draftOf(stored: HandMapping | undefined): Draft {
  const { key, name = '', maker = '', model = '', kind = '', broker = '', availability, expireAfter, values } = stored ?? {};
  return {
    key,
    name,
    maker,
    model,
    kind,
    broker,
    availability: { topic: '', template: '', available: '', notAvailable: '', ...availability },
    expireAfter,
    values: values?.map(draftValue) ?? [draftValue()],
    samples: [],
  };
}

/** What a draft says: what was left empty or does not apply is left out. */
export function mappingOf({ samples: _samples, name, availability, values, ...rest }: Draft, find: FindCapability): object {
  return {
    name,
    ...filled({ ...rest, availability: availability.topic === '' ? undefined : filled(availability) }),
    values: values.map((value) => valueOf(value, attributeShape(value, find(value.capability)))),
  };
}

function valueOf({ id: _id, member, state, send, isSettable, ...value }: DraftValue, shape: Shape | undefined): object {
  const { capability, endpoint, title, unit, words, minimum, maximum, step, optimistic, expireAfter } = value;
  const isAttribute = member?.type === 'attribute';
  const isSent = member?.type === 'command' || (isAttribute && isSettable && shape?.writable !== false);
  const isNumber = isAttribute && (shape === undefined || shape.type === 'number');
  return {
    capability,
    ...(member && { [member.type]: member.name }),
    ...filled({
      endpoint,
      title,
      state:
        member?.type === 'command' || (state.topic === '' && state.template === '') ? undefined : { topic: state.topic, ...filled(state) },
      words: member?.type === 'command' ? [] : wordsFor(words, member, shape),
      expireAfter,
    }),
    ...(isNumber && filled({ unit })),
    ...(isNumber && isSent && filled({ minimum, maximum, step })),
    ...(isSent && {
      send: {
        ...filled({
          ...send,
          qos: send.qos || undefined,
          payload: undefined,
          words: isAttribute ? wordsFor(send.words, member, shape) : [],
        }),
        topic: send.topic,
        ...(!isAttribute && send.payload !== undefined && { payload: send.payload }),
      },
      ...filled({ optimistic }),
    }),
  };
}

/** The words that can mean something of a member; those of another one are kept for that. */
export function wordsFor(words: readonly Word[], member: Member | undefined, shape: Shape | undefined): readonly Word[] {
  const types: readonly string[] =
    member?.type === 'event' ? ['object'] : shape ? (meanings[shape.type] ?? ['string']) : ['boolean', 'number', 'string', 'object'];
  return words.filter(({ value }) => value === null || value === undefined || types.includes(typeof value));
}

/** Of what type a word's meaning is; a text where nothing stands here. */
const meanings: Readonly<Partial<Record<Shape['type'], readonly string[]>>> = {
  boolean: ['boolean'],
  number: ['number'],
  structure: ['object', 'string', 'number', 'boolean'],
};

/** Without what stands empty. */
function filled(group: object): object {
  const isFilled = (value: unknown) =>
    value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(group).filter(([, value]) => isFilled(value)));
}
