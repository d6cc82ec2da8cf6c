/** `nonlin design`: the answer in the terminal, as data, and with its training against ReLU by the built worker. */
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { main } from "../src/cli/nonlin.ts";
import type { DesignResult, RaceResult } from "../src/lab/index.ts";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

async function nonlin(line: readonly string[]): Promise<Ran> {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await main(["design", ...line], {
    out: (text) => out.push(text),
    bytes: () => {},
    note: (text) => notes.push(text),
    stdin: async () => undefined,
    width: 80,
    worker: pathToFileURL("dist/cli/worker.js"),
    colour: false,
    live: false,
  });
  return { code, out: out.join("\n"), notes: notes.join("\n") };
}

describe("the answer", () => {
  test("without a formula it is Mish's, which meets all four", async () => {
    const { code, out, notes } = await nonlin(["--no-train"]);
    expect([code, notes]).toEqual([0, ""]);
    expect(out.split("\n")[0]).toBe("x * tanh(softplus(x))");
    expect(out).toContain("nearest  the same function as mish");
    expect(out).toMatch(/meets all four criteria .* it is\s+mish\.$/s);
    for (const line of out.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
  });

  test("1 is the answer no, with the witness", async () => {
    const { code, out } = await nonlin(["relu", "--no-train"]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /2 {2}no {4}differentiable everywhere: class C0, a corner at x = 0: slope\s+0 on the left and 1 on the right \[refuted\]/,
    );
  });

  test("--gradient chooses the readings that decide", async () => {
    expect((await nonlin(["log(cosh(x))", "--no-train", "--gradient", "tails"])).code).toBe(0);
    const { code, out } = await nonlin(["log(cosh(x))", "--no-train", "--gradient", "everywhere,depth"]);
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, " ")).toContain("no function can meet this together with 2 and 4");
  });

  test("--json is one object with its schema, everything in it", async () => {
    const { out } = await nonlin(["x * atan(exp(x))", "--no-train", "--json"]);
    const result = JSON.parse(out) as DesignResult;
    expect(result.schema).toBe("nonlin.design/1");
    expect(result.criteria.map((c) => c.number)).toEqual(["1", "2", "3a", "3b", "3c", "3d", "4"]);
    expect(result.depth.layers).toHaveLength(10);
    expect(result.doctor.checks).toHaveLength(4);
    expect(result.nearest?.text).toMatch(/silu|mish|gelu/i);
  });

  test("--dry-run says what the training would cost and trains nothing", async () => {
    const { out, code } = await nonlin(["x * sigmoid(1.3*x)", "--dry-run", "--data", "moons", "--seeds", "3"]);
    expect(code).toBe(0);
    expect(out).toMatch(/Training against ReLU: 12 trainings, [\d,]+ steps, about .* on \d+ threads?$/);
  });
});

describe("the training", () => {
  const small = ["x * sigmoid(1.3*x)", "--data", "moons", "--seeds", "2", "--epochs", "1", "--jobs", "1"];

  test("ends with the race's verdict against ReLU, which is in the data too, word by word", async () => {
    const { out, notes, code } = await nonlin(small);
    expect(code).toBe(0);
    expect(notes).toContain("Training against ReLU: 8 trainings");
    const told = out.replace(/\s+/g, " ");
    expect(told).toMatch(/x \* sigmoid\(1\.3\*x\) against ReLU: (better|worse|practically equal|undecided)/);
    const { training } = JSON.parse((await nonlin([...small, "--json", "-q"])).out) as { training: RaceResult };
    expect(training.schema).toBe("nonlin.race/1");
    expect(training.provenance?.command).toMatch(/^nonlin design 'x \* sigmoid\(1\.3\*x\)' --data moons/);
    const [task] = training.tasks;
    // the same seed, the same bits: trained twice, told once; only times differ
    const { sentence = "none" } = task?.entrants.find((e) => e.activation === "x * sigmoid(1.3*x)") ?? {};
    expect(told).toContain(sentence.replace(/ A step takes.*/, ""));
  });

  test("ReLU itself has nothing to be compared with", async () => {
    const { notes } = await nonlin(["relu"]);
    expect(notes).toBe("ReLU is what functions are trained against: there is nothing to compare it with");
  });
});

describe("mistakes get a code and a remedy", () => {
  const cases: [line: string[], text: string][] = [
    [["x", "*", "tanh(x)"], "E_USAGE: design takes one formula, not 3; quote it: nonlin design 'x * tanh(x)'"],
    [
      ["silu", "--gradient", "tail"],
      'E_USAGE: --gradient is everywhere or tails or one-tail or depth, not "tail"; did you mean tails?',
    ],
    [
      ["silu", "--gradient", "nowhere,depth"],
      'E_USAGE: --gradient is everywhere or tails or one-tail or depth, not "nowhere"; several with commas: --gradient one-tail,depth',
    ],
    [["gelo"], 'E_NAME: unknown activation "gelo"; did you mean "gelu"? (list them with `nonlin list`)'],
    [["silu", "--no-trian"], "E_USAGE: unknown option --no-trian; did you mean --no-train?"],
  ];
  test.each(cases)("%j", async (line, text) => {
    const { code, out, notes } = await nonlin(line);
    expect([notes, out, code]).toEqual([text, "", 2]);
  });

  test("a formula that does not parse has its caret", async () => {
    const { notes } = await nonlin(["x * tanh(softpls(x))"]);
    expect(notes).toContain("^");
    expect(notes).toContain("did you mean softplus?");
  });

  test("a data file that is missing is said before anything is judged", async () => {
    const { notes, code, out } = await nonlin(["silu", "--data", "nowhere.csv", "--target", "y"]);
    expect([code, out]).toEqual([2, ""]);
    expect(notes).toContain("nowhere.csv");
  });
});
