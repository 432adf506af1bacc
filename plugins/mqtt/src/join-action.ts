import { DeviceOfflineError, messageOf } from '@concord/sdk';
import type { BrokerLink } from './broker-link.ts';

/** What the action `permitJoin` answers. */
interface JoinAnswer {
  /** How many networks are open now (or closed). */
  readonly bridges: number;
  /** Until when; left out where they are closed. */
  readonly until?: string;
  /** Why others are not. */
  readonly failed?: readonly string[];
}

/**
 * Opens all networks, or that of one device, for so many seconds; 0 closes them. Answers when their bridges have. Throws
 * `DeviceOfflineError` where no bridge is there, and the reason of the first where none did it.
 */
export async function openNetworks(links: readonly BrokerLink[], seconds: number, device: string | undefined): Promise<JoinAnswer> {
  const asked = links.flatMap((link) => link.permitJoin(seconds, device));
  if (asked.length === 0)
    throw new DeviceOfflineError(device === undefined ? 'no Zigbee2MQTT answers' : 'no Zigbee2MQTT that answers knows this device');
  const results = await Promise.allSettled(asked);
  const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (opened.length === 0) throw refused[0];
  const until = Math.max(...opened.map((one) => one.until ?? 0));
  return {
    bridges: opened.length,
    ...(until > 0 && { until: new Date(until).toISOString() }),
    ...(refused.length > 0 && { failed: refused.map(messageOf) }),
  };
}
