import type { Diagnostic } from './context.ts';

const windowMs = 1000;

/** Lets repeats of one diagnostic within a second travel as one with a count, so that bad input can't flood the channel. */
export class DiagnosticBatch {
  readonly #send: (diagnostic: Diagnostic) => void;
  readonly #waiting = new Map<string, Diagnostic & { count: number }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (diagnostic: Diagnostic) => void) {
    this.#send = send;
  }

  add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.code}\n${diagnostic.place ?? ''}\n${diagnostic.device ?? ''}`;
    const count = diagnostic.count ?? 1;
    const waiting = this.#waiting.get(key);
    if (waiting) {
      waiting.count += count;
      return;
    }
    this.#waiting.set(key, { ...clip(diagnostic), count: 0 });
    // The first is said at once, with its own count; what follows within the window adds up.
    this.#send({ ...clip(diagnostic), count });
    this.#timer ??= setTimeout(() => this.flush(), windowMs).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const diagnostic of waiting) if (diagnostic.count > 0) this.#send(diagnostic);
  }
}

function clip(diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    message: diagnostic.message.slice(0, 2000),
    ...(diagnostic.place !== undefined && { place: diagnostic.place.slice(0, 1000) }),
  };
}
