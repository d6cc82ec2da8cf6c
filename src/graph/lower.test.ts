import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  batch,
  concat,
  constant,
  copy,
  type Dim,
  gather,
  interpret,
  iota,
  lower,
  map,
  matmul,
  type Node,
  operand,
  type Phase,
  pad,
  program,
  reduce,
  repeat,
  reshape,
  type Shape,
  type Slot,
  type Source,
  scatterAdd,
  shapeOf,
  sizeOf,
  slice,
  slot,
  transpose,
  unfold,
} from "./index.ts";

const sizes = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33);
const rowCounts = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(8)).map(([capacity, less]) => ({
  capacity,
  rows: Math.max(1, capacity - less),
}));

interface Call {
  readonly capacity: number;
  readonly rows: number;
}

/** Numbers that neither float32 nor the order of a sum changes: quarters, small, both signs. */
function quarters(count: number, seed: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => ((((i + 1) * 37 + seed * 11) % 41) - 20) / 4);
}

function anything(count: number, seed: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => Math.fround(Math.sin(i * 12.9898 + seed * 78.233) * 3));
}

const bits = (values: ArrayLike<number>): number[] => [
  ...new Int32Array(Float32Array.from(values).map((x) => (Number.isNaN(x) ? Number.NaN : x)).buffer),
];

function input(name: string, shape: Shape): Slot {
  return slot("input", name, shape);
}

/** Runs the nodes compiled (both instruction sets, same bits) and interpreted, on the same numbers. */
function check(nodes: readonly Node[], { capacity, rows }: Call, fill = quarters, digits = 12): void {
  const results = nodes.map((node, i) => slot("result", `result${i}`, node.shape));
  const p = program({ run: [nodes.map((value, i) => ({ slot: results[i]!, value }))] });
  const engines = [
    lower(p, { batchSize: capacity, isa: "simd" }),
    lower(p, { batchSize: capacity, isa: "scalar" }),
    interpret(p, { batchSize: capacity }),
  ] as const;
  for (const engine of engines) {
    for (const [i, s] of p.slots.entries()) {
      // stale rows of an earlier, larger call must not be seen
      if (s.role === "input")
        engine.write(
          s,
          fill(sizeOf(s.shape, capacity), i).map((x) => (s.type === "i32" ? Math.abs(x * 4) : x)),
        );
    }
    engine.run("run", rows);
  }
  for (const result of results) {
    const [simd, scalar, oracle] = engines.map((engine) => engine.read(result, rows));
    expect(bits(simd!), `${result.name}: scalar against simd`).toEqual(bits(scalar!));
    for (const [i, want] of oracle!.entries()) {
      if (Number.isFinite(want))
        expect(Math.abs(simd![i]! - want)).toBeLessThanOrEqual(10 ** -digits * (1 + Math.abs(want)));
      else expect(simd![i]).toBe(want);
    }
  }
  for (const engine of engines) engine.dispose();
}

/** A view of an input: its axes permuted, some cut, padded or repeated. */
function oddView(x: Source, how: readonly number[]): Source {
  let view = operand(x);
  for (const kind of how) {
    const shape = shapeOf(view);
    const fixed = shape.findLastIndex((dim) => dim !== batch);
    const dim = fixed < 0 ? 1 : (shape[fixed] as number);
    if (kind === 0)
      view = transpose(
        view,
        shape.map((_, i) => shape.length - 1 - i),
      );
    if (kind === 1 && fixed >= 0 && dim > 2) view = slice(view, fixed, 1, dim - 1);
    if (kind === 2 && fixed >= 0 && dim < 20) view = pad(view, fixed, 1, 2);
    if (kind === 3 && shape.length < 4) view = repeat(view, [3]);
    if (kind === 4 && fixed >= 0 && dim > 3 && shape.length < 4) view = unfold(view, fixed, 3, 2);
  }
  return view;
}

/** The same with the batch axis in front, where a node must have it. */
function batchFirst(x: Source): Source {
  const at = shapeOf(x).indexOf(batch);
  return at <= 0 ? x : transpose(x, [at, ...shapeOf(x).flatMap((_, i) => (i === at ? [] : [i]))]);
}

