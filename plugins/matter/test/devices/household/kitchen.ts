/** A microwave that does what the standard says of fields that a command leaves out. */
import { Endpoint, type MaybePromise } from '@matter/main';
import { MicrowaveOvenControlServer } from '@matter/main/behaviors/microwave-oven-control';
import { MicrowaveOvenModeServer } from '@matter/main/behaviors/microwave-oven-mode';
import { OperationalStateServer } from '@matter/main/behaviors/operational-state';
import type { MicrowaveOvenControl } from '@matter/main/clusters/microwave-oven-control';
import { MicrowaveOvenMode } from '@matter/main/clusters/microwave-oven-mode';
import { OperationalState } from '@matter/main/clusters/operational-state';
import { MicrowaveOvenDevice } from '@matter/main/devices/microwave-oven';
import { say } from '../../../demo/host.ts';

const normal = 1;
const defrost = 2;

class Magnetron extends MicrowaveOvenControlServer.with('PowerAsNumber') {
  override setCookingParameters({
    cookMode = normal,
    cookTime = 30,
    powerSetting = 100,
  }: MicrowaveOvenControl.SetCookingParametersRequest): MaybePromise {
    say({ event: 'cook', cookMode, cookTime, powerSetting });
    Object.assign(this.state, { cookTime, powerSetting });
  }

  override addMoreTime({ timeToAdd }: MicrowaveOvenControl.AddMoreTimeRequest): MaybePromise {
    this.state.cookTime += timeToAdd;
  }
}

const { OperationalStateEnum: State } = OperationalState;

export const microwave = new Endpoint(MicrowaveOvenDevice.with(Magnetron, MicrowaveOvenModeServer, OperationalStateServer), {
  id: 'microwave',
  microwaveOvenControl: { cookTime: 60, maxCookTime: 3600, powerSetting: 50, wattRating: 1000 },
  microwaveOvenMode: {
    supportedModes: [
      { label: 'Normal', mode: normal, modeTags: [{ value: MicrowaveOvenMode.ModeTag.Normal }] },
      { label: 'Defrost', mode: defrost, modeTags: [{ value: MicrowaveOvenMode.ModeTag.Defrost }] },
    ],
    currentMode: defrost,
  },
  operationalState: {
    operationalStateList: [State.Stopped, State.Running, State.Paused, State.Error].map((operationalStateId) => ({ operationalStateId })),
    operationalState: State.Stopped,
    operationalError: { errorStateId: OperationalState.ErrorState.NoError },
  },
});
