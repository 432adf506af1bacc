import { CommandRejectedError, type Confirmation } from '@concord/sdk';
import { fragment, type Values } from '../../devices/fragment.ts';
import type { Part, PartListener } from '../../devices/part.ts';
import type { Reporter } from '../../devices/reporter.ts';
import { featureOf } from '../../mapping/feature.ts';
import { genericPart, namedPart, type FeatureTools } from '../../mapping/feature-part.ts';
import type { Row } from '../../mapping/row.ts';
import { readBridgeEvent } from './bridge-event.ts';
import { readBridgeInfo } from './bridge-info.ts';
import type { BridgeRequests } from './bridge-requests.ts';
import { memberOf } from './member.ts';

/** Zigbee2MQTT closes its network by itself after this long. */
export const longestJoinSeconds = 254;

interface BridgeTools {
  readonly base: string;
  readonly requests: BridgeRequests;
  /** The devices behind the bridge as last listed. */
  readonly children: () => readonly { readonly id: string; readonly name: string }[];
}

type Ask = (endpoint: string, payload: Values) => { sendings: []; ask: (timeoutMs: number) => Promise<Confirmation> };

/** The bridge itself: opening its network, the devices behind it, and how it fares. */
export function bridgeParts({ base, requests, children }: BridgeTools): Part[] {
  const ask: Ask = (endpoint, payload) => ({
    sendings: [],
    ask: async (timeoutMs) => {
      await requests.ask(endpoint, payload, timeoutMs);
      return 'acknowledged';
    },
  });
  const common = { dialect: 'zigbee2mqtt', hasAvailability: true } as const;
  const network = networkPart(base, ask, children);
  const about = aboutPart(base);
  const options = { ...common, id: 'log_level', order: 2, ...logLevelPart(base, ask) };
  const restart = fragment({
    capability: 'diagnostics',
    attributes: {},
    commands: { restart: () => ask('restart', {}) },
  });
  return [
    { ...common, id: 'bridge', order: 0, kind: 'bridge', ...network },
    { ...common, id: 'info', order: 3, ...about },
    options,
    { ...common, id: 'restart', order: 3, fragments: [restart], listeners: [] },
    ...healthParts(base).map((part, at) => ({ ...common, order: 3, id: healthMembers[at]?.[0].property ?? 'health', ...part })),
  ];
}

type Draft = Pick<Part, 'fragments' | 'listeners' | 'known'>;

function networkPart(base: string, ask: Ask, children: BridgeTools['children']): Draft {
  const join = (seconds: number) => ask('permit_join', { time: seconds });
  const target = fragment({
    capability: 'bridge',
    attributes: {
      joinOpen: { writable: true, category: 'config', source: 'permit_join' },
      joinUntil: { source: 'permit_join_end' },
      children: { source: 'bridge/devices' },
    },
    set: ({ joinOpen }) => join(joinOpen === true ? longestJoinSeconds : 0),
    commands: {
      openJoin: ({ duration }) =>
        join(typeof duration === 'number' ? Math.min(longestJoinSeconds, Math.max(1, Math.round(duration))) : longestJoinSeconds),
      removeChild: ({ id }) => {
        if (!children().some((child) => child.id === id)) throw new CommandRejectedError('no such device is behind this bridge');
        return ask('device/remove', { id });
      },
    },
    events: ['childAdded', 'childRemoved'],
  });
  return {
    fragments: [target],
    listeners: [
      onInfo(base, (info, reporter) => {
        const { joinOpen, joinUntil } = readBridgeInfo(info, Date.now());
        if (joinOpen === undefined) return;
        reporter.set(target, 'joinOpen', joinOpen);
        reporter.set(target, 'joinUntil', joinUntil === null ? null : new Date(joinUntil).toISOString());
      }),
      {
        topic: `${base}/bridge/event`,
        read: (message, reporter) => {
          const event = message.retained ? undefined : readBridgeEvent(message);
          if (!event) return;
          const child = { id: event.ieee, name: event.name };
          if (event.type === 'device_joined') reporter.emit(target, 'childAdded', child);
          if (event.type === 'device_leave') reporter.emit(target, 'childRemoved', child);
        },
      },
    ],
    known: (reporter) => reporter.set(target, 'children', children()),
  };
}

