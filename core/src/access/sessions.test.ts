import { describe, expect, it } from 'vitest';
import { homeMigrations, openDatabase } from '../storage/index.ts';
import { sessionLifeMs, Sessions } from './sessions.ts';
import { Tokens } from './tokens.ts';
import { Users } from './users.ts';

const dayMs = 24 * 60 * 60_000;

async function start() {
  let now = Date.UTC(2026, 0, 1);
  const clock = { now: () => now, at: () => ({ cancel: () => {} }) };
  const database = openDatabase(':memory:', homeMigrations, { durability: 'normal', isChecked: true });
  const user = await new Users(database, clock).create({ name: 'Ada', password: 'correct horse', role: 'owner' });
  return {
    database,
    sessions: new Sessions(database, clock),
    tokens: new Tokens(database, clock),
    user,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('a session', () => {
  it('lives thirty days from its last use, and is prolonged once a day at most', async () => {
    const { sessions, user, pass } = await start();
    const { token } = sessions.create(user.id, '127.0.0.1', 'test');
    expect(sessions.use(token)?.prolonged).toBe(false);
    pass(dayMs);
    expect(sessions.use(token)?.prolonged).toBe(true);
    expect(sessions.use(token)?.prolonged).toBe(false);
    pass(sessionLifeMs - 1);
    expect(sessions.use(token)?.user.name).toBe('Ada');
    pass(sessionLifeMs);
    expect(sessions.use(token)).toBeUndefined();
    expect(sessions.list(undefined, undefined)).toEqual([]);
  });

  it('is nowhere in the database as it is in the cookie', async () => {
    const { sessions, user, database } = await start();
    const { token } = sessions.create(user.id, '127.0.0.1', 'test');
    expect(JSON.stringify(database.prepare('SELECT * FROM sessions').all())).not.toContain(token);
  });

  it('ends with its user', async () => {
    const { sessions, user, database } = await start();
    const { token } = sessions.create(user.id, '127.0.0.1', 'test');
    database.prepare('DELETE FROM users').run();
    expect(sessions.use(token)).toBeUndefined();
  });
});

describe('a token', () => {
  it('notes its use at most once a minute', async () => {
    const { tokens, pass } = await start();
    const { id, secret } = tokens.create({ name: 'a', role: 'guest' });
    expect(tokens.get(id).lastUsedAt).toBeUndefined();
    tokens.use(secret);
    const first = tokens.get(id).lastUsedAt;
    pass(59_000);
    tokens.use(secret);
    expect(tokens.get(id).lastUsedAt).toBe(first);
    pass(1000);
    tokens.use(secret);
    expect(tokens.get(id).lastUsedAt).not.toBe(first);
  });

  it('is nowhere in the database as it was shown', async () => {
    const { tokens, database } = await start();
    const { secret } = tokens.create({ name: 'a', role: 'guest' });
    expect(JSON.stringify(database.prepare('SELECT * FROM tokens').all())).not.toContain(secret);
  });
});
