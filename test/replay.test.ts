/** Trainings of PyTorch, run again: scripts/golden_train.py made them, with every activation that many use. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { declarations, moduleName } from "../src/activations/index.ts";
import { nn } from "../src/nn/index.ts";
import { type Call, type Distances, type Replay, replay } from "./replay.ts";

const golden = JSON.parse(readFileSync(new URL("golden/train.json", import.meta.url), "utf8")) as { cases: Replay[] };

describe("float64", () => {
  test.each(golden.cases)("$name: 50 steps as PyTorch's", (c) => {
    const { final, ...found } = replay(c, "float64");
    expect(Math.max(...Object.values(found)), JSON.stringify(found)).toBeLessThan(1e-9);
    // of two rows, batch normalisation makes 1 and -1: what moves them least is a difference of rounded numbers
    expect(final).toBeLessThan(1e-8);
  });
});

describe("float32", () => {
  test.each(golden.cases)("$name: as near as PyTorch's own float32", (c) => {
    const found: Distances = replay(c, "float32");
    // both round some thousand times, each in its own order; 2e-7 is three units in the last place
    for (const what of ["losses", "final", "prediction"] as const) {
      expect(found[what] / Math.max(c.drift[what], 2e-7), what).toBeLessThan(4);
    }
  });
});

const names = (calls: readonly unknown[]): string[] =>
  calls.flatMap((call) =>
    Array.isArray(call) ? (typeof call[0] === "string" ? [call[0]] : []).concat(names(call)) : [],
  );
const used = new Set(golden.cases.flatMap((c) => names(c.modules)));

test.each([...declarations.values()].filter((d) => d.known?.torch?.startsWith("nn.")))("$name is in the table", (d) => {
  // its own name, or an option of the function that selects it
  const options = golden.cases.map((c) => JSON.stringify(c.modules)).join();
  expect(used.has(moduleName(d)) || options.includes('"approximate":"tanh"')).toBe(true);
});

// named after what it does, not after what is in it
const notModules = new Set(["Activation", "Gated", "Along", "Noisy", "Joined"]);
const activations = new Set([...declarations.values()].map(moduleName));
const others = Object.keys(nn).filter(
  (name) => !activations.has(name) && !name.endsWith("Loss") && !notModules.has(name),
);

test.each(others)("%s is in the table", (name) => {
  const random = ["Dropout", "AlphaDropout"];
  expect(used.has(name) || random.includes(name) || name === "Sequential").toBe(true);
});

test("a replay sees what it should", () => {
  const c = golden.cases.find(({ name }) => name === "activation GELU")!;
  const other: Call[] = c.modules.map((m) => (m[0] === "GELU" ? ["GELU", { approximate: "tanh" }] : m));
  expect(replay({ ...c, modules: other }, "float64").losses).toBeGreaterThan(1e-6);
});
