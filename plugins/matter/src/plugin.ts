import { definePlugin } from '@concord/sdk';
import { openController } from './controller.ts';
import { MatterPlugin } from './matter-plugin.ts';

/** Brings Matter products into the home: commissions them, maps their clusters to capabilities, and keeps their subscriptions alive. */
export default definePlugin({
  async start(context) {
    const controller = await openController({
      dataFolder: context.dataFolder,
      network: context.network,
      fabricLabel: String(context.config['fabricLabel']),
      log: context.log,
    });
    const plugin = new MatterPlugin(context, controller);
    try {
      await plugin.start();
    } catch (error) {
      await plugin.stop();
      throw error;
    }
    return {
      command: (command) => plugin.command(command),
      adopt: (key, { code }) => plugin.adopt(key, String(code)),
      remove: (key) => plugin.remove(key),
      actions: { commission: ({ code, name }) => plugin.commission(String(code), typeof name === 'string' ? name : undefined) },
      stop: () => plugin.stop(),
    };
  },
});
