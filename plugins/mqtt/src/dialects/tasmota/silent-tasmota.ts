import type { PluginContext } from '@concord/sdk';
import type { Connection } from '../../connection/connection.ts';
import type { DeviceRegistry } from '../../devices/device-registry.ts';
import type { MappedDevice } from '../../devices/mapped-device.ts';
import { derivedDescription } from './description.ts';
import { memberOf, valueAt } from './device-tools.ts';
import { identityByHints, type Hints } from './identity.ts';
import type { Said } from './said.ts';
import { TasmotaDevice } from './tasmota-device.ts';
import type { Topics } from './topics.ts';

interface Surroundings {
  readonly registry: DeviceRegistry;
  readonly connection: Connection;
  readonly context: PluginContext;
  readonly topics: Topics;
}

/** The members that tell how a product is set up. */
const telling = /^(?:POWER\d{0,2}|Dimmer|Color|CT|White|HSBColor|FanSpeed|Shutter\d{1,2}|Button\d{1,2}|Switch\d{1,2})$/;
/** The topic that products come with ends in the last digits of their MAC address. */
const usualTopic = /^tasmota[_-]([0-9a-f]{6})$/i;
/** Where one that announces itself for others is listened to. */
const teleNames = ['LWT', 'STATE', 'SENSOR'];
const statNames = ['RESULT', 'POWER', 'POWER1', 'STATUS10', 'STATUS11'];

/** A product that does not describe itself: what it is follows from what it says. */
export class SilentTasmota {
  readonly #inner: TasmotaDevice;
  readonly #topics: Topics;
  readonly #isHeard: (topic: string) => boolean;
  readonly #said = new Set<string>();
  #hints: Hints;
  #isTold = false;

  /** `isHeard`: another dialect listens to this topic, since the product announces itself by that. */
  constructor(topicName: string, surroundings: Surroundings, isHeard: (topic: string) => boolean) {
    const { topics } = surroundings;
    this.#topics = topics;
    this.#isHeard = isHeard;
    this.#hints = { name: topicName, model: undefined, firmware: undefined, mac: usualTopic.exec(topicName)?.[1]?.toLowerCase() };
    const key = `tasmota-messages:${topics.tele.replace(/\/$/, '')}`;
    this.#inner = new TasmotaDevice({ ...surroundings, dialect: 'tasmota-messages', key });
  }

  get device(): MappedDevice | undefined {
    return this.#inner.device;
  }

  get isOnline(): boolean | undefined {
    return this.#inner.isOnline;
  }

  receive(said: Said): void {
    if (this.#isAnnounced()) return this.#inner.end();
    const isMore = this.#noteNames(said);
    const isOther = this.#noteHints(said);
    if (isMore || isOther || !this.#isTold) {
      this.#isTold = true;
      this.#inner.describe(identityByHints(this.#hints, this.#topics), derivedDescription(this.#said));
    }
    this.#inner.receive(said);
  }

  say(isOnline: boolean): void {
    this.#inner.say(isOnline);
  }

  ask(): void {
    if (!this.#isAnnounced()) this.#inner.ask();
  }

  forgetAsking(): void {
    this.#inner.forgetAsking();
  }

  end(): void {
    this.#inner.end();
  }

  #isAnnounced(): boolean {
    const { tele, stat } = this.#topics;
    return teleNames.some((name) => this.#isHeard(tele + name)) || statNames.some((name) => this.#isHeard(stat + name));
  }

  #noteNames({ members }: Said): boolean {
    const before = this.#said.size;
    for (const name of Object.keys(members)) if (telling.test(name)) this.#said.add(name);
    return this.#said.size > before;
  }

  #noteHints({ members }: Said): boolean {
    const before = JSON.stringify(this.#hints);
    const { name, model, firmware, mac } = this.#hints;
    this.#hints = {
      name: textAt(members, ['Status', 'DeviceName']) ?? textAt(members, ['Status', 'FriendlyName', '0']) ?? name,
      model: textAt(members, ['Module']) ?? model,
      firmware: textAt(members, ['Version']) ?? firmware,
      mac: mac?.length === 12 ? mac : (macIn(members) ?? mac),
    };
    return JSON.stringify(this.#hints) !== before;
  }
}

function macIn(members: Said['members']): string | undefined {
  const whole = textAt(members, ['Mac'])
    ?.toLowerCase()
    .replaceAll(/[^0-9a-f]/g, '');
  if (whole?.length === 12) return whole;
  const fallback = memberOf(members, 'FallbackTopic');
  return typeof fallback === 'string' ? /DVES_([0-9a-f]{6})_fb/i.exec(fallback)?.[1]?.toLowerCase() : undefined;
}

function textAt(members: Said['members'], path: readonly string[]): string | undefined {
  const value = valueAt(members, path);
  return typeof value === 'string' && value !== '' ? value.slice(0, 255) : undefined;
}
