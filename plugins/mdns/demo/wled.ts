/**
 * Plays a WLED light: `wled.ts --port N --mac <mac> [--segments N] [--network NAME] [--name TEXT]`.
 * Lines on standard input: `button`.
 */
import { optionsOf, onLines, say, stopOnSignal } from './peers/program.ts';
import { Wled } from './peers/wled.ts';

const { port = '0', mac = '84f3eb23b31c', segments = '1', network, name } = optionsOf(['port', 'mac', 'segments', 'network', 'name']);

const light = new Wled({
  mac,
  port: Number(port),
  segments: Number(segments),
  ...(network !== undefined && { network }),
  ...(name !== undefined && { name }),
  changed: (state) => say(state),
});
say({ listening: await light.start(), mac });
onLines((word) => {
  if (word === 'button') light.press();
});
stopOnSignal(() => light.stop());
