/** Messages of one product in a language of its own, and what is known of their meaning: one line of a corpus. */
export interface DialectSample {
  readonly dialect: string;
  readonly device: string;
  readonly messages: readonly DialectMessage[];
  readonly expects?: Readonly<Record<string, unknown>>;
  readonly commands?: readonly DialectCommand[];
}

export interface DialectMessage {
  readonly topic: string;
  readonly payload?: string;
  readonly payload_base64?: string;
  readonly retain?: boolean;
  /** Of a binary payload: what a decoder of another hand made of it. */
  readonly decoded?: unknown;
}

/** What is wished in a few words, and the message that does it. */
export interface DialectCommand {
  readonly do: string;
  readonly topic: string;
  readonly payload: string;
}
