import type { PluginContext } from '@concord/sdk';
import type { Fragment, Place, Values } from './fragment.ts';

/** Gathers what one message says about each capability, so that it leaves as one report a capability. */
export class Reporter {
  readonly #context: Pick<PluginContext, 'report' | 'emit'>;
  #touched: Place[] = [];

  constructor(context: Pick<PluginContext, 'report' | 'emit'>) {
    this.#context = context;
  }

  /** `raw` is the source's own word where `value` is not. */
  set({ slot }: Fragment, attribute: string, value: unknown, raw?: unknown): void {
    if (!slot) return;
    if (!slot.values) {
      slot.values = {};
      this.#touched.push(slot);
    }
    slot.values[attribute] = value;
    if (raw !== undefined) (slot.raw ??= {})[attribute] = raw;
  }

  /** Leaves before the report of the same message, in the same batch. */
  emit({ slot }: Fragment, event: string, payload?: Record<string, unknown>): void {
    if (!slot) return;
    const { device, endpoint, capability } = slot;
    this.#context.emit({ device, endpoint, capability, event, ...(payload && { payload }) });
  }

  flush(): void {
    if (this.#touched.length === 0) return;
    const touched = this.#touched;
    this.#touched = [];
    for (const slot of touched) {
      const { device, endpoint, capability, values = {}, raw } = slot;
      slot.values = slot.raw = undefined;
      this.#context.report(raw ? { device, endpoint, capability, values, raw } : { device, endpoint, capability, values });
    }
  }

  /** Values that nobody confirmed: what was sent to a product that never says what it did. */
  assume({ device, endpoint, capability }: Place, values: Values): void {
    this.#context.report({ device, endpoint, capability, values: { ...values }, quality: 'uncertain' });
  }
}
