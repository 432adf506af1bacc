import { CommandRejectedError, messageOf, type Confirmation } from '@concord/sdk';
import { fragment, type Values } from '../../devices/fragment.ts';
import type { Part } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { featureOf, type Feature } from '../../mapping/feature.ts';
import { genericPart, namedPart, type FeatureTools } from '../../mapping/feature-part.ts';
import type { Row } from '../../mapping/row.ts';
import type { BridgeRequests } from './bridge-requests.ts';
import type { DeviceTools } from './device-tools.ts';
import type { Expose } from './expose.ts';
import { memberOf } from './member.ts';

/** The member of the state that tells of updates (Zigbee2MQTT's documentation, "OTA updates"). */
const holder = 'update';
/** A device that sleeps or an update that runs for hours: after so long, what was asked for counts as sent. */
const patienceMs = 8000;

const diagnostic = { category: 'diagnostic' } as const;
const members: readonly (readonly [Feature, ...Row[]])[] = [
  [
    featureOf({ type: 'enum', name: 'state', values: ['idle', 'available', 'updating', 'scheduled'], ...diagnostic }),
    { target: 'update.state', words: { idle: 'idle', available: 'available', updating: 'downloading' } },
  ],
  [featureOf({ type: 'text', name: 'installed_version', ...diagnostic }), { target: 'update.installedVersion' }],
  [featureOf({ type: 'text', name: 'latest_version', ...diagnostic }), { target: 'update.latestVersion' }],
  [featureOf({ type: 'numeric', name: 'progress', unit: '%', minimum: 0, maximum: 100, ...diagnostic }), { target: 'update.progress' }],
  [featureOf({ type: 'text', name: 'latest_release_notes', ...diagnostic }), { target: 'update.notesUrl' }],
  [featureOf({ type: 'text', name: 'latest_source', label: 'Source of the firmware', ...diagnostic })],
  [featureOf({ type: 'numeric', name: 'remaining', label: 'Update takes', unit: 's', minimum: 0, ...diagnostic })],
];

/**
 * The firmware of a device and its updates. `told` is the expose by which earlier versions say only that there is one. An update itself
 * takes minutes to hours; a refusal that comes late becomes the event `failed`.
 */
export function updatePart(ieee: string, tools: DeviceTools, requests: BridgeRequests, told: Expose | undefined): Part {
  const values = withoutUnknownVersions(tools.values(holder));
  const spot = { endpoint: undefined };
  const parts = members.map(([feature, ...rows]) => namedPart(feature, rows, values, spot) ?? genericPart(feature, values, spot));
  const stateOf = parts[0]?.fragments[0];
  let version: string | undefined;
  let teller: Reporter | undefined;
  /** How many of our requests the bridge has not answered: what became of them the answers say. */
  let open = 0;
  const ask = (endpoint: string) => (timeoutMs: number) => {
    const { answer } = requests.send(`device/ota_update/${endpoint}`, { id: ieee });
    open++;
    const answered = answer.finally(() => open--);
    return patiently(answered, Math.min(patienceMs, timeoutMs - 500), (error) => {
      teller?.emit(target, 'failed', { ...versionOf(version), reason: messageOf(error).slice(0, 1000) });
    });
  };
  const target = fragment({
    capability: 'update',
    attributes: {},
    commands: {
      check: () => ({ sendings: [], ask: ask('check') }),
      install: (args) => {
        if (args['version'] !== undefined && args['version'] !== version)
          throw new CommandRejectedError(`Zigbee2MQTT offers ${version ?? 'no version'} only`);
        return { sendings: [], ask: ask('update') };
      },
    },
    events: ['available', 'installed', 'failed'],
  });
  let last: string | undefined;
  const listener = tools.listen((state, reporter, message) => {
    const update = memberOf(state, holder);
    const older = told && update === undefined ? availabilityOf(memberOf(state, told.property), told) : undefined;
    const word = memberOf(update, 'state') ?? older;
    if (older !== undefined && stateOf) reporter.set(stateOf, 'state', older);
    const latest = memberOf(update, 'latest_version');
    if (typeof latest === 'number' && latest >= 0) version = String(latest);
    if (typeof word !== 'string') return;
    const isNews = !message.retained && last !== undefined && last !== word;
    if (isNews && word === 'available' && last === 'updating' && open === 0) reporter.emit(target, 'failed', versionOf(version));
    if (isNews && word === 'available' && last !== 'updating') reporter.emit(target, 'available', versionOf(version));
    if (isNews && word === 'idle' && last === 'updating') reporter.emit(target, 'installed', versionOf(version));
    last = word;
  });
  return {
    id: holder,
    dialect: 'zigbee2mqtt',
    order: 3,
    fragments: [...parts.flatMap(({ fragments }) => fragments), target],
    listeners: [...parts.flatMap(({ listeners }) => listeners), listener],
    // One item of the state, whose source and time left stand beside what the capability names.
    says: [
      ...parts.flatMap(({ fragments }) =>
        fragments
          .filter(({ base }) => base === undefined)
          .flatMap((from) => Object.keys(from.attributes).map((member) => ({ item: holder, fragment: from, member }))),
      ),
      ...['check()', 'install()', 'available', 'installed', 'failed'].map((member) => ({ item: holder, fragment: target, member })),
      ...(told && stateOf ? [{ item: told.property, fragment: stateOf, member: 'state' }] : []),
    ],
    hasAvailability: true,
    known: (reporter) => {
      teller = reporter;
    },
  };
}

function availabilityOf(value: unknown, { on, off }: Expose): string | undefined {
  return value === on ? 'available' : value === off ? 'idle' : undefined;
}

/** For Home Assistant the bridge says -1 where nobody has looked for a version yet. */
function withoutUnknownVersions(tools: FeatureTools): FeatureTools {
  return {
    ...tools,
    listen: (feature, take) => tools.listen(feature, (value, reporter, message) => take(value === -1 ? null : value, reporter, message)),
  };
}

function versionOf(version: string | undefined): Values {
  return version === undefined ? {} : { version };
}

/** Waits for the answer a while; one that comes later and is a refusal is told to `late`. */
async function patiently(answer: Promise<unknown>, waitMs: number, late: (error: unknown) => void): Promise<Confirmation> {
  const { promise: patience, resolve } = Promise.withResolvers<Confirmation>();
  let isLate = false;
  const timer = setTimeout(() => resolve('sent'), Math.max(1, waitMs));
  const answered = answer.then((): Confirmation => 'acknowledged');
  answered.catch((error: unknown) => isLate && late(error));
  try {
    return await Promise.race([answered, patience]);
  } finally {
    clearTimeout(timer);
    isLate = true;
  }
}
