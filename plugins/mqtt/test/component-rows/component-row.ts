type Args = Record<string, unknown>;

/** One entity: how it is announced, what it says, and what must come of both. `§` in topics and addresses is the row's own name. */
export interface ComponentRow {
  readonly component: string;
  readonly what: string;
  readonly config: object;
  readonly says?: readonly (readonly [topic: string, payload: string | Buffer, retain?: 'retained'])[];
  readonly reports?: Readonly<Record<string, unknown>>;
  readonly events?: readonly (readonly [capability: string, event: string, payload: unknown])[];
  readonly commands?: readonly (readonly [
    capability: string,
    command: string,
    args: Args,
    topic: string,
    payload: string,
    confirmation?: 'sent' | 'assumed',
  ])[];
  /** Commands that are refused before anything is sent. */
  readonly refuses?: readonly (readonly [capability: string, command: string, args: Args])[];
  readonly diagnostic?: string;
}
