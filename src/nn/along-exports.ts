/** Functions along an axis in other systems: their own where they have them, else the steps of the formula, one after the other. */
import { type AxisFunction, axisProgram, moduleName, type ReductionName } from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { constant, type Expr, freeVariables, substitute } from "../expr/index.ts";
import { asTensor, keywords, type OnnxScope, type OnnxValue, onnxReduced, type TorchScope } from "./exports.ts";

/** Tensors of one rank, and the axis along which a function goes. */
interface Line {
  readonly axis: number;
  readonly size: number;
  readonly rank: number;
  readonly scope: OnnxScope;
}

interface Reduced {
  /** One number for the values of `v`; the axis stays, with length 1. */
  readonly onnx: (v: string, line: Line) => string;
  /** The same in Python, of `v` along `dim`. */
  readonly torch: string;
}

const reductions: Readonly<Record<ReductionName, Reduced>> = {
  sumOver: {
    onnx: (v, { axis, scope }) => onnxReduced("ReduceSum", v, [axis], scope),
    torch: "v.sum(dim, keepdim=True)",
  },
  maxOver: {
    onnx: (v, { axis, scope }) => onnxReduced("ReduceMax", v, [axis], scope),
    torch: "v.amax(dim, keepdim=True)",
  },
  argmaxOver: {
    onnx: (v, { axis, scope }) => {
      const index = scope.node("ArgMax", [v], { ints: { axis, keepdims: 1 } });
      // 1 is float32
      return scope.node("Cast", [index], { ints: { to: 1 } });
    },
    torch: "v.argmax(dim, keepdim=True).to(v.dtype)",
  },
  simplexOver: threshold({
    onnx: ({ sum, count }, { node, floats }) => node("Div", [node("Sub", [sum, floats([1])]), count]),
    torch: "(s.cumsum(dim) - 1) / k",
  }),
  sphereOver: threshold({
    onnx: ({ sum, squares, count }, { node, floats }) => {
      const mean = node("Div", [sum, count]);
      const left = node("Sub", [floats([1]), node("Sub", [squares, node("Mul", [sum, mean])])]);
      return node("Sub", [mean, node("Sqrt", [node("Div", [node("Max", [left, floats([0])]), count])])]);
    },
    torch: "s.cumsum(dim) / k - ((1 - (s * s).cumsum(dim) + s.cumsum(dim) ** 2 / k).clamp(min=0) / k).sqrt()",
  }),
};

interface Sums {
  readonly count: string;
  readonly sum: string;
  readonly squares: string;
}

/** The largest threshold that the k largest values make and lie above: it grows with k for as long as they do. */
function threshold(of: { onnx: (sums: Sums, scope: OnnxScope) => string; torch: string }): Reduced {
  return {
    onnx: (v, line) => {
      const { node, outputs, ints, floats } = line.scope;
      const [sorted = ""] = outputs(2, "TopK", [v, ints([line.size])], { ints: { axis: line.axis } });
      const upTo = (values: string): string => node("CumSum", [values, ints([line.axis])]);
      const count = alongAxis((i) => i + 1, line);
      const sums = { count, sum: upTo(sorted), squares: upTo(node("Mul", [sorted, sorted])) };
      const tried = of.onnx(sums, line.scope);
      const above = node("Where", [node("Less", [tried, sorted]), tried, floats([Number.NEGATIVE_INFINITY])]);
      return reductions.maxOver.onnx(above, line);
    },
    torch: `_threshold(v, dim, lambda s, k: ${of.torch})`,
  };
}

/** A number for each place along the axis. */
function alongAxis(number: (i: number) => number, { axis, size, rank, scope }: Line): string {
  const shape = [size, ...Array.from({ length: rank - axis - 1 }, () => 1)];
  return scope.floats(
    Array.from({ length: size }, (_, i) => number(i)),
    shape,
  );
}

/** `f` of x along `axis` as nodes. */
export function onnxAlong(
  f: AxisFunction,
  params: Readonly<Record<string, number>>,
  axis: number,
  { x, scope }: { readonly x: OnnxValue; readonly scope: OnnxScope },
): string {
  refuseRandom(f);
  const known = f.known?.onnx;
  if (known !== undefined && known.opset <= scope.opset && Object.keys(params).length === 0) {
    return scope.node(known.op, [x.name], { ints: { axis } });
  }
  const pieces = f.pieces === undefined ? undefined : params[f.pieces]!;
  const value = pieces === undefined ? x : cut(x, axis, pieces, scope);
  const size = value.shape[axis] as number;
  const line: Line = { axis, size, rank: value.shape.length, scope };
  const tensors: Record<string, string> = { x: value.name };
  const applied = (e: Expr): string => {
    const read = substitute(e, { n: constant(size) });
    if (readsPlace(read)) tensors.i ??= alongAxis((i) => i, line);
    return scope.apply({ declaration: { ...f, known: {} }, expression: read, numbers: params }, tensors, {});
  };
  const { steps, body, perValue } = axisProgram(f);
  for (const { name, reduction, of } of steps) tensors[name] = reductions[reduction].onnx(applied(of), line);
  return perValue ? applied(body) : scope.node("Squeeze", [applied(body), scope.ints([axis])]);
}

