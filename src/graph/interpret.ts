/**
 * The interpreter: every node computed in float64, one element at a time, in the order that the node's definition states.
 * Slow and obvious; it is what the compiled program is held to, and what `precision: "float64"` runs.
 */
import { NonlinError, uniform32 } from "../base/index.ts";
import { evaluator } from "../expr/index.ts";
import type { Engine } from "./engine.ts";
import {
  batch,
  type Dim,
  type Gather,
  type MapNode,
  type Matmul,
  type Node,
  type Operand,
  type Program,
  type Random,
  type Reduce,
  type ScatterAdd,
  type Shape,
  type Slot,
  type View,
} from "./node.ts";
import { sorted } from "./traverse.ts";
import { contiguous, sizeOf } from "./view.ts";

type Memory = Float64Array | Int32Array;

export function interpret(program: Program, { batchSize }: { batchSize: number }): Engine {
  let memory: Map<Slot, Memory> | undefined = new Map(program.slots.map((slot) => [slot, allocate(slot, batchSize)]));
  const positions = positionTable();
  const at = (slot: Slot): Memory => {
    if (memory === undefined) throw new NonlinError("E_USAGE", "this engine is disposed");
    const values = memory.get(slot);
    if (values === undefined) throw new NonlinError("E_USAGE", `the program has no slot "${slot.name}"`);
    return values;
  };
  const count = (slot: Slot, rows: number): number => sizeOf(slot.shape, rows);
  return {
    capacity: batchSize,
    run(name, rows) {
      const phases = Object.hasOwn(program.functions, name) ? program.functions[name] : undefined;
      if (phases === undefined) throw new NonlinError("E_USAGE", `the program has no function "${name}"`);
      if (!(Number.isInteger(rows) && rows >= 1 && rows <= batchSize)) {
        throw new NonlinError("E_SHAPE", `${rows} rows do not fit; a call takes 1 to ${batchSize}`);
      }
      for (const slot of program.slots) if (slot.role === "rows") at(slot).fill(rows);
      for (const phase of phases) {
        const values = computePhase(
          phase.map((a) => a.value),
          at,
          rows,
          positions,
        );
        for (const { slot, value } of phase) at(slot).set(values.get(value)!.subarray(0, count(slot, rows)));
      }
    },
    write(slot, values, offset = 0) {
      at(slot).set(values, offset);
    },
    read(slot, rows = batchSize) {
      return at(slot).slice(0, count(slot, rows));
    },
    readInto(slot, out, rows = batchSize) {
      out.set(at(slot).subarray(0, count(slot, rows)));
    },
    threading: () => ({ count: 1 }),
    dispose() {
      memory = undefined;
    },
  };
}

function allocate(slot: Slot, rows: number): Memory {
  const size = sizeOf(slot.shape, rows);
  const values = slot.type === "i32" ? new Int32Array(size) : new Float64Array(size);
  if (slot.data !== undefined) values.set(slot.data);
  return values;
}

/** What computes a node: the memory of each node before it, the rows of the call, the positions that a view reads. */
interface Context {
  readonly rows: number;
  readonly memory: (node: Node) => Memory;
  /** -1 stands for padding. */
  readonly positions: (view: View, rows: number) => Int32Array;
}

function computePhase(
  roots: readonly Node[],
  slots: (slot: Slot) => Memory,
  rows: number,
  positions: Context["positions"],
): ReadonlyMap<Node, Memory> {
  const values = new Map<Node, Memory>();
  const context: Context = { rows, positions, memory: (node) => values.get(node)! };
  for (const node of sorted(roots)) {
    // a copy, since a phase may overwrite the slots that it reads
    values.set(node, node.kind === "slot" ? slots(node).slice() : compute[node.kind](node as never, context));
  }
  return values;
}

const compute: { [K in Exclude<Node["kind"], "slot">]: (node: Extract<Node, { kind: K }>, c: Context) => Memory } = {
  map: computeMap,
  reduce: computeReduce,
  matmul: computeMatmul,
  gather: computeGather,
  scatterAdd: computeScatterAdd,
  random: computeRandom,
};

function computeMap(node: MapNode, c: Context): Memory {
  const names = Object.keys(node.operands);
  const f = evaluator(node.expression, names);
  const reads = names.map((name) => reader(node.operands[name]!, c));
  const values = names.map(() => 0);
  return Float64Array.from({ length: sizeOf(node.shape, c.rows) }, (_, i) => {
    for (let k = 0; k < reads.length; k++) values[k] = reads[k]!(i);
    return f(...values);
  });
}

