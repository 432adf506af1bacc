/** What stands before a house: a charger for the car, and the gate that it comes through. */
import { Endpoint, type MaybePromise } from '@matter/main';
import { ClosureControlServer } from '@matter/main/behaviors/closure-control';
import { EnergyEvseServer } from '@matter/main/behaviors/energy-evse';
import { ClosureControl } from '@matter/main/clusters/closure-control';
import { EnergyEvse } from '@matter/main/clusters/energy-evse';
import { EnergyEvseMode } from '@matter/main/clusters/energy-evse-mode';
import { ClosureDevice } from '@matter/main/devices/closure';
import { EnergyEvseDevice } from '@matter/main/devices/energy-evse';
import { say } from '../../../demo/host.ts';

/** 2026-06-01T12:00:00Z, in seconds since 1970. */
const noon = 1_780_315_200;

class Charger extends EnergyEvseServer {
  override disable(): MaybePromise {
    this.state.supplyState = EnergyEvse.SupplyState.Disabled;
  }

  override enableCharging({
    chargingEnabledUntil,
    minimumChargeCurrent,
    maximumChargeCurrent,
  }: EnergyEvse.EnableChargingRequest): MaybePromise {
    say({ event: 'enableCharging', until: chargingEnabledUntil, minimum: Number(minimumChargeCurrent) });
    Object.assign(this.state, {
      supplyState: EnergyEvse.SupplyState.ChargingEnabled,
      chargingEnabledUntil,
      minimumChargeCurrent,
      maximumChargeCurrent,
    });
  }
}

const ends: Readonly<Partial<Record<ClosureControl.TargetPosition, ClosureControl.CurrentPosition>>> = {
  [ClosureControl.TargetPosition.MoveToFullyClosed]: ClosureControl.CurrentPosition.FullyClosed,
  [ClosureControl.TargetPosition.MoveToFullyOpen]: ClosureControl.CurrentPosition.FullyOpened,
  [ClosureControl.TargetPosition.MoveToPedestrianPosition]: ClosureControl.CurrentPosition.OpenedForPedestrian,
};

class Gate extends ClosureControlServer.with('Positioning', 'Pedestrian') {
  override moveTo({ position }: ClosureControl.MoveToRequest): MaybePromise {
    const at = position === undefined ? undefined : ends[position];
    if (at === undefined) return;
    this.state.overallTargetState = { position: position ?? null };
    this.state.overallCurrentState = { position: at, secureState: at === ClosureControl.CurrentPosition.FullyClosed };
  }

  override stop(): MaybePromise {
    this.state.mainState = ClosureControl.MainState.Stopped;
  }
}

export const charger = new Endpoint(EnergyEvseDevice.with(Charger), {
  id: 'charger',
  energyEvse: {
    state: EnergyEvse.State.PluggedInCharging,
    supplyState: EnergyEvse.SupplyState.ChargingEnabled,
    faultState: EnergyEvse.FaultState.NoError,
    chargingEnabledUntil: noon,
    circuitCapacity: 32_000,
    minimumChargeCurrent: 6000,
    maximumChargeCurrent: 16_000,
    userMaximumChargeCurrent: 16_000,
    sessionId: 7,
    sessionDuration: 600,
    sessionEnergyCharged: 1_500_000,
  },
  energyEvseMode: {
    supportedModes: [
      { label: 'Manual', mode: 1, modeTags: [{ value: EnergyEvseMode.ModeTag.Manual }] },
      { label: 'From the roof', mode: 2, modeTags: [{ value: EnergyEvseMode.ModeTag.SolarCharging }] },
    ],
    currentMode: 1,
  },
});

export const gate = new Endpoint(ClosureDevice.with(Gate), {
  id: 'gate',
  closureControl: {
    mainState: ClosureControl.MainState.Stopped,
    currentErrorList: [],
    overallCurrentState: { position: ClosureControl.CurrentPosition.FullyClosed, secureState: true },
    overallTargetState: { position: ClosureControl.TargetPosition.MoveToFullyClosed },
  },
});
