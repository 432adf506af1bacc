/** What cleans a household: its air, its floors and its clothes. */
import { Endpoint, type MaybePromise } from '@matter/main';
import { ActivatedCarbonFilterMonitoringServer } from '@matter/main/behaviors/activated-carbon-filter-monitoring';
import { HepaFilterMonitoringServer } from '@matter/main/behaviors/hepa-filter-monitoring';
import { LaundryWasherControlsServer } from '@matter/main/behaviors/laundry-washer-controls';
import { LaundryWasherModeServer } from '@matter/main/behaviors/laundry-washer-mode';
import { OperationalStateServer } from '@matter/main/behaviors/operational-state';
import { RvcCleanModeServer } from '@matter/main/behaviors/rvc-clean-mode';
import { RvcOperationalStateServer } from '@matter/main/behaviors/rvc-operational-state';
import { ServiceAreaServer } from '@matter/main/behaviors/service-area';
import { FanControl } from '@matter/main/clusters/fan-control';
import { LaundryWasherControls } from '@matter/main/clusters/laundry-washer-controls';
import { LaundryWasherMode } from '@matter/main/clusters/laundry-washer-mode';
import { OperationalState } from '@matter/main/clusters/operational-state';
import { ResourceMonitoring } from '@matter/main/clusters/resource-monitoring';
import { RvcCleanMode } from '@matter/main/clusters/rvc-clean-mode';
import { RvcOperationalState } from '@matter/main/clusters/rvc-operational-state';
import { RvcRunMode } from '@matter/main/clusters/rvc-run-mode';
import { AirPurifierDevice } from '@matter/main/devices/air-purifier';
import { LaundryWasherDevice } from '@matter/main/devices/laundry-washer';
import { RoboticVacuumCleanerDevice } from '@matter/main/devices/robotic-vacuum-cleaner';

/** 2026-06-01T12:00:00Z, in seconds since 1970. */
const noon = 1_780_315_200;

const carryOut = { commandResponseState: { errorStateId: RvcOperationalState.ErrorState.NoError } };

const { OperationalState: RobotState } = RvcOperationalState;
const robotStates = [
  RobotState.Stopped,
  RobotState.Running,
  RobotState.Paused,
  RobotState.Error,
  RobotState.SeekingCharger,
  RobotState.Charging,
  RobotState.Docked,
];

const { OperationalStateEnum: DrumState } = OperationalState;
const drumStates = [DrumState.Stopped, DrumState.Running, DrumState.Paused, DrumState.Error];

class Robot extends RvcOperationalStateServer {
  override pause() {
    this.state.operationalState = RvcOperationalState.OperationalState.Paused;
    return carryOut;
  }

  override resume() {
    return {
      commandResponseState: { errorStateId: RvcOperationalState.ErrorState.UnableToStartOrResume, errorStateDetails: 'the bin is full' },
    };
  }

  override goHome() {
    this.state.operationalState = RvcOperationalState.OperationalState.SeekingCharger;
    return carryOut;
  }
}

class Drum extends OperationalStateServer.enable({ events: { operationCompletion: true } }) {
  override start() {
    this.state.operationalState = OperationalState.OperationalStateEnum.Running;
    return { commandResponseState: { errorStateId: OperationalState.ErrorState.NoError } };
  }

  override stop() {
    this.state.operationalState = OperationalState.OperationalStateEnum.Stopped;
    return { commandResponseState: { errorStateId: OperationalState.ErrorState.NoError } };
  }
}

class Hepa extends HepaFilterMonitoringServer.with('Condition', 'Warning') {
  override resetCondition(): MaybePromise {
    Object.assign(this.state, { condition: 0, changeIndication: ResourceMonitoring.ChangeIndication.Ok });
  }
}

