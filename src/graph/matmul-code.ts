/** The code of a matrix product: the loops over blocks, panels and tiles, and the tile itself. */
import type { Builder, I32, V } from "../wasm/index.ts";
import { countOf, least, move } from "./code.ts";
import { blockRows, type MatmulPlan, panelBytes, panelsBytes } from "./matmul.ts";
import { packLeft, packRight } from "./pack-code.ts";

interface Pointers {
  readonly a: I32;
  readonly b: I32;
  readonly init: I32 | undefined;
  readonly c: I32;
}

/** How a and b lie before the tiles, in bytes. */
interface Layout {
  /** Of a: from a row to the next where a tile starts, from a row of a tile to the next, and along k. */
  readonly left: { readonly start: number; readonly row: number; readonly inner: number };
  /** Of b: from a strip of columns to the next, and along k. */
  readonly right: { readonly strip: number; readonly inner: number };
}

interface Extent {
  readonly rows: I32;
  readonly inner: I32;
  /** All rows of the product; else those of a block. */
  readonly all: boolean;
  /** Sums go on from what the result holds. */
  readonly carry: boolean;
}

/** A column strip of the result: one panel of b against all rows. */
interface Strip {
  readonly vectors: number;
  /** Of the last vector. */
  readonly lanes: number;
}

export function writeMatmul(b: Builder, plan: MatmulPlan, rows: I32, pointers: readonly I32[]): void {
  const [a, right, ...rest] = pointers as [I32, I32, ...I32[]];
  const init = plan.init === undefined ? undefined : rest.shift();
  const [c, scratch] = rest as [I32, I32 | undefined];
  const at = { a, b: right, init, c };
  const extent = { rows: countOf(b, plan.rows, rows), inner: countOf(b, plan.inner, rows), all: true, carry: false };
  if (scratch === undefined) {
    strips(b, plan, layoutOf(plan), at, extent);
  } else if (plan.blocked) {
    fill(b, plan, init, c, extent.rows);
    const [left, source] = [b.variable(a), b.variable(right)];
    b.loop(extent.inner, plan.depth, (done) => {
      const inner = least(b, b.sub(extent.inner, done), plan.depth);
      block(b, plan, { a: left, b: source, init: undefined, c }, { ...extent, inner, carry: true }, scratch);
      move(b, left, 4 * plan.depth * plan.a.inner);
      move(b, source, 4 * plan.depth * plan.b.inner);
    });
  } else {
    block(b, plan, at, extent, scratch);
  }
}

function layoutOf(plan: MatmulPlan): Layout {
  const { a, b, tile } = plan;
  const left = plan.packsLeft
    ? { start: panelBytes(plan) / tile.vectors / 4, row: 4, inner: 16 }
    : { start: 4 * a.row, row: 4 * a.row, inner: 4 * a.inner };
  const right =
    plan.packing === "none"
      ? { strip: 16 * tile.vectors, inner: 4 * b.inner }
      : { strip: panelBytes(plan), inner: 16 * tile.vectors };
  return { left, right };
}

/** All inner steps that are packed at once. */
function block(b: Builder, plan: MatmulPlan, at: Pointers, extent: Extent, scratch: I32): void {
  const layout = layoutOf(plan);
  if (plan.packing !== "none") packRight(b, plan, at.b, scratch, extent.inner);
  const right = plan.packing === "none" ? at.b : scratch;
  if (!plan.blocked && !plan.packsLeft) {
    strips(b, plan, layout, { ...at, b: right }, extent);
    return;
  }
  const block = b.add(scratch, b.constant("i32", panelsBytes(plan)));
  const [a, c, init] = [b.variable(at.a), b.variable(at.c), at.init && b.variable(at.init)];
  b.loop(extent.rows, blockRows, (before) => {
    const rows = least(b, b.sub(extent.rows, before), blockRows);
    if (plan.packsLeft) packLeft(b, plan, a, block, { rows, inner: extent.inner });
    const left = plan.packsLeft ? block : a;
    strips(b, plan, layout, { a: left, b: right, init, c }, { ...extent, rows, all: false });
    move(b, a, 4 * blockRows * plan.a.row);
    move(b, c, 4 * blockRows * plan.c.row);
    if (init !== undefined) move(b, init, 4 * blockRows * plan.init!.row);
  });
}

function strips(b: Builder, plan: MatmulPlan, layout: Layout, from: Pointers, extent: Extent): void {
  const width = 4 * plan.tile.vectors;
  const whole = Math.floor(plan.columns / width);
  const rest = plan.columns % width;
  const at: Pointers = {
    a: from.a,
    b: b.variable(from.b),
    init: from.init && b.variable(from.init),
    c: b.variable(from.c),
  };
  const strip = (shape: Strip): void => tiles(b, plan, layout, at, extent, shape);
  const advance = (): void => {
    move(b, at.b, layout.right.strip);
    if (at.init !== undefined) move(b, at.init, 4 * width);
    move(b, at.c, 4 * width);
  };
  const full = (): void => {
    strip({ vectors: plan.tile.vectors, lanes: 4 });
    if (whole > 1 || rest > 0) advance();
  };
  if (whole === 1) full();
  if (whole > 1) b.loop(b.constant("i32", whole), 1, full);
  if (rest > 0) strip({ vectors: Math.ceil(rest / 4), lanes: rest % 4 === 0 ? 4 : rest % 4 });
}

