import type { Values } from '../../devices/fragment.ts';
import { isObject } from '../../topics/message.ts';
import { memberOf } from './member.ts';

/** How states travel: one JSON object a device, or a topic for each of its members. */
export type Output = 'json' | 'attribute';

/** What `bridge/info` says of the bridge. The rest of it, keys and addresses of the network among it, is not kept. */
export interface BridgeInfo {
  readonly version: string | undefined;
  /** The kind of radio and its firmware: `EmberZNet 7.4.1`. */
  readonly radio: string | undefined;
  readonly channel: number | undefined;
  readonly coordinator: string | undefined;
  readonly joinOpen: boolean | undefined;
  /** In milliseconds since 1970; null: closed, or nobody knows. */
  readonly joinUntil: number | null;
  readonly logLevel: string | undefined;
  readonly needsRestart: boolean | undefined;
  readonly output: Output;
  /** The members that the bridge adds to each state: `last_seen`, `elapsed`, `device`. */
  readonly additions: readonly string[];
}

const longestJoinMs = 24 * 3600 * 1000;

/** Reads the object of `bridge/info`; what does not fit is unknown. `now`: in milliseconds since 1970. */
export function readBridgeInfo(info: Values, now: number): BridgeInfo {
  const config = memberOf(info, 'config');
  const advanced = memberOf(config, 'advanced');
  const coordinator = memberOf(info, 'coordinator');
  const joinOpen = flag(memberOf(info, 'permit_join'));
  const lastSeen = text(memberOf(advanced, 'last_seen'));
  return {
    version: text(memberOf(info, 'version')),
    radio: radioOf(coordinator),
    channel: channelOf(memberOf(memberOf(info, 'network'), 'channel')),
    coordinator: text(memberOf(coordinator, 'ieee_address')),
    joinOpen,
    joinUntil: joinOpen === true ? joinEnd(info, now) : null,
    logLevel: text(memberOf(info, 'log_level')),
    needsRestart: flag(memberOf(info, 'restart_required')),
    output: memberOf(advanced, 'output') === 'attribute' ? 'attribute' : 'json',
    additions: [
      ...(lastSeen !== undefined && lastSeen !== 'disable' ? ['last_seen'] : []),
      ...(memberOf(advanced, 'elapsed') === true ? ['elapsed'] : []),
      ...(memberOf(memberOf(config, 'mqtt'), 'include_device_information') === true ? ['device'] : []),
    ],
  };
}

/** `permit_join_end`, a moment; earlier versions counted the seconds down in `permit_join_timeout`. */
function joinEnd(info: Values, now: number): number | null {
  const end = memberOf(info, 'permit_join_end');
  const left = memberOf(info, 'permit_join_timeout');
  const at = typeof end === 'number' ? end : typeof left === 'number' && left > 0 ? now + left * 1000 : Number.NaN;
  return at > 0 && at < now + longestJoinMs ? Math.round(at) : null;
}

function radioOf(coordinator: unknown): string | undefined {
  const type = text(memberOf(coordinator, 'type'));
  const revision = memberOf(memberOf(coordinator, 'meta'), 'revision');
  const firmware = typeof revision === 'string' || typeof revision === 'number' ? ` ${revision}` : '';
  return type === undefined ? undefined : `${type}${firmware}`.slice(0, 255);
}

function channelOf(value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255 ? Number(value) : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 255) : undefined;
}

/** What is set for single devices and groups: the only part of the bridge's configuration that is kept. */
export class DeviceOptions {
  #devices: Values = {};
  #all: Values = {};
  #groups: Values = {};

  /** Takes `bridge/info`; answers the addresses of the devices for which something is different. */
  read(info: Values): string[] {
    const config = memberOf(info, 'config');
    const [devices, all] = [this.#devices, this.#all];
    this.#devices = objectOf(memberOf(config, 'devices'));
    this.#groups = objectOf(memberOf(config, 'groups'));
    this.#all = objectOf(memberOf(config, 'device_options'));
    const ofAll = JSON.stringify(all) !== JSON.stringify(this.#all);
    const keys = new Set([...Object.keys(devices), ...Object.keys(this.#devices)]);
    return [...keys].filter((key) => ofAll || JSON.stringify(memberOf(devices, key)) !== JSON.stringify(memberOf(this.#devices, key)));
  }

  /** An option of a device; undefined where nobody set it. */
  of(ieee: string, name: string): unknown {
    return memberOf(memberOf(this.#devices, ieee), name) ?? memberOf(this.#all, name);
  }

  /** False where the bridge does not publish what a group was told. */
  isOptimisticGroup(id: number): boolean {
    return memberOf(memberOf(this.#groups, String(id)), 'optimistic') !== false;
  }
}

function objectOf(value: unknown): Values {
  return isObject(value) ? value : {};
}
