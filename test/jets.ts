/**
 * Forward differentiation by numbers: a value with its first and second slope, carried through a formula op by op.
 *
 * Independent of the op table's derivatives: slopes are written here once more, by hand, with `Math`.
 */
import { type Expr, evaluate, fold, type OpName, ops, parse } from "../src/expr/index.ts";

/** A value, and its first and second derivative along one variable. */
export type Jet = readonly [y: number, dy: number, ddy: number];
/** f, f' and f'' at a number. */
type Taylor = (a: number) => Jet;

/** `e` with its slopes along `name`. What the tables here lack goes by what its row lowers it to. */
export function jet(e: Expr, name: string, env: Readonly<Record<string, number>>): Jet {
  return along(e, (variable) => [env[variable] as number, variable === name ? 1 : 0, 0]);
}

function along(e: Expr, variable: (name: string) => Jet): Jet {
  return fold<Jet>(e, (node, args) => {
    if (node.kind === "const") return [node.value, 0, 0];
    if (node.kind === "var") return variable(node.name);
    const smooth = functions[node.op];
    if (smooth !== undefined) return chain(smooth, args[0] as Jet);
    const [a, b, c] = args as [Jet, Jet, Jet];
    const combine = combinations[node.op];
    if (combine !== undefined) return combine(a, b, c);
    return along(parse(ops[node.op].lower as string), (letter) => ({ a, b, c })[letter] as Jet);
  });
}

function chain(f: Taylor, [a, da, dda]: Jet): Jet {
  const [y, slope, second] = f(a);
  return [y, slope === 0 ? 0 : slope * da, (second === 0 ? 0 : second * da * da) + (slope === 0 ? 0 : slope * dda)];
}

const { exp, log, sqrt, PI } = Math;
const sigmoid = (a: number) => 1 / (1 + exp(-a));
const density = (a: number) => exp((-a * a) / 2) / sqrt(2 * PI);
const bell = (a: number) => (2 / sqrt(PI)) * exp(-a * a);
/** No slope of its own is trusted; its value is held to golden tables elsewhere. */
const value = (op: OpName, a: number) => evaluate(parse(`${op}(x)`), { x: a });

const functions: { readonly [op in OpName]?: Taylor } = {
  neg: (a) => [-a, -1, 0],
  sqrt: (a) => [sqrt(a), 0.5 / sqrt(a), -0.25 / (a * sqrt(a))],
  exp: (a) => [exp(a), exp(a), exp(a)],
  expm1: (a) => [Math.expm1(a), exp(a), exp(a)],
  exp2: (a) => [2 ** a, Math.LN2 * 2 ** a, Math.LN2 ** 2 * 2 ** a],
  log: (a) => [log(a), 1 / a, -1 / (a * a)],
  log1p: (a) => [Math.log1p(a), 1 / (1 + a), -1 / (1 + a) ** 2],
  log2: (a) => [Math.log2(a), Math.LOG2E / a, -Math.LOG2E / (a * a)],
  sin: (a) => [Math.sin(a), Math.cos(a), -Math.sin(a)],
  cos: (a) => [Math.cos(a), -Math.sin(a), -Math.cos(a)],
  tan: (a) => [Math.tan(a), Math.cos(a) ** -2, 2 * Math.tan(a) * Math.cos(a) ** -2],
  sinh: (a) => [Math.sinh(a), Math.cosh(a), Math.sinh(a)],
  cosh: (a) => [Math.cosh(a), Math.sinh(a), Math.cosh(a)],
  tanh: (a) => [Math.tanh(a), Math.cosh(a) ** -2, -2 * Math.tanh(a) * Math.cosh(a) ** -2],
  asinh: (a) => [Math.asinh(a), (1 + a * a) ** -0.5, -a * (1 + a * a) ** -1.5],
  atan: (a) => [Math.atan(a), 1 / (1 + a * a), (-2 * a) / (1 + a * a) ** 2],
  sigmoid: (a) => {
    const [p, q] = [sigmoid(a), sigmoid(-a)];
    return [p, p * q, p * q * (q - p)];
  },
  softplus: (a) => [Math.max(a, 0) + Math.log1p(exp(-Math.abs(a))), sigmoid(a), sigmoid(a) * sigmoid(-a)],
  erf: (a) => [value("erf", a), bell(a), -2 * a * bell(a)],
  erfc: (a) => [value("erfc", a), -bell(a), 2 * a * bell(a)],
  normpdf: (a) => [density(a), -a * density(a), (a * a - 1) * density(a)],
  normcdf: (a) => [value("normcdf", a), density(a), -a * density(a)],
  sign: (a) => [Math.sign(a), 0, 0],
  floor: (a) => [Math.floor(a), 0, 0],
  abs: (a) => [Math.abs(a), Math.sign(a), 0],
};

const times = ([a, da, dda]: Jet, [b, db, ddb]: Jet): Jet => [
  a * b,
  product(a, db) + product(da, b),
  product(a, ddb) + 2 * product(da, db) + product(dda, b),
];

/** A slope of 0 is none, beside whatever. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

const flag = (holds: boolean): Jet => [holds ? 1 : 0, 0, 0];

const combinations: { readonly [op in OpName]?: (a: Jet, b: Jet, c: Jet) => Jet } = {
  add: (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]],
  sub: (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]],
  mul: times,
  div: (a, b) =>
    times(
      a,
      chain((t) => [1 / t, -1 / (t * t), 2 / (t * t * t)], b),
    ),
  pow: (a, b) => {
    const [n] = b;
    if (b[1] === 0 && b[2] === 0) {
      return chain((t) => [t ** n, n * t ** (n - 1), n * (n - 1) * t ** (n - 2)], a);
    }
    const logarithm = chain((t) => [log(t), 1 / t, -1 / (t * t)], a);
    return chain((t) => [exp(t), exp(t), exp(t)], times(b, logarithm));
  },
  where: (a, b, c) => (a[0] !== 0 ? b : c),
  min: (a, b) => (b[0] < a[0] ? b : a),
  max: (a, b) => (b[0] > a[0] ? b : a),
  lt: (a, b) => flag(a[0] < b[0]),
  le: (a, b) => flag(a[0] <= b[0]),
  gt: (a, b) => flag(a[0] > b[0]),
  ge: (a, b) => flag(a[0] >= b[0]),
  eq: (a, b) => flag(a[0] === b[0]),
  ne: (a, b) => flag(a[0] !== b[0]),
};
