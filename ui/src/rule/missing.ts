import type { Finding } from '../api/client.ts';
import type { Action, Trigger } from '../api/types.ts';
import { conditionPlace, type Comparison, type Draft } from './draft.ts';

const needed = 'is needed';

/** What is not filled in yet. The hub would refuse it too, but can't say for a part without a device what it was meant to be. */
export function missingIn({ name, triggers, conditions, actions }: Draft): Finding[] {
  return [
    ...empty('/name', name),
    ...(triggers.length === 0 ? [{ path: '/triggers', message: 'say when the rule runs' }] : []),
    ...triggers.flatMap((trigger, index) => missingInTrigger(trigger, `/triggers/${index}`)),
    ...(conditions.form === 'list'
      ? conditions.items.flatMap((item, index) => missingInComparison(item, conditionPlace(conditions, index)))
      : []),
    ...(actions.length === 0 ? [{ path: '/actions', message: 'say what the rule does' }] : []),
    ...actions.flatMap((action, index) => missingInAction(action, `/actions/${index}`)),
  ];
}

function missingInTrigger(trigger: Trigger, path: string): Finding[] {
  switch (trigger.type) {
    case 'time':
      return empty(`${path}/at`, trigger.at);
    case 'event':
      return first(empty(`${path}/device`, trigger.device), empty(`${path}/event`, trigger.event));
    case 'state':
      return first(empty(`${path}/device`, trigger.device), empty(`${path}/attribute`, trigger.attribute));
  }
}

function missingInComparison({ fact, params = {}, value }: Comparison, path: string): Finding[] {
  if (fact === 'state')
    return first(
      empty(`${path}/params/device`, params['device']),
      empty(`${path}/params/attribute`, params['attribute']),
      empty(`${path}/value`, value),
    );
  return empty(`${path}/value`, Array.isArray(value) && value.length === 0 ? '' : value);
}

function missingInAction(action: Action, path: string): Finding[] {
  switch (action.type) {
    case 'command':
      return first(
        empty(`${path}/device`, action.device),
        empty(`${path}/command`, action.command),
        action.command === 'set' && Object.keys(action.args ?? {}).length === 0
          ? [{ path: `${path}/command`, message: 'choose what to set' }]
          : [],
      );
    case 'delay':
      return empty(`${path}/for`, action.for === 'PT0S' ? '' : action.for);
    case 'scene':
      return empty(`${path}/scene`, action.scene);
    case 'notify':
      return empty(`${path}/message`, action.message.trim());
  }
}

function empty(path: string, value: unknown): Finding[] {
  return value === '' || value === undefined || value === null ? [{ path, message: needed }] : [];
}

// Without a device there is no use in asking for one of its values.
function first(...steps: readonly Finding[][]): Finding[] {
  return steps.find((findings) => findings.length > 0) ?? [];
}
