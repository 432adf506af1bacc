import type { PluginLogLine } from './resources.ts';

const capacity = 1000;
const longestMessage = 20_000;
const longestFields = 8_000;

/** A line for a log, cut to a size that a thousand of them may have. */
export function logLine(at: string, level: PluginLogLine['level'], message: string, fields?: Record<string, unknown>): PluginLogLine {
  const text = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
  if (!fields) return { at, level, message: text };
  const size = JSON.stringify(fields).length;
  return { at, level, message: text, fields: size > longestFields ? { leftOut: `${size} characters of fields` } : fields };
}

/** The last thousand lines of a plugin's log, for its page. */
export class LogRing {
  readonly #lines: PluginLogLine[] = [];
  #next = 0;

  add(line: PluginLogLine): void {
    this.#lines[this.#next] = line;
    this.#next = (this.#next + 1) % capacity;
  }

  /** Oldest first. */
  lines(): PluginLogLine[] {
    return this.#lines.length < capacity ? [...this.#lines] : [...this.#lines.slice(this.#next), ...this.#lines.slice(0, this.#next)];
  }
}
