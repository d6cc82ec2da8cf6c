/**
 * Loops: formulas over tensors, stored or reduced, any number of them in one walk over a space.
 *
 * One axis is walked four elements at a time. The order of a sum, by its place in memory:
 * - along the last axis kept ("by column"): each result is one accumulator over the reduced axes ascending;
 * - along the last axis reduced ("by row"): four accumulators of four lanes (two or one if the formula is long) take vectors in
 *   turn; they are added as (0 + 1) + (2 + 3), then lanes as (0 + 2) + (1 + 3).
 * It depends on the program and the number of rows, never on the instruction set.
 */
import type { Expr } from "../expr/index.ts";
import { accumulators, lockstep } from "../wasm/index.ts";
import { type FlatMap, type Kernel, kernelFunction, spell } from "./kernel.ts";
import { writeLoop } from "./loop-code.ts";
import { loopParts, loopWork } from "./loop-parts.ts";
import type { Dim, ElementType, Guard, Node, Reduce } from "./node.ts";
import { type Axis, collapse } from "./space.ts";
import { cut, pieceCount, type Sharing } from "./split.ts";
import { type Stage, stages } from "./stages.ts";

export interface Load {
  /** The variable of the formulas. */
  readonly name: string;
  readonly node: Node;
  readonly offset: number;
  /** Elements for one step along each axis, kept axes first. */
  readonly steps: readonly number[];
  readonly guards: readonly Guard[];
  readonly padding: number;
}

export interface Output {
  readonly node: Node;
  readonly expression: Expr;
  /** "store" keeps every element; the others reduce. */
  readonly op: "store" | Reduce["op"];
  readonly steps: readonly number[];
}

export interface Loop {
  readonly kept: readonly Dim[];
  readonly reduced: readonly Dim[];
  readonly loads: readonly Load[];
  readonly outputs: readonly Output[];
}

/** How a thing moves: by `steps[i]` bytes (of an address) or counts (of a guard's coordinate) along axis i. */
export interface PlannedLoad {
  readonly name: string;
  readonly type: ElementType;
  readonly steps: readonly number[];
  readonly offset: number;
  readonly guards: readonly PlannedGuard[];
  readonly padding: number;
}

export interface PlannedGuard {
  readonly start: number;
  readonly steps: readonly number[];
  readonly length: Dim;
}

export interface PlannedOutput {
  readonly op: Output["op"];
  readonly steps: readonly number[];
}

/** Where a loop walks. */
export interface LoopWalk {
  /** Outermost first; the first `kept` are kept, the others reduced. */
  readonly axes: readonly Axis[];
  readonly kept: number;
  /** The axis walked four elements at a time. */
  readonly vector: number;
  readonly loads: readonly PlannedLoad[];
  readonly outputs: readonly PlannedOutput[];
}

export interface LoopPlan extends LoopWalk {
  /** How many vectors are computed in lockstep. */
  readonly width: number;
  /** By number of axes entered. */
  readonly stages: readonly Stage[];
}

/** The kernel of a loop; its pointers are those of the loads, then of the outputs. */
export function loopKernel(loop: Loop, sharing?: Sharing): Kernel {
  const { extent, ...walk } = walkOf(loop);
  const formulas = loop.outputs.map(({ expression }) => spell(expression)).join(" | ");
  let known: LoopPlan | undefined;
  const plan = (): LoopPlan => {
    known ??= planned(loop, walk);
    return known;
  };
  const coded = (part: LoopWalk): Pick<Kernel, "key" | "define"> => ({
    key: `loop ${JSON.stringify(part)} ${formulas}`,
    define: (module) =>
      kernelFunction(module, loop.loads.length + loop.outputs.length, (b, rows, pointers) => {
        writeLoop(b, { ...plan(), ...part }, rows, pointers);
      }),
  });
  const inPieces = (shared: Sharing): Pick<Kernel, "cut"> => {
    const work = loopWork(plan(), extent, shared.capacity);
    const parts = loopParts(walk, extent, pieceCount(work, shared), shared.capacity);
    return cut(
      work,
      parts.map(({ walk: part, ...rest }) => ({ kernel: { ...coded(part), ...(extent && { extent }) }, ...rest })),
    );
  };
  return {
    ...(extent && { extent }),
    ...coded(walk),
    // a guarded address is checked before the offset is added
    reads: loop.loads.map(({ node, offset, guards }) => ({ node, offset: guards.length > 0 ? 0 : offset })),
    writes: loop.outputs.map(({ node }) => node),
    scratch: 0,
    slack: Math.max(64, ...walk.loads.map(({ steps }) => 16 * Math.abs(steps[walk.vector]!))),
    ...(sharing && inPieces(sharing)),
    ...flatness(loop, walk, { formulas, sharing }),
  };
}

