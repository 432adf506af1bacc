import type { AttributeDescriptor, CapabilityDescriptor, DeviceDescriptor, MappingEntry } from '@concord/sdk';
import { place, type Placement } from '../src/devices/placement.ts';
import { isObject } from '../src/topics/message.ts';
import { readBridgeDevice, type BridgeDevice } from '../src/dialects/zigbee2mqtt/bridge-device.ts';
import { Definitions } from '../src/dialects/zigbee2mqtt/definitions.ts';
import { deviceParts } from '../src/dialects/zigbee2mqtt/device-parts.ts';
import { DeviceTools } from '../src/dialects/zigbee2mqtt/device-tools.ts';

/** What became of one exposed feature: a named capability, a generic one with all that is known of its type, or nothing of these. */
type Outcome = 'named' | 'typed' | 'dropped';

/** One feature of one device. */
export interface Feature {
  readonly name: string;
  readonly outcome: Outcome;
  /** `capability.attribute` of each target. */
  readonly targets: readonly string[];
  /** Why it was dropped. */
  readonly reason?: string;
}

/** What the plugin makes of one entry of `bridge/devices`. */
export interface DeviceCoverage {
  readonly descriptor: Pick<DeviceDescriptor, 'key' | 'endpoints' | 'mapping'>;
  readonly features: readonly Feature[];
}

type Raw = Readonly<Record<string, unknown>>;

/** Goes the plugin's own way from an entry to a description. A string: why the plugin shows no such device. */
export function coverDevice(entry: unknown): DeviceCoverage | string {
  let refused = 0;
  const device = readBridgeDevice(entry, new Definitions(), () => refused++);
  if (!device) return refused > 0 ? 'the entry is no device' : 'the device is not supported or disabled';
  const placement = place(device.key, deviceParts(device.exposes, toolsFor(device)));
  const items = Map.groupBy(placement.mapping, ({ item }) => item);
  return {
    descriptor: { key: device.key, endpoints: placement.endpoints, mapping: placement.mapping },
    features: rawFeatures(entry).map((raw) => featureOf(raw, items, placement)),
  };
}

function toolsFor({ friendlyName, key }: BridgeDevice): DeviceTools {
  return new DeviceTools('zigbee2mqtt', friendlyName, key, { diagnose: () => undefined });
}

const composed = new Set(['light', 'switch', 'lock', 'cover', 'climate', 'fan']);

/** Every leaf of the typed exposes; a composite or a list outside them counts once. */
function rawFeatures(entry: unknown): Raw[] {
  const definition = isObject(entry) ? entry['definition'] : undefined;
  const exposes = isObject(definition) ? definition['exposes'] : undefined;
  return (Array.isArray(exposes) ? (exposes as unknown[]) : []).filter(isObject).flatMap((expose) => {
    const { type, features } = expose;
    return typeof type === 'string' && composed.has(type) && Array.isArray(features) ? (features as unknown[]).filter(isObject) : [expose];
  });
}

function featureOf(raw: Raw, items: ReadonlyMap<string, readonly MappingEntry[]>, { endpoints }: Placement): Feature {
  const { name, property, type } = raw;
  const item = String(property || name || type);
  const entries = items.get(item) ?? [];
  const targets = entries.flatMap(({ target }) => target ?? []);
  const feature = { name: typeof name === 'string' ? name : item, targets: targets.map((target) => target.replace(/^.*\//, '')) };
  if (entries.length === 0) return { ...feature, outcome: 'dropped', reason: 'the mapping report says nothing of it' };
  const lost = entries.find(({ outcome }) => outcome === 'ignored' || outcome === 'internal');
  if (lost) return { ...feature, outcome: 'dropped', reason: lost.reason ?? 'ignored without a reason' };
  if (entries.every(({ outcome }) => outcome === 'capability')) return { ...feature, outcome: 'named' };
  const gap = entries.map(({ target }) => gapIn(raw, capabilityAt(endpoints, target))).find(Boolean);
  return gap === undefined ? { ...feature, outcome: 'typed' } : { ...feature, outcome: 'dropped', reason: gap };
}

function capabilityAt(endpoints: Placement['endpoints'], target = ''): CapabilityDescriptor | undefined {
  return endpoints
    .flatMap(({ id, capabilities }) => Object.entries(capabilities).map(([name, descriptor]) => ({ at: `${id}/${name}.`, descriptor })))
    .find(({ at }) => target.startsWith(at) && !target.slice(at.length).includes('/'))?.descriptor;
}

/** What the description of a generic value leaves out of what the expose says; undefined where nothing. */
function gapIn(raw: Raw, capability: CapabilityDescriptor | undefined): string | undefined {
  if (!capability?.base) return undefined;
  const { value = {} } = capability.attributes;
  const check = Object.hasOwn(gaps, String(raw['type'])) ? gaps[String(raw['type'])] : undefined;
  if (capability.base === 'genericTrigger') return undefined;
  const isWritable = typeof raw['access'] === 'number' && (raw['access'] & 2) !== 0;
  if (isWritable && value.writable !== true) return 'it can be written, and its description does not say so';
  if (value.source === undefined) return 'without its own name';
  return check?.(raw, value);
}

const gaps: Readonly<Record<string, (raw: Raw, value: AttributeDescriptor) => string | undefined>> = {
  numeric: (raw, { unit, minimum, maximum, step }) => {
    if (typeof raw['unit'] === 'string' && raw['unit'] !== '' && unit === undefined) return `without its unit "${raw['unit']}"`;
    if (typeof raw['value_min'] === 'number' && minimum === undefined) return 'without its lowest value';
    if (typeof raw['value_max'] === 'number' && maximum === undefined) return 'without its highest value';
    return typeof raw['value_step'] === 'number' && raw['value_step'] > 0 && step === undefined ? 'without its step' : undefined;
  },
  enum: (_raw, { options = [] }) => (options.length === 0 ? 'without its options' : undefined),
  composite: (raw, { members = {} }) =>
    Array.isArray(raw['features']) && raw['features'].length > Object.keys(members).length ? 'without its members' : undefined,
  list: (_raw, { members = {} }) => (Object.keys(members).length === 0 ? 'without what its items are' : undefined),
};
