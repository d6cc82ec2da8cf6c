/**
 * Reverse mode. Each kind of node states its adjoint: what a gradient of its value means for each of its operands.
 * A node's gradient is the sum over its uses, last use first, so the same graph gives the same bits.
 */
import { NonlinError } from "../base/index.ts";
import { apply, constant as constantExpr, diff, type Expr, freeVariables, simplify, variable } from "../expr/index.ts";
import { unview } from "./adjoint-view.ts";
import { constant, gather, iota, map, matmul, reduce, scatterAdd } from "./build.ts";
import { isCheap } from "./cost.ts";
import { batch, type MapNode, type Node, type Operand } from "./node.ts";
import { operandsOf, sorted } from "./traverse.ts";
import { broadcast, operand, repeat, reshape, type Source, shapeOf, showShape, sizeOf, transpose } from "./view.ts";

/** The gradient that flows to one operand, made only if somebody asks for it; in the operand's view. */
interface Flow {
  readonly to: Operand;
  readonly gradient: () => Source;
}

/** The gradients of a scalar with respect to some nodes, each in its node's shape. */
export function gradient(of: Node, wrt: readonly Node[]): readonly Node[] {
  if (of.shape.length > 0) {
    throw new NonlinError("E_SHAPE", `a gradient is of one number, not of ${showShape(of.shape)}`, {
      advice: "sum it first",
    });
  }
  const order = sorted([of]);
  const active = new Set<Node>(wrt);
  for (const node of order) if (operandsOf(node).some((x) => active.has(x.node))) active.add(node);
  const parts = new Map<Node, Source[]>([[of, [constant("one", [1], [])]]]);
  for (const node of order.toReversed()) {
    if (!active.has(node) || !parts.has(node)) continue;
    const total = sumOf(parts.get(node)!);
    parts.set(node, [total]);
    for (const flow of flowsFrom(node, operand(total))) {
      if (active.has(flow.to.node)) append(parts, flow.to.node, unview(flow.to, flow.gradient()));
    }
  }
  return wrt.map((node) => materialised(parts.get(node)?.[0] ?? map(constantExpr(0), {}, { shape: node.shape }), node));
}

const adjoints: { [K in Node["kind"]]: (node: Extract<Node, { kind: K }>, g: Operand) => readonly Flow[] } = {
  slot: () => [],
  map: (node, g) => Object.keys(node.operands).flatMap((name) => mapFlow(node, name, g)),
  reduce: (node, g) => {
    const reduced = node.operand.view.shape.slice(node.operand.view.shape.length - node.axes);
    const spread = repeat(g, reduced);
    if (node.op === "sum") return [{ to: node.operand, gradient: () => spread }];
    if (node.op === "argmax") return [];
    if (reduced.includes(batch)) {
      throw new NonlinError("E_SHAPE", "the maximum over the rows of a call has no gradient", {
        advice: "take it over columns",
      });
    }
    const first = repeat(reduce("argmax", node.operand, lastAxes(node.operand, node.axes)), reduced);
    const i = reshape(iota(sizeOf(reduced)), reduced);
    return [{ to: node.operand, gradient: () => map("where(i == first, g, 0)", { i, first, g: spread }) }];
  },
  matmul: (node, g) => {
    const rows = node.a.view.shape.length - node.inner;
    const columns = node.b.view.shape.length - node.inner;
    const slope = operand(map(withoutTraces, { g }));
    const toInit = node.init === undefined ? [] : [{ to: node.init, gradient: () => slope }];
    return [
      { to: node.a, gradient: () => product(slope, swap(node.b, node.inner), columns) },
      { to: node.b, gradient: () => product(swap(node.a, rows), slope, rows) },
      ...toInit,
    ];
  },
  gather: (node, g) => [{ to: node.table, gradient: () => scatterAdd(node.index, g, node.table.view.shape[0]!) }],
  random: () => [],
  scatterAdd: (node, g) => [{ to: node.values, gradient: () => gather(g, node.index) }],
};

/**
 * Slopes below 2^-100 count as 0 in a matrix product. A trained network is full of them (samples that are certain, units that are dead);
 * their products fall below 2^-126, where processors take some hundred cycles for one multiplication.
 */
const withoutTraces = "where(abs(g) < 2^-100, 0, g)";

function flowsFrom(node: Node, g: Operand): readonly Flow[] {
  return (adjoints[node.kind] as (node: Node, g: Operand) => readonly Flow[])(node, g);
}

/**
 * g times the partial derivative. A partial that costs a transcendental function is a map of its own over the forward operands,
 * so that the lowering computes it where it computes the value, in one loop; a cheap one is recomputed here.
 */
function mapFlow(node: MapNode, name: string, g: Operand): readonly Flow[] {
  const partial = node.partials?.[name] ?? simplify(diff(node.expression, name));
  if (partial.kind === "const" && partial.value === 0) return [];
  const to = node.operands[name]!;
  const operands = used(partial, node);
  const gradient = (): Source => {
    if (partial.kind === "const" && partial.value === 1) return g;
    const own = freshName(operands);
    if (isCheap(partial)) return map(simplify(apply("mul", variable(own), partial)), { ...operands, [own]: g });
    return map("g * slope", { g, slope: map(partial, operands, { shape: node.shape }) });
  };
  return [{ to, gradient }];
}

function freshName(taken: object): string {
  let name = "g";
  while (Object.hasOwn(taken, name)) name += "g";
  return name;
}

function used(e: Expr, node: MapNode): Readonly<Record<string, Operand>> {
  return Object.fromEntries(freeVariables(e).map((name) => [name, node.operands[name]!]));
}

/** a b with the batch axis, if it has one, in front: as the transpose of bT aT where it has to be. */
function product(a: Source, b: Source, inner: number): Source {
  const rows = shapeOf(a).length - inner;
  const columns = shapeOf(b).length - inner;
  if (shapeOf(b).indexOf(batch) !== inner || rows === 0) return matmul(a, b, { inner });
  return swap(matmul(swap(b, inner), swap(a, rows), { inner }), columns);
}

/** The first `n` axes put behind the others. */
function swap(x: Source, n: number): Operand {
  const axes = shapeOf(x).map((_, i) => i);
  return transpose(x, [...axes.slice(n), ...axes.slice(0, n)]);
}

function lastAxes(x: Operand, n: number): readonly number[] {
  const rank = x.view.shape.length;
  return Array.from({ length: n }, (_, i) => rank - n + i);
}

function sumOf(parts: readonly Source[]): Source {
  const [first, ...rest] = parts;
  return rest.reduce<Source>((a, b) => map("a + b", { a, b }), first!);
}

function append(parts: Map<Node, Source[]>, node: Node, part: Source): void {
  const known = parts.get(node);
  if (known === undefined) parts.set(node, [part]);
  else known.push(part);
}

function materialised(x: Source, like: Node): Node {
  return "view" in x ? map("x", { x: broadcast(x, like.shape) }) : x;
}
