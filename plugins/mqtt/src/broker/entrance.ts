import type { Socket } from 'node:net';
import type { PluginContext } from '@concord/sdk';
import { maxPayloadBytes } from '../connection/client-connection.ts';
import { ConnectionLimits } from './connection-limits.ts';
import { serverUnavailable } from './login-gate.ts';
import { guardSocket } from './packet-guard.ts';

const maxPacketBytes = maxPayloadBytes + 65_536;

/** Many times what a home has. Several clients may share an address: programs on one machine, products behind a router. */
const maxConnections = 500;
const maxConnectionsPerAddress = 100;
/** Refused connections that may wait for their goodbye to arrive; further ones are cut without a word. */
const maxGoodbyes = 50;
const goodbyeMs = 1000;

/** Where connections come in, whichever listener they used: counts them, turns away what is too much, watches the size of packets. */
export class Entrance {
  /** More than this many are cut by the listeners themselves. */
  readonly maxConnections = maxConnections + maxGoodbyes;
  readonly #limits = new ConnectionLimits(maxConnections, maxConnectionsPerAddress);
  readonly #sockets = new Set<Socket>();
  readonly #diagnose: PluginContext['diagnose'];
  readonly #serve: (socket: Socket) => void;

  constructor(diagnose: PluginContext['diagnose'], serve: (socket: Socket) => void) {
    this.#diagnose = diagnose;
    this.#serve = serve;
  }

  /** Counts a connection until it closes. False where there are too many already. */
  admit(socket: Socket): boolean {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const { remoteAddress = '?' } = socket;
    if (!this.#limits.take(remoteAddress)) {
      this.#diagnose({ code: 'too-many-connections', message: 'too many connections; one was refused', place: remoteAddress });
      return false;
    }
    socket.once('close', () => this.#limits.giveBack(remoteAddress));
    return true;
  }

  /** Has the broker speak on a connection that was admitted. */
  serve(socket: Socket): void {
    const { remoteAddress = '?' } = socket;
    guardSocket(socket, maxPacketBytes, () =>
      this.#diagnose({
        code: 'packet-too-large',
        message: `a client announced a packet of more than ${maxPacketBytes} bytes and was cut`,
        place: remoteAddress,
      }),
    );
    this.#serve(socket);
  }

  /** Says "server unavailable" (MQTT 3.1.1, section 3.2) to one connection too many. */
  turnAway(socket: Socket): void {
    // A socket that reports an error closes by itself.
    socket.on('error', () => undefined);
    socket.resume();
    socket.end(Buffer.from([0x20, 2, 0, serverUnavailable]));
    const timer = setTimeout(() => socket.destroy(), goodbyeMs);
    socket.once('close', () => clearTimeout(timer));
  }

  /** Ends every connection. */
  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
