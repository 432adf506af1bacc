import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Recorded messages of real products, which only the workshop has (`CONCORD_CORPUS`, or beside the repository). */
const folder = process.env['CONCORD_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus');

export function corpusIsHere(): boolean {
  return existsSync(folder);
}

export interface Sample {
  readonly id: string;
  readonly topic: string;
  readonly payload: unknown;
  readonly expects: Readonly<Record<string, unknown>>;
  readonly states: readonly { readonly topic: string; readonly payload: string; readonly expect: Readonly<Record<string, unknown>> }[];
}

export function homeAssistantSamples(file: string): Sample[] {
  return lines<Sample>(`homeassistant-mqtt/${file}`);
}

export interface ZigbeeSample {
  readonly device: Readonly<Record<string, unknown>>;
  readonly topic: string;
  readonly state: Readonly<Record<string, unknown>>;
  readonly action?: string;
}

export function zigbeeSamples(): ZigbeeSample[] {
  return lines<ZigbeeSample>('zigbee2mqtt/devices.jsonl');
}

function lines<T>(file: string): T[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}