export const purifier = new Endpoint(AirPurifierDevice.with(Hepa, ActivatedCarbonFilterMonitoringServer.with('Condition')), {
  id: 'purifier',
  fanControl: {
    fanMode: FanControl.FanMode.Low,
    fanModeSequence: FanControl.FanModeSequence.OffLowMedHigh,
    percentSetting: 30,
    percentCurrent: 30,
  },
  hepaFilterMonitoring: {
    condition: 85,
    degradationDirection: ResourceMonitoring.DegradationDirection.Up,
    changeIndication: ResourceMonitoring.ChangeIndication.Warning,
    lastChangedTime: noon,
  },
  activatedCarbonFilterMonitoring: {
    condition: 60,
    degradationDirection: ResourceMonitoring.DegradationDirection.Down,
    changeIndication: ResourceMonitoring.ChangeIndication.Ok,
  },
});

export const robot = new Endpoint(RoboticVacuumCleanerDevice.with(Robot, RvcCleanModeServer, ServiceAreaServer.with('Maps')), {
  id: 'robot',
  rvcRunMode: {
    supportedModes: [
      { label: 'Idle', mode: 0, modeTags: [{ value: RvcRunMode.ModeTag.Idle }] },
      { label: 'Clean', mode: 1, modeTags: [{ value: RvcRunMode.ModeTag.Cleaning }] },
    ],
    currentMode: 0,
  },
  rvcCleanMode: {
    supportedModes: [
      { label: 'Vacuum', mode: 1, modeTags: [{ value: RvcCleanMode.ModeTag.Vacuum }] },
      { label: 'Mop', mode: 2, modeTags: [{ value: RvcCleanMode.ModeTag.Mop }, { value: RvcCleanMode.ModeTag.Quiet }] },
    ],
    currentMode: 1,
  },
  rvcOperationalState: {
    operationalStateList: robotStates.map((operationalStateId) => ({ operationalStateId })),
    operationalState: RvcOperationalState.OperationalState.Docked,
    operationalError: { errorStateId: RvcOperationalState.ErrorState.NoError },
    phaseList: null,
    currentPhase: null,
  },
  serviceArea: {
    supportedAreas: [
      {
        areaId: 10,
        mapId: 1,
        areaInfo: { locationInfo: { locationName: 'Kitchen', floorNumber: 0, areaType: null }, landmarkInfo: null },
      },
      {
        areaId: 11,
        mapId: 1,
        areaInfo: { locationInfo: { locationName: 'Hall', floorNumber: 0, areaType: null }, landmarkInfo: null },
      },
    ],
    supportedMaps: [{ mapId: 1, name: 'Ground floor' }],
    selectedAreas: [],
    currentArea: null,
  },
});

export const washer = new Endpoint(
  LaundryWasherDevice.with(Drum, LaundryWasherModeServer, LaundryWasherControlsServer.with('Spin', 'Rinse')),
  {
    id: 'washer',
    laundryWasherMode: {
      supportedModes: [
        { label: 'Cotton', mode: 1, modeTags: [{ value: LaundryWasherMode.ModeTag.Normal }] },
        {
          label: 'Wool',
          mode: 2,
          modeTags: [{ value: LaundryWasherMode.ModeTag.Delicate }, { value: LaundryWasherMode.ModeTag.LowEnergy }],
        },
      ],
      currentMode: 1,
    },
    laundryWasherControls: {
      spinSpeeds: ['Off', '800', '1400'],
      spinSpeedCurrent: 2,
      numberOfRinses: LaundryWasherControls.NumberOfRinses.Normal,
      supportedRinses: [LaundryWasherControls.NumberOfRinses.Normal, LaundryWasherControls.NumberOfRinses.Extra],
    },
    operationalState: {
      operationalStateList: drumStates.map((operationalStateId) => ({ operationalStateId })),
      operationalState: OperationalState.OperationalStateEnum.Stopped,
      operationalError: { errorStateId: OperationalState.ErrorState.NoError },
      phaseList: ['Wash', 'Spin'],
      currentPhase: 0,
      countdownTime: 1800,
    },
  },
);
