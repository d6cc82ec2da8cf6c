/** Nodes that compute every element by itself, as expressions; and those that finish a layer: a bias after a product, a weight. */
import { type Activation, catalogue, type OnnxOp } from "../activations/index.ts";
import {
  apply,
  constant,
  type Expr,
  evaluate,
  freeVariables,
  type OpName,
  parse,
  substitute,
  variable,
} from "../expr/index.ts";
import { nn } from "../nn/index.ts";
import { operators } from "../targets/index.ts";
import { after, around, type Link, type Rows, replaced, settled, x } from "./onnx-chain.ts";
import { expressionOf, originating } from "./onnx-functions.ts";
import { type Constant, constantOf, entry, type ReadNode, type Value } from "./onnx-node.ts";

type Build = (...args: readonly Expr[]) => Expr;

const zero = constant(0);
const one = constant(1);
const folded =
  (op: OpName): Build =>
  (first = zero, ...rest) =>
    rest.reduce((all, next) => apply(op, all, next), first);

/** Operators that are ops of the language, and those that are a few. */
const builders: Readonly<Record<string, Build>> = {
  ...Object.fromEntries(
    Object.entries(operators).map(([op, name]) => [name, (...args: readonly Expr[]) => apply(op as OpName, ...args)]),
  ),
  Not: (a = zero) => apply("eq", a, zero),
  And: folded("mul"),
  Or: folded("max"),
  Max: folded("max"),
  Min: folded("min"),
  Sum: folded("add"),
  Sign: (a = zero) => apply("sign", a),
  Erf: (a = zero) => apply("erf", a),
  Sigmoid: (a = zero) => apply("sigmoid", a),
  Sinh: (a = zero) => apply("sinh", a),
  Cosh: (a = zero) => apply("cosh", a),
  Reciprocal: (a = one) => apply("div", one, a),
  Clip: (a = zero, lo = constant(Number.NEGATIVE_INFINITY), hi = constant(Number.POSITIVE_INFINITY)) => {
    const above = lo.kind === "const" && lo.value === Number.NEGATIVE_INFINITY ? a : apply("max", a, lo);
    return hi.kind === "const" && hi.value === Number.POSITIVE_INFINITY ? above : apply("min", above, hi);
  },
};

/** What an elementwise node gives; undefined for a node that is none. */
export function elementwise(node: ReadNode): Value | undefined {
  const known = nativeOf(node);
  if (known !== undefined) return known;
  const build = Object.hasOwn(builders, node.op) ? builders[node.op] : undefined;
  if (build === undefined) return node.op === "ReduceMean" ? mean(node) : undefined;
  const rows = node.inputs.filter((value): value is Rows => value?.kind === "rows");
  const [first] = rows;
  const target = rows.find(({ link }) => rows.every((one) => stands(one, link) !== undefined))?.link;
  const joined = withVector(node) ?? (first !== undefined && target === undefined ? withOther(node, rows) : undefined);
  if (joined !== undefined) return joined;
  const args = node.inputs.map((value, i) => {
    if (value?.kind === "rows") return stands(value, target!);
    return node.number(i) ?? (value === undefined ? undefined : node.fail("joins what does not have one shape"));
  });
  const e = build(...((node.op === "Clip" ? boundsOf(node, args) : args) as readonly Expr[]));
  if (first !== undefined) return { ...first, link: target!, e };
  return freeVariables(e).length === 0 ? constantOf(Float64Array.of(evaluate(e, {})), []) : undefined;
}

/** What the rows are as an expression of the output of `link`; undefined if they are none. */
function stands(rows: Rows, link: Link): Expr | undefined {
  if (rows.link === link) return rows.e;
  return !hasMeans(rows) && rows.link.applied.get(rows.e) === link ? x : undefined;
}

function hasMeans({ link, e }: Rows): boolean {
  return freeVariables(e).some((name) => link.means.has(name));
}

/** Up to operator set 10 the bounds were attributes. */
function boundsOf(node: ReadNode, args: readonly (Expr | undefined)[]): readonly (Expr | undefined)[] {
  const [min, max] = [node.float("min"), node.float("max")];
  const given = (value: number | undefined, arg: Expr | undefined) => (value === undefined ? arg : constant(value));
  return [args[0], given(min, args[1]), given(max, args[2])];
}

/** An activation that the operator set has itself, with the parameters of its attributes. */
function nativeOf(node: ReadNode): Rows | undefined {
  if (node.inputs.length !== 1 || node.inputs[0]?.kind !== "rows" || node.domain !== "") return undefined;
  for (const a of catalogue.values()) {
    const op: OnnxOp | undefined = a.known?.onnx;
    if (op?.op !== node.op) continue;
    const params = parametersOf(node, a, op);
    if (params !== undefined) return applied(node.inputs[0], a, params);
  }
  return undefined;
}

/** `a` of the rows; where they are a module's output as it is, it is remembered that this is `a`. */
export function applied(rows: Rows, a: Activation, params: Readonly<Record<string, number>>): Rows {
  const e = expressionOf(a, params);
  if (rows.e !== x) return { ...rows, e: substitute(e, { x: rows.e }) };
  return { ...rows, e: originating(e, nn.Activation(a.name, params)) };
}

