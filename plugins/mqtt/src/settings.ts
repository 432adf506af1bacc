import { InvalidInputError } from '@concord/sdk';
import { parseListenAddress, type ListenAddress } from './broker/listen-address.ts';

/** A broker to join, its credentials apart from its URL so that the URL can be shown. */
export interface BrokerSettings {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM text. */
  readonly ca?: string;
  readonly rejectUnauthorized?: boolean;
}

export interface Settings {
  /** Undefined: no embedded broker. */
  readonly broker: ListenAddress | undefined;
  readonly brokers: readonly BrokerSettings[];
  readonly homeAssistantPrefix: string;
  readonly zigbee2mqttBases: readonly string[];
  readonly forgetAfterMs: number;
}

interface Config {
  readonly broker: string;
  readonly brokers: readonly (string | BrokerSettings)[];
  readonly homeAssistantPrefix: string;
  readonly zigbee2mqttBases: readonly string[];
  readonly forgetAfter: number;
}

/** Reads the settings that the manifest's schema has let through. Throws `InvalidInputError` on an address that can't be one. */
export function readSettings(config: Readonly<Record<string, unknown>>): Settings {
  // The hub checked it against the schema in concord.json and filled in the defaults.
  const { broker, brokers, homeAssistantPrefix, zigbee2mqttBases, forgetAfter } = config as unknown as Config;
  return {
    broker: broker === 'off' ? undefined : parseListenAddress(broker),
    brokers: brokers.map(readBroker),
    homeAssistantPrefix,
    zigbee2mqttBases,
    forgetAfterMs: forgetAfter * 1000,
  };
}

function readBroker(broker: string | BrokerSettings): BrokerSettings {
  const given = typeof broker === 'string' ? { url: broker } : broker;
  if (!URL.canParse(given.url)) throw new InvalidInputError('not an MQTT URL', [{ path: '/brokers', message: 'must be a URL' }]);
  const url = new URL(given.url);
  const { username, password } = url;
  url.username = url.password = '';
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...given,
    url: url.href,
  };
}
