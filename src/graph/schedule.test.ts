import { describe, expect, test } from "vitest";
import { batch, gradient, map, matmul, type Node, type Phase, program, reduce, type Slot, slot } from "./index.ts";
import { planMemory } from "./plan.ts";
import { schedule } from "./schedule.ts";

/** What a phase comes to: a line a kernel, what it reads and how many results it stores. */
function kernels(phase: Phase): string[] {
  const p = program({ run: [phase] });
  const { phases } = planMemory(p, new Map([[phase, schedule(phase, 8)]]), 8);
  return phases.get(phase)!.map(({ kernel }) => {
    const reads = kernel.reads.map(({ node }) => (node.kind === "slot" ? node.name : node.kind));
    return `${kernel.key.split(" ")[0]} ${[...new Set(reads)].join(" ")} -> ${kernel.writes.length}`;
  });
}

function storedIn(nodes: readonly Node[]): Phase {
  return nodes.map((value, i) => ({ slot: slot("result", `r${i}`, value.shape), value }));
}

/** Two layers, their loss and its gradients. */
function network(): { parameters: readonly Slot[]; loss: Node } {
  const [x, target] = [slot("input", "x", [batch, 5]), slot("input", "t", [batch, 1])];
  const [w, b] = [slot("parameter", "w", [5, 7]), slot("parameter", "b", [7])];
  const [v, c] = [slot("parameter", "v", [7, 1]), slot("parameter", "c", [1])];
  const hidden = map("tanh(x)", { x: matmul(x, w, { init: b }) });
  const y = matmul(hidden, v, { init: c });
  const each = map("softplus(y) - t * y", { y, t: target });
  const loss = map("sum / n", { sum: reduce("sum", each), n: slot("rows", "n", []) });
  return { parameters: [w, b, v, c], loss };
}

describe("what runs together", () => {
  test("a step is a product and a loop a layer, forward and back", () => {
    const { parameters, loss } = network();
    expect(kernels(storedIn([loss, ...gradient(loss, parameters)]))).toMatchInlineSnapshot(`
      [
        "matmul x w b -> 1",
        "loop matmul -> 2",
        "matmul map v c -> 1",
        "loop matmul t n -> 3",
        "loop reduce n -> 1",
        "matmul map v -> 1",
        "loop matmul map -> 2",
        "matmul x map -> 1",
        "matmul map -> 1",
      ]
    `);
  });

  test("without gradients, an activation stores its value alone", () => {
    expect(kernels(storedIn([network().loss]))).toMatchInlineSnapshot(`
      [
        "matmul x w b -> 1",
        "loop matmul -> 1",
        "matmul map v c -> 1",
        "loop matmul t -> 1",
        "loop reduce n -> 1",
      ]
    `);
  });

  test("what is cheap is computed where it is read", () => {
    const x = slot("input", "x", [batch, 3]);
    const twice = map("2 * x", { x });
    const rows = reduce("sum", map("y + 1", { y: twice }), [1]);
    expect(kernels(storedIn([rows, matmul(map("max(y, 0)", { y: twice }), slot("parameter", "w", [3, 2]))]))).toEqual([
      "loop x -> 2",
      "matmul map w -> 1",
    ]);
  });

  test("a loop never waits for itself", () => {
    const x = slot("input", "x", [4]);
    const e = map("exp(x)", { x });
    const shares = map("e / sum", { e, sum: reduce("sum", e) });
    expect(kernels(storedIn([shares]))).toEqual(["loop x -> 2", "loop map reduce -> 1"]);
  });

  test("the update of all parameters is one loop over their blocks", () => {
    const shapes = [[20, 64], [64], [64, 1], [1]];
    const phase = shapes.flatMap((shape, i) => {
      const [p, g] = [slot("parameter", `p${i}`, shape), slot("gradient", `g${i}`, shape)];
      const m = slot("state", `m${i}`, shape);
      const moment = map("m / 2 + g", { m, g });
      return [
        { slot: m, value: moment },
        { slot: p, value: map("p - m / 8", { p, m: moment }) },
      ];
    });
    expect(kernels(phase)).toEqual(["loop m0 g0 p0 -> 2"]);
  });
});
