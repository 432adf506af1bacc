import { rmSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { ConcordError, messageOf } from '@concord/sdk';
import type { PluginPackage } from '@concord/sdk/plugin-process';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { Feed } from './feed.ts';
import { History, SqliteHistoryStore } from './history/index.ts';
import { Home, type HomeNotice, type Origin } from './home/index.ts';
import { Supervisor } from './plugins/index.ts';
import { Rules, startPatienceMs } from './rules/index.ts';
import {
  dataFolder,
  historyMigrations,
  homeMigrations,
  lockDataFolder,
  openDatabase,
  WriteBehind,
  type DataFolder,
} from './storage/index.ts';

export interface HubOptions {
  readonly clock: Clock;
  readonly data: string;
  readonly network: string | undefined;
  readonly plugins: readonly PluginPackage[];
  /** Plugin id → settings from the command line. */
  readonly startConfig: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly log: Logger;
}

/** Something that a rule wants its people to know. */
export interface Notification {
  readonly message: string;
  readonly origin: Origin;
}

/** The one place where the parts of the hub are put together. */
export class Hub {
  readonly files: DataFolder;
  readonly database: DatabaseSync;
  readonly home: Home;
  readonly plugins: Supervisor;
  readonly rules: Rules;
  readonly history: History;
  readonly notifications: Feed<Notification>;
  readonly startedAt: number;
  readonly #options: HubOptions;
  readonly #unlock: () => void;
  readonly #historyDatabase: DatabaseSync;
  readonly #writer: WriteBehind;

  /** Opens the home's files. Throws `StartError` where that can't be. */
  constructor(options: HubOptions) {
    const { clock, data, log } = options;
    this.#options = options;
    this.startedAt = clock.now();
    this.files = dataFolder(data);
    this.#unlock = lockDataFolder(data);
    this.database = openDatabase(this.files.home, homeMigrations, { durability: 'full', isChecked: true });
    this.#historyDatabase = openDatabase(this.files.history, historyMigrations, { durability: 'normal', isChecked: false });
    this.#writer = new WriteBehind({ home: this.files.home, history: this.files.history });
    const onError = (error: unknown) => this.#failed(error);
    this.notifications = new Feed(onError);
    this.home = new Home({
      clock,
      database: this.database,
      writer: this.#writer,
      request: (plugin, message, timeoutMs) => this.plugins.request(plugin, message, timeoutMs),
      refuse: (plugin, refusal) => this.plugins.refuse(plugin, refusal),
      onError,
    });
    this.plugins = new Supervisor({
      clock,
      database: this.database,
      plugins: options.plugins,
      startConfig: options.startConfig,
      network: options.network,
      dataFolder: (id) => this.files.plugin(id),
      events: {
        message: (plugin, message) => this.home.receive(plugin, message),
        gone: (plugin) => this.home.pluginGone(plugin),
        knownDevices: (plugin) => this.home.knownDevices(plugin),
        stateChanged: (plugin, state, reason) => this.#pluginChanged(plugin, state, reason),
        logged: (plugin, { level, message, fields }) => log[level]({ plugin, ...fields }, message),
      },
      deviceCount: (plugin) => this.home.deviceCount(plugin),
      onError,
    });
    this.history = new History(
      clock,
      new SqliteHistoryStore(this.#historyDatabase, this.#writer),
      {
        find: ({ device, endpoint, capability, attribute }) =>
          this.home.find(device)?.endpoints.get(endpoint)?.capabilities.get(capability)?.slots.get(attribute),
        copies: this.home.historyCopies,
        earlier: ({ attribute, ...address }) => this.home.earlier(address).map((before) => ({ ...before, attribute })),
      },
      onError,
    );
    this.rules = new Rules({
      clock,
      database: this.database,
      writer: this.#writer,
      home: {
        find: (id) => this.home.find(id),
        models: () => this.home.models(),
        current: (address) => this.home.current(address),
        personOf: (device, user) => this.home.personOf(device, user),
        hasScene: (id) => this.home.scenes.find(id) !== undefined,
        hasRoom: (id) => this.home.rooms.find(id) !== undefined,
        timeZone: Temporal.Now.timeZoneId(),
      },
      actions: {
        command: async (device, input, origin, signal) => {
          await this.#ready(device, signal);
          return this.home.command(device, input, origin);
        },
        activateScene: (id, origin, signal) => this.home.activateScene(id, origin, (device) => this.#ready(device, signal)),
        notify: (message, origin) => this.#notify(message, origin),
      },
      onError,
    });
  }

  /** Loads the home and its rules; devices are unavailable until `start`. */
  load(): void {
    this.#writer.start();
    this.home.start();
    // History before rules: a run's trace points at what is in it.
    this.home.changes.listen((change) => {
      if (change.type === 'attribute') this.history.record(change);
    });
    this.home.notices.listen((notice) => this.history.onNotice(notice));
    this.history.start();
    this.home.notices.listen((notice) => this.rules.onNotice(notice));
    this.home.notices.listen((notice) => this.#logLink(notice));
    this.home.changes.listen((change) => this.rules.onChange(change));
    this.rules.start();
  }

  /** Starts the plugins; resolves when each runs or is known not to. */
  async start(): Promise<void> {
    await this.plugins.start();
  }

  /** Tells the command line where the hub is. */
  announce(url: string): void {
    writeFileSync(this.files.running, JSON.stringify({ url, pid: process.pid }), { mode: 0o600 });
  }

  /** Stops everything in the order that loses nothing. */
  async stop(): Promise<void> {
    rmSync(this.files.running, { force: true });
    await this.rules.stop();
    await this.plugins.stop();
    await this.home.stop();
    await this.history.stop();
    await this.#writer.stop();
    this.database.close();
    this.#historyDatabase.close();
    this.#unlock();
  }

  stores(): Record<string, { ok: boolean; detail?: string }> {
    const { lost } = this.history;
    const { problem } = this.#writer;
    const home = problem === undefined ? { ok: true } : { ok: false, detail: problem };
    return { home, history: lost === 0 ? home : { ok: false, detail: `${lost} values could not be kept` } };
  }

  queues(): Record<string, number> {
    return {
      twinWrites: this.home.waitingWrites,
      historyPoints: this.history.waiting,
      runWrites: this.rules.waitingWrites,
      runningRuns: this.rules.runningCount,
      pluginRequests: this.plugins.pendingRequests(),
    };
  }

  // Right after the start no device is online yet; and a run may be stopped while it waits for one.
  async #ready(device: string, signal: AbortSignal): Promise<void> {
    await this.home.untilOnline(device, this.startedAt + startPatienceMs);
    signal.throwIfAborted();
  }

  #notify(message: string, origin: Origin): void {
    this.#options.log.info({ origin: origin.name }, `notification: ${message}`);
    this.notifications.publish({ message, origin });
  }

  // Whoever keeps the home must find out when two devices became one.
  #logLink(notice: HomeNotice): void {
    if (notice.type !== 'device') return;
    const { log } = this.#options;
    if (notice.action === 'linked')
      log.info({ device: notice.into, was: notice.id }, `"${this.home.device(notice.into).name}" is known by one more plugin`);
    if (notice.action === 'unlinked') log.info({ device: notice.id }, `"${this.home.device(notice.id).name}" is a device of its own again`);
  }

  #pluginChanged(plugin: string, state: string, reason: string | undefined): void {
    const level = state === 'quarantined' ? 'error' : state === 'backingOff' ? 'warn' : 'debug';
    this.#options.log[level]({ plugin, ...(reason !== undefined && { reason }) }, `the plugin is ${state}`);
  }

  // An expected failure is a line for whoever keeps the home; anything else is a bug, and its stack is for a developer.
  #failed(error: unknown): void {
    if (error instanceof ConcordError) this.#options.log.error({ code: error.code }, error.message);
    else this.#options.log.error({ err: error }, messageOf(error));
  }
}
