/**
 * Dropout: elements chosen at random are left out of a step (Srivastava et al. 2014). Which ones is a function of the seed, the
 * module's place, the number of the step and the element's position, so it is the same on every engine.
 */
import { NonlinError, withDefaults } from "../base/index.ts";
import { constant, parse } from "../expr/index.ts";
import { map, shapeOf } from "../graph/index.ts";
import type { ModuleKind, ShapeKeeping } from "./module.ts";

interface DropoutKind<K extends string> extends ShapeKeeping {
  readonly kind: K;
  readonly p: number;
}

export type DropoutModule = DropoutKind<"Dropout">;
export type AlphaDropoutModule = DropoutKind<"AlphaDropout">;

/** By its place or by its name, as in PyTorch. */
type Probability = number | { /** Of leaving out an element; default 0.5. */ readonly p?: number };

/** In a step each element is 0 with probability p, and 1 / (1 - p) times itself otherwise; the identity in prediction. */
export function Dropout(p: Probability = 0.5): DropoutModule {
  return made("Dropout", p);
}

/** Dropout for SELU: what is dropped is SELU's lower limit, then all is scaled so that mean 0 and variance 1 are kept. */
export function AlphaDropout(p: Probability = 0.5): AlphaDropoutModule {
  return made("AlphaDropout", p);
}

/** How an element that is kept becomes `scale * x + shift`, and what takes the place of one that is dropped. */
interface Formulas {
  readonly scale: string;
  readonly shift: string;
  readonly dropped: string;
}

export const dropout = dropoutKind("Dropout", { scale: "1 / (1 - p)", shift: "-0", dropped: "0" });

// Klambauer et al. 2017, arXiv:1706.02515: alpha' = -lambda alpha, and section 3 for the affine map that keeps mean and variance
const limit = "1.7580993408473766";
const keeps = `sqrt((1 - p) * (1 + p * ${limit}^2))`;

export const alphaDropout = dropoutKind("AlphaDropout", {
  scale: `1 / ${keeps}`,
  shift: `p * ${limit} / ${keeps}`,
  // the same as (p - 1) limit / keeps, without 0 / 0 where p is 1
  dropped: `-${limit} * sqrt((1 - p) / (1 + p * ${limit}^2))`,
});

function made<K extends string>(kind: K, given: Probability): DropoutKind<K> {
  const { p } = typeof given === "number" ? { p: given } : withDefaults(kind, given, { p: 0.5 });
  if (p >= 0 && p <= 1) return { kind, p };
  throw new NonlinError("E_USAGE", `${kind}(${p}): p is a probability`, { advice: "it lies between 0 and 1" });
}

function dropoutKind<K extends string>(kind: K, { scale, shift, dropped }: Formulas): ModuleKind<DropoutKind<K>> {
  const read = (text: string) => parse(text, { parameters: ["u", "p"] });
  const value = read(`where(u < p, ${dropped}, ${shift === "-0" ? "" : `${shift} + `}x * (${scale}))`);
  const partials = { x: read(`where(u < p, 0, ${scale})`), u: constant(0), p: constant(0) };
  return {
    kind,
    title: (m) => `${kind}(${m.p})`,
    build: (m, x, scope) => {
      if (!scope.training()) return x;
      return map(value, { x, u: scope.random(shapeOf(x)), p: scope.scalar("p", m.p) }, { partials });
    },
    exports: {
      torch: (m, scope) => `nn.${kind}(p=${scope.float(scope.number("p", m.p))})`,
      onnx: (_, x) => x.name,
    },
  };
}
