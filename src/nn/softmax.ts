/** Softmax over the last axis, and its logarithm. */
import { NonlinError } from "../base/index.ts";
import { map, reduce, type Source, shapeOf, showShape, stopGradient } from "../graph/index.ts";
import type { ModuleKind, ShapeKeeping } from "./module.ts";
import { spread } from "./standardise.ts";

interface SoftmaxKind<K extends string> extends ShapeKeeping {
  readonly kind: K;
  readonly dim: number;
}

export interface SoftmaxOptions {
  /** The axis whose elements become shares of 1: the last. Default -1. */
  readonly dim?: number;
}

export type SoftmaxModule = SoftmaxKind<"Softmax">;
export type LogSoftmaxModule = SoftmaxKind<"LogSoftmax">;

/** exp(x) over its sum along the last axis. */
export function Softmax({ dim = -1 }: SoftmaxOptions = {}): SoftmaxModule {
  return { kind: "Softmax", dim };
}

/** log(Softmax(x)), exact where the share is too small for a number. */
export function LogSoftmax({ dim = -1 }: SoftmaxOptions = {}): LogSoftmaxModule {
  return { kind: "LogSoftmax", dim };
}

export const softmax = softmaxKind("Softmax", (x, largest, axes) => {
  const e = map("exp(x - largest)", { x, largest });
  return map("e / s", { e, s: spread(reduce("sum", e, axes), x, axes) });
});

export const logSoftmax = softmaxKind("LogSoftmax", (x, largest, axes) => {
  const s = map("log(s)", { s: reduce("sum", map("exp(x - largest)", { x, largest }), axes) });
  return map("x - largest - s", { x, largest, s: spread(s, x, axes) });
});

function softmaxKind<K extends string>(
  kind: K,
  value: (x: Source, largest: Source, axes: readonly number[]) => Source,
): ModuleKind<SoftmaxKind<K>> {
  const title = (m: SoftmaxKind<K>): string => `${kind}({ dim: ${m.dim} })`;
  return {
    kind,
    title,
    build: (m, x) => {
      const last = shapeOf(x).length - 1;
      if (last < 1 || (m.dim !== -1 && m.dim !== last)) {
        throw new NonlinError("E_SHAPE", `${title(m)} is over the last axis only but got ${showShape(shapeOf(x))}`, {
          advice: last < 1 ? "one row must have an axis" : `dim is -1 or ${last} here`,
        });
      }
      // any shift cancels; the largest keeps exp in range
      const largest = stopGradient(reduce("max", x, [last]));
      return value(x, spread(largest, x, [last]), [last]);
    },
  };
}
