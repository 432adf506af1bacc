/** The numbers of the data types (Sparkplug 3.0, section 6.4.16). */
export const dataType = {
  Int8: 1,
  Int16: 2,
  Int32: 3,
  Int64: 4,
  UInt8: 5,
  UInt16: 6,
  UInt32: 7,
  UInt64: 8,
  Float: 9,
  Double: 10,
  Boolean: 11,
  String: 12,
  DateTime: 13,
  Text: 14,
  UUID: 15,
  DataSet: 16,
  Bytes: 17,
  File: 18,
  Template: 19,
  PropertySet: 20,
  PropertySetList: 21,
  Int8Array: 22,
  Int16Array: 23,
  Int32Array: 24,
  Int64Array: 25,
  UInt8Array: 26,
  UInt16Array: 27,
  UInt32Array: 28,
  UInt64Array: 29,
  FloatArray: 30,
  DoubleArray: 31,
  BooleanArray: 32,
  StringArray: 33,
  DateTimeArray: 34,
} as const;

export type DataType = keyof typeof dataType;

const names = new Map<number, DataType>(Object.entries(dataType).map(([name, number]) => [number, name as DataType]));

/** The name of a data type; undefined for a number that stands for none. */
export function dataTypeOf(number: number | undefined): DataType | undefined {
  return number === undefined ? undefined : names.get(number);
}

/** Whole numbers by their bits. */
export const integers: Readonly<Partial<Record<DataType, { readonly bits: number; readonly isSigned: boolean }>>> = {
  Int8: { bits: 8, isSigned: true },
  Int16: { bits: 16, isSigned: true },
  Int32: { bits: 32, isSigned: true },
  Int64: { bits: 64, isSigned: true },
  UInt8: { bits: 8, isSigned: false },
  UInt16: { bits: 16, isSigned: false },
  UInt32: { bits: 32, isSigned: false },
  UInt64: { bits: 64, isSigned: false },
};

/** What an array holds. */
export const elementTypes: Readonly<Partial<Record<DataType, DataType>>> = {
  Int8Array: 'Int8',
  Int16Array: 'Int16',
  Int32Array: 'Int32',
  Int64Array: 'Int64',
  UInt8Array: 'UInt8',
  UInt16Array: 'UInt16',
  UInt32Array: 'UInt32',
  UInt64Array: 'UInt64',
  FloatArray: 'Float',
  DoubleArray: 'Double',
  BooleanArray: 'Boolean',
  StringArray: 'String',
  DateTimeArray: 'DateTime',
};
