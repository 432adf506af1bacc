import { describe, expect, it } from 'vitest';
import type { Device, Endpoint, ValueRecord } from '../api/types.ts';
import { cardCondition, isDimmed } from './condition.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const good: ValueRecord = { value: true, quality: 'good', at: '2026-11-24T11:00:00Z', receivedAt: '2026-11-24T11:00:00Z' };
const origin = { kind: 'user', id: 'u1' } as const;

function deviceOf(record: ValueRecord, availability: Device['availability'] = 'online'): { device: Device; endpoint: Endpoint } {
  const endpoint: Endpoint = { id: 'main', name: 'Lamp', kind: 'light', tags: [], capabilities: { switch: { on: record } } };
  const device = {
    id: 'd1',
    name: 'Lamp',
    room: null,
    sources: [],
    former: [],
    availability,
    sleeping: false,
    lastSeen: good.at,
    endpoints: [endpoint],
  };
  return { device, endpoint };
}

describe('what a card says', () => {
  it('is nothing where all is well', () => {
    const { device, endpoint } = deviceOf(good);
    expect(cardCondition(device, endpoint, [], now)).toBeUndefined();
    expect(isDimmed(device, endpoint)).toBe(false);
  });

  it.each([
    ['offline', 'Offline, last seen 1 hour ago'],
    ['unavailable', 'Unavailable: its plugin is not running'],
  ] as const)('tells that a device is %s, and dims it', (availability, text) => {
    const { device, endpoint } = deviceOf(good, availability);
    expect(cardCondition(device, endpoint, [], now)?.text).toBe(text);
    expect(isDimmed(device, endpoint)).toBe(true);
  });

  it.each([
    ['sent', 'Asked for Off, not confirmed yet'],
    ['rejected', 'The device refused Off'],
    ['accepted', 'Asked for Off, not confirmed yet'],
    ['timedOut', 'Asked for Off, and the device did not confirm it'],
  ] as const)('tells how far a wish got that is %s', (state, text) => {
    const { device, endpoint } = deviceOf({ ...good, desired: { value: false, state, at: good.at, origin } });
    expect(cardCondition(device, endpoint, [], now)?.text).toBe(text);
  });

  it.each([
    ['sent', 2, 'Asked twice for Off, not confirmed yet'],
    ['expired', 3, 'Asked 3 times for Off, never confirmed'],
  ] as const)('tells how often it was asked, where that was more than once', (state, attempts, text) => {
    const { device, endpoint } = deviceOf({ ...good, desired: { value: false, state, at: good.at, origin, attempts } });
    expect(cardCondition(device, endpoint, [], now)?.text).toBe(text);
  });

  it('waits for nothing where the wish is so already', () => {
    const { device, endpoint } = deviceOf({ ...good, desired: { value: true, state: 'accepted', at: good.at, origin } });
    expect(cardCondition(device, endpoint, [], now)).toBeUndefined();
  });

  it('puts the failure of a command before everything else', () => {
    const { device, endpoint } = deviceOf(good, 'offline');
    expect(cardCondition(device, endpoint, [{ state: 'failed', message: 'the device is offline' }], now)?.text).toBe(
      'the device is offline',
    );
  });

  it('tells the age of values that are stale', () => {
    const { device, endpoint } = deviceOf({ ...good, quality: 'stale' });
    expect(cardCondition(device, endpoint, [], now)?.text).toBe('Last heard 1 hour ago');
    expect(isDimmed(device, endpoint)).toBe(true);
  });
});
