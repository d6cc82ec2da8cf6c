import fc from "fast-check";
import { expect, test } from "vitest";
import {
  batch,
  broadcast,
  concat,
  constant,
  contiguous,
  copy,
  flatten,
  gather,
  gradient,
  interpret,
  iota,
  map,
  matmul,
  type Node,
  operand,
  pad,
  program,
  reduce,
  reindex,
  type Shape,
  type Slot,
  type Source,
  scatterAdd,
  shapeOf,
  sizeOf,
  slice,
  slot,
  stopGradient,
  transpose,
  unfold,
} from "./index.ts";

const capacity = 5;

/** A smooth number in [-1.5, 1.5] by position, so that a failure repeats. */
const noise = (i: number, seed: number): number => 1.5 * Math.sin(12.9898 * (i + 1) + 78.233 * (seed + 1));

/** The largest error of reverse mode against central differences of the same program, relative to the gradient's size. */
function worstError(build: (...slots: Slot[]) => Source, shapes: readonly Shape[], rows = 3): number {
  const slots = shapes.map((shape, i) => slot("input", `x${i}`, shape));
  const y = build(...slots);
  // weights make the adjoint differ from element to element
  const weights = map("sin(3 * i)", { i: positionsOf(shapeOf(y)) });
  const total = reduce("sum", map("w * y", { w: weights, y }));
  const result = slot("result", "total", []);
  const grads = slots.map((s) => slot("gradient", s.name, s.shape));
  const nodes = gradient(total, slots);
  const engine = interpret(
    program({
      value: [[{ slot: result, value: total }]],
      slope: [nodes.map((value, i) => ({ slot: grads[i]!, value }))],
    }),
    { batchSize: capacity },
  );
  const values = slots.map((s, k) => Float64Array.from({ length: sizeOf(s.shape, rows) }, (_, i) => noise(i, k)));
  const valueAt = (): number => {
    for (const [k, s] of slots.entries()) engine.write(s, values[k]!);
    engine.run("value", rows);
    return engine.read(result)[0]!;
  };
  valueAt();
  engine.run("slope", rows);
  const got = grads.map((g) => engine.read(g, rows));
  let error = 0;
  let scale = 1e-3;
  for (const [k, v] of values.entries()) {
    for (let i = 0; i < v.length; i++) {
      const [x, h] = [v[i]!, 1e-5];
      v[i] = x + h;
      const above = valueAt();
      v[i] = x - h;
      const below = valueAt();
      v[i] = x;
      error = Math.max(error, Math.abs((above - below) / (2 * h) - got[k]![i]!));
      scale = Math.max(scale, Math.abs(got[k]![i]!));
    }
  }
  return error / scale;
}

/** 0, 1, 2 .. in this shape (the same for every row of a batch). */
function positionsOf(shape: Shape): Source {
  const fixed = shape[0] === batch ? shape.slice(1) : shape;
  const n = sizeOf(fixed);
  const numbers = constant("positions", iota(n).data!, fixed);
  return broadcast(numbers, shape);
}

const wave = (x: Source): Node => map("sin(2 * x) + x^2", { x });

