import type { JsonObject } from '../../untrusted/json.ts';
import type { Component } from '../component.ts';
import { yesNo } from '../values.ts';

const internal = { id: 'the component’s own number', errors: 'its own fault list' };

/** A key has no state; a switch has one. Where the configuration can't be read, that tells them apart. */
const isButton = (config: JsonObject, status: JsonObject) =>
  config['type'] === undefined ? status['state'] === null : config['type'] === 'button';
const isSwitch = (config: JsonObject, status: JsonObject) => !isButton(config, status);

/** A wired key, switch, analogue or counting input (Shelly's documentation, "Input"). */
export const input: Component = {
  type: 'input',
  kind: () => 'controller',
  rows: [{ path: 'state', to: 'genericBoolean.value', read: yesNo, when: isSwitch }],
  internal: { ...internal, 'counts.by_minute': 'the same counter per minute', 'counts.minute_ts': 'the same counter per minute' },
  events: {
    capability: 'button',
    when: isButton,
    byWord: {
      single_push: { event: 'pressed', payload: { count: 1 } },
      double_push: { event: 'pressed', payload: { count: 2 } },
      triple_push: { event: 'pressed', payload: { count: 3 } },
      long_push: { event: 'held' },
      btn_up: { event: 'released' },
    },
  },
};
