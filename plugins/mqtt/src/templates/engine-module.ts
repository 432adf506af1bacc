import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Environment } from 'minijinja-js';

const require = createRequire(import.meta.url);
const glue = require.resolve('minijinja-js');

/** Pages of 64 KiB. The engine needs about two dozen; a template that wants more than this is broken or hostile. */
const maxPages = 256;
const memorySection = 5;

let compiled: WebAssembly.Module | undefined;

/**
 * A fresh instance of the template engine, with a memory of its own that can't grow beyond 16 MiB. The engine bounds its steps ("fuel")
 * but not its memory, and once it has panicked nothing of the instance can be used again.
 */
export function freshEngine(): typeof Environment {
  compiled ??= new WebAssembly.Module(withMemoryLimit(readFileSync(glue.replace(/\.js$/, '_bg.wasm'))));
  const module = compiled;
  const original = WebAssembly.Module;
  delete require.cache[glue];
  try {
    // The package compiles its file itself when it is loaded; for that moment, what it compiles is our module with the limit.
    WebAssembly.Module = new Proxy(original, { construct: () => module });
    return (require(glue) as { Environment: typeof Environment }).Environment;
  } finally {
    WebAssembly.Module = original;
  }
}

/** Rewrites the memory section (WebAssembly core specification, 5.5.8) so that the memory has a maximum. */
export function withMemoryLimit(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  // After the magic number and the version.
  for (let at = 8; at < bytes.length;) {
    const id = bytes[at];
    const size = readLeb128(bytes, at + 1);
    const end = size.next + size.value;
    if (id === memorySection) {
      const minimum = readLeb128(bytes, size.next + 2);
      const body = [1, 1, ...leb128(minimum.value), ...leb128(Math.max(maxPages, minimum.value))];
      return Uint8Array.from([...bytes.subarray(0, at), memorySection, ...leb128(body.length), ...body, ...bytes.subarray(end)]);
    }
    at = end;
  }
  throw new TypeError('a WebAssembly module without a memory');
}

function readLeb128(bytes: Uint8Array, start: number): { value: number; next: number } {
  let value = 0;
  for (let at = start, shift = 0; ; at++, shift += 7) {
    const byte = bytes[at] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (!(byte & 0x80)) return { value, next: at + 1 };
  }
}

function leb128(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const byte = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest ? byte | 0x80 : byte);
  } while (rest);
  return bytes;
}
