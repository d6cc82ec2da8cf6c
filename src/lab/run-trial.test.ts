import { expect, test } from "vitest";
import { loadData, type Source } from "../data/index.ts";
import { type Bench, runTrial } from "./run-trial.ts";
import { numericsVersion, type Trial } from "./trial.ts";

const source: Source = await loadData("xor", { rows: 40, testRows: 100 });

test("a training that breaks in its very last update diverged, and scores at chance level", () => {
  const result = runTrial(trial("x^3", { lr: 1e38, optimizer: "sgd", epochs: 1, batchSize: 40 }), bench());
  expect(result).toMatchObject({ status: "diverged", divergence: { step: 1, tensor: "the prediction" } });
  expect(result.score).toBe(result.chance);
  expect(result.curve.scores).toEqual([]);
});

test("a training whose loss explodes diverged, though every number is finite", () => {
  const result = runTrial(trial("x^3", { lr: 30, optimizer: "sgd", epochs: 4 }), bench());
  expect(result.status).toBe("diverged");
  expect(result.divergence?.tensor).toBe("the loss");
  expect(result.score).toBe(result.chance);
});

test("what a bench has kept from other trials changes no bit", () => {
  const trials = ["relu", "gelu", "prelu"].flatMap((name) =>
    [0, 1].map((luck) => ({ ...trial(name, { optimizer: "adam" }), luck: { seed: 7, data: luck, weights: luck } })),
  );
  const fresh = trials.map((t) => runTrial(t, bench()).hash);
  const kept = bench();
  expect(trials.map((t) => runTrial(t, kept).hash)).toEqual(fresh);
  expect(trials.toReversed().map((t) => runTrial(t, kept).hash)).toEqual(fresh.toReversed());
  expect(new Set(fresh).size).toBe(trials.length);
});

test.each<Partial<Trial["network"]>>([
  { normalization: "batch" },
  { normalization: "layer", dropout: 0.1 },
  { hidden: [6, 6], residual: true, normalization: "batch", dropout: 0.2 },
])("a network with %j is another network, trained by the same rules", (extras) => {
  // 40 rows: the last batch has one
  const given = trial("gelu", { batchSize: 13 });
  const other: Trial = { ...given, network: { ...given.network, ...extras } };
  const kept = bench();
  const [plain, first] = [runTrial(given, kept), runTrial(other, kept)];
  expect(first.status).toBe("ok");
  expect(first.layers).toMatch(/^2(-6)+-1 with (batch|layer) normalisation/);
  expect(first.hash).not.toBe(plain.hash);
  expect(runTrial(other, bench()).hash).toBe(first.hash);
  expect(runTrial(given, kept).hash).toBe(plain.hash);
});

test("a last batch of one row is left out of batch normalisation", () => {
  const given = trial("relu", { batchSize: 39 });
  const normal: Trial = { ...given, network: { ...given.network, normalization: "batch" } };
  expect(runTrial(given, bench()).steps).toBe(4);
  expect(runTrial(normal, bench()).steps).toBe(2);
});

function bench(): Bench {
  return { source: () => source, now: () => 0, trainers: new Map() };
}

function trial(activation: string, training: Partial<Trial["training"]>): Trial {
  return {
    schema: "nonlin.trial/1",
    numerics: numericsVersion,
    data: { name: "xor" },
    activation,
    network: { hidden: [6], init: "default" },
    training: { optimizer: "adam", lr: 0.01, epochs: 2, batchSize: 16, ...training },
    looks: 2,
    luck: { seed: 1, data: 0, weights: 0 },
  };
}
