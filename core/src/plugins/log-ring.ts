import type { PluginLogLine } from './resources.ts';

const capacity = 1000;

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
