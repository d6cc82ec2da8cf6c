/**
 * The platform as nonlin uses it: the one place where the layers below `cli` and `web` meet globals
 * that neither ECMAScript nor our compiler options know.
 */

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, (...args: number[]) => number>>;
}

export interface WasmNamespace {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (module: WasmModule, imports?: Record<string, Record<string, unknown>>) => WasmInstance;
  readonly Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<WasmModule>;
  instantiate(module: WasmModule, imports?: Record<string, Record<string, unknown>>): Promise<WasmInstance>;
}

export interface Platform {
  readonly WebAssembly: WasmNamespace;
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
  readonly TextDecoder: new (
    label?: string,
    options?: { fatal?: boolean; ignoreBOM?: boolean },
  ) => { decode(bytes: Uint8Array): string };
  readonly performance: { now(): number };
  /** Bytes as characters 0..255 from base64. */
  readonly atob: (base64: string) => string;
  /** Of a page or its worker: whether it can hand shared memory to workers. */
  readonly crossOriginIsolated?: boolean;
}

export const platform = globalThis as unknown as Platform;
export const { WebAssembly, TextEncoder, TextDecoder, performance, atob } = platform;
