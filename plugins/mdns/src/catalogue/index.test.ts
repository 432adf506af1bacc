import { describe, expect, it } from 'vitest';
import type { Service } from '../discovery/service.ts';
import { cleanMac, isMattersOwn, knownTypes, recognise } from './index.ts';

function service(type: string, name: string, txt: Record<string, string> = {}): Service {
  const keys = new Map(Object.entries(txt).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    id: `${name}.${type}.local`.toLowerCase(),
    type,
    name,
    host: 'host',
    port: 80,
    txt: keys,
    addresses: ['10.0.0.2'],
    sender: '10.0.0.2',
  };
}

describe('the catalogue', () => {
  it.each([
    [
      '_shelly._tcp',
      'shellyplugsg3-a8032abe54dc',
      { app: 'PlugSG3', gen: '3' },
      { maker: 'Shelly', model: 'PlugSG3', kind: 'plug', mac: 'a8032abe54dc' },
    ],
    ['_shelly._tcp', 'shellypro3em-fce8c0d96fbc', { app: 'Pro3EM' }, { kind: 'energy meter', protocol: 'shelly' }],
    ['_shelly._tcp', 'shellyplusht-c049ef8b3a44', {}, { model: 'shellyplusht', kind: 'temperature and humidity sensor' }],
    [
      '_http._tcp',
      'shelly2pmg3-34987a7b1f20',
      { gen: '3' },
      { model: 'shelly2pmg3', kind: 'switch', protocol: 'shelly', companion: false },
    ],
    [
      '_http._tcp',
      'shelly1-8CAAB5480898',
      { arch: 'esp8266' },
      { model: 'shelly1', kind: 'switch', says: expect.stringContaining('first generation') },
    ],
    ['_wled._tcp', 'WLED-Gelb', { mac: '84f3eb23b31c' }, { maker: 'WLED', kind: 'light', mac: '84f3eb23b31c' }],
    [
      '_hap._tcp',
      'Nanoleaf Strip',
      { md: 'NL55', ci: '5', sf: '1' },
      { maker: 'Nanoleaf', model: 'NL55', kind: 'light', protocol: 'homekit' },
    ],
    [
      '_hap._tcp',
      'ecobee Hall',
      { md: 'ecobee3 lite', ci: '9', sf: '0' },
      { maker: 'ecobee', says: expect.stringContaining('paired with another') },
    ],
    ['_hap._tcp', 'August 8A21', { md: 'ASL-3B', ci: '6' }, { maker: 'August', kind: 'lock' }],
    [
      '_ipp._tcp',
      'Office',
      { ty: 'HP LaserJet 400', usb_MFG: 'HP', usb_MDL: 'LaserJet 400' },
      { maker: 'HP', model: 'LaserJet 400', kind: 'printer' },
    ],
    [
      '_ipp._tcp',
      'Office',
      { ty: 'Brother HL-L2350DW', product: '(Brother HL-L2350DW series)' },
      { maker: 'Brother', model: 'Brother HL-L2350DW series' },
    ],
    [
      '_googlecast._tcp',
      'Chromecast-1',
      { md: 'Chromecast Ultra', id: 'ab' },
      { maker: 'Google', model: 'Chromecast Ultra', kind: 'media player' },
    ],
    [
      '_miio._udp',
      'yeelink-light-color2_miio8098234',
      { mac: '286c07d1e2f3' },
      { maker: 'Yeelight', model: 'color2', protocol: 'yeelight' },
    ],
    ['_arduino._tcp', 'esp-D4E0AA', { board: '"ESP8266_WEMOS"' }, { model: 'ESP8266_WEMOS', kind: 'not a home device' }],
    ['_smb._tcp', 'nas', {}, { kind: 'file server', companion: true }],
    ['_bbxsrv._tcp', 'my-switchBox', {}, { maker: 'BleBox', model: 'switchBox', kind: 'switch' }],
    ['_never-seen-before._tcp', 'x', {}, { kind: 'unknown device', companion: false }],
  ])('knows what %s "%s" is', (type, name, txt, expected) => {
    expect(recognise(service(type, name, txt as Record<string, string>))).toMatchObject(expected);
  });

  it('asks for types in lower case, each once', () => {
    expect(knownTypes.filter((type) => !/^_[a-z0-9_-]+\._(tcp|udp)$/.test(type))).toEqual([]);
    expect(new Set(knownTypes).size).toBe(knownTypes.length);
  });

  it('leaves Matter to the Matter plugin', () => {
    expect(['_matter._tcp', '_matterc._udp', '_matterd._udp', '_ipp._tcp'].map(isMattersOwn)).toEqual([true, true, true, false]);
  });
});

it.each([
  ['0E:AA:10:00:00:02', '0eaa10000002'],
  ['0e-aa-10-00-00-02', '0eaa10000002'],
  ['000000000000', undefined],
  ['0eaa1000000', undefined],
  [undefined, undefined],
])('the hardware address in %s is %s', (text, mac) => {
  expect(cleanMac(text)).toBe(mac);
});
