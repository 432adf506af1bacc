import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from './budget.ts';
import { readFields, tag, wire, WireReader } from './wire-reader.ts';
import { WireWriter } from './wire-writer.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('a protobuf message', () => {
  // The examples of the encoding's documentation.
  it.each([
    ['150', '089601', (reader: WireReader) => reader.uint32(), 150],
    ['"testing"', '120774657374696e67', (reader: WireReader) => reader.text(), 'testing'],
    ['-2 as 64 bits', '08feffffffffffffffff01', (reader: WireReader) => BigInt.asIntN(64, reader.uint64()), -2n],
    ['-2 as 32 bits', '08feffffffffffffffff01', (reader: WireReader) => reader.uint32() | 0, -2],
    ['25.4', '096666666666663940', (reader: WireReader) => reader.double(), 25.4],
  ])('holds %s', (_what, bytes, read, value) => {
    const reader = new WireReader(hex(bytes));
    reader.next();
    expect(read(reader)).toBe(value);
    expect(reader.next()).toBeUndefined();
  });

  it('reads what was written', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.float({ noNaN: true }),
        fc.double({ noNaN: true }),
        fc.string(),
        (long, float, double, text) => {
          const bytes = new WireWriter()
            .uint(1, long)
            .float(2, float)
            .double(3, double)
            .message(4, new WireWriter().text(1, text).boolean(2, true))
            .finish();
          const found: unknown[] = [];
          readFields(
            new WireReader(bytes),
            {
              [tag(1, wire.varint)]: (reader) => found.push(reader.uint64()),
              [tag(2, wire.fixed32)]: (reader) => found.push(reader.float()),
              [tag(3, wire.fixed64)]: (reader) => found.push(reader.double()),
              [tag(4, wire.bytes)]: (reader) =>
                readFields(reader.nested(), { [tag(1, wire.bytes)]: (inner) => found.push(inner.text()) }, found),
            },
            found,
          );
          expect(found).toEqual([long, float, double, Buffer.from(text).toString()]);
        },
      ),
    );
  });

  it.each([
    ['a length beyond its end', '12ff01'],
    ['a number without an end', `08${'ff'.repeat(11)}`],
    ['no field number', '00'],
    ['a group', '0b'],
    ['half a double', '0966'],
  ])('with %s is refused', (_what, bytes) => {
    expect(() => readFields(new WireReader(hex(bytes)), {}, {})).toThrow(/ends|number|way/);
  });

  it('costs no more than its budget', () => {
    expect(() => readFields(new WireReader(Buffer.alloc(Budget.bytes, hex('0800'))), {}, {})).toThrow('more fields');
    const dive = (reader: WireReader): unknown => readFields(reader, { [tag(1, wire.bytes)]: (inner) => dive(inner.nested()) }, {});
    const deep = Array.from({ length: 20 }).reduce<Buffer>((inner) => new WireWriter().bytes(1, inner).finish(), Buffer.alloc(0));
    expect(() => dive(new WireReader(deep))).toThrow('nested too deep');
  });
});
