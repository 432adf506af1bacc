import { toNumber } from '../../../mapping/numbers.ts';
import { isObject } from '../../../topics/message.ts';
import type { Values } from '../../../devices/fragment.ts';
import type { Component } from '../component.ts';
import { readMac } from '../facts.ts';
import { membersOf } from '../members.ts';

/**
 * The members of a component's status, with what they say together: how long a timer runs still, whether there is newer firmware. `isWhole`:
 * what is not among them is not so any more; `had` tells what was said before.
 */
export function membersOfStatus(
  component: Component,
  status: Values,
  isWhole: boolean,
  had: (member: string) => boolean,
  now = Date.now(),
): Map<string, unknown> {
  const members = membersOf(status);
  const started = toNumber(status['timer_started_at']);
  const duration = toNumber(status['timer_duration']);
  if (typeof started === 'number' && typeof duration === 'number')
    members.set('timer_remaining', Math.round(Math.min(Math.max(0, started + duration - now / 1000), Math.max(0, duration))));
  if (isWhole) {
    if (had('errors') && !members.has('errors')) members.set('errors', []);
    if (had('timer_remaining') && !members.has('timer_remaining')) members.set('timer_remaining', 0);
  }
  if (component.type === 'sys' && typeof status['mac'] === 'string') members.set('mac', readMac(status['mac']) ?? status['mac']);
  const updates = component.type === 'sys' ? status['available_updates'] : undefined;
  if (isObject(updates)) members.set('update', isObject(updates['stable']));
  return members;
}
