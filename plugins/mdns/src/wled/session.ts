import { CommandRejectedError, DeviceOfflineError, messageOf, type CommandOutcome, type PluginCommand } from '@concord/sdk';
import type { DevicePorts, Opening, Session } from '../driver.ts';
import { getText } from '../network/http.ts';
import { JsonSocket } from '../network/json-socket.ts';
import { isObject, memberAt, parseObject, type JsonObject } from '../untrusted/json.ts';
import { PeerError, peerErrorOf } from '../untrusted/peer-error.ts';
import { Rereading } from '../rereading.ts';
import { shows } from './change.ts';
import { Confirmations } from './confirmations.ts';
import { layOut, statusOf, type Section, type WledLayout } from './layout.ts';
import { valueOf, type Lists } from './rows.ts';
import { keyOfMac } from './key.ts';
import { readNames, readPresets, readState, type Preset, type WledState } from './state.ts';

/** A live connection to one WLED: it pushes its state over a WebSocket, and takes changes on it. */
export class WledSession implements Session {
  readonly #opening: Opening;
  readonly #confirmations = new Confirmations();
  readonly #closed = Promise.withResolvers<Error>();
  #socket: JsonSocket | undefined;
  #wled: WledState | undefined;
  #lists: Lists = { effects: new Map(), palettes: new Map(), presets: [] };
  #layout: WledLayout | undefined;
  #shape = '';
  readonly #presets = new Rereading({
    read: () => this.#learnPresets(),
    failed: (error) => this.#socket?.fail(peerErrorOf(error)),
  });

  private constructor(opening: Opening) {
    this.#opening = opening;
  }

  static async open(opening: Opening): Promise<WledSession> {
    const session = new WledSession(opening);
    try {
      await session.#open();
    } catch (error) {
      session.close();
      throw error;
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
    this.#presets.stop();
    this.#socket?.close();
  }

  async command({ endpoint, capability, command, args, timeoutMs }: PluginCommand): Promise<CommandOutcome> {
    const { state } = this.#wled ?? {};
    const section = this.#sectionOf(endpoint, capability);
    if (!state || !section || !this.#wled) throw new CommandRejectedError(`it has no capability ${capability} on "${endpoint}"`);
    const now = statusOf(this.#wled, section.source) ?? {};
    if (capability === 'switch' && command === 'toggle') {
      await this.#send(this.#wrap(section, { on: now['on'] !== true }), timeoutMs);
    } else if (capability === 'scene' && command === 'recall') {
      const preset = this.#lists.presets.find(({ id }) => id === args['id']);
      if (!preset) throw new CommandRejectedError(`it has no preset "${String(args['id'])}"`);
      await this.#send({ ps: Number(preset.id) }, timeoutMs);
    } else if (command === 'set' || (capability === 'lightEffect' && command === 'trigger')) {
      await this.#send(this.#wrap(section, this.#changeOf(section, capability, args, now), args['transition']), timeoutMs);
    } else throw new CommandRejectedError(`it has no command ${capability}.${command}`);
    return { confirmation: 'acknowledged' };
  }

  /** The members to send for the attributes to set; one that can't be set is refused, not left out. */
  #changeOf({ rows }: Section, capability: string, args: JsonObject, now: JsonObject): JsonObject {
    const change: Record<string, unknown> = {};
    for (const [attribute, value] of Object.entries(args)) {
      if (attribute === 'transition') continue;
      const row = rows.find(({ to }) => to === `${capability}.${attribute}`);
      const members = row?.write?.(args, now, this.#lists);
      if (!members || Object.values(members).some((member) => member === undefined))
        throw new CommandRejectedError(`${capability}.${attribute} can't become ${JSON.stringify(value)}`);
      Object.assign(change, members);
    }
    return change;
  }

  #wrap({ source }: Section, change: JsonObject, transition?: unknown): JsonObject {
    const tt = typeof transition === 'number' ? { tt: Math.round(transition * 10) } : {};
    return typeof source === 'number' ? { ...tt, seg: { id: source, ...change } } : { ...tt, ...change };
  }

  #sectionOf(endpoint: string, capability: string): Section | undefined {
    return this.#layout?.sections.find(
      (section) => section.endpoint === endpoint && section.rows.some(({ to }) => to.startsWith(`${capability}.`)),
    );
  }

  /** Sends a change and waits for a state that shows it. */
  #send(change: JsonObject, timeoutMs: number): Promise<void> {
    const socket = this.#socket;
    if (!socket) return Promise.reject(new DeviceOfflineError('the connection is not open'));
    const shown = this.#confirmations.wait((state) => shows(state, change), timeoutMs);
    // `v` asks for the state even where nothing changes.
    socket.send({ ...change, v: true });
    return shown;
  }

  get #ports(): DevicePorts {
    return this.#opening.ports;
  }

  async #open(): Promise<void> {
    const { key, address, patience, signal, ports } = this.#opening;
    const answer = parseObject(await getText(address, '/json', patience.answerMs, signal));
    const wled = readState(answer);
    if (keyOfMac(wled.mac) !== key) throw new PeerError('identity-mismatch', `${wled.mac} answers where ${key} was expected`);
    this.#lists = { effects: readNames(answer['effects']), palettes: readNames(answer['palettes']), presets: await this.#readPresets() };
    this.#socket = await JsonSocket.open(
      address,
      {
        path: '/ws',
        timeoutMs: patience.answerMs,
        heartbeatMs: patience.heartbeatMs,
        message: (message) => this.#receive(message),
        refused: (error) => ports.diagnose(error.fault, error.message),
      },
      signal,
    );
    void this.#socket.closed.then((reason) => {
      this.#presets.stop();
      this.#confirmations.fail(new DeviceOfflineError(reason.message, { cause: reason }));
      this.#closed.resolve(reason);
    });
    this.#take(wled);
  }

  async #readPresets(): Promise<Preset[]> {
    const { address, patience, ports, signal } = this.#opening;
    try {
      return readPresets(await getText(address, '/presets.json', patience.answerMs, signal));
    } catch (error) {
      // A WLED without saved presets, or with a broken file of them, is a good light all the same.
      if (!(error instanceof PeerError)) throw error;
      if (error.fault !== 'answer-refused') ports.diagnose(error.fault, error.message, 'presets.json');
      return [];
    }
  }

  #receive(message: JsonObject): void {
    if (message['error'] !== undefined && message['state'] === undefined) {
      this.#confirmations.failFirst(new CommandRejectedError(`error ${JSON.stringify(message['error']).slice(0, 100)}`));
      return;
    }
    if (!isObject(message['state'])) {
      if (message['success'] === undefined) this.#ports.diagnose('answer-wrong-shape', 'a message without a state');
      return;
    }
    try {
      const wled = readState(message);
      if (wled.mac !== this.#wled?.mac && this.#wled) throw new PeerError('identity-mismatch', `it now says that it is ${wled.mac}`);
      this.#take(wled);
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      this.#ports.diagnose(error.fault, messageOf(error));
    }
  }

  #take(wled: WledState): void {
    const presetsBefore = memberAt(this.#wled?.info, 'fs.pmt');
    this.#wled = wled;
    const shape = JSON.stringify([
      wled.name,
      wled.version,
      wled.segments.map(({ id, name, lamps }) => [id, name, lamps]),
      this.#lists.presets,
    ]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#describe(wled);
    }
    this.#report(wled);
    this.#confirmations.take(wled.state);
    if (presetsBefore !== undefined && memberAt(wled.info, 'fs.pmt') !== presetsBefore) this.#presets.want();
  }

  async #learnPresets(): Promise<void> {
    this.#lists = { ...this.#lists, presets: await this.#readPresets() };
    if (this.#wled) this.#take(this.#wled);
  }

  #describe(wled: WledState): void {
    const layout = layOut(wled, this.#lists);
    this.#layout = layout;
    this.#ports.describe({
      name: wled.name,
      maker: wled.brand,
      ...(wled.product !== undefined && { model: wled.product }),
      ...(wled.version !== undefined && { firmware: wled.version }),
      identifiers: [{ type: 'mac', value: wled.mac }],
      endpoints: [...layout.endpoints],
      mapping: [...layout.mapping],
    });
    const { effects, presets } = this.#lists;
    for (const { id, capabilities } of layout.endpoints) {
      if (capabilities['lightEffect'])
        this.#ports.report({ endpoint: id, capability: 'lightEffect', values: { effects: [...effects.values()] } });
      if (capabilities['scene'])
        this.#ports.report({ endpoint: id, capability: 'scene', values: { scenes: presets.map(({ id, label }) => ({ id, label })) } });
    }
  }

  #report(wled: WledState): void {
    for (const section of this.#layout?.sections ?? []) {
      const status = statusOf(wled, section.source);
      if (!status) continue;
      const values = new Map<string, Record<string, unknown>>();
      for (const row of section.rows) {
        const value = valueOf(row, status);
        if (value === undefined) continue;
        const known = value === null ? null : row.read(value, this.#lists);
        const [capability = '', attribute = ''] = row.to.split('.');
        if (known === undefined)
          this.#ports.diagnose(
            'value-wrong-type',
            `${JSON.stringify(value).slice(0, 100)} is no value for ${row.to}`,
            `${section.source}.${row.path}`,
          );
        else values.set(capability, { ...values.get(capability), [attribute]: known });
      }
      for (const [capability, known] of values) this.#ports.report({ endpoint: section.endpoint, capability, values: known });
    }
  }
}
