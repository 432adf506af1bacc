import type { Words } from '../../mapping/codecs/word-codec.ts';
import type { Feature } from '../../mapping/feature.ts';
import type { Row } from '../../mapping/row.ts';
import type { Component } from './component.ts';
import type { Order } from './order.ts';

/** What a value of a product is, and where it goes. Without a row it is kept under its own name. */
export interface Spec {
  readonly feature: Pick<Feature, 'type'> & Partial<Omit<Feature, 'isWritable' | 'property'>>;
  readonly row?: Row;
  /** A number counts so many of the feature's unit: watt-minutes are sixtieths of watt-hours. */
  readonly factor?: number;
  /** The product's own value to write; left out: it is only read. */
  readonly write?: (value: unknown, component: Component) => Order;
  /** What can be done beside, by the name of a command of the row's capability. */
  readonly commands?: Readonly<Record<string, (component: Component) => Order>>;
  /** What the endpoint is to a person. */
  readonly kind?: string;
  /** Said elsewhere already, or meant for the product's own programs: it becomes no value, for this reason. */
  readonly internal?: string;
}

/** What a value is may depend on the settings of its component. */
export type SpecOf = Spec | ((config: Readonly<Record<string, unknown>>) => Spec | undefined);

/** Specs by `type.member` of a component. */
export type SpecTable = Readonly<Record<string, SpecOf>>;

type More = Partial<Omit<Spec, 'feature' | 'row'>> & { readonly row?: Partial<Row>; readonly feature?: Partial<Spec['feature']> };

function spec(type: string, target: string | undefined, unit: string | undefined, { row, feature, ...more }: More): Spec {
  return {
    feature: { type, ...(unit !== undefined && { unit }), ...feature },
    ...(target !== undefined && { row: { target, ...row } }),
    ...more,
  };
}

/** A number in a unit; '' for one that counts or compares. Without a target it is a measurement of its own. */
export function numeric(target: string | undefined, unit: string, more: More = {}): Spec {
  return spec('numeric', target, unit === '' ? undefined : unit, unit === '' ? { ...more, row: { unit: '', ...more.row } } : more);
}

export function flag(target?: string, more: More = {}): Spec {
  return spec('binary', target, undefined, more);
}

/** Words, with what the capability calls them. */
export function words(target: string, names: Words, more: More = {}): Spec {
  return spec('enum', target, undefined, {
    ...more,
    row: { words: names, ...more.row },
    feature: { values: Object.keys(names), ...more.feature },
  });
}

/** Yes and no, with what the capability calls them. */
export function either(target: string, yes: unknown, no: unknown, more: More = {}): Spec {
  return spec('binary', target, undefined, { ...more, row: { words: { true: yes, false: no }, ...more.row } });
}

export function text(target?: string, more: More = {}): Spec {
  return spec('text', target, undefined, more);
}

/** A list or a structure that is kept as it is. */
export function structure(more: More = {}): Spec {
  return spec('composite', undefined, undefined, more);
}

/** Faults that stand, by the product's own codes. */
export function faults(more: More = {}): Spec {
  return spec('list', 'health.active', undefined, more);
}

/** Nothing that people or rules need. */
export function internal(reason: string): Spec {
  return { feature: { type: 'text' }, internal: reason };
}

/** A setting, or something about the product itself, rather than what it is for. */
export const diagnostic = { feature: { category: 'diagnostic' } } as const;

/** The numbers of what is said are no values for some products: their word for "not measured". */
export function none(value: number, more: More = {}): More {
  return { ...more, row: { none: value, ...more.row } };
}
