import { isObject } from '../../src/topics/message.ts';
import { readCorpus } from '../replay/files.ts';
import type { Input } from './mutate.ts';

type Line = Readonly<Record<string, unknown>>;

/** Every message of a corpus, in the order it is played: announcements before states. */
export function seedsOf(folder: string): Input[] {
  return readCorpus(folder).flatMap(({ entries }) => [...announced(entries), ...said(entries)]);
}

function announced(entries: readonly unknown[]): Input[] {
  const lines = entries.filter(isObject);
  const devices = lines.map(({ device }) => device).filter(isObject);
  // In small lists, so that one broken entry in a list of hundreds is not the only thing that is tried.
  const lists = chunks(devices, 5).map((some) => input('zigbee2mqtt/bridge/devices', some, true));
  return [
    ...lists,
    ...lines
      .filter(({ payload, topic }) => payload !== undefined && typeof topic === 'string')
      .map(({ topic, payload }) => input(String(topic), payload, true)),
  ];
}

function said(entries: readonly unknown[]): Input[] {
  return entries
    .filter(isObject)
    .flatMap((line) => [
      ...(isObject(line['state']) && typeof line['topic'] === 'string' ? [input(line['topic'], line['state'], false)] : []),
      ...listOf(line['states']).map(({ topic, payload }) => input(String(topic), payload, false)),
      ...listOf(line['messages']).map((message) => ofDialect(message)),
    ]);
}

function ofDialect({ topic, payload, payload_base64: encoded, retain }: Line): Input {
  const bytes = typeof encoded === 'string' ? Buffer.from(encoded, 'base64') : undefined;
  return bytes ? { topic: String(topic), payload: bytes, retained: retain === true } : input(String(topic), payload, retain === true);
}

function listOf(value: unknown): Line[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function input(topic: string, payload: unknown, retained: boolean): Input {
  return { topic, payload: Buffer.from(typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? '')), retained };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
