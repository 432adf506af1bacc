import { CommandRejectedError } from '@concord/sdk';
import type { ClusterMapping, ClusterView } from '../cluster-mapping.ts';

/** Keys of a remote control by their number in HDMI-CEC, as Matter takes them over (application clusters, section 6.8.5.2). */
const basicKeys: Readonly<Record<string, number>> = {
  ok: 0,
  home: 9,
  setup: 10,
  contents: 11,
  favourites: 12,
  exit: 13,
  dot: 42,
  enter: 43,
  clear: 44,
  channelUp: 48,
  channelDown: 49,
  previousChannel: 50,
  sound: 51,
  input: 52,
  info: 53,
  help: 54,
  pageUp: 55,
  pageDown: 56,
  power: 64,
  volumeUp: 65,
  volumeDown: 66,
  mute: 67,
  play: 68,
  stop: 69,
  pause: 70,
  record: 71,
  rewind: 72,
  fastForward: 73,
  eject: 74,
  next: 75,
  previous: 76,
  guide: 83,
  powerOff: 108,
  powerOn: 109,
  blue: 113,
  red: 114,
  green: 115,
  yellow: 116,
};

const navigationKeys: Readonly<Record<string, number>> = {
  up: 1,
  down: 2,
  left: 3,
  right: 4,
  rightUp: 5,
  rightDown: 6,
  leftUp: 7,
  leftDown: 8,
};

const numberKeys: Readonly<Record<string, number>> = { 0: 32, 1: 33, 2: 34, 3: 35, 4: 36, 5: 37, 6: 38, 7: 39, 8: 40, 9: 41 };

function keysOf({ features }: ClusterView): Readonly<Record<string, number>> {
  return {
    ...basicKeys,
    ...(features['navigationKeyCodes'] === true && navigationKeys),
    ...(features['numberKeys'] === true && numberKeys),
  };
}

/** Keypad Input (Matter application clusters, section 6.8). */
export const keypadInput: ClusterMapping = {
  cluster: 'keypadInput',
  // The cluster has no attributes of its own; its features say which keys it takes.
  attributes: [{ to: 'remoteKeys.keys', from: ['featureMap'], read: (view) => Object.keys(keysOf(view)) }],
  commands: [
    {
      to: 'remoteKeys.send',
      needs: 'sendKey',
      run: ({ key }, view) => {
        const keyCode = typeof key === 'string' && Object.hasOwn(keysOf(view), key) ? keysOf(view)[key] : undefined;
        if (keyCode === undefined) throw new CommandRejectedError(`"${String(key)}" is none of its keys`);
        return { invoke: 'sendKey', fields: { keyCode } };
      },
    },
  ],
};
