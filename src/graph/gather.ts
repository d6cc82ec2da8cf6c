/** Rows fetched by index, and their adjoint. An index outside the table counts as 0: callers check their data, memory is never left. */
import { NonlinError } from "../base/index.ts";
import type { Builder, I32 } from "../wasm/index.ts";
import { countOf, move } from "./code.ts";
import { type Kernel, kernelFunction } from "./kernel.ts";
import { batch, type Dim, type Gather, type Operand, type ScatterAdd } from "./node.ts";
import { type Axis, asOne, axisOf } from "./space.ts";
import { contiguous, showShape, sizeOf } from "./view.ts";

interface GatherPlan {
  readonly index: { readonly axis: Axis; readonly step: number; readonly type: "f32" | "i32" };
  /** Rows of the table, and elements from one to the next. */
  readonly table: { readonly rows: Dim; readonly step: number };
  /** Elements of a row, side by side. */
  readonly width: number;
  /** From one row of values to the next; for scatterAdd they may be spread. */
  readonly adds: boolean;
}

/** The operand that must be copied before the kernel can read it. */
export function gatherCopies(node: Gather | ScatterAdd): "index" | "table" | "values" | undefined {
  if (walkOf(node.index) === undefined) return "index";
  if (node.kind === "gather") return rowsOf(node.table) === undefined ? "table" : undefined;
  const { view } = node.values;
  const dense = contiguous(view.shape).strides;
  const plain = view.guards === undefined && view.shape.every((dim, i) => dim === 1 || view.strides[i] === dense[i]);
  return plain ? undefined : "values";
}

export function gatherKernel(node: Gather | ScatterAdd): Kernel {
  const source = node.kind === "gather" ? node.table : node.values;
  const walk = walkOf(node.index);
  const rows =
    node.kind === "gather" ? rowsOf(node.table) : { rows: node.shape[0]!, step: sizeOf(node.shape.slice(1)) };
  if (walk === undefined || rows === undefined) {
    throw new NonlinError("E_SHAPE", `cannot gather from a view of ${showShape(source.view.shape)}`);
  }
  const type = node.index.node.kind === "slot" ? node.index.node.type : "f32";
  const width = sizeOf(node.shape.slice(node.kind === "gather" ? node.index.view.shape.length : 1));
  const plan: GatherPlan = { index: { ...walk, type }, table: rows, width, adds: node.kind === "scatterAdd" };
  return {
    key: `gather ${JSON.stringify(plan)}`,
    reads: [node.index, source].map((operand) => ({ node: operand.node, offset: operand.view.offset })),
    writes: [node],
    scratch: 0,
    slack: 16,
    define: (module) =>
      kernelFunction(module, 3, (b, count, [index, from, to]) => {
        writeGather(b, plan, count, { index: index!, from: from!, to: to! });
      }),
  };
}

function walkOf({ view }: Operand): { axis: Axis; step: number } | undefined {
  return view.guards === undefined ? asOne(view.shape, view.strides) : undefined;
}

function rowsOf({ view }: Operand): GatherPlan["table"] | undefined {
  const [rows, ...rest] = view.shape;
  const [step, ...steps] = view.strides;
  const row = asOne(rest, steps);
  const plain = view.guards === undefined && row !== undefined && (row.step === 1 || row.axis.size === 1);
  return plain ? { rows: rows!, step: step! } : undefined;
}

function writeGather(b: Builder, plan: GatherPlan, rows: I32, at: { index: I32; from: I32; to: I32 }): void {
  const length = countOf(b, axisOf(plan.table.rows), rows);
  if (plan.adds) clear(b, at.to, b.mul(length, b.constant("i32", plan.width)));
  const index = b.variable(at.index);
  const dense = b.variable(plan.adds ? at.from : at.to);
  b.loop(countOf(b, plan.index.axis, rows), 1, () => {
    const read = plan.index.type === "i32" ? b.load("i32", index) : (b.op("i32.trunc", b.load("f32", index)) as I32);
    const row = b.select(b.op("i32.lt_u", read, length) as I32, read, b.constant("i32", 0));
    const found = b.add(plan.adds ? at.to : at.from, b.mul(row, b.constant("i32", 4 * plan.table.step)));
    const [from, to] = plan.adds ? [dense, found] : [found, dense];
    moveRow(b, plan, from, to);
    move(b, index, 4 * plan.index.step);
    move(b, dense, 4 * plan.width);
  });
}

/** One row copied or added, four elements at a time. */
function moveRow(b: Builder, { width, adds }: GatherPlan, from: I32, to: I32): void {
  const whole = width - (width % 4);
  if (whole > 0) {
    b.loop(b.constant("i32", 4 * whole), 16, (offset) => {
      const target = b.add(to, offset);
      const value = b.load("f32x4", b.add(from, offset));
      b.store(target, adds ? b.add(b.load("f32x4", target), value) : value);
    });
  }
  const rest = width - whole;
  if (rest === 0) return;
  const value = b.loadLanes("f32x4", rest, from, 4 * whole);
  b.storeLanes(rest, to, adds ? b.add(b.loadLanes("f32x4", rest, to, 4 * whole), value) : value, 4 * whole);
}

/** Zeros, up to the end of the last vector. */
function clear(b: Builder, to: I32, count: I32): void {
  b.loop(b.shl(count, 2), 16, (offset) => b.store(b.add(to, offset), b.constant("f32x4", 0)));
}

/** The order of axes in which a copy has the batch axis first. */
export function batchFirst({ view }: Operand): readonly number[] {
  const axes = view.shape.map((_, i) => i);
  const at = view.shape.indexOf(batch);
  return at <= 0 ? axes : [at, ...axes.filter((axis) => axis !== at)];
}
