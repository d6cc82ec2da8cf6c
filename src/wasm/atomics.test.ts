import { expect, test } from "vitest";
import { hasThreads, ModuleBuilder, mayWait } from "./index.ts";

function shared(module: ModuleBuilder) {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  return { words: new Int32Array(memory.buffer), call: exports as Record<string, (...args: number[]) => number> };
}

test("this engine has threads, and this thread may wait", () => {
  expect(hasThreads()).toBe(true);
  expect(mayWait()).toBe(true);
});

test("a word is added to and exchanged, and gives what it held", () => {
  const module = new ModuleBuilder("simd", "shared");
  module.func("add", ["i32", "i32"], (b, at, x) => b.atomicAdd(at, x, 4));
  module.func("swap", ["i32", "i32", "i32"], (b, at, expected, next) => b.compareExchange(at, expected, next, 4));
  module.func("copy", ["i32"], (b, at) => b.atomicStore(at, b.atomicLoad(at, 4), 8));
  const { words, call } = shared(module);
  expect([call.add!(0, 5), call.add!(0, -2), words[1]]).toEqual([0, 5, 3]);
  expect([call.swap!(0, 9, 1), words[1], call.swap!(0, 3, 7), words[1]]).toEqual([3, 3, 3, 7]);
  call.copy!(0);
  expect(words[2]).toBe(7);
});

test("a word that nobody reads is added to all the same", () => {
  const module = new ModuleBuilder("simd", "shared");
  module.func("count", ["i32"], (b, at) => {
    b.atomicAdd(at, b.constant("i32", 1));
  });
  const { words, call } = shared(module);
  call.count!(0);
  call.count!(0);
  expect(words[0]).toBe(2);
});

test("waiting ends at once if the word differs, and after its time if nobody calls", () => {
  const module = new ModuleBuilder("simd", "shared");
  module.func("wait", ["i32", "i32"], (b, at, expected) => {
    b.wait(at, expected, 30);
    b.notify(at);
  });
  const { call } = shared(module);
  const start = performance.now();
  call.wait!(0, 1);
  const differs = performance.now() - start;
  call.wait!(0, 0);
  expect(performance.now() - start - differs).toBeGreaterThan(25);
});
