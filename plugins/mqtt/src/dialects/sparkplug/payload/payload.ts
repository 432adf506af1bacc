/** What an edge node says in one message (Sparkplug 3.0, section 6.4). Times are milliseconds since 1970. */
export interface Payload {
  timestamp: number | undefined;
  /** 0 to 255; a death has none. */
  seq: number | undefined;
  /** Says what `body` is, where it is anything. */
  uuid: string | undefined;
  body: Uint8Array | undefined;
  metrics: Metric[];
  /** How many metrics there were beyond those that are read of one message. */
  unread: number;
}

/** A value as it was written; its data type says what it is. */
export type RawValue = number | bigint | boolean | string | Uint8Array | DataSet | Template;

export interface Metric {
  /** Left out where the alias says it. */
  name: string | undefined;
  alias: bigint | undefined;
  timestamp: number | undefined;
  datatype: number | undefined;
  isHistorical: boolean;
  isNull: boolean;
  metadata: MetaData | undefined;
  properties: ReadonlyMap<string, Property>;
  value: RawValue | undefined;
}

export interface MetaData {
  isMultiPart: boolean;
  contentType: string | undefined;
  size: number | undefined;
  fileName: string | undefined;
  md5: string | undefined;
}

/** What is said of a metric beside its value: its unit, its range, how good it is. */
export interface Property {
  type: number | undefined;
  isNull: boolean;
  value: RawValue | undefined;
}

export class DataSet {
  readonly columns: string[] = [];
  readonly types: number[] = [];
  readonly rows: (RawValue | undefined)[][] = [];
}

/** A structure of metrics: a definition, or a thing that is built so. */
export class Template {
  readonly metrics: Metric[] = [];
  readonly parameters: Parameter[] = [];
  reference: string | undefined;
  isDefinition = false;
}

export interface Parameter {
  name: string | undefined;
  type: number | undefined;
  value: RawValue | undefined;
}