/** The parameters of `a` as the node states them; undefined if it states something that `a` is not. */
function parametersOf(
  node: ReadNode,
  a: Activation,
  { attrs = {}, inputs = [], options = {} }: OnnxOp,
): Readonly<Record<string, number>> | undefined {
  if (inputs.length > 0) return undefined;
  // of those that the operator sets give an option, "none" is the default
  if (!Object.entries(options).every(([name, text]) => node.text(name, "none") === text)) return undefined;
  const params: Record<string, number> = {};
  for (const [name, formula] of Object.entries(attrs)) {
    const is = node.float(name);
    const isParameter = Object.hasOwn(a.params ?? {}, formula);
    if (isParameter && params[formula] === undefined) {
      const usual = a.params?.[formula]?.init ?? 0;
      params[formula] = is ?? usual;
    } else if (evaluate(parse(formula, { parameters: Object.keys(params) }), params) !== (is ?? 0)) return undefined;
  }
  return params;
}

/** A product or sum with one number for each feature: what is left of a linear layer, or of a normalisation. */
function withVector(node: ReadNode): Rows | undefined {
  const at = node.inputs.findIndex((value) => value?.kind === "constant" && value.data.length > 1);
  if (at < 0 || node.inputs.length !== 2 || node.inputs[1 - at]?.kind !== "rows") return undefined;
  const vector = node.constant(at);
  const before = node.link(1 - at);
  return finished(node.op, before, vector) ?? node.fail("joins numbers of the file with no layer that is read so");
}

/** The link whose module takes the numbers as a weight or a bias of its own. */
function finished(op: string, before: Link, vector: Constant): Rows | undefined {
  const module = before.made?.module as ({ readonly kind: string } & Readonly<Record<string, unknown>>) | undefined;
  const { data } = vector;
  if (op === "Add" && module?.kind === "Linear" && module.bias === false && data.length === module.outFeatures) {
    const { inFeatures, outFeatures } = module as unknown as { inFeatures: number; outFeatures: number };
    return replaced(before, nn.Linear(inFeatures, outFeatures), { bias: entry(vector, [outFeatures]) });
  }
  const sizes = (module?.normalizedShape ?? []) as readonly number[];
  if (sizes.length === 0 || data.length !== sizes.reduce((n, size) => n * size, 1)) return undefined;
  const eps = module!.eps as number;
  const own = entry(vector, sizes);
  if (op === "Mul" && module!.elementwiseAffine === false) {
    const isLayer = module!.kind === "LayerNorm";
    return replaced(before, isLayer ? nn.LayerNorm(sizes, { eps, bias: false }) : nn.RMSNorm(sizes, { eps }), {
      weight: own,
    });
  }
  const hasBias = module!.kind !== "LayerNorm" || module!.bias === true || module!.elementwiseAffine === false;
  return op === "Add" && !hasBias ? replaced(before, nn.LayerNorm(sizes, { eps }), { bias: own }) : undefined;
}

/** A sum of two places of the network: a way around what lies between. */
function withOther(node: ReadNode, rows: readonly Rows[]): Rows {
  const [p, q] = rows.map(settled) as [Link, Link];
  const residual = node.op === "Add" && rows.length === 2 ? (around(p, q) ?? around(q, p)) : undefined;
  return residual ?? node.fail("joins two branches; a block added to its own input is what is read");
}

/** A mean over the last axes of a row, as a variable; over height and width, a pooling. */
function mean(node: ReadNode): Rows {
  const rows = node.rows(0);
  const rank = rows.link.sizes.length + 1;
  const given = node.inputs[1] === undefined ? (node.ints("axes") ?? []) : [...node.constant(1).data];
  const axes = given.map((axis) => (axis < 0 ? rank + axis : axis)).toSorted((p, q) => p - q);
  const isLast = axes.length > 0 && axes.every((axis, i) => axis === rank - axes.length + i && axis > 0);
  if (isLast && node.int("keepdims", 1) === 1) return averaged(rows, axes.length);
  if (!isLast || axes.length !== 2 || rank !== 4) node.fail("takes a mean that belongs to no layer which is read");
  const before = settled(rows);
  const [, height = 1, width = 1] = before.sizes;
  return after(after(before, nn.AvgPool2d([height, width])).link, nn.Flatten());
}

/** A mean over the last axes as a variable: of what a module gives, of its square, or of what has means already. */
function averaged(rows: Rows, axes: number): Rows {
  const [root, square] = hasMeans(rows) ? [undefined, undefined] : rootOf(rows.e);
  const link = hasMeans(rows) ? rows.link : settled({ ...rows, e: root ?? rows.e });
  const of = hasMeans(rows) ? rows.e : (square ?? x);
  const known = [...link.means].find(([, m]) => m.of === of && m.axes === axes)?.[0];
  const name = known ?? `mean${link.means.size}`;
  link.means.set(name, { of, axes });
  return { ...rows, link, e: variable(name) };
}

/** What `e` is the square of, and the square of x. */
function rootOf(e: Expr): readonly [Expr, Expr] | readonly [undefined, undefined] {
  const [base, other] = e.kind === "apply" ? e.args : [];
  if (
    base === undefined ||
    !(e === apply("mul", base, base) || (other !== undefined && e === apply("pow", base, constant(2))))
  ) {
    return [undefined, undefined];
  }
  return [base, apply("mul", x, x)];
}
