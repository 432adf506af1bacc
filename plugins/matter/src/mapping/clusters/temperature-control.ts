import { attribute, because, commanded, type AttributeMapping, type ClusterMapping } from '../cluster-mapping.ts';
import { bitsOf, isRecord, per, placeIn, rangeOf } from '../convert.ts';

const celsius = per(100);

/** Temperature Control (Matter application clusters, section 8.2): by degrees, or by one of the product's own levels. */
export const temperatureControl: ClusterMapping = {
  cluster: 'temperatureControl',
  attributes: [
    commanded(
      'temperatureSetpoint',
      'temperatureControl.setpoint',
      celsius,
      (targetTemperature) => ({ invoke: 'setTemperature', fields: { targetTemperature } }),
      { narrow: ({ state }) => rangeOf(state, 'minTemperature', 'maxTemperature', celsius) },
    ),
    attribute('minTemperature', 'temperatureControl.min', celsius),
    attribute('maxTemperature', 'temperatureControl.max', celsius),
    attribute('step', 'temperatureControl.step', celsius),
    {
      to: 'temperatureControl.level',
      from: ['selectedTemperatureLevel'],
      read: ({ state }) => placeIn(state['supportedTemperatureLevels']).read(state['selectedTemperatureLevel']),
      narrow: ({ state }) => ({ options: (placeIn(state['supportedTemperatureLevels']).options ?? []).map((id) => ({ id })) }),
      write: (value, { state }) => ({
        invoke: 'setTemperature',
        fields: { targetTemperatureLevel: placeIn(state['supportedTemperatureLevels']).write(value) },
      }),
    },
    {
      to: 'temperatureControl.levels',
      from: ['supportedTemperatureLevels'],
      read: ({ state }) => (placeIn(state['supportedTemperatureLevels']).options ?? []).map((id) => ({ id })),
    },
  ],
};

/** Bit of the alarm → our state, the most urgent first (section 2.17). */
const alarms: readonly (readonly [bit: string, state: string])[] = [
  ['criticalOverTemperatureAlarm', 'highHigh'],
  ['criticalUnderTemperatureAlarm', 'lowLow'],
  ['majorOverTemperatureAlarm', 'high'],
  ['majorUnderTemperatureAlarm', 'low'],
  ['minorOverTemperatureAlarm', 'high'],
  ['minorUnderTemperatureAlarm', 'low'],
];

function limitOf(bits: unknown): string | undefined {
  const set = new Set(bitsOf(bits));
  return alarms.find(([bit]) => set.has(bit))?.[1];
}

/** A limit that some products let a controller move. */
function limit(from: string, to: string, adjustable: string, otherwise?: string): AttributeMapping {
  return {
    ...attribute(from, to, celsius, otherwise === undefined ? {} : { when: ({ state }) => state[otherwise] === undefined }),
    narrow: ({ features }) => ({ writable: features[adjustable] === true, unit: 'Cel', quantity: 'temperature' }),
    write: (value) => ({ invoke: 'setTemperatureAlarmThresholds', fields: { [from]: celsius.write(value) } }),
  };
}

/** Temperature Alarm (section 2.17). Of a minor and a major threshold on one side the major one is the limit. */
export const temperatureAlarm: ClusterMapping = {
  cluster: 'temperatureAlarm',
  attributes: [
    {
      to: 'limitAlarm.state',
      from: ['state'],
      read: ({ state }) => (isRecord(state['state']) ? (limitOf(state['state']) ?? 'normal') : undefined),
    },
    limit('criticalOverTemperatureThreshold', 'limitAlarm.highHigh', 'overCriticalAdjustable'),
    limit('majorOverTemperatureThreshold', 'limitAlarm.high', 'overMajorAdjustable'),
    limit('minorOverTemperatureThreshold', 'limitAlarm.high', 'overMinorAdjustable', 'majorOverTemperatureThreshold'),
    limit('criticalUnderTemperatureThreshold', 'limitAlarm.lowLow', 'underCriticalAdjustable'),
    limit('majorUnderTemperatureThreshold', 'limitAlarm.low', 'underMajorAdjustable'),
    limit('minorUnderTemperatureThreshold', 'limitAlarm.low', 'underMinorAdjustable', 'majorUnderTemperatureThreshold'),
  ],
  events: [
    {
      from: 'notify',
      capability: 'limitAlarm',
      events: ['exceeded', 'returned'],
      read: ({ active, state }) => {
        const exceeded = limitOf(active);
        if (exceeded !== undefined) return { event: 'exceeded', payload: { limit: exceeded } };
        return limitOf(state) === undefined ? { event: 'returned' } : undefined;
      },
    },
  ],
  internal: because('which alarms are armed, which the maker decides', 'mask', 'latch', 'supported'),
  unused: because('an alarm that is put off by a rule warns nobody', 'reset', 'modifyEnabledAlarms'),
};
