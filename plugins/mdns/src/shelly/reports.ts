import type { DevicePorts } from '../driver.ts';
import { isObject, valueAt, type JsonObject } from '../untrusted/json.ts';
import type { Layout } from './layout.ts';
import { idOf, pathsOf } from './paths.ts';
import { timeOf } from './time.ts';

/** Turns what a device says of its state into reports, and keeps that state for what needs its neighbours. */
export class Reports {
  readonly #ports: DevicePorts;
  readonly #layout: Layout;
  readonly #events = new Map<string, unknown>();
  #status: JsonObject;

  constructor(ports: DevicePorts, layout: Layout, status: JsonObject) {
    this.#ports = ports;
    this.#layout = layout;
    this.#status = status;
  }

  /** All that is known of the device's state. */
  get status(): JsonObject {
    return this.#status;
  }

  statusOf(component: string): JsonObject {
    const status = Object.hasOwn(this.#status, component) ? this.#status[component] : undefined;
    return isObject(status) ? status : {};
  }

  /** Reports all that is known and has a place. */
  all(): void {
    this.#reportThese(this.#status);
  }

  /**
   * `NotifyStatus` (what changed) and `NotifyFullStatus` (everything). Answers false, and reports nothing, where the device says something
   * for which the layout has no place: whoever asks makes a new layout from `status`.
   */
  take(said: JsonObject): boolean {
    this.#status = merge(this.#status, said);
    if (Object.entries(said).some(([key, values]) => isObject(values) && this.#isUnknown(key, values))) return false;
    this.#reportThese(said);
    return true;
  }

  /** Only what `merge` kept counts: a new layout would have no place for the rest either. */
  #isUnknown(key: string, values: JsonObject): boolean {
    const known = this.#layout.items.get(key);
    if (!known) return !this.#layout.leftOut.has(key) && Object.hasOwn(this.#status, key);
    return pathsOf(values, this.#layout.placed.get(key)?.component).some(
      (path) => !known.has(idOf(path)) && (valueAt(this.statusOf(key), path) ?? null) !== null,
    );
  }

  #reportThese(said: JsonObject): void {
    const at = timeOf(said['ts']);
    for (const [key, values] of Object.entries(said)) if (isObject(values)) this.#report(key, values, at);
  }

  #report(key: string, values: JsonObject, at: string | undefined): void {
    const reports = new Map<string, { endpoint: string; capability: string; values: Record<string, unknown> }>();
    for (const { path, targets } of this.#layout.items.get(key)?.values() ?? []) {
      const value = valueAt(values, path);
      if (value === undefined) continue;
      for (const { endpoint, capability, attribute, read, event } of targets) {
        const known = value === null ? null : read(value, this.statusOf(key));
        if (known === undefined) {
          this.#ports.diagnose(
            'value-wrong-type',
            `${JSON.stringify(value)?.slice(0, 100)} is no value for ${capability}.${attribute}`,
            `${key}.${path.join('.')}`,
          );
          continue;
        }
        const place = `${endpoint}/${capability}`;
        const report = reports.get(place) ?? { endpoint, capability, values: {} };
        report.values[attribute] = known;
        reports.set(place, report);
        const happened = event?.(known);
        if (known !== null && happened !== undefined)
          this.#happened(`${place}.${attribute}`, known, { endpoint, capability, event: happened }, at);
      }
    }
    for (const report of reports.values()) this.#ports.report({ ...report, ...(at !== undefined && { at }) });
  }

  /** An event is a change: what the first report says is no news. */
  #happened(place: string, value: unknown, event: { endpoint: string; capability: string; event: string }, at: string | undefined): void {
    const isNews = this.#events.has(place) && this.#events.get(place) !== value;
    this.#events.set(place, value);
    if (isNews) this.#ports.emit({ ...event, ...(at !== undefined && { at }) });
  }
}

/** More members than any component has: what comes on top is dropped. */
const maxMembers = 1000;

/** Takes objects together member by member; anything else replaces what was there. */
function merge(known: JsonObject, said: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...known };
  let members = Object.keys(merged).length;
  for (const [name, value] of Object.entries(said)) {
    if (name === '__proto__') continue;
    if (!Object.hasOwn(merged, name) && ++members > maxMembers) continue;
    const before = merged[name];
    merged[name] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}
