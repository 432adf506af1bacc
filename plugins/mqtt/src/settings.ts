import { messageOf } from '@concord/sdk';
import { parseListenAddress, type ListenAddress } from './broker/listen-address.ts';
import type { TlsSettings } from './broker/tls-listener.ts';
import type { BrokerSettings } from './connection/broker-settings.ts';

/** A setting that can't be used, for the owner to mend; the others are used all the same. */
interface UnusableSetting {
  /** Which one, without a password in it. */
  readonly place: string;
  readonly message: string;
}

/** The Sparkplug host application. */
export interface SparkplugSettings {
  /** The groups of edge nodes to hear; `+` stands for any. */
  readonly groups: readonly string[];
  /** What the hub is called as a host application; '': it says nothing of itself. */
  readonly hostId: string;
  /** The metrics that may be written: `<group>/<node>[/<device>]:<metric>`, where `*` stands for any text. */
  readonly writable: readonly string[];
  readonly reorderMs: number;
}

/** What is used as the manifest has it. */
interface PlainSettings {
  readonly homeAssistantPrefix: string;
  /** Left out: the usual one, below the prefix. */
  readonly homeAssistantStatusTopic?: string;
  readonly zigbee2mqttBases: readonly string[];
  readonly zwaveJsPrefixes: readonly string[];
  /** '' where collectd has none. */
  readonly collectdPrefixes: readonly string[];
  /** Whether Shelly's products are heard in their own language. */
  readonly shelly: boolean;
  /** Where Tasmotas describe themselves. */
  readonly tasmotaDiscovery: readonly string[];
  /** Full topics of those that do not. */
  readonly tasmotaTopics: readonly string[];
  readonly homieBases: readonly string[];
  readonly homie5Domains: readonly string[];
  readonly wledBases: readonly string[];
  readonly rtl433Bases: readonly string[];
  readonly theengsBases: readonly string[];
  /** Also Bluetooth devices that no decoder knows. */
  readonly bluetoothAll: boolean;
}

export interface Settings extends PlainSettings {
  /** Undefined: no embedded broker. */
  readonly broker: ListenAddress | undefined;
  /** Undefined: the embedded broker is not open over TLS. */
  readonly brokerTls: TlsSettings | undefined;
  readonly brokers: readonly BrokerSettings[];
  /** Undefined: Sparkplug is off. */
  readonly sparkplug: SparkplugSettings | undefined;
  /** Sensors that a radio hears are offered first, since it hears the whole street. */
  readonly asksForNeighbours: boolean;
  readonly forgetAfterMs: number;
  readonly unusable: readonly UnusableSetting[];
}

interface Config extends PlainSettings {
  readonly broker: string;
  readonly brokerTls?: { readonly listen: string; readonly certificate: string; readonly key: string };
  readonly brokers: readonly (string | BrokerSettings)[];
  readonly radioSensors: 'appear' | 'ask';
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
  const { broker, brokerTls: tls, brokers, radioSensors, forgetAfter, ...plain } = config as unknown as Config;
  const unusable: UnusableSetting[] = [];
  const names = new Set<string>();
  const usable = <T>(place: string, read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      unusable.push({ place, message: messageOf(error) });
      return [];
    }
  };
  return {
    ...plain,
    broker: broker === 'off' ? undefined : usable(`broker ${broker}`, () => parseListenAddress(broker))[0],
    brokerTls: tls && usable('brokerTls', () => ({ ...tls, address: parseListenAddress(tls.listen) }))[0],
    brokers: brokers.flatMap((one) => {
      const given = typeof one === 'string' ? { url: one } : one;
      return usable(`brokers ${withoutCredentials(given.url)}`, () => {
        const broker = readBroker(given);
        // Two connections with one client id would end each other for ever.
        const name = `${broker.url} ${broker.clientId ?? ''}`;
        if (names.has(name)) throw new TypeError('the same broker is named twice; the first is used');
        names.add(name);
        return broker;
      });
    }),
    asksForNeighbours: radioSensors === 'ask',
    sparkplug: readSparkplug(plain),
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
  if ((given.certificate === undefined) !== (given.key === undefined))
    throw new TypeError('a client certificate needs its key, and a key its certificate: give both');
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