const views = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
const shapes = fc
  .tuple(fc.array(sizes, { minLength: 0, maxLength: 3 }), fc.boolean())
  .map(([dims, rows]): Shape => (rows ? [batch, ...dims.slice(0, 2)] : dims))
  .filter((shape) => sizeOf(shape, 9) <= 4000);

describe("a compiled node is the interpreted one", () => {
  test("map, through any view", () => {
    fc.assert(
      fc.property(shapes, views, rowCounts, (shape, how, call) => {
        const x = batchFirst(oddView(input("x", shape), how));
        const y = map("where(x > 0, x + 1, 2 * x)", { x });
        check([y, map("x * y", { x, y })], call);
      }),
      { numRuns: 150 },
    );
  });

  test("map, broadcasting rows, columns and single numbers", () => {
    fc.assert(
      fc.property(sizes, sizes, rowCounts, (n, m, call) => {
        const x = input("x", [batch, n, m]);
        const operands = {
          x,
          row: input("row", [m]),
          column: input("column", [n, 1]),
          each: input("each", [batch, 1, 1]),
        };
        check([map("x * row + column * each * s * s", { ...operands, s: slot("input", "s", []) })], call);
      }),
    );
  });

  test("map of integers", () => {
    check([map("x + 1", { x: slot("input", "x", [batch, 3], { type: "i32" }) })], { capacity: 5, rows: 3 });
  });

  test("reduce over any axes of any view", () => {
    const ops = fc.constantFrom("sum" as const, "max" as const, "argmax" as const);
    fc.assert(
      fc.property(shapes, views, rowCounts, ops, fc.nat(15), (shape, how, call, op, choice) => {
        const x = batchFirst(oddView(input("x", shape), how));
        const axes = shapeOf(x).flatMap((_, i) => ((choice >> i) & 1 ? [i] : []));
        check([reduce(op, x, axes)], call);
      }),
      { numRuns: 200 },
    );
  });

  test("reduce together with what it reduces", () => {
    fc.assert(
      fc.property(shapes, rowCounts, fc.nat(7), (shape, call, choice) => {
        const x = input("x", shape);
        const e = map("x * x - tanh(x)", { x });
        const axes = shape.flatMap((_, i) => ((choice >> i) & 1 ? [i] : []));
        const total = reduce("sum", e, axes);
        const most = reduce("max", map("x - 1", { x }), axes);
        check([e, total, most, map("2 * e", { e })], call, anything, 4);
      }),
      { numRuns: 150 },
    );
  });

  test("matmul of any views", () => {
    const flags = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(sizes, sizes, sizes, flags, rowCounts, (m, k, n, [ta, tb, init, over], call) => {
        const rows: Dim = over ? m : batch;
        const inner: Dim = over ? batch : k;
        const a = over ? transpose(input("a", [batch, m]), [1, 0]) : input("a", [batch, k]);
        const left = ta && !over ? copy(transpose(transpose(a, [1, 0]), [1, 0])) : a;
        const b = tb && !over ? transpose(input("b", [n, k]), [1, 0]) : input("b", [inner, n]);
        const c = init ? { init: input("c", over ? [n] : [rows, n]) } : {};
        check([matmul(left, b, c)], call);
      }),
      { numRuns: 200 },
    );
  });

  test("matmul over several axes, of unfolded and padded images", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), sizes, rowCounts, (channels, n, call) => {
        const x = pad(pad(input("x", [batch, channels, 6, 5]), 2, 1, 1), 3, 1, 1);
        const windows = transpose(unfold(unfold(x, 2, 3), 3, 3, 2), [0, 2, 3, 1, 4, 5]);
        const kernel = input("kernel", [channels, 3, 3, n]);
        const y = matmul(windows, kernel, { inner: 3, init: input("bias", [n]) });
        const back = matmul(transpose(windows, [3, 4, 5, 0, 1, 2]), y, { inner: 3 });
        check([y, back], call);
      }),
      { numRuns: 30 },
    );
  });

  test("matmul of large matrices, packed and blocked", () => {
    const [a, b, bT] = [input("a", [139, 280]), input("b", [280, 237]), input("bT", [237, 280])];
    const init = input("init", [237]);
    const rows = input("rows", [batch, 280]);
    const call = { capacity: 19, rows: 17 };
    check([matmul(a, b, { init }), matmul(a, transpose(bT, [1, 0])), matmul(rows, b), matmul(rows, b, { init })], call);
    check([matmul(transpose(rows, [1, 0]), input("dy", [batch, 37]))], { capacity: 300, rows: 291 });
    check([matmul(transpose(input("x", [batch, 333]), [1, 0]), input("dy", [batch, 37]))], { capacity: 100, rows: 99 });
  });

  test("gather and scatterAdd", () => {
    fc.assert(
      fc.property(fc.integer({ min: 21, max: 30 }), shapes, sizes, rowCounts, (n, shape, width, call) => {
        const index = map("abs(floor(i))", { i: input("index", shape) });
        const table = input("table", [n, width]);
        check([gather(table, index), scatterAdd(index, input("values", [...shape, width]), n)], call);
        const integers = slot("input", "integers", [batch], { type: "i32" });
        check([gather(slice(input("table", [n * 4, width + 2]), 1, 1, width + 1), integers)], call);
      }),
      { numRuns: 60 },
    );
  });

  test.each([4, 8, 6, 7])("parts joined at a multiple of four, or not: %i and its double", (n) => {
    const [x, y] = [input("x", [batch, n]), input("y", [batch, 2 * n])];
    const halves = map("a * b", { a: slice(y, 1, 0, n), b: slice(y, 1, n, 2 * n) });
    const bordered = pad(y, 1, 4, 8, 0.5);
    const joined = map("2 * a", { a: concat([x, halves, y], 1) });
    for (const rows of [1, 3])
      check(
        [joined, bordered, map("a + 1", { a: bordered })].map((s) => copy(s)),
        { capacity: 4, rows },
      );
  });

  test("concat, reshape and constants", () => {
    const x = input("x", [batch, 6]);
    const joined = concat([x, slice(x, 1, 2, 5), map("i", { i: iota(4) }, { shape: [batch, 4] })], 1);
    const folded = reshape(joined, [batch, 13, 1]);
    const half = constant("half", [0.5], []);
    check([joined, map("half * x", { x: folded, half }), reduce("sum", repeat(half, [7]))], { capacity: 7, rows: 6 });
  });
});

