/** What was found of a subject, as it is published. */
import { measureOrders, measureUlp, type UlpError, ulpErrorOf } from "../../src/lab/index.ts";
import type { Finding } from "../../src/wasm/index.ts";
import type { Subject } from "./subjects.ts";

export interface Measured {
  readonly subject: Subject;
  /** By order; of an op only f. */
  readonly errors: readonly UlpError[];
}

/** What was swept, the rest at so many stratified inputs; f and f' at the same ones, as the tests have them. */
export function measured(subject: Subject, swept: readonly Finding[] | undefined, samples: number): Measured {
  const { formula, kind, orders } = subject;
  const first = swept?.map(ulpErrorOf) ?? measureOrders(formula, orders, { inputs: samples });
  const second = kind === "op" ? [] : [measureUlp(formula, { order: 2, inputs: samples })];
  return { subject, errors: [...first, ...second] };
}

const marks = ["f", "f'", "f''"];

/** One line for a terminal. */
export function line({ subject, errors }: Measured): string {
  const cells = errors.map(({ max, at, mean, nearZeros, unsure }, order) => {
    const near = nearZeros === undefined ? "" : `, near its zeros ${nearZeros.max.toExponential(1)}`;
    const doubt = unsure === 0 ? "" : `, unsure of ${(100 * unsure).toPrecision(2)} %`;
    return `${marks[order]} ${max.toPrecision(4)} ulp at ${at}, mean ${mean.toFixed(3)}${near}${doubt}`;
  });
  return `${subject.name}: ${cells.join("; ")}`;
}
