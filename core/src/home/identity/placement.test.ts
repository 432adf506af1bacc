import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved, place, placeOf, type Shape } from './placement.ts';

const shape = (endpoints: Record<string, string[]>): Shape =>
  new Map(Object.entries(endpoints).map(([id, capabilities]) => [id, new Set(capabilities)]));

describe('the places of a second view', () => {
  it.each<[what: string, device: Record<string, string[]>, view: Record<string, string[]>, places: Record<string, string>]>([
    ['an endpoint of another name', { main: ['switch', 'level'] }, { 1: ['switch'] }, { 'switch 1': 'main' }],
    ['gangs in their order', { l1: ['switch'], l2: ['switch'] }, { 1: ['switch'], 2: ['switch'] }, { 'switch 1': 'l1', 'switch 2': 'l2' }],
    ['names before order', { a: ['switch'], b: ['switch'] }, { b: ['switch'], a: ['switch'] }, { 'switch b': 'b', 'switch a': 'a' }],
    [
      'one endpoint that is two on the device',
      { 1: ['switch'], 2: ['powerMeter'] },
      { main: ['switch', 'powerMeter'] },
      { 'switch main': '1', 'powerMeter main': '2' },
    ],
    [
      'two endpoints that are one on the device',
      { main: ['switch', 'powerMeter'] },
      { 1: ['switch'], 2: ['powerMeter'] },
      { 'switch 1': 'main', 'powerMeter 2': 'main' },
    ],
    ['what is new', { main: ['switch'] }, { 1: ['switch'], 5: ['button'] }, { 'switch 1': 'main', 'button 5': '5' }],
    ['what is new under a name that is taken', { 1: ['lock'] }, { 1: ['button'] }, { 'button 1': '1-2' }],
    [
      'numbers that each protocol begins at another',
      { 1: ['switch'], 2: ['switch'] },
      { 0: ['switch'], 1: ['switch'] },
      { 'switch 0': '1', 'switch 1': '2' },
    ],
    [
      'what every product says of itself',
      { main: ['switch', 'deviceInfo'] },
      { 0: ['deviceInfo', 'linkQuality'], 1: ['switch'] },
      { 'deviceInfo 0': 'main', 'linkQuality 0': '0', 'switch 1': 'main' },
    ],
  ])('%s', (_what, device, view, places) => {
    expect(place(shape(device), shape(view))).toEqual(places);
  });

  it('never put two capabilities of one name at one place', () => {
    const capability = fc.constantFrom('switch', 'level', 'powerMeter', 'button', 'battery', 'deviceInfo');
    const endpoints = fc.dictionary(fc.constantFrom('main', '1', '2', 'l1', 'l2', 'x/y'), fc.uniqueArray(capability), { maxKeys: 5 });
    fc.assert(
      fc.property(endpoints, endpoints, (device, view) => {
        const places = place(shape(device), shape(view));
        const all = Object.entries(view).flatMap(([id, capabilities]) => capabilities.map((one) => `${placeOf(places, id, one)}/${one}`));
        expect(new Set(all).size).toBe(all.length);
        expect(Object.keys(places)).toHaveLength(all.length);
      }),
    );
  });

  it('of what is described later are found beside those that were there, and none is lost', () => {
    const device = shape({ 1: ['switch'], 2: ['switch', 'temperatureSensor'] });
    const first = place(device, shape({ 0: ['switch'] }));
    expect(first).toEqual({ 'switch 0': '1' });
    const later = place(device, shape({ 0: ['switch'], 1: ['switch', 'temperatureSensor'], 2: ['switch'] }), first);
    expect(later).toEqual({ 'switch 0': '1', 'switch 1': '2', 'temperatureSensor 1': '2', 'switch 2': '2-2' });
  });

  it('of what was not placed are where it says', () => {
    expect(placeOf({ 'switch 1': 'main' }, '1', 'switch')).toBe('main');
    expect(placeOf({ 'switch 1': 'main' }, '2', 'level')).toBe('2');
    expect(placeOf(null, '1', 'switch')).toBe('1');
  });

  it('are moved on when the device itself becomes part of another', () => {
    expect(moved({ 'switch 1': 'main' }, { 'switch main': 'l1' })).toEqual({ 'switch 1': 'l1' });
  });
});
