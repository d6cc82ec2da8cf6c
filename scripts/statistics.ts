/** Writes docs/statistics.md: the rule by which a race decides, and how often it errs, measured: `npx tsx scripts/statistics.ts`. */
import { writeFileSync } from "node:fs";
import { exp, normal, type Stream, stream } from "../src/base/index.ts";
import { decide, interval, paired } from "../src/lab/index.ts";

const repeats = 20_000;
const studies = 3_000;
const seeds = [3, 5, 10, 20, 40] as const;

interface Law {
  readonly name: string;
  readonly mean: number;
  /** Draw number i. */
  draw(s: Stream, i: number): number;
}

const laws: readonly Law[] = [
  { name: "normal", mean: 0, draw: normal },
  {
    name: "exchangeable, skewed (difference of two log-normals)",
    mean: 0,
    draw: (s, i) => exp(normal(s, 2 * i)) - exp(normal(s, 2 * i + 1)),
  },
  { name: "log-normal", mean: exp(0.5), draw: (s, i) => exp(normal(s, i)) },
];

function coverage(law: Law, n: number): number {
  const s = stream(1, `coverage ${law.name}`, n);
  let held = 0;
  for (let r = 0; r < repeats; r++) {
    const [low, high] = interval(paired(Array.from({ length: n }, (_, i) => law.draw(s, r * n + i))), 0.05);
    if (low <= law.mean && law.mean <= high) held++;
  }
  return held / repeats;
}

interface World {
  readonly name: string;
  /** The true difference of rival i, in zones. */
  truth(i: number): number;
}

const worlds: readonly World[] = [
  { name: "all rivals equal to the baseline", truth: () => 0 },
  { name: "all on the border of the zone", truth: () => 1 },
  { name: "half equal, half on the border", truth: (i) => i % 2 },
];

/** The share of studies of seven rivals that hold a false verdict, and the share of verdicts that are not "undecided". */
function errors(world: World, n: number, spread: number): readonly [wrong: number, decided: number] {
  const s = stream(2, `errors ${world.name} ${spread}`, n);
  let [wrong, decided] = [0, 0];
  for (let study = 0; study < studies; study++) {
    const draw = (i: number, k: number): number => world.truth(i) + spread * normal(s, (study * 7 + i) * n + k);
    const rivals = Array.from({ length: 7 }, (_, i) => Array.from({ length: n }, (_, k) => draw(i, k)));
    const verdicts = decide(rivals, { zone: 1 }).map((d) => d.verdict);
    decided += verdicts.filter((v) => v !== "undecided").length / 7;
    if (verdicts.some((v, i) => isFalse(v, world.truth(i)))) wrong++;
  }
  return [wrong / studies, decided / studies];
}

function isFalse(verdict: string, truth: number): boolean {
  if (verdict === "better") return truth <= 0;
  if (verdict === "worse") return truth >= 0;
  return verdict === "practically equal" && Math.abs(truth) >= 1;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const settings = [
  [5, 0.4],
  [10, 0.8],
  [20, 1.2],
] as const;

writeFileSync(
  "docs/statistics.md",
  `# How a race decides

Written by \`npx tsx scripts/statistics.ts\`; the numbers are measured by it, with the code that decides.

Every function is trained on the same seeds: the same data, the same order of rows, the same random numbers behind the initial weights.
What is compared is the difference of two scores on the same seed, over all seeds.

- **better, worse**: the paired t test rejects "no difference": the interval leaves out 0, be the difference larger than the zone or not.
- **practically equal**: two one-sided t tests reject "the difference is outside the zone". The zone is 0.5 points unless \`--zone\` says otherwise, and never less than one held-out row. This verdict outranks better and worse: a difference that is real and smaller than the zone is "practically equal (better, by less than the zone)", and no verdict is better or worse with its whole interval inside the zone.
- **undecided**: neither. The number of further seeds that would probably decide is computed from mean and spread.

Both questions of all rivals are corrected together by Holm's procedure, with the restriction that a rival cannot be equal to the baseline and outside the zone at once (Shaffer 1986). Corrected apart, a question at a time, up to 8 % of studies would hold a false verdict in a world that is half equal and half on the border.

Seeds that split one table anew have overlapping training parts; there the variance of the mean is s² (1/n + test/train) instead of s²/n (Nadeau and Bengio 2003), and the verdict speaks of this data set.

P(A > B) with Wilson's interval, Wilcoxon's signed-rank test (exact, with ties) and the BCa bootstrap interval are shown and never decide.

## Coverage of the 95 % interval

${repeats} repeats each. The t interval is right for normal differences and for exchangeable ones; for differences that are themselves log-normal it is too narrow at any number of seeds that is affordable.

${row(["differences", ...seeds.map((n) => `${n} seeds`)])}
${row(["---", ...seeds.map(() => "--:")])}
${laws.map((law) => row([law.name, ...seeds.map((n) => percent(coverage(law, n)))])).join("\n")}

## False verdicts

The share of studies of seven rivals in which at least one verdict is false (allowed: 5 %), and in brackets the share of verdicts that are not "undecided". Spread: the standard deviation of differences from seed to seed, in zones.

${row(["world", ...settings.map(([n, spread]) => `${n} seeds, spread ${spread}`)])}
${row(["---", ...settings.map(() => "--:")])}
${worlds
  .map((world) =>
    row([
      world.name,
      ...settings.map(([n, spread]) => {
        const [wrong, decided] = errors(world, n, spread);
        return `${percent(wrong)} (${percent(decided)})`;
      }),
    ]),
  )
  .join("\n")}
`,
);
