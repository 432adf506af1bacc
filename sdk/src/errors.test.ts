import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointer } from './errors.ts';

/** RFC 6901, section 4. */
function namesOf(text: string): string[] {
  return text
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

describe('a JSON pointer', () => {
  it('leads to the names it was made of, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '/', '~', '0', '1', '') })), (names) => {
        expect(namesOf(pointer(...names))).toEqual(names);
      }),
    );
  });
});
