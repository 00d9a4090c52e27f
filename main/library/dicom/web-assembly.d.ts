/** What is used of WebAssembly, which Node has and neither its types nor the language's declare. */
declare namespace WebAssembly {
  interface Module {
    readonly __compiled: never;
  }
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  type Exports = Readonly<Record<string, Memory | ((...parameters: number[]) => number | undefined)>>;
  type Imports = Readonly<Record<string, Readonly<Record<string, (...parameters: number[]) => number>>>>;
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports: Imports): Promise<{ readonly exports: Exports }>;
}
