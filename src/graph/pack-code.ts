/** The code of packing: operands of a matrix product copied into the order in which its tiles read them. */
import type { Builder, I32 } from "../wasm/index.ts";
import { move } from "./code.ts";
import { type MatmulPlan, panelBytes } from "./matmul.ts";

/** b as panels: `depth` rows of `width` columns each; beyond the last column there is anything. */
export function packRight(b: Builder, plan: MatmulPlan, from: I32, to: I32, depth: I32): void {
  const width = 4 * plan.tile.vectors;
  const whole = Math.floor(plan.columns / width);
  const source = b.variable(from);
  const target = b.variable(to);
  const one = (columns: number): void => {
    if (plan.packing === "rows") packRows(b, plan, source, target, depth);
    else packColumns(b, plan, source, target, depth, columns);
  };
  const full = (): void => {
    one(width);
    move(b, source, 4 * width * plan.b.column);
    move(b, target, panelBytes(plan));
  };
  if (whole > 0) b.loop(b.constant("i32", whole), 1, full);
  if (plan.columns % width > 0) one(plan.columns % width);
}

function packRows(b: Builder, plan: MatmulPlan, source: I32, target: I32, depth: I32): void {
  const from = b.variable(source);
  const to = b.variable(target);
  b.loop(depth, 1, () => {
    for (let v = 0; v < plan.tile.vectors; v++) b.store(to, b.load("f32x4", from, 16 * v), 16 * v);
    move(b, from, 4 * plan.b.inner);
    move(b, to, 16 * plan.tile.vectors);
  });
}

/** Blocks of four by four, transposed. Columns beyond `columns` repeat the last, so that nothing far away is read. */
function packColumns(b: Builder, plan: MatmulPlan, source: I32, target: I32, depth: I32, columns: number): void {
  const from = b.variable(source);
  const to = b.variable(target);
  const { vectors } = plan.tile;
  b.loop(depth, 4, () => {
    for (let v = 0; v < Math.ceil(columns / 4); v++) {
      const lines = [0, 1, 2, 3].map((i) =>
        b.load("f32x4", from, 4 * plan.b.column * Math.min(4 * v + i, columns - 1)),
      );
      b.transpose(lines).forEach((line, i) => {
        b.store(to, line, 16 * (i * vectors + v));
      });
    }
    move(b, from, 16);
    move(b, to, 64 * vectors);
  });
}

/**
 * A block of a whose rows lie side by side, as panels of four rows: one vector for each inner step.
 * Four steps at a time fill a cache line; up to three beyond the last are read and never used.
 */
export function packLeft(b: Builder, plan: MatmulPlan, from: I32, to: I32, size: { rows: I32; inner: I32 }): void {
  const panel = panelBytes(plan) / plan.tile.vectors;
  const [source, target] = [b.variable(from), b.variable(to)];
  b.loop(size.inner, 4, () => {
    const [line, place] = [b.variable(source), b.variable(target)];
    b.loop(size.rows, 4, () => {
      for (let k = 0; k < 4; k++) b.store(place, b.load("f32x4", line, 4 * k * plan.a.inner), 16 * k);
      move(b, line, 16);
      move(b, place, panel);
    });
    move(b, source, 16 * plan.a.inner);
    move(b, target, 64);
  });
}
