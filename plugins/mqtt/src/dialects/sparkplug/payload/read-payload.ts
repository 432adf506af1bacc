import { gunzipSync, inflateSync } from 'node:zlib';
import { Budget, SparkplugError } from '../wire/budget.ts';
import { readFields, tag, wire, WireReader, type Fields } from '../wire/wire-reader.ts';
import { DataSet, Template, type MetaData, type Metric, type Parameter, type Payload, type Property, type RawValue } from './payload.ts';

/** More than a device can show; the budget bounds what they hold. */
const maxMetrics = 1500;
const compressed = 'SPBV1.0_COMPRESSED';

/** Reads a payload. Throws `SparkplugError` for what is none, and for one that is too large, too deep, or has too much in it. */
export function readPayload(bytes: Uint8Array): Payload {
  const payload = readPlain(bytes);
  // Only once: what is packed into itself has no end.
  return payload.uuid === compressed && payload.body ? { ...readPlain(expand(payload, payload.body)), seq: payload.seq } : payload;
}

function readPlain(bytes: Uint8Array): Payload {
  if (bytes.length > Budget.bytes) throw new SparkplugError(`${bytes.length} bytes`);
  return readFields(new WireReader(bytes), payloadFields, emptyPayload());
}

/** A payload in a payload, made small: by DEFLATE, or by what its metric `algorithm` names. */
function expand({ metrics }: Payload, body: Uint8Array): Uint8Array {
  const algorithm = metrics.find(({ name }) => name === 'algorithm')?.value;
  const options = { maxOutputLength: Budget.bytes };
  try {
    return algorithm === 'GZIP' ? gunzipSync(body, options) : inflateSync(body, options);
  } catch {
    throw new SparkplugError('a body that can not be expanded');
  }
}

function emptyPayload(): Payload {
  return { timestamp: undefined, seq: undefined, uuid: undefined, body: undefined, metrics: [], unread: 0 };
}

interface Valued {
  value: RawValue | undefined;
}

/** The ways to write a simple value, which begin at another number in each message. */
function valueFields<Message extends Valued>(first: number): Fields<Message> {
  return {
    [tag(first, wire.varint)]: (reader, message) => (message.value = reader.uint32()),
    [tag(first + 1, wire.varint)]: (reader, message) => (message.value = reader.uint64()),
    [tag(first + 2, wire.fixed32)]: (reader, message) => (message.value = reader.float()),
    [tag(first + 3, wire.fixed64)]: (reader, message) => (message.value = reader.double()),
    [tag(first + 4, wire.varint)]: (reader, message) => (message.value = reader.boolean()),
    [tag(first + 5, wire.bytes)]: (reader, message) => (message.value = reader.text()),
  };
}

const propertyFields: Fields<Property> = {
  [tag(1, wire.varint)]: (reader, property) => (property.type = reader.uint32()),
  [tag(2, wire.varint)]: (reader, property) => (property.isNull = reader.boolean()),
  ...valueFields<Property>(3),
};

interface PropertySet {
  readonly keys: string[];
  readonly values: Property[];
}

const propertySetFields: Fields<PropertySet> = {
  [tag(1, wire.bytes)]: (reader, { keys }) => keys.push(reader.text()),
  [tag(2, wire.bytes)]: (reader, { values }) =>
    values.push(readFields(reader.nested(), propertyFields, { type: undefined, isNull: false, value: undefined })),
};

function readProperties(reader: WireReader): ReadonlyMap<string, Property> {
  const { keys, values } = readFields<PropertySet>(reader, propertySetFields, { keys: [], values: [] });
  return new Map(keys.flatMap((key, at) => (values[at] ? [[key, values[at]] as const] : [])));
}

const metaDataFields: Fields<MetaData> = {
  [tag(1, wire.varint)]: (reader, data) => (data.isMultiPart = reader.boolean()),
  [tag(2, wire.bytes)]: (reader, data) => (data.contentType = reader.text()),
  [tag(3, wire.varint)]: (reader, data) => (data.size = reader.safeInteger()),
  [tag(5, wire.bytes)]: (reader, data) => (data.fileName = reader.text()),
  [tag(7, wire.bytes)]: (reader, data) => (data.md5 = reader.text()),
};

