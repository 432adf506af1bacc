import { isObject, type Message } from '../../topics/message.ts';

/** What Zigbee2MQTT answers that it was removed, by a topic each (`bridge/response/<kind>/remove`); what left by itself is an event. */
export const removals = ['device', 'group'] as const;

/** What was removed, by address, name or number; undefined where nothing was. */
export function readRemoval({ object }: Message): string | undefined {
  const data = object?.['status'] === 'ok' ? object['data'] : undefined;
  const who = isObject(data) ? data['id'] : undefined;
  return typeof who === 'string' || typeof who === 'number' ? String(who) : undefined;
}
