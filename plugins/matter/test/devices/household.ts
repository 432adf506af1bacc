/**
 * A product that is many appliances at once, to see what the plugin makes of them: a valve, a pump, an air purifier with two filters, a soil
 * sensor, a charger, a water heater, a gate, a robot, a washing machine and a microwave. Takes commands as lines on standard input (see `deeds`).
 */
import { createInterface } from 'node:readline';
import type { Endpoint, ServerNode } from '@matter/main';
import { EnergyEvse } from '@matter/main/clusters/energy-evse';
import { WaterValveDevice } from '@matter/main/devices/water-valve';
import { runProduct, say, type Product } from '../../demo/host.ts';
import { charger, gate } from './household/energy.ts';
import { microwave } from './household/kitchen.ts';
import { purifier, robot, washer } from './household/machines.ts';
import { boiler, pump, soil, valve } from './household/water.ts';

const product: Product = {
  id: 'household',
  name: 'Test Household',
  productId: 0x8005,
  serial: 'CT-HO-0001',
  deviceType: WaterValveDevice.deviceType,
  port: 0,
  passcode: 20202025,
  discriminator: 3001,
};

await runProduct(product, build);

async function build(node: ServerNode): Promise<undefined> {
  for (const endpoint of [valve, pump, purifier, soil, charger, boiler, gate, robot, washer, microwave] as Endpoint[])
    await node.add(endpoint);

  /** Line on standard input → what happens to the product. */
  const deeds: Readonly<Record<string, () => unknown>> = {
    runDry: () => pump.act((agent) => pump.events.pumpConfigurationAndControl.dryRunning.emit(undefined, agent.context)),
    async unplug() {
      await charger.set({ energyEvse: { state: EnergyEvse.State.NotPluggedIn } });
      await charger.act((agent) =>
        charger.events.energyEvse.evNotDetected.emit(
          { sessionId: 7, state: EnergyEvse.State.PluggedInCharging, sessionDuration: 900, sessionEnergyCharged: 2_500_000 },
          agent.context,
        ),
      );
    },
    finish: () =>
      washer.act((agent) =>
        washer.events.operationalState.operationCompletion.emit(
          { completionErrorCode: 0, totalOperationalTime: 3600, pausedTime: 0 },
          agent.context,
        ),
      ),
  };
  createInterface({ input: process.stdin }).on('line', async (line) => {
    await deeds[line]?.();
    say({ event: 'done', deed: line });
  });
}
