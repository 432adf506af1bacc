/**
 * A small home of Matter products in one process, for `--demo`: a thermostat, a colour light and a bridge with three products behind it.
 * `--data DIR [--network IF]`. For each product that waits to be added it prints a line
 *
 *     concord offer {"match": {"key": "matter-65521-32769-3840"}, "input": {"code": "34970112332"}}
 *
 * by which the hub adopts it on its own: the candidate that the plugin calls so, with this input. The key is
 * `matter-<vendor>-<product>-<discriminator>`, all decimal, where the vendor 65521 (0xFFF1) is the one that the
 * Matter specification keeps for tests.
 */
import { parseArgs } from 'node:util';
import { buildGateway, gatewayProduct } from './gateway.ts';
import { createNode, pairingCodes, prepareHost, stopOnSignal, testVendor } from './host.ts';
import { buildLamp, lampProduct } from './lamp.ts';
import { buildThermostat, thermostatProduct } from './room.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, network: { type: 'string' } } });
if (values.data === undefined) {
  process.stderr.write('Say where to keep the state: --data DIR\n');
  process.exit(2);
}
prepareHost({ data: values.data, ...(values.network !== undefined && { network: values.network }) });

const nodes = [];
const work = [];
for (const [product, build] of [
  [thermostatProduct, buildThermostat],
  [lampProduct, buildLamp],
  [gatewayProduct, buildGateway],
] as const) {
  const node = await createNode(product);
  const running = await build(node);
  if (running) work.push(running);
  nodes.push(node);
  await node.start();
  if (node.lifecycle.isCommissioned) continue;
  const offer = {
    match: { key: `matter-${testVendor}-${product.productId}-${product.discriminator}` },
    input: { code: pairingCodes(node).manualCode },
  };
  process.stdout.write(`concord offer ${JSON.stringify(offer)}\n`);
}
stopOnSignal(nodes, work);
