import { expect, test } from "vitest";
import { type Builder, type I32, type InstructionSet, ModuleBuilder } from "./index.ts";

const sets: readonly InstructionSet[] = ["simd", "scalar"];

function instantiate(module: ModuleBuilder) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  return { floats: new Float32Array(memory.buffer), call: exports as Record<string, (...args: number[]) => number> };
}

test.each(sets)("%s: a loop over vectors writes what it says", (set) => {
  const module = new ModuleBuilder(set);
  module.func("scale", ["i32", "i32", "f32"], (b, pointer, count, factor) => {
    const factors = b.splat(factor);
    b.loop(count, 4, (i) => {
      const at = b.add(pointer, b.shl(i, 2));
      b.store(at, b.add(b.mul(b.load("f32x4", at), factors), b.constant("f32x4", 0.5)));
    });
  });
  const { floats, call } = instantiate(module);
  floats.set([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  call.scale!(0, 8, 2);
  expect([...floats.subarray(0, 9)]).toEqual([2.5, 4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 16.5, 9]);
});

test.each(sets)("%s: a variable read in a later round holds what the earlier round left", (set) => {
  const module = new ModuleBuilder(set);
  module.func("fibonacci", ["i32"], (b, count) => {
    const a = b.variable(b.constant("i32", 0));
    const c = b.variable(b.constant("i32", 1));
    b.loop(count, 1, () => {
      const sum = b.add(a, c);
      b.assign(a, c);
      b.assign(c, sum);
    });
    return a;
  });
  expect(instantiate(module).call.fibonacci!(30)).toBe(832040);
});

test.each(sets)("%s: functions call each other and leave blocks early", (set) => {
  const module = new ModuleBuilder(set);
  const square = module.func(undefined, ["f64"], (b, x) => b.mul(x, x));
  module.func("capped", ["f64"], (b, x) => {
    const result = b.variable(b.constant("f64", 100));
    b.block((exit) => {
      exit(b.gt(x, b.constant("f64", 10)));
      b.assign(result, b.call(square, x));
    });
    return result;
  });
  const { call } = instantiate(module);
  expect(call.capped!(3)).toBe(9);
  expect(call.capped!(30)).toBe(100);
});

test.each(sets)("%s: a partial load and store of 0 to 5 lanes touches only them", (set) => {
  const module = new ModuleBuilder(set);
  module.func("negate", ["i32", "i32"], (b, pointer, count) => {
    const x = b.loadUpTo4("f32x4", count, pointer);
    b.storeUpTo4(count, pointer, b.op("f32.neg", x) as typeof x, 32);
  });
  for (let count = 1; count <= 5; count++) {
    const { floats, call } = instantiate(module);
    floats.set([1, 2, 3, 4]);
    floats.fill(9, 8, 13);
    call.negate!(0, count);
    const want = [-1, -2, -3, -4].map((value, i) => (i < count ? value : 9));
    expect([...floats.subarray(8, 13)]).toEqual([...want, 9]);
  }
});

test.each(sets)("%s: transposing twice gives the matrix back, once its columns", (set) => {
  const module = new ModuleBuilder(set);
  module.func("transpose", ["i32"], (b, pointer) => {
    const rows = [0, 16, 32, 48].map((offset) => b.load("f32x4", pointer, offset));
    b.transpose(rows).forEach((row, i) => {
      b.store(pointer, row, 16 * i);
    });
  });
  const { floats, call } = instantiate(module);
  floats.set(Array.from({ length: 16 }, (_, i) => i));
  call.transpose!(0);
  expect([...floats.subarray(0, 8)]).toEqual([0, 4, 8, 12, 1, 5, 9, 13]);
  call.transpose!(0);
  expect([...floats.subarray(0, 16)]).toEqual(Array.from({ length: 16 }, (_, i) => i));
});

test.each(sets)("%s: masks select lanes, any_true finds one", (set) => {
  const module = new ModuleBuilder(set);
  module.func("clamp", ["i32"], (b, pointer) => {
    const x = b.load("f32x4", pointer);
    const zero = b.constant("f32x4", 0);
    const negative = b.lt(x, zero);
    b.store(pointer, b.select(negative, zero, x));
    return b.anyTrue(negative);
  });
  const { floats, call } = instantiate(module);
  floats.set([-1, 2, -3, 4]);
  expect(call.clamp!(0)).toBe(1);
  expect([...floats.subarray(0, 4)]).toEqual([0, 2, 0, 4]);
  expect(call.clamp!(0)).toBe(0);
});

test.each(sets)("%s: wide lanes go out to float64 and come back", (set) => {
  const module = new ModuleBuilder(set);
  module.func("third", ["i32"], (b, pointer) => {
    const wide = b.op("f64.promote", b.load("f32x4", pointer)) as ReturnType<typeof b.constant<"f64x4">>;
    const third = b.div(wide, b.constant("f64x4", 3));
    const big = b.gt(third, b.constant("f64x4", 1));
    b.store(pointer, b.op("f32.demote", b.select(big, third, wide)), 16);
  });
  const { floats, call } = instantiate(module);
  floats.set([1, 2, 4, 7]);
  call.third!(0);
  expect([...floats.subarray(4, 8)]).toEqual([1, 2, Math.fround(4 / 3), Math.fround(7 / 3)]);
});

test.each(sets)("%s: four addresses give one vector, four numbers another", (set) => {
  const module = new ModuleBuilder(set);
  module.func("pick", ["i32"], (b, pointer) => {
    const pointers = [12, 0, 8, 20].map((offset) => b.add(pointer, b.constant("i32", offset)));
    b.store(pointer, b.add(b.loadEach("f32x4", pointers), b.lanes("f32x4", [0.5, -1, 2, 0])), 32);
    b.store(pointer, b.lanes("i32x4", [-1, 0, 7, 2143289345]), 48);
  });
  const { floats, call } = instantiate(module);
  floats.set([1, 2, 3, 4, 5, 6]);
  call.pick!(0);
  expect([...floats.subarray(8, 12)]).toEqual([4.5, 0, 5, 6]);
  expect([...new Int32Array(floats.buffer).subarray(12, 16)]).toEqual([-1, 0, 7, 2143289345]);
});

test("values used once stay on the operand stack and locals are shared", () => {
  const chain = (b: Builder, x: I32) => {
    let sum = b.mul(x, x);
    for (let i = 0; i < 50; i++) sum = b.add(b.mul(sum, x), sum);
    return sum;
  };
  const module = new ModuleBuilder("simd");
  module.func("chain", ["i32"], chain);
  expect(module.bytes().length).toBeLessThan(50 * 9 + 60);
});
