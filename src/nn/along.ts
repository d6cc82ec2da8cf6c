/**
 * Functions along an axis as modules: softmax and its kin. A declaration's formula becomes a graph step by step: each reduction is
 * a node, and what of the formula depends on those alone is computed once for the axis.
 */
import {
  type AxisFunction,
  axisProgram,
  declarations,
  kindOf,
  moduleName,
  type Options,
  settle,
} from "../activations/index.ts";
import { NonlinError, optionOf } from "../base/index.ts";
import { apply, constant, type Expr, freeVariables, substitute, variable } from "../expr/index.ts";
import { cutAxis, iota, map, reshape, type Source, shapeOf, showShape, stopGradient } from "../graph/index.ts";
import { onnxAlong, torchAlong } from "./along-exports.ts";
import { type AxisOptions, axisOf } from "./axis.ts";
import { numbersIn } from "./exports.ts";
import type { Module, ModuleKind } from "./module.ts";
import { reductionGraphs } from "./reductions.ts";
import { spread } from "./standardise.ts";

export interface AlongModule extends Module {
  readonly kind: "Along";
  readonly of: string;
  readonly dim: number;
  readonly options: Options;
}

/** The function `of` (softmax, sparsemax, maxout ...) along an axis of each row. */
export function Along(of: string, options: Options & AxisOptions = {}): AlongModule {
  const found = declared(of);
  const { dim = found.dim ?? -1, ...rest } = options;
  settle(found, rest);
  return { kind: "Along", of, dim, options: rest };
}

export const along: ModuleKind<AlongModule> = {
  kind: "Along",
  title: (m) => `${moduleName(declared(m.of))}(${declared(m.of).dim === m.dim ? "" : `{ dim: ${m.dim} }`})`,
  build: (m, x, scope) => {
    const { declaration: f, params } = settle(declared(m.of), m.options);
    const axis = axisOf(along.title(m), m.dim, x);
    const pieces = f.pieces === undefined ? undefined : params[f.pieces]!;
    const values = pieces === undefined ? x : split(along.title(m), x, axis, pieces);
    const scalars = Object.entries(params).filter(([name]) => name !== f.pieces);
    const operands: Record<string, Source> = Object.fromEntries(
      scalars.map(([name, value]) => [name, scope.scalar(name, value)] as const),
    );
    if (f.random !== undefined) operands[f.random] = scope.random(shapeOf(values));
    const value = graphOf(f, values, axis, operands);
    if (f.straightThrough === undefined) return value;
    const through = graphOf(declared(f.straightThrough), values, axis, operands);
    return map("value", { value, through }, { partials: { value: constant(0), through: constant(1) } });
  },
  exports: {
    torch: (m, scope) => {
      const { declaration, params } = settle(declared(m.of), m.options);
      return torchAlong(declaration, numbersIn(params, scope), m.dim, scope);
    },
    onnx: (m, x, scope) => {
      const { declaration, params } = settle(declared(m.of), m.options);
      const axis = m.dim < 0 ? x.shape.length + m.dim : m.dim;
      return onnxAlong(declaration, numbersIn(params, scope), axis, { x, scope });
    },
  },
};

/** Every declaration that runs along an axis of one tensor. */
function declared(name: string): AxisFunction {
  const all = [...declarations].filter(([, d]) => kindOf(d) === "axis");
  return optionOf(Object.fromEntries(all) as Record<string, AxisFunction>, name, "function of an axis");
}

/** An axis of n as two, of `pieces` and of n / pieces. */
function split(title: string, x: Source, axis: number, pieces: number): Source {
  const shape = shapeOf(x);
  const size = shape[axis] as number;
  if (!(Number.isInteger(pieces) && pieces > 0 && size % pieces === 0)) {
    throw new NonlinError("E_SHAPE", `${title} expects ${pieces} equal parts but got ${showShape(shape)}`, {
      advice: `give the layer before it ${pieces} times the size that you want after it`,
    });
  }
  return cutAxis(x, axis, pieces);
}

/** f of the values along `axis`; the axis goes if f makes one value of them all. */
function graphOf(f: AxisFunction, x: Source, axis: number, params: Readonly<Record<string, Source>>): Source {
  const { steps, body, perValue } = axisProgram(f);
  const size = shapeOf(x)[axis] as number;
  const sizes = shapeOf(x).map((_, i) => (i === axis ? size : 1));
  const operands = { ...params, x, i: reshape(iota(size), sizes) };
  const perValueNames = ["x", "i", ...(f.random === undefined ? [] : [f.random])];
  const parts = new Parts(operands, perValueNames, { n: constant(size) });
  // before another reduction the largest value is only a shift, which cancels
  const shifted = steps.some(({ reduction }) => reduction !== "maxOver");
  for (const { name, reduction, of } of steps) {
    const values = parts.source(of);
    const made = reductionGraphs[reduction](values, axis);
    parts.operands[name] = spread(shifted && reduction === "maxOver" ? stopGradient(made) : made, values, [axis]);
  }
  const value = parts.source(body);
  return perValue ? value : reshape(value, shapeOf(value).toSpliced(axis, 1));
}

/** Expressions as tensors, each computed once. */
class Parts {
  readonly operands: Record<string, Source>;
  readonly #perValue: readonly string[];
  readonly #numbers: Readonly<Record<string, Expr>>;
  readonly #names = new Map<Expr, string>();

  constructor(
    operands: Readonly<Record<string, Source>>,
    perValue: readonly string[],
    numbers: Readonly<Record<string, Expr>>,
  ) {
    this.operands = { ...operands };
    this.#perValue = perValue;
    this.#numbers = numbers;
  }

  source(of: Expr): Source {
    const e = substitute(of, this.#numbers);
    return e.kind === "var" ? this.operands[e.name]! : this.operands[this.#bound(e, this.#written(e))]!;
  }

  /** e, where what is known already, or is one number for the axis, is read and not computed again. */
  #written(e: Expr): Expr {
    if (e.kind !== "apply") return e;
    return apply(
      e.op,
      ...e.args.map((part) => {
        const known = this.#names.has(part) || (part.kind === "apply" && this.#isOneForAll(part));
        return known ? variable(this.#bound(part, this.#written(part))) : this.#written(part);
      }),
    );
  }

  #isOneForAll(e: Expr): boolean {
    return freeVariables(e).every((name) => !this.#perValue.includes(name));
  }

  /** The name of e, which is computed as `written`. */
  #bound(e: Expr, written: Expr): string {
    const known = this.#names.get(e);
    if (known !== undefined) return known;
    const name = `part${this.#names.size}`;
    const read = freeVariables(written).map((key) => [key, this.operands[key]!] as const);
    this.operands[name] = map(written, Object.fromEntries(read));
    this.#names.set(e, name);
    return name;
  }
}
