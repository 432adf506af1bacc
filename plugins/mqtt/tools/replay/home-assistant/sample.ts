/** A message of Home Assistant's discovery, what the product says then, and what must come of it: one line of a corpus. */
export interface HomeAssistantSample {
  readonly id: string;
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly retain?: boolean;
  readonly expects: Expects;
  readonly states: readonly StateSample[];
  readonly commands?: readonly CommandSample[];
}

/** What the announcement says, written out; of a bundle, each component by its key. */
export interface Expects {
  readonly component: string;
  readonly unit?: string;
  readonly device_class?: string;
  readonly device?: Readonly<Record<string, unknown>>;
  readonly components?: Readonly<Record<string, Omit<Expects, 'components'>>>;
}

export interface StateSample {
  readonly topic: string;
  readonly payload: string;
  readonly expect: Readonly<Record<string, unknown>>;
}

/** What is wished, and the message that must leave for it; without a topic: nothing may leave. */
export interface CommandSample {
  readonly set: string;
  readonly value?: unknown;
  readonly code?: string;
  readonly topic: string | null;
  readonly payload: string | null;
}
