import type { PluginContext, Report } from '@concord/sdk';
import type { ClientNode, Endpoint } from '@matter/main';
import { nodeKey, viewDevice, type DeviceCluster, type DeviceView } from './device-view.ts';
import type { BoundAttribute } from './mapping/bind.ts';
import { occurrencesOf } from './mapping/cluster-mapping.ts';
import { plain } from './mapping/extensions.ts';
import { publishable } from './mapping/publish.ts';
import { partsOf, stateOf } from './node-reader.ts';

/** Where a change of a cluster goes. */
interface Destination {
  readonly device: DeviceView;
  readonly cluster: DeviceCluster;
}

/** Attributes that narrow what others may be, or say in which unit they are: the limits of a setpoint, the list of modes. */
const narrowing =
  /^(abs)?(min|max)[A-Z]|(min|max)(imum)?$|support|sequence$|(list|range|presets|schedules|balances|speeds|sounds|capacity|unit)$/i;

/** All devices of all nodes: describes them to the hub, and turns changes of their clusters into reports and events. */
export class Fleet {
  readonly #context: PluginContext;
  readonly #devices = new Map<string, DeviceView>();
  readonly #described = new Map<string, string>();
  readonly #destinations = new Map<Endpoint, Map<string, Destination[]>>();
  readonly #online = new Set<ClientNode>();
  readonly #hidden: Set<string>;

  /** `hidden` are devices behind bridges that the owner removed: the bridge goes on to show them. */
  constructor(context: PluginContext, hidden: Iterable<string>) {
    this.#context = context;
    this.#hidden = new Set(hidden);
  }

