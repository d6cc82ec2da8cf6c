/** Nodes share memory: what one kernel writes must stay within what is its own. */
import { expect, test } from "vitest";
import { batch, interpret, lower, map, matmul, program, reduce, sizeOf, slot, transpose } from "./index.ts";

test.each([128, 127, 126, 125, 3])("a blocked product of %i rows leaves its neighbour alone", (rows) => {
  const [x, z] = [slot("input", "x", [batch, 32]), slot("input", "z", [batch, 384])];
  const first = map("exp(x)", { x });
  const neighbour = map("exp(first)", { first });
  // read by the last that needs `first`, so that the product takes its place, just before the neighbour
  const sum = reduce("sum", map("exp(m)", { m: matmul(first, slot("parameter", "v", [32, 4])) }));
  const left = map("exp(z - sum / 1000)", { z, sum });
  // by columns, so that b is packed whatever its size
  const product = matmul(left, transpose(slot("parameter", "w", [32, 384]), [1, 0]));
  const result = slot("result", "result", [batch, 32]);
  const p = program({ run: [[{ slot: result, value: map("product + neighbour", { product, neighbour }) }]] });
  const engines = [lower(p, { batchSize: rows }), interpret(p, { batchSize: rows })] as const;
  for (const engine of engines) {
    for (const [i, s] of p.slots.entries()) {
      if (s.role === "result" || s.role === "constant") continue;
      engine.write(
        s,
        Float32Array.from({ length: sizeOf(s.shape, rows) }, (_, k) => Math.sin(k * 12.9898 + i) / 20),
      );
    }
    engine.run("run", rows);
  }
  const [compiled, interpreted] = engines.map((engine) => engine.read(result, rows));
  compiled!.forEach((value, i) => {
    expect(value).toBeCloseTo(interpreted![i]!, 5);
  });
});
