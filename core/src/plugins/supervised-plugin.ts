import { ConcordError, messageOf, type HubMessage, type PluginMessage } from '@concord/sdk';
import type { PluginPackage } from '@concord/sdk/plugin-process';
import { iso, type Clock, type Timer } from '../clock.ts';
import { Diagnostics, type Refusal } from './diagnostics.ts';
import { advance, newLifecycle, type Lifecycle, type LifecycleInput } from './lifecycle.ts';
import { logLine, LogRing } from './log-ring.ts';
import { PluginConfig } from './plugin-config.ts';
import { PluginRun } from './plugin-process.ts';
import type { PluginLogLine, PluginState, PluginView } from './resources.ts';
import type { PluginEvents } from './plugin-events.ts';

/** States that lead to running without anybody's doing. */
const comesBack: ReadonlySet<PluginState> = new Set(['starting', 'stopping', 'backingOff']);

/** What a plugin's owner decided. */
export interface PluginSettings {
  readonly enabled: boolean;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface PluginSurroundings {
  readonly clock: Clock;
  readonly dataFolder: string;
  readonly network: string | undefined;
  /** From the command line, for this start only. */
  readonly startConfig: Readonly<Record<string, unknown>>;
  readonly events: PluginEvents;
  readonly onError: (error: unknown) => void;
}

/** One plugin with its life over many processes. */
export class SupervisedPlugin {
  readonly plugin: PluginPackage;
  readonly #around: PluginSurroundings;
  readonly #log = new LogRing();
  readonly #diagnostics = new Diagnostics();
  #settings: PluginSettings;
  #life: Lifecycle;
  readonly #config: PluginConfig;
  #run: PluginRun | undefined;
  #retry: Timer | undefined;
  #endpoints: Readonly<Record<string, string>> = {};
  #settled = Promise.withResolvers<void>();

  constructor(plugin: PluginPackage, settings: PluginSettings, around: PluginSurroundings) {
    this.plugin = plugin;
    this.#settings = settings;
    this.#around = around;
    this.#config = new PluginConfig(plugin.manifest, around.startConfig);
    this.#life = newLifecycle(around.clock.now());
  }

  get id(): string {
    return this.plugin.manifest.id;
  }

  get state(): PluginState {
    return this.#life.state;
  }

  get endpoints(): Readonly<Record<string, string>> {
    return this.#endpoints;
  }

  get pendingRequests(): number {
    return this.#run?.requests.size ?? 0;
  }

  logs(): PluginLogLine[] {
    return this.#log.lines();
  }

