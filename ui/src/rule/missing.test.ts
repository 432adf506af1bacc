import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from './draft.ts';
import { missingIn } from './missing.ts';

const whole: Draft = {
  ...emptyDraft,
  name: 'Night',
  triggers: [{ type: 'time', at: '22:00' }],
  actions: [{ type: 'notify', message: 'Good night' }],
};

describe('what is missing in a rule', () => {
  it('is nothing once all is said', () => {
    expect(missingIn(whole)).toEqual([]);
  });

  it.each<[string, Partial<Draft>, string]>([
    ['a name', { name: '' }, '/name'],
    ['a trigger', { triggers: [] }, '/triggers'],
    ['an action', { actions: [] }, '/actions'],
    ['the device of a trigger', { triggers: [{ type: 'event', device: '', capability: '', event: '' }] }, '/triggers/0/device'],
    ['what of the device', { triggers: [{ type: 'state', device: 'd1', capability: '', attribute: '' }] }, '/triggers/0/attribute'],
    [
      'a value to compare with',
      { conditions: { form: 'list', every: false, items: [{ fact: 'person', operator: 'equal', value: '' }] } },
      '/conditions/any/0/value',
    ],
    [
      'a day',
      { conditions: { form: 'list', every: true, items: [{ fact: 'day', operator: 'in', value: [] }] } },
      '/conditions/all/0/value',
    ],
    ['what to set', { actions: [{ type: 'command', device: 'd1', capability: 'switch', command: 'set' }] }, '/actions/0/command'],
    ['how long to wait', { actions: [{ type: 'delay', for: 'PT0S' }] }, '/actions/0/for'],
    ['a message', { actions: [{ type: 'notify', message: '  ' }] }, '/actions/0/message'],
  ])('can be %s', (_, part, path) => {
    expect(missingIn({ ...whole, ...part }).map((finding) => finding.path)).toEqual([path]);
  });
});
