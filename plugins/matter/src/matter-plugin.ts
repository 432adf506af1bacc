import {
  CommandRejectedError,
  CommandTimedOutError,
  DeviceOfflineError,
  messageOf,
  type CommandOutcome,
  type PluginCommand,
  type PluginContext,
} from '@concord/sdk';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChangeNotificationService, ClientNode, ObserverGroup, type Endpoint } from '@matter/main';
import { MdnsService } from '@matter/main/protocol';
import { Candidates } from './candidates.ts';
import { runCommand } from './command.ts';
import { Commissioner } from './commissioner.ts';
import { NodeConnection } from './connection.ts';
import type { Controller } from './controller.ts';
import { Fleet } from './fleet.ts';
import { isRecord } from './mapping/convert.ts';
import { bookkeeping, internalClusters } from './mapping/index.ts';

const hiddenName = 'hidden';
/** How long a device may take to confirm that it leaves; after that it is forgotten here alone. */
const leaveMs = 10_000;
/** The hub ends a plugin that has not stopped after six seconds. What is left of them is for the process to leave. */
const closeMs = 4500;
/** How long the first subscription to a new device may take before the owner sees the device all the same. */
const subscribeMs = 5000;

type Change = ChangeNotificationService.Change;

/** The running plugin: ties controller, candidates, connections and devices together. */
export class MatterPlugin {
  readonly #context: PluginContext;
  readonly #controller: Controller;
  readonly #connections = new Map<ClientNode, NodeConnection>();
  readonly #observers = new ObserverGroup();
  readonly #changedShapes = new Set<ClientNode>();
  #fleet: Fleet | undefined;
  #candidates: Candidates | undefined;
  #commissioner: Commissioner | undefined;

  constructor(context: PluginContext, controller: Controller) {
    this.#context = context;
    this.#controller = controller;
  }

