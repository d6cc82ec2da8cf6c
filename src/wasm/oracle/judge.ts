/**
 * Kernels measured against the oracle: the kernel as it is shipped fills a block with float32, a second module computes
 * the exact values of the block and keeps the largest error, its place, the sum and the counts. Nothing runs in
 * JavaScript per element.
 */

import { type Expr, freeVariables } from "../../expr/index.ts";
import type { Builder } from "../builder.ts";
import { elementwise } from "../elementwise.ts";
import { prepareIr } from "../emit.ts";
import { instantiate, instructionSet } from "../engine.ts";
import { type Ir, IrBuilder, type Node } from "../ir.ts";
import { ModuleBuilder } from "../module.ts";
import { type Ptr, sharedPool } from "../pool.ts";
import { compileExpressions } from "../spelled.ts";
import type { I32, N, V, Value, W } from "../values.ts";
import { doubtInUlp } from "./doubt.ts";
import { relativeError, ulpError } from "./error.ts";
import { oracleNodes } from "./index.ts";
import { either, number } from "./pieces.ts";

/** What was found among so many inputs; NaN as an input is looked at and not counted. */
export interface Tally {
  readonly inputs: number;
  /** The largest error in ulp. */
  readonly max: number;
  /** The first input that has it. */
  readonly at: number;
  /** Of the errors. */
  readonly sum: number;
  /** How many errors are larger than 1, 2 and 4 ulp. */
  readonly above: readonly [number, number, number];
}

export const nothing: Tally = { inputs: 0, max: 0, at: 0, sum: 0, above: [0, 0, 0] };

/** Both together; `a` comes first where they are equal. */
export function together(a: Tally, b: Tally): Tally {
  const [one, two, four] = a.above;
  return {
    inputs: a.inputs + b.inputs,
    max: Math.max(a.max, b.max),
    at: b.max > a.max ? b.at : a.at,
    sum: a.sum + b.sum,
    above: [one + b.above[0], two + b.above[1], four + b.above[2]],
  };
}

const block = 8192;
const limits = [1, 2, 4] as const;
/** Bytes of a tally in memory: four lanes of sum, max (float64), place and counts (int32). */
const tallyBytes = 32 + 32 + 16 + 16 * limits.length;

/** A form in x and parameters, and how to look at it. */
export interface Judged {
  readonly form: Expr;
  /** Zeros near which no ulp can be asked for: within a quarter of them the error counts beside max(1, |y|). */
  readonly zeros?: readonly number[];
  /** From this |x| on everything counts as near a zero: the form waves. */
  readonly wavesFrom?: number;
  /** Whether float64 may be lost in this form: what its rounding may amount to is then taken off each error. */
  readonly careful?: boolean;
}

export interface Finding {
  /** Errors in ulp; none near zeros. */
  readonly ulp: Tally;
  /** |error| / max(1, |y|) near the zeros. */
  readonly near?: Tally;
  /** Inputs at which the oracle may itself be off by more than an eighth of an ulp: errors there are the least possible. */
  readonly unsure: number;
}

/** One or two forms, compiled to be measured; to be disposed of. */
export class Judge {
  /** The modules that do it: the kernel, the oracle. */
  readonly modules: readonly [kernel: Uint8Array, oracle: Uint8Array];
  /** The values of the parameters, in the order in which the modules read them. */
  readonly parameters: readonly number[];
  private readonly plan: readonly Plan[];
  private readonly pool = sharedPool();
  private readonly run: (...args: number[]) => unknown;
  private readonly judge: (...args: number[]) => unknown;
  private readonly fill: (...args: number[]) => unknown;
  private readonly x: Ptr;
  private readonly got: Ptr;
  private readonly single: Ptr;
  private readonly double: Ptr;
  private readonly tally: Ptr;

  /** Parameters are float32 for both sides: what a kernel loses of 0.1 is no error of its arithmetic. */
  constructor(judged: readonly Judged[], parameters: Readonly<Record<string, number>> = {}) {
    const set = instructionSet();
    const forms = judged.map(({ form }) => form);
    const names = [...new Set(forms.flatMap(freeVariables))].filter((name) => name !== "x");
    const kernel = elementwise(set, compileExpressions(forms, ["x", ...names]));
    const { ir, plan } = errorsOf(judged, ["x", ...names]);
    this.plan = plan;
    const oracle = new ModuleBuilder(set);
    addFill(oracle);
    addJudge(oracle, ir, forms.length);
    this.modules = [kernel.bytes(), oracle.bytes()];
    this.x = this.pool.allocate(4 * block);
    this.got = this.pool.allocate(8 * block);
    this.single = this.pool.allocate(4 * names.length);
    this.double = this.pool.allocate(8 * names.length);
    this.tally = this.pool.allocate(tallyBytes * ir.outputs.length);
    const values = names.map((name) => Math.fround(parameters[name] ?? 1));
    this.parameters = values;
    this.pool.floats(this.single, names.length).set(values);
    this.doubles(this.double, names.length).set(values);
    this.run = instantiate(kernel, this.pool.memory).run!;
    const { judge, fill } = instantiate(oracle, this.pool.memory);
    [this.judge, this.fill] = [judge!, fill!];
  }

