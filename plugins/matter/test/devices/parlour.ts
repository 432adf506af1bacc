/**
 * A product that is a screen, a chime, an energy manager, a tariff, a thermostat with presets and a lamp, to see what the plugin makes of
 * them. Takes commands as lines on standard input (see `deeds`).
 */
import { createInterface } from 'node:readline';
import type { Endpoint, ServerNode } from '@matter/main';
import { BasicVideoPlayerDevice } from '@matter/main/devices/basic-video-player';
import { runProduct, say, type Product } from '../../demo/host.ts';
import { chime, lamp, screen } from './parlour/media.ts';
import { manager, tariff, thermostat } from './parlour/climate.ts';

const product: Product = {
  id: 'parlour',
  name: 'Test Parlour',
  productId: 0x8006,
  serial: 'CT-PA-0001',
  deviceType: BasicVideoPlayerDevice.deviceType,
  port: 0,
  passcode: 20202026,
  discriminator: 3002,
};

await runProduct(product, build);

async function build(node: ServerNode): Promise<undefined> {
  for (const endpoint of [screen, chime, manager, tariff, thermostat, lamp] as Endpoint[]) await node.add(endpoint);

  /** Line on standard input → what happens to the product. */
  const deeds: Readonly<Record<string, () => unknown>> = {
    adjust: () => manager.act((agent) => manager.events.deviceEnergyManagement.powerAdjustStart.emit(undefined, agent.context)),
    answer: () =>
      screen.act((agent) => {
        const [first] = screen.state.messages.messages;
        if (!first) throw new Error('there is no message');
        screen.events.messages.messageComplete.emit(
          { messageId: first.messageId, responseId: 1, reply: null, futureMessagesPreference: null, fabricIndex: first.fabricIndex },
          agent.context,
        );
      }),
  };
  createInterface({ input: process.stdin }).on('line', async (line) => {
    await deeds[line]?.();
    say({ event: 'done', deed: line });
  });
}
