import type { PluginMessage } from '@concord/sdk';
import { planCommand } from '../src/devices/command-plan.ts';
import type { CommandPlan } from '../src/devices/fragment.ts';
import type { Part } from '../src/devices/part.ts';
import { place } from '../src/devices/placement.ts';
import { Reporter } from '../src/devices/reporter.ts';
import { entityPart } from '../src/dialects/homeassistant/entity-part.ts';
import { Entity } from '../src/dialects/homeassistant/entity.ts';
import { expand } from '../src/dialects/homeassistant/expand.ts';
import { TemplateEngine } from '../src/templates/engine.ts';
import { Message } from '../src/topics/message.ts';

const engine = new TemplateEngine();
const key = 'hass:thing';

/** An entity by itself, without a broker: what it tells the hub, and what its commands send. */
export class EntityDevice {
  /** Everything that the hub would be told, as messages. */
  readonly told: PluginMessage[] = [];
  readonly diagnostics: string[] = [];
  readonly #part: Part;
  readonly #slots: ReturnType<typeof place>['slots'];
  readonly #reporter: Reporter;

  /** Throws `AnnouncementError`. */
  constructor(component: string, config: Readonly<Record<string, unknown>>) {
    const context = { diagnose: ({ code }: { code: string }) => this.diagnostics.push(code) };
    const announced = { topic: 't', id: 't', component, objectId: 'thing', config: expand(config) };
    this.#part = entityPart(new Entity(announced, { engine, context, deviceKey: key }));
    const { slots, endpoints, mapping } = place(key, [this.#part]);
    this.#slots = slots;
    this.told.push({ type: 'device', device: { key, name: 'Thing', identifiers: [], endpoints, mapping } });
    this.#reporter = new Reporter({
      report: (report) => this.told.push({ type: 'report', ...report }),
      diagnose: () => undefined,
      emit: (event) => this.told.push({ type: 'event', ...event }),
    });
    this.#part.known?.(this.#reporter);
    this.#reporter.flush();
  }

  get topics(): string[] {
    return this.#part.listeners.map(({ topic }) => topic);
  }

  /** The product says something on every topic that the entity listens to. */
  say(payload: Buffer, retained = false): void {
    for (const listener of this.#part.listeners) {
      const message = new Message(listener.topic, payload, retained);
      if (message.isText || listener.takesBytes === true) listener.read(message, this.#reporter);
    }
    this.#reporter.flush();
  }

  /** Every command with the same arguments: what it comes to, or the error that refuses it. */
  commandAll(args: Readonly<Record<string, unknown>>): (CommandPlan[] | Error)[] {
    return [...this.#slots.values()]
      .flatMap((slots) => [...slots.values()])
      .flatMap((slot) => [...slot.commands.keys(), 'set'].map((command) => attempt(() => planCommand(slot, command, args))));
  }
}

function attempt(work: () => CommandPlan[]): CommandPlan[] | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
