/** Root mean square normalisation: each row scaled over its last axes, not centred. Zhang, Sennrich 2019, arXiv:1910.07467. */
import { withDefaults } from "../base/index.ts";
import { map, reduce, sizeOf } from "../graph/index.ts";
import { lastAxes, lastOf, normalizedShapeOf, ones, type SizesOf, shapeText, sizesKeyword } from "./last-axes.ts";
import type { ModuleKind, ShapeKeeping } from "./module.ts";
import { inverseDeviation, onnxStandardised, scaled, spread } from "./standardise.ts";

export interface RMSNormOptions {
  /** Added to the mean square; default 2^-23, float32's. */
  readonly eps?: number;
  /** Whether there is a weight for each place; default true. */
  readonly elementwiseAffine?: boolean;
}

export interface RMSNormModule<S extends readonly number[] = readonly number[]>
  extends ShapeKeeping,
    Required<RMSNormOptions> {
  readonly kind: "RMSNorm";
  readonly normalizedShape: S;
}

/** Over the last axes, which have these sizes. */
export function RMSNorm<const S extends number | readonly number[]>(
  normalizedShape: S,
  options: RMSNormOptions = {},
): RMSNormModule<SizesOf<S>> {
  const given = withDefaults("RMSNorm", options, { eps: 1 / 8388608, elementwiseAffine: true });
  return { kind: "RMSNorm", normalizedShape: normalizedShapeOf("RMSNorm", normalizedShape), ...given };
}

export const rmsNorm: ModuleKind<RMSNormModule> = {
  kind: "RMSNorm",
  title: (m) => `RMSNorm(${shapeText(m.normalizedShape)})`,
  build: (m, x, scope) => {
    const axes = lastAxes(rmsNorm.title(m), x, m.normalizedShape);
    const s = reduce("sum", map("x * x", { x }), axes);
    const scale = inverseDeviation(map(`s / ${sizeOf(m.normalizedShape)}`, { s }), scope.scalar("eps", m.eps));
    const affine = m.elementwiseAffine
      ? { weight: scope.parameter("weight", m.normalizedShape, { kind: "constant", value: 1 }) }
      : {};
    return scaled(x, { scale: spread(scale, x, axes) }, affine);
  },
  exports: {
    torch: (m, scope) => {
      const affine = m.elementwiseAffine ? [] : ["elementwise_affine=False"];
      const eps = `eps=${scope.float(scope.number("eps", m.eps))}`;
      return `${scope.define("RMSNorm", rmsClass)}(${[sizesKeyword(m.normalizedShape), eps, ...affine].join(", ")})`;
    },
    onnx: (m, x, scope) => {
      const eps = scope.number("eps", m.eps);
      const axes = lastOf(x, m.normalizedShape);
      const weight = m.elementwiseAffine ? scope.parameter("weight") : undefined;
      if (scope.opset >= 23) {
        const inputs = [x.name, weight ?? ones(m.normalizedShape, scope)];
        return scope.node("RMSNormalization", inputs, { ints: { axis: axes[0]! }, floats: { epsilon: eps } });
      }
      const scaled = onnxStandardised(x.name, { axes, eps, centred: false }, scope);
      return weight === undefined ? scaled : scope.node("Mul", [scaled, weight]);
    },
  },
};

/** PyTorch has the module since 2.4. */
const rmsClass = (name: string): string => `class ${name}(nn.Module):
    """x by the root of its mean square over the last axes, not centred."""

    def __init__(self, normalized_shape, eps, elementwise_affine=True):
        super().__init__()
        shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.axes = tuple(range(-len(shape), 0))
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(shape)) if elementwise_affine else None

    def forward(self, x):
        y = x * torch.rsqrt((x * x).mean(self.axes, keepdim=True) + self.eps)
        return y if self.weight is None else y * self.weight
`;