test.each<[string, (...slots: Slot[]) => Source, Shape[]]>([
  [
    "map",
    (x, y) => map("x * tanh(y) + exp(-x^2)", { x: x!, y: y! }),
    [
      [batch, 4],
      [batch, 4],
    ],
  ],
  ["map with a broadcast operand", (x, y) => map("x * y + sin(y)", { x: x!, y: y! }), [[batch, 3, 4], [4]]],
  [
    "map with a middle axis broadcast",
    (x, y) => map("x * sin(y)", { x: x!, y: y! }),
    [
      [batch, 3, 4],
      [3, 1],
    ],
  ],
  ["map with one operand twice", (x) => map("a * b", { a: x!, b: x! }), [[batch, 2]]],
  [
    "matmul",
    (x, w) => matmul(x!, w!),
    [
      [batch, 4],
      [4, 3],
    ],
  ],
  ["matmul with init", (x, w, b) => matmul(x!, w!, { init: b! }), [[batch, 4], [4, 3], [3]]],
  [
    "matmul over two axes",
    (x, w) => matmul(x!, w!, { inner: 2 }),
    [
      [batch, 2, 3],
      [2, 3, 4],
    ],
  ],
  [
    "matmul over the batch",
    (x, y) => matmul(transpose(x!, [1, 0]), wave(y!)),
    [
      [batch, 3],
      [batch, 2],
    ],
  ],
  [
    "matmul of a transpose",
    (x, w) => matmul(x!, transpose(w!, [1, 0])),
    [
      [batch, 4],
      [3, 4],
    ],
  ],
  ["sum over columns", (x) => wave(reduce("sum", wave(x!), [1])), [[batch, 4]]],
  ["sum over the batch", (x) => wave(reduce("sum", wave(x!), [0])), [[batch, 4]]],
  ["sum over the middle", (x) => wave(reduce("sum", wave(x!), [1])), [[batch, 3, 2]]],
  ["max", (x) => wave(reduce("max", wave(x!), [1])), [[batch, 4]]],
  ["max over two axes", (x) => wave(reduce("max", wave(x!), [1, 3])), [[batch, 3, 2, 2]]],
  ["gather", (t) => wave(gather(t!, constant("i", [2, 0, 2, 1]))), [[3, 2]]],
  ["scatterAdd", (v) => wave(scatterAdd(constant("i", [2, 0, 2, 1]), v!, 3)), [[4, 2]]],
  ["slice", (x) => wave(copy(slice(x!, 1, 1, 3))), [[batch, 4]]],
  ["slice of a middle axis", (x) => map("x^3", { x: slice(x!, 1, 1, 2) }), [[batch, 4, 2]]],
  ["pad", (x) => map("sin(x) * x + x", { x: pad(x!, 1, 2, 1, 0.5) }), [[batch, 3]]],
  ["pad of a slice", (x) => map("x^2 + x", { x: pad(slice(x!, 1, 1, 3), 1, 2, 1) }), [[batch, 4]]],
  ["slice of a pad", (x) => map("x^2 + x", { x: slice(pad(x!, 1, 2, 3), 1, 1, 7) }), [[batch, 4]]],
  ["pad on two axes", (x) => map("x^2 + x", { x: pad(pad(x!, 1, 1, 0), 2, 0, 2) }), [[batch, 2, 3]]],
  ["unfold", (x) => map("x^2", { x: unfold(x!, 1, 3) }), [[batch, 6]]],
  ["unfold with dilation", (x) => map("x^2", { x: unfold(x!, 1, 2, 1, 2) }), [[batch, 6]]],
  ["unfold of a pad", (x) => map("x^2 + x", { x: unfold(pad(x!, 1, 1, 1), 1, 3) }), [[batch, 4]]],
  [
    "unfold of a pad on two axes",
    (x) => map("x^2", { x: unfold(unfold(pad(pad(x!, 1, 1, 1), 2, 1, 1), 1, 3), 2, 3) }),
    [[batch, 4, 3]],
  ],
  ["every second element", (x) => map("x^2 + x", { x: unfold(x!, 1, 1, 2) }), [[batch, 7]]],
  ["windows side by side", (x) => map("x^2", { x: unfold(x!, 1, 2, 2) }), [[batch, 6]]],
  ["windows side by side, a rest unread", (x) => map("x^2", { x: unfold(x!, 1, 3, 3) }), [[batch, 8]]],
  ["windows with gaps", (x) => map("x^2", { x: unfold(x!, 1, 2, 3) }), [[batch, 9]]],
  ["windows that overlap in steps of 2", (x) => map("x^2", { x: unfold(x!, 1, 5, 2) }), [[batch, 11]]],
  ["windows in steps, padded", (x) => map("x^2 + x", { x: unfold(pad(x!, 1, 1, 1), 1, 3, 2) }), [[batch, 7]]],
  [
    "windows of an image in steps, padded",
    (x) => map("x^2", { x: unfold(unfold(pad(pad(x!, 2, 1, 1), 3, 2, 2), 2, 3, 2), 3, 5, 3) }),
    [[batch, 2, 6, 7]],
  ],
  ["the largest of each window", (x) => wave(reduce("max", unfold(wave(x!), 1, 3, 2), [2])), [[batch, 7]]],
  [
    "flatten",
    (x, w) => matmul(flatten(x!), w!),
    [
      [batch, 2, 3],
      [6, 2],
    ],
  ],
  [
    "flatten of a transpose",
    (x, w) => matmul(flatten(transpose(x!, [0, 2, 1])), w!),
    [
      [batch, 2, 3],
      [6, 2],
    ],
  ],
  [
    "concat",
    (x, y) => wave(concat([x!, y!, x!], 1)),
    [
      [batch, 2],
      [batch, 3],
    ],
  ],
  ["a diamond", (x) => map("a * b + a", { a: wave(x!), b: map("cos(x)", { x: wave(x!) }) }), [[batch, 3]]],
])("reverse mode of %s agrees with central differences", (_, build, shapes) => {
  expect(worstError(build, shapes)).toBeLessThan(1e-8);
});

