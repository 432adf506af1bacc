import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new id: 80 random bits in 16 characters that can be read aloud (Crockford's base 32, lower case). */
export function newId(): string {
  let id = '';
  for (const byte of randomBytes(16)) id += alphabet[byte & 31];
  return id;
}