  /** What is found at these inputs, for each form. */
  measure(inputs: Float32Array): readonly Finding[] {
    this.clear();
    for (let at = 0; at < inputs.length; at += block) {
      const count = Math.min(block, inputs.length - at);
      const padded = Math.ceil(count / 16) * 16;
      const view = this.pool.floats(this.x, padded);
      view.set(inputs.subarray(at, at + count));
      view.fill(Number.NaN, count);
      this.weigh(padded);
    }
    let counted = 0;
    for (let i = 0; i < inputs.length; i += 1) if (!Number.isNaN(inputs[i])) counted += 1;
    return this.found(counted);
  }

  /** What is found at the `count` float32 (a multiple of 16) whose bits follow `first`; `numbers` of them are not NaN. */
  sweep(first: number, count: number, numbers: number): readonly Finding[] {
    this.clear();
    for (let at = 0; at < count; at += block) {
      const size = Math.min(block, count - at);
      this.fill(this.x, (first + at) | 0, 4 * size);
      this.weigh(size);
    }
    return this.found(numbers);
  }

  /** Gives its memory back. */
  dispose(): void {
    for (const range of [this.x, this.got, this.single, this.double, this.tally]) this.pool.release(range);
  }

  private weigh(count: number): void {
    this.run(this.x, this.got, this.got + 4 * block, count, this.single);
    this.judge(this.x, this.got, 4 * count, this.double, this.tally);
  }

  private clear(): void {
    const outputs = this.plan.flatMap(({ ulp, near, unsure }) => [ulp, near ?? 0, unsure ?? 0]);
    this.pool.floats(this.tally, (tallyBytes / 4) * (Math.max(...outputs) + 1)).fill(0);
  }

  private found(inputs: number): readonly Finding[] {
    return this.plan.map(({ ulp, near, unsure }) => ({
      ulp: this.tallyOf(ulp, inputs),
      ...(near !== undefined && { near: this.tallyOf(near, inputs) }),
      unsure: unsure === undefined ? 0 : this.tallyOf(unsure, inputs).sum,
    }));
  }

  private tallyOf(output: number, inputs: number): Tally {
    const at = this.tally + tallyBytes * output;
    const [sum, max] = [this.doubles(at, 4), this.doubles(at + 32, 4)];
    const places = this.pool.floats((at + 64) as Ptr, 4);
    const counts = this.pool.integers((at + 80) as Ptr, 4 * limits.length);
    const count = (i: number) => counts.subarray(4 * i, 4 * i + 4).reduce((a, b) => a + b, 0);
    const best = Math.max(...max);
    return {
      inputs,
      max: best,
      at: places[max.indexOf(best)]!,
      sum: sum[0]! + sum[1]! + (sum[2]! + sum[3]!),
      above: [count(0), count(1), count(2)],
    };
  }

  private doubles(at: number, count: number): Float64Array {
    return new Float64Array(this.pool.memory.buffer, at, count);
  }
}

/** Which outputs of the oracle's module belong to a form. */
interface Plan {
  readonly ulp: number;
  readonly near?: number;
  readonly unsure?: number;
}

/** The errors of the results "got 0", "got 1", which follow the inputs. */
function errorsOf(judged: readonly Judged[], inputs: readonly string[]): { ir: Ir; plan: readonly Plan[] } {
  const ir = new IrBuilder();
  const outputs: Node[] = [];
  const plan = judged.map(({ form, zeros = [], wavesFrom = Number.POSITIVE_INFINITY, careful = false }, i): Plan => {
    const got = ir.input(inputs.length + i, "f64");
    const [exact] = oracleNodes(ir, [form], inputs) as [Node];
    const unsure = careful ? doubtInUlp(ir, form, inputs, exact) : undefined;
    const whole = ulpError(ir, got, exact);
    const error = unsure ? atLeast(ir, whole, unsure) : whole;
    const near = isNear(ir, zeros, wavesFrom);
    const none = number(ir, 0);
    const ulp = outputs.push(near ? ir.select(near, none, error) : error) - 1;
    return {
      ulp,
      ...(near && { near: outputs.push(ir.select(near, relativeError(ir, got, exact), none)) - 1 }),
      ...(unsure && { unsure: outputs.push(ir.select(ir.gt(unsure, 0.125), number(ir, 1), none)) - 1 }),
    };
  });
  return { ir: ir.finish([...inputs, ...judged.map((_, i) => `got ${i}`)], outputs), plan };
}

