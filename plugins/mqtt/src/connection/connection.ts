/** What a connection tells its owner. */
export interface ConnectionHandlers {
  /** The broker answers; everything subscribed to is (again) on its way. */
  online(): void;
  /** The broker has answered to everything that was subscribed to: what is said from now on is heard. */
  listening(): void;
  offline(): void;
  /** `retained` is true for a message that the broker kept, sent because of a subscription. */
  message(topic: string, payload: Buffer, retained: boolean): void;
}

export interface PublishOptions {
  readonly retain?: boolean;
  readonly qos?: 0 | 1 | 2;
}

/** What a broker says for a client that it has lost. */
export interface LastWill {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly qos: 0 | 1 | 2;
}

/** How a broker is reached, for the owner. */
export interface ConnectionStatus {
  readonly broker: string;
  readonly state: 'connected' | 'connecting';
  /** Since when it is in this state. */
  readonly since: Date;
  /** Where an embedded broker listens, by scheme. */
  readonly addresses?: Readonly<Record<string, string>>;
  readonly version?: '3.1.1' | '5';
  readonly clientId?: string;
  /** What was wrong last, and what to do about it; absent while all is well. */
  readonly trouble?: string;
}

/** A broker as a client sees it, ours in this process or one elsewhere. */
export interface Connection {
  /** For logs and diagnostics: never with a password. */
  readonly name: string;
  readonly isOnline: boolean;
  readonly status: ConnectionStatus;
  /**
   * What the broker says when it loses the hub; asked for at each attempt to join it, and only before `start`. One will is all that MQTT has.
   * A broker that ends with the hub says nothing.
   */
  bequeath(will: () => LastWill): void;
  start(handlers: ConnectionHandlers): void;
  /** Asks for a topic filter now and after every reconnect. Asking again makes the broker send what it retained again. */
  subscribe(filter: string): void;
  unsubscribe(filter: string): void;
  /** Leaves in this turn of the event loop. Only when online. */
  publish(topic: string, payload: string | Buffer, options?: PublishOptions): void;
  stop(): Promise<void>;
}
