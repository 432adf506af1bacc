import { isObject, type Message } from '../../topics/message.ts';

/** Where Zigbee2MQTT says that a device left its network, or that somebody removed it. The list of devices comes before. */
export const departureTopics = ['bridge/event', 'bridge/response/device/remove'];

/** Who left, by address or name; undefined where the message says something else. */
export function readDeparture({ object }: Message): string | undefined {
  const data = object?.['data'];
  if (!isObject(data)) return undefined;
  const who = object?.['type'] === 'device_leave' ? data['ieee_address'] : object?.['status'] === 'ok' ? data['id'] : undefined;
  return typeof who === 'string' ? who : undefined;
}
