import { expect, test } from "vitest";
import { entrantsOf, type RaceOptions, race, repeat, type TrialResult } from "./index.ts";

const options: RaceOptions = {
  tasks: [
    {
      data: { name: "moons" },
      network: { hidden: [4], init: "default" },
      training: { optimizer: "adam", lr: 0.01, epochs: 1, batchSize: 32 },
    },
  ],
  activations: ["gelu"],
  baseline: "relu",
  seeds: 5,
};

test("only the recorded trainings of an interrupted race are repeated, and it is interrupted again", () => {
  const perSeed = entrantsOf(options).length;
  const first = race(options, 1);
  first.next([]);
  const results = Array.from({ length: 2 * perSeed + 1 }, (_, i) => result(i));
  const recorded = first.next(results).value;
  if (Array.isArray(recorded)) throw new Error("a race has one round");
  const second = repeat(recorded);
  const trials = second.next([]).value;
  expect(trials).toHaveLength(2 * perSeed);
  const again = second.next(results.slice(0, 2 * perSeed).map((r) => ({ ...r, seconds: 7 })));
  expect(again.value).toEqual(recorded);
});

function result(i: number): TrialResult {
  const score = 70 + ((i * 7) % 5);
  return {
    metric: "accuracy",
    status: "ok",
    score,
    best: { score, epoch: 1 },
    chance: 50,
    curve: { losses: [0.5], epochs: [1], scores: [score] },
    steps: 1,
    layers: "2-4-1",
    parameters: 17,
    data: {
      title: "moons",
      hash: "",
      kind: "binary",
      target: "y",
      columns: 2,
      outputs: 1,
      train: 400,
      test: 100,
      resplit: false,
      notes: [],
    },
    hash: String(i),
    seconds: 1,
  };
}