/** A program of one function, run twice on each engine; the slots afterwards. */
function twice(phases: readonly Phase[], slots: readonly Slot[]): void {
  const p = program({ run: phases }, slots);
  const engines = [
    lower(p, { batchSize: 4, isa: "simd" }),
    lower(p, { batchSize: 4, isa: "scalar" }),
    interpret(p, { batchSize: 4 }),
  ];
  for (const engine of engines) {
    for (const [i, s] of slots.entries()) engine.write(s, quarters(sizeOf(s.shape, 4), i));
    engine.run("run", 4);
    engine.run("run", 4);
  }
  for (const s of slots) {
    const [simd, scalar, oracle] = engines.map((engine) => [...engine.read(s)]);
    expect(simd).toEqual(oracle);
    expect(scalar).toEqual(oracle);
  }
  for (const engine of engines) engine.dispose();
}

describe("a phase reads its slots as they were before it", () => {
  const state = (name: string, shape: Shape): Slot => slot("state", name, shape);

  test("slots change places", () => {
    const [a, b, c] = [state("a", [5]), state("b", [5]), state("c", [5])];
    twice(
      [
        [
          { slot: a, value: b },
          { slot: b, value: c },
          { slot: c, value: a },
        ],
      ],
      [a, b, c],
    );
    const sum = map("a + b", { a, b });
    twice(
      [
        [
          { slot: a, value: sum },
          { slot: b, value: map("a - b", { a, b }) },
          { slot: c, value: sum },
        ],
      ],
      [a, b, c],
    );
  });

  test("a slot is written from a view of itself", () => {
    const a = state("a", [6, 6]);
    twice([[{ slot: a, value: map("x - y", { x: a, y: transpose(a, [1, 0]) }) }]], [a]);
    twice([[{ slot: a, value: matmul(a, a) }]], [a]);
    const total = state("total", []);
    twice(
      [
        [
          { slot: total, value: reduce("sum", a) },
          { slot: a, value: map("a + t", { a, t: total }) },
        ],
      ],
      [a, total],
    );
  });

  test("later phases read what earlier ones stored", () => {
    const [a, b] = [state("a", [batch, 3]), state("b", [3])];
    const first = { slot: b, value: reduce("sum", a, [0]) };
    twice([[first], [{ slot: a, value: map("a - b / 64", { a, b }) }], [first]], [a, b]);
  });

  test("updates of neighbouring slots are one loop", () => {
    const shapes: Shape[] = [[5, 3], [1], [4], [7]];
    const parameters = shapes.map((shape, i) => slot("parameter", `p${i}`, shape));
    const gradients = shapes.map((shape, i) => slot("gradient", `g${i}`, shape));
    const moments = shapes.map((shape, i) => state(`m${i}`, shape));
    const lr = state("lr", []);
    const phase = parameters.flatMap((p, i) => {
      const m = map("m / 2 + g", { m: moments[i]!, g: gradients[i]! });
      return [
        { slot: moments[i]!, value: m },
        { slot: p, value: map("p - lr * m / 32", { p, lr, m }) },
      ];
    });
    twice([phase], [...parameters, ...gradients, ...moments, lr]);
  });
});

