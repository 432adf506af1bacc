import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Confirmation, DeviceDescriptor, HubMessages } from '@concord/sdk';
import { onTestFinished } from 'vitest';
import { Home } from '../src/home/index.ts';
import { Rules, type HomeActions, type RuleInput, type Run } from '../src/rules/index.ts';
import { homeMigrations, openDatabase, WriteBehind } from '../src/storage/index.ts';
import { HandClock } from './hand-clock.ts';
import { temporaryFolder } from './harness.ts';

const plugin = 'lamps';
const capabilities: DeviceDescriptor['endpoints'][number]['capabilities'] = {
  switch: { attributes: { on: {} } },
  temperatureSensor: { attributes: { temperature: {} } },
  lock: { attributes: { state: {} }, events: ['locked', 'unlocked'] },
};

/** What was sent to the plugin. */
export type SentCommand = Pick<HubMessages['command'], 'device' | 'endpoint' | 'capability' | 'args'>;

/**
 * A real home with its rules on a real database, moved by a clock of the test; the test plays the plugin, whose devices do what they are
 * told unless `answer` says otherwise.
 */
export class RulesHome {
  readonly clock: HandClock;
  readonly data: string;
  readonly database: DatabaseSync;
  readonly home: Home;
  readonly rules: Rules;
  readonly sent: SentCommand[] = [];
  readonly errors: unknown[] = [];
  /** How the plugin answers a command. */
  answer: (command: HubMessages['command']) => Confirmation | Promise<Confirmation>;
  readonly #writer: WriteBehind;
  #stopped: Promise<void> | undefined;

  constructor(clock: HandClock, data: string) {
    this.clock = clock;
    this.data = data;
    const file = join(data, 'home.db');
    this.database = openDatabase(file, homeMigrations, { durability: 'full', isChecked: true });
    // A test of a disk that is busy must not wait for it.
    this.database.exec('PRAGMA busy_timeout = 0');
    this.#writer = new WriteBehind({ home: file });
    const onError = (error: unknown) => void this.errors.push(error);
    this.answer = ({ device, endpoint, capability, args }) => {
      this.home.receive(plugin, { type: 'report', device, endpoint, capability, values: args });
      return 'acknowledged';
    };
    this.home = new Home({
      clock,
      database: this.database,
      writer: this.#writer,
      request: async (_plugin, message) => {
        const command = message(1);
        if (command.type !== 'command') return {};
        const { device, endpoint, capability, args } = command;
        this.sent.push({ device, endpoint, capability, args });
        return { confirmation: await this.answer(command) };
      },
      refuse: (_plugin, refusal) => onError(refusal),
      onError,
    });
    const { home } = this;
    const actions: HomeActions = {
      command: (device, input, origin) => home.command(device, input, origin),
      activateScene: (id, origin) => home.activateScene(id, origin),
      notify: () => {},
    };
    this.rules = new Rules({
      clock,
      database: this.database,
      writer: this.#writer,
      home: {
        find: (id) => home.find(id),
        models: () => home.models(),
        current: (address) => home.current(address),
        personOf: (device, user) => home.personOf(device, user),
        hasScene: (id) => home.scenes.find(id) !== undefined,
        hasRoom: (id) => home.rooms.find(id) !== undefined,
        timeZone: 'Europe/Berlin',
      },
      actions,
      onError,
    });
    home.notices.listen((notice) => this.rules.onNotice(notice));
    home.changes.listen((change) => this.rules.onChange(change));
  }

  start(): void {
    this.#writer.start();
    this.home.start();
    this.rules.start();
  }

  /** In the order in which the hub stops its parts. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  /** The plugin describes a device; answers the hub's id of it. Without `endpoints` it has one that can switch, lock and tell warmth. */
  describe(key: string, endpoints: DeviceDescriptor['endpoints'] = [{ id: 'main', capabilities }]): string {
    this.home.receive(plugin, {
      type: 'device',
      device: { key, name: key, maker: 'Concord', model: 'Make-believe', identifiers: [{ type: 'own', value: key }], endpoints },
    });
    this.home.receive(plugin, { type: 'availability', device: key, state: 'online' });
    const device = this.home.devices().find(({ name }) => name === key);
    if (!device) throw new Error(`"${key}" was not taken`);
    return device.id;
  }

  report(key: string, capability: string, values: Record<string, unknown>): void {
    this.home.receive(plugin, { type: 'report', device: key, endpoint: 'main', capability, values });
  }

  /** Somebody unlocks it: an event to trigger rules by. */
  unlock(key: string): void {
    this.home.receive(plugin, { type: 'event', device: key, endpoint: 'main', capability: 'lock', event: 'unlocked', payload: {} });
  }

  pluginGone(): void {
    this.home.pluginGone(plugin);
  }

  /** The runs of a rule, oldest first. */
  runs(rule: string): Run[] {
    return this.rules.runs(rule, { limit: 500 }).items.toReversed();
  }

  /** Resolves when so many runs of a rule are over. */
  async ended(rule: string, count = 1): Promise<Run[]> {
    const over = () => this.runs(rule).filter(({ finishedAt }) => finishedAt !== undefined);
    if (over().length < count) {
      await new Promise<void>((resolve) => {
        const stop = this.rules.runChanges.listen(() => {
          if (over().length < count) return;
          stop();
          resolve();
        });
      });
    }
    return over();
  }

  async #stop(): Promise<void> {
    await this.rules.stop();
    await this.home.stop();
    await this.#writer.stop();
    if (this.database.isOpen) this.database.close();
  }
}

/** A home that has started, and is stopped when the test is over. */
export function startHome({ clock = new HandClock(), data = temporaryFolder() }: { clock?: HandClock; data?: string } = {}): RulesHome {
  const home = new RulesHome(clock, data);
  home.start();
  onTestFinished(() => home.stop());
  return home;
}

export const switchOn = (device: string, on = true) =>
  ({ type: 'command', device, capability: 'switch', command: 'set', args: { on } }) as const satisfies RuleInput['actions'][number];
export const unlocked = (device: string) =>
  ({ type: 'event', device, capability: 'lock', event: 'unlocked' }) as const satisfies RuleInput['triggers'][number];
export const turned = (device: string, on: boolean) =>
  ({ type: 'state', device, capability: 'switch', attribute: 'on', to: on }) as const satisfies RuleInput['triggers'][number];
