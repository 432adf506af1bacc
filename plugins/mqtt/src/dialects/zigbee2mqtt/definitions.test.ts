import { expect, it } from 'vitest';
import { Definitions } from './definitions.ts';

const bad = (what: unknown) => {
  throw new Error(`refused ${JSON.stringify(what)}`);
};

it('a repeater that lists nothing is shown by its link quality', () => {
  expect(new Definitions().read({ exposes: [] }, bad).exposes).toMatchObject([{ name: 'linkquality', property: 'linkquality' }]);
});

it('what a device lists is all that is looked at', () => {
  const state = { type: 'binary', name: 'state', property: 'state', access: 1, value_on: 'ON', value_off: 'OFF' };
  expect(new Definitions().read({ exposes: [state] }, bad).exposes).toMatchObject([{ name: 'state' }]);
});
