/** x W^T + b over the last axis. */
import { NonlinError, withDefaults } from "../base/index.ts";
import { matmul, shapeOf, showShape } from "../graph/index.ts";
import type { Module, ModuleKind } from "./module.ts";
import { checkSize } from "./size.ts";
import { withoutTraces } from "./traces.ts";

export interface LinearModule<In extends number = number, Out extends number = number> extends Module {
  readonly kind: "Linear";
  readonly inFeatures: In;
  readonly outFeatures: Out;
  readonly bias: boolean;
}

export interface LinearOptions {
  /** Whether each output has a bias. Default true. */
  readonly bias?: boolean;
}

/** An affine map of the last axis: [..., inFeatures] to [..., outFeatures]. */
export function Linear<In extends number, Out extends number>(
  inFeatures: In,
  outFeatures: Out,
  options: LinearOptions = {},
): LinearModule<In, Out> {
  const { bias } = withDefaults("Linear", options, { bias: true });
  const m: LinearModule<In, Out> = { kind: "Linear", inFeatures, outFeatures, bias };
  checkSize(linear.title(m), "inFeatures", inFeatures);
  checkSize(linear.title(m), "outFeatures", outFeatures);
  return m;
}

export const linear: ModuleKind<LinearModule> = {
  kind: "Linear",
  title: (m) => `Linear(${m.inFeatures}, ${m.outFeatures})`,
  input: (m) => [m.inFeatures],
  build: (m, x, scope) => {
    const shape = shapeOf(x);
    if (shape.length < 2 || shape.at(-1) !== m.inFeatures) {
      const features = shape.slice(1).reduce<number>((n, dim) => n * (dim as number), 1);
      const last = `its first argument is the size of the last axis, ${shape.at(-1)} here`;
      const wide = `flatten it first, to ${features} features, or ${last}`;
      const advice = features === m.inFeatures ? "flatten it first" : shape.length > 2 ? wide : last;
      const got = `${linear.title(m)} expects [batch, ${m.inFeatures}] but got ${showShape(shape)}`;
      throw new NonlinError("E_SHAPE", got, { advice });
    }
    const fan = { fanIn: m.inFeatures, fanOut: m.outFeatures };
    // [in, out], so that the innermost loop of a forward pass runs along memory
    const weight = scope.parameter("weight", [m.outFeatures, m.inFeatures], { kind: "weight", ...fan }, true);
    const a = withoutTraces(x);
    if (!m.bias) return matmul(a, weight);
    return matmul(a, weight, { init: scope.parameter("bias", [m.outFeatures], { kind: "bias", ...fan }) });
  },
  exports: {
    torch: (m) => `nn.Linear(${m.inFeatures}, ${m.outFeatures}${m.bias ? "" : ", bias=False"})`,
    onnx: (m, x, scope) => {
      const weight = scope.parameter("weight");
      const bias = m.bias ? [scope.parameter("bias")] : [];
      if (x.shape.length === 2) return scope.node("Gemm", [x.name, weight, ...bias], { ints: { transB: 1 } });
      const product = scope.node("MatMul", [x.name, scope.node("Transpose", [weight], { ints: { perm: [1, 0] } })]);
      return m.bias ? scope.node("Add", [product, ...bias]) : product;
    },
  },
};
