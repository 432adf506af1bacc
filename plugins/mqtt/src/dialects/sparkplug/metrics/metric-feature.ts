import { featureOf, type Feature } from '../../../mapping/feature.ts';
import { elementTypes, integers, type DataType } from '../payload/data-type.ts';
import type { KnownMetric } from './known-metric.ts';

type Narrowed = Pick<Feature, 'type'> & Partial<Feature>;

const plain: Readonly<Partial<Record<DataType, Narrowed>>> = {
  ...Object.fromEntries(Object.keys(integers).map((type) => [type, { type: 'numeric', step: 1 }])),
  Float: { type: 'numeric' },
  Double: { type: 'numeric' },
  Boolean: { type: 'binary', on: true, off: false },
  String: { type: 'text' },
  Text: { type: 'text' },
  UUID: { type: 'text' },
  Bytes: { type: 'text' },
  DateTime: { type: 'datetime' },
  File: { type: 'composite' },
};

/** A metric as the feature that the shared tables know; `name` is what it is called among its neighbours. */
export function featureOfMetric(metric: KnownMetric, name: string, isWritable: boolean): Feature {
  const { unit, low, high, columns, type } = metric;
  const known = { name, property: metric.name, label: metric.name.slice(0, 255), isWritable };
  if (type === 'DataSet') {
    const features = columns.map((column) => featureOf({ name: column.name, ...narrowed(column.type) }));
    return featureOf({ ...known, type: 'list', items: featureOf({ type: 'composite', name: 'row', features }) });
  }
  const element = elementTypes[type];
  if (element) return featureOf({ ...known, type: 'list', items: featureOf({ name: 'item', ...narrowed(element), unit }) });
  const own = metric.isLarge ? { type: 'text' } : narrowed(type);
  return featureOf({ ...known, ...own, ...(own.type === 'numeric' && { unit, minimum: low, maximum: high }) });
}

function narrowed(type: DataType | undefined): Narrowed {
  return (type && plain[type]) ?? { type: 'text' };
}
