import { InvalidInputError } from '@concord/sdk';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

const pattern = /^(?:(?<host>\[[0-9a-fA-F:.]+\]|[^:\s]+):)?(?<port>\d{1,5})$/;

/** Reads `[HOST:]PORT`; an IPv6 host stands in brackets. Without a host it is every IPv4 address. Port 0 takes a free one. */
export function parseListenAddress(text: string): ListenAddress {
  const { host = '0.0.0.0', port } = pattern.exec(text)?.groups ?? {};
  if (port === undefined || Number(port) > 65_535)
    throw new InvalidInputError(`"${text}" is not [HOST:]PORT`, [{ path: '/broker', message: 'must be [HOST:]PORT or off' }]);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
