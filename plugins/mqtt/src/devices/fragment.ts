import type { AttributeDescriptor, Confirmation, GenericBase } from '@concord/sdk';

export type Values = Readonly<Record<string, unknown>>;

/** One message to the broker. */
export interface Sending {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly qos?: 0 | 1 | 2;
  readonly retain?: boolean;
}

/** What a command comes to: messages, and the values that are taken for granted where the product never says what it did. */
export interface CommandPlan {
  readonly sendings: readonly Sending[];
  readonly assumed?: Values;
  /**
   * Waits for the answer of a product that gives one to what was sent: how sure it is that it was done. It may send by itself. Throws
   * `CommandRejectedError` with the product's own reason, or `CommandTimedOutError`.
   */
  readonly ask?: (timeoutMs: number) => Promise<Confirmation>;
}

/** Plans a command, or throws `CommandRejectedError`. */
export type CommandPlanner = (args: Values) => CommandPlan;

/** What one part of a product gives to one capability: some attributes, with how to write them. */
export interface FragmentDraft {
  readonly capability: string;
  /** A fixed endpoint (`l1`); left out: `main`, or a child of its own where `main` has the attribute already. */
  readonly endpoint?: string;
  readonly base?: GenericBase;
  readonly title?: string;
  readonly attributes: Readonly<Record<string, AttributeDescriptor>>;
  /** Writes attributes; the arguments are some of `attributes`. */
  readonly set?: CommandPlanner;
  readonly commands?: Readonly<Record<string, CommandPlanner>>;
  readonly events?: readonly string[];
}

/** Where a fragment was placed, and what the message in hand said of it so far. */
export interface Place {
  readonly device: string;
  readonly endpoint: string;
  readonly capability: string;
  values: Record<string, unknown> | undefined;
  raw: Record<string, unknown> | undefined;
  stamp: Stamp | undefined;
  readonly descriptor: { readonly base?: GenericBase };
  /** By attribute: whether the model allows a value. */
  readonly guards: ReadonlyMap<string, (value: unknown) => boolean>;
}

/** What a message says of its values as a whole. */
export interface Stamp {
  /** When they were measured, in milliseconds since 1970. */
  readonly at?: number | undefined;
  /** Left out: good. */
  readonly quality?: 'uncertain' | 'stale' | 'bad' | undefined;
}

/** A fragment that may have been placed on an endpoint. */
export interface Fragment extends FragmentDraft {
  slot: Place | undefined;
}

export function fragment(draft: FragmentDraft): Fragment {
  return { ...draft, slot: undefined };
}
