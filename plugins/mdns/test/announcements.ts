/** An announcement, and what it means. */
export interface Sample {
  readonly id: string;
  readonly product: string;
  readonly name: string;
  readonly type: string;
  readonly port: number;
  readonly host?: string;
  /** Null for a key without a value. */
  readonly txt: Readonly<Record<string, string | null>>;
  readonly expect: { readonly maker?: string; readonly model?: string; readonly kind?: string; readonly protocol?: string };
}

/** A few of each shape, written down here so that they are compared wherever the tests run. */
export const samples: readonly Sample[] = [
  {
    id: 'plug',
    product: 'a Shelly plug',
    name: 'shellyplugsg3-a8032abe0001',
    type: '_shelly._tcp',
    port: 80,
    host: 'shellyplugsg3-a8032abe0001',
    txt: { gen: '3', app: 'PlugSG3', ver: '1.6.1' },
    expect: { maker: 'Shelly', model: 'PlugSG3', kind: 'plug', protocol: 'shelly' },
  },
  {
    id: 'strip',
    product: 'a WLED strip',
    name: 'wled-kitchen',
    type: '_wled._tcp',
    port: 80,
    host: 'wled-kitchen',
    txt: { mac: '84f3eb230001' },
    expect: { maker: 'WLED' },
  },
  {
    id: 'printer',
    product: 'a printer with an empty note',
    name: 'Brother HL-L2350DW (2)',
    type: '_ipp._tcp',
    port: 631,
    host: 'BRW3C2AF4120001',
    txt: { ty: 'Brother HL-L2350DW', note: '', Color: null },
    expect: { maker: 'Brother', kind: 'printer' },
  },
  {
    id: 'accessory',
    product: 'a HomeKit thermostat',
    name: 'Hall. 1st floor',
    type: '_hap._tcp',
    port: 5001,
    host: 'hall-thermostat',
    txt: { id: 'AF:EE:44:61:00:01', md: 'ecobee3 lite', ci: '9', sf: '0' },
    expect: { model: 'ecobee3 lite', kind: 'thermostat', protocol: 'homekit' },
  },
  {
    id: 'player',
    product: 'a Chromecast',
    name: 'Chromecast-4f1d9c0b0001',
    type: '_googlecast._tcp',
    port: 8009,
    host: '4f1d9c0b0001',
    txt: { id: '4f1d9c0b0001', md: 'Chromecast', fn: 'Living room' },
    expect: { maker: 'Google', model: 'Chromecast' },
  },
];
