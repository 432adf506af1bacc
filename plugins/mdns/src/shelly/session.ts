import {
  CommandRejectedError,
  CommandTimedOutError,
  DeviceOfflineError,
  messageOf,
  type CommandOutcome,
  type PluginCommand,
} from '@concord/sdk';
import type { DevicePorts, Opening, Session } from '../driver.ts';
import { JsonSocket } from '../network/json-socket.ts';
import { isObject, type JsonObject } from '../untrusted/json.ts';
import { PeerError, peerErrorOf, WrongPasswordError } from '../untrusted/peer-error.ts';
import { Rereading } from '../rereading.ts';
import { keyOfMac, readDeviceInfo, type DeviceInfo } from './device-info.ts';
import { Events } from './events.ts';
import { httpRpc } from './http-rpc.ts';
import { layOut, type Layout } from './layout.ts';
import { Reports } from './reports.ts';
import { RpcCalls, RpcRefusedError, type Rpc } from './rpc.ts';

/** A live connection to one Shelly: state by notifications, commands over the same WebSocket. */
export class ShellySession implements Session {
  readonly #opening: Opening;
  readonly #password: string | undefined;
  readonly #calls: RpcCalls;
  #socket: JsonSocket | undefined;
  #info: DeviceInfo | undefined;
  #config: JsonObject = {};
  #layout: Layout | undefined;
  #reports: Reports | undefined;
  readonly #closed = Promise.withResolvers<Error>();
  readonly #rereading = new Rereading({ read: () => this.#learn(), failed: (error) => this.#notReread(error) });

  private constructor(opening: Opening) {
    this.#opening = opening;
    const { password } = opening.input;
    this.#password = typeof password === 'string' ? password : undefined;
    this.#calls = new RpcCalls(() => this.#opened, this.#password);
  }

  static async open(opening: Opening): Promise<ShellySession> {
    const session = new ShellySession(opening);
    try {
      await session.#open();
    } catch (error) {
      session.close();
      throw error instanceof RpcRefusedError ? new PeerError('answer-refused', error.message, { cause: error }) : error;
    }
    return session;
  }

  get closed(): Promise<Error> {
    return this.#closed.promise;
  }

  check(): void {
    this.#socket?.check();
  }

  close(): void {
    this.#rereading.stop();
    this.#socket?.close();
  }

  async command({ endpoint, capability, command, args, timeoutMs }: PluginCommand): Promise<CommandOutcome> {
    const owner = this.#layout?.owners.get(`${endpoint}/${capability}`);
    const write = command === 'set' ? owner?.component.set?.[capability] : owner?.component.commands?.[`${capability}.${command}`];
    if (!owner || !write) throw new CommandRejectedError(`it has no command ${capability}.${command} on "${endpoint}"`);
    const call = write(args, owner.id, this.#reports?.statusOf(owner.key) ?? {});
    await this.#carryOut(call, timeoutMs);
    return { confirmation: 'acknowledged' };
  }

  async #carryOut(call: Rpc, timeoutMs: number): Promise<void> {
    const startedAt = performance.now();
    try {
      await this.#calls.call(call, timeoutMs);
    } catch (error) {
      if (error instanceof RpcRefusedError) throw new CommandRejectedError(error.message || `error ${error.code}`, { cause: error });
      if (error instanceof WrongPasswordError) throw new CommandRejectedError(error.message, { cause: error });
      if (error instanceof PeerError && error.fault === 'peer-silent')
        throw new CommandTimedOutError(error.message, Math.round(performance.now() - startedAt), { cause: error });
      if (error instanceof PeerError) throw new DeviceOfflineError(error.message, { cause: error });
      throw error;
    }
  }

  get #opened(): JsonSocket {
    if (!this.#socket) throw new PeerError('peer-unreachable', 'the connection is not open');
    return this.#socket;
  }

  get #ports(): DevicePorts {
    return this.#opening.ports;
  }

  async #open(): Promise<void> {
    const { key, address, patience, signal, ports } = this.#opening;
    const { answerMs: timeoutMs, heartbeatMs } = patience;
    this.#socket = await JsonSocket.open(
      address,
      {
        path: '/rpc',
        timeoutMs,
        heartbeatMs,
        message: (message) => this.#receive(message),
        refused: (error) => ports.diagnose(error.fault, error.message),
      },
      signal,
    );
    void this.#socket.closed.then((reason) => {
      this.#rereading.stop();
      this.#calls.fail(reason);
      this.#closed.resolve(reason);
    });
    const info = readDeviceInfo(await this.#call('Shelly.GetDeviceInfo'));
    if (keyOfMac(info.mac) !== key) throw new PeerError('identity-mismatch', `${info.id} answers where ${key} was expected`);
    this.#info = info;
    await this.#learn();
  }

  /** Reads state and configuration, describes the device if it is not as described before, and reports everything. */
  async #learn(): Promise<void> {
    const { address, patience, signal } = this.#opening;
    this.#config = await httpRpc(address, 'Shelly.GetConfig', { timeoutMs: patience.answerMs, password: this.#password, signal });
    // Asked last and over the socket, where notifications come in order with it: none that is newer is overwritten.
    this.#describe(await this.#call('Shelly.GetStatus'));
  }

  #call(method: string): Promise<JsonObject> {
    return this.#calls.call({ method, params: {} }, this.#opening.patience.answerMs);
  }

  /** Describes the device as its state shows it, and reports that state. */
  #describe(status: JsonObject): void {
    const info = this.#info;
    if (!info) return;
    const layout = layOut(info.app ?? info.id, status, this.#config);
    this.#layout = layout;
    this.#reports = new Reports(this.#ports, layout, status);
    this.#ports.describe({
      name: info.name ?? info.id,
      maker: 'Shelly',
      model: info.app ?? info.model ?? info.id,
      ...(info.version !== undefined && { firmware: info.version }),
      identifiers: [
        { type: 'mac', value: info.mac },
        { type: 'own', value: info.id },
      ],
      endpoints: [...layout.endpoints],
      mapping: [...layout.mapping],
    });
    this.#reports.all();
  }

  #receive(frame: JsonObject): void {
    if (this.#calls.settle(frame)) return;
    const { method, params } = frame;
    if (typeof method !== 'string' || !isObject(params)) {
      this.#ports.diagnose('answer-wrong-shape', 'a frame that is neither an answer nor a notification');
      return;
    }
    // Before the first full state there is nothing to add to: that state will have it.
    if (!this.#reports || !this.#layout) return;
    if (method === 'NotifyStatus' || method === 'NotifyFullStatus') {
      if (!this.#reports.take(params)) this.#describe(this.#reports.status);
    } else if (method === 'NotifyEvent' && new Events(this.#ports, this.#layout).take(params)) this.#rereading.want();
    else if (method !== 'NotifyEvent') this.#ports.diagnose('unknown-notification', `${method.slice(0, 100)} is not known`);
  }

  #notReread(error: unknown): void {
    const fault = error instanceof PeerError ? error.fault : error instanceof RpcRefusedError ? 'answer-refused' : undefined;
    if (fault !== undefined) this.#ports.diagnose(fault, `after a change of its settings: ${messageOf(error)}`);
    else if (error instanceof WrongPasswordError) this.#ports.diagnose(error.code, error.message);
    else this.#socket?.fail(peerErrorOf(error));
  }
}
