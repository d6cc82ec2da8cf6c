/** Root mean square normalisation: each row scaled over its last axes, not centred. Zhang, Sennrich 2019, arXiv:1910.07467. */
import { map, reduce, sizeOf } from "../graph/index.ts";
import { lastAxes, normalizedShapeOf, shapeText } from "./last-axes.ts";
import type { ModuleKind, ShapeKeeping } from "./module.ts";
import { inverseDeviation, scaled, spread } from "./standardise.ts";

export interface RMSNormOptions {
  /** Added to the mean square; default 2^-23, float32's. */
  readonly eps?: number;
  /** Whether there is a weight for each place; default true. */
  readonly elementwiseAffine?: boolean;
}

export interface RMSNormModule extends ShapeKeeping, Required<RMSNormOptions> {
  readonly kind: "RMSNorm";
  readonly normalizedShape: readonly number[];
}

/** Over the last axes, which have these sizes. */
export function RMSNorm(normalizedShape: number | readonly number[], options: RMSNormOptions = {}): RMSNormModule {
  const { eps = 1 / 8388608, elementwiseAffine = true } = options;
  return { kind: "RMSNorm", normalizedShape: normalizedShapeOf("RMSNorm", normalizedShape), eps, elementwiseAffine };
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
};
