import { expect, it } from 'vitest';
import { placesIn } from './payload-places.ts';

it.each([
  ['21.5', []],
  ['no JSON', []],
  ['{"a":{"b":1},"c":[true]}', ['{{ value_json.a.b }}', '{{ value_json.c[0] }}']],
  ['{"pm2.5":3,"__proto__":1}', ["{{ value_json['pm2.5'] }}", '{{ value_json.__proto__ }}']],
])('finds the places of %s', (payload, templates) => {
  expect(placesIn(payload).places.map(({ template }) => template)).toEqual(templates);
});

it('says how many places it leaves out', () => {
  const { places, leftOut } = placesIn(JSON.stringify(Array.from({ length: 30 }, (_, index) => index)));
  expect([places.length, leftOut]).toEqual([24, 6]);
});
