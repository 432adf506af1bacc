import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { isObject, notJson, type Message } from '../../topics/message.ts';
import { partOf } from './draft.ts';

/** What the gateway says of a node as a whole (zwave-js-ui, "Node status"). */
export interface NodeStatus {
  readonly isAvailable: boolean | undefined;
  /** `Alive`, `Dead`, `Asleep`, `Awake`, `Unknown`. */
  readonly word: string | undefined;
  readonly nodeId: number | undefined;
}

export function readStatus(message: Message): NodeStatus | undefined {
  const { json } = message;
  if (typeof json === 'boolean') return { isAvailable: json, word: undefined, nodeId: undefined };
  if (!isObject(json)) return undefined;
  const { value, status, nodeId } = json;
  const word = typeof status === 'string' ? status.slice(0, 64) : undefined;
  if (typeof value !== 'boolean' && word === undefined) return undefined;
  return {
    isAvailable: typeof value === 'boolean' ? value : word !== 'Dead',
    word,
    nodeId: typeof nodeId === 'number' && Number.isInteger(nodeId) && nodeId > 0 ? nodeId : undefined,
  };
}

/** Sleeps between its messages. */
export function isSleeper({ word }: NodeStatus): boolean {
  return word === 'Asleep' || word === 'Awake';
}

/** The node's status in the gateway's words, and when it was heard last. */
export function statusParts(topic: string): Part[] {
  const status = fragment({
    capability: 'zwavejs:status',
    base: 'genericText',
    title: 'Status',
    attributes: { value: { writable: false, category: 'diagnostic', source: 'status' } },
  });
  const active = fragment({
    capability: 'zwavejs:lastActive',
    base: 'genericDateTime',
    title: 'Last heard',
    attributes: { value: { writable: false, category: 'diagnostic', source: 'lastActive' } },
  });
  return [
    partOf({
      id: 'status',
      order: 3,
      fragments: [status],
      listeners: [
        {
          topic: `${topic}/status`,
          read: (message, reporter) => {
            const said = readStatus(message);
            if (said) reporter.set(status, 'value', said.word ?? (said.isAvailable ? 'Alive' : 'Dead'));
          },
        },
      ],
      says: [{ item: 'status', fragment: status, member: 'value' }],
    }),
    partOf({
      id: 'lastActive',
      order: 3,
      fragments: [active],
      listeners: [
        {
          topic: `${topic}/lastActive`,
          read: (message, reporter) => {
            const at = lastActiveOf(message);
            if (at !== undefined) reporter.set(active, 'value', new Date(at).toISOString());
          },
        },
      ],
      says: [{ item: 'lastActive', fragment: active, member: 'value' }],
    }),
  ];
}

const lastMs = Date.UTC(9999, 11, 31);

function lastActiveOf({ json }: Message): number | undefined {
  const value = json === notJson ? undefined : isObject(json) ? json['value'] : json;
  return typeof value === 'number' && value > 0 && value < lastMs ? value : undefined;
}
