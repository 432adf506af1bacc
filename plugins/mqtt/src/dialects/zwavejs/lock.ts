import { fragment } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import { partOf, says, saysAll } from './draft.ts';
import { LockNews } from './lock-news.ts';
import { endpointOf, type NodeValue } from './node-value.ts';
import type { ValueTools } from './value-tools.ts';

/** Door Lock's modes (SDS13781): only 255 is locked; those that let one side in are not. */
const modes: Readonly<Record<number, string | null>> = {
  0: 'unlocked',
  1: 'unlocked',
  16: 'unlocked',
  17: 'unlocked',
  32: 'unlocked',
  33: 'unlocked',
  254: null,
  255: 'locked',
};
const [unlocked, locked] = [0, 255];
/** The state "lock jammed" of Access Control. */
const jammed = 11;

/** What a lock says: its mode, whether its bolt is stuck, and what happened to it. */
export interface LockValues {
  /** `currentMode` of Door Lock, or `locked` of the older Lock. */
  readonly mode: NodeValue;
  /** `Access Control/Lock state`. */
  readonly jam: NodeValue | undefined;
  /** Notifications of Access Control. */
  readonly news: readonly NodeValue[];
}

export function lockPart({ mode, jam, news }: LockValues, tools: ValueTools): Part {
  const endpoint = endpointOf(mode);
  const isOld = mode.id.property === 'locked';
  const write = (wanted: boolean) => () => ({ sendings: [tools.send(mode, isOld ? wanted : wanted ? locked : unlocked)] });
  const target = fragment({
    capability: 'lock',
    ...(endpoint !== undefined && { endpoint }),
    attributes: { state: tools.describe(mode), lastOperation: {} },
    commands: { lock: write(true), unlock: write(false) },
    events: ['locked', 'unlocked', ...(news.length > 0 ? ['operationFailed', 'alarm'] : [])],
  });
  const operations = new LockNews(target);
  let state: string | null = null;
  let isJammed = false;
  const all = () => [target];
  return partOf({
    id: `lock/${mode.id.endpoint}`,
    kind: 'lock',
    fragments: [target],
    listeners: [
      tools.listen(mode, all, (value, reporter, message, at) => {
        const said = value === null ? null : typeof value === 'boolean' ? (value ? 'locked' : 'unlocked') : modeOf(value);
        if (said === undefined) return tools.bad(mode, value);
        state = said;
        reporter.set(target, 'state', isJammed ? 'jammed' : state);
        operations.state(state, message.retained, reporter, at);
      }),
      ...(jam
        ? [
            tools.listen(jam, all, (value, reporter) => {
              isJammed = value === jammed;
              if (isJammed || state !== null) reporter.set(target, 'state', isJammed ? 'jammed' : state);
            }),
          ]
        : []),
      ...news.map((notification) =>
        tools.listen(notification, all, (details, reporter, message, at) => {
          if (!message.retained) operations.notice(notification.id.propertyKey, details, reporter, at);
        }),
      ),
    ],
    says: [
      ...saysAll(mode, [target]),
      ...(jam ? says(jam, target, ['state']) : []),
      ...news.flatMap((notification) => says(notification, target, target.events ?? [])),
    ],
  });
}

function modeOf(value: unknown): string | null | undefined {
  return typeof value === 'number' && Object.hasOwn(modes, value) ? modes[value] : undefined;
}
