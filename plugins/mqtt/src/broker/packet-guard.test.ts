import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacketGuard } from './packet-guard.ts';

/** A packet with a body of so many bytes (MQTT 3.1.1, section 2.2). */
function packet(bytes: number): Buffer {
  const length: number[] = [];
  let rest = bytes;
  do {
    length.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return Buffer.concat([Buffer.from([0x30, ...length]), Buffer.alloc(bytes)]);
}

describe('PacketGuard', () => {
  it('lets packets through however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 8 }), fc.integer({ min: 1, max: 300 }), (sizes, chunk) => {
        const stream = Buffer.concat(sizes.map(packet));
        const guard = new PacketGuard(1000);
        for (let at = 0; at < stream.length; at += chunk) if (!guard.accepts(stream.subarray(at, at + chunk))) return false;
        return true;
      }),
    );
  });

  it('refuses a large packet by its header alone', () => {
    const guard = new PacketGuard(1000);
    expect(guard.accepts(packet(500))).toBe(true);
    expect(guard.accepts(packet(5_000_000).subarray(0, 5))).toBe(false);
  });

  it('refuses a length that never ends', () => {
    expect(new PacketGuard(1e9).accepts(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0xff]))).toBe(false);
  });
});