test("each element of a product is one float32 accumulator over k ascending", () => {
  fc.assert(
    fc.property(sizes, fc.constantFrom(1, 3, 8, 33, 300), sizes, fc.boolean(), (m, k, n, packed) => {
      const [a, b] = [input("a", [m, k]), input("b", packed ? [n, k] : [k, n])];
      const c = input("c", [n]);
      const y = slot("result", "y", [m, n]);
      const p = program({ run: [[{ slot: y, value: matmul(a, packed ? transpose(b, [1, 0]) : b, { init: c }) }]] });
      const engine = lower(p, { batchSize: 1 });
      const values = [a, b, c].map((s, i) => anything(sizeOf(s.shape), i));
      [a, b, c].forEach((s, i) => {
        engine.write(s, values[i]!);
      });
      engine.run("run", 1);
      const [A, B, C] = values as [Float64Array, Float64Array, Float64Array];
      const want = Float32Array.from({ length: m * n }, (_, at) => {
        const [i, j] = [Math.floor(at / n), at % n];
        let sum = C[j]!;
        for (let q = 0; q < k; q++)
          sum = Math.fround(sum + Math.fround(A[i * k + q]! * B[packed ? j * k + q : q * n + j]!));
        return sum;
      });
      expect(bits(engine.read(y))).toEqual(bits(want));
      engine.dispose();
    }),
    { numRuns: 100 },
  );
});

test("a short call gives the same bits as a long one", () => {
  const x = input("x", [batch, 9]);
  const hidden = map("tanh(x)", { x: matmul(x, input("w", [9, 7]), { init: input("b", [7]) }) });
  const y = slot("result", "y", [batch, 7]);
  const p = program({ run: [[{ slot: y, value: hidden }]] });
  const engine = lower(p, { batchSize: 11 });
  for (const [i, s] of p.slots.entries()) engine.write(s, anything(sizeOf(s.shape, 11), i));
  engine.run("run", 11);
  const whole = engine.read(y);
  for (let rows = 1; rows <= 11; rows++) {
    engine.run("run", rows);
    expect(bits(engine.read(y, rows))).toEqual(bits(whole.slice(0, 7 * rows)));
  }
  engine.dispose();
});

test("thousands of engines live at once, and calls allocate nothing", () => {
  const x = slot("state", "x", [8]);
  const p = program({ run: [[{ slot: x, value: map("x / 2 + 1", { x }) }]] });
  const engines = Array.from({ length: 5000 }, () => lower(p, { batchSize: 1 }));
  for (const engine of engines) engine.run("run", 1);
  expect([...engines.at(-1)!.read(x)]).toEqual(new Array(8).fill(1));
  for (const engine of engines.slice(1)) engine.dispose();
  const [engine] = engines;
  for (let i = 0; i < 1000; i++) engine!.run("run", 1);
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 100_000; i++) engine!.run("run", 1);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(2e6);
  engine!.dispose();
  expect(() => engine!.run("run", 1)).toThrow("disposed");
});
