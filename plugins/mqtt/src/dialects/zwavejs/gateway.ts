import type { Connection } from '../../connection/connection.ts';
import { isObject, type Message } from '../../topics/message.ts';
import { readNodeInfo, sanitizedNames, type NodeInfo } from './metadata.ts';

const asked = ['getInfo', 'getNodes'] as const;
const maxNodes = 4000;
const doubtMs = 60_000;

/**
 * One gateway as a client of the broker (zwave-js-ui, "Z-Wave APIs"): whether it is there, and what it answers about its nodes. It is asked
 * once each time that it comes.
 */
export class Gateway {
  readonly #prefix: string;
  readonly #connection: Connection;
  readonly #answered = new Set<string>();
  /** Names that it was asked about again, since its answer did not have them, and when. */
  readonly #doubted = new Map<string, number>();
  #client: string | undefined;
  #isOnline: boolean | undefined;
  #isDriverReady: boolean | undefined;
  #homeId: string | undefined;
  /** By what the node can be called in topics. */
  #nodes: ReadonlyMap<string, NodeInfo> = new Map();

  constructor(prefix: string, connection: Connection) {
    this.#prefix = prefix;
    this.#connection = connection;
  }

  /** False: no node can be reached. Undefined: nobody has said. */
  get isReachable(): boolean | undefined {
    if (this.#isOnline === false || this.#isDriverReady === false) return false;
    return this.#isOnline;
  }

  get isOnline(): boolean | undefined {
    return this.#isOnline;
  }

  /** Waits for answers. */
  get isAsked(): boolean {
    return this.#client !== undefined && this.#answered.size < asked.length;
  }

  get homeId(): string | undefined {
    return this.#homeId;
  }

  infoOf(node: string): NodeInfo | undefined {
    return this.#nodes.get(node);
  }

  driverSaid(message: Message): boolean {
    const { json } = message;
    if (typeof json !== 'boolean') return false;
    this.#isDriverReady = json;
    return true;
  }

  /** What stands below `_CLIENTS/`. True where something is known that was not. */
  receive(levels: readonly string[], message: Message): boolean {
    const [client = '', kind, call] = levels;
    if (kind === 'status' && levels.length === 2) return this.#statusSaid(client, message);
    if (kind !== 'api' || levels.length !== 3) return false;
    const answer = message.object;
    if (answer?.['success'] !== true) {
      // It has not started yet, or does not let itself be asked.
      if (answer && asked.some((one) => one === call) && client === this.#client) this.#answered.add(String(call));
      return answer !== undefined;
    }
    if (call === 'getInfo') this.#homeId = homeIdOf(answer['result']) ?? this.#homeId;
    else if (call === 'getNodes') this.#nodes = namesOf(answer['result']);
    else return false;
    this.#answered.add(call);
    return true;
  }

  #statusSaid(client: string, message: Message): boolean {
    const value = message.object?.['value'];
    if (typeof value !== 'boolean') return false;
    const isNew = value && this.#isOnline !== true;
    this.#isOnline = value;
    if (isNew) this.#ask(client);
    return true;
  }

  /** A name that its answer did not have may be a new one: asks for the nodes once more. A former name may be one again, but not at once. */
  askAbout(node: string): void {
    const now = performance.now();
    const isRecent = now - (this.#doubted.get(node) ?? -Infinity) < doubtMs;
    if (this.#client === undefined || isRecent || (this.#doubted.size >= maxNodes && !this.#doubted.has(node))) return;
    this.#doubted.set(node, now);
    this.#call(this.#client, 'getNodes');
  }

  #ask(client: string): void {
    this.#client = client;
    this.#answered.clear();
    for (const call of asked) this.#call(client, call);
  }

  #call(client: string, call: string): void {
    if (this.#connection.isOnline)
      this.#connection.publish(`${this.#prefix}/_CLIENTS/${client}/api/${call}/set`, JSON.stringify({ args: [] }));
  }
}

function homeIdOf(result: unknown): string | undefined {
  const id = isObject(result) ? result['homeid'] : undefined;
  return typeof id === 'number' && Number.isInteger(id) && id > 0 ? id.toString(16) : undefined;
}

function namesOf(result: unknown): ReadonlyMap<string, NodeInfo> {
  const nodes = Array.isArray(result) ? (result as unknown[]).slice(0, maxNodes).flatMap((entry) => readNodeInfo(entry) ?? []) : [];
  const names = new Map<string, NodeInfo>();
  for (const node of nodes) for (const name of sanitizedNames(node)) if (!names.has(name)) names.set(name, node);
  return names;
}