  /** Describes the known devices from the controller's cache, then goes online. */
  async start(): Promise<void> {
    const { env, peers } = this.#controller;
    const hidden: unknown = await this.#context.store.get(hiddenName);
    this.#fleet = new Fleet(this.#context, Array.isArray(hidden) ? hidden.map(String) : []);
    this.#observers.on(env.get(ChangeNotificationService).change, (change: Change) => this.#changed(change));
    const known = [...peers].filter((node) => node.lifecycle.isCommissioned);
    for (const node of known) this.#fleet.refresh(node);
    this.#forgetUnknown(this.#fleet);
    await this.#controller.start();
    for (const node of known) this.#connect(node, this.#fleet);
    this.#candidates = new Candidates(env.get(MdnsService).names, {
      offer: (candidate) => this.#context.offer(candidate),
      withdraw: (key) => this.#context.withdraw(key),
    });
    this.#commissioner = new Commissioner(this.#controller, this.#candidates, this.#context.log);
    this.#candidates.start();
  }

  async stop(): Promise<void> {
    this.#candidates?.stop();
    this.#observers.close();
    for (const connection of this.#connections.values()) connection.stop();
    const closed = this.#controller.close();
    closed.catch((error: unknown) => this.#context.log.debug(`closing failed: ${messageOf(error)}`));
    // What is left then are goodbyes to devices that don't answer.
    await Promise.race([closed, sleep(closeMs, undefined, { ref: false })]);
  }

  async command(command: PluginCommand): Promise<CommandOutcome> {
    const device = this.#fleet?.get(command.device);
    if (!device) throw new CommandRejectedError(`there is no device "${command.device}"`);
    if (!this.#fleet?.isOnline(device)) throw new DeviceOfflineError(`${device.descriptor.name} does not answer`);
    try {
      return await runCommand(device, command);
    } catch (error) {
      if (error instanceof CommandTimedOutError || error instanceof DeviceOfflineError) this.#connections.get(device.node)?.suspect();
      throw error;
    }
  }

  async adopt(candidateKey: string, code: string): Promise<{ devices: string[] }> {
    const { commissioner } = this.#running();
    return this.#welcome(await commissioner.adopt(candidateKey, code));
  }

  async commission(code: string, name: string | undefined): Promise<{ devices: string[] }> {
    const { commissioner } = this.#running();
    const node = await commissioner.commission(code);
    if (name !== undefined) await this.#label(node, name);
    return this.#welcome(node);
  }

  /** Lets go of a device: a node leaves the fabric, what stands behind a bridge is hidden. */
  async remove(key: string): Promise<void> {
    const { fleet } = this.#running();
    const device = fleet.get(key);
    if (!device) return;
    if (device.bridged) {
      fleet.hide(key);
      await this.#context.store.set(hiddenName, fleet.hidden);
      return;
    }
    const { node } = device;
    const online = fleet.isOnline(device);
    this.#disconnect(node);
    fleet.remove(node);
    await this.#context.store.set(hiddenName, fleet.hidden);
    if (online && (await this.#leaves(node))) return;
    this.#context.log.warn(`${device.descriptor.name} could not be told that it was removed; reset it before you add it again`);
    await node.delete();
  }

  #running() {
    if (!this.#fleet || !this.#commissioner) throw new DeviceOfflineError('the Matter plugin has not started yet');
    return { fleet: this.#fleet, commissioner: this.#commissioner };
  }

  /** A node was commissioned: its devices are described and, unless it takes unusually long, online when this resolves. */
  async #welcome(node: ClientNode): Promise<{ devices: string[] }> {
    const { fleet } = this.#running();
    const devices = fleet.refresh(node);
    await this.#connect(node, fleet).ready(subscribeMs);
    return { devices };
  }

  #connect(node: ClientNode, fleet: Fleet): NodeConnection {
    const connection = new NodeConnection(this.#controller, node, {
      online: () => fleet.online(node),
      offline: () => fleet.offline(node),
      log: this.#context.log,
    });
    this.#connections.set(node, connection);
    connection.start();
    return connection;
  }

  #disconnect(node: ClientNode): void {
    this.#connections.get(node)?.stop();
    this.#connections.delete(node);
  }

  /** The home may know devices that the fabric lost: they can't come back by themselves. */
  #forgetUnknown(fleet: Fleet): void {
    for (const { key } of this.#context.knownDevices) if (!fleet.get(key)) this.#context.forget(key);
  }

  async #label(node: ClientNode, nodeLabel: string): Promise<void> {
    try {
      await node.setStateOf('basicInformation', { nodeLabel: nodeLabel.slice(0, 32) });
    } catch (error) {
      this.#context.log.warn(`the product did not take the name "${nodeLabel}": ${messageOf(error)}`);
    }
  }

  async #leaves(node: ClientNode): Promise<boolean> {
    const left = node.decommission().then(
      () => true,
      (error: unknown) => {
        this.#context.log.debug(`decommissioning failed: ${messageOf(error)}`);
        return false;
      },
    );
    return Promise.race([left, sleep(leaveMs, false, { ref: false })]);
  }

  #changed(change: Change): void {
    const node = clientNodeOf(change.endpoint);
    const fleet = this.#fleet;
    if (!fleet || !node || !this.#connections.has(node)) return;
    switch (change.kind) {
      case 'update':
        if (change.behavior.id === 'descriptor' || !fleet.update(node, change.endpoint, change.behavior.id, change.properties)) {
          this.#shapeChanged(node, change.behavior.id);
        }
        return;
      case 'event':
        fleet.event(node, change.endpoint, change.behavior.id, change.event.propertyName, isRecord(change.payload) ? change.payload : {});
        return;
      case 'delete':
        if (change.endpoint === node) this.#left(node, fleet);
        else this.#shapeChanged(node, 'descriptor');
    }
  }

  /** Reads the node anew once everything of this turn has arrived: a new endpoint comes as many changes. */
  #shapeChanged(node: ClientNode, behavior: string): void {
    if (bookkeeping.has(behavior) || (behavior !== 'descriptor' && internalClusters.has(behavior))) return;
    if (this.#changedShapes.size === 0) setImmediate(() => this.#refreshChanged());
    this.#changedShapes.add(node);
  }

  #refreshChanged(): void {
    const nodes = [...this.#changedShapes];
    this.#changedShapes.clear();
    for (const node of nodes) if (this.#connections.has(node)) this.#fleet?.refresh(node);
  }

  /** The device left by itself: a factory reset, or another controller removed it. */
  #left(node: ClientNode, fleet: Fleet): void {
    this.#disconnect(node);
    fleet.remove(node);
  }
}

function clientNodeOf(endpoint: Endpoint): ClientNode | undefined {
  for (let at: Endpoint | undefined = endpoint; at; at = at.owner) if (at instanceof ClientNode) return at;
  return undefined;
}