/** Versions, the radio, and whether it must be restarted before all settings count. */
function aboutPart(base: string): Draft {
  const nameplate = fragment({
    capability: 'deviceInfo',
    attributes: { swVersion: { source: 'version' }, hwVersion: { source: 'coordinator' } },
  });
  const radio = fragment({ capability: 'network', attributes: { channel: { source: 'network.channel' } } });
  const health = fragment({ capability: 'health', attributes: { active: { source: 'restart_required' } } });
  const listener = onInfo(base, (info, reporter) => {
    const { version, radio: kind, channel, needsRestart } = readBridgeInfo(info, Date.now());
    if (version !== undefined) reporter.set(nameplate, 'swVersion', version);
    if (kind !== undefined) reporter.set(nameplate, 'hwVersion', kind);
    if (channel !== undefined) reporter.set(radio, 'channel', channel);
    if (needsRestart !== undefined) reporter.set(health, 'active', needsRestart ? [restartFault] : []);
  });
  return { fragments: [nameplate, radio, health], listeners: [listener] };
}

const restartFault = {
  code: 'restart-required',
  severity: 'info',
  text: 'Some of its settings count after a restart of Zigbee2MQTT',
} as const;

function logLevelPart(base: string, ask: Ask): Pick<Part, 'fragments' | 'listeners'> {
  const feature = featureOf({
    type: 'enum',
    name: 'log_level',
    label: 'Log level',
    category: 'config',
    values: ['debug', 'info', 'warning', 'error'],
    isWritable: true,
  });
  const tools: FeatureTools = {
    namespace: 'zigbee2mqtt',
    listen: (_feature, take) => [
      onInfo(base, (info, reporter, message) => {
        const { logLevel } = readBridgeInfo(info, Date.now());
        if (logLevel !== undefined) take(logLevel, reporter, message);
      }),
    ],
    plan: (_feature, value) => ask('options', { options: { advanced: { log_level: value } } }),
    bad: () => undefined,
  };
  return genericPart(feature, tools, { endpoint: undefined });
}

const own = { category: 'diagnostic', minimum: 0 } as const;
/** Members of `bridge/health` by their path. */
const healthMembers: readonly (readonly [ReturnType<typeof featureOf>, ...Row[]])[] = [
  [featureOf({ type: 'numeric', name: 'uptime', property: 'process.uptime_sec', unit: 's', ...own }), { target: 'diagnostics.uptime' }],
  [featureOf({ type: 'numeric', name: 'memory', property: 'process.memory_percent', label: 'Memory it uses', unit: '%', ...own })],
  [featureOf({ type: 'numeric', name: 'machine_memory', property: 'os.memory_percent', label: 'Memory in use', unit: '%', ...own })],
  [featureOf({ type: 'numeric', name: 'published', property: 'mqtt.published', label: 'Messages published', ...own })],
  [featureOf({ type: 'numeric', name: 'queued', property: 'mqtt.queued', label: 'Messages waiting', ...own })],
];

function healthParts(base: string): Pick<Part, 'fragments' | 'listeners'>[] {
  const tools: FeatureTools = {
    namespace: 'zigbee2mqtt',
    listen: ({ property }, take) => [
      {
        topic: `${base}/bridge/health`,
        read: (message, reporter) => {
          const [holder = '', name = ''] = property.split('.');
          const value = memberOf(memberOf(message.object, holder), name);
          if (typeof value === 'number') take(value, reporter, message);
        },
      },
    ],
    plan: () => {
      throw new CommandRejectedError('it is only read');
    },
    bad: () => undefined,
  };
  const spot = { endpoint: undefined };
  return healthMembers.map(([feature, ...rows]) => namedPart(feature, rows, tools, spot) ?? genericPart(feature, tools, spot));
}

function onInfo(
  base: string,
  read: (info: Values, reporter: Reporter, message: Parameters<PartListener['read']>[0]) => void,
): PartListener {
  return {
    topic: `${base}/bridge/info`,
    read: (message, reporter) => {
      const { object } = message;
      if (object) read(object, reporter, message);
    },
  };
}
