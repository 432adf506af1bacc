import { dataTypeOf, type DataType } from '../payload/data-type.ts';
import { DataSet } from '../payload/payload.ts';
import { valueOf, type FlatMetric } from './flat-metric.ts';
import { readProperties, type MetricProperties } from './properties.ts';

/** What a birth says of a metric, for as long as the next. */
export interface KnownMetric extends MetricProperties {
  readonly name: string;
  readonly type: DataType;
  readonly alias: bigint | undefined;
  /** Of a DataSet. */
  readonly columns: readonly { readonly name: string; readonly type: DataType | undefined }[];
  /** Its value is more than a number holds exactly, and is text. */
  readonly isLarge: boolean;
}

/** Undefined for a metric whose birth names no type: nothing can be read of it. */
export function knownMetric(metric: FlatMetric): KnownMetric | undefined {
  const { name, type, alias, raw, properties } = metric;
  if (type === undefined || type === 'PropertySet' || type === 'PropertySetList' || type === 'Template') return undefined;
  const columns = raw instanceof DataSet ? raw.columns.map((column, at) => ({ name: column, type: dataTypeOf(raw.types[at]) })) : [];
  const isLarge = (type === 'Int64' || type === 'UInt64') && typeof valueOf(metric, type) === 'string';
  return { name, type, alias, columns: columns.slice(0, 100), isLarge, ...readProperties(properties) };
}
