/**
 * Is mine a good activation? The exercise's four criteria, each proved, observed or refuted with a witness; the nearest
 * known function; where the formula fails in float32 and float16; ten layers deep. Its training is a race of its own.
 */
import { resolve } from "../activations/index.ts";
import { formatNumber } from "../base/index.ts";
import { type Criterion, criteriaOf, type GradientReading, readings } from "./design-criteria.ts";
import { type DepthDots, depthDots } from "./design-depth.ts";
import { type Doctored, doctor } from "./design-doctor.ts";
import { type Nearest, nearestKnown } from "./design-nearest.ts";
import { subjectOf } from "./design-subject.ts";
import { listText } from "./wording.ts";

export interface DesignOptions {
  /** Which readings of the third criterion decide; default the course's sense. */
  readonly gradient?: readonly GradientReading[];
  readonly seed?: number;
}

export interface DesignResult {
  readonly schema: "nonlin.design/1";
  readonly formula: string;
  readonly title: string;
  readonly params: Readonly<Record<string, number>>;
  readonly seed: number;
  /** The readings of the third criterion that decide. */
  readonly gradient: readonly GradientReading[];
  readonly criteria: readonly Criterion[];
  /** Whether every criterion that decides is met. */
  readonly holds: boolean;
  /** E f'^2 / E f^2 under N(0, 1), and what ten layers make of it. */
  readonly depth: DepthDots;
  /** Undefined for a constant, and for what has no moments under N(0, 1). */
  readonly nearest?: Nearest;
  readonly doctor: Doctored;
  readonly sentence: string;
}

export const usualReadings: readonly GradientReading[] = ["one-tail", "depth"];

export function design(formula: string, options: DesignOptions = {}): DesignResult {
  const { gradient = usualReadings, seed = 1 } = options;
  const { name, title, declaration, params } = resolve(formula);
  const subject = subjectOf(declaration, params);
  const depth = depthDots(declaration, subject, seed);
  const criteria = criteriaOf(subject, depth, gradient);
  const holds = criteria.every((c) => !c.decides || c.answer === "yes");
  const nearest = nearestKnown(subject);
  const made = {
    schema: "nonlin.design/1" as const,
    formula: name,
    title,
    params,
    seed,
    gradient,
    criteria,
    holds,
    depth,
    ...(nearest && { nearest }),
    doctor: doctor(declaration, params),
  };
  return { ...made, sentence: sentenceOf(made) };
}

function sentenceOf({ title, criteria, holds, nearest, gradient }: Omit<DesignResult, "sentence">): string {
  const failed = criteria.filter((c) => c.decides && c.answer !== "yes").map((c) => c.short);
  const reading = listText(gradient.map((g) => readings[g]));
  const verdict = holds
    ? `${title} meets all four criteria (the third read as: ${reading})`
    : `${title} misses ${listText(failed)}`;
  return nearest === undefined ? `${verdict}.` : `${verdict}; ${nearestText(nearest)}.`;
}

/** "it is mish", "the nearest is 1.02*silu(0.9*x), 2.1 % away". */
export function nearestText({ text, distance, same, hearsay }: Nearest): string {
  if (same) return `it is ${text}${hearsay ? " (known by name only)" : ""}`;
  return `the nearest known function is ${text}, ${formatNumber(100 * distance, 2)} % away`;
}
