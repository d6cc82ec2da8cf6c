/**
 * What a race found: plain data, from which terminal, report and page are drawn without computing anything again.
 *
 * Written as JSON, null in the place of a number says that it is not finite: one seed has no deviation, and its interval no bounds.
 */
import type { MetricName } from "./metric.ts";
import type { Decision, Range, WinRate } from "./statistics/index.ts";
import type { Curve, DataFacts, DataReference, NetworkOptions, TrainingOptions, TrialResult } from "./trial.ts";

export interface RaceResult {
  readonly schema: "nonlin.race/1";
  readonly numerics: string;
  /** Everything needed to run it again. */
  readonly options: RaceOptions;
  readonly seed: number;
  readonly tasks: readonly TaskResult[];
  /** True if it was interrupted: then every task holds the seeds that all entrants finished. */
  readonly partial: boolean;
  /** Of all runs; times are not in it. */
  readonly hash: string;
  /** Who ran it, added by whoever drove it. */
  readonly provenance?: Provenance;
}

export interface Provenance {
  readonly command: string;
  readonly version: string;
  readonly engine: string;
  readonly seconds: number;
}

export interface RaceOptions {
  readonly tasks: readonly TaskOptions[];
  /** Names or formulas, the baseline among them or not. */
  readonly activations: readonly string[];
  readonly baseline: string;
  readonly seeds: number;
}

export interface TaskOptions {
  readonly data: DataReference;
  readonly network: NetworkOptions;
  readonly training: TrainingOptions;
  readonly metric?: string;
  /** Half-width of the zone of practical equality, in the metric's unit. */
  readonly zone?: number;
  /** Held-out scores looked at during a training, the last included. */
  readonly looks?: number;
}

/** `floor` is the baseline once more with other weights and another order: what chance alone does. */
export type Role = "baseline" | "rival" | "control" | "floor";

export interface Entrant {
  /** What `--activations` would name. */
  readonly activation: string;
  readonly title: string;
  readonly role: Role;
}

export interface TaskResult {
  readonly options: TaskOptions;
  readonly title: string;
  readonly facts: DataFacts;
  readonly metric: MetricName;
  readonly zone: number;
  readonly chance: number;
  /** The layers' widths and what is beside them, "20-64-32-16-1 with layer normalisation". */
  readonly layers: string;
  readonly parameters: number;
  readonly entrants: readonly EntrantResult[];
  /** Whether any activation is better than none, with the sentence that opens the page. */
  readonly control: ControlFinding;
  readonly recommendation: Recommendation;
  /** Sentences made from the numbers, the most important first. */
  readonly sentences: readonly string[];
}

export interface EntrantResult extends Entrant {
  readonly runs: readonly Run[];
  readonly median: number;
  readonly mean: number;
  readonly deviation: number;
  readonly failures: number;
  /** Medians over the runs. */
  readonly loss: number;
  readonly seconds: number;
  /** Against the baseline, positive where this one scores better; absent for the baseline. */
  readonly comparison?: Comparison;
  /** The sentence of that comparison. */
  readonly sentence?: string;
}

/** One training, without what its task says already. */
export interface Run {
  readonly replicate: number;
  readonly status: TrialResult["status"];
  readonly divergence?: TrialResult["divergence"];
  readonly score: number;
  readonly best: TrialResult["best"];
  readonly curve: Curve;
  readonly steps: number;
  readonly seconds: number;
  readonly hash: string;
}

/** A decision, and what is shown beside it and never decides. */
export interface Comparison extends Decision {
  readonly differences: readonly number[];
  readonly wins: WinRate;
  /** p of Wilcoxon's signed-rank test, uncorrected. */
  readonly signedRank: number;
  /** BCa bootstrap interval of the mean difference, 95 %, uncorrected. */
  readonly bootstrap: Range;
}

export interface ControlFinding {
  /** `beaten`: something is better than no activation, by more than the zone; `open`: more seeds are needed; `nothing learned`: no network beats a constant. */
  readonly finding: "beaten" | "not beaten" | "open" | "nothing learned";
  readonly sentence: string;
}

/** The box for someone who decides. */
export interface Recommendation {
  readonly choice: string;
  readonly effect: string;
  readonly cost: string;
  readonly untested: string;
  readonly change: string;
}
