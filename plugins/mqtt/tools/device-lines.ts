import { existsSync, readFileSync } from 'node:fs';
import { messageOf } from '@concord/sdk';
import { gunzipSync } from 'node:zlib';
import { isObject } from '../src/topics/message.ts';

/** The entries of `bridge/devices` in a file, and the lines that are none. */
export interface DeviceLines {
  readonly entries: readonly unknown[];
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

/** The file can't be read at all. */
export class UnreadableFileError extends Error {
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.name = 'UnreadableFileError';
  }
}

/** Reads JSON lines of `{device: <entry of bridge/devices>}`, gzipped or not. Throws `UnreadableFileError`. */
export function readDeviceLines(file: string): DeviceLines {
  const entries: unknown[] = [];
  const refused: { line: number; reason: string }[] = [];
  for (const [at, text] of textOf(file).split('\n').entries()) {
    if (text.trim() === '') continue;
    const entry = entryOf(text);
    if (typeof entry === 'string') refused.push({ line: at + 1, reason: entry });
    else entries.push(entry);
  }
  return { entries, refused };
}

function textOf(file: string): string {
  if (!existsSync(file)) throw new UnreadableFileError(file, 'there is no such file');
  try {
    const bytes = readFileSync(file);
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    if (file.endsWith('.gz') && !isZipped) throw new UnreadableFileError(file, 'is not gzip');
    return (isZipped ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : new UnreadableFileError(file, messageOf(error), { cause: error });
  }
}

/** The device of a line, or why there is none. */
function entryOf(text: string): Readonly<Record<string, unknown>> | string {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  if (!isObject(line) || !isObject(line['device'])) return 'has no "device"';
  const { definition } = line['device'];
  if (!isObject(definition) || !Array.isArray(definition['exposes'])) return 'its device has no list of exposes';
  return line['device'];
}
