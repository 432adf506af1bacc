import { CommandRejectedError } from '@concord/sdk';
import { commanded, type AttributeMapping, type ClusterMapping, type ClusterView } from '../cluster-mapping.ts';
import { named, numberOf, type Conversion } from '../convert.ts';

/** The speeds of a washing machine as numbers; undefined where the maker has words for them (application clusters, section 8.6). */
function speedsOf({ state }: ClusterView): number[] | undefined {
  const list = state['spinSpeeds'];
  if (!Array.isArray(list)) return undefined;
  const speeds = list.map((speed) =>
    typeof speed === 'string' && /^off$/i.test(speed) ? 0 : Number(/^\s*(\d+)/.exec(String(speed))?.[1]),
  );
  return speeds.every(Number.isFinite) ? speeds : undefined;
}

const inNumbers = (view: ClusterView) => speedsOf(view) !== undefined;

const spinSpeed: AttributeMapping = {
  to: 'laundry.spinSpeed',
  from: ['spinSpeedCurrent'],
  when: inNumbers,
  read: (view) => {
    const place = numberOf(view.state['spinSpeedCurrent']);
    return typeof place === 'number' ? (speedsOf(view)?.[place] ?? null) : place;
  },
  write: (value, view) => {
    const place = speedsOf(view)?.indexOf(Number(value)) ?? -1;
    if (place < 0) throw new CommandRejectedError(`the spin speed must be one of ${speedsOf(view)?.join(', ') ?? ''}`);
    return { write: { spinSpeedCurrent: place } };
  },
};

const rinses = named({ 0: 'none', 1: 'normal', 2: 'extra', 3: 'max' });
const dryness = named({ 0: 'damp', 1: 'normal', 2: 'extra', 3: 'max' });

/** A choice of which the device lists what it can do. */
function limited(from: string, list: string, to: string, conversion: Conversion): AttributeMapping {
  return commanded(from, to, conversion, (raw) => ({ write: { [from]: raw } }), {
    narrow: ({ state }) => {
      const numbers: readonly unknown[] = Array.isArray(state[list]) ? state[list] : [];
      return {
        options: numbers.flatMap((number) =>
          typeof conversion.read(number) === 'string' ? [{ id: String(conversion.read(number)) }] : [],
        ),
      };
    },
  });
}

/** Laundry Washer Controls (section 8.6) and Laundry Dryer Controls (section 8.9). */
export const laundry: readonly ClusterMapping[] = [
  {
    cluster: 'laundryWasherControls',
    attributes: [
      spinSpeed,
      { to: 'laundry.spinSpeeds', from: ['spinSpeeds'], when: inNumbers, read: speedsOf },
      limited('numberOfRinses', 'supportedRinses', 'laundry.rinses', rinses),
    ],
    internal: { supportedRinses: 'the options of the rinses' },
  },
  {
    cluster: 'laundryDryerControls',
    attributes: [limited('selectedDrynessLevel', 'supportedDrynessLevels', 'laundry.dryness', dryness)],
    internal: { supportedDrynessLevels: 'the options of the dryness' },
  },
];
