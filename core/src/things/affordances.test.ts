import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestName, nameOf } from './affordances.ts';

const place = fc.record({
  endpoint: fc.string({ minLength: 1, unit: fc.constantFrom('a', '.', '%', '2', 'E', '/', ' ') }),
  namespace: fc.string({ minLength: 1, unit: fc.constantFrom('a', '.', '2') }),
  extension: fc.string({ minLength: 1, unit: fc.constantFrom('a', '.', '%', '/') }),
  member: fc.string({ minLength: 1, unit: fc.constantFrom('a', '.', '%', ':', '2', 'E') }),
});

describe('the name of an affordance', () => {
  it('can be read', () => {
    expect(nameOf('main', 'thermostat', 'heatingSetpoint')).toBe('main.thermostat.heatingSetpoint');
    expect(nameOf('left', 'acme:display', 'value')).toBe('left.acme:display.value');
  });

  it('belongs to one place only', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        const [first, second] = [one, other].map(({ endpoint, namespace, extension, member }) =>
          nameOf(endpoint, `${namespace}:${extension}`, member),
        );
        const areSame = JSON.stringify(one) === JSON.stringify(other);
        const meanSame =
          one.endpoint === other.endpoint &&
          one.member === other.member &&
          `${one.namespace}:${one.extension}` === `${other.namespace}:${other.extension}`;
        expect(first === second).toBe(areSame || meanSame);
      }),
      { numRuns: 2000 },
    );
    expect(nameOf('a', 'b.c:d', 'value')).not.toBe(nameOf('a.b', 'c:d', 'value'));
    expect(nameOf('a', 'com.b', 'c:d')).not.toBe(nameOf('a', 'com', 'b.c:d'));
  });

  it('is never longer than it may be', () => {
    const [most, pairs] = ['%', '\u{1f600}'].map((character) => character.repeat(128));
    for (const id of [most, pairs]) expect(nameOf(`${id}`, `${id}`, `${id}`).length).toBeLessThanOrEqual(longestName);
  });

  it('can stand in an address, whatever a plugin calls its endpoints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (endpoint) => {
        const name = nameOf(endpoint, 'switch', 'on');
        expect(decodeURIComponent(encodeURIComponent(name))).toBe(name);
      }),
    );
    expect(() => encodeURIComponent(nameOf('\ud800', 'switch', 'on'))).not.toThrow();
  });
});
