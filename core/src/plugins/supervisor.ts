import { check, compileDocument, ConcordError, type HubMessage } from '@concord/sdk';
import type { PluginPackage } from '@concord/sdk/plugin-process';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { NotFoundError } from '../errors.ts';
import { Feed } from '../feed.ts';
import type { PluginEvents } from './plugin-events.ts';
import type { Refusal } from './diagnostics.ts';
import type { PluginLogLine, PluginPatch, PluginView } from './resources.ts';
import { restoreSecrets } from './secrets.ts';
import { SupervisedPlugin, type PluginSettings } from './supervised-plugin.ts';

const actionPatienceMs = 120_000;

export interface SupervisorOptions {
  readonly clock: Clock;
  readonly database: DatabaseSync;
  readonly plugins: readonly PluginPackage[];
  /** Plugin id → settings from the command line. */
  readonly startConfig: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly network: string | undefined;
  dataFolder(plugin: string): string;
  readonly events: PluginEvents;
  readonly onError: (error: unknown) => void;
  deviceCount(plugin: string): number;
}

/** Starts, watches and stops every plugin. */
export class Supervisor {
  /** A plugin's state changed. */
  readonly changes: Feed<{ id: string }>;
  readonly #options: SupervisorOptions;
  readonly #plugins: ReadonlyMap<string, SupervisedPlugin>;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.changes = new Feed(options.onError);
    const events: PluginEvents = {
      ...options.events,
      stateChanged: (id, state, reason) => {
        options.events.stateChanged(id, state, reason);
        this.changes.publish({ id });
      },
    };
    this.#plugins = new Map(
      options.plugins.map((plugin) => {
        const { id } = plugin.manifest;
        return [
          id,
          new SupervisedPlugin(plugin, this.#stored(id), {
            clock: options.clock,
            dataFolder: options.dataFolder(id),
            network: options.network,
            startConfig: options.startConfig[id] ?? {},
            events,
            onError: options.onError,
          }),
        ];
      }),
    );
  }

  /** Starts all; resolves when each runs or is known not to. */
  async start(): Promise<void> {
    for (const plugin of this.#plugins.values()) plugin.start();
    await Promise.all([...this.#plugins.values()].map(({ settled }) => settled));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#plugins.values()].map((plugin) => plugin.stop('the hub stops')));
  }

  list(): PluginView[] {
    return [...this.#plugins.keys()].map((id) => this.get(id));
  }

  get(id: string): PluginView {
    return this.#plugin(id).view(this.#options.deviceCount(id));
  }

  /** Addresses that plugins opened, by name. */
  endpoints(): Record<string, string> {
    return Object.assign({}, ...[...this.#plugins.values()].map(({ endpoints }) => endpoints));
  }

  async update(id: string, patch: PluginPatch): Promise<PluginView> {
    const plugin = this.#plugin(id);
    const before = this.#stored(id);
    const config = patch.config && (restoreSecrets(patch.config, before.config, plugin.plugin.manifest.config) as Record<string, unknown>);
    const settings = { enabled: patch.enabled ?? before.enabled, config: config ?? before.config };
    plugin.checkConfig(settings.config);
    this.#options.database
      .prepare(
        'INSERT INTO plugins (id, enabled, config) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled, config = excluded.config',
      )
      .run(id, settings.enabled ? 1 : 0, JSON.stringify(settings.config));
    await plugin.apply(settings);
    return this.get(id);
  }

  async restart(id: string): Promise<PluginView> {
    await this.#plugin(id).restart();
    return this.get(id);
  }

  logs(id: string): PluginLogLine[] {
    return this.#plugin(id).logs();
  }

  async action(id: string, action: string, input: Record<string, unknown>): Promise<unknown> {
    const plugin = this.#plugin(id);
    const declared = plugin.plugin.manifest.actions?.[action];
    if (!declared) throw new NotFoundError(`action of the plugin "${id}"`, action);
    const checked = check(compileDocument(declared.input), structuredClone(input), 'The input');
    return plugin.request((requestId) => ({ type: 'action', id: requestId, action, input: checked }), actionPatienceMs);
  }

  /** Whether an action only answers, and changes nothing. */
  isQuestion(id: string, action: string): boolean {
    return this.#plugin(id).plugin.manifest.actions?.[action]?.asks === true;
  }

  /** Sends a request to a plugin. Rejects with code `plugin-unavailable` where it isn't running. */
  request(id: string, message: (requestId: number) => HubMessage, timeoutMs: number): Promise<unknown> {
    const plugin = this.#plugins.get(id);
    if (!plugin) return Promise.reject(new ConcordError('plugin-unavailable', `the plugin "${id}" is not installed`));
    return plugin.request(message, timeoutMs);
  }

  /** Counts something of a plugin that the hub refused. */
  refuse(id: string, refusal: Refusal): void {
    this.#plugins.get(id)?.refuse(refusal);
  }

  pendingRequests(): number {
    return [...this.#plugins.values()].reduce((sum, plugin) => sum + plugin.pendingRequests, 0);
  }

  #plugin(id: string): SupervisedPlugin {
    const plugin = this.#plugins.get(id);
    if (!plugin) throw new NotFoundError('plugin', id);
    return plugin;
  }

  #stored(id: string): PluginSettings {
    const row = this.#options.database.prepare('SELECT enabled, config FROM plugins WHERE id = ?').get(id);
    return row ? { enabled: row['enabled'] === 1, config: JSON.parse(String(row['config'])) } : { enabled: true, config: {} };
  }
}
