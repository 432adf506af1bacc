import { describe, expect, it } from 'vitest';
import type { Device, LinkProposal } from '../api/types.ts';
import { questionsOf } from './proposals.ts';

const plug: Device = {
  id: 'plug',
  name: 'Plug',
  room: null,
  sources: [],
  former: [],
  availability: 'online',
  sleeping: false,
  lastSeen: null,
  endpoints: [],
};
const twin: Device = { ...plug, id: 'twin', name: 'Plug 2', former: ['earlier'] };
const proposal: LinkProposal = {
  id: 's1-s2',
  devices: ['plug', 'twin'],
  score: 50,
  evidence: [
    { kind: 'model', score: 25, detail: 'the same model, Acme S' },
    { kind: 'serial', score: -60, detail: 'different serial numbers' },
  ],
};

describe('the questions to the owner', () => {
  it('tell what speaks for one product and what against', () => {
    expect(questionsOf([proposal], [plug, twin])).toEqual([
      {
        id: 's1-s2',
        older: plug,
        newer: twin,
        speaksFor: ['The same model, Acme S.'],
        speaksAgainst: ['Different serial numbers.'],
      },
    ]);
  });

  it('ask about two devices once, by the best reasons', () => {
    const better = { ...proposal, id: 's1-s3', score: 75, devices: ['twin', 'plug'] };
    expect(questionsOf([proposal, better], [plug, twin]).map(({ id }) => id)).toEqual(['s1-s3']);
  });

  it('know a device by an earlier id', () => {
    expect(questionsOf([{ ...proposal, devices: ['plug', 'earlier'] }], [plug, twin])[0]?.newer).toBe(twin);
  });

  it.each([
    ['is not there (yet)', [plug]],
    ['has become part of the other', [{ ...plug, former: ['twin'] }]],
  ])('leave out a pair of which one %s', (_, devices) => {
    expect(questionsOf([proposal], devices)).toEqual([]);
  });
});
