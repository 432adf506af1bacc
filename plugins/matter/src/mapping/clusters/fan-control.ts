import { attribute, commanded, feature, writable, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { isRecord, named, numberOf, same, type Conversion } from '../convert.ts';

/** A set of flags of which one is a name of ours; none of them is `none`. */
function oneFlag(flags: Readonly<Record<string, string>>, none: string): Conversion {
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
    writable('fanMode', 'fan.mode', modes),
    attribute('speedMax', 'fan.steps', same),
    writable('airflowDirection', 'fan.direction', named({ 0: 'forward', 1: 'reverse' })),
    writable('rockSetting', 'fan.rock', oneFlag({ rockLeftRight: 'leftRight', rockUpDown: 'upDown', rockRound: 'round' }, 'off')),
    writable('windSetting', 'fan.wind', oneFlag({ sleepWind: 'sleep', naturalWind: 'natural' }, 'off')),
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
    fanModeSequence: 'the options of fanMode',
    rockSupport: 'the options of rockSetting',
    windSupport: 'the options of windSetting',
  },
};
