import { definePlugin } from '@concord/sdk';
import { isMattersOwn, knownTypes } from './catalogue/index.ts';
import { ServiceBrowser } from './discovery/browser.ts';
import type { Driver } from './driver.ts';
import { Home } from './home/home.ts';
import { shelly } from './shelly/index.ts';
import { wled } from './wled/index.ts';

const drivers: readonly Driver[] = [shelly, wled];

/** Finds what announces itself on the local network, shows it, and runs what it has a driver for. */
export default definePlugin({
  async start(context) {
    const { config, network } = context;
    const patience = { answerMs: Number(config['answerSeconds']) * 1000, heartbeatMs: Number(config['heartbeatSeconds']) * 1000 };
    const home = new Home(context, { drivers, patience, showOthers: config['showOthers'] === true });
    const browser = new ServiceBrowser(
      context,
      { network, types: knownTypes, ignored: isMattersOwn },
      {
        found: (service) => home.found(service),
        heardAgain: (service) => home.heardAgain(service),
        lost: (service) => home.lost(service),
      },
    );
    await home.start();
    browser.start();
    return {
      command: (command) => home.command(command),
      adopt: (candidate, input) => home.adopt(candidate, input),
      remove: (device) => home.remove(device),
      async stop() {
        await browser.stop();
        await home.stop();
      },
    };
  },
});
