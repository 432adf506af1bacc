import type { DnsRecord } from './transport.ts';

/** A record's data after checking; what has another shape is no record to us. */
export type CheckedRecord =
  | { readonly type: 'PTR'; readonly name: string; readonly ttl: number; readonly target: string }
  | { readonly type: 'SRV'; readonly name: string; readonly ttl: number; readonly target: string; readonly port: number }
  | { readonly type: 'TXT'; readonly name: string; readonly ttl: number; readonly strings: readonly Uint8Array[] }
  | { readonly type: 'A'; readonly name: string; readonly ttl: number; readonly flush: boolean; readonly address: string };

/** A day and a bit: longer than any announcement means it, short enough that a mistake heals. */
const longestTtl = 75 * 60 * 24;

/** Reads the records that service discovery needs out of a packet's; others, and those with data of another shape, are left out. */
export function checkRecords(records: readonly DnsRecord[]): CheckedRecord[] {
  return records.flatMap((record) => checkRecord(record) ?? []);
}

function checkRecord({ name, type, ttl: seconds, data, flush = false }: DnsRecord): CheckedRecord | undefined {
  if (typeof name !== 'string') return undefined;
  const ttl = Math.min(Number.isFinite(seconds) ? seconds : 0, longestTtl);
  switch (type) {
    case 'PTR':
      return typeof data === 'string' ? { type, name, ttl, target: data } : undefined;
    case 'SRV':
      return isServer(data) ? { type, name, ttl, target: data.target, port: data.port } : undefined;
    case 'TXT': {
      const strings: unknown[] = Array.isArray(data) ? data : [data];
      return strings.every((string) => string instanceof Uint8Array) ? { type, name, ttl, strings } : undefined;
    }
    case 'A':
    case 'AAAA':
      return typeof data === 'string' ? { type: 'A', name, ttl, flush, address: data } : undefined;
    default:
      return undefined;
  }
}

function isServer(data: unknown): data is { target: string; port: number } {
  if (typeof data !== 'object' || data === null || !('target' in data) || !('port' in data)) return false;
  return typeof data.target === 'string' && typeof data.port === 'number' && data.port > 0;
}
