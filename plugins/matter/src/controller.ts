import { messageOf, type Log } from '@concord/sdk';
import { ControllerBehavior, Environment, Logger, LogLevel, ServerNode, VendorId } from '@matter/main';

const RootWithController = ServerNode.RootEndpoint.with(ControllerBehavior);

/** The hub's own Matter node: it commissions products into its fabric and speaks with them. */
export type Controller = ServerNode<typeof RootWithController>;

export interface ControllerOptions {
  readonly dataFolder: string;
  /** Network interface for multicast DNS; undefined: all. */
  readonly network: string | undefined;
  /** Name of the fabric, shown by products that list who controls them. */
  readonly fabricLabel: string;
  readonly log: Log;
}

/** Opens the controller with its fabric and peers from the data folder; `close()` ends it. */
export async function openController({ dataFolder, network, fabricLabel, log }: ControllerOptions): Promise<Controller> {
  const { vars } = Environment.default;
  vars.set('storage.path', dataFolder);
  // The plugin's process is ended by the SDK, not by matter.js.
  vars.set('runtime.signals', false);
  vars.set('runtime.exitcode', false);
  if (network !== undefined) vars.set('mdns.networkInterface', network);
  routeLogs(log);
  const controller = await ServerNode.create(RootWithController, {
    id: 'controller',
    commissioning: { enabled: false },
    // Any that is free: products answer where they were asked from, and 5540 may be another Matter program's on this machine.
    network: { port: 0 },
    // Random node ids, since a sequence may begin anew after a crash and a device's key must never mean another one.
    controller: { adminFabricLabel: fabricLabel.slice(0, 32), ble: false, nodeIdAssignment: 'random' },
    basicInformation: {
      vendorName: 'Concord',
      vendorId: VendorId(0xfff1),
      productName: 'Concord hub',
      productId: 0x8000,
      nodeLabel: 'Concord',
      hardwareVersion: 1,
      softwareVersion: 1,
    },
  });
  try {
    await controller.start();
  } catch (error) {
    await controller.close();
    throw error;
  }
  return controller;
}

/** matter.js' own lines are for developers: what matters to the owner is said by the plugin in its own words. */
function routeLogs(log: Log): void {
  const destination = Logger.destinations['default'];
  if (!destination) return;
  destination.level = LogLevel.WARN;
  destination.add = (message) => {
    const text = message.values.map((value) => (value instanceof Error ? messageOf(value) : String(value))).join(' ');
    log[message.level >= LogLevel.FATAL ? 'error' : 'debug'](`matter.js ${message.facility}: ${text}`.slice(0, 2000));
  };
}
