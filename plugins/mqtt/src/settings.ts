import { messageOf } from '@concord/sdk';
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

/** A setting that can't be used, for the owner to mend; the others are used all the same. */
interface UnusableSetting {
  /** Which one, without a password in it. */
  readonly place: string;
  readonly message: string;
}

export interface Settings {
  /** Undefined: no embedded broker. */
  readonly broker: ListenAddress | undefined;
  readonly brokers: readonly BrokerSettings[];
  readonly homeAssistantPrefix: string;
  readonly zigbee2mqttBases: readonly string[];
  readonly homieBases: readonly string[];
  readonly homie5Domains: readonly string[];
  /** Undefined: Sparkplug is off. */
  readonly sparkplug: SparkplugSettings | undefined;
  readonly forgetAfterMs: number;
  readonly unusable: readonly UnusableSetting[];
}

export interface SparkplugSettings {
  /** The groups of edge nodes to hear; `+` stands for any. */
  readonly groups: readonly string[];
  /** What the hub is called as a host application; '': it says nothing of itself. */
  readonly hostId: string;
  /** The metrics that may be written: `<group>/<node>[/<device>]:<metric>`, where `*` stands for any text. */
  readonly writable: readonly string[];
  readonly reorderMs: number;
}

interface Config {
  readonly broker: string;
  readonly brokers: readonly (string | BrokerSettings)[];
  readonly homeAssistantPrefix: string;
  readonly zigbee2mqttBases: readonly string[];
  readonly homieBases: readonly string[];
  readonly homie5Domains: readonly string[];
  readonly sparkplugGroups: readonly string[];
  readonly sparkplugHostId: string;
  readonly sparkplugWritable: readonly string[];
  readonly sparkplugReorderSeconds: number;
  readonly forgetAfter: number;
}

const howToWrite = 'write it as mqtt://user:password@host:1883, with %40 for @, %2F for /, %3A for : and %25 for % in user and password';

/** Reads the settings that the manifest's schema has let through; that can't find everything that makes an address unusable. */
export function readSettings(config: Readonly<Record<string, unknown>>): Settings {
  // The hub checked it against the schema in concord.json and filled in the defaults.
  const { broker, brokers, homeAssistantPrefix, zigbee2mqttBases, homieBases, homie5Domains, forgetAfter, ...more } =
    config as unknown as Config;
  const unusable: UnusableSetting[] = [];
  const usable = <T>(place: string, read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      unusable.push({ place, message: messageOf(error) });
      return [];
    }
  };
  return {
    broker: broker === 'off' ? undefined : usable(`broker ${broker}`, () => parseListenAddress(broker))[0],
    brokers: brokers.flatMap((one) => {
      const given = typeof one === 'string' ? { url: one } : one;
      return usable(`brokers ${withoutCredentials(given.url)}`, () => readBroker(given));
    }),
    homeAssistantPrefix,
    zigbee2mqttBases,
    homieBases,
    homie5Domains,
    sparkplug: readSparkplug(more),
    forgetAfterMs: forgetAfter * 1000,
    unusable,
  };
}

function readSparkplug({
  sparkplugGroups: groups,
  sparkplugHostId: hostId,
  sparkplugWritable: writable,
  sparkplugReorderSeconds: seconds,
}: Pick<Config, `sparkplug${string}` & keyof Config>): SparkplugSettings | undefined {
  if (groups.length === 0) return undefined;
  return { groups: groups.includes('+') ? ['+'] : groups, hostId, writable, reorderMs: seconds * 1000 };
}

function readBroker(given: BrokerSettings): BrokerSettings {
  if (!URL.canParse(given.url)) throw new TypeError(`not the URL of a broker: ${howToWrite}`);
  const url = new URL(given.url);
  const { username, password } = url;
  url.username = url.password = '';
  return {
    ...(username && { username: decoded(username) }),
    ...(password && { password: decoded(password) }),
    ...given,
    url: url.href,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // The message of the original would show the password.
    throw new TypeError(`the user or the password has a % that stands for nothing: ${howToWrite}`);
  }
}

/** Whatever may be a password is cut out, also where the rest is no URL. */
function withoutCredentials(url: string): string {
  return url.replace(/^([a-z]*:\/\/)?.*@/s, '$1');
}