/** An axis of n as two, of `pieces` and of n / pieces. */
function cut(x: OnnxValue, axis: number, pieces: number, scope: OnnxScope): OnnxValue {
  const each = (x.shape[axis] as number) / pieces;
  const after = x.shape.slice(axis + 1) as number[];
  // 0 keeps a size
  const sizes = [...x.shape.slice(0, axis).map(() => 0), pieces, each, ...after];
  return {
    name: scope.node("Reshape", [x.name, scope.ints(sizes)]),
    shape: [...x.shape.slice(0, axis), pieces, each, ...after],
  };
}

/** `f` along `dim` as a module of PyTorch. */
export function torchAlong(
  f: AxisFunction,
  params: Readonly<Record<string, number>>,
  dim: number,
  scope: TorchScope,
): string {
  refuseRandom(f);
  const spelling = f.known?.torch;
  if (spelling?.startsWith("nn.") === true && Object.keys(params).length === 0) {
    if (f.dim === undefined) return `${spelling}(dim=${dim})`;
    if (f.dim === dim) return `${spelling}()`;
  }
  const numbers = Object.entries(params).map(([name, value]) => {
    return [scope.spelled(name), name === f.pieces ? `${value}` : scope.float(value)] as const;
  });
  const thresholds = axisProgram(f).steps.some(({ reduction }) => reductions[reduction].torch.includes("_threshold"));
  if (thresholds) scope.define("_threshold", thresholdText);
  const text = alongClass(f, { names: numbers.map(([name]) => name), scope });
  const options = keywords({ ...Object.fromEntries(numbers), dim: `${dim}` });
  return `${scope.define(moduleName(f), text)}(${options.join(", ")})`;
}

const thresholdText = (name: string): string => `def ${name}(v, dim, of):
    """The largest threshold that the k largest values make and lie above."""
    s = v.sort(dim, descending=True).values
    k = _places(v, dim) + 1
    t = of(s, k)
    return torch.where(t < s, t, torch.full_like(t, -float("inf"))).amax(dim, keepdim=True)


def _places(v, dim):
    """0, 1, 2, ... along the axis."""
    return torch.arange(v.shape[dim], dtype=v.dtype, device=v.device).view([-1] + [1] * (v.dim() - 1 - dim))
`;

function alongClass(f: AxisFunction, { names, scope }: { names: readonly string[]; scope: TorchScope }) {
  const { steps, body, perValue } = axisProgram(f);
  const assigned = (name: string, e: Expr): readonly string[] => {
    const lines = scope.lines(e);
    return [...lines.slice(0, -1), `${name} = ${lines.at(-1)!.replace(/^return /, "")}`];
  };
  const all = [...steps.map((step) => step.of), body];
  const arguments_ = [...names, "dim"];
  const lines = [
    "dim = self.dim % x.dim()",
    ...names.map(asTensor),
    ...(f.pieces === undefined ? [] : [`x = x.unflatten(dim, (self.${scope.spelled(f.pieces)}, -1))`]),
    ...(all.some(readsCount) ? ["n = x.shape[dim]"] : []),
    ...(all.some(readsPlace)
      ? [
          "i = torch.arange(x.shape[dim], dtype=x.dtype, device=x.device)",
          "i = i.view([-1] + [1] * (x.dim() - 1 - dim))",
        ]
      : []),
    ...steps.flatMap(({ name, reduction, of }) => [...assigned("v", of), `${name} = ${reductions[reduction].torch}`]),
    ...assigned("y", body),
    perValue ? "return y" : "return y.squeeze(dim)",
  ];
  return (name: string): string =>
    [
      `class ${name}(nn.Module):`,
      `    """${f.formula}"""`,
      "",
      `    def __init__(self, ${arguments_.join(", ")}):`,
      "        super().__init__()",
      ...arguments_.map((argument) => `        self.${argument} = ${argument}`),
      "",
      "    def forward(self, x):",
      ...lines.map((line) => `        ${line}`),
      "",
    ].join("\n");
}

const reads =
  (name: string) =>
  (e: Expr): boolean =>
    freeVariables(e).includes(name);
const readsPlace = reads("i");
const readsCount = reads("n");

function refuseRandom(f: AxisFunction): void {
  if (f.random === undefined) return;
  throw new NonlinError(
    "E_USAGE",
    `${moduleName(f)} draws random numbers in prediction too: it is not written for other systems`,
  );
}
