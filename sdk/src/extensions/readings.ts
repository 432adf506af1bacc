import { pointer, type Finding } from '../errors.ts';
import type { Refuse } from './definition.ts';

interface Reading<T> {
  readonly result: T | undefined;
  readonly findings: readonly Finding[];
}

/** In characters of what they were made of: a hundred of the longest. */
const mostKept = 4_000_000;

/**
 * What was made of definitions, by their JSON text, with what was refused of them: a device is built anew whenever one of its sources is
 * described or leaves, and a hundred of one model bring the same. The newest are kept.
 */
export class Readings<T> {
  readonly #kept = new Map<string, Reading<T>>();
  #length = 0;

  /** Answers what `read` makes of a text, now or before; `at` is the place of the text in what `refuse` hears of. */
  read(text: string, at: readonly string[], refuse: Refuse, read: (refuse: Refuse) => T | undefined): T | undefined {
    const reading = this.#kept.get(text) ?? this.#readNow(text, read);
    const place = pointer(...at);
    for (const { path, message } of reading.findings) refuse({ path: place + path, message });
    return reading.result;
  }

  #readNow(text: string, read: (refuse: Refuse) => T | undefined): Reading<T> {
    const findings: Finding[] = [];
    const reading = { result: read((finding) => findings.push(finding)), findings };
    this.#kept.set(text, reading);
    this.#length += text.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#length <= mostKept) break;
      this.#kept.delete(oldest);
      this.#length -= oldest.length;
    }
    return reading;
  }
}
