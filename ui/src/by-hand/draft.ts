import type { HandMapping, HandValue, Sample, Word } from './mapping.ts';

/** A value while it is written, with the message that it is tried on. */
export interface DraftValue extends HandValue {
  readonly sample?: Sample;
}

/** A mapping while it is written: optional fields may stand empty. */
export interface Draft extends Omit<HandMapping, 'values'> {
  readonly values: readonly DraftValue[];
}

export const emptyValue: DraftValue = { capability: '', state: { topic: '' } };
export const emptyDraft: Draft = { name: '', values: [emptyValue] };

/** What a draft says, without what was left empty. What is needed stays, so that the check can say so. */
export function mappingOf({ values, ...rest }: Draft): HandMapping {
  return {
    ...tidy(rest, ['name']),
    values: values.map(({ sample: _sample, state, send, ...value }) => ({
      ...tidy(value, ['capability']),
      ...(state && { state: tidy(state, ['topic']) }),
      ...(send && { send: tidy(send, ['topic', 'payload']) }),
    })),
  };
}

/** The messages that a draft is to be tried on. */
export function samplesOf({ values }: Draft): Sample[] {
  return values.flatMap(({ sample }) => (sample && sample.payload !== '' && sample.topic !== '' ? [sample] : []));
}

function tidy<T extends object>(given: T, needed: readonly string[]): T {
  const kept = Object.entries(given).filter(([name, value]) => {
    if (needed.includes(name)) return value !== undefined;
    return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  return Object.fromEntries(kept.map(([name, value]) => [name, isGroup(value) ? tidy(value, ['topic']) : value])) as T;
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How products say yes and no. */
const pairs: readonly (readonly [yes: string, no: string])[] = [
  ['1', '0'],
  ['ON', 'OFF'],
  ['on', 'off'],
  ['On', 'Off'],
  ['true', 'false'],
  ['True', 'False'],
  ['yes', 'no'],
  ['open', 'closed'],
  ['OPEN', 'CLOSED'],
];

/** The two words of a product of which one was heard; none where it is no word of a pair. */
export function wordsLike(heard: string): Word[] {
  const [yes, no] = pairs.find((pair) => pair.includes(heard.trim())) ?? [];
  if (yes === undefined || no === undefined) return [];
  return [
    { word: yes, value: true },
    { word: no, value: false },
  ];
}

const maxPlaces = 24;

/** The places of a JSON payload that hold one value, each with the template that reads it. */
export function placesIn(payload: string): { readonly path: string; readonly template: string; readonly value: unknown }[] {
  let json: unknown;
  try {
    json = JSON.parse(payload);
  } catch {
    return [];
  }
  if (!isGroup(json) && !Array.isArray(json)) return [];
  return [...leaves(json, [])]
    .filter(({ steps }) => steps.every(isPlain))
    .slice(0, maxPlaces)
    .map(({ steps, value }) => ({ path: steps.join('.'), template: `{{ value_json${steps.map(stepText).join('')} }}`, value }));
}

function* leaves(value: unknown, steps: readonly (string | number)[]): Iterable<{ steps: readonly (string | number)[]; value: unknown }> {
  if (typeof value !== 'object' || value === null) yield { steps, value };
  else if (steps.length < 6)
    for (const [name, inner] of Object.entries(value)) yield* leaves(inner, [...steps, Array.isArray(value) ? Number(name) : name]);
}

/** What a template can name without signs that stand for others. */
function isPlain(step: string | number): boolean {
  return typeof step === 'number' || !/['\\]/.test(step);
}

function stepText(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `['${step}']`;
}
