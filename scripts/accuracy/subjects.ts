/** What is measured: every activation of one input, and every op of one argument. */
import { type Activation, catalogue } from "../../src/activations/index.ts";
import { type Formula, type Order, opNames, ops, road } from "../../src/expr/index.ts";
import { kernelJudge, kernelParameters } from "../../src/lab/index.ts";
import type { Judge } from "../../src/wasm/index.ts";
import { isSymmetric } from "./symmetry.ts";
import first from "./tier-one.json" with { type: "json" };

export interface Subject {
  readonly name: string;
  readonly kind: "activation" | "op";
  /** 1: what libraries and papers use; 2: the rest. */
  readonly tier: 1 | 2;
  readonly formula: Formula;
  /** What is swept together, sharing the inputs. */
  readonly orders: readonly Order[];
}

/** Ops whose kernels copy or compare: nothing can be off. */
const exact = ["neg", "abs", "sign", "floor"];

function ofActivation(formula: Activation): Subject {
  const tier = first.includes(formula.name) ? 1 : 2;
  return { name: formula.name, kind: "activation", tier, formula, orders: [0, 1] };
}

const unary = opNames.filter((op) => ops[op].arity === 1 && !exact.includes(op));

/** In the order of the catalogue, ops last; an op is known as "exp(x)". */
export const subjects: readonly Subject[] = [
  ...[...catalogue.values()].map(ofActivation),
  ...unary.map((op): Subject => {
    const formula = { formula: `${op}(x)` };
    return { name: formula.formula, kind: "op", tier: 1, formula, orders: [0] };
  }),
];

/** What sweeps a subject. */
export function judgeOf({ formula, orders }: Subject): Judge {
  return kernelJudge(formula, orders);
}

/** Whether half the inputs tell of all. */
export function isSymmetricSubject({ formula, orders }: Subject): boolean {
  const forms = orders.map((order) => road(formula, order));
  return isSymmetric(forms, Object.keys(kernelParameters(formula, orders)));
}
