/**
 * Who is right? Samples of one function in one width, ours and a peer's beside the truth, judged against a stated bound.
 *
 * Two answers may differ and both be right: at a corner every slope between the one-sided ones is one, and at infinity a
 * limit is as good as NaN. That is a convention. All else is held to the truth.
 */
import { type Dtype, ulpError } from "./ulp-distance.ts";

export type Judgement = "agrees" | "PyTorch is wrong" | "convention" | "nonlin is wrong";

/** One input and what was made of it. */
export interface Sample {
  /** The input, in words where it is more than one number. */
  readonly at: number | string;
  readonly ours: number;
  /** Undefined if the peer has no such function. */
  readonly peer: number | undefined;
  readonly truth: number;
  /** What the truth lies beside its float64 form, in units in the last place. */
  readonly missed: number;
  /** The one-sided values, at a corner or jump. */
  readonly sides?: readonly [number, number];
  /** True at infinity, where the truth is a limit. */
  readonly limit?: boolean;
  /** True of a derivative. */
  readonly slope?: boolean;
  /** An error that is nothing, whatever the size of the truth: beside a zero. */
  readonly slack?: number;
}

/** What may be missed: so many units in the last place, or that share of the value. */
export interface Bound {
  readonly ulp: number;
  readonly relative: number;
}

/** The largest error and where it is. */
export interface Worst {
  readonly ulp: number;
  readonly at: number | string;
}

/** A place where ours and the peer's are not the same within the bound. */
export interface Difference {
  readonly at: number | string;
  readonly ours: number;
  readonly peer: number;
  readonly truth: number;
  readonly right: "nonlin" | "PyTorch" | "both" | "neither";
  readonly why: string;
}

export interface Judged {
  readonly judgement: Judgement;
  readonly samples: number;
  readonly ours: Worst;
  /** Undefined if the peer has no such function. */
  readonly peer?: Worst;
  /** Ours beyond the bound. */
  readonly misses: readonly { readonly at: number | string; readonly ours: number; readonly truth: number }[];
  /** All of them, the worst first. */
  readonly differences: readonly Difference[];
}

export function judgeSamples(samples: readonly Sample[], bound: Bound, dtype: Dtype): Judged {
  const right = (y: number, s: Sample) => isRight(y, s, bound, dtype);
  const misses = samples.filter((s) => !right(s.ours, s));
  const differences = samples
    .flatMap((s) => {
      if (s.peer === undefined || same(s, bound, dtype)) return [];
      return [difference(s, right(s.ours, s), right(s.peer, s))];
    })
    .sort((a, b) => severity(b) - severity(a));
  const peered = samples.some((s) => s.peer !== undefined);
  return {
    judgement: judgementOf(misses.length > 0, differences),
    samples: samples.length,
    ours: worst(samples, (s) => s.ours, dtype),
    ...(peered && { peer: worst(samples, (s) => s.peer ?? s.truth, dtype) }),
    misses: misses.map(({ at, ours, truth }) => ({ at, ours, truth })),
    differences,
  };
}

function judgementOf(missed: boolean, differences: readonly Difference[]): Judgement {
  if (missed) return "nonlin is wrong";
  if (differences.some((d) => d.right === "nonlin")) return "PyTorch is wrong";
  return differences.length > 0 ? "convention" : "agrees";
}

/** Whether `y` is the value within the bound, a slope between the sides of a corner, or, at infinity, the limit. */
function isRight(y: number, s: Sample, bound: Bound, dtype: Dtype): boolean {
  if (s.sides !== undefined) {
    const [lo, hi] = [Math.min(...s.sides), Math.max(...s.sides)];
    const room = Number.isFinite(hi - lo) ? 1e-6 * Math.max(Math.abs(lo), Math.abs(hi)) : 0;
    if ((y >= lo - room && y <= hi + room) || y === 0) return true;
  }
  return isWithin(y, s, bound, dtype);
}

function isWithin(y: number, { truth, missed, slack = 0 }: Sample, bound: Bound, dtype: Dtype): boolean {
  const error = ulpError(y, truth, dtype, missed);
  if (error <= bound.ulp) return true;
  const allowed = Math.max(bound.relative * Math.abs(truth), slack, smallest[dtype]);
  return Math.abs(y - truth) <= allowed;
}

/** The smallest normal number: less of a value is nothing, and an input below it is at the corner at 0. */
export const smallest = { float64: 2.2250738585072014e-308, float32: 1.1754943508222875e-38 } as const;

/** Whether ours and the peer's are the same, within the bound. */
function same(s: Sample, bound: Bound, dtype: Dtype): boolean {
  const { ours, peer = ours } = s;
  if (Object.is(ours, peer) || ours === peer) return true;
  return isWithin(ours, { ...s, truth: peer, missed: 0 }, bound, dtype);
}

function difference(s: Sample, ours: boolean, peer: boolean): Difference {
  const { at, peer: value = Number.NaN, truth } = s;
  const shown = { at, ours: s.ours, peer: value, truth };
  if (s.limit && ours && Number.isNaN(value)) return { ...shown, right: "both", why: "at infinity: the limit, or NaN" };
  if (s.slope && Number.isNaN(truth)) return { ...shown, right: "both", why: "at NaN: NaN, or the slope of a branch" };
  if (s.sides !== undefined && ours && peer) return { ...shown, right: "both", why: cornerText(s.sides) };
  const right = ours ? (peer ? "both" : "nonlin") : peer ? "PyTorch" : "neither";
  const wrong = ours ? value : s.ours;
  return { ...shown, right, why: right === "both" ? "within the bound" : lossText(wrong, truth) };
}

function cornerText([left, right]: readonly [number, number]): string {
  return `a corner: ${text(left)} on its left, ${text(right)} on its right`;
}

/** What is wrong with a value, in words. */
export function lossText(wrong: number, truth: number): string {
  if (Number.isNaN(wrong)) return "NaN";
  if (Number.isNaN(truth)) return "a number where there is none";
  if (!Number.isFinite(wrong)) return "overflows";
  if (wrong === 0 && truth !== 0) return "lost: 0";
  if (truth === 0) return `not 0`;
  const relative = Math.abs((wrong - truth) / truth);
  if (relative >= 1) return `wrong by a factor of ${text(wrong / truth)}`;
  return `relative error ${relative.toExponential(1).replace("e+", "e")}`;
}

function text(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** What is worse comes first: wrong before convention, then by relative error. */
function severity({ right, peer, ours, truth }: Difference): number {
  const wrong = right === "PyTorch" || right === "neither" ? ours : peer;
  const error = Math.abs((wrong - truth) / (truth || 1));
  const size = Number.isFinite(error) ? error / (1 + error) : 1;
  return (right === "both" ? 0 : 2) + size;
}

const excused = 8;

function worst(samples: readonly Sample[], of: (s: Sample) => number, dtype: Dtype): Worst {
  let found: Worst = { ulp: 0, at: samples[0]?.at ?? Number.NaN };
  for (const s of samples) {
    if (s.sides !== undefined || s.limit || Number.isNaN(s.truth)) continue;
    const ulp = ulpError(of(s), s.truth, dtype, s.missed);
    // beside a zero only what is not excused counts
    if (ulp > excused && Math.abs(of(s) - s.truth) <= Math.max(s.slack ?? 0, smallest[dtype])) continue;
    if (ulp > found.ulp) found = { ulp, at: s.at };
  }
  return found;
}
