import type { Occurrence } from '../../devices/bare-device.ts';
import type { Values } from '../../devices/fragment.ts';
import { toFlag } from '../../mapping/bare-meaning.ts';
import { toNumber } from '../../mapping/numbers.ts';

/** How a press is told (Theengs Decoder, "NodOn NIU", "ShellyBLU"): so many clicks, or one of these. */
const presses: Readonly<Record<number, Pick<Occurrence, 'event' | 'payload'>>> = {
  9: { event: 'held' },
  10: { event: 'released' },
  11: { event: 'held' },
  128: { event: 'held' },
  254: { event: 'held' },
};
const mostClicks = 6;

/** The presses in a message: of the only button, or of each of several, which is an endpoint then. */
export function pressesIn(message: Values): Occurrence[] {
  return Object.entries(message).flatMap(([item, value]): Occurrence[] => {
    const { number } = /^button(?<number>\d?)$/.exec(item)?.groups ?? {};
    const press = number === undefined ? undefined : pressOf(toNumber(value));
    return press ? [{ item, capability: 'button', ...press, ...(number !== '' && { endpoint: number }) }] : [];
  });
}

/** A movement that somebody made. A blind says so of its motor. */
export function movementIn({ motion, type }: Values): Occurrence[] {
  return toFlag(motion) === true && type !== 'WCVR' ? [{ item: 'motion', capability: 'motionSensor', event: 'detected' }] : [];
}

function pressOf(code: number | null | undefined): Pick<Occurrence, 'event' | 'payload'> | undefined {
  if (typeof code !== 'number' || !Number.isInteger(code)) return undefined;
  if (code >= 1 && code <= mostClicks) return { event: 'pressed', payload: { count: code } };
  return presses[code];
}
