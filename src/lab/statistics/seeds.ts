/** How many seeds a verdict would take, if mean and spread stay what they are. */
import { standardError } from "./paired.ts";
import { studentQuantile } from "./student.ts";

export interface Question {
  readonly mean: number;
  readonly deviation: number;
  readonly zone: number;
  /** Level of the two-sided test, and of each one-sided test. */
  readonly levels: { readonly different: number; readonly equivalent: number };
  readonly overlap: number;
}

/** The chance with which the number of seeds asked for must bring the verdict. */
const power = 0.8;
/** Beyond this nobody waits; the answer is then `undefined`. */
const most = 100_000;

/** The least number of seeds that decides with a probability of about 0.8, for better or worse or for practically equal, whichever comes first. */
export function seedsToDecide(question: Question): number | undefined {
  const { mean, zone, levels } = question;
  const distance = Math.abs(mean);
  const different = seedsFor(distance, 1 - levels.different / 2, question);
  // both one-sided tests must hold; at a mean of zero either may fail, hence half of the remaining chance each
  const equivalent = seedsFor(zone - distance, 1 - levels.equivalent, question, 1 - (1 - power) / 2);
  const found = [different, equivalent].filter((n) => n !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** The largest spread of paired differences at which `n` seeds show "practically equal" with a probability of about 0.8, the true difference being zero. */
export function spreadForEqual(n: number, zone: number, level: number, overlap: number): number {
  if (n < 2) return 0;
  const quantiles = studentQuantile(1 - level, n - 1) + studentQuantile(1 - (1 - power) / 2, n - 1);
  return zone / (quantiles * standardError(1, n, overlap));
}

function seedsFor(distance: number, probability: number, question: Question, chance = power): number | undefined {
  const { deviation, overlap } = question;
  const quantiles = (n: number): number => studentQuantile(probability, n - 1) + studentQuantile(chance, n - 1);
  // distance >= quantiles * deviation * sqrt(1 / n + overlap), solved for n; the quantiles fall with n, so those at `most` give a lower bound to walk up from
  const bound = (q: number): number => {
    const room = (distance / (q * deviation)) * (distance / (q * deviation)) - overlap;
    return room > 0 ? Math.max(2, Math.ceil(1 / room)) : Number.POSITIVE_INFINITY;
  };
  if (!(distance > 0)) return undefined;
  let n = bound(quantiles(most));
  while (n <= most && bound(quantiles(n)) > n) n++;
  return n <= most ? n : undefined;
}
