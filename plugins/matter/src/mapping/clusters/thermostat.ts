import { CommandRejectedError } from '@concord/sdk';
import {
  attribute,
  because,
  feature,
  writable,
  type AttributeMapping,
  type ClusterMapping,
  type ClusterView,
  type Part,
} from '../cluster-mapping.ts';
import { bit, clamp, flag, isRecord, named, numberArgument, numberOf, orNull, per, times, unless } from '../convert.ts';
import { presetAttributes, presetCommands, presetInternal } from './thermostat-presets.ts';

const celsius = per(100);

/** A day, in seconds (section 4.3.11.28). */
const longestHold = 86_400;

const systemMode = named({
  0: 'off',
  1: 'auto',
  3: 'cool',
  4: 'heat',
  5: 'emergencyHeat',
  6: 'precool',
  7: 'fanOnly',
  8: 'dry',
  9: 'sleep',
});

/** The modes that a device with these features takes (section 4.3.9.25). */
const modeFeatures: Readonly<Record<string, string>> = {
  auto: 'autoMode',
  cool: 'cooling',
  precool: 'cooling',
  heat: 'heating',
  emergencyHeat: 'heating',
};
const basicModes: readonly string[] = ['off', 'heat', 'cool', 'auto'];

function modesOf({ features }: ClusterView): string[] {
  return basicModes.filter((mode) => {
    const needed = modeFeatures[mode];
    return needed === undefined || features[needed] === true;
  });
}

/** Limits of one setpoint: the narrower of the absolute and the configured ones, with the defaults of section 4.3.9. */
function limits(kind: 'Heat' | 'Cool', { state }: ClusterView) {
  const fallback = kind === 'Heat' ? { minimum: 700, maximum: 3000 } : { minimum: 1600, maximum: 3200 };
  const read = (name: string) => numberOf(state[name]) ?? undefined;
  const minimum = read(`min${kind}SetpointLimit`) ?? read(`absMin${kind}SetpointLimit`) ?? fallback.minimum;
  const maximum = read(`max${kind}SetpointLimit`) ?? read(`absMax${kind}SetpointLimit`) ?? fallback.maximum;
  return { minimum: minimum / 100, maximum: maximum / 100 };
}

function setpoint(kind: 'Heat' | 'Cool', from: string, to: string): AttributeMapping {
  return {
    ...writable(from, to, celsius),
    narrow: (view) => ({ ...limits(kind, view), step: 0.01 }),
    write: (value, view) => {
      const wanted = numberArgument(value, 'the setpoint');
      const { minimum, maximum } = limits(kind, view);
      if (wanted < minimum || wanted > maximum) {
        throw new CommandRejectedError(`the setpoint must lie between ${minimum} °C and ${maximum} °C, not ${wanted} °C`);
      }
      return { write: { [from]: celsius.write(wanted) } };
    },
  };
}

/** What it is doing: the running state where the device has it, else the running mode (sections 4.3.9.27 and 4.3.9.28). */
function action({ state }: ClusterView): string | null | undefined {
  const running = state['thermostatRunningState'];
  if (isRecord(running)) {
    if (running['heat'] === true || running['heatStage2'] === true) return 'heating';
    if (running['cool'] === true || running['coolStage2'] === true) return 'cooling';
    if (running['fan'] === true || running['fanStage2'] === true || running['fanStage3'] === true) return 'fan';
  } else if (running === null) {
    return null;
  } else {
    const mode = numberOf(state['thermostatRunningMode']);
    if (mode === 4) return 'heating';
    if (mode === 3) return 'cooling';
    if (mode === undefined || mode === null) return mode;
  }
  return state['systemMode'] === 0 ? 'off' : 'idle';
}

const outside: Part = { id: 'outside', name: 'Outside', kind: 'sensor', tags: ['role=ambient', 'environment=outdoor'] };
const coil: Part = { id: 'coil', name: 'Coil', kind: 'sensor', tags: ['part=coil'] };

