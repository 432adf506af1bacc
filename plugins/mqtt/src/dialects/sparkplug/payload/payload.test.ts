import { deflateSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WireWriter } from '../wire/wire-writer.ts';
import { writeCommand } from './command.ts';
import { dataType, dataTypeOf, type DataType } from './data-type.ts';
import { DataSet, type RawValue } from './payload.ts';
import { readPayload } from './read-payload.ts';
import { readValue } from './value.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function dataSet(): DataSet {
  const set = new DataSet();
  set.columns.push('name', 'count');
  set.types.push(dataType.String, dataType.Int8);
  set.rows.push(['a', 255], ['b', undefined]);
  return set;
}

describe('a value', () => {
  // The arrays are the examples of the specification, section 6.4.16.
  it.each<[type: DataType, raw: RawValue, value: unknown]>([
    ['Int8', 0xff_ff_ff_fd, -3],
    ['Int8', 0xfd, -3],
    ['Int16', 0xff_ff_ff_fd, -3],
    ['Int32', 0xff_ff_ff_fd, -3],
    ['Int64', 0xff_ff_ff_ff_ff_ff_ff_fdn, -3],
    ['UInt8', 200, 200],
    ['UInt32', 0xff_ff_ff_ff, 4_294_967_295],
    ['UInt64', 2n ** 53n - 1n, 9_007_199_254_740_991],
    ['UInt64', 2n ** 64n - 1n, '18446744073709551615'],
    ['Float', 1.5, 1.5],
    ['Double', Number.NaN, null],
    ['Boolean', true, true],
    ['Boolean', 1, undefined],
    ['String', 'x', 'x'],
    ['String', 7, undefined],
    ['DateTime', 1_700_000_000_000n, '2023-11-14T22:13:20.000Z'],
    ['DateTime', 2n ** 63n, undefined],
    ['Bytes', hex('00ff'), 'AP8='],
    [
      'DataSet',
      dataSet(),
      [
        { name: 'a', count: -1 },
        { name: 'b', count: null },
      ],
    ],
    ['Int8Array', hex('E97B'), [-23, 123]],
    ['Int16Array', hex('D08A3075'), [-30_000, 30_000]],
    ['Int32Array', hex('FFFFFFFF FAAFCB12'), [-1, 315_338_746]],
    ['UInt16Array', hex('1E00'), [30]],
    ['FloatArray', hex('0000C03F'), [1.5]],
    ['FloatArray', hex('0000C0'), undefined],
    ['BooleanArray', hex('0C000000 34D0'), [false, false, true, true, false, true, false, false, true, true, false, true]],
    ['BooleanArray', hex('FFFFFF7F 34'), undefined],
    ['StringArray', hex('41424300 68656c6c6f00'), ['ABC', 'hello']],
    ['DateTimeArray', hex('00686e1b 8b010000'), [new Date(0x1_8b_1b_6e_68_00).toISOString()]],
  ])('of the type %s written as %s is %j', (type, raw, value) => {
    expect(readValue(type, raw)).toEqual(value);
  });
});

describe('a command', () => {
  it.each<[type: DataType, value: unknown]>([
    ['Int8', -3],
    ['Int16', -300],
    ['UInt32', 4_000_000_000],
    ['Int64', -5],
    ['UInt64', 12_345_678_901],
    ['Float', 1.5],
    ['Double', -0.1],
    ['Boolean', false],
    ['String', 'auto'],
    ['DateTime', '2023-11-14T22:13:20.000Z'],
  ])('of the type %s writes %s so that it is read as that', (type, value) => {
    const [metric] = readPayload(writeCommand({ name: 'a/b', alias: undefined, type, value }, 1000)).metrics;
    expect(metric?.name).toBe('a/b');
    expect(dataTypeOf(metric?.datatype)).toBe(type);
    expect(readValue(type, metric?.value)).toBe(value);
  });

  it('names a metric by its alias alone, where it has one', () => {
    const [metric] = readPayload(writeCommand({ name: 'a', alias: 7n, type: 'Boolean', value: true }, 1000)).metrics;
    expect([metric?.name, metric?.alias]).toEqual([undefined, 7n]);
  });

  it.each<[type: DataType, value: unknown]>([
    ['Int8', 200],
    ['UInt8', -1],
    ['Int64', 1e30],
    ['Float', Number.NaN],
    ['Boolean', 1],
    ['String', 1],
    ['DateTime', 'soon'],
    ['DataSet', {}],
  ])('of the type %s refuses %s', (type, value) => {
    expect(() => writeCommand({ name: 'a', alias: undefined, type, value }, 0)).toThrow(/wants|written/);
  });
});

describe('a payload', () => {
  it.each([
    ['DEFLATE', deflateSync],
    ['GZIP', gzipSync],
  ])('may be made small by %s', (algorithm, compress) => {
    const inner = writeCommand({ name: 'a', alias: undefined, type: 'Boolean', value: true }, 1000);
    const bytes = new WireWriter()
      .message(2, new WireWriter().text(1, 'algorithm').uint(4, dataType.String).text(15, algorithm))
      .uint(3, 5)
      .text(4, 'SPBV1.0_COMPRESSED')
      .bytes(5, compress(inner))
      .finish();
    expect(readPayload(bytes)).toMatchObject({ seq: 5, metrics: [{ name: 'a', value: true }] });
  });

  it('that is a bomb is refused', () => {
    const bytes = new WireWriter()
      .text(4, 'SPBV1.0_COMPRESSED')
      .bytes(5, deflateSync(Buffer.alloc(20_000_000)))
      .finish();
    expect(() => readPayload(bytes)).toThrow('can not be expanded');
  });

  it('of any bytes is read or refused, within the time of a message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        try {
          for (const { datatype, value } of readPayload(bytes).metrics) {
            const type = dataTypeOf(datatype);
            if (type) readValue(type, value);
          }
        } catch (error) {
          expect(error).toMatchObject({ name: 'SparkplugError' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
