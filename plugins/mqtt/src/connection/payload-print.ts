import { crc32 } from 'node:zlib';

/** What tells one payload from another, for those who look whether a message has come before. */
export function printOf(payload: Uint8Array): string {
  return `${crc32(payload)} ${payload.length}`;
}
