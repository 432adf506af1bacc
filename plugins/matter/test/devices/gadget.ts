/**
 * A product with a bit of everything, to see what the plugin makes of it: a lock, a blind, a fan, sensors, a button, an alarm, and a
 * cluster of its maker's own. Takes commands as lines on standard input (see `deeds`); otherwise like the programs in `demo/`.
 */
import { createInterface } from 'node:readline';
import { ClusterBehavior, Endpoint, type ServerNode } from '@matter/main';
import { DoorLock } from '@matter/main/clusters/door-lock';
import { FanControl } from '@matter/main/clusters/fan-control';
import { SmokeCoAlarm } from '@matter/main/clusters/smoke-co-alarm';
import { WindowCovering } from '@matter/main/clusters/window-covering';
import { DoorLockServer } from '@matter/main/behaviors/door-lock';
import { FanControlServer } from '@matter/main/behaviors/fan-control';
import { SmokeCoAlarmServer } from '@matter/main/behaviors/smoke-co-alarm';
import { SwitchServer } from '@matter/main/behaviors/switch';
import { WindowCoveringServer } from '@matter/main/behaviors/window-covering';
import { DoorLockDevice } from '@matter/main/devices/door-lock';
import { FanDevice } from '@matter/main/devices/fan';
import { GenericSwitchDevice } from '@matter/main/devices/generic-switch';
import { HumiditySensorDevice } from '@matter/main/devices/humidity-sensor';
import { LightSensorDevice } from '@matter/main/devices/light-sensor';
import { SmokeCoAlarmDevice } from '@matter/main/devices/smoke-co-alarm';
import { TemperatureSensorDevice } from '@matter/main/devices/temperature-sensor';
import { WaterLeakDetectorDevice } from '@matter/main/devices/water-leak-detector';
import { WindowCoveringDevice } from '@matter/main/devices/window-covering';
import { AttributeElement, ClusterModel } from '@matter/main/model';
import { ClusterType } from '@matter/main/types';
import { runProduct, say, type Product } from '../../demo/host.ts';

const product: Product = {
  id: 'gadget',
  name: 'Test Gadget',
  productId: 0x8004,
  serial: 'CT-GA-0001',
  deviceType: DoorLockDevice.deviceType,
  port: 0,
  passcode: 20202024,
  discriminator: 3000,
};

const definition: unknown = {
  name: 'MakersOwn',
  id: 0xfff1fc01,
  children: [
    AttributeElement({ id: 0, name: 'Counter', type: 'uint16', conformance: 'M', default: 0 }),
    AttributeElement({ id: 1, name: 'Motto', type: 'string', conformance: 'M', default: 'onwards' }),
  ],
};
// The constructor takes plain elements, its declaration only under looser compiler options than ours.
const makersOwn = new ClusterModel(definition as ClusterModel.Definition);
const MakersOwnServer = ClusterBehavior.for(ClusterType(makersOwn) as ClusterType, makersOwn);

await runProduct(product, build);

async function build(node: ServerNode): Promise<undefined> {
  const lock = new Endpoint(DoorLockDevice.with(DoorLockServer.with('DoorPositionSensor'), MakersOwnServer), {
    id: 'lock',
    doorLock: {
      lockState: DoorLock.LockState.Locked,
      doorState: DoorLock.DoorState.DoorClosed,
      lockType: DoorLock.LockType.DeadBolt,
      actuatorEnabled: true,
      operatingMode: DoorLock.OperatingMode.Normal,
      supportedOperatingModes: {
        normal: false,
        vacation: true,
        privacy: true,
        noRemoteLockUnlock: false,
        passage: true,
        alwaysSet: 0b111_1111_1111,
      },
    },
  });
  const blind = new Endpoint(WindowCoveringDevice.with(WindowCoveringServer.with('Lift', 'PositionAwareLift')), {
    id: 'blind',
    windowCovering: {
      type: WindowCovering.WindowCoveringType.Rollershade,
      configStatus: { operational: true, onlineReserved: true, liftPositionAware: true },
      currentPositionLiftPercent100ths: 2500,
      targetPositionLiftPercent100ths: 2500,
      endProductType: WindowCovering.EndProductType.RollerShade,
    },
  });
  const fan = new Endpoint(FanDevice.with(FanControlServer), {
    id: 'fan',
    fanControl: {
      fanMode: FanControl.FanMode.Low,
      fanModeSequence: FanControl.FanModeSequence.OffLowMedHigh,
      percentSetting: 30,
      percentCurrent: 30,
    },
  });
  const temperature = new Endpoint(TemperatureSensorDevice, { id: 'temperature', temperatureMeasurement: { measuredValue: -1050 } });
  const humidity = new Endpoint(HumiditySensorDevice, { id: 'humidity', relativeHumidityMeasurement: { measuredValue: null } });
  const light = new Endpoint(LightSensorDevice, { id: 'light', illuminanceMeasurement: { measuredValue: 20_001 } });
  const leak = new Endpoint(WaterLeakDetectorDevice, { id: 'leak', booleanState: { stateValue: false } });
  const button = new Endpoint(
    GenericSwitchDevice.with(
      SwitchServer.with('MomentarySwitch', 'MomentarySwitchRelease', 'MomentarySwitchLongPress', 'MomentarySwitchMultiPress'),
    ),
    { id: 'button', switch: { numberOfPositions: 2, currentPosition: 0, multiPressMax: 2 } },
  );
  const alarm = new Endpoint(SmokeCoAlarmDevice.with(SmokeCoAlarmServer.with('SmokeAlarm')), {
    id: 'alarm',
    smokeCoAlarm: {
      expressedState: SmokeCoAlarm.ExpressedState.Normal,
      smokeState: SmokeCoAlarm.AlarmState.Normal,
      batteryAlert: SmokeCoAlarm.AlarmState.Normal,
      testInProgress: false,
      hardwareFaultAlert: false,
      endOfServiceAlert: SmokeCoAlarm.EndOfService.Normal,
    },
  });
  await node.add(lock);
  await node.add(blind);
  await node.add(fan);
  await node.add(temperature);
  await node.add(humidity);
  await node.add(light);
  await node.add(leak);
  await node.add(button);
  await node.add(alarm);
  fan.events.fanControl.percentSetting$Changed.on(async (percent) => {
    await fan.set({ fanControl: { percentCurrent: percent ?? 0 } });
  });

  /** Line on standard input → what happens to the product. */
  const deeds: Readonly<Record<string, () => unknown>> = {
    async unlockByUser7() {
      await lock.set({ doorLock: { lockState: DoorLock.LockState.Unlocked } });
      await lock.act((agent) =>
        lock.events.doorLock.lockOperation.emit(
          {
            lockOperationType: DoorLock.LockOperationType.Unlock,
            operationSource: DoorLock.OperationSource.Keypad,
            userIndex: 7,
            fabricIndex: null,
            sourceNode: null,
          },
          agent.context,
        ),
      );
    },
    async press() {
      await button.set({ switch: { currentPosition: 1 } });
      await button.set({ switch: { currentPosition: 0 } });
    },
    count: () => lock.act((agent) => Object.assign(agent.get(MakersOwnServer).state, { counter: 7 })),
    warm: () => temperature.set({ temperatureMeasurement: { measuredValue: 2150 } }),
    smoke: () => alarm.set({ smokeCoAlarm: { smokeState: SmokeCoAlarm.AlarmState.Critical } }),
  };
  createInterface({ input: process.stdin }).on('line', async (line) => {
    await deeds[line]?.();
    say({ event: 'done', deed: line });
  });
}
