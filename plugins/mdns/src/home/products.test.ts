import { beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../discovery/service.ts';
import { shelly } from '../shelly/index.ts';
import { wled } from '../wled/index.ts';
import { candidateOf } from './candidate.ts';
import { read } from './product.ts';
import { Products } from './products.ts';

let products: Products;
let keys: Set<string>;

beforeEach(() => {
  keys = new Set();
  products = new Products({ changed: ({ key }) => keys.add(key), gone: (key) => keys.delete(key) });
});

function add(type: string, name: string, host: string, txt: Record<string, string> = {}): string {
  const id = `${name}.${type}.local`.toLowerCase();
  const service: Service = {
    id,
    type,
    name,
    host,
    port: 80,
    txt: new Map(Object.entries(txt)),
    addresses: ['10.0.0.2'],
    sender: '10.0.0.2',
  };
  products.add(read(service, [shelly, wled]));
  return id;
}

describe('announcements', () => {
  it('of one host are one product', () => {
    add('_http._tcp', 'Web', 'printer');
    add('_ipp._tcp', 'HP LaserJet', 'printer', { ty: 'HP LaserJet' });
    add('_scanner._tcp', 'Scanner', 'printer', { ty: 'HP LaserJet' });
    expect(keys.size).toBe(1);
  });

  it('with one hardware address are one product, whatever their hosts are called', () => {
    add('_airplay._tcp', 'Living room', 'a', { deviceid: 'AA:BB:CC:00:11:22' });
    add('_raop._tcp', 'AABBCC001122@Living room', 'b');
    expect([...keys]).toEqual(['airplay/aabbcc001122']);
  });

  it('of a bridge that shares its host are products of their own', () => {
    add('_hap._tcp', 'Lamp', 'pi', { id: 'AA:00:00:00:00:01', md: 'X' });
    add('_hap._tcp', 'Lock', 'pi', { id: 'AA:00:00:00:00:02', md: 'X' });
    add('_sonos._tcp', 'Sonos-48A6B8112233', 'pi');
    add('_ssh._tcp', 'pi', 'pi');
    expect(keys.size).toBe(3);
  });

  it('of a driver’s product take over the web page that was heard before', () => {
    add('_http._tcp', 'wled-23b31c', 'wled-23b31c');
    add('_wled._tcp', 'wled-23b31c', 'wled-23b31c', { mac: '84f3eb23b31c' });
    expect([...keys]).toEqual(['wled-84f3eb23b31c']);
  });

  it('of a Shelly over two services are one product, that is gone with the last', () => {
    const first = add('_shelly._tcp', 'shellyplugsg3-a8032abe54dc', 'x', { gen: '3', app: 'PlugSG3' });
    const second = add('_http._tcp', 'shellyplugsg3-a8032abe54dc', 'x', { gen: '3' });
    expect([...keys]).toEqual(['shelly-a8032abe54dc']);
    products.remove(first);
    expect(keys.size).toBe(1);
    products.remove(second);
    expect(keys.size).toBe(0);
  });

  it('under a name that another product takes make another product', () => {
    add('_hap._tcp', 'Lamp', 'pi', { id: 'AA:00:00:00:00:01' });
    add('_hap._tcp', 'Lamp', 'pi', { id: 'AA:00:00:00:00:02' });
    expect([...keys]).toEqual(['homekit/aa:00:00:00:00:02']);
  });
});

it('a candidate says what it is in words', () => {
  add('_hap._tcp', 'ecobee Hall', 'ecobee', { id: 'AF:EE:44:61:C5:7C', md: 'ecobee3 lite', ci: '9', sf: '0' });
  const product = products.get('homekit/af:ee:44:61:c5:7c');
  expect(product && candidateOf(product, undefined)).toMatchObject({
    name: 'ecobee Hall',
    maker: 'ecobee',
    model: 'ecobee3 lite',
    adoptable: false,
    summary: expect.stringMatching(/^Thermostat \(homekit\)\. A HomeKit accessory that is paired/),
    identifiers: [{ type: 'hap', value: 'AF:EE:44:61:C5:7C' }],
  });
});
