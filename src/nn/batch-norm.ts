/**
 * Batch normalisation: each channel (axis 1) centred and scaled over the rows of a step; in prediction by running statistics.
 * Ioffe, Szegedy 2015, arXiv:1502.03167.
 */
import { NonlinError, withDefaults } from "../base/index.ts";
import { map, reshape, type Slot, type Source, shapeOf, showShape, sizeOf } from "../graph/index.ts";
import { keywords, type OnnxScope, type OnnxValue, onnxPerChannel } from "./exports.ts";
import type { ModuleKind, Scope, ShapeKeeping } from "./module.ts";
import { checkSize } from "./size.ts";
import { fixed, inverseDeviation, type Moments, moments, onnxStandardised, scaled } from "./standardise.ts";

export interface BatchNormOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
  /** The weight of the newest batch in the running statistics; null for the mean of all batches. Default 0.1. */
  readonly momentum?: number | null;
  /** Whether each channel has a weight and a bias; default true. */
  readonly affine?: boolean;
  /** Whether there are running statistics, for prediction. Default true; without, it uses the statistics of its own batch. */
  readonly trackRunningStats?: boolean;
}

interface BatchNormModule<K extends string, C extends number = number>
  extends ShapeKeeping,
    Required<BatchNormOptions> {
  readonly kind: K;
  readonly numFeatures: C;
}

export type BatchNorm1dModule = BatchNormModule<"BatchNorm1d">;
export type BatchNorm2dModule<C extends number = number> = BatchNormModule<"BatchNorm2d", C>;

/** Of [batch, numFeatures] or [batch, numFeatures, length]. */
export function BatchNorm1d(numFeatures: number, options: BatchNormOptions = {}): BatchNorm1dModule {
  return made("BatchNorm1d", numFeatures, options);
}

/** Of images: [batch, numFeatures, height, width]. */
export function BatchNorm2d<C extends number>(numFeatures: C, options: BatchNormOptions = {}): BatchNorm2dModule<C> {
  return made("BatchNorm2d", numFeatures, options);
}

export const batchNorm1d = batchNorm("BatchNorm1d", [2, 3], (c) => `[batch, ${c}] or [batch, ${c}, length]`);
export const batchNorm2d = batchNorm("BatchNorm2d", [4], (c) => `[batch, ${c}, height, width]`);

function made<K extends string, C extends number>(
  kind: K,
  numFeatures: C,
  options: BatchNormOptions,
): BatchNormModule<K, C> {
  const defaults: Required<BatchNormOptions> = { eps: 1e-5, momentum: 0.1, affine: true, trackRunningStats: true };
  const given = withDefaults(kind, options, defaults);
  checkSize(`${kind}(${numFeatures})`, "numFeatures", numFeatures);
  return { kind, numFeatures, ...given };
}

function batchNorm<K extends string>(
  kind: K,
  ranks: readonly number[],
  expected: (channels: number) => string,
): ModuleKind<BatchNormModule<K>> {
  const title = (m: BatchNormModule<K>): string => `${kind}(${m.numFeatures})`;
  return {
    kind,
    title,
    build: (m, x, scope) => {
      const shape = shapeOf(x);
      if (!ranks.includes(shape.length) || shape[1] !== m.numFeatures) {
        const advice = ranks.includes(shape.length)
          ? `its argument is the size of axis 1, ${shape[1]} here`
          : `it takes ${ranks.join(" or ")} axes, the channels second`;
        throw new NonlinError("E_SHAPE", `${title(m)} expects ${expected(m.numFeatures)} but got ${showShape(shape)}`, {
          advice,
        });
      }
      const channels = (s: Source): Source => reshape(s, [m.numFeatures, ...shape.slice(2).map(() => 1)]);
      const affine = m.affine
        ? {
            weight: channels(scope.parameter("weight", [m.numFeatures], { kind: "constant", value: 1 })),
            bias: channels(scope.parameter("bias", [m.numFeatures], { kind: "constant", value: 0 })),
          }
        : {};
      const { mean, variance } = statistics(m, x, scope, title(m));
      const scale = inverseDeviation(variance, scope.scalar("eps", m.eps));
      return scaled(x, { centre: channels(mean), scale: channels(scale) }, affine);
    },
    exports: {
      torch: (m, scope) => {
        const options = {
          eps: scope.float(scope.number("eps", m.eps)),
          momentum: m.momentum === null ? "None" : scope.float(scope.number("momentum", m.momentum)),
          ...(!m.affine && { affine: "False" }),
          ...(!m.trackRunningStats && { track_running_stats: "False" }),
        };
        return `nn.${kind}(${[m.numFeatures, ...keywords(options)].join(", ")})`;
      },
      onnx: (m, x, scope) => (m.trackRunningStats ? byRunning(m, x, scope) : byBatch(m, x, scope)),
    },
  };
}

