import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { partOf, saysAll } from './draft.ts';
import { endpointOf, type NodeValue } from './node-value.ts';
import type { ValueTools } from './value-tools.ts';

/** Barrier Operator: 0 closed, 255 open, 1 to 99 stopped on the way, and the words for moving (SDS13781). */
const states: Readonly<Record<number, string>> = { 0: 'closed', 252: 'closing', 253: 'stopped', 254: 'opening', 255: 'open' };
const [closed, open] = [0, 255];

/** A garage door or gate. */
export function barrierPart(state: NodeValue, position: NodeValue | undefined, tools: ValueTools): Part {
  const endpoint = endpointOf(state);
  const target = fragment({
    capability: 'closure',
    ...(endpoint !== undefined && { endpoint }),
    attributes: { state: tools.describe(state), ...(position && { position: tools.describe(position, { writable: false }) }) },
    commands: {
      open: () => ({ sendings: [tools.send(state, open)] }),
      close: () => ({ sendings: [tools.send(state, closed)] }),
    },
  });
  const all = () => [target];
  return partOf({
    id: `barrier/${state.id.endpoint}`,
    kind: 'door',
    fragments: [target],
    listeners: [
      tools.listen(state, all, (value, reporter) => {
        if (value === null) return reporter.set(target, 'state', null);
        const word = typeof value === 'number' && Object.hasOwn(states, value) ? states[value] : undefined;
        if (word !== undefined) reporter.set(target, 'state', word);
        else if (typeof value === 'number' && value > 0 && value < 100) reporter.set(target, 'state', 'partial');
        else tools.bad(state, value);
      }),
      ...(position
        ? [
            tools.listen(position, all, (value, reporter) => {
              if (value === null || (typeof value === 'number' && value >= 0 && value <= 100)) reporter.set(target, 'position', value);
              else tools.bad(position, value);
            }),
          ]
        : []),
    ],
    says: [...saysAll(state, [target]), ...(position ? saysAll(position, [target]) : [])],
  });
}
