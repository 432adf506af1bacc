import type { Identifier } from '@concord/sdk';
import type { DeviceIdentity } from '../../devices/device-identity.ts';
import type { Discovered } from './description.ts';
import type { Topics } from './topics.ts';

/**
 * Who a product is. What it announces for Home Assistant (SetOption19, before version 9) calls it by the last six digits of its MAC address
 * (`device.identifiers`), so that is given as its own name, too; and so is its topic, by which it was known if it did not describe itself once.
 */
export function identityOf({ mac, name, model, firmware, topics }: Discovered): DeviceIdentity {
  return {
    name,
    maker: 'Tasmota',
    ...(model !== undefined && { model }),
    ...(firmware !== undefined && { firmware }),
    identifiers: [{ type: 'mac', value: mac }, ...shortNames(mac), topicName(topics)],
  };
}

/** What a product that does not describe itself has said of itself. */
export interface Hints {
  readonly name: string;
  readonly model: string | undefined;
  readonly firmware: string | undefined;
  /** Twelve or, of the address, the last six hexadecimal digits in lower case. */
  readonly mac: string | undefined;
}

export function identityByHints({ name, model, firmware, mac }: Hints, topics: Topics): DeviceIdentity {
  return {
    name,
    maker: 'Tasmota',
    ...(model !== undefined && { model }),
    ...(firmware !== undefined && { firmware }),
    identifiers: [
      ...(mac?.length === 12 ? [{ type: 'mac', value: mac } as const] : []),
      ...(mac === undefined ? [] : shortNames(mac)),
      topicName(topics),
    ],
  };
}

/** What stands for the topics of a product. */
export function topicName({ tele }: Topics): Identifier {
  return { type: 'own', value: `tasmota-topic/${tele}`.slice(0, 255) };
}

function shortNames(mac: string): Identifier[] {
  return [{ type: 'own', value: mac.slice(-6).toUpperCase() }];
}
