/** The part of Node's WebAssembly that is used here; the types of Node have none, and those of browsers would bring a whole window. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: 'WebAssembly.Module';
  }
  interface RuntimeError extends Error {
    readonly name: 'RuntimeError';
  }
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  const Instance: new (module: Module, imports: object) => object;
  const RuntimeError: new (message?: string) => RuntimeError;
}
