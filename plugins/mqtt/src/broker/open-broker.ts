import { messageOf, type PluginContext } from '@concord/sdk';
import { maxPayloadBytes } from '../connection/client-connection.ts';
import type { BrokerUsers } from './broker-users.ts';
import { EmbeddedBroker } from './embedded-broker.ts';
import type { ListenAddress } from './listen-address.ts';
import { RetainedMessages } from './retained-messages.ts';
import { SessionStore, type SessionLimits } from './sessions/session-store.ts';
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

interface OpenBroker {
  readonly broker: EmbeddedBroker;
  /** Where it listens, by scheme. */
  readonly endpoints: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Undefined where the address can't be had: the brokers elsewhere still work, and the owner is told. */
export async function openBroker(
  address: ListenAddress,
  tls: TlsSettings | undefined,
  users: BrokerUsers,
  context: PluginContext,
): Promise<OpenBroker | undefined> {
  const retained = new RetainedMessages(context, retainedLimits);
  const sessions = new SessionStore(context, sessionLimits);
  const wills = new Wills(context);
  await Promise.all([retained.load(), sessions.load(), wills.load()]);
  const broker = new EmbeddedBroker({ users, retained, sessions, wills }, context);
  try {
    const port = await broker.start(address);
    const secure = tls && new TlsListener(tls, broker.entrance, context);
    const securePort = await secure?.start();
    return {
      broker,
      endpoints: {
        mqtt: `mqtt://${hostOf(address)}:${port}`,
        ...(tls && securePort !== undefined && { mqtts: `mqtts://${hostOf(tls.address)}:${securePort}` }),
      },
      async stop() {
        await Promise.all([secure?.stop(), broker.stop()]);
      },
    };
  } catch (error) {
    await broker.stop();
    const remedy = isTaken(error) ? '; another program has the port: choose another one, or join the broker that has it' : '';
    const message = `the embedded broker can't listen on ${address.host}:${address.port}: ${messageOf(error)}${remedy}`;
    context.log.error(message);
    context.diagnose({ code: 'broker-port-in-use', message, place: `${address.host}:${address.port}` });
    return undefined;
  }
}

/** An address of this machine. */
function hostOf({ host }: ListenAddress): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
