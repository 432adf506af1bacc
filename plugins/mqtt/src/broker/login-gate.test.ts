import { describe, expect, it } from 'vitest';
import { LoginGate } from './login-gate.ts';

describe('LoginGate', () => {
  function opened() {
    const clock = { now: 0 };
    const hashing: { name: string; finish: () => void }[] = [];
    const isPassword = (name: string, password: string) =>
      new Promise<boolean>((resolve) => hashing.push({ name, finish: () => resolve(password === 'right') }));
    const gate = new LoginGate({ isPassword }, () => clock.now);
    const ask = (address: string, name: string, password: string, hasLeft = false) =>
      gate.refusalOf({ address, name, password, hasLeft: () => hasLeft });
    /** Asks, and computes the hash where one is asked for. */
    const knock = async (...visitor: Parameters<typeof ask>) => {
      const answer = ask(...visitor);
      hashing.shift()?.finish();
      return (await answer)?.code ?? 'welcome';
    };
    return { clock, hashing, ask, knock };
  }

  it('lets a stranger guess five times, then ever more seldom', async () => {
    const { clock, knock } = opened();
    for (let n = 0; n < 6; n++) expect(await knock('10.0.0.9', `user${n}`, 'guess')).toBe('login-refused');
    expect(await knock('10.0.0.9', 'ana', 'right')).toBe('too-many-logins');
    expect(await knock('10.0.0.8', 'ana', 'right')).toBe('welcome');
    clock.now = 1000;
    expect(await knock('10.0.0.9', 'ana', 'guess')).toBe('login-refused');
    clock.now = 2999;
    expect(await knock('10.0.0.9', 'ana', 'right')).toBe('too-many-logins');
    clock.now = 3000;
    expect(await knock('10.0.0.9', 'ana', 'right')).toBe('welcome');
  });

  it('limits the guesses at one name from many addresses, and lets its owner in within half a minute', async () => {
    const { clock, knock } = opened();
    for (let n = 0; n < 21; n++) expect(await knock(`10.0.1.${n}`, 'ana', 'guess')).toBe('login-refused');
    expect(await knock('10.0.2.1', 'ana', 'guess')).toBe('too-many-logins');
    expect(await knock('10.0.2.1', 'ben', 'right')).toBe('welcome');
    clock.now = 30_000;
    expect(await knock('10.0.0.7', 'ana', 'right')).toBe('welcome');
  });

  it('computes two hashes at a time, and none for who is paused or gone when its turn comes', async () => {
    const { hashing, ask } = opened();
    const answers = Array.from({ length: 12 }, () => ask('10.0.0.9', 'ana', 'guess'));
    const gone = ask('10.0.0.5', 'ben', 'right', true);
    expect(hashing).toHaveLength(2);
    let computed = 0;
    for (let next = hashing.shift(); next; next = hashing.shift()) {
      computed++;
      next.finish();
      await new Promise(setImmediate);
    }
    const codes = (await Promise.all(answers)).map((refusal) => refusal?.code);
    expect(codes.filter((code) => code === 'login-refused')).toHaveLength(computed);
    expect(computed).toBeLessThanOrEqual(7);
    expect(await gone).toBeDefined();
  });

  it('refuses at once when hundreds wait', async () => {
    const { ask } = opened();
    for (let n = 0; n < 502; n++) void ask(`10.1.${n >> 8}.${n & 255}`, `user${n}`, 'x');
    expect(await ask('10.0.0.1', 'ana', 'right')).toMatchObject({ code: 'broker-busy', returnCode: 3 });
  });

  it.each([
    ['127.0.0.1', undefined],
    ['10.0.0.1', 'login-refused'],
  ])('takes who comes without a name from this machine only: %s', async (address, code) => {
    const gate = new LoginGate({ isPassword: async () => true });
    expect((await gate.refusalOf({ address, name: undefined, password: '', hasLeft: () => false }))?.code).toBe(code);
  });
});
