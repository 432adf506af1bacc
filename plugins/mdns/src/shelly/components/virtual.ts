import { memberAt, type JsonObject } from '../../untrusted/json.ts';
import { rpc, type Component, type Row } from '../component.ts';
import { finite, words, yesNo } from '../values.ts';

const internal = {
  id: 'the component’s own number',
  source: 'who caused the last change',
  last_update_ts: 'when it last changed',
} as const;

function component(type: string, namespace: string, row: Omit<Row, 'path' | 'writable'>): Component {
  const [capability = ''] = row.to.split('.');
  return {
    type,
    rows: [{ ...row, path: 'value', writable: true }],
    internal,
    set: { [capability]: ({ value }, id) => rpc(`${namespace}.Set`, { id, value }) },
  };
}

/** What scripts and their owner made up (Shelly's documentation, "Virtual components"). */
export const virtual: readonly Component[] = [
  component('boolean', 'Boolean', { to: 'genericBoolean.value', read: yesNo }),
  component('number', 'Number', { to: 'genericNumber.value', read: finite, narrow: numberRange }),
  component('text', 'Text', { to: 'genericText.value', read: words }),
  component('enum', 'Enum', { to: 'genericSelect.value', read: words, narrow: choices }),
  {
    type: 'button',
    rows: [],
    internal,
    commands: { 'genericTrigger.press': (_, id) => rpc('Button.Trigger', { id, event: 'single_push' }) },
    events: {
      capability: 'genericTrigger',
      when: undefined,
      byWord: Object.fromEntries(
        ['single_push', 'double_push', 'triple_push', 'long_push'].map((word) => [word, { event: 'fired', payload: { gesture: word } }]),
      ),
    },
  },
];

function numberRange({ min, max, meta }: JsonObject) {
  const step = memberAt(meta, 'ui.step');
  const unit = memberAt(meta, 'ui.unit');
  return {
    ...(typeof min === 'number' && { minimum: min }),
    ...(typeof max === 'number' && { maximum: max }),
    ...(typeof step === 'number' && step > 0 && { step }),
    ...(typeof unit === 'string' && unit !== '' && { unit: unit.slice(0, 32) }),
  };
}

function choices({ options }: JsonObject) {
  if (!Array.isArray(options)) return {};
  const ids = options.filter((option) => typeof option === 'string').slice(0, 1000);
  return { options: ids.map((id: string) => ({ id: id.slice(0, 128) })) };
}
