/** The code of a matrix product: packing, the loops over panels and tiles, the tile itself. */
import type { Builder, I32, V } from "../wasm/index.ts";
import { countOf, move } from "./code.ts";
import { type MatmulPlan, panelBytes } from "./matmul.ts";

/** Rows of a that stay in the second-level cache while panels pass by. */
const blockRows = 128;

interface Pointers {
  readonly a: I32;
  readonly b: I32;
  readonly init: I32 | undefined;
  readonly c: I32;
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
  const [c, panels] = rest as [I32, I32 | undefined];
  const count = countOf(b, plan.rows, rows);
  const inner = countOf(b, plan.inner, rows);
  if (panels === undefined) {
    const step = 4 * plan.b.inner;
    const strides = { next: 16 * plan.tile.vectors, step };
    strips(b, plan, { a, b: right, init, c }, { count, inner, ...strides, carry: false });
    return;
  }
  const strides = { next: panelBytes(plan), step: 16 * plan.tile.vectors };
  if (!plan.blocked) {
    pack(b, plan, right, panels, inner);
    strips(b, plan, { a, b: panels, init, c }, { count, inner, ...strides, carry: false });
    return;
  }
  fill(b, plan, init, c, count);
  const left = b.variable(a);
  const source = b.variable(right);
  b.loop(inner, plan.depth, (done) => {
    const depth = least(b, b.sub(inner, done), plan.depth);
    pack(b, plan, source, panels, depth);
    const row = b.variable(left);
    const result = b.variable(c);
    b.loop(count, blockRows, (before) => {
      const some = least(b, b.sub(count, before), blockRows);
      strips(
        b,
        plan,
        { a: row, b: panels, init: undefined, c: result },
        { count: some, inner: depth, ...strides, carry: true },
      );
      move(b, row, 4 * blockRows * plan.a.row);
      move(b, result, 4 * blockRows * plan.columns);
    });
    move(b, left, 4 * plan.depth * plan.a.inner);
    move(b, source, 4 * plan.depth * plan.b.inner);
  });
}

interface Extent {
  readonly count: I32;
  readonly inner: I32;
  /** Bytes from one panel to the next, and from one inner step to the next. */
  readonly next: number;
  readonly step: number;
  /** Sums go on from what the result holds. */
  readonly carry: boolean;
}

