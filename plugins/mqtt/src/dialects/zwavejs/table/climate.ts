import { binary, choice, duration, numeric, text, type ClassTable } from './known.ts';

const set = { writable: true } as const;
const setpoint = (target?: string) => numeric(target, '°C', set);

export const thermostatMode: ClassTable = {
  mode: choice(
    {
      0: 'off',
      1: 'heat',
      2: 'cool',
      3: 'auto',
      4: 'auxiliary',
      5: 'resume',
      6: 'fan',
      7: 'furnace',
      8: 'dry',
      9: 'moist',
      10: 'autoChangeover',
      11: 'energyHeat',
      12: 'energyCool',
      13: 'away',
      15: 'fullPower',
      31: 'manufacturerSpecific',
    },
    {
      target: 'thermostat.mode',
      // The modes that save, moisten or follow the maker are none of ours; their own word goes with them.
      words: {
        off: 'off',
        heat: 'heat',
        cool: 'cool',
        auto: 'auto',
        auxiliary: 'emergencyHeat',
        fan: 'fanOnly',
        dry: 'dry',
        autochangeover: 'heatCool',
        resume: 'other',
        furnace: 'other',
        moist: 'other',
        energyheat: 'other',
        energycool: 'other',
        away: 'other',
        fullpower: 'other',
        manufacturerspecific: 'other',
      },
    },
    { ...set, kind: 'thermostat' },
  ),
  manufacturerData: text(),
};

/** The key is the kind of the target. */
export const thermostatSetpoint: ClassTable = {
  'setpoint/1': setpoint('thermostat.heatingSetpoint'),
  'setpoint/2': setpoint('thermostat.coolingSetpoint'),
  'setpoint/7': setpoint(),
  'setpoint/8': setpoint(),
  'setpoint/9': setpoint(),
  'setpoint/10': setpoint('thermostat.setpoint'),
  'setpoint/11': setpoint('thermostat.ecoSetpoint'),
  'setpoint/12': setpoint(),
  'setpoint/13': setpoint('thermostat.awaySetpoint'),
  'setpoint/14': setpoint(),
  'setpoint/15': setpoint('thermostat.boostSetpoint'),
  setpoint: setpoint(),
};

export const thermostatOperatingState: ClassTable = {
  state: choice(
    {
      0: 'idle',
      1: 'heating',
      2: 'cooling',
      3: 'fan',
      4: 'pendingHeat',
      5: 'pendingCool',
      6: 'vent',
      7: 'auxiliaryHeating',
      8: 'secondStageHeating',
      9: 'secondStageCooling',
      10: 'secondStageAuxiliary',
      11: 'thirdStageAuxiliary',
    },
    {
      target: 'thermostat.action',
      words: {
        idle: 'idle',
        heating: 'heating',
        cooling: 'cooling',
        fan: 'fan',
        pendingheat: 'other',
        pendingcool: 'other',
        vent: 'fan',
        auxiliaryheating: 'heating',
        secondstageheating: 'heating',
        secondstagecooling: 'cooling',
        secondstageauxiliary: 'heating',
        thirdstageauxiliary: 'heating',
      },
    },
  ),
};

export const thermostatFanMode: ClassTable = {
  mode: choice(
    {
      0: 'autoLow',
      1: 'low',
      2: 'autoHigh',
      3: 'high',
      4: 'autoMedium',
      5: 'medium',
      6: 'circulation',
      7: 'humidityCirculation',
      8: 'leftAndRight',
      9: 'upAndDown',
      10: 'quiet',
      11: 'externalCirculation',
    },
    'fan.mode',
    set,
  ),
  off: binary(undefined, set),
};

export const thermostatFanState: ClassTable = {
  state: choice({
    0: 'idle',
    1: 'low',
    2: 'high',
    3: 'medium',
    4: 'circulation',
    5: 'humidityCirculation',
    6: 'leftAndRight',
    7: 'upAndDown',
    8: 'quiet',
  }),
};

export const thermostatSetback: ClassTable = {
  setbackType: choice({ 0: 'none', 1: 'temporary', 2: 'permanent' }),
  setbackState: numeric(undefined, 'K'),
};

export const climateControlSchedule: ClassTable = {
  overrideType: choice({ 0: 'none', 1: 'temporary', 2: 'permanent' }, undefined, set),
};

export const humidityControlMode: ClassTable = {
  mode: choice(
    { 0: 'off', 1: 'humidify', 2: 'dehumidify', 3: 'auto' },
    { target: 'humidifier.function', words: { off: 'other', humidify: 'humidify', dehumidify: 'dehumidify', auto: 'auto' } },
    set,
  ),
};

export const humidityControlOperatingState: ClassTable = {
  state: choice(
    { 0: 'idle', 1: 'humidifying', 2: 'dehumidifying' },
    { target: 'humidifier.action', words: { idle: 'idle', humidifying: 'humidifying', dehumidifying: 'drying' } },
  ),
};

export const humidityControlSetpoint: ClassTable = {
  'setpoint/1': numeric('humidifier.target', '%', set),
  'setpoint/2': numeric({ target: 'humidifier.target', child: 'dehumidifier' }, '%', set),
  'setpoint/3': numeric({ target: 'humidifier.target', child: 'auto' }, '%', set),
};

export const sceneActivation: ClassTable = { dimmingDuration: duration() };
