/**
 * What an ONNX graph has computed so far, in modules: a chain of them from the input on, and an expression of what the last one
 * gave. Elementwise nodes grow the expression; a node that needs a module's output makes an activation of it.
 */
import { NonlinError, type Tensor } from "../base/index.ts";
import { apply, constant, type Expr, freeVariables, variable } from "../expr/index.ts";
import { type Module, nn, sizesAfter } from "../nn/index.ts";
import { activationOf, gatedOf } from "./onnx-functions.ts";

/** A module with its part of the state dict. */
export interface Made {
  readonly module: Module;
  readonly parameters: Readonly<Record<string, Tensor>>;
}

/** The chain up to and with a module; the first link is the input and has none. */
export interface Link {
  readonly before: Link | undefined;
  readonly made: Made | undefined;
  /** Of a row of what it gives. */
  readonly sizes: readonly number[];
  /** What follows it, by the expression of its output. */
  readonly applied: Map<Expr, Link>;
  /** Means over the last axes of expressions of its output, by the variables that stand for them. */
  readonly means: Map<string, { readonly of: Expr; readonly axes: number }>;
}

/** An expression of a link's output x, or of the halves a and b of its last axis. */
export interface Rows {
  readonly kind: "rows";
  readonly link: Link;
  readonly e: Expr;
}

export const x = variable("x");

export function link(before: Link | undefined, made: Made | undefined, sizes: readonly number[]): Link {
  return { before, made, sizes, applied: new Map(), means: new Map() };
}

/** The chain with `module` after it; throws E_SHAPE if it does not fit. */
export function after(before: Link, module: Module, parameters: Readonly<Record<string, Tensor>> = {}): Rows {
  return { kind: "rows", link: link(before, { module, parameters }, sizesAfter(module, before.sizes)), e: x };
}

/** The halves of a link's last axis. */
export function halves(of: Link): readonly Rows[] {
  return [variable("a"), variable("b")].map((e) => ({ kind: "rows", link: of, e }));
}

/** The link whose output the rows are: an activation is made of an expression, once. */
export function settled({ link: last, e }: Rows): Link {
  if (e === x) return last;
  const known = last.applied.get(e);
  if (known !== undefined) return known;
  const names = freeVariables(e);
  const isGated = names.includes("a") || names.includes("b");
  const isNormalised = names.some((name) => last.means.has(name));
  const made = after(last, isNormalised ? normalisationOf(last, e) : isGated ? gatedOf(e) : activationOf(e)).link;
  last.applied.set(e, made);
  return made;
}

/** The layer or root mean square normalisation that `e` is of x and its means, without weights. */
function normalisationOf({ means, sizes }: Link, e: Expr): Module {
  const [from, root] = e.kind === "apply" && e.op === "div" ? e.args : [];
  const shifted = root?.kind === "apply" && root.op === "sqrt" ? root.args[0] : undefined;
  const [square, eps] = shifted?.kind === "apply" && shifted.op === "add" ? shifted.args : [];
  const variance = square?.kind === "var" ? means.get(square.name) : undefined;
  const isSquare = (e: Expr | undefined): boolean =>
    from !== undefined && (e === apply("mul", from, from) || e === apply("pow", from, constant(2)));
  if (from !== undefined && variance !== undefined && isSquare(variance.of) && eps?.kind === "const") {
    const over = sizes.slice(sizes.length - variance.axes);
    const [, mean] = from.kind === "apply" && from.op === "sub" && from.args[0] === x ? from.args : [];
    const centre = mean?.kind === "var" ? means.get(mean.name) : undefined;
    if (from === x) return nn.RMSNorm(over, { eps: eps.value, elementwiseAffine: false });
    if (centre?.of === x && centre.axes === variance.axes) {
      return nn.LayerNorm(over, { eps: eps.value, elementwiseAffine: false });
    }
  }
  throw new NonlinError("E_MODEL", "the model has a mean that belongs to no normalisation which is read");
}

/** A chain whose last module is another: for what comes in several nodes, a bias after a product. */
export function replaced({ before, made }: Link, module: Module, parameters: Readonly<Record<string, Tensor>>): Rows {
  return after(before!, module, { ...made!.parameters, ...parameters });
}

/** The way around: `outer` is where both begin; undefined if `inner` does not come from it. */
export function around(outer: Link, inner: Link): Rows | undefined {
  const block = between(outer, inner);
  if (block === undefined || block.length === 0) return undefined;
  const { module, parameters } = sequence(block);
  const named = Object.entries(parameters).map(([name, value]) => [`block.${name}`, value] as const);
  return after(outer, nn.Residual(module), Object.fromEntries(named));
}

/** The modules from the input to `last`, in their order. */
export function whole(last: Link): Made {
  return sequence(between(undefined, last)!);
}

function between(from: Link | undefined, to: Link): readonly Made[] | undefined {
  const all: Made[] = [];
  for (let at: Link | undefined = to; at !== from; at = at.before) {
    if (at === undefined) return undefined;
    if (at.made !== undefined) all.push(at.made);
  }
  return all.toReversed();
}

function sequence(all: readonly Made[]): Made {
  const named = all.flatMap(({ parameters }, i) =>
    Object.entries(parameters).map(([name, value]) => [`${i}.${name}`, value] as const),
  );
  const modules = all.map(({ module }) => module);
  return { module: { kind: "Sequential", modules } as Module, parameters: Object.fromEntries(named) };
}
