/**
 * Plays a Shelly Plug S Gen3: `shelly-plug.ts --port N --id shellyplugsg3-<mac> [--password TEXT] [--network NAME] [--name TEXT]`.
 * Lines on standard input: `button`, `load WATTS`.
 */
import { optionsOf, onLines, say, stopOnSignal } from './peers/program.ts';
import { ShellyPlug } from './peers/shelly-plug.ts';

const { port = '0', id = 'shellyplugsg3-a8032abe54dc', password, network, name } = optionsOf(['port', 'id', 'password', 'network', 'name']);

const plug = new ShellyPlug({
  id,
  port: Number(port),
  ...(password !== undefined && { password }),
  ...(network !== undefined && { network }),
  ...(name !== undefined && { name }),
  changed: ({ on }) => say({ switch: on }),
});
say({ listening: await plug.start(), id });
onLines((word, rest) => {
  if (word === 'button') plug.press();
  else if (word === 'load') plug.setLoad(Number(rest));
});
stopOnSignal(() => plug.stop());
