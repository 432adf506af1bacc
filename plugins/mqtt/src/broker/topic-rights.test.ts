import { describe, expect, it } from 'vitest';
import { mayPublish, maySubscribe } from './topic-rights.ts';

const holder = { user: 'ana', client: 'plug-1' };

describe('the rights of a broker user', () => {
  it.each([
    ['topics', { topics: ['a/#'] }, 'a/b', true, true],
    ['topics', { topics: ['a/#'] }, 'b', false, false],
    ['readTopics', { topics: [], readTopics: ['a'] }, 'a', false, true],
    ['writeTopics', { topics: [], writeTopics: ['a'] }, 'a', true, false],
    ['the name', { topics: ['%u/#'] }, 'ana/x', true, true],
    ['the name of another', { topics: ['%u/#'] }, 'bob/x', false, false],
    ['the client id', { topics: ['tele/%c/state'] }, 'tele/plug-1/state', true, true],
    ['a level that only holds %c', { topics: ['tele/x%c'] }, 'tele/xplug-1', false, false],
  ])('%s: %j lets %s be published: %s, subscribed: %s', (_what, rights, topic, publish, subscribe) => {
    expect(mayPublish(rights, holder, topic)).toBe(publish);
    expect(maySubscribe(rights, holder, topic)).toBe(subscribe);
  });

  it.each(['#', '+', 'a/b', '', 'a\0'])('are not widened by the client id %j', (client) => {
    const rights = { topics: ['tele/%c'] };
    expect(mayPublish(rights, { user: 'ana', client }, 'tele/plug-2')).toBe(false);
    expect(maySubscribe(rights, { user: 'ana', client }, `tele/${client}`)).toBe(false);
  });
});
