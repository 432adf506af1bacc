import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { IClientOptions } from 'mqtt';
import { pemOf } from '../tls/pem-source.ts';
import { defaultKeepAliveSeconds, defaultSessionSeconds, type BrokerSettings } from './broker-settings.ts';
import type { LastWill } from './connection.ts';
import type { ProtocolVersion } from './protocol-version.ts';

/** A broker of version 5 does not send what is larger; nothing in a home is, and it would have to be held in memory whole. */
const maximumPacketSize = 16 * 1024 * 1024;
/** Long topics that come often are sent once (MQTT 5, section 3.3.2.3.4); the library does the rest. */
const topicAliasMaximum = 100;

export interface Attempt {
  readonly version: ProtocolVersion;
  readonly clientId: string;
  /** A clean session, whatever the settings say. */
  readonly isClean: boolean;
  readonly will: LastWill | undefined;
}

/** What mqtt.js needs to join the broker. Fails with a sentence for the owner where a certificate can't be read. */
export async function clientOptions(settings: BrokerSettings, attempt: Attempt, dataFolder: string): Promise<IClientOptions> {
  const { username, password, ca, certificate, key, serverName, rejectUnauthorized, sessionSeconds = defaultSessionSeconds } = settings;
  return {
    protocolVersion: attempt.version,
    clientId: attempt.clientId,
    clean: attempt.isClean || sessionSeconds === 0,
    resubscribe: false,
    // Attempts are ours, with back-off; the library knows only a fixed period.
    reconnectPeriod: 0,
    connectTimeout: 10_000,
    keepalive: settings.keepAliveSeconds ?? defaultKeepAliveSeconds,
    ...(attempt.will && { will: { ...attempt.will, payload: Buffer.from(attempt.will.payload) } }),
    ...(attempt.version === 5 && { properties: { sessionExpiryInterval: sessionSeconds, maximumPacketSize, topicAliasMaximum } }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(ca !== undefined && { ca: await pemOf('certificate of the authority', ca, dataFolder) }),
    ...(certificate !== undefined && { cert: await pemOf('client certificate', certificate, dataFolder) }),
    ...(key !== undefined && { key: await pemOf('key of the client certificate', key, dataFolder) }),
    ...(serverName !== undefined && namedServer(serverName)),
    ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
  };
}

function namedServer(name: string) {
  const options = {
    checkServerIdentity: (_host: string, certificate: PeerCertificate) => checkServerIdentity(name, certificate),
    // An address can't be asked for (RFC 6066, section 3).
    ...(isIP(name) === 0 && { servername: name }),
  };
  // For WebSockets the library hands on a few options only; the types of that know a `checkServerIdentity` that Node does not have.
  return { ...options, wsOptions: options as unknown as NonNullable<IClientOptions['wsOptions']> };
}
