import { describe, expect, it } from 'vitest';
import { ProductKeys } from './product-keys.ts';

const mac = { type: 'mac', value: 'a4c138000001' } as const;
const own = { type: 'own', value: 'A4C138000001' } as const;

describe('ProductKeys', () => {
  it("keeps a dialect's own name for a product that nobody knows", () => {
    expect(new ProductKeys([]).keyOf('theengs:A4C138000001', [mac])).toBe('theengs:A4C138000001');
  });

  it('finds the key that another dialect gave the product', () => {
    const keys = new ProductKeys([]);
    keys.note('theengs:A4C138000001', [mac]);
    expect(keys.keyOf('hass:sensor', [{ ...mac, value: 'A4C138000001' }])).toBe('theengs:A4C138000001');
  });

  it('finds the key that the hub knows from earlier, whichever dialect is heard first now', () => {
    const keys = new ProductKeys([{ key: 'hass:sensor', identifiers: [own] }]);
    expect(keys.keyOf('theengs:A4C138000001', [mac, own])).toBe('hass:sensor');
  });

  it('keeps two products of one dialect apart that share an address', () => {
    const keys = new ProductKeys([{ key: 'hass:bridge', identifiers: [mac] }]);
    expect(keys.keyOf('hass:behind', [mac])).toBe('hass:behind');
  });

  it('says that an own name is the product, though an address is known by another', () => {
    const keys = new ProductKeys([
      { key: 'hass:sensor', identifiers: [mac] },
      { key: 'theengs:A4C138000001', identifiers: [mac] },
    ]);
    expect(keys.keyOf('theengs:A4C138000001', [mac])).toBe('theengs:A4C138000001');
  });
});
