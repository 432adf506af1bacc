import type { PartListener } from '../../devices/part.ts';
import type { Part } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { featureOf, type Feature } from '../../mapping/feature.ts';
import { genericPart, namedPart, type FeatureTools } from '../../mapping/feature-part.ts';
import { Message } from '../../topics/message.ts';
import type { DeviceOptions } from './bridge-info.ts';
import type { BridgeRequests } from './bridge-requests.ts';
import type { DeviceTools } from './device-tools.ts';
import type { Expose } from './expose.ts';
import { optionRows } from './table/options.ts';

/**
 * The settings that every device may have (Zigbee2MQTT's documentation, "Device and group configuration"), shown where somebody has set
 * them. Those that would take a device or values away from the hub (`disabled`, `filtered_…`), and those of the bridge's own pages (`icon`,
 * `homeassistant`), are left to the bridge.
 */
const general: readonly Feature[] = [
  featureOf({ type: 'binary', name: 'retain', label: 'Broker keeps its state' }),
  featureOf({ type: 'binary', name: 'optimistic', label: 'State is said before the device confirms it' }),
  featureOf({ type: 'numeric', name: 'debounce', label: 'Gathers messages for', unit: 's', minimum: 0 }),
  featureOf({ type: 'numeric', name: 'throttle', label: 'Messages at most every', unit: 's', minimum: 0 }),
];

interface Surroundings {
  readonly ieee: string;
  /** What the device exposes. */
  readonly exposes: readonly Expose[];
  readonly values: DeviceOptions;
  readonly requests: BridgeRequests;
}

/** The settings that the bridge keeps for a device: their values stand in `bridge/info`, and `device/options` changes them. */
export function optionParts(options: readonly Expose[], tools: DeviceTools, around: Surroundings): Part[] {
  const exposed = new Set(around.exposes.flatMap(({ name, features }) => [name, ...features.map((feature) => feature.name)]));
  const set = generalOptions(around.ieee, around.values);
  const own = new Map([...general.filter(({ property }) => set.includes(property)), ...options].map((option) => [option.property, option]));
  // Settings are set by their property.
  return [...own.values()].filter(({ property }) => property !== '').map((option) => optionPart(option, tools, around, exposed));
}

/** Which of the settings that every device may have somebody has set for this one. */
export function generalOptions(ieee: string, values: DeviceOptions): string[] {
  return general.map(({ property }) => property).filter((name) => values.of(ieee, name) !== undefined);
}

function optionPart(option: Feature, tools: DeviceTools, { ieee, exposes, values, requests }: Surroundings, exposed: Set<string>): Part {
  const feature: Feature = {
    ...option,
    category: 'config',
    isReported: true,
    isWritable: true,
    unit: option.unit ?? correctedUnit(option, exposes),
  };
  const takes: ((value: unknown, reporter: Reporter, message: Message) => void)[] = [];
  const features: FeatureTools = {
    namespace: 'zigbee2mqtt',
    listen: (_feature, take): PartListener[] => {
      takes.push(take);
      return [];
    },
    plan: ({ property }, value) => ({
      sendings: [],
      ask: async (timeoutMs) => {
        await requests.ask('device/options', { id: ieee, options: Object.fromEntries([[property, value]]) }, timeoutMs);
        return 'acknowledged';
      },
    }),
    bad: (what, value) => tools.bad(`option ${what}`, value),
  };
  const spot = { endpoint: undefined };
  // An expose of the same name is something else: the device's own setting.
  const unnamed = exposed.has(feature.name) ? { ...feature, name: `option_${feature.name}` } : feature;
  const named = namedPart(feature, optionRows(feature.name, exposed), features, spot);
  return {
    ...(named ?? genericPart(unnamed, features, spot)),
    // The mapping report is about what the product offers, and this is its bridge's.
    ...(!named && { says: [] }),
    id: `options.${feature.property}`,
    dialect: 'zigbee2mqtt',
    name: feature.label,
    order: 2,
    hasAvailability: true,
    known: (reporter) => {
      const value = values.of(ieee, feature.property) ?? null;
      for (const take of takes) take(value, reporter, noMessage);
    },
  };
}

const noMessage = new Message('', Buffer.alloc(0), true);

/** What a correction is counted in: percent of the value, or the unit of the value itself; its description says which. */
function correctedUnit({ name, description = '' }: Feature, exposes: readonly Expose[]): string | undefined {
  const corrected = /^(?<value>.+)_calibration$/.exec(name)?.groups?.['value'];
  if (corrected === undefined) return undefined;
  if (/\bpercentual\b/.test(description)) return '%';
  const all = exposes.flatMap((expose) => [expose, ...expose.features]);
  return all.find((expose) => expose.name === corrected || expose.name === `local_${corrected}`)?.unit;
}
