import { describe, expect, test } from "vitest";
import { madeUpRace } from "../../test/made-up-race.ts";
import { normal, stream } from "../base/index.ts";
import { type Comparison, decide, type TaskResult, type TrialResult, verdictText } from "./index.ts";
import { judge, type TaskRuns } from "./judge.ts";
import { methods } from "./methods.ts";

const [course, spirals] = madeUpRace().tasks as [TaskResult, TaskResult];
const entrant = (task: TaskResult, title: string) => task.entrants.find((e) => e.title === title);

describe("the headline", () => {
  test("says that no non-linearity is needed where the control is not beaten", () => {
    expect(course.control.finding).toBe("not beaten");
    expect(course.sentences[0]).toMatch(
      /^This task does not need a non-linearity; differences here are overfitting: without any activation/,
    );
    expect(course.recommendation.choice).toBe("No activation is needed here: a linear model does it.");
  });

  test("says that one is needed where something is better than none", () => {
    expect(spirals.control.finding).toBe("beaten");
    expect(spirals.sentences[0]).toMatch(/^This task needs a non-linearity: without any activation it scores 66/);
  });

  test("stays open where the seeds do not tell", () => {
    const task = judge(
      twoRuns([
        [70, 71],
        [75, 90],
        [60, 80],
      ]),
    );
    expect(task.control.finding).toBe("open");
    expect(task.control.sentence).toMatch(
      /^Whether this task needs a non-linearity is undecided \(needs about \d+ more seeds\): without any/,
    );
  });

  test("says that nothing was learned where no network beats a constant", () => {
    const task = judge(
      twoRuns([
        [50.1, 50.2],
        [49.9, 50.3],
        [50, 50],
      ]),
    );
    expect(task.control.sentence).toMatch(/^Nothing was learned here: .* \(50\.00 %\), so nothing can be compared\.$/);
  });

  test("needs a control that was shown to be no worse than the zone, not one that is undecided", () => {
    const scores = [98, 99.5, 97, 98.5];
    const task = judge(twoRuns([scores, scores.map((s) => s + 0.1), [99, 97.5, 98.5, 98]]));
    expect(task.control.finding).toBe("open");
    expect(task.control.sentence).not.toContain("overfitting");
  });

  test("speaks of overfitting only where the lowest training loss is not the best score", () => {
    const task = judge(twoRuns([70, 70, 70].map((s) => [s, s, s, s, s, s, s, s, s, s])));
    expect(task.control.sentence).toMatch(/^This task does not need a non-linearity: /);
  });

  test("a small lead that is blurred by the spread settles nothing", () => {
    expect(
      judge(
        twoRuns([
          [70, 78],
          [74, 72],
          [72, 73],
        ]),
      ).control.finding,
    ).toBe("open");
  });

  test.each([
    [
      "a control ahead by less than the spread",
      [
        [68, 80],
        [69, 76],
        [75, 75],
      ],
    ],
    ["one seed, whoever leads", [[70], [69], [71]]],
  ])("%s settles nothing", (_, scores) => {
    expect(judge(twoRuns(scores)).control.finding).toBe("open");
  });

  test("a baseline without an activation is the control", () => {
    const runs = twoRuns([
      [60, 61, 60],
      [90, 91, 90],
    ]);
    const { control, recommendation } = judge({ ...runs, entrants: runs.entrants.slice(0, 2) });
    expect(control.finding).toBe("beaten");
    expect(recommendation.choice).toMatch(/^Take B/);
  });

  test("a lead over the control inside the zone is no need, however certain", () => {
    const task = judge(
      twoRuns([
        [70.3, 70.301, 70.299, 70.3, 70.301, 70.299],
        [70.3, 70.3, 70.3, 70.3, 70.3, 70.3],
        [70, 70, 70, 70, 70, 70],
      ]),
    );
    expect(task.control.finding).toBe("not beaten");
  });
});

test("training loss and held-out score that rank differently are told apart", () => {
  expect(course.sentences.join(" ")).toMatch(
    /Training loss ranks the functions almost the other way round: GELU has the lowest/,
  );
});

test("ranks that differ within the noise are not spoken of", () => {
  const noisy = (loss: number): number[] => [0, 1, 2, 3].map((k) => 70 + ((k * 7 + loss) % 5));
  const task = judge(twoRuns([noisy(1), noisy(2), noisy(3)]));
  expect(task.sentences.join(" ")).not.toContain("Training loss ranks");
});

test("the effect names its function", () => {
  expect(spirals.recommendation.effect).toMatch(/^ReLU: accuracy [\d.]+ % held out/);
});

