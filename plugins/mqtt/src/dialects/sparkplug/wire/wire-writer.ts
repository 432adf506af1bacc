import { tag, wire } from './wire-reader.ts';

/** Writes the fields of a protobuf message. */
export class WireWriter {
  readonly #parts: Uint8Array[] = [];

  uint(field: number, value: number | bigint): this {
    this.#varint(tag(field, wire.varint));
    this.#varint(value);
    return this;
  }

  boolean(field: number, value: boolean): this {
    return this.uint(field, value ? 1 : 0);
  }

  float(field: number, value: number): this {
    this.#varint(tag(field, wire.fixed32));
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    this.#parts.push(bytes);
    return this;
  }

  double(field: number, value: number): this {
    this.#varint(tag(field, wire.fixed64));
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    this.#parts.push(bytes);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'));
  }

  bytes(field: number, value: Uint8Array): this {
    this.#varint(tag(field, wire.bytes));
    this.#varint(value.length);
    this.#parts.push(value);
    return this;
  }

  message(field: number, value: WireWriter): this {
    return this.bytes(field, value.finish());
  }

  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }

  /** Seven bits a byte, the lowest first; negative numbers as 64 bits in two's complement. */
  #varint(value: number | bigint): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    const bytes: number[] = [];
    for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
    bytes.push(Number(rest));
    this.#parts.push(Uint8Array.from(bytes));
  }
}