/** Those of the batch in a step, the running ones otherwise; each [numFeatures]. */
function statistics(
  m: BatchNormModule<string>,
  x: Source,
  scope: Scope,
  title: string,
): { readonly mean: Source; readonly variance: Source } {
  const axes = shapeOf(x).flatMap((_, i) => (i === 1 ? [] : [i]));
  const perRow = sizeOf(fixed(x, axes));
  if (perRow === 1) scope.needsRows(2, title);
  if (!m.trackRunningStats) return moments(x, axes, scope.rows);
  const mean = scope.buffer("running_mean", [m.numFeatures], 0);
  const variance = scope.buffer("running_var", [m.numFeatures], 1);
  const batches = scope.buffer("num_batches_tracked", [], 0);
  if (!scope.training()) return { mean, variance };
  const now = moments(x, axes, scope.rows);
  track(m, scope, { mean, variance, batches, now, perRow });
  return now;
}

interface Tracked {
  readonly mean: Slot;
  readonly variance: Slot;
  readonly batches: Slot;
  readonly now: Moments;
  readonly perRow: number;
}

function track(m: BatchNormModule<string>, scope: Scope, { mean, variance, batches, now, perRow }: Tracked): void {
  let share: Source = scope.rows;
  scope.update(batches, (n) => {
    const next = map("n + 1", { n });
    share = m.momentum === null ? map("1 / n", { n: next }) : scope.scalar("momentum", m.momentum);
    return next;
  });
  const blend = "(1 - share) * old + share * new";
  scope.update(mean, (old) => map(blend, { old, new: now.mean, share }));
  // the running variance divides by one less than the count
  const count = `(rows * ${perRow})`;
  const unbiased = map(`v * ${count} / (${count} - 1)`, { v: now.variance, rows: scope.rows });
  scope.update(variance, (old) => map(blend, { old, new: unbiased, share }));
}

function byRunning(m: BatchNormModule<string>, x: OnnxValue, scope: OnnxScope): string {
  const all = (value: number): string =>
    scope.floats(
      Array.from({ length: m.numFeatures }, () => value),
      [m.numFeatures],
    );
  const affine = m.affine ? [scope.parameter("weight"), scope.parameter("bias")] : [all(1), all(0)];
  const inputs = [x.name, ...affine, scope.parameter("running_mean"), scope.parameter("running_var")];
  return scope.node("BatchNormalization", inputs, { floats: { epsilon: scope.number("eps", m.eps) } });
}

/** By the statistics of the rows that are predicted: onnxruntime has no operator for it. */
function byBatch(m: BatchNormModule<string>, x: OnnxValue, scope: OnnxScope): string {
  const axes = x.shape.flatMap((_, i) => (i === 1 ? [] : [i]));
  const scaled = onnxStandardised(x.name, { axes, eps: scope.number("eps", m.eps), centred: true }, scope);
  if (!m.affine) return scaled;
  const perChannel = (name: string): string => onnxPerChannel(scope.parameter(name), x, scope);
  return scope.node("Add", [scope.node("Mul", [scaled, perChannel("weight")]), perChannel("bias")]);
}
