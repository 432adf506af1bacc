import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Environment } from 'minijinja-js';

const require = createRequire(import.meta.url);
const glue = require.resolve('minijinja-js');

/** Pages of 64 KiB. The engine needs about two dozen; a template that wants more than this is broken or hostile. */
const maxPages = 256;
const memorySection = 5;

interface Prepared {
  readonly module: WebAssembly.Module;
  /** The package's own file, with what it takes for granted as parameters. */
  readonly load: ReturnType<typeof compileFunction>;
}

let prepared: Prepared | undefined;

/**
 * A fresh instance of the template engine, with a memory of its own that can't grow beyond 16 MiB. The engine bounds its steps ("fuel")
 * but not its memory, and once it has panicked nothing of the instance can be used again.
 *
 * The package makes one instance for good when it is loaded, and compiles its file itself. So its code is run here as a function, once an
 * instance: what it calls `WebAssembly` is ours and compiles the module with the limit, and nothing remembers an instance that is dropped.
 */
export function freshEngine(): typeof Environment {
  const { module, load } = (prepared ??= prepare());
  const made = { exports: {} };
  const compiler = { Instance: WebAssembly.Instance, Module: new Proxy(WebAssembly.Module, { construct: () => module }) };
  Reflect.apply(load, undefined, [made, require, dirname(glue), compiler]);
  return (made.exports as { Environment: typeof Environment }).Environment;
}

function prepare(): Prepared {
  return {
    module: new WebAssembly.Module(withMemoryLimit(readFileSync(glue.replace(/\.js$/, '_bg.wasm')))),
    load: compileFunction(readFileSync(glue, 'utf8'), ['module', 'require', '__dirname', 'WebAssembly'], { filename: glue }),
  };
}

/** Rewrites the memory section (WebAssembly core specification, 5.5.8) so that the memory has a maximum. */
function withMemoryLimit(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
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
