/**
 * Matrix products. Each element of the result is one accumulator over k ascending, multiplied, then added, begun at `init`:
 * the same bits whatever the tile, the blocking and the instruction set.
 *
 * A tile of 4 rows by 8 columns is kept in registers (8 accumulators hide the latency of an addition). b is read in rows of 8
 * where its columns lie side by side; else, and where it is large, it is packed into panels of 8 columns first.
 */
import { NonlinError } from "../base/index.ts";
import { type Kernel, kernelFunction, type Read } from "./kernel.ts";
import { writeMatmul } from "./matmul-code.ts";
import { type MatmulPart, matmulParts, matmulWork } from "./matmul-parts.ts";
import { batch, type Matmul, type Operand } from "./node.ts";
import { type Axis, asOne, stepsOf } from "./space.ts";
import { cut, type Piece, type Sharing } from "./split.ts";
import { showShape } from "./view.ts";

/** Two-dimensional: sizes, and steps in elements. */
export interface MatmulPlan {
  readonly rows: Axis;
  readonly inner: Axis;
  readonly columns: number;
  readonly a: { readonly row: number; readonly inner: number };
  readonly b: { readonly inner: number; readonly column: number };
  /** Its columns lie side by side. */
  readonly init: { readonly row: number } | undefined;
  readonly c: { readonly row: number };
  /** A tile: rows by vectors of four columns. */
  readonly tile: { readonly rows: number; readonly vectors: number };
  /** Whether and how b is packed into panels. */
  readonly packing: "none" | "rows" | "columns";
  /** Whether blocks of a are packed: rows side by side, inner steps so far apart that each lies on a page of its own. */
  readonly packsLeft: boolean;
  /** Inner steps that are packed at a time; less than all means that sums are carried on through the result. */
  readonly depth: number;
  readonly blocked: boolean;
  /** The plan is for the transpose, b^T a^T. */
  readonly swapped: boolean;
}

/** Rows of a that stay in the second-level cache while panels pass by. */
export const blockRows = 128;
/** Inner steps of a panel that stays in the first-level cache while rows pass by. */
const panelDepth = 256;
/** From this size on (elements) b is packed even if its columns lie side by side. */
const largeB = 65536;
/** From this distance (elements) between the first and the last inner step on a is packed, if its rows lie side by side. */
const farA = 32768;

interface Flat {
  readonly axis: Axis;
  readonly step: number;
}

type Part = "a" | "b" | "init";

/** The plan of a product, or the operand that must be copied first because no two steps describe its view. */
export function planMatmul(node: Matmul, capacity: number): MatmulPlan | { readonly copy: Part } {
  const outer = node.a.view.shape.length - node.inner;
  const a = split(node.a, outer);
  const b = split(node.b, node.inner);
  const init = node.init === undefined ? undefined : split(node.init, outer);
  if (a === undefined) return { copy: "a" };
  if (b === undefined) return { copy: "b" };
  if (node.init !== undefined && init === undefined) return { copy: "init" };
  // A single column becomes a row, whose columns lie side by side.
  const swapped = b.second.axis.batch || (isOne(b.second.axis) && a.first.step === 1 && !a.first.axis.batch);
  const [left, right] = swapped ? [turned(b), a] : [a, turned(b)];
  const start = swapped && init !== undefined ? turned(init) : init;
  const columns = right.first.axis;
  if (start !== undefined && start.second.step !== 1 && !isOne(columns)) return { copy: "init" };
  if (right.first.step !== 1 && right.second.step !== 1 && !isOne(columns)) {
    return { copy: swapped ? "a" : "b" };
  }
  const inner = a.second.axis;
  const depth = stepsOf(inner, capacity);
  const rows = left.first.axis;
  const sideBySide = right.first.step === 1 || isOne(columns);
  const large = depth * columns.size >= largeB && stepsOf(rows, capacity) >= 16;
  const packing = sideBySide ? (large ? "rows" : "none") : "columns";
  const manyTiles = columns.size >= 32 && stepsOf(rows, capacity) >= 32;
  const packsLeft = left.first.step === 1 && depth * left.second.step >= farA && manyTiles;
  const blocked = (packing !== "none" || packsLeft) && depth > panelDepth;
  const most = Math.min(4, rows.batch ? capacity : rows.size);
  return {
    rows,
    inner,
    columns: columns.size,
    a: { row: left.first.step, inner: left.second.step },
    b: { inner: right.second.step, column: right.first.step },
    init: start && { row: start.first.step },
    c: { row: columns.size },
    tile: { rows: most, vectors: Math.min(Math.floor(8 / most), Math.ceil(columns.size / 4)) },
    packing,
    packsLeft,
    depth: blocked ? panelDepth : depth,
    blocked,
    swapped,
  };
}

