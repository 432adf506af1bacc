/** The water of a household: a valve, a pump, a heater for it, and the soil of a plant. */
import { Endpoint, type MaybePromise } from '@matter/main';
import { PumpConfigurationAndControlServer } from '@matter/main/behaviors/pump-configuration-and-control';
import { ThermostatServer } from '@matter/main/behaviors/thermostat';
import { ValveConfigurationAndControlServer } from '@matter/main/behaviors/valve-configuration-and-control';
import { WaterHeaterManagementServer } from '@matter/main/behaviors/water-heater-management';
import { PumpConfigurationAndControl } from '@matter/main/clusters/pump-configuration-and-control';
import { Thermostat } from '@matter/main/clusters/thermostat';
import { ValveConfigurationAndControl } from '@matter/main/clusters/valve-configuration-and-control';
import { WaterHeaterManagement } from '@matter/main/clusters/water-heater-management';
import { WaterHeaterMode } from '@matter/main/clusters/water-heater-mode';
import { PumpDevice } from '@matter/main/devices/pump';
import { SoilSensorDevice } from '@matter/main/devices/soil-sensor';
import { WaterHeaterDevice } from '@matter/main/devices/water-heater';
import { WaterValveDevice } from '@matter/main/devices/water-valve';
import { MeasurementType } from '@matter/main/types';
import { say } from '../../../demo/host.ts';

const { ValveState } = ValveConfigurationAndControl;

class Valve extends ValveConfigurationAndControlServer.with('Level') {
  override open({ openDuration, targetLevel }: ValveConfigurationAndControl.OpenRequest): MaybePromise {
    const level = targetLevel ?? 100;
    Object.assign(this.state, {
      openDuration: openDuration ?? null,
      remainingDuration: openDuration ?? null,
      currentState: ValveState.Open,
      targetState: ValveState.Open,
      currentLevel: level,
      targetLevel: level,
    });
  }

  override close(): MaybePromise {
    Object.assign(this.state, { currentState: ValveState.Closed, targetState: ValveState.Closed, currentLevel: 0, targetLevel: 0 });
  }
}

const Circulator = PumpConfigurationAndControlServer.with('ConstantSpeed', 'ConstantPressure').enable({ events: { dryRunning: true } });

class Tank extends WaterHeaterManagementServer.with('EnergyManagement', 'TankPercent') {
  override boost({ boostInfo }: WaterHeaterManagement.BoostRequest): MaybePromise {
    say({ event: 'boost', duration: boostInfo.duration, setpoint: boostInfo.temporarySetpoint });
    this.state.boostState = WaterHeaterManagement.BoostState.Active;
  }

  override cancelBoost(): MaybePromise {
    this.state.boostState = WaterHeaterManagement.BoostState.Inactive;
  }
}

export const valve = new Endpoint(WaterValveDevice.with(Valve), {
  id: 'valve',
  valveConfigurationAndControl: {
    openDuration: null,
    defaultOpenDuration: 600,
    remainingDuration: null,
    currentState: ValveState.Closed,
    targetState: ValveState.Closed,
    currentLevel: 0,
    targetLevel: 0,
  },
});

export const pump = new Endpoint(PumpDevice.with(Circulator), {
  id: 'pump',
  pumpConfigurationAndControl: {
    maxPressure: 500,
    maxSpeed: 3000,
    maxFlow: 60,
    minConstPressure: 0,
    maxConstPressure: 500,
    minConstSpeed: 500,
    maxConstSpeed: 3000,
    effectiveOperationMode: PumpConfigurationAndControl.OperationMode.Normal,
    effectiveControlMode: PumpConfigurationAndControl.ControlMode.ConstantSpeed,
    operationMode: PumpConfigurationAndControl.OperationMode.Normal,
    controlMode: PumpConfigurationAndControl.ControlMode.ConstantSpeed,
    capacity: 15_000,
    speed: 1450,
    power: 350,
    pumpStatus: { running: true },
    lifetimeRunningHours: 10,
    lifetimeEnergyConsumed: 3,
  },
});

export const soil = new Endpoint(SoilSensorDevice, {
  id: 'soil',
  soilMeasurement: {
    soilMoistureMeasurementLimits: {
      measurementType: MeasurementType.SoilMoisture,
      measured: true,
      minMeasuredValue: 0,
      maxMeasuredValue: 100,
      accuracyRanges: [{ rangeMin: 0, rangeMax: 100, percentMax: 500 }],
    },
    soilMoistureMeasuredValue: 42,
  },
});

export const boiler = new Endpoint(WaterHeaterDevice.with(Tank, ThermostatServer.with('Heating')), {
  id: 'boiler',
  waterHeaterManagement: {
    heaterTypes: { immersionElement1: true, heatPump: true },
    heatDemand: { heatPump: true },
    tankVolume: 200,
    estimatedHeatRequired: 2_000_000,
    tankPercentage: 40,
    boostState: WaterHeaterManagement.BoostState.Inactive,
  },
  waterHeaterMode: {
    supportedModes: [
      { label: 'Off', mode: 1, modeTags: [{ value: WaterHeaterMode.ModeTag.Off }] },
      { label: 'Manual', mode: 2, modeTags: [{ value: WaterHeaterMode.ModeTag.Manual }] },
      { label: 'Timed', mode: 3, modeTags: [{ value: WaterHeaterMode.ModeTag.Timed }] },
    ],
    currentMode: 2,
  },
  thermostat: {
    localTemperature: 4800,
    occupiedHeatingSetpoint: 2800,
    controlSequenceOfOperation: Thermostat.ControlSequenceOfOperation.HeatingOnly,
    systemMode: Thermostat.SystemMode.Heat,
  },
});
