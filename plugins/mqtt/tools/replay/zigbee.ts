import type { MappingEntry } from './hub-api.ts';
import { isHeld, type Scale } from './leaves.ts';
import { parseTarget, recordAt } from './records.ts';
import { ReplayHub, TooLateError } from './replay-hub.ts';
import { right, wrong, type Tally, type Verdict } from './tally.ts';

/** An entry of Zigbee2MQTT's `bridge/devices`, and a full state of the device: one line of a corpus. */
export interface ZigbeeSample {
  readonly key: string;
  readonly device: {
    readonly ieee_address: string;
    readonly definition?: { readonly vendor?: string; readonly model?: string; readonly exposes?: readonly Expose[] };
  };
  readonly topic: string;
  readonly state: Readonly<Record<string, unknown>>;
  readonly action?: string;
  readonly also?: readonly { readonly topic: string; readonly payload: string }[];
}

interface Expose {
  readonly type: string;
  readonly property?: string;
  readonly unit?: string;
  readonly value_max?: number;
  readonly features?: readonly Expose[];
}

const dialect = 'zigbee2mqtt';
const patienceMs = 2500;

/** Replays devices of one Zigbee2MQTT: all are announced at once, as its bridge does. */
export async function replayZigbee(samples: readonly ZigbeeSample[], tally: Tally): Promise<void> {
  const hub = await ReplayHub.start();
  try {
    hub.publish('zigbee2mqtt/bridge/state', '{"state":"online"}', { retain: true });
    hub.publish('zigbee2mqtt/bridge/devices', JSON.stringify(samples.map(({ device }) => device)), { retain: true });
    await hub.settle();
    const ids = new Map<string, string>();
    const missing = () => samples.some(({ device }) => !ids.has(device.ieee_address.slice(2).toLowerCase()));
    await patiently(hub, async () => {
      for (const { id, sources } of await hub.api.devices())
        for (const { identifiers } of sources) for (const { value } of identifiers) ids.set(value, id);
      return missing() ? undefined : true;
    });
    for (const sample of samples) await replaySample(hub, sample, ids.get(sample.device.ieee_address.slice(2).toLowerCase()), tally);
  } finally {
    await hub.stop();
  }
}

async function replaySample(hub: ReplayHub, sample: ZigbeeSample, id: string | undefined, tally: Tally): Promise<void> {
  const { key, topic, state, action, also = [], device } = sample;
  const kind = device.definition?.exposes?.find(({ features }) => features)?.type ?? 'other';
  if (id === undefined) return tally.sample(dialect, kind, key, wrong('no device'));
  const entries = await hub.api.mapping(id);
  const lost = entries.find(({ outcome }) => outcome === 'ignored');
  tally.sample(dialect, kind, key, lost ? wrong(`${lost.item} is ignored: ${lost.reason ?? ''}`) : right);
  const scales = new Map(scalesIn(device.definition?.exposes ?? []));
  hub.publish(topic, JSON.stringify(state));
  await hub.settle();
  const verdicts = async () => {
    const now = await hub.api.device(id);
    return Object.entries(state)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => ({ name, verdict: verdictOf(name, value) }));

    function verdictOf(name: string, value: unknown): Verdict {
      const about = entries.filter(({ item }) => item === name || item.startsWith(`${name}.`));
      if (about.some(({ outcome }) => outcome === 'internal')) return right;
      const found = about.flatMap(({ target }) => {
        const at = target === undefined ? undefined : parseTarget(target);
        const record = at && recordAt(now, at);
        return at && record ? [{ ...at, record }] : [];
      });
      if (about.length === 0 || (found.length === 0 && isEventOnly(about))) return about.length > 0 ? right : unexposed(name);
      const said = typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean);
      return typeof value === 'object'
        ? found.some(({ record }) => record.value !== null)
          ? right
          : wrong(`${name} is not in the twin`)
        : isHeld({ path: [name], value: said }, found, scales.get(name));
    }
  };
  await patiently(hub, async () => (await verdicts()).every(({ verdict }) => verdict.isRight) || undefined);
  for (const { name, verdict } of await verdicts()) tally.state(dialect, kind, `${key} ${name}`, verdict);
  if (action === undefined) return;
  const since = hub.feed.length;
  hub.publish(topic, JSON.stringify({ ...state, action }));
  for (const message of also) hub.publish(message.topic, message.payload);
  await hub.settle();
  const events = hub.feed.slice(since).filter(({ kind: what, device: whose }) => what === 'event' && whose === id).length;
  const isNothing = action === '' || action === 'none';
  tally.state(
    dialect,
    kind,
    `${key} action ${action}`,
    events > 0 !== isNothing && events <= 1 ? right : wrong(`${events} events for the action "${action}"`),
  );

  function unexposed(name: string): Verdict {
    tally.skip(`${dialect}: ${name}, which no expose is about`);
    return right;
  }
}

function isEventOnly(entries: readonly MappingEntry[]): boolean {
  return entries.some(({ outcome }) => outcome === 'capability' || outcome === 'generic');
}

function scalesIn(exposes: readonly Expose[]): [property: string, scale: Scale][] {
  return exposes.flatMap(({ property, unit, value_max: top, features = [] }) => [
    ...(property === undefined ? [] : [[property, { unit, top }] as [string, Scale]]),
    ...scalesIn(features),
  ]);
}

async function patiently(hub: ReplayHub, look: () => Promise<true | undefined>): Promise<void> {
  try {
    await hub.until(look, patienceMs);
  } catch (error) {
    if (!(error instanceof TooLateError)) throw error;
  }
}
