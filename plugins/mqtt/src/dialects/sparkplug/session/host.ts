import type { Sending } from '../../../devices/fragment.ts';
import { namespace } from '../topic.ts';

/**
 * What a host application says of itself (section 6.4.22, "STATE"): edge nodes that wait for it speak while it is there. Those of version 2.2
 * know a word on a topic of its own.
 */
export function hostState(hostId: string, isOnline: boolean, now: number): Sending[] {
  const kept = { qos: 1, retain: true } as const;
  return [
    { topic: `${namespace}/STATE/${hostId}`, payload: JSON.stringify({ online: isOnline, timestamp: now }), ...kept },
    { topic: `STATE/${hostId}`, payload: isOnline ? 'ONLINE' : 'OFFLINE', ...kept },
  ];
}
