/** What a function costs: instructions of its float32 kernel by kind, and measured time per element. */
import type { Activation } from "../activations/index.ts";
import { performance } from "../base/index.ts";
import { type Expr, nodes, type Order, ops, road } from "../expr/index.ts";
import { compileExpressions, type InstructionName, kernel, spelled } from "../wasm/index.ts";
import { machine, measured } from "./cost.generated.ts";

/** Instructions on one element, constants not counted. */
export interface Operations {
  readonly adds: number;
  readonly multiplies: number;
  readonly divisions: number;
  /** Comparisons, selections, minima and maxima. */
  readonly selects: number;
  /** On bits and between formats: what exponentials and logarithms take apart and put together. */
  readonly bits: number;
  readonly total: number;
  /** Functions among them that are no single instruction, each as often as it is evaluated. */
  readonly functions: readonly string[];
}

/** Nanoseconds per element of a long array on one core, and how often a copy or a relu would have been done. */
export interface Speed {
  readonly nanoseconds: number;
  readonly copies: number;
  readonly relus: number;
}

export interface Measured {
  readonly machine: string;
  readonly f: Speed;
  readonly slope: Speed;
}

export interface Cost {
  readonly f: Operations;
  readonly slope: Operations;
  /** From the committed table, or measured now. */
  readonly speed?: Measured;
}

/** The cost of a declaration; the time measured here and now if `measure`. */
export function costOf(a: Activation, measure: boolean): Cost {
  const speed = measure ? measuredNow(a) : committedSpeed(a.name);
  return { f: operations(a, 0), slope: operations(a, 1), ...(speed && { speed }) };
}

function committedSpeed(name: string): Measured | undefined {
  const row = Object.hasOwn(measured, name) ? measured[name] : undefined;
  return row && { machine, f: row.f, slope: row.slope };
}

function operations(a: Activation, order: Order): Operations {
  const form = road(a, order);
  const { nodes } = compileExpressions([form], ["x", ...Object.keys(a.params ?? {})]);
  const counts = { adds: 0, multiplies: 0, divisions: 0, selects: 0, bits: 0 };
  for (const node of nodes) if (node.kind === "apply") counts[kindOf(node.op)] += 1;
  const total = Object.values(counts).reduce((sum, n) => sum + n);
  return { ...counts, total, functions: functionsIn(spelled(form)) };
}

const kinds = [
  ["adds", /\.(add|sub)$/],
  ["multiplies", /\.mul$/],
  ["divisions", /\.(div|sqrt)$/],
  ["selects", /\.(eq|ne|lt|le|gt|ge|lt_u|min|max|select|rarely)$/],
] as const;

function kindOf(op: InstructionName): Exclude<keyof Operations, "total" | "functions"> {
  return kinds.find(([, pattern]) => pattern.test(op))?.[0] ?? "bits";
}

const count = 16384;
const rounds = 24;

/** Nanoseconds per element of f or f', the least of several rounds: what interrupts a round only adds to it. */
export function timeOf(a: Activation, order: 0 | 1): number {
  const k = kernel(a);
  const at = k.allocate(2 * count);
  try {
    const inputs = new Float32Array(k.memory().buffer, at, count);
    for (let i = 0; i < count; i += 1) inputs[i] = -4 + (8 * i) / count;
    const to = (at + 4 * count) as typeof at;
    const run = (): void => (order === 0 ? k.run(at, to, count) : k.runDerivative(at, to, count));
    for (let i = 0; i < 200; i += 1) run();
    let least = Infinity;
    for (let round = 0; round < rounds; round += 1) {
      const start = performance.now();
      for (let i = 0; i < 20; i += 1) run();
      least = Math.min(least, performance.now() - start);
    }
    return (least * 1e6) / (20 * count);
  } finally {
    k.release(at);
  }
}

/** The time of one function relative to what moves the same bytes, and to relu. */
export function speedOf(nanoseconds: number, copy: number, relu: number): Speed {
  const short = (x: number): number => Number(x.toPrecision(3));
  return { nanoseconds: short(nanoseconds), copies: short(nanoseconds / copy), relus: short(nanoseconds / relu) };
}

/** What everything is compared with: a loop that copies, and relu. */
export function yardsticks(): { readonly copy: number; readonly relu: number } {
  return { copy: timeOf({ name: "copy", formula: "x" }, 0), relu: timeOf({ name: "relu", formula: "max(x, 0)" }, 0) };
}

function measuredNow(a: Activation): Measured {
  const { copy, relu } = yardsticks();
  const [f, slope] = ([0, 1] as const).map((order) => speedOf(timeOf(a, order), copy, relu)) as [Speed, Speed];
  return { machine: "this machine, now", f, slope };
}

/** The ops of a form that are spelled in many instructions. */
function functionsIn(form: Expr): readonly string[] {
  return nodes(form).flatMap((node) => {
    if (node.kind !== "apply") return [];
    const { infix, prefix, sides } = ops[node.op];
    return (infix ?? prefix ?? sides) !== undefined || single.has(node.op) ? [] : [node.op];
  });
}

const single: ReadonlySet<string> = new Set(["where", "sqrt", "floor"]);
