import { join } from 'node:path';
import { messageOf, type PluginContext } from '@concord/sdk';
import type { PublishPacket } from 'aedes';
import { isObject } from '../topics/message.ts';
import { Journal } from './journal.ts';
import { GroupedJournal } from './grouped-journal.ts';

/** What a client wants to have said when it is lost (MQTT 3.1.1, section 3.1.2.5). */
export interface Will {
  /** Undefined: an anonymous client's. */
  readonly user: string | undefined;
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
}

/** More than the connections that there can be, so that those of before a restart have room, too. */
const maxWills = 1000;
const overheadBytes = 256;

/**
 * The wills of connected clients, kept over a restart: a client that was lost with the broker would else be "online" for ever. Which of
 * them have to be said is known once clients have had time to come back.
 */
export class Wills {
  readonly #journal: Journal;
  readonly #lines: GroupedJournal;
  readonly #log: PluginContext['log'];
  readonly #wills = new Map<string, Will>();
  /** Connections with a will: where a client takes over from itself there are two for a moment, and the old one leaves last. */
  readonly #connections = new Map<string, number>();
  /** Clients of before the start that have not come back. */
  readonly #lost = new Set<string>();
  #bytes = 0;
  #isStopped = false;

  constructor({ dataFolder, log }: Pick<PluginContext, 'dataFolder' | 'log'>) {
    this.#log = log;
    this.#journal = new Journal(join(dataFolder, 'wills.jsonl'));
    this.#lines = new GroupedJournal(this.#journal, {
      snapshot: () => [...this.#wills].map(([client, will]) => lineOf(client, will)),
      bytes: () => this.#bytes,
      failed: (error) => log.error(`could not keep the wills of clients of the embedded broker: ${messageOf(error)}`),
    });
  }

  async load(): Promise<void> {
    let damaged = 0;
    try {
      for await (const line of this.#journal.read(() => damaged++)) {
        const read = readLine(line);
        if (read) this.#set(read.client, read.will);
        else damaged++;
      }
    } catch (error) {
      this.#log.error(`the wills of clients can't be read; they are left out: ${messageOf(error)}`);
    }
    if (damaged > 0) this.#log.warn(`${damaged} wills of clients were damaged and are left out`);
    for (const client of this.#wills.keys()) this.#lost.add(client);
  }

  /** A connection has a will. Resolves when that is on disk: the client is told that it is connected after that. */
  async put(client: string, user: string | undefined, { topic, payload, qos, retain }: PublishPacket): Promise<void> {
    this.#connections.set(client, (this.#connections.get(client) ?? 0) + 1);
    if (!this.#wills.has(client) && this.#wills.size >= maxWills) return;
    this.#change(client, { user, topic, payload: Buffer.from(payload), qos, retain });
    await this.#lines.saved();
  }

  /** The client has come back: what it wanted to have said when it was lost is over. */
  comeBack(client: string): void {
    this.#lost.delete(client);
    if (!this.#connections.has(client)) this.#change(client, undefined);
  }

  /** A connection with a will has ended, and the will was said or is not needed. */
  leave(client: string): void {
    // Whoever loses its connection because the broker stops has not left; its will counts if it does not come back after the start.
    if (this.#isStopped) return;
    const others = (this.#connections.get(client) ?? 1) - 1;
    if (others > 0) {
      this.#connections.set(client, others);
      return;
    }
    this.#connections.delete(client);
    this.#change(client, undefined);
  }

  /** The wills of clients that were connected before the start and have not come back; each is answered once. */
  takeLost(): (Will & { readonly client: string })[] {
    const lost = [...this.#lost].flatMap((client) => {
      const will = this.#wills.get(client);
      return will ? [{ client, ...will }] : [];
    });
    for (const client of [...this.#lost]) this.comeBack(client);
    return lost;
  }

  /** From now on wills stay as they are; resolves when they are on disk. */
  stop(): Promise<void> {
    this.#isStopped = true;
    return this.#lines.stop();
  }

  #change(client: string, will: Will | undefined): void {
    if (!will && !this.#wills.has(client)) return;
    this.#set(client, will);
    this.#lines.add(lineOf(client, will));
  }

  #set(client: string, will: Will | undefined): void {
    this.#bytes -= weight(this.#wills.get(client));
    if (will) this.#wills.set(client, will);
    else this.#wills.delete(client);
    this.#bytes += weight(will);
  }
}

function weight(will: Will | undefined): number {
  return will ? will.topic.length + will.payload.length + overheadBytes : 0;
}

/** A line without a topic takes the will away. */
function lineOf(client: string, will: Will | undefined): object {
  if (!will) return { client };
  const { user, topic, payload, qos, retain } = will;
  return { client, user: user ?? null, topic, payload: payload.toString('base64'), qos, retain };
}

function readLine(line: unknown): { client: string; will: Will | undefined } | undefined {
  if (!isObject(line) || typeof line['client'] !== 'string') return undefined;
  const { client, user, topic, payload, qos, retain } = line;
  if (topic === undefined) return { client, will: undefined };
  if (typeof topic !== 'string' || typeof payload !== 'string' || typeof retain !== 'boolean') return undefined;
  if ((qos !== 0 && qos !== 1 && qos !== 2) || (user !== null && typeof user !== 'string')) return undefined;
  return { client, will: { user: user ?? undefined, topic, payload: Buffer.from(payload, 'base64'), qos, retain } };
}
