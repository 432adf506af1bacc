import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mqtt, { type MqttClient } from 'mqtt';
import { HubApi, type FeedMessage } from './hub-api.ts';

const core = join(import.meta.dirname, '../../../../core/src');
const startPatienceMs = 60_000;
/** How long the hub may say nothing of what was published: a new part of a device is shown within a second. */
const settlePatienceMs = 10_000;
/** Who waits for what never comes is not kept by what happens meanwhile. */
const longestMs = 60_000;
const markerTopic = 'concord-replay/marker';

/** A message that left the hub. */
export interface Sent {
  readonly topic: string;
  readonly payload: string;
}

/** A hub of its own process and folder with its broker, a product's side of that broker, and the API to look at what became of it. */
export class ReplayHub {
  readonly api: HubApi;
  /** What happened since the start, as the live feed tells it. */
  readonly feed: FeedMessage[] = [];
  readonly sent: Sent[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #client: MqttClient;
  readonly #end = new AbortController();
  #own = new Map<string, number>();
  #marker = 0;
  #markerDevice: string | undefined;

  private constructor(process: ChildProcess, folder: string, api: HubApi, client: MqttClient) {
    this.#process = process;
    this.#folder = folder;
    this.api = api;
    this.#client = client;
  }

  static async start(): Promise<ReplayHub> {
    const folder = mkdtempSync(join(tmpdir(), 'concord-replay-'));
    const network = process.env['CONCORD_TEST_NETWORK'];
    const child = spawn(
      process.execPath,
      [
        ...[join(core, 'main.ts'), '--data', folder, '--http', '127.0.0.1:0', '--mqtt-broker', '127.0.0.1:0', '--log', 'warn'],
        ...['--log-format', 'json', ...(network === undefined ? [] : ['--network', network])],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const { url, mqtt: broker } = await readyLine(child);
    const token = execFileSync(
      process.execPath,
      [join(core, 'cli/main.ts'), 'token', 'create', '--name', 'replay', '--role', 'owner', '--data', folder],
      { encoding: 'utf8' },
    );
    const client = await mqtt.connectAsync(broker, { reconnectPeriod: 0 });
    const hub = new ReplayHub(child, folder, new HubApi(url, token.trim().split('\n').at(-1) ?? ''), client);
    await hub.#begin();
    return hub;
  }

  async #begin(): Promise<void> {
    this.#client.on('message', (topic, payload) => this.#heard(topic, payload.toString()));
    await this.#client.subscribeAsync('#');
    await this.api.follow(this.#end.signal, (message) => {
      if (message.type === 'missed') throw new Error('the hub sent more than was read');
      this.feed.push(message);
      this.#news.emit('message', message);
      this.#news.emit('news');
    });
    const config = { name: 'replay marker', unique_id: 'concord-replay-marker', state_topic: markerTopic, unit_of_measurement: 'x' };
    this.publish('homeassistant/sensor/concord-replay-marker/config', JSON.stringify(config));
    this.publish(markerTopic, '0');
    this.#markerDevice = await this.until(async () => (await this.api.devices()).find(({ name }) => name === 'replay marker')?.id);
  }

  /** Calls for each message of the live feed from now on. */
  watch(take: (message: FeedMessage) => void): void {
    this.#news.on('message', take);
  }

  /** As a product would. */
  publish(topic: string, payload: string | Buffer, { retain = false }: { readonly retain?: boolean } = {}): void {
    const name = `${topic}\n${payload.toString()}`;
    this.#own.set(name, (this.#own.get(name) ?? 0) + 1);
    this.#client.publish(topic, payload, { retain });
  }

  /** Returns when all that was published has reached the hub, and what it changed is in the feed. */
  async settle(): Promise<void> {
    const marker = ++this.#marker;
    const since = this.feed.length;
    this.publish(markerTopic, String(marker));
    await this.until(() =>
      Promise.resolve(
        this.feed.slice(since).some(({ device, record }) => device === this.#markerDevice && record?.value === marker) || undefined,
      ),
    );
  }

  /**
   * Looks again whenever something happened, until there is an answer. Throws `TooLateError` where nothing has happened for `patienceMs`: a hub
   * that is still at it is waited for, however much it was told and however slow the machine is.
   */
  async until<T>(look: () => Promise<T | undefined>, patienceMs = settlePatienceMs): Promise<T> {
    const deadline = performance.now() + longestMs;
    for (let quietSince = performance.now(); ;) {
      const told = this.feed.length;
      const seen = told + this.sent.length;
      const found = await look();
      if (found !== undefined) return found;
      const now = performance.now();
      // What the hub sends is looked at, and is no sign that it will say more: it asks a whole network for its states, one after the other.
      if (this.feed.length > told) quietSince = now;
      const restMs = Math.min(quietSince + patienceMs, deadline) - now;
      if (restMs <= 0) throw new TooLateError();
      if (this.feed.length + this.sent.length > seen) continue;
      await once(this.#news, 'news', { signal: AbortSignal.timeout(Math.ceil(restMs)) }).catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await this.#client.endAsync(true);
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGTERM');
      await once(this.#process, 'exit');
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What we publish comes back to us as well. */
  #heard(topic: string, payload: string): void {
    const name = `${topic}\n${payload}`;
    const mine = this.#own.get(name) ?? 0;
    if (mine > 0) {
      this.#own.set(name, mine - 1);
      return;
    }
    this.sent.push({ topic, payload });
    this.#news.emit('news');
  }
}

/** What was waited for did not come. */
export class TooLateError extends Error {
  constructor() {
    super('not within the time that a hub has for it');
    this.name = 'TooLateError';
  }
}

async function readyLine(child: ChildProcess): Promise<{ url: string; mqtt: string }> {
  if (!child.stdout) throw new Error('the hub has no output');
  const lines = createInterface({ input: child.stdout });
  const { promise, resolve, reject } = Promise.withResolvers<{ url: string; mqtt: string }>();
  const timer = setTimeout(() => reject(new TooLateError()), startPatienceMs);
  child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)));
  lines.on('line', (line) => {
    const ready = /^concord ready (\{.*\})$/.exec(line)?.[1];
    if (ready !== undefined) resolve(JSON.parse(ready) as { url: string; mqtt: string });
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