/** The kernel of a product; its pointers are a, b, init, the result, the panels. */
export function matmulKernel(node: Matmul, capacity: number, sharing?: Sharing): Kernel {
  const plan = planMatmul(node, capacity);
  if ("copy" in plan) {
    throw new NonlinError("E_SHAPE", `cannot multiply a view of ${showShape(node[plan.copy]!.view.shape)}`);
  }
  const [left, right] = plan.swapped ? [node.b, node.a] : [node.a, node.b];
  const reads: Read[] = [left, right, ...(node.init === undefined ? [] : [node.init])].map((operand) => ({
    node: operand.node,
    offset: operand.view.offset,
  }));
  const whole = {
    ...coded(plan),
    reads,
    writes: [node],
    scratch: scratchBytes(plan),
    slack: 64 + 16 * plan.a.inner,
  };
  if (sharing === undefined) return whole;
  const { pieces, scratch } = piecesOf(matmulParts(plan, sharing));
  return { ...whole, scratch: Math.max(whole.scratch, scratch), ...cut(matmulWork(plan, capacity), pieces) };
}

function coded(plan: MatmulPlan): Pick<Kernel, "key" | "define"> {
  const pointers = 3 + (plan.init === undefined ? 0 : 1) + (scratchBytes(plan) > 0 ? 1 : 0);
  return {
    key: `matmul ${JSON.stringify(plan)}`,
    define: (module) => kernelFunction(module, pointers, (b, rows, at) => writeMatmul(b, plan, rows, at)),
  };
}

/** The kernels of the parts; each packs into scratch memory of its own. */
function piecesOf(parts: readonly MatmulPart[]): { readonly pieces: readonly Piece[]; readonly scratch: number } {
  let scratch = 0;
  const made = parts.map(({ plan, offsets: { a, b, init, c }, rows }) => {
    const bytes = scratchBytes(plan);
    const moved = [a, b, ...(plan.init === undefined ? [] : [init]), c].map((elements) => 4 * elements);
    const offsets = bytes === 0 ? moved : [...moved, scratch];
    scratch += Math.ceil(bytes / 64) * 64;
    return { kernel: coded(plan), offsets, ...(rows && { rows }) };
  });
  return { pieces: made, scratch };
}

/** Bytes of one panel; transposing fills it four inner steps at a time. */
export function panelBytes({ depth, tile }: MatmulPlan): number {
  return Math.ceil(depth / 4) * 4 * tile.vectors * 16;
}

interface TwoWalks {
  readonly first: Flat;
  readonly second: Flat;
}

function turned({ first, second }: TwoWalks): TwoWalks {
  return { first: second, second: first };
}

/** Bytes of all panels of b, and of a packed block of a. */
export function scratchBytes(plan: MatmulPlan): number {
  return panelsBytes(plan) + (plan.packsLeft ? (panelBytes(plan) / plan.tile.vectors / 4) * blockRows : 0);
}

/** Bytes of all panels of b. */
export function panelsBytes(plan: MatmulPlan): number {
  return plan.packing === "none" ? 0 : panelBytes(plan) * Math.ceil(plan.columns / (4 * plan.tile.vectors));
}

/** A view as two walks, `first` over its first axes; nothing if it takes more, runs backwards or has guards. */
function split({ view }: Operand, axes: number): TwoWalks | undefined {
  if (view.guards !== undefined) return undefined;
  const first = asOne(view.shape.slice(0, axes), view.strides.slice(0, axes));
  const second = asOne(view.shape.slice(axes), view.strides.slice(axes));
  return first && second && first.step >= 0 && second.step >= 0 ? { first, second } : undefined;
}

function isOne({ size, batch: perRow }: Axis): boolean {
  return size === 1 && !perRow;
}

/** The order of axes in which a copy of an operand can be multiplied: the group with the batch axis first. */
export function copyOrder({ view }: Operand, firstAxes: number): readonly number[] {
  const axes = view.shape.map((_, i) => i);
  const swap = view.shape.indexOf(batch) >= firstAxes;
  return swap ? [...axes.slice(firstAxes), ...axes.slice(0, firstAxes)] : axes;
}
