import type { Quantity } from '@concord/sdk';

/**
 * One thing that a product can do, as its own description says it: a value with its type, unit and range, or several values together. The
 * shape is that of Zigbee2MQTT's exposes, which is the widest of those that products describe themselves with.
 */
export interface Feature {
  /** `numeric`, `binary`, `enum`, `text`, `datetime`, `list`, `composite`, or a composed type of the dialect (`light`…). */
  readonly type: string;
  readonly name: string;
  /** The product's own word for it, in its messages and in the mapping report. Composed types (`light`…) have none. */
  readonly property: string;
  readonly endpoint: string | undefined;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly category: 'primary' | 'config' | 'diagnostic';
  readonly unit: string | undefined;
  /** Which of the quantities that the unit's text stands for, where it could be several. */
  readonly quantity: Quantity | undefined;
  readonly isReported: boolean;
  readonly isWritable: boolean;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly step: number | undefined;
  /** Of an enum. */
  readonly values: readonly string[];
  /** Of a binary. */
  readonly on: unknown;
  readonly off: unknown;
  readonly features: readonly Feature[];
  /** Of a list: what each of its items is. */
  readonly items: Feature | undefined;
  /** Seconds without a report after which the value is stale; left out: it stays as it is. */
  readonly maxSilence?: number | undefined;
}

/** A feature of which only some things are known; what is left out is as of a value that is only read. */
export function featureOf(known: Pick<Feature, 'type' | 'name'> & Partial<Feature>): Feature {
  return {
    property: known.name,
    endpoint: undefined,
    label: undefined,
    description: undefined,
    category: 'primary',
    unit: undefined,
    quantity: undefined,
    isReported: true,
    isWritable: false,
    minimum: undefined,
    maximum: undefined,
    step: undefined,
    values: [],
    on: true,
    off: false,
    features: [],
    items: undefined,
    ...known,
  };
}

/** What the mapping report calls it: the product's own word, or its type where it has none. */
export function itemOf({ property, type, endpoint }: Feature): string {
  return property || [type, endpoint].filter(Boolean).join('_');
}
