import { describe, expect, it } from 'vitest';
import { fragment, type FragmentDraft } from './fragment.ts';
import type { Part } from './part.ts';
import { place } from './placement.ts';

function part(id: string, drafts: FragmentDraft[], more: Partial<Part> = {}): Part {
  return { id, dialect: 'homeassistant', order: 1, fragments: drafts.map(fragment), listeners: [], hasAvailability: false, ...more };
}
const power = { capability: 'powerMeter', attributes: { activePower: {} } };
const voltage = { capability: 'powerMeter', attributes: { voltage: {} } };

describe('place', () => {
  it('joins what belongs to one capability, and moves the second of a kind to a child', () => {
    const { endpoints } = place('d', [part('b', [power]), part('a', [power]), part('v', [voltage])]);
    expect(endpoints.map(({ id, capabilities }) => [id, Object.keys(capabilities['powerMeter']?.attributes ?? {})])).toEqual([
      ['main', ['activePower', 'voltage']],
      ['b', ['activePower']],
    ]);
  });

  it('gives the same places in whatever order the parts came', () => {
    const parts = () => ['c', 'a', 'b'].map((id) => part(id, [power]));
    expect(place('d', parts().toReversed()).endpoints).toEqual(place('d', parts()).endpoints);
  });

  it('leaves out what another part says better', () => {
    const { endpoints, mapping } = place('d', [
      part('lock', [{ capability: 'lock', attributes: { state: {} } }]),
      part('user', [{ capability: 'hass:user', base: 'genericText', attributes: { value: {} } }], { yieldsTo: 'lock' }),
    ]);
    expect(Object.keys(endpoints[0]?.capabilities ?? {})).toEqual(['lock']);
    expect(mapping.at(-1)).toMatchObject({ item: 'user', outcome: 'internal' });
  });
});
