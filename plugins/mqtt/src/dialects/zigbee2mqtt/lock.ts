import { fragment } from '../../devices/fragment.ts';
import { LockOperations } from '../../mapping/lock-operation.ts';
import { type DeviceTools, sayings, type TypedPart } from './device-tools.ts';
import { memberOf } from './member.ts';
import type { Expose } from './expose.ts';

/** `lock_state`, what the bolt really does; `state` is what was last asked for, until the lock answers. */
const boltStates: Readonly<Record<string, string>> = { locked: 'locked', unlocked: 'unlocked', not_fully_locked: 'notFullyLocked' };

/** `lock`: its state, and who did it: `operators` are the exposes for it beside the lock (`action`, `action_user` of the same message). */
export function lockPart(
  { features }: Expose,
  tools: DeviceTools,
  endpoint: string | undefined,
  operators: readonly Expose[],
): TypedPart | undefined {
  const state = features.find(({ name }) => name === 'state');
  if (!state) return undefined;
  const bolt = features.find(({ name }) => name === 'lock_state');
  const turn = (locked: boolean) => () =>
    tools.plan({ [state.property]: locked ? state.on : state.off }, state.isReported, { state: locked ? 'locked' : 'unlocked' });
  const target = fragment({
    capability: 'lock',
    ...(endpoint !== undefined && { endpoint }),
    attributes: { state: tools.describe(state), lastOperation: tools.describe(state) },
    ...(state.isWritable && { commands: { lock: turn(true), unlock: turn(false) } }),
    events: ['locked', 'unlocked', 'operationFailed'],
  });
  const operations = new LockOperations(target);
  const listener = tools.listen((members, reporter, message) => {
    const said = memberOf(members, state.property);
    const real = bolt && memberOf(members, bolt.property);
    const asked = said === state.on ? 'locked' : said === state.off ? 'unlocked' : said === null ? null : undefined;
    const value = typeof real === 'string' && Object.hasOwn(boltStates, real) ? boltStates[real] : asked;
    if (value === undefined && said !== undefined) tools.bad(state.property, said);
    operations.take(message, value, reporter);
    if (value !== undefined) reporter.set(target, 'state', value);
  });
  const says = sayings([
    [state, target, ['state', ...(state.isWritable ? ['lock()', 'unlock()'] : [])]],
    [bolt, target, ['state']],
    ...operators.map((operator) => [operator, target, ['lastOperation', 'locked', 'unlocked', 'operationFailed']] as const),
  ]);
  return { kind: 'lock', fragments: [target], listeners: [listener], says };
}
