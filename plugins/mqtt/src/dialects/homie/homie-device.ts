import type { PluginContext } from '@concord/sdk';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import { DeviceShare } from '../../devices/device-share.ts';
import type { Part } from '../../devices/part.ts';
import type { Dispatcher } from '../../dispatcher.ts';
import { Message } from '../../topics/message.ts';
import { limits, type HomieDescription } from './description.ts';
import { HomieTools } from './device-tools.ts';
import { deviceParts } from './node-parts.ts';
import type { HomieVersion } from './wire.ts';

interface Surroundings {
  readonly dispatcher: Dispatcher;
  readonly registry: DeviceRegistry;
  readonly context: Pick<PluginContext, 'diagnose'>;
}

/** Which device it is. */
export interface HomieAddress {
  readonly version: HomieVersion;
  readonly id: string;
  /** `homie/super-car`, `homie/5/super-car`: what its topics begin with. */
  readonly topic: string;
}

/** The states of a device ("Device Lifecycle") that tell whether it is there. In `init` it is as it was: it describes itself anew. */
const isThere: Readonly<Record<string, boolean>> = { ready: true, alert: true, sleeping: true, disconnected: false, lost: false };

/** The key of the device at a topic. Behind `homie:` stands what tells it from others below the usual base. */
export function keyOf(topic: string): string {
  return `homie:${topic.replace(/^homie\//, '')}`.slice(0, 255);
}

/** A device: what it gives to the home, and the way of its values there. */
export class HomieDevice {
  readonly address: HomieAddress;
  readonly key: string;
  readonly tools: HomieTools;
  readonly #surroundings: Surroundings;
  /** The last state at each topic, and the filter it is listened to by: it may come before the description that says what it is. */
  readonly #values = new Map<string, { readonly text: string; readonly filter: string }>();
  #share: DeviceShare | undefined;
  #identity: DeviceIdentity | undefined;
  #isThere: boolean | undefined;
  #sleeps = false;

  constructor(address: HomieAddress, surroundings: Surroundings) {
    this.address = address;
    this.key = keyOf(address.topic);
    this.#surroundings = surroundings;
    this.tools = new HomieTools(address.version, address.topic, this.key, surroundings.context);
  }

  /** True while it gives parts to its device. */
  /** By what the hub knows it. */
  get deviceKey(): string {
    return this.#share?.device.key ?? this.key;
  }

  get isShown(): boolean {
    return this.#share !== undefined;
  }

  /** It is this, and no more. `others`: parts that are no properties. */
  describe(description: HomieDescription, others: readonly Part[], via?: string): void {
    const { name, model, firmware, mac } = description;
    this.#identity = {
      name: name.slice(0, 255) || this.address.id,
      ...(model !== undefined && { model }),
      ...(firmware !== undefined && { firmware }),
      identifiers: [...(mac === undefined ? [] : [{ type: 'mac', value: mac } as const]), { type: 'own', value: this.key }],
      ...(via !== undefined && { via }),
      ...(this.#sleeps && { sleeping: true }),
    };
    if (!this.#take(this.#identity)) return;
    this.#share?.replace([...deviceParts(description.nodes, this.tools), ...others]);
    this.#share?.say(this.#isThere);
    // What came before it was known what it means is an old state now, and no news.
    for (const [topic, { text, filter }] of this.#values) this.#share?.receive(new Message(topic, Buffer.from(text), true), filter);
  }

  /** Adds a part that shows only once something is said of it. */
  add(part: Part): void {
    this.#share?.add(part);
    this.#share?.say(this.#isThere);
  }

  /** Takes what its `$state` says; `false` for a word that the convention has not. */
  say(state: string): boolean {
    if (state !== 'init' && !Object.hasOwn(isThere, state)) return false;
    if (state === 'init') return true;
    this.#isThere = isThere[state];
    // Who sleeps once will again, and is silent by design.
    if (state === 'sleeping' && !this.#sleeps) {
      this.#sleeps = true;
      if (this.#identity && this.#share) this.#share.device.identify((this.#identity = { ...this.#identity, sleeping: true }));
    }
    this.#share?.say(this.#isThere);
    return true;
  }

  /** Something was said; `isState` where that is more than something that happened. `filter`: what parts listen to it by. */
  receive(message: Message, isState: boolean, filter: string = message.topic): void {
    const { topic, text } = message;
    const hasRoom = this.#values.size < limits.attributes || this.#values.has(topic);
    if (isState && hasRoom && text.length <= limits.textLength) this.#values.set(topic, { text, filter });
    this.#share?.receive(message, filter);
  }

  end(): void {
    this.#share?.end();
    this.#share = undefined;
  }

  #take(identity: DeviceIdentity): boolean {
    const { registry, dispatcher } = this.#surroundings;
    const claim = { dialect: 'homie', key: this.key, identity, connection: dispatcher.connection, giveUp: () => this.end() } as const;
    const device = registry.take(claim);
    if (!device) {
      this.#share?.silence();
      this.#share = undefined;
      return false;
    }
    if (this.#share?.device !== device) {
      this.#share?.silence();
      this.#share = new DeviceShare(device);
    }
    return true;
  }
}
