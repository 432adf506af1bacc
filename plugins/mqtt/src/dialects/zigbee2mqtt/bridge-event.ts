import { isObject, type Message } from '../../topics/message.ts';

/** What happened to a device, as `bridge/event` says it. */
export interface BridgeEvent {
  readonly type: 'device_joined' | 'device_announce' | 'device_interview' | 'device_leave';
  readonly ieee: string;
  readonly name: string;
  /** Of an interview. */
  readonly status: string | undefined;
}

const types = new Set<unknown>(['device_joined', 'device_announce', 'device_interview', 'device_leave']);

/** Undefined where the message says something else. */
export function readBridgeEvent({ object }: Message): BridgeEvent | undefined {
  const { type, data } = object ?? {};
  if (!types.has(type) || !isObject(data)) return undefined;
  const { ieee_address: ieee, friendly_name: name, status } = data;
  if (typeof ieee !== 'string' || !/^0x[0-9a-f]{16}$/i.test(ieee)) return undefined;
  return {
    type: type as BridgeEvent['type'],
    ieee: ieee.toLowerCase(),
    name: typeof name === 'string' && name !== '' ? name.slice(0, 255) : ieee,
    status: typeof status === 'string' ? status : undefined,
  };
}