test("reverse mode of random views agrees with central differences, or is refused", () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("pad" as const),
      axis: fc.integer({ min: 1, max: 2 }),
      before: fc.nat(2),
      after: fc.nat(2),
    }),
    fc.record({ kind: fc.constant("slice" as const), axis: fc.integer({ min: 1, max: 2 }), start: fc.nat(2) }),
    fc.record({
      kind: fc.constant("unfold" as const),
      axis: fc.integer({ min: 1, max: 2 }),
      size: fc.integer({ min: 1, max: 3 }),
      stride: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({ kind: fc.constant("swap" as const) }),
    fc.record({ kind: fc.constant("map" as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
      const build = (x: Source): Source =>
        steps.reduce<Source>((y, s) => {
          if (s.kind === "map") return wave(y);
          if (s.kind === "swap") return transpose(y, [0, 2, 1]);
          if (s.kind === "pad") return pad(y, s.axis, s.before, s.after);
          const size = shapeOf(y)[s.axis] as number;
          // windows summed, so that there are two axes again
          if (s.kind === "unfold") return s.size > size ? y : reduce("sum", unfold(y, s.axis, s.size, s.stride), [3]);
          return size > s.start ? slice(y, s.axis, s.start, size) : y;
        }, x);
      try {
        expect(worstError((x) => map("x^2 + 2 * x", { x: build(x!) }), [[batch, 4, 3]])).toBeLessThan(1e-7);
      } catch (error) {
        // one step past a whole padded axis: refused, never wrong
        expect((error as Error).message).toMatch(/^no gradient is known/);
      }
    }),
    { numRuns: 60 },
  );
});

test("slopes below 2^-100 are 0 in a matrix product, slopes above are kept", () => {
  const [x, w] = [constant("x", [1, 1], [2, 1]), slot("input", "w", [1, 1])];
  for (const [size, kept] of [
    [1e-31, 0],
    [1e-30, 1e-30],
  ] as const) {
    const [g] = gradient(reduce("sum", map("a * b", { a: matmul(x, w), b: constant("b", [size, 0], [2, 1]) })), [w]);
    const out = slot("gradient", "w", [1, 1]);
    const engine = interpret(program({ run: [[{ slot: out, value: g! }]] }), { batchSize: 1 });
    engine.run("run", 1);
    expect(engine.read(out)[0]).toBe(kept);
  }
});

test("no gradient flows through stopGradient", () => {
  const x = slot("input", "x", [2]);
  const [g] = gradient(reduce("sum", map("a * b", { a: x, b: stopGradient(x) })), [x]);
  const out = slot("gradient", "x", [2]);
  const engine = interpret(program({ run: [[{ slot: out, value: g! }]] }), { batchSize: 1 });
  engine.write(x, [3, 5]);
  engine.run("run", 1);
  expect([...engine.read(out)]).toEqual([3, 5]);
});

test("the gradient of a maximum goes to the first of the largest", () => {
  const x = slot("input", "x", [4]);
  const [g] = gradient(reduce("max", x), [x]);
  const out = slot("gradient", "x", [4]);
  const engine = interpret(program({ run: [[{ slot: out, value: g! }]] }), { batchSize: 1 });
  engine.write(x, [1, 7, 7, 2]);
  engine.run("run", 1);
  expect([...engine.read(out)]).toEqual([0, 1, 0, 0]);
});

test("the gradient of what is not used is zero", () => {
  const [x, y] = [slot("input", "x", [2]), slot("input", "y", [3])];
  const out = slot("gradient", "y", [3]);
  const [g] = gradient(reduce("sum", x), [y]);
  const engine = interpret(program({ run: [[{ slot: out, value: g! }]] }), { batchSize: 1 });
  engine.run("run", 1);
  expect([...engine.read(out)]).toEqual([0, 0, 0]);
});

test("a diagonal has no gradient yet, and says so", () => {
  const x = slot("input", "x", [3, 3]);
  const diagonal = { node: x, view: { shape: [3], strides: [4], offset: 0 } };
  expect(() => gradient(reduce("sum", map("x^2", { x: diagonal })), [x])).toThrow(
    /no gradient is known for a view of \[3, 3\]/,
  );
});

test("a view of a view reads what the two read one after the other", () => {
  const x = slot("input", "x", [4, 5]);
  const twice = slice(transpose(slice(x, 0, 1, 4), [1, 0]), 0, 2, 5);
  expect(twice.view).toEqual({ shape: [3, 3], strides: [1, 5], offset: 7 });
  expect(
    reindex(
      x,
      [4, 5],
      [
        { start: 0, weights: [1, 0] },
        { start: 0, weights: [0, 1] },
      ],
    ).view,
  ).toEqual(contiguous([4, 5]));
  expect(operand(twice)).toBe(twice);
});
