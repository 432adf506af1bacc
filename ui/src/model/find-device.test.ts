import { describe, expect, it } from 'vitest';
import { findDevice, isMeantBy } from './find-device.ts';

const plug = { id: 'plug', former: ['node-7', 'shelly'] };
const lamp = { id: 'lamp', former: [] };

describe('the device that an id means', () => {
  it.each([
    ['its own', 'lamp', lamp],
    ['the one it had before it was linked', 'shelly', plug],
    ['nobody’s', 'gone', undefined],
  ])('is found by %s', (_, id, device) => {
    expect(findDevice([plug, lamp], id)).toBe(device);
  });

  it('is the one that has it as its own, where another list entry is older', () => {
    const parted = { id: 'shelly', former: [] };
    expect(findDevice([plug, parted], 'shelly')).toBe(parted);
  });

  it('is told one by one as well', () => {
    expect([plug, lamp].filter((device) => isMeantBy(device, 'node-7'))).toEqual([plug]);
  });
});
