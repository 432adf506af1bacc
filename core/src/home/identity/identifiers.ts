import type { DeviceDescriptor, Identifier } from '@concord/sdk';

/** An identifier that no other product on earth should have, in the one spelling in which two of them can be compared. */
export interface HardwareId {
  /** `radio` is a MAC address or an EUI-64. */
  readonly type: 'radio' | 'serial' | 'matter' | 'hap';
  readonly value: string;
}

// Addresses that programs give where they know or tell none: Android's constant (since version 6), and Docker's bridge and containers.
const inventions = /^(?:020000000000|0242ac[0-9a-f]{6})$/;

type Read = (value: string) => HardwareId | undefined;

// What makers write where they have no number to write (capability map, section 1.7: "unless the serial is a known placeholder").
const placeholder = /^(?:(.)\1*|0*1?23456\d*|n\W?a|none|null|unknown|unset|default|empty|test\w*|serial\W?(?:number|no)?|tbd|undefined)$/i;

const readers: Readonly<Record<Identifier['type'], Read>> = {
  mac: radio,
  eui64: radio,
  serial: (value) => {
    const number = value.slice(value.indexOf('/') + 1).trim();
    return number.length < 4 || placeholder.test(number) ? undefined : { type: 'serial', value: value.trim().toLowerCase() };
  },
  matter: (value) => ({ type: 'matter', value: value.toLowerCase() }),
  hap: (value) => ({ type: 'hap', value: value.toLowerCase() }),
  // One plugin's own word: it says nothing to another.
  own: () => undefined,
};

/** The identifiers of a description that can tell one product from all others; placeholders are left out. */
export function hardwareIds({ identifiers }: Pick<DeviceDescriptor, 'identifiers'>): HardwareId[] {
  return identifiers.flatMap(({ type, value }) => readers[type](value) ?? []);
}

/** One text for an identifier, to look it up by. */
export function keyOf({ type, value }: HardwareId): string {
  return `${type}/${value}`;
}

/**
 * An EUI-64 that was made from a MAC address (`ff:fe` in its middle, IEEE's "Guidelines for use of EUI", "Mapping an EUI-48 to an EUI-64")
 * is that address; some flip the "local" bit of the first byte on the way (RFC 4291, appendix A), and both spellings mean one radio.
 */
function radio(value: string): HardwareId | undefined {
  const hex = value.replace(/[^0-9a-f]/gi, '').toLowerCase();
  const mapped = /^([0-9a-f]{6})fffe([0-9a-f]{6})$/.exec(hex);
  const address = mapped ? `${mapped[1]}${mapped[2]}` : hex;
  if ((address.length !== 12 && address.length !== 16) || /^(.)\1*$/.test(address)) return undefined;
  if (inventions.test(address)) return undefined;
  const first = Number.parseInt(address.slice(0, 2), 16);
  // A group's address is nobody's.
  if (address.length === 12 && (first & 1) === 1) return undefined;
  const universal = mapped && (first & 2) === 2 ? (first & ~2).toString(16).padStart(2, '0') + address.slice(2) : address;
  return { type: 'radio', value: universal };
}
