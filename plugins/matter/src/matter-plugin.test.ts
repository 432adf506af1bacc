import type { PluginContext } from '@concord/sdk';
import { expect, it } from 'vitest';
import type { Controller } from './controller.ts';
import { MatterPlugin } from './matter-plugin.ts';

it('stops before the hub ends it, also where devices keep the controller from closing', async () => {
  const controller = { close: () => new Promise<void>(() => undefined) } as unknown as Controller;
  const plugin = new MatterPlugin({} as unknown as PluginContext, controller);
  const started = performance.now();
  await plugin.stop();
  expect(performance.now() - started).toBeLessThan(5000);
});