  /** Resolves once it runs, or is known not to: what the hub's start waits for. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  start(): void {
    if (!this.#settings.enabled) return this.#move({ type: 'disable' });
    this.#move({ type: 'start' });
  }

  async stop(reason: string, input: 'stop' | 'disable' = 'stop'): Promise<void> {
    this.#retry?.cancel();
    const run = this.#run;
    this.#move({ type: input });
    await run?.stop(reason);
  }

  async restart(): Promise<void> {
    await this.stop('the owner restarts it');
    this.start();
  }

  /** Runs with settings that `checkConfig` let through. */
  async apply(settings: PluginSettings): Promise<void> {
    const configChanged = JSON.stringify(settings.config) !== JSON.stringify(this.#settings.config);
    const enabledChanged = settings.enabled !== this.#settings.enabled;
    this.#settings = settings;
    if (!enabledChanged && !configChanged) return;
    await this.stop('its settings changed', settings.enabled ? 'stop' : 'disable');
    this.start();
  }

  /** Checks settings without applying them. Throws `InvalidInputError`. */
  checkConfig(config: Readonly<Record<string, unknown>>): void {
    this.#config.requireStorable(config);
  }

  /** Sends a request to the running plugin. Rejects with code `plugin-unavailable` where it isn't running. */
  request(message: (id: number) => HubMessage, timeoutMs: number): Promise<unknown> {
    if (!this.#run || this.#life.state !== 'running') {
      const { state } = this.#life;
      const remedy = comesBack.has(state) ? ': try again in a moment' : ': look at it under Plugins';
      return Promise.reject(
        new ConcordError('plugin-unavailable', `the plugin "${this.plugin.manifest.name}" is not running (${state})${remedy}`),
      );
    }
    return this.#run.requests.send(message, timeoutMs);
  }

  refuse(refusal: Refusal): void {
    this.#diagnostics.add(refusal, this.#around.clock.now());
  }

  view(devices: number): PluginView {
    const { manifest } = this.plugin;
    return {
      id: manifest.id,
      name: manifest.name,
      ...(manifest.description !== undefined && { description: manifest.description }),
      version: manifest.version,
      maker: manifest.maker,
      enabled: this.#settings.enabled,
      state: this.#life.state,
      ...(this.#life.reason !== undefined && { reason: this.#life.reason }),
      since: iso(this.#life.since),
      ...(this.#run?.pid !== undefined && { pid: this.#run.pid }),
      restarts: this.#life.restarts,
      ...(this.#run?.residentBytes !== undefined && { residentBytes: this.#run.residentBytes }),
      endpoints: { ...this.#endpoints },
      config: this.#config.shown(this.#settings.config),
      startOptions: Object.keys(this.#around.startConfig),
      configSchema: manifest.config,
      actions: Object.fromEntries(
        Object.entries(manifest.actions ?? {}).map(([name, { title, description, input }]) => [
          name,
          { title, input, ...(description !== undefined && { description }) },
        ]),
      ),
      permissions: Object.entries(manifest.permissions).flatMap(([name, wanted]) => (wanted ? [name] : [])),
      devices,
      diagnostics: this.#diagnostics.list(),
    };
  }

  #move(input: LifecycleInput): void {
    const life = advance(this.#life, input, this.#around.clock.now());
    if (life === this.#life) return;
    this.#life = life;
    if (life.restartAt !== undefined) this.#retry = this.#around.clock.at(life.restartAt, () => this.#move({ type: 'retry' }));
    if (life.state !== 'starting') this.#settled.resolve();
    this.#around.events.stateChanged(this.id, life.state, life.reason);
    // Last, since it may move on at once.
    if (life.state === 'starting') this.#launch();
  }

  #launch(): void {
    let config: Record<string, unknown>;
    try {
      config = this.#config.effective(this.#settings.config);
    } catch (error) {
      // Settings that were good once and no longer fit (an updated plugin): its owner has to look.
      return this.#move({ type: 'refused', reason: messageOf(error) });
    }
    const run: PluginRun = new PluginRun(this.plugin, this.#around.dataFolder, this.#around.clock, {
      message: (message) => this.#receive(run, config, message),
      violation: (error) => this.refuse({ code: error.code, message: error.message }),
      failed: (error, place) => {
        this.refuse({ code: 'internal', message: `the hub failed at this message: ${messageOf(error)}`, place });
        this.#around.onError(error);
      },
      output: (level, line) => this.#write(level, line),
      exited: (reason) => {
        this.#run = undefined;
        this.#endpoints = {};
        if (this.#life.state !== 'stopping') this.#write('error', `ended: ${reason}`);
        this.#around.events.gone(this.id);
        this.#move({ type: 'exited', reason });
      },
    });
    this.#run = run;
  }

  #receive(run: PluginRun, config: Record<string, unknown>, message: PluginMessage): void {
    switch (message.type) {
      case 'hello':
        run.send({
          type: 'welcome',
          protocol: 1,
          config,
          dataFolder: this.#around.dataFolder,
          devices: this.#around.events.knownDevices(this.id),
          ...(this.#around.network !== undefined && { network: this.#around.network }),
        });
        return;
      case 'ready':
        this.#endpoints = message.endpoints ?? {};
        this.#move({ type: 'ready' });
        return;
      case 'log':
        this.#write(message.level, message.message, message.fields);
        return;
      case 'diagnostic':
        this.refuse(message);
        return;
      default:
        this.#around.events.message(this.id, message);
    }
  }

  #write(level: PluginLogLine['level'], message: string, fields?: Record<string, unknown>): void {
    const line = logLine(iso(this.#around.clock.now()), level, message, fields);
    this.#log.add(line);
    this.#around.events.logged(this.id, line);
  }
}