test("a difference that is real and inside the zone is called both", () => {
  const a = [70, 70.1, 69.9, 70, 70.1, 69.9];
  const wide = { ...twoRuns([a, a.map((s) => s + 0.6), a]), options: { ...course.options, zone: 3 } };
  expect(verdictText(entrant(judge(wide), "B")?.comparison as Comparison)).toBe(
    "practically equal (better, by less than the zone)",
  );
});

test.each([0.3, 1, 3])("no verdict is better or worse with its whole interval in a zone of %d", (zone) => {
  for (let k = 0; k < 300; k++) {
    const luck = stream(11, "rivals", k);
    const rivals = Array.from({ length: 5 }, (_, r) =>
      Array.from({ length: 6 }, (_, i) => 0.4 * (r - 2) + 0.3 * normal(luck, 6 * r + i)),
    );
    for (const { verdict, interval } of decide(rivals, { zone })) {
      if (Math.max(...interval.map(Math.abs)) < zone) expect(verdict).toBe("practically equal");
    }
  }
});

test("a training that diverged counts at chance level and is named", () => {
  expect(entrant(spirals, "Tanh")?.failures).toBe(1);
  expect(spirals.sentences.join(" ")).toContain("Diverged, and counted at chance level (50.60 %): Tanh 1 of 10.");
});

test("the noise floor is shown and is no member of the family", () => {
  const floor = entrant(course, "ReLU, other seeds");
  expect(floor?.comparison).toBeDefined();
  expect(floor?.sentence).toMatch(/^Noise floor, ReLU against itself/);
  expect(entrant(course, "GELU")?.sentence).toContain("7 rivals corrected for (Holm)");
});

test("where smaller is better, a gain is still positive", () => {
  const task = judge(
    twoRuns(
      [
        [0.5, 0.52, 0.51],
        [0.3, 0.31, 0.32],
        [0.9, 0.92, 0.91],
      ],
      "logloss",
    ),
  );
  expect(entrant(task, "B")?.comparison).toMatchObject({ verdict: "better" });
  expect(task.zone).toBe(0.005);
  expect(task.recommendation.choice).toMatch(/^Take B/);
});

test("splits of one data set widen the intervals and bind the verdict to it", () => {
  const scores = [
    [70, 71, 72],
    [75, 75, 77],
    [60, 61, 60],
  ];
  const drawn = judge(twoRuns(scores));
  const split = judge(twoRuns(scores, "accuracy", true));
  const width = (task: TaskResult): number =>
    (entrant(task, "B")?.comparison?.error as number) / (drawn.entrants[1]?.comparison?.error as number);
  // 1/3 + 100/400 instead of 1/3
  expect(width(split)).toBeCloseTo(Math.sqrt((1 / 3 + 1 / 4) * 3), 12);
  expect(split.sentences.join(" ")).toContain("the verdicts speak of this data set");
});

test("the zone is never narrower than one held-out row", () => {
  expect(
    judge({
      ...twoRuns([
        [70, 71],
        [75, 90],
        [60, 80],
      ]),
      options: { ...course.options, zone: 0.1 },
    }).zone,
  ).toBe(1);
});

test("the methods name the data, the correction and the single look", () => {
  const text = methods(madeUpRace()).join(" ");
  expect(text).toContain("a network 20-64-32-16-1");
  expect(text).toContain("learning rate 0.01 for all");
  expect(text).toContain("One look");
});

/** A baseline A, a rival B and the control, with these scores by seed on 100 held-out rows. */
function twoRuns(
  scores: readonly (readonly number[])[],
  metric: TrialResult["metric"] = "accuracy",
  resplit = false,
): TaskRuns {
  const roles = ["baseline", "rival", "control"] as const;
  const result = (score: number): TrialResult => ({
    metric,
    status: "ok",
    score,
    best: { score, epoch: 1 },
    chance: 50,
    curve: { losses: [0.5], epochs: [1], scores: [score] },
    steps: 1,
    layers: "2-1",
    parameters: 3,
    data: {
      title: "made up",
      hash: "",
      kind: "binary",
      target: "y",
      columns: 2,
      outputs: 1,
      train: 400,
      test: 100,
      resplit,
      notes: [],
    },
    hash: "",
    seconds: 1,
  });
  return {
    options: course.options,
    seed: 1,
    entrants: roles.map((role, i) => ({ activation: "x", title: "ABC"[i] as string, role })),
    results: scores.map((row) => row.map(result)),
  };
}