function strips(b: Builder, plan: MatmulPlan, from: Pointers, extent: Extent): void {
  const width = 4 * plan.tile.vectors;
  const whole = Math.floor(plan.columns / width);
  const rest = plan.columns % width;
  const at: Pointers = {
    a: from.a,
    b: b.variable(from.b),
    init: from.init && b.variable(from.init),
    c: b.variable(from.c),
  };
  const strip = (shape: Strip): void => tiles(b, plan, at, extent, shape);
  const advance = (): void => {
    move(b, at.b, extent.next);
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
 * All rows of a strip. A last tile that would pass the end starts earlier and computes some rows again, to the same bits;
 * with sums carried on through the result that would count twice: the rows left over are tiles of their own.
 */
function tiles(b: Builder, plan: MatmulPlan, at: Pointers, extent: Extent, shape: Strip): void {
  const { rows: high } = plan.tile;
  const bytes = { a: 4 * plan.a.row, init: 4 * (plan.init?.row ?? 0), c: 4 * plan.columns };
  const go = (from: I32, many: number): void => {
    const shifted = (pointer: I32, step: number): I32 =>
      step === 0 ? pointer : b.add(pointer, b.mul(from, b.constant("i32", step)));
    const init = at.init && shifted(at.init, bytes.init);
    tile(b, plan, { a: shifted(at.a, bytes.a), b: at.b, init, c: shifted(at.c, bytes.c) }, extent, {
      ...shape,
      rows: many,
    });
  };
  if (plan.rows.batch) {
    // memory holds whole tiles of rows
    b.loop(extent.count, high, (from) => go(from, high));
    return;
  }
  const left = plan.rows.size % high;
  if (plan.rows.size === high) {
    go(b.constant("i32", 0), high);
  } else if (left === 0) {
    b.loop(extent.count, high, (from) => go(from, high));
  } else if (!extent.carry) {
    const last = b.constant("i32", plan.rows.size - high);
    b.loop(extent.count, high, (from) => go(b.select(b.lt(from, last), from, last), high));
  } else {
    const whole = b.and(extent.count, b.constant("i32", -high)); // more rows than one tile: it is 4 high
    b.loop(whole, high, (from) => go(from, high));
    b.if(b.lt(whole, extent.count), () => go(whole, left));
  }
}

interface Tile extends Strip {
  readonly rows: number;
}

function tile(b: Builder, plan: MatmulPlan, at: Pointers, { inner, step, carry }: Extent, shape: Tile): void {
  const { vectors, rows } = shape;
  const start = carry ? at.c : at.init;
  const rowBytes = carry ? 4 * plan.columns : 4 * (plan.init?.row ?? 0);
  const accumulators = grid(rows, vectors, (r, v) =>
    b.variable(start === undefined ? b.constant("f32x4", 0) : b.load("f32x4", start, r * rowBytes + 16 * v)),
  );
  const left = b.variable(at.a);
  const right = b.variable(at.b);
  const innerStep = (): void => {
    const columns = Array.from({ length: vectors }, (_, v) => b.load("f32x4", right, 16 * v));
    for (let r = 0; r < rows; r++) {
      const x = b.splatLoad("f32x4", left, 4 * r * plan.a.row);
      columns.forEach((column, v) => {
        const sum = accumulators[r]![v]!;
        b.assign(sum, b.add(sum, b.mul(x, column)));
      });
    }
    move(b, left, 4 * plan.a.inner);
    move(b, right, step);
  };
  if (step === 0) {
    b.loop(inner, 1, innerStep);
  } else {
    const end = b.add(at.b, b.mul(inner, b.constant("i32", step)));
    b.while(() => b.op("i32.lt_u", right, end) as I32, innerStep);
  }
  grid(rows, vectors, (r, v) => {
    const offset = 4 * r * plan.columns + 16 * v;
    if (v === vectors - 1 && shape.lanes < 4) b.storeLanes(shape.lanes, at.c, accumulators[r]![v]!, offset);
    else b.store(at.c, accumulators[r]![v]!, offset);
  });
}

/** b as panels: `depth` rows of `width` columns each; beyond the last column there is anything. */
function pack(b: Builder, plan: MatmulPlan, from: I32, to: I32, depth: I32): void {
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

/** The result begins as `init`, or as zeros. */
function fill(b: Builder, plan: MatmulPlan, init: I32 | undefined, c: I32, count: I32): void {
  const from = init && b.variable(init);
  const to = b.variable(c);
  const whole = plan.columns - (plan.columns % 4);
  const value = (column: I32): V =>
    from === undefined ? b.constant("f32x4", 0) : b.load("f32x4", b.add(from, b.shl(column, 2)));
  const filled = plan.rows.batch ? b.add(count, b.constant("i32", plan.tile.rows - 1)) : count;
  b.loop(filled, 1, () => {
    b.loop(b.constant("i32", whole), 4, (column) => b.store(b.add(to, b.shl(column, 2)), value(column)));
    if (whole < plan.columns) {
      const column = b.constant("i32", whole);
      b.storeLanes(plan.columns - whole, b.add(to, b.shl(column, 2)), value(column));
    }
    if (from !== undefined) move(b, from, 4 * plan.init!.row);
    move(b, to, 4 * plan.columns);
  });
}

function least(b: Builder, a: I32, most: number): I32 {
  const limit = b.constant("i32", most);
  return b.select(b.lt(a, limit), a, limit);
}

function grid<T>(rows: number, columns: number, make: (row: number, column: number) => T): T[][] {
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => make(r, c)));
}
