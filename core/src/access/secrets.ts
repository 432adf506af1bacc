import { hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 256 random bits, as text that fits a cookie or a header. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret of full entropy: such a one needs no slow hash. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret);
}

// Without 0 O 1 I L, and without U, since people read it from a terminal and type it into a phone.
const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code for people: ten characters in two groups, 49 random bits. */
export function newCode(): string {
  const characters = Array.from({ length: 10 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
  return `${characters.slice(0, 5)}-${characters.slice(5)}`;
}

/** Compares codes as people type them, in time that does not tell how much of it was right. */
export function sameCode(given: string, expected: string): boolean {
  const digest = (code: string) => Buffer.from(hashSecret(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')));
  return timingSafeEqual(digest(given), digest(expected));
}
