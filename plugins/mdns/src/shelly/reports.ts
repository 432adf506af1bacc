import type { DevicePorts } from '../driver.ts';
import { isObject, memberAt, type JsonObject } from '../untrusted/json.ts';
import { itemsOf, type Layout } from './layout.ts';
import { timeOf } from './time.ts';

/** Turns what a device says of its state into reports, and keeps that state for what needs its neighbours. */
export class Reports {
  readonly #ports: DevicePorts;
  readonly #layout: Layout;
  readonly #changed: (status: JsonObject) => void;
  readonly #events = new Map<string, unknown>();
  #status: JsonObject;

  /** `changed` is called when the device says something for which the layout has no place; it makes a new layout. */
  constructor(ports: DevicePorts, layout: Layout, status: JsonObject, changed: (status: JsonObject) => void) {
    this.#ports = ports;
    this.#layout = layout;
    this.#status = status;
    this.#changed = changed;
  }

  statusOf(component: string): JsonObject {
    const status = this.#status[component];
    return isObject(status) ? status : {};
  }

  /** `Shelly.GetStatus`, `NotifyFullStatus`: everything. */
  full(status: JsonObject): void {
    this.#take(status, merge(this.#status, status));
  }

  /** `NotifyStatus`: what changed. */
  partial(params: JsonObject): void {
    this.#take(params, merge(this.#status, params));
  }

  #take(said: JsonObject, status: JsonObject): void {
    this.#status = status;
    const unknown = Object.entries(said).some(([key, value]) => isObject(value) && this.#isUnknown(key, value));
    if (unknown) {
      this.#changed(status);
      return;
    }
    const at = timeOf(said['ts']);
    for (const [key, values] of Object.entries(said)) if (isObject(values)) this.#report(key, values, at);
  }

  #isUnknown(key: string, values: JsonObject): boolean {
    const targets = this.#layout.targets.get(key);
    if (!targets) return !this.#layout.leftOut.has(key);
    return itemsOf(values, this.#layout.placed.get(key)?.component).some((path) => !targets.has(path) && memberAt(values, path) !== null);
  }

  #report(key: string, values: JsonObject, at: string | undefined): void {
    const reports = new Map<string, { endpoint: string; capability: string; values: Record<string, unknown> }>();
    for (const [path, targets] of this.#layout.targets.get(key) ?? []) {
      const value = memberAt(values, path);
      if (value === undefined) continue;
      for (const { endpoint, capability, attribute, read, event } of targets) {
        const known = value === null ? null : read(value, this.statusOf(key));
        if (known === undefined) {
          this.#ports.diagnose(
            'value-wrong-type',
            `${JSON.stringify(value)?.slice(0, 100)} is no value for ${capability}.${attribute}`,
            `${key}.${path}`,
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
export function merge(known: JsonObject, said: JsonObject): JsonObject {
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
