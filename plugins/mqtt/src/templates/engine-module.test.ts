import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { freshEngine } from './engine-module.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('a fresh engine', () => {
  it('is of its own: what breaks another does not reach it', () => {
    const broken = new (freshEngine())();
    broken.addGlobal('fail', () => {
      throw new RangeError('on purpose');
    });
    expect(() => broken.renderStr('{{ fail() }}', {})).toThrow();
    expect(new (freshEngine())().renderStr('{{ 1 + 1 }}', {})).toBe('2');
  });

  it('can not take more than 16 MiB', () => {
    const engine = new (freshEngine())();
    expect(() => engine.renderStr("{% set x = 'a' * 30000000 %}{{ x }}", {})).toThrow();
    expect(new (freshEngine())().renderStr("{{ ('a' * 3000000) | length }}", {})).toBe('3000000');
  });

  it('leaves the WebAssembly of the process and the modules as they are', () => {
    const { Module } = WebAssembly;
    const loaded = Object.keys(createRequire(import.meta.url).cache).length;
    freshEngine();
    expect(WebAssembly.Module).toBe(Module);
    expect(Object.keys(createRequire(import.meta.url).cache)).toHaveLength(loaded);
  });

  it('is remembered by nobody once it is dropped', async () => {
    const dropped = Array.from({ length: 8 }, () => new WeakRef(freshEngine()));
    for (let round = 0; round < 5; round++) {
      await new Promise(setImmediate);
      collectGarbage();
    }
    expect(dropped.filter((engine) => engine.deref())).toEqual([]);
  });
});