function computeReduce(node: Reduce, c: Context): Memory {
  const read = reader(node.operand, c);
  const { shape } = node.operand.view;
  const inner = sizeOf(shape.slice(shape.length - node.axes), c.rows);
  return Float64Array.from({ length: sizeOf(node.shape, c.rows) }, (_, i) =>
    reductions[node.op](inner, (j) => read(i * inner + j)),
  );
}

const reductions: Record<Reduce["op"], (n: number, read: (i: number) => number) => number> = {
  sum: (n, read) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += read(i);
    return sum;
  },
  max: (n, read) => read(reductions.argmax(n, read)),
  argmax: (n, read) => {
    let best = 0;
    for (let i = 1; i < n; i++) {
      const [value, known] = [read(i), read(best)];
      if (value > known || (Number.isNaN(value) && !Number.isNaN(known))) best = i;
    }
    return best;
  },
};

function computeMatmul(node: Matmul, c: Context): Memory {
  const [a, b] = [reader(node.a, c), reader(node.b, c)];
  const init = node.init === undefined ? () => 0 : reader(node.init, c);
  const depth = sizeOf(node.b.view.shape.slice(0, node.inner), c.rows);
  const columns = sizeOf(node.b.view.shape.slice(node.inner), c.rows);
  return Float64Array.from({ length: sizeOf(node.shape, c.rows) }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    let sum = init(i);
    for (let k = 0; k < depth; k++) sum += a(row * depth + k) * b(k * columns + column);
    return sum;
  });
}

function computeGather(node: Gather, c: Context): Memory {
  const [table, index] = [reader(node.table, c), reader(node.index, c)];
  const width = sizeOf(node.table.view.shape.slice(1), c.rows);
  return Float64Array.from({ length: sizeOf(node.shape, c.rows) }, (_, i) =>
    table(index(Math.floor(i / width)) * width + (i % width)),
  );
}

function computeScatterAdd(node: ScatterAdd, c: Context): Memory {
  const [values, index] = [reader(node.values, c), reader(node.index, c)];
  const out = new Float64Array(sizeOf(node.shape, c.rows));
  const width = sizeOf(node.shape.slice(1), c.rows);
  const n = sizeOf(node.index.view.shape, c.rows);
  for (let i = 0; i < n; i++) for (let j = 0; j < width; j++) out[index(i) * width + j]! += values(i * width + j);
  return out;
}

function computeRandom({ key, step, shape }: Random, c: Context): Memory {
  const [seed, stream] = c.memory(key.node) as unknown as readonly [number, number];
  const first = (c.memory(step.node)[0]! >>> 0) * 4294967296;
  return Float64Array.from({ length: sizeOf(shape, c.rows) }, (_, i) =>
    uniform32({ seed: seed >>> 0, stream: stream >>> 0 }, first + i),
  );
}

/** Element i (row-major) of an operand. */
function reader({ node, view }: Operand, c: Context): (i: number) => number {
  const memory = c.memory(node);
  const positions = c.positions(view, c.rows);
  const padding = view.padding ?? 0;
  return (i) => (positions[i]! < 0 ? padding : memory[positions[i]!]!);
}

/** Positions by view and number of rows: the same for every call. */
function positionTable(): Context["positions"] {
  const known = new WeakMap<View, Map<number, Int32Array>>();
  return (view, rows) => {
    const tables = known.get(view) ?? new Map<number, Int32Array>();
    const table = tables.get(rows) ?? positionsOf(view, rows);
    known.set(view, tables.set(rows, table));
    return table;
  };
}

function positionsOf(view: View, rows: number): Int32Array {
  const sizes = view.shape.map((dim) => length(dim, rows));
  const steps = contiguous(sizes as Shape).strides;
  return Int32Array.from({ length: sizeOf(view.shape, rows) }, (_, i) => {
    const index = sizes.map((size, axis) => Math.floor(i / steps[axis]!) % size);
    const dot = (start: number, weights: readonly number[]): number =>
      weights.reduce((sum, w, axis) => sum + w * index[axis]!, start);
    const inside = (view.guards ?? []).every((guard) => {
      const coordinate = dot(guard.start, guard.weights);
      return coordinate >= 0 && coordinate < length(guard.length, rows);
    });
    return inside ? dot(view.offset, view.strides) : -1;
  });
}

function length(dim: Dim, rows: number): number {
  return dim === batch ? rows : dim;
}
