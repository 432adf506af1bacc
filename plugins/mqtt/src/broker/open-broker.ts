import type { PluginContext } from '@concord/sdk';
import { maxPayloadBytes } from '../connection/client-connection.ts';
import type { BrokerUsers } from './broker-users.ts';
import { EmbeddedBroker } from './embedded-broker.ts';
import type { ListenAddress } from './listen-address.ts';
import { RetainedMessages } from './retained-messages.ts';
import { SessionStore, type SessionLimits } from './sessions/session-store.ts';
import { TcpListener } from './tcp-listener.ts';
import { TlsListener, type TlsSettings } from './tls-listener.ts';
import { Wills } from './wills.ts';

const megabyte = 1024 * 1024;

/** Room for thousands of products; the list of a large Zigbee network is about a megabyte. */
const retainedLimits = { messageBytes: maxPayloadBytes, totalBytes: 32 * megabyte };

/** More sessions than connections, so that there is always one that is away and can go. */
const sessionLimits: SessionLimits = {
  sessions: 1000,
  filtersPerSession: 1000,
  messagesPerSession: 1000,
  bytesPerSession: 8 * megabyte,
  totalBytes: 32 * megabyte,
  awayMs: 7 * 24 * 3_600_000,
};

export interface OpenBroker {
  readonly broker: EmbeddedBroker;
  /** Where it listens now, by scheme. */
  readonly addresses: Readonly<Record<string, string>>;
  /** What keeps clients from reaching it. */
  readonly trouble: string | undefined;
  stop(): Promise<void>;
}

/** Opens the broker. Where its address can't be had its owner is told, and it waits for the address. */
export async function openBroker(
  address: ListenAddress,
  tls: TlsSettings | undefined,
  users: BrokerUsers,
  context: PluginContext,
): Promise<OpenBroker> {
  const retained = new RetainedMessages(context, retainedLimits);
  const sessions = new SessionStore(context, sessionLimits);
  const wills = new Wills(context);
  await Promise.all([retained.load(), sessions.load(), wills.load()]);
  const broker = new EmbeddedBroker({ users, retained, sessions, wills }, context);
  await broker.start();
  const plain = new TcpListener(address, broker.entrance, context);
  const secure = tls && new TlsListener(tls, broker.entrance, context);
  await Promise.all([plain.start(), secure?.start()]);
  return {
    broker,
    get addresses() {
      return {
        ...(plain.port !== undefined && { mqtt: `mqtt://${hostOf(address)}:${plain.port}` }),
        ...(tls && secure?.port !== undefined && { mqtts: `mqtts://${hostOf(tls.address)}:${secure.port}` }),
      };
    },
    get trouble() {
      return plain.trouble ?? secure?.trouble;
    },
    async stop() {
      await Promise.all([plain.stop(), secure?.stop(), broker.stop()]);
    },
  };
}

/** An address of this machine. */
function hostOf({ host }: ListenAddress): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