/** The walk, over `extent` steps where it is one axis whose length depends on the call. */
function walkOf(loop: Loop): LoopWalk & { readonly extent?: Axis } {
  const walks = [
    ...loop.loads.flatMap(({ steps, guards }) => [steps, ...guards.map(({ weights }) => weights)]),
    ...loop.outputs.map(({ steps }) => steps),
  ];
  const split = loop.kept.length;
  const outer = collapse(
    loop.kept,
    walks.map((steps) => steps.slice(0, split)),
  );
  const inner = collapse(
    loop.reduced,
    walks.map((steps) => steps.slice(split)),
  );
  const reduces = loop.outputs.some(({ op }) => op !== "store");
  const kept = outer.axes.length > 0 || (reduces && !needsColumns(loop)) ? outer.axes : [once];
  const reduced = inner.axes.length > 0 || !reduces ? inner.axes : [once];
  const axes = [...kept, ...reduced];
  const stepsOf = walks.map((_, w) => [
    ...padded(outer.steps[w]!, kept.length),
    ...padded(inner.steps[w]!, reduced.length),
  ]);
  let next = 0;
  const bytes = (steps: readonly number[]): number[] => steps.map((step) => 4 * step);
  const loads = loop.loads.map(({ name, node, offset, guards, padding }) => ({
    name,
    type: node.kind === "slot" ? node.type : ("f32" as const),
    steps: bytes(stepsOf[next++]!),
    offset: 4 * offset,
    guards: guards.map(({ start, length }) => ({ start, length, steps: stepsOf[next++]! })),
    padding,
  }));
  const outputs = loop.outputs.map(({ op }) => ({ op, steps: bytes(stepsOf[next++]!) }));
  const vector = vectorAxis(loop, { axes, kept: kept.length, loads, outputs });
  const [only] = axes;
  const sized = axes.length === 1 && only?.batch && !reduces && loads.every(({ guards }) => guards.length === 0);
  const walked = { axes: sized ? [perRow] : axes, kept: kept.length, vector, loads, outputs };
  return sized ? { ...walked, extent: only } : walked;
}

function planned(loop: Loop, walk: LoopWalk): LoopPlan {
  const depths = new Map(walk.loads.map((load) => [load.name, depthOf(load)]));
  const expressions = loop.outputs.map(({ expression }) => expression);
  const cut = stages(expressions, (name) => depths.get(name)!, walk.axes.length);
  const sums = walk.vector >= walk.kept && loop.outputs.some(({ op }) => op !== "store");
  const vectors = cut.slice(walk.vector + 1).map(({ ir }) => (sums ? accumulators : lockstep)(ir));
  return { ...walk, stages: cut, width: Math.min(...vectors) };
}

const once: Axis = { size: 1, batch: false };
const perRow: Axis = { size: 1, batch: true };

function padded(steps: readonly number[], length: number): readonly number[] {
  return steps.length === length ? steps : new Array<number>(length).fill(0);
}

/** How many axes must be entered before a load is known. */
export function depthOf({ steps, guards }: PlannedLoad): number {
  return Math.max(...[steps, ...guards.map((g) => g.steps)].map((s) => s.findLastIndex((step) => step !== 0) + 1));
}

function needsColumns(loop: Loop): boolean {
  return loop.outputs.some(({ op }) => op === "argmax");
}

function vectorAxis(loop: Loop, plan: Omit<LoopWalk, "vector">): number {
  const last = plan.axes.length - 1;
  const column = plan.kept - 1;
  if (last === column || needsColumns(loop)) return column;
  if (column < 0) return last;
  const stored = plan.outputs.find(({ op }) => op === "store");
  if (stored !== undefined) return stored.steps[column] === 4 ? column : last;
  return plan.loads.some(({ steps }) => steps[last] === 4) ? last : column;
}

/** See `Kernel.flat`. */
function flatness(
  loop: Loop,
  plan: LoopWalk,
  { formulas, sharing }: { formulas: string; sharing: Sharing | undefined },
): Pick<Kernel, "flat"> {
  const [axis] = plan.axes;
  if (plan.axes.length > 1 || axis === undefined) return {};
  if (plan.outputs.some(({ op, steps }) => op !== "store" || (steps[0] !== 4 && axis.size > 1))) return {};
  const walks = plan.loads.map(({ steps }) => steps[0] !== 0);
  if (plan.loads.some(({ steps, guards }, i) => guards.length > 0 || (walks[i] && steps[0] !== 4))) return {};
  if (axis.batch) return {};
  const resized: FlatMap["resized"] = (size, walked) =>
    loopKernel(
      {
        kept: [size],
        reduced: [],
        loads: loop.loads.map((load, i) => ({ ...load, steps: [walked[i] ? 1 : 0] })),
        outputs: loop.outputs.map((output) => ({ ...output, steps: [1] })),
      },
      sharing,
    );
  return { flat: { formulas, walks, size: axis.size, resized } };
}
