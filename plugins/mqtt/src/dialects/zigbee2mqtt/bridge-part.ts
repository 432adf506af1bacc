import { fragment, type Values } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';

/** Zigbee2MQTT closes its network by itself after this long. */
const longestJoinSeconds = 254;

/** The bridge itself: whether new devices may join, and opening it. */
export function bridgePart(base: string): Part {
  const request = (seconds: number) => [{ topic: `${base}/bridge/request/permit_join`, payload: JSON.stringify({ time: seconds }) }];
  const target = fragment({
    capability: 'bridge',
    attributes: { joinOpen: { writable: true, category: 'config', source: 'permit_join' } },
    set: ({ joinOpen }) => ({ sendings: request(joinOpen === true ? longestJoinSeconds : 0) }),
    commands: {
      openJoin: ({ duration }: Values) => ({
        sendings: request(
          typeof duration === 'number' ? Math.min(longestJoinSeconds, Math.max(1, Math.round(duration))) : longestJoinSeconds,
        ),
      }),
    },
  });
  return {
    id: 'bridge',
    dialect: 'zigbee2mqtt',
    order: 0,
    kind: 'bridge',
    hasAvailability: true,
    fragments: [target],
    listeners: [
      {
        topic: `${base}/bridge/info`,
        read: (message, reporter) => {
          const open = message.object?.['permit_join'];
          if (typeof open === 'boolean') reporter.set(target, 'joinOpen', open);
        },
      },
    ],
  };
}
