import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Where a product can be reached. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** An IPv4 address of this machine, and the interface that has it. */
interface LocalAddress {
  readonly network: string;
  readonly address: string;
}

/** Private use (RFC 1918), link-local (RFC 3927), unique local and link-local IPv6 (RFC 4193, RFC 4291). */
const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  privateRanges.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  privateRanges.addSubnet(network, prefix, 'ipv6');

/** The IPv4 addresses that mDNS is spoken on: those of `network`, or of every interface that is up and not loopback. */
export function localAddresses(network: string | undefined): LocalAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) => {
    if (network !== undefined && name !== network) return [];
    const first = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
    return first ? [{ network: name, address: first.address }] : [];
  });
}

/** Whether an address is one of this machine's, as its interfaces are now. */
export function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((own) => own.address === address));
}

/**
 * Whether a sender may announce an address. One that is not the home's (public, loopback) is never connected to; and this machine's own
 * only where a program on it announces itself (a demo, an emulated product), so that nobody else can send us to the hub.
 */
export function mayAnnounce(sender: string, address: string): boolean {
  return isLocalAddress(address) && (!isOwnAddress(address) || isOwnAddress(sender));
}

/** Whether an address is one of the home's: in a private range, or in the subnet of an interface of ours. */
export function isLocalAddress(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) return false;
  return privateRanges.check(address, family) || ownSubnets().check(address, family);
}

function ownSubnets(): BlockList {
  const subnets = new BlockList();
  for (const { internal, cidr, family } of Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])) {
    const [network, prefix] = cidr?.split('/') ?? [];
    if (internal || network === undefined || prefix === undefined) continue;
    subnets.addSubnet(network, Number(prefix), family === 'IPv6' ? 'ipv6' : 'ipv4');
  }
  return subnets;
}

/** An address as it stands in a URL. */
export function urlHost({ host, port }: Address): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

export function sameAddress(a: Address | undefined, b: Address | undefined): boolean {
  return a?.host === b?.host && a?.port === b?.port;
}