  get hidden(): readonly string[] {
    return [...this.#hidden];
  }

  get(key: string): DeviceView | undefined {
    return this.#devices.get(key);
  }

  devicesOf(node: ClientNode): DeviceView[] {
    return [...this.#devices.values()].filter((device) => device.node === node);
  }

  isOnline(device: DeviceView): boolean {
    return this.#online.has(device.node) && isReachable(device);
  }

  /** Reads a node's structure anew: describes devices that are new or changed, forgets those that are gone. Answers their keys. */
  refresh(node: ClientNode): string[] {
    const bridge = nodeKey(node);
    if (bridge === undefined) return [];
    const views = partsOf(node)
      .map((part) => viewDevice(node, part, bridge))
      .filter(({ key }) => !this.#hidden.has(key));
    const keys = new Set(views.map(({ key }) => key));
    for (const { key } of this.devicesOf(node)) if (!keys.has(key)) this.#drop(key);
    this.#unindex(node);
    for (const view of views) {
      this.#devices.set(view.key, view);
      this.#index(view);
      const shape = JSON.stringify(view.descriptor);
      if (this.#described.get(view.key) === shape) continue;
      this.#described.set(view.key, shape);
      this.#context.describe(view.descriptor);
      this.#context.setAvailability(view.key, this.isOnline(view) ? 'online' : 'offline');
      if (this.isOnline(view)) this.#reportAll(view);
    }
    return [...keys];
  }

  /** The node answers, and everything known of it is current: says so, with all values. */
  online(node: ClientNode): void {
    this.#online.add(node);
    this.refresh(node);
    for (const device of this.devicesOf(node)) {
      this.#context.setAvailability(device.key, isReachable(device) ? 'online' : 'offline');
      this.#reportAll(device);
    }
  }

  offline(node: ClientNode): void {
    if (!this.#online.delete(node)) return;
    for (const { key } of this.devicesOf(node)) this.#context.setAvailability(key, 'offline');
  }

  /** Attributes of a cluster changed. False: the shape of the node changed with it, so it must be read anew. */
  update(node: ClientNode, endpoint: Endpoint, cluster: string, properties: readonly string[] | undefined): boolean {
    if (cluster === 'bridgedDeviceBasicInformation' && (properties?.includes('reachable') ?? true)) this.#reachability(node, endpoint);
    const destinations = this.#destinations.get(endpoint)?.get(cluster);
    if (!destinations) return false;
    const changed = properties && new Set(properties);
    for (const { device, cluster: target } of destinations) {
      this.#report(
        device,
        target,
        changed ? target.attributes.filter(({ from }) => from.some((name) => changed.has(name))) : target.attributes,
      );
    }
    return !properties?.some((name) => narrowing.test(name));
  }

  /** Something happened. Only while the node is live: what it kept from before is history. */
  event(node: ClientNode, endpoint: Endpoint, cluster: string, name: string, payload: Readonly<Record<string, unknown>>): void {
    if (!this.#online.has(node)) return;
    const at = new Date().toISOString();
    for (const { device, cluster: target } of this.#destinations.get(endpoint)?.get(cluster) ?? []) {
      for (const mapping of target.events.filter(({ from }) => from === name)) {
        const place = { device: device.key, endpoint: target.endpointId, capability: mapping.capability };
        for (const { event, payload: told, values } of occurrencesOf(mapping, payload, target.view, at)) {
          if (values) this.#context.report({ ...place, values: { ...values }, at });
          this.#context.emit({ ...place, event, ...(told && { payload: { ...told } }), at });
        }
      }
    }
  }

  /** The owner does not want a device behind a bridge any more. */
  hide(key: string): void {
    this.#hidden.add(key);
    this.#remove(key);
  }

  /** The node is gone, with all that stood behind it. */
  remove(node: ClientNode): void {
    this.#online.delete(node);
    this.#unindex(node);
    for (const { key, bridged } of this.devicesOf(node)) {
      this.#drop(key);
      if (!bridged) for (const hidden of this.#hidden) if (hidden.startsWith(`${key}/`)) this.#hidden.delete(hidden);
    }
  }

  #drop(key: string): void {
    this.#remove(key);
    this.#context.forget(key);
  }

  #remove(key: string): void {
    const device = this.#devices.get(key);
    this.#devices.delete(key);
    this.#described.delete(key);
    for (const { endpoint } of device?.clusters ?? []) this.#destinations.delete(endpoint);
  }

  #index(device: DeviceView): void {
    for (const cluster of device.clusters) {
      let clusters = this.#destinations.get(cluster.endpoint);
      if (!clusters) this.#destinations.set(cluster.endpoint, (clusters = new Map()));
      const destinations = clusters.get(cluster.cluster) ?? [];
      clusters.set(cluster.cluster, [...destinations, { device, cluster }]);
    }
  }

  #unindex(node: ClientNode): void {
    for (const { clusters } of this.devicesOf(node)) for (const { endpoint } of clusters) this.#destinations.delete(endpoint);
  }

  #reachability(node: ClientNode, endpoint: Endpoint): void {
    const device = this.devicesOf(node).find(({ bridged }) => bridged === endpoint);
    if (device) this.#context.setAvailability(device.key, this.isOnline(device) ? 'online' : 'offline');
  }

  #reportAll(device: DeviceView): void {
    for (const cluster of device.clusters) this.#report(device, cluster, cluster.attributes);
  }

  #report(device: DeviceView, { endpointId, view }: DeviceCluster, attributes: readonly BoundAttribute[]): void {
    const reports = new Map<string, Report>();
    for (const { capability, attribute, base, read } of attributes) {
      const value = read(view);
      if (value === undefined) continue;
      const checked = publishable(base ?? capability, attribute, value);
      if ('refused' in checked) {
        this.#context.diagnose({
          code: 'value-refused',
          message: `${capability}.${attribute} came as ${JSON.stringify(plain(value))}: ${checked.refused}`,
          place: `${endpointId}/${capability}.${attribute}`,
          device: device.key,
        });
        continue;
      }
      let report = reports.get(capability);
      if (!report) reports.set(capability, (report = { device: device.key, endpoint: endpointId, capability, values: {} }));
      report.values[attribute] = checked.value;
      if (checked.raw !== undefined) (report.raw ??= {})[attribute] = checked.raw;
    }
    for (const report of reports.values()) this.#context.report(report);
  }
}

/** A bridge says of each device behind it whether it answers (core specification, section 9.13.4). */
function isReachable({ bridged }: DeviceView): boolean {
  return !bridged || stateOf(bridged, 'bridgedDeviceBasicInformation')['reachable'] !== false;
}
