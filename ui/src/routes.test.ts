import { expect, it } from 'vitest';
import { match, placeOf } from './routes.ts';

it.each([
  ['/', '/', {}],
  ['/devices/a%2Fb', '/devices/:id', { id: 'a/b' }],
  ['/rules/new', '/rules/new', {}],
  ['/rules/7', '/rules/:id', { id: '7' }],
  ['/plugins/mqtt/mappings/new', '/plugins/:id/mappings/new', { id: 'mqtt' }],
  ['/plugins/mqtt/mappings/manual%3A7', '/plugins/:id/mappings/:key', { id: 'mqtt', key: 'manual:7' }],
  ['/rules/7/runs', '/rules/:id/runs', { id: '7' }],
])('%s leads to %s', (path, route, params) => {
  expect(match(path)?.route.path).toBe(route);
  expect(match(path)?.params).toEqual(params);
});

it.each(['/nowhere', '/devices/', '/rules/7/8', '/devices/%E0%A4%A'])('%s does not break it', (path) => {
  expect(() => match(path)).not.toThrow();
});

it('marks the place that a page belongs to', () => {
  expect(placeOf('/runs/1')).toBe('/rules');
  expect(placeOf('/devices/1')).toBe('/');
  expect(placeOf('/plugins/mqtt')).toBe('/plugins');
});
