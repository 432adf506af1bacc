import { parseArgs } from 'node:util';
import { DeviceTypeId, Environment, Logger, ServerNode, VendorId } from '@matter/main';

/** Where a demo product keeps its state, and how it can be reached and commissioned. */
export interface HostOptions {
  readonly data: string;
  readonly network?: string;
}

/** What tells one demo product from another. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly productId: number;
  readonly serial: string;
  readonly deviceType: number;
  /** UDP port; 0 takes a free one. */
  readonly port: number;
  readonly passcode: number;
  readonly discriminator: number;
}

/** The vendor id that the Matter specification keeps for tests (0xFFF1). */
export const testVendor = 0xfff1;
const maker = 'Concord Demo';
const patienceMs = 3000;

/** Prepares matter.js for this process: state below `data`, multicast DNS on one interface only if one is named. */
export function prepareHost({ data, network }: HostOptions): void {
  const { vars } = Environment.default;
  vars.set('storage.path', data);
  vars.set('log.level', 'warn');
  vars.set('runtime.signals', false);
  vars.set('runtime.exitcode', false);
  const destination = Logger.destinations['default'];
  // Standard output is for what the caller reads.
  if (destination) destination.write = (text) => void process.stderr.write(`${text}\n`);
  if (network !== undefined) vars.set('mdns.networkInterface', network);
}

/** A Matter node with the product's identity; endpoints are added by the caller before it is started. */
export function createNode(product: Product): Promise<ServerNode> {
  return ServerNode.create({
    id: product.id,
    network: { port: product.port },
    commissioning: { passcode: product.passcode, discriminator: product.discriminator },
    // Most products don't restore subscriptions after a power cut; the hub has to see to it.
    subscriptions: { persistenceEnabled: false },
    productDescription: { name: product.name, deviceType: DeviceTypeId(product.deviceType) },
    basicInformation: {
      vendorName: maker,
      vendorId: VendorId(testVendor),
      productId: product.productId,
      productName: product.name,
      nodeLabel: product.name,
      productLabel: product.name,
      serialNumber: product.serial,
      hardwareVersion: 1,
      hardwareVersionString: '1',
      softwareVersion: 1,
      softwareVersionString: '1.0.0',
      uniqueId: `concord-demo-${product.serial}`,
    },
  });
}

/** The codes a person would find on the product. */
export function pairingCodes(node: ServerNode): { manualCode: string; qrCode: string } {
  const { manualPairingCode, qrPairingCode } = node.state.commissioning.pairingCodes;
  return { manualCode: manualPairingCode, qrCode: qrPairingCode };
}

/** Writes one line of JSON on standard output. */
export function say(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/**
 * Runs one demo product as a program: `--data DIR [--port N] [--passcode N] [--discriminator N] [--serial TEXT] [--network IF]`. Prints
 * `{"event": "ready", "name", "manualCode", "qrCode", "discriminator", "commissioned"}` once it announces itself; stops on SIGTERM.
 */
export async function runProduct(defaults: Product, build: (node: ServerNode) => Promise<{ stop(): void } | undefined>): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      passcode: { type: 'string' },
      discriminator: { type: 'string' },
      serial: { type: 'string' },
      network: { type: 'string' },
    },
  });
  if (values.data === undefined) {
    process.stderr.write('Say where to keep the state: --data DIR\n');
    process.exit(2);
  }
  prepareHost({ data: values.data, ...(values.network !== undefined && { network: values.network }) });
  const node = await createNode({
    ...defaults,
    port: Number(values.port ?? defaults.port),
    passcode: Number(values.passcode ?? defaults.passcode),
    discriminator: Number(values.discriminator ?? defaults.discriminator),
    serial: values.serial ?? defaults.serial,
  });
  const work = await build(node);
  stopOnSignal([node], work ? [work] : []);
  await node.start();
  say({
    event: 'ready',
    name: defaults.name,
    ...pairingCodes(node),
    discriminator: node.state.commissioning.discriminator,
    commissioned: node.lifecycle.isCommissioned,
  });
}

/** Ends the work and takes the nodes off the network properly when the process is asked to stop. */
export function stopOnSignal(nodes: readonly ServerNode[], work: readonly { stop(): void }[]): void {
  // A hub that started this program and is gone, however it ended, has no use for it.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      for (const one of work) one.stop();
      // A hub that is gone already must not keep it: its subscriptions would be closed only after many seconds.
      setTimeout(() => process.exit(0), patienceMs).unref();
      await Promise.allSettled(nodes.map((node) => node.close()));
      process.exit(0);
    });
  }
}
