import { describe, expect, it } from 'vitest';
import { isLocalAddress } from './local-network.ts';

describe('an address', () => {
  it.each(['127.0.0.1', '::1', '10.86.0.1', '172.31.255.1', '192.168.1.7', '169.254.3.4', 'fe80::1%eth0', 'fd12::1', '::ffff:192.168.1.7'])(
    '%s is local',
    (address) => {
      expect(isLocalAddress(address)).toBe(true);
    },
  );

  it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.64.0.1', '2001:db8::1', '::ffff:8.8.8.8', '', 'localhost'])(
    '%s is not',
    (address) => {
      expect(isLocalAddress(address)).toBe(false);
    },
  );
});
