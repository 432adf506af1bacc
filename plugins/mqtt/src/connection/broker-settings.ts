/** A broker to join, its credentials apart from its URL so that the URL can be shown. */
export interface BrokerSettings {
  /** `mqtt:`, `mqtts:`, `ws:` or `wss:`; a WebSocket with its path. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM text, or the name of a file in the plugin's data folder; so are the next two. */
  readonly ca?: string;
  readonly certificate?: string;
  readonly key?: string;
  /** The name that the broker's certificate is for, where it is not the one in the URL. */
  readonly serverName?: string;
  readonly rejectUnauthorized?: boolean;
  /** Where left out: 5, and 3.1.1 where the broker refuses that. */
  readonly version?: '3.1.1' | '5';
  /** Where left out: one of this hub's own, the same after every start. */
  readonly clientId?: string;
  /** How long the broker keeps messages for the hub while it is away; 0: not at all. Default 60. */
  readonly sessionSeconds?: number;
  /** Shares the messages with the other clients of this group: each goes to one of them. */
  readonly shareGroup?: string;
  /** Default 30. */
  readonly keepAliveSeconds?: number;
}

export const defaultSessionSeconds = 60;
export const defaultKeepAliveSeconds = 30;
