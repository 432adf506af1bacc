import { dataTypeOf, type DataType } from '../payload/data-type.ts';
import { Template, type Metric, type Property, type RawValue } from '../payload/payload.ts';
import { readValue } from '../payload/value.ts';

/** Templates in templates deeper than this are no machine. */
const maxDepth = 6;

/** One value of a message, by its whole name: a member of a template is `<metric>/<member>`. */
export interface FlatMetric {
  readonly name: string;
  readonly alias: bigint | undefined;
  /** Left out where the birth said it. */
  readonly type: DataType | undefined;
  readonly isNull: boolean;
  readonly isHistorical: boolean;
  readonly timestamp: number | undefined;
  readonly raw: RawValue | undefined;
  readonly file: FileNote | undefined;
  readonly properties: ReadonlyMap<string, Property>;
}

/** What is said of the bytes of a file. */
interface FileNote {
  readonly fileName: string | undefined;
  readonly contentType: string | undefined;
  readonly size: number | undefined;
  readonly md5: string | undefined;
}

/** What an alias stands for; undefined where nobody said. */
type Resolve = (alias: bigint) => string | undefined;

/**
 * The values of a metric: itself, or the members of a template. A definition has none. Undefined for one without a name that is known: then the
 * birth that gave it is missing.
 */
export function flatten(metric: Metric, resolve: Resolve, within?: FlatMetric, depth = 0): FlatMetric[] | undefined {
  const known = metric.alias === undefined ? undefined : resolve(metric.alias);
  const name = known ?? (metric.name === undefined ? undefined : within ? `${within.name}/${metric.name}` : metric.name);
  if (name === undefined || name === '') return undefined;
  const { value, metadata } = metric;
  const own: FlatMetric = {
    name: name.slice(0, 500),
    alias: metric.alias,
    type: dataTypeOf(metric.datatype),
    isNull: metric.isNull,
    isHistorical: metric.isHistorical || (within?.isHistorical ?? false),
    timestamp: metric.timestamp ?? within?.timestamp,
    raw: value,
    file: metadata,
    properties: metric.properties,
  };
  if (!(value instanceof Template)) return [own];
  if (value.isDefinition || depth >= maxDepth) return [];
  const members = value.metrics.map((member) => flatten(member, resolve, own, depth + 1));
  if (members.includes(undefined)) return undefined;
  return [...parametersOf(value, own), ...members.flatMap((list) => list ?? [])];
}

/** What is said of this thing of a template, which does not change. */
function parametersOf({ parameters }: Template, within: FlatMetric): FlatMetric[] {
  return parameters.flatMap(({ name, type, value }) =>
    name === undefined || name === ''
      ? []
      : [
          {
            ...within,
            name: `${within.name}/${name}`.slice(0, 500),
            alias: undefined,
            type: dataTypeOf(type),
            isNull: value === undefined,
            raw: value,
            properties: new Map(),
          },
        ],
  );
}

/** A value as JSON has it; null where there is none, undefined where it does not fit its type. */
export function valueOf({ isNull, raw, file }: FlatMetric, type: DataType): unknown {
  if (isNull) return null;
  if (type !== 'File') return readValue(type, raw);
  const data = readValue('Bytes', raw);
  const said = { ...file, ...(raw instanceof Uint8Array && { size: file?.size ?? raw.length }), data };
  return Object.fromEntries(
    ['fileName', 'contentType', 'size', 'md5', 'data'].flatMap((key) => {
      const value = Object.hasOwn(said, key) ? said[key as keyof typeof said] : undefined;
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
