import type { Device, LinkProposal } from '../api/types.ts';
import { sentence } from '../schema/pointer.ts';
import { findDevice } from './find-device.ts';

/** A question for the owner: whether two devices are one product. */
export interface Question {
  readonly id: string;
  /** Its name and id would stay. */
  readonly older: Device;
  readonly newer: Device;
  readonly speaksFor: readonly string[];
  readonly speaksAgainst: readonly string[];
}

/**
 * The proposals as they are asked, those with the best reasons first. The hub compares every source with every other; a pair of devices is
 * asked about once, by what speaks most for it.
 */
export function questionsOf(proposals: readonly LinkProposal[], devices: readonly Device[]): Question[] {
  const asked = new Set<string>();
  return proposals
    .toSorted((a, b) => b.score - a.score)
    .flatMap(({ id, devices: [first = '', second = ''], evidence }) => {
      const older = findDevice(devices, first);
      const newer = findDevice(devices, second);
      if (!older || !newer || older === newer) return [];
      const pair = [older.id, newer.id].toSorted().join(' ');
      if (asked.has(pair)) return [];
      asked.add(pair);
      const told = (isFor: boolean) => evidence.filter(({ score }) => score > 0 === isFor).map(({ detail }) => sentence(detail));
      return [{ id, older, newer, speaksFor: told(true), speaksAgainst: told(false) }];
    });
}
