/** Layer normalisation: each row centred and scaled over its last axes. Ba, Kiros, Hinton 2016, arXiv:1607.06450. */
import { withDefaults } from "../base/index.ts";
import type { Source } from "../graph/index.ts";
import { lastAxes, lastOf, normalizedShapeOf, ones, type SizesOf, shapeText, sizesKeyword } from "./last-axes.ts";
import type { ModuleKind, ShapeKeeping } from "./module.ts";
import { type Affine, inverseDeviation, moments, onnxStandardised, scaled, spread } from "./standardise.ts";

export interface LayerNormOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
  /** Whether there is a weight for each place; default true. */
  readonly elementwiseAffine?: boolean;
  /** Whether there is a bias beside the weight; default true. */
  readonly bias?: boolean;
}

export interface LayerNormModule<S extends readonly number[] = readonly number[]>
  extends ShapeKeeping,
    Required<LayerNormOptions> {
  readonly kind: "LayerNorm";
  readonly normalizedShape: S;
}

/** Over the last axes, which have these sizes. */
export function LayerNorm<const S extends number | readonly number[]>(
  normalizedShape: S,
  options: LayerNormOptions = {},
): LayerNormModule<SizesOf<S>> {
  const given = withDefaults("LayerNorm", options, { eps: 1e-5, elementwiseAffine: true, bias: true });
  return { kind: "LayerNorm", normalizedShape: normalizedShapeOf("LayerNorm", normalizedShape), ...given };
}

export const layerNorm: ModuleKind<LayerNormModule> = {
  kind: "LayerNorm",
  title: (m) => `LayerNorm(${shapeText(m.normalizedShape)})`,
  build: (m, x, scope) => {
    const axes = lastAxes(layerNorm.title(m), x, m.normalizedShape);
    const parameter = (name: string, value: number): Source =>
      scope.parameter(name, m.normalizedShape, { kind: "constant", value });
    const affine: Affine = m.elementwiseAffine
      ? { weight: parameter("weight", 1), ...(m.bias && { bias: parameter("bias", 0) }) }
      : {};
    const { mean, variance } = moments(x, axes, scope.rows);
    const scale = inverseDeviation(variance, scope.scalar("eps", m.eps));
    return scaled(x, { centre: spread(mean, x, axes), scale: spread(scale, x, axes) }, affine);
  },
  exports: {
    torch: (m, scope) => {
      const all = `${sizesKeyword(m.normalizedShape)}, eps=${scope.float(scope.number("eps", m.eps))}`;
      if (!m.elementwiseAffine) return `nn.LayerNorm(${all}, elementwise_affine=False)`;
      // PyTorch takes bias=False since 2.1
      return `${m.bias ? "nn.LayerNorm" : scope.define("ScaledLayerNorm", withoutBias)}(${all})`;
    },
    onnx: (m, x, scope) => {
      const eps = scope.number("eps", m.eps);
      const axes = lastOf(x, m.normalizedShape);
      const weight = m.elementwiseAffine ? scope.parameter("weight") : undefined;
      const bias = m.elementwiseAffine && m.bias ? [scope.parameter("bias")] : [];
      if (scope.opset >= 17) {
        const inputs = [x.name, weight ?? ones(m.normalizedShape, scope), ...bias];
        return scope.node("LayerNormalization", inputs, { ints: { axis: axes[0]! }, floats: { epsilon: eps } });
      }
      const scaled = onnxStandardised(x.name, { axes, eps, centred: true }, scope);
      const weighted = weight === undefined ? scaled : scope.node("Mul", [scaled, weight]);
      return bias.length === 0 ? weighted : scope.node("Add", [weighted, ...bias]);
    },
  },
};

const withoutBias = (name: string): string => `class ${name}(nn.LayerNorm):
    """LayerNorm(bias=False) for any version of PyTorch."""

    def __init__(self, normalized_shape, eps):
        super().__init__(normalized_shape, eps=eps)
        self.register_parameter("bias", None)
`;