/** What is left of `error` when `doubted` is taken off. */
function atLeast(ir: IrBuilder, error: Node, doubted: Node): Node {
  const rest = ir.sub(error, doubted);
  return ir.select(ir.gt(rest, 0), rest, number(ir, 0)); // infinity less infinity is NaN, hence 0
}

/** Whether x is within a quarter of one of the zeros, or where the form waves. */
function isNear(ir: IrBuilder, zeros: readonly number[], wavesFrom: number): Node | undefined {
  const x = ir.input(0, "f64");
  const close = zeros.map((zero) => ir.lt(ir.abs(ir.sub(x, zero)), Math.abs(zero) / 4));
  if (wavesFrom < Number.POSITIVE_INFINITY) close.push(ir.gt(ir.abs(x), wavesFrom));
  return close.length === 0 ? undefined : close.reduce((a, b) => either(ir, a, b));
}

/** `fill(at, first, bytes)`: float32 with the bits `first`, `first + 1` and so on. */
function addFill(module: ModuleBuilder): void {
  module.func("fill", ["i32", "i32", "i32"], (b, at, first, bytes) => {
    const next = b.variable(b.add(b.splat(first), b.lanes("i32x4", [0, 1, 2, 3])));
    b.loop(bytes, 16, (i) => {
      b.store(b.add(at, i), next);
      b.assign(next, b.add(next, b.constant("i32x4", 4)));
    });
  });
}

/** `judge(x, got, bytes, parameters, tally)`: adds what it finds to the tallies; bytes is a multiple of 64. */
function addJudge(module: ModuleBuilder, ir: Ir, forms: number): void {
  module.func("judge", ["i32", "i32", "i32", "i32", "i32"], (b, from, got, bytes, parameters, tally) => {
    const invariant = new Map<number, V>();
    for (let i = 1; i < ir.inputs.length - forms; i++) {
      invariant.set(i, b.splat(b.load("f64", parameters, 8 * (i - 1))) as unknown as V);
    }
    const emit = prepareIr(b, ir, { invariant });
    const kept = ir.outputs.map((_, output) => new Kept(b, tally, tallyBytes * output));
    b.loop(bytes, 16 * lockstep, (at) => {
      const vectors = Array.from({ length: lockstep }, (_, k) => b.load("f32x4", b.add(from, at), 16 * k));
      const results = emit(
        vectors.map((x, k) => {
          const each = Array.from({ length: forms }, (_, form) =>
            widened(b, b.load("f32x4", b.add(got, at), 16 * k + 4 * block * form)),
          );
          return [widened(b, x), ...new Array<undefined>(ir.inputs.length - forms - 1).fill(undefined), ...each];
        }),
      );
      vectors.forEach((x, k) => {
        kept.forEach((each, output) => {
          each.add(x, results[k]![output] as unknown as W);
        });
      });
    });
    for (const each of kept) each.store();
  });
}

/** Vectors computed at once; oracles are long, and more would spill. */
const lockstep = 2;

function widened(b: Builder, x: V): V {
  return b.op("f64.promote", x) as unknown as V;
}

/** A tally in variables while the loop runs. */
class Kept {
  private readonly b: Builder;
  private readonly pointer: I32;
  private readonly offset: number;
  private readonly sum: W;
  private readonly max: W;
  private readonly place: N;
  private readonly counts: readonly N[];

  constructor(b: Builder, pointer: I32, offset: number) {
    [this.b, this.pointer, this.offset] = [b, pointer, offset];
    this.sum = b.variable(b.load("f64x4", pointer, offset));
    this.max = b.variable(b.load("f64x4", pointer, offset + 32));
    this.place = b.variable(b.load("i32x4", pointer, offset + 64));
    this.counts = limits.map((_, i) => b.variable(b.load("i32x4", pointer, offset + 80 + 16 * i)));
  }

  add(x: V, error: W): void {
    const { b } = this;
    b.assign(this.sum, b.add(this.sum, error));
    const worse = b.gt(error, this.max);
    b.if(b.anyTrue(worse), () => {
      b.assign(this.max, b.select(worse, error, this.max));
      b.assign(this.place, b.select(worse, b.op("i32.reinterpret", x) as N, this.place));
    });
    const large = limits.map((limit) => b.constant("f64x4", limit));
    b.if(b.anyTrue(b.gt(error, large[0]!)), () => {
      this.counts.forEach((count, i) => {
        b.assign(count, b.sub(count, b.gt(error, large[i]!)));
      });
    });
  }

  store(): void {
    const { b, pointer, offset } = this;
    const parts: readonly Value[] = [this.sum, this.max, this.place, ...this.counts];
    parts.forEach((value, i) => {
      b.store(pointer, value, offset + [0, 32, 64, 80, 96, 112][i]!);
    });
  }
}
