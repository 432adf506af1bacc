import { isObject, type Message } from '../../topics/message.ts';

/** Where Zigbee2MQTT answers that somebody removed a device or a group; what left by itself it says as an event. The lists come before. */
export const departureTopics = ['bridge/response/device/remove', 'bridge/response/group/remove'];

/** Who left, by address, name or number; undefined where the message says something else. */
export function readDeparture({ object }: Message): string | undefined {
  const data = object?.['data'];
  if (!isObject(data)) return undefined;
  const who = object?.['type'] === 'device_leave' ? data['ieee_address'] : object?.['status'] === 'ok' ? data['id'] : undefined;
  return typeof who === 'string' || typeof who === 'number' ? String(who) : undefined;
}
