import { describe, expect, it } from 'vitest';
import { hashPassword, verifyNobody, verifyPassword } from './passwords.ts';

describe('a password', () => {
  it('is kept as argon2id with its parameters, and each time differently', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
  });

  it('is known again, however the accents in it were typed, and no other is', async () => {
    const hash = await hashPassword('caf\u00e9 au lait');
    expect(await verifyPassword('cafe\u0301 au lait', hash)).toBe(true);
    expect(await verifyPassword('cafe au lait', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('is checked with the parameters it was made with', async () => {
    const hash = await hashPassword('x');
    expect(await verifyPassword('x', hash.replace('m=19456', 'm=64'))).toBe(false);
    expect(await verifyPassword('x', hash.replace('t=2', 't=3'))).toBe(false);
  });

  it.each(['', 'plain', '$argon2id$v=19$m=1,t=1,p=1$$', '$2b$10$abc'])('is wrong where what was stored is "%s"', async (stored) => {
    expect(await verifyPassword('x', stored)).toBe(false);
  });

  it('of nobody is always wrong', async () => {
    expect(await verifyNobody('nobody has this password')).toBe(false);
  });
});
