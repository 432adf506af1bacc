import { AdoptionFailedError, CommandRejectedError, definePlugin, DeviceOfflineError } from '@concord/sdk';
import { Link } from './link.ts';
import { candidateOf, deviceOf, reportReading, requestOf } from './thermometer.ts';

const patienceMs = 10_000;

/** Runs the thermometers at the addresses in the settings. */
export default definePlugin({
  async start(context) {
    // Serial number → PIN of what is part of the home. The hub remembers the devices; what only we need is ours to keep.
    const pins = new Map(Object.entries(((await context.store.get('pins')) ?? {}) as Record<string, string>));
    const links = new Map<string, Link>();
    const savePins = () => context.store.set('pins', Object.fromEntries(pins));

    // Known from earlier, and not heard of yet: they do not answer, as far as we can tell.
    for (const { key } of context.knownDevices) context.setAvailability(key, 'offline');

    /** Shows the PIN to the thermometer; once it agrees, its device is described, and then its readings may come. */
    async function enter(link: Link, pin: string): Promise<boolean> {
      const { serial, firmware } = link.identity;
      const { done } = await link.ask({ pin }, patienceMs);
      if (!done) return false;
      context.describe(deviceOf(serial, firmware));
      context.setAvailability(serial, 'online');
      await link.ask({ watch: true }, patienceMs);
      return true;
    }

    const all = (context.config['thermometers'] as string[]).map(
      (address) =>
        new Link(address, {
          async greeted(link) {
            const { serial } = link.identity;
            links.set(serial, link);
            const pin = pins.get(serial);
            if (pin === undefined) context.offer(candidateOf(serial));
            else if (!(await enter(link, pin)))
              context.diagnose({ code: 'pin-refused', message: 'it does not take its PIN any more', device: serial });
          },
          reading: ({ identity: { serial } }, reading) => reportReading(context, serial, reading),
          lost({ identity: { serial } }) {
            links.delete(serial);
            if (pins.has(serial)) context.setAvailability(serial, 'offline');
            else context.withdraw(serial);
          },
          refused: (message) => context.diagnose({ code: 'bad-message', message, place: address }),
        }),
    );
    for (const link of all) link.start();

    return {
      async adopt(serial, { pin }) {
        const link = links.get(serial);
        if (!link || !(await enter(link, String(pin)))) throw new AdoptionFailedError('the thermometer does not take this PIN');
        pins.set(serial, String(pin));
        await savePins();
        return { devices: [serial] };
      },
      async command(command) {
        const link = links.get(command.device);
        if (!link) throw new DeviceOfflineError('the thermometer does not answer');
        const { done, why = 'it gave no reason' } = await link.ask(requestOf(command), command.timeoutMs);
        if (!done) throw new CommandRejectedError(`the thermometer refused: ${why}`);
        return { confirmation: 'acknowledged' };
      },
      async remove(serial) {
        pins.delete(serial);
        await savePins();
        if (links.has(serial)) context.offer(candidateOf(serial));
      },
      async stop() {
        for (const link of all) link.stop();
      },
    };
  },
});