/**
 * All rows of a strip. A last tile that would pass the end of the product starts earlier and computes some rows again, to the same bits;
 * in a block, the rows left over are tiles of their own.
 */
function tiles(b: Builder, plan: MatmulPlan, layout: Layout, at: Pointers, extent: Extent, shape: Strip): void {
  const { rows: high } = plan.tile;
  const bytes = { init: 4 * (plan.init?.row ?? 0), c: 4 * plan.c.row };
  const go = (from: I32, rows: number): void => {
    const shifted = (pointer: I32, step: number): I32 =>
      step === 0 ? pointer : b.add(pointer, b.mul(from, b.constant("i32", step)));
    const init = at.init && shifted(at.init, bytes.init);
    const places = { a: shifted(at.a, layout.left.start), b: at.b, init, c: shifted(at.c, bytes.c) };
    tile(b, plan, layout, places, extent, { ...shape, rows });
  };
  const { size, batch } = plan.rows;
  const left = batch ? 0 : size % high; // a batch has memory for whole tiles
  if (!batch && size === high) {
    go(b.constant("i32", 0), high);
  } else if (left === 0) {
    b.loop(extent.rows, high, (from) => go(from, high));
  } else if (extent.all) {
    const last = b.constant("i32", size - high);
    b.loop(extent.rows, high, (from) => go(b.select(b.lt(from, last), from, last), high));
  } else {
    const whole = b.and(extent.rows, b.constant("i32", -high)); // more rows than one tile: it is 4 high
    b.loop(whole, high, (from) => go(from, high));
    b.if(b.lt(whole, extent.rows), () => go(whole, left));
  }
}

interface Tile extends Strip {
  readonly rows: number;
}

function tile(b: Builder, plan: MatmulPlan, { left, right }: Layout, at: Pointers, extent: Extent, shape: Tile): void {
  const { vectors, rows } = shape;
  const start = extent.carry ? at.c : at.init;
  const rowBytes = extent.carry ? 4 * plan.c.row : 4 * (plan.init?.row ?? 0);
  const sums = grid(rows, vectors, (r, v) =>
    b.variable(start === undefined ? b.constant("f32x4", 0) : b.load("f32x4", start, r * rowBytes + 16 * v)),
  );
  const [a, panel] = [b.variable(at.a), b.variable(at.b)];
  const innerStep = (): void => {
    const columns = Array.from({ length: vectors }, (_, v) => b.load("f32x4", panel, 16 * v));
    for (let r = 0; r < rows; r++) {
      const x = b.splatLoad("f32x4", a, r * left.row);
      columns.forEach((column, v) => {
        const sum = sums[r]![v]!;
        b.assign(sum, b.add(sum, b.mul(x, column)));
      });
    }
    move(b, a, left.inner);
    move(b, panel, right.inner);
  };
  if (right.inner === 0) {
    b.loop(extent.inner, 1, innerStep);
  } else {
    const end = b.add(at.b, b.mul(extent.inner, b.constant("i32", right.inner)));
    b.while(() => b.op("i32.lt_u", panel, end) as I32, innerStep);
  }
  grid(rows, vectors, (r, v) => {
    const offset = 4 * r * plan.c.row + 16 * v;
    if (v === vectors - 1 && shape.lanes < 4) b.storeLanes(shape.lanes, at.c, sums[r]![v]!, offset);
    else b.store(at.c, sums[r]![v]!, offset);
  });
}

/** The result begins as `init`, or as zeros: the rows of all tiles, and none beyond. */
function fill(b: Builder, plan: MatmulPlan, init: I32 | undefined, c: I32, count: I32): void {
  const from = init && b.variable(init);
  const to = b.variable(c);
  const whole = plan.columns - (plan.columns % 4);
  const value = (column: I32): V =>
    from === undefined ? b.constant("f32x4", 0) : b.load("f32x4", b.add(from, b.shl(column, 2)));
  const row = (): void => {
    b.loop(b.constant("i32", whole), 4, (column) => b.store(b.add(to, b.shl(column, 2)), value(column)));
    if (whole < plan.columns) {
      const column = b.constant("i32", whole);
      b.storeLanes(plan.columns - whole, b.add(to, b.shl(column, 2)), value(column));
    }
    if (from !== undefined) move(b, from, 4 * plan.init!.row);
    move(b, to, 4 * plan.c.row);
  };
  const { rows: high } = plan.tile;
  if (plan.rows.batch && high > 1) b.loop(count, high, () => b.loop(b.constant("i32", high), 1, row));
  else b.loop(count, 1, row);
}

function grid<T>(rows: number, columns: number, make: (row: number, column: number) => T): T[][] {
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => make(r, c)));
}