const rowFields: Fields<(RawValue | undefined)[]> = {
  [tag(1, wire.bytes)]: (reader, row) => row.push(readFields<Valued>(reader.nested(), valueFields<Valued>(1), { value: undefined }).value),
};

const dataSetFields: Fields<DataSet> = {
  [tag(2, wire.bytes)]: (reader, set) => set.columns.push(reader.text()),
  [tag(3, wire.varint)]: (reader, set) => set.types.push(reader.uint32()),
  // Repeated numbers may also be written together.
  [tag(3, wire.bytes)]: (reader, set) => reader.bytes().forEach((type) => set.types.length < maxMetrics && set.types.push(type)),
  [tag(4, wire.bytes)]: (reader, set) => set.rows.push(readFields(reader.nested(), rowFields, [])),
};

const parameterFields: Fields<Parameter> = {
  [tag(1, wire.bytes)]: (reader, parameter) => (parameter.name = reader.text()),
  [tag(2, wire.varint)]: (reader, parameter) => (parameter.type = reader.uint32()),
  ...valueFields<Parameter>(3),
};

const templateFields: Fields<Template> = {
  [tag(2, wire.bytes)]: (reader, template) => template.metrics.push(readMetric(reader.nested())),
  [tag(3, wire.bytes)]: (reader, template) =>
    template.parameters.push(readFields(reader.nested(), parameterFields, { name: undefined, type: undefined, value: undefined })),
  [tag(4, wire.bytes)]: (reader, template) => (template.reference = reader.text()),
  [tag(5, wire.varint)]: (reader, template) => (template.isDefinition = reader.boolean()),
};

const metricFields: Fields<Metric> = {
  [tag(1, wire.bytes)]: (reader, metric) => (metric.name = reader.text()),
  [tag(2, wire.varint)]: (reader, metric) => (metric.alias = reader.uint64()),
  [tag(3, wire.varint)]: (reader, metric) => (metric.timestamp = reader.safeInteger()),
  [tag(4, wire.varint)]: (reader, metric) => (metric.datatype = reader.uint32()),
  [tag(5, wire.varint)]: (reader, metric) => (metric.isHistorical = reader.boolean()),
  [tag(7, wire.varint)]: (reader, metric) => (metric.isNull = reader.boolean()),
  [tag(8, wire.bytes)]: (reader, metric) =>
    (metric.metadata = readFields<MetaData>(reader.nested(), metaDataFields, {
      isMultiPart: false,
      contentType: undefined,
      size: undefined,
      fileName: undefined,
      md5: undefined,
    })),
  [tag(9, wire.bytes)]: (reader, metric) => (metric.properties = readProperties(reader.nested())),
  ...valueFields<Metric>(10),
  [tag(16, wire.bytes)]: (reader, metric) => (metric.value = reader.bytes()),
  [tag(17, wire.bytes)]: (reader, metric) => (metric.value = readFields(reader.nested(), dataSetFields, new DataSet())),
  [tag(18, wire.bytes)]: (reader, metric) => (metric.value = readFields(reader.nested(), templateFields, new Template())),
};

const none: ReadonlyMap<string, Property> = new Map();

function readMetric(reader: WireReader): Metric {
  return readFields<Metric>(reader, metricFields, {
    name: undefined,
    alias: undefined,
    timestamp: undefined,
    datatype: undefined,
    isHistorical: false,
    isNull: false,
    metadata: undefined,
    properties: none,
    value: undefined,
  });
}

const payloadFields: Fields<Payload> = {
  [tag(1, wire.varint)]: (reader, payload) => (payload.timestamp = reader.safeInteger()),
  [tag(2, wire.bytes)]: (reader, payload) => {
    if (payload.metrics.length < maxMetrics) payload.metrics.push(readMetric(reader.nested()));
    else {
      reader.bytes();
      payload.unread++;
    }
  },
  [tag(3, wire.varint)]: (reader, payload) => (payload.seq = reader.safeInteger()),
  [tag(4, wire.bytes)]: (reader, payload) => (payload.uuid = reader.text()),
  [tag(5, wire.bytes)]: (reader, payload) => (payload.body = reader.bytes()),
};
