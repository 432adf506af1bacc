import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A file of a corpus: its lines, or the entries of its one list. */
export interface CorpusFile {
  readonly path: string;
  readonly name: string;
  readonly entries: readonly unknown[];
  /** Lines that are no JSON. */
  readonly broken: readonly number[];
}

/** A corpus that can't be read at all. */
export class NoCorpusError extends Error {
  constructor(path: string) {
    super(`${path}: there is no such file or folder`);
    this.name = 'NoCorpusError';
  }
}

/** Every `.jsonl` and `.json` below a folder, gzipped or not, or one such file. Throws `NoCorpusError`. */
export function readCorpus(path: string): CorpusFile[] {
  if (!existsSync(path)) throw new NoCorpusError(path);
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
    : [path];
  return files
    .filter((file) => /\.jsonl?(\.gz)?$/.test(file))
    .toSorted()
    .map(readFile);
}

function readFile(path: string): CorpusFile {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  const name = basename(path).replace(/\.jsonl?(\.gz)?$/, '');
  const whole = parsed(text);
  if (whole !== undefined) return { path, name, entries: Array.isArray(whole) ? (whole as unknown[]) : [whole], broken: [] };
  const lines = text
    .split('\n')
    .map((line, at) => ({ at: at + 1, line: line.trim(), entry: line.trim() === '' ? undefined : parsed(line) }));
  return {
    path,
    name,
    entries: lines.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
    broken: lines.filter(({ line, entry }) => line !== '' && entry === undefined).map(({ at }) => at),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
