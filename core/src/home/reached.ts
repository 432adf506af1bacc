import type { Slot } from './device-model.ts';

// Devices round: a level of 50 % comes back as 127 of 254. The map (section 1.3) allows 2 % for levels. Of a step, half: a device that is
// asked for the next step and stays where it was has not done it.
const shareTolerance = 2;
const relativeTolerance = 0.005;

/** Whether a reported value is what was wanted, as exactly as the device can be. */
export function isReached(slot: Slot, wanted: unknown, reported: unknown): boolean {
  return matches(wanted, reported, halfStep(slot) ?? (slot.record.unit === '%' ? shareTolerance : undefined));
}

/** Whether a value is the wanted one, before anything was done about it: a tolerance for rounding would take a small wish for fulfilled. */
export function isSame(slot: Slot, wanted: unknown, value: unknown): boolean {
  const rounding = slot.record.unit === '%' ? 0.5 : undefined;
  const half = halfStep(slot);
  return matches(wanted, value, half !== undefined && rounding !== undefined ? Math.min(half, rounding) : (half ?? rounding));
}

function halfStep({ descriptor: { step } }: Slot): number | undefined {
  // A hair less, since sums of tenths are never exact.
  return step === undefined ? undefined : (step / 2) * 0.999;
}

function matches(wanted: unknown, reported: unknown, tolerance: number | undefined): boolean {
  if (wanted === reported) return true;
  if (typeof wanted === 'number' && typeof reported === 'number') {
    return Math.abs(wanted - reported) <= (tolerance ?? Math.abs(wanted) * relativeTolerance);
  }
  if (typeof wanted !== 'object' || typeof reported !== 'object' || wanted === null || reported === null) return false;
  if (Array.isArray(wanted) && (!Array.isArray(reported) || wanted.length !== reported.length)) return false;
  // The device may say more than was asked for.
  return Object.entries(wanted).every(([name, member]) => matches(member, (reported as Record<string, unknown>)[name], tolerance));
}
