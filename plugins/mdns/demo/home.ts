/**
 * Products of the local network for `--demo`: `home.ts --data DIR [--network NAME]`. A Shelly plug and a WLED light that the hub is to
 * adopt, and a printer and a media player that it can only show.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Announcer } from './peers/announcer.ts';
import type { PlugState } from './peers/plug-relay.ts';
import { optionsOf, stopOnSignal } from './peers/program.ts';
import { ShellyPlug } from './peers/shelly-plug.ts';
import { Wled } from './peers/wled.ts';

const { data, network } = optionsOf(['data', 'network']);
const onNetwork = network === undefined ? {} : { network };

const plugMac = '3c8a1f60d2e4';
const lightMac = '84f3eb60d2e5';
const plugFile = data === undefined ? undefined : join(data, 'mdns-plug.json');

const plug = new ShellyPlug({
  id: `shellyplugsg3-${plugMac}`,
  port: 0,
  name: 'Coffee machine',
  ...onNetwork,
  ...remembered(),
  changed: remember,
});
const light = new Wled({ mac: lightMac, port: 0, name: 'Shelf light', ...onNetwork });
const others = new Announcer(network);

await plug.start();
await light.start();
others.announce({
  type: '_ipp._tcp',
  name: 'Brother HL-L2350DW',
  host: 'BRW3C2AF41122AA',
  port: 631,
  txt: { ty: 'Brother HL-L2350DW', product: '(Brother HL-L2350DW)', UUID: 'e3248000-80ce-11db-8000-3c2af41122aa' },
});
others.announce({
  type: '_googlecast._tcp',
  name: 'Chromecast-4f1d9c',
  host: '4f1d9c-livingroom',
  port: 8009,
  txt: { id: '4f1d9c0b2a3e', md: 'Chromecast', fn: 'Living room', ca: '4101' },
});
for (const key of [`shelly-${plugMac}`, `wled-${lightMac}`])
  process.stdout.write(`concord offer ${JSON.stringify({ match: { key }, input: {} })}\n`);

stopOnSignal(async () => {
  await Promise.all([plug.stop(), light.stop(), others.stop()]);
});

function remembered(): { state?: PlugState } {
  if (plugFile === undefined) return {};
  try {
    return { state: JSON.parse(readFileSync(plugFile, 'utf8')) as PlugState };
  } catch {
    // The first start, or a file from a crash: a plug without memory starts switched off.
    return {};
  }
}

function remember(state: PlugState): void {
  if (data === undefined || plugFile === undefined) return;
  mkdirSync(data, { recursive: true });
  writeFileSync(plugFile, JSON.stringify(state));
}
