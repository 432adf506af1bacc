import type { PluginContext } from '@concord/sdk';
import { eventGuardOf } from './value-guard.ts';
import type { Fragment, Place, Stamp, Values } from './fragment.ts';

/** Gathers what one message says about each capability, so that it leaves as one report a capability. */
export class Reporter {
  readonly #context: Pick<PluginContext, 'report' | 'emit' | 'diagnose'>;
  #touched: Place[] = [];

  constructor(context: Pick<PluginContext, 'report' | 'emit' | 'diagnose'>) {
    this.#context = context;
  }

  /** `raw` is the source's own word where `value` is not. */
  set({ slot }: Fragment, attribute: string, value: unknown, raw?: unknown): void {
    if (!slot) return;
    if (value !== null && slot.guards.get(attribute)?.(value) === false) return this.#refuse(slot, attribute, value);
    if (!slot.values) {
      if (!slot.stamp) this.#touched.push(slot);
      slot.values = {};
    }
    slot.values[attribute] = value;
    if (raw !== undefined) (slot.raw ??= {})[attribute] = raw;
  }

  /** When the values of the message in hand were measured, and how good they are; of the fragment's capability. */
  stamp({ slot }: Fragment, stamp: Stamp): void {
    if (!slot) return;
    if (!slot.values && !slot.stamp) this.#touched.push(slot);
    slot.stamp = stamp;
  }

  /** Leaves before the report of the same message, in the same batch. `at`: when it happened, in milliseconds since 1970. */
  emit({ slot }: Fragment, event: string, payload?: Record<string, unknown>, at?: number): void {
    if (!slot) return;
    const { device, endpoint, capability } = slot;
    if (payload && eventGuardOf(capability, slot.descriptor.base, event)?.(payload) === false) return this.#refuse(slot, event, payload);
    this.#context.emit({ device, endpoint, capability, event, ...(payload && { payload }), ...timeOf(at) });
  }

  flush(): void {
    if (this.#touched.length === 0) return;
    const touched = this.#touched;
    this.#touched = [];
    for (const slot of touched) {
      const { device, endpoint, capability, values, raw, stamp } = slot;
      slot.values = slot.raw = slot.stamp = undefined;
      if (!values) continue;
      const report = { device, endpoint, capability, values };
      if (!raw && !stamp) this.#context.report(report);
      else
        this.#context.report({ ...report, ...(raw && { raw }), ...(stamp?.quality && { quality: stamp.quality }), ...timeOf(stamp?.at) });
    }
  }

  #refuse({ device, endpoint, capability }: Place, member: string, value: unknown): void {
    const place = `${endpoint}/${capability}.${member}`.slice(0, 1000);
    const message = `not a value that it can have: ${JSON.stringify(value)?.slice(0, 200)}`;
    this.#context.diagnose({ code: 'bad-value', message, place, device });
  }

  /** Values that nobody confirmed: what was sent to a product that never says what it did. */
  assume({ device, endpoint, capability }: Place, values: Values): void {
    this.#context.report({ device, endpoint, capability, values: { ...values }, quality: 'uncertain' });
  }
}

/** The last moment that RFC 3339 can write: the year has four digits. */
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function timeOf(at: number | undefined): { readonly at?: string } {
  return at !== undefined && at >= 0 && at <= lastMs ? { at: new Date(at).toISOString() } : {};
}
