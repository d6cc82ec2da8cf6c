/** What was found of a subject, as it is published. */
import type { Order } from "../../src/expr/index.ts";
import { measureUlp, type UlpError, ulpErrorOf } from "../../src/lab/index.ts";
import type { Finding } from "../../src/wasm/index.ts";
import type { Subject } from "./subjects.ts";

export interface Measured {
  readonly subject: Subject;
  /** By order; of an op only f. */
  readonly errors: readonly UlpError[];
}

/** All orders at so many stratified inputs. */
export function sampled(subject: Subject, samples: number): Measured {
  return { subject, errors: ordersOf(subject).map((order) => sample(subject, order, samples)) };
}

/** Those that were swept, the others at so many stratified inputs. */
export function measured(subject: Subject, findings: readonly Finding[], samples: number): Measured {
  const errors = ordersOf(subject).map((order) => {
    const finding = findings[subject.orders.indexOf(order)];
    return finding === undefined ? sample(subject, order, samples) : ulpErrorOf(finding);
  });
  return { subject, errors };
}

function sample({ formula }: Subject, order: Order, samples: number): UlpError {
  return measureUlp(formula, { order, inputs: samples });
}

function ordersOf({ kind }: Subject): readonly Order[] {
  return kind === "op" ? [0] : [0, 1, 2];
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
