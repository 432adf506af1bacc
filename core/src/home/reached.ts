import type { Slot } from './device-model.ts';

// Devices round: a level of 50 % comes back as 127 of 254. The map (section 1.3) allows a step, or 2 % for levels.
const shareTolerance = 2;
const relativeTolerance = 0.005;

/** Whether a reported value is what was wanted, as exactly as the device can be. */
export function isReached(slot: Slot, wanted: unknown, reported: unknown): boolean {
  return matches(wanted, reported, slot.descriptor.step ?? (slot.record.unit === '%' ? shareTolerance : undefined));
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
