import { expect, test } from "vitest";
import {
  batch,
  concat,
  constant,
  gather,
  interpret,
  map,
  matmul,
  pad,
  program,
  reduce,
  type Shape,
  type Slot,
  type Source,
  scatterAdd,
  shapeOf,
  slice,
  slot,
  transpose,
  unfold,
} from "./index.ts";

/** What `build` makes of these inputs, row-major. */
function run(
  build: (...inputs: Slot[]) => Source,
  inputs: readonly (readonly [Shape, readonly number[]])[],
  rows = 2,
): number[] {
  const slots = inputs.map(([shape], i) => slot("input", `x${i}`, shape));
  const value = map("x", { x: build(...slots) });
  const out = slot("result", "out", shapeOf(value));
  const engine = interpret(program({ run: [[{ slot: out, value }]] }, slots), { batchSize: 3 });
  for (const [i, s] of slots.entries()) engine.write(s, inputs[i]![1]);
  engine.run("run", rows);
  return [...engine.read(out, rows)];
}

const matrix = [
  [batch, 3],
  [1, 2, 3, 4, 5, 6],
] as const;

test("a map broadcasts as PyTorch does, axes aligned from the last", () => {
  expect(run((x, y) => map("x * 10 + y", { x: x!, y: y! }), [matrix, [[3], [7, 8, 9]]])).toEqual([
    17, 28, 39, 47, 58, 69,
  ]);
});

test("sums run over any axes, the batch included", () => {
  expect(run((x) => reduce("sum", x!, [1]), [matrix])).toEqual([6, 15]);
  expect(run((x) => reduce("sum", x!, [0]), [matrix])).toEqual([5, 7, 9]);
  expect(run((x) => reduce("sum", x!), [matrix])).toEqual([21]);
  expect(run((x) => reduce("sum", x!, [0]), [matrix], 1)).toEqual([1, 2, 3]);
});

test("the maximum is the first of the largest, and NaN wins", () => {
  const x = [
    [batch, 3],
    [2, 7, 7, 1, Number.NaN, 9],
  ] as const;
  expect(run((v) => reduce("argmax", v!, [1]), [x])).toEqual([1, 1]);
  expect(run((v) => reduce("max", v!, [1]), [x])).toEqual([7, Number.NaN]);
  expect(
    run(
      (v) => reduce("max", v!, [0]),
      [
        [
          [batch, 2],
          [-0, 1, 0, -1],
        ],
      ],
    ),
  ).toEqual([-0, 1]);
});

test("a matrix product begins at init and contracts any number of axes", () => {
  const w = [
    [3, 2],
    [1, 0, 0, 1, 1, 1],
  ] as const;
  expect(run((x, v) => matmul(x!, v!), [matrix, w])).toEqual([4, 5, 10, 11]);
  expect(run((x, v, b) => matmul(x!, v!, { init: b! }), [matrix, w, [[2], [100, 200]]])).toEqual([104, 205, 110, 211]);
  expect(run((x) => matmul(transpose(x!, [1, 0]), x!), [matrix])).toEqual([17, 22, 27, 22, 29, 36, 27, 36, 45]);
});

test("scatterAdd is the adjoint of gather", () => {
  const index = constant("i", [2, 0, 2]);
  expect(
    run(
      (t) => gather(t!, index),
      [
        [
          [3, 2],
          [1, 2, 3, 4, 5, 6],
        ],
      ],
    ),
  ).toEqual([5, 6, 1, 2, 5, 6]);
  expect(
    run(
      (v) => scatterAdd(index, v!, 3),
      [
        [
          [3, 2],
          [1, 2, 3, 4, 5, 6],
        ],
      ],
    ),
  ).toEqual([3, 4, 0, 0, 6, 8]);
});

test("padding is read outside, whatever the view was", () => {
  expect(run((x) => pad(x!, 1, 1, 1, -1), [matrix])).toEqual([-1, 1, 2, 3, -1, -1, 4, 5, 6, -1]);
  expect(run((x) => slice(pad(x!, 1, 1, 1), 1, 0, 2), [matrix])).toEqual([0, 1, 0, 4]);
  expect(run((x) => unfold(pad(x!, 1, 1, 0), 1, 2), [matrix])).toEqual([0, 1, 1, 2, 2, 3, 0, 4, 4, 5, 5, 6]);
});

test("pieces are joined without a trace of the padding between them", () => {
  expect(
    run(
      (x) => concat([slice(x!, 1, 2, 3), x!], 1),
      [
        [
          [batch, 3],
          [-0, 1, 2, 3, 4, -0],
        ],
      ],
    ),
  ).toEqual([2, -0, 1, 2, -0, 3, 4, -0]);
});

test("a phase computes everything before it stores anything", () => {
  const [a, b] = [slot("state", "a", []), slot("state", "b", [])];
  const swap = [
    { slot: a, value: b },
    { slot: b, value: a },
  ];
  const engine = interpret(program({ once: [swap], twice: [swap, swap] }), { batchSize: 1 });
  engine.write(a, [1]);
  engine.write(b, [2]);
  engine.run("once", 1);
  expect([engine.read(a)[0], engine.read(b)[0]]).toEqual([2, 1]);
  engine.run("twice", 1);
  expect([engine.read(a)[0], engine.read(b)[0]]).toEqual([2, 1]);
});

test("a short call leaves the other rows of a result as they were", () => {
  const [x, out, n] = [slot("input", "x", [batch]), slot("result", "out", [batch]), slot("rows", "n", [])];
  const engine = interpret(program({ run: [[{ slot: out, value: map("x * n", { x, n }) }]] }), { batchSize: 3 });
  engine.write(x, [1, 2, 3]);
  engine.run("run", 3);
  engine.run("run", 2);
  expect([...engine.read(out)]).toEqual([2, 4, 9]);
  expect([...engine.read(out, 2)]).toEqual([2, 4]);
});

test("shapes that do not fit are refused in a sentence", () => {
  const x = slot("input", "x", [batch, 3]);
  expect(() => matmul(x, constant("w", [1, 2], [2, 1]))).toThrow("cannot multiply [batch, 3] by [2, 1] over 1 axes");
  expect(() => map("x + y", { x, y: constant("y", [1, 2]) })).toThrow("cannot broadcast [2] to [batch, 3]");
  expect(() => slot("input", "x", [3, batch])).toThrow("x has the shape [3, batch]; only the first axis is a batch");
  expect(() => slot("input", "x", [0])).toThrow("x has the shape [0]; sizes are whole and positive");
  expect(() => program({ run: [[{ slot: slot("result", "r", []), value: x }]] })).toThrow("r holds [], not [batch, 3]");
});

test("an engine refuses what its program has not", () => {
  const x = slot("result", "x", []);
  const engine = interpret(program({ run: [[{ slot: x, value: constant("c", [1], []) }]] }), { batchSize: 2 });
  expect(() => engine.run("walk", 1)).toThrow('the program has no function "walk"');
  expect(() => engine.run("toString", 1)).toThrow('the program has no function "toString"');
  expect(() => engine.run("run", 3)).toThrow("3 rows do not fit; a call takes 1 to 2");
  expect(() => engine.read(slot("result", "y", []))).toThrow('the program has no slot "y"');
  engine.dispose();
  expect(() => engine.run("run", 1)).toThrow("disposed");
});
