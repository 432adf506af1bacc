import type { Row } from '../../../mapping/row.ts';

/** The features of `climate`, `fan` and of composites that are settings, which are values like the others (section 3.6); every other feature goes by its name. */
const rows: Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>> = {
  climate: {
    current_heating_setpoint: [{ target: 'thermostat.heatingSetpoint' }],
    fan_mode: [{ target: 'fan.mode' }],
    local_temperature: [{ target: 'thermostat.localTemperature' }],
    local_temperature_calibration: [{ target: 'sensorSettings.temperatureOffset' }],
    occupied_cooling_setpoint: [{ target: 'thermostat.coolingSetpoint' }],
    occupied_heating_setpoint: [{ target: 'thermostat.heatingSetpoint' }],
    pi_cooling_demand: [{ target: 'thermostat.coolDemand' }],
    pi_heating_demand: [{ target: 'thermostat.heatDemand' }],
    preset: [{ target: 'thermostat.preset' }],
    running_state: [
      { target: 'thermostat.action', words: { idle: 'idle', heat: 'heating', cool: 'cooling', fan_only: 'fan', off: 'off' } },
    ],
    swing_mode: [
      {
        target: 'airflow.swing',
        words: { off: 'off', vertical: 'vertical', horizontal: 'horizontal', both: 'both', on: 'vertical' },
      },
      { target: 'airflow.vertical', type: 'enum' },
    ],
    control_sequence_of_operation: [{ target: 'thermostat.control' }],
    ac_louver_position: [{ target: 'airflow.vertical', type: 'enum' }],
  },
  color_options: { execute_if_off: [{ target: 'color.whileOff' }] },
  level_config: {
    on_level: [{ target: 'level.onLevel', scale: 'level' }],
    on_off_transition_time: [{ target: 'level.usualTransition', unstated: { unit: 's' } }],
    on_transition_time: [{ target: 'level.onTransition', unstated: { unit: 's' } }],
    off_transition_time: [{ target: 'level.offTransition', unstated: { unit: 's' } }],
    current_level_startup: [{ target: 'powerOnBehavior.level', scale: 'level' }],
  },
  fan: {
    mode: [{ target: 'fan.mode' }],
    speed: [{ target: 'fan.speed' }],
    state: [{ target: 'switch.on' }],
  },
};

/** The rows of a feature that only mean this in its typed expose. */
export function ofFeature(type: string, name: string): readonly Row[] | undefined {
  const features = Object.hasOwn(rows, type) ? rows[type] : undefined;
  return features && Object.hasOwn(features, name) ? features[name] : undefined;
}

export function featureTargets(): string[] {
  return Object.values(rows).flatMap((features) => Object.values(features).flatMap((list) => list.map(({ target }) => target)));
}