/** Thermostat (Matter application clusters, section 4.3). */
export const thermostat: ClusterMapping = {
  cluster: 'thermostat',
  attributes: [
    attribute('localTemperature', 'thermostat.localTemperature', celsius),
    setpoint('Heat', 'occupiedHeatingSetpoint', 'thermostat.heatingSetpoint'),
    setpoint('Cool', 'occupiedCoolingSetpoint', 'thermostat.coolingSetpoint'),
    setpoint('Heat', 'unoccupiedHeatingSetpoint', 'thermostat.unoccupiedHeatingSetpoint'),
    setpoint('Cool', 'unoccupiedCoolingSetpoint', 'thermostat.unoccupiedCoolingSetpoint'),
    {
      ...writable('systemMode', 'thermostat.mode', systemMode),
      narrow: (view) => ({ options: modesOf(view).map((id) => ({ id })) }),
    },
    { to: 'thermostat.action', from: ['thermostatRunningState', 'systemMode'], read: action },
    {
      to: 'thermostat.action',
      from: ['thermostatRunningMode', 'systemMode'],
      read: action,
      when: ({ state }) => state['thermostatRunningState'] === undefined,
    },
    attribute('thermostatRunningMode', 'thermostat.runningMode', named({ 0: 'off', 3: 'cool', 4: 'heat' })),
    writable('minHeatSetpointLimit', 'thermostat.heatingMin', celsius, { when: feature('heating') }),
    writable('maxHeatSetpointLimit', 'thermostat.heatingMax', celsius, { when: feature('heating') }),
    writable('minCoolSetpointLimit', 'thermostat.coolingMin', celsius, { when: feature('cooling') }),
    writable('maxCoolSetpointLimit', 'thermostat.coolingMax', celsius, { when: feature('cooling') }),
    attribute('absMinHeatSetpointLimit', 'thermostat.heatingFloor', celsius, { when: feature('heating') }),
    attribute('absMaxHeatSetpointLimit', 'thermostat.heatingCeiling', celsius, { when: feature('heating') }),
    attribute('piHeatingDemand', 'thermostat.heatDemand', per(1)),
    attribute('piCoolingDemand', 'thermostat.coolDemand', per(1)),
    writable('localTemperatureCalibration', 'sensorSettings.temperatureOffset', per(10)),
    { ...attribute('outdoorTemperature', 'temperatureSensor.temperature', celsius), part: outside },
    { ...attribute('acCoilTemperature', 'temperatureSensor.temperature', celsius), part: coil },
    attribute('occupancy', 'occupancySensor.occupied', bit('occupied')),
    {
      to: 'thermostat.hold',
      from: ['temperatureSetpointHold'],
      read: ({ state }) => {
        const held = numberOf(state['temperatureSetpointHold']);
        return typeof held === 'number' ? held === 1 : held;
      },
      write: (value) => ({ write: { temperatureSetpointHold: value === true ? 1 : 0 } }),
    },
    // Null: until somebody ends it.
    writable('temperatureSetpointHoldDuration', 'thermostat.holdDuration', orNull(times(60)), {
      narrow: () => ({ minimum: 0, maximum: longestHold, step: 60 }),
    }),
    attribute('setpointChangeSource', 'thermostat.setpointSource', named({ 0: 'manual', 1: 'schedule', 2: 'external' })),
    writable('acLouverPosition', 'airflow.vertical', named({ 1: 'closed', 2: 'open', 3: 'quarter', 4: 'half', 5: 'threeQuarters' })),
    ...presetAttributes,
  ],
  commands: [
    ...presetCommands,
    {
      to: 'thermostat.resumeSchedule',
      run: () => ({ write: { temperatureSetpointHold: 0 } }),
      when: ({ state }) => state['temperatureSetpointHold'] !== undefined,
    },
    {
      to: 'thermostat.nudge',
      needs: 'setpointRaiseLower',
      run: ({ delta }, { features }) => ({
        invoke: 'setpointRaiseLower',
        fields: {
          mode: features['heating'] !== true ? 1 : features['cooling'] === true ? 2 : 0,
          amount: clamp(Math.round(numberArgument(delta, 'delta') * 10), -128, 127),
        },
      }),
    },
  ],
  events: [
    {
      from: 'setpointChange',
      capability: 'thermostat',
      events: ['setpointChanged'],
      read: () => ({ event: 'setpointChanged', payload: {} }),
    },
  ],
  unused: {
    ...because('the attributes tell the same', 'systemModeChange', 'localTemperatureChange', 'occupancyChange', 'runningStateChange'),
    ...because('the attributes tell the same', 'runningModeChange', 'activeScheduleChange', 'activePresetChange'),
    ...because('a proposal that the thermostat may leave; a rule sets the preset', 'addThermostatSuggestion', 'removeThermostatSuggestion'),
    atomicRequest: 'presets and schedules are made at the thermostat',
  },
  internal: {
    ...presetInternal,
    ...because('a description of the hardware', 'acType', 'acCapacity', 'acRefrigerantType', 'acCompressorType', 'acCapacityFormat'),
    ...because('deprecated', 'hvacSystemTypeConfiguration', 'thermostatProgrammingOperationMode', 'occupiedSetback', 'occupiedSetbackMin'),
    ...because('deprecated', 'occupiedSetbackMax', 'unoccupiedSetback', 'unoccupiedSetbackMin', 'unoccupiedSetbackMax'),
    ...because(
      'a proposal that the thermostat may leave',
      'maxThermostatSuggestions',
      'thermostatSuggestions',
      'currentThermostatSuggestion',
    ),
    thermostatSuggestionNotFollowingReason: 'a proposal that the thermostat may leave',
    absMinCoolSetpointLimit: 'the range of the setpoint',
    absMaxCoolSetpointLimit: 'the range of the setpoint',
    controlSequenceOfOperation: 'the features say the same',
  },
};

const fullLockout = 5;

/** Thermostat User Interface Configuration (section 4.5). */
export const thermostatUserInterfaceConfiguration: ClusterMapping = {
  cluster: 'thermostatUserInterfaceConfiguration',
  attributes: [
    writable('temperatureDisplayMode', 'localSettings.temperatureUnit', named({ 0: 'C', 1: 'F' })),
    {
      to: 'childLock.locked',
      from: ['keypadLockout'],
      read: ({ state }) => unless(0).read(state['keypadLockout']),
      write: (value) => ({ write: { keypadLockout: flag.write(value) === true ? fullLockout : 0 } }),
    },
    writable('keypadLockout', 'childLock.level', named({ 0: 'none', 5: 'full', 1: 'partial', 2: 'partial', 3: 'partial', 4: 'partial' })),
  ],
};
