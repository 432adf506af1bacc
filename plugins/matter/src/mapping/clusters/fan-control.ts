import {
  attribute,
  because,
  commanded,
  feature,
  writable,
  type AttributeMapping,
  type ClusterMapping,
  type ClusterView,
} from '../cluster-mapping.ts';
import { bitsOf, isRecord, named, numberOf, same, type Conversion } from '../convert.ts';

type Flags = Readonly<Record<string, string>>;

/** A set of flags of which one is a name of ours; none of them is `none`. */
function oneFlag(flags: Flags, none: string): Conversion {
  const choice = named({ 0: none, ...Object.fromEntries(Object.values(flags).map((name, index) => [index + 1, name])) });
  return {
    options: choice.options ?? [],
    read: (raw) =>
      isRecord(raw) ? (Object.entries(flags).find(([flag]) => raw[flag] === true)?.[1] ?? none) : raw === null ? null : undefined,
    write: (value) => {
      choice.write(value);
      return Object.fromEntries(Object.entries(flags).map(([flag, name]) => [flag, name === value]));
    },
  };
}

/** A setting of flags, of which the fan has those that its support says. */
function supported(from: string, to: string, support: string, flags: Flags): AttributeMapping {
  return writable(from, to, oneFlag(flags, 'off'), {
    narrow: ({ state }) => {
      const has = new Set(bitsOf(state[support]));
      return {
        options: ['off', ...Object.keys(flags).flatMap((flag) => (has.has(flag) ? (flags[flag] ?? []) : []))].map((id) => ({ id })),
      };
    },
  });
}

/** The modes of each sequence (section 4.4.6.2). "On" and "smart" are deprecated and only read. */
const sequences: readonly (readonly string[])[] = [
  ['off', 'low', 'medium', 'high'],
  ['off', 'low', 'high'],
  ['off', 'low', 'medium', 'high', 'auto'],
  ['off', 'low', 'high', 'auto'],
  ['off', 'high', 'auto'],
  ['off', 'high'],
];

/** Every fan is off or on; what else it does, it says. */
function modesOf({ state }: ClusterView) {
  const sequence = sequences[numberOf(state['fanModeSequence']) ?? -1] ?? ['off', 'high'];
  return { options: sequence.map((id) => ({ id })) };
}

const modes = named({ 0: 'off', 1: 'low', 2: 'medium', 3: 'high', 4: 'high', 5: 'auto', 6: 'smart' });

const speed: AttributeMapping = {
  ...commanded('percentCurrent', 'fan.speed', same, (percent) => ({ write: { percentSetting: percent } })),
  narrow: () => ({ minimum: 0, maximum: 100 }),
};

/** Fan Control (Matter application clusters, section 4.4). */
export const fanControl: ClusterMapping = {
  cluster: 'fanControl',
  attributes: [
    speed,
    writable('fanMode', 'fan.mode', modes, { narrow: modesOf }),
    attribute('speedMax', 'fan.steps', same),
    writable('airflowDirection', 'fan.direction', named({ 0: 'forward', 1: 'reverse' })),
    supported('rockSetting', 'fan.rock', 'rockSupport', { rockLeftRight: 'leftRight', rockUpDown: 'upDown', rockRound: 'round' }),
    supported('windSetting', 'fan.wind', 'windSupport', { sleepWind: 'sleep', naturalWind: 'natural' }),
  ],
  commands: [
    {
      to: 'fan.step',
      run: ({ direction }) => ({
        invoke: 'step',
        fields: { direction: direction === 'down' || (numberOf(direction) ?? 1) < 0 ? 1 : 0, wrap: false, lowestOff: false },
      }),
      when: feature('step'),
    },
  ],
  internal: {
    percentSetting: 'what was asked for; percentCurrent follows',
    speedSetting: 'the same as percentSetting in steps',
    speedCurrent: 'the same as percentCurrent in steps',
    ...because('the options of a setting', 'fanModeSequence', 'rockSupport', 'windSupport'),
  },
};
