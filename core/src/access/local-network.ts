import { BlockList, isIPv6 } from 'node:net';

const local = new BlockList();
const subnets: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['127.0.0.0', 8, 'ipv4'],
  // RFC 1918
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  // Link-local: RFC 3927, RFC 4291
  ['169.254.0.0', 16, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  ['::1', 128, 'ipv6'],
  // Unique local addresses: RFC 4193
  ['fc00::', 7, 'ipv6'],
];
for (const [network, prefix, family] of subnets) local.addSubnet(network, prefix, family);

/** True for an address of this machine or of a network at home. */
export function isLocalAddress(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return local.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
