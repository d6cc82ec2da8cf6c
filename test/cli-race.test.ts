/** The built command line: races in workers, repeated, interrupted, piped, and the report in a browser. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { RaceResult } from "../src/lab/index.ts";

const binary = resolve("dist/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "nonlin-"));
const small = ["race", "gelu", "--data", "moons", "--seeds", "3", "--epochs", "4"];

beforeAll(() => {
  if (!existsSync(binary)) throw new Error("dist/cli/main.js is missing: run `npm run build` first");
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly notes: string;
}

function nonlin(line: readonly string[], options: { input?: string; cwd?: string } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary, ...line], {
    cwd: options.cwd ?? folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "" },
    ...(options.input !== undefined && { input: options.input }),
  });
  return { code: status, out: stdout, notes: stderr };
}

function raced(line: readonly string[], options: { input?: string } = {}): RaceResult {
  const { code, out, notes } = nonlin([...line, "--json", "-q"], options);
  expect([code, notes]).toEqual([0, ""]);
  return JSON.parse(out) as RaceResult;
}

/** 60 rows with a missing value, a category and a quoted comma; y follows from a and from the colour. */
function table(): string {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const a = ((i * 37) % 60) / 10 - 3;
    const colour = i % 3 === 0 ? '"red, dark"' : "blue";
    return `${i === 7 ? "" : a},${colour},${i % 5},${(a > 0) === (i % 3 === 0) ? "yes" : "no"}`;
  });
  return ["a,colour,noise,answer", ...rows].join("\r\n");
}

describe("a race", () => {
  test("the same seed gives the same bits with 1, 2 and 8 workers, another seed others", () => {
    const hashes = ["1", "2", "8"].map((jobs) => raced([...small, "--jobs", jobs]).hash);
    expect(new Set(hashes).size).toBe(1);
    expect(raced([...small, "--seed", "2"]).hash).not.toBe(hashes[0]);
  });

  test("the result is one object with schema, inputs, versions, every seed, verdicts and sentences", () => {
    const result = raced(small);
    expect(result).toMatchObject({
      schema: "nonlin.race/1",
      seed: 1,
      partial: false,
      options: { seeds: 3, baseline: "relu" },
    });
    expect(result.provenance?.command).toBe("nonlin race gelu --data moons --seeds 3 --epochs 4 --json -q");
    const [task] = result.tasks;
    expect(task?.entrants.map((e) => [e.title, e.role])).toEqual([
      ["ReLU", "baseline"],
      ["GELU", "rival"],
      ["Identity", "control"],
      ["ReLU, other seeds", "floor"],
    ]);
    for (const e of task?.entrants ?? []) {
      expect(e.runs.map((r) => r.replicate)).toEqual([0, 1, 2]);
      for (const run of e.runs) expect(run.curve.losses).toHaveLength(4);
    }
    expect(task?.entrants[1]?.sentence).toMatch(/^GELU against ReLU: (better|worse|practically equal|undecided)/);
    expect(task?.sentences[0]).toContain("non-linearity");
  });

  test("formulas of a file are entrants, and the same function named twice runs once", () => {
    const path = join(folder, "formulas.txt");
    writeFileSync(path, "x * tanh(softplus(x))  # mish\ngelu\n\nprelu\n");
    const result = raced([...small, "--formulas", path]);
    expect(result.tasks[0]?.entrants.map((e) => e.title)).toEqual([
      "ReLU",
      "GELU",
      "x * tanh(softplus(x))",
      "PReLU",
      "Identity",
      "ReLU, other seeds",
    ]);
  });

  test("adding a rival changes nothing for the others", () => {
    const [alone, together] = [raced(small), raced(["race", "gelu", "silu", ...small.slice(2)])];
    const hashes = (r: RaceResult, title: string): string[] | undefined =>
      r.tasks[0]?.entrants.find((e) => e.title === title)?.runs.map((run) => run.hash);
    for (const title of ["ReLU", "GELU", "Identity"]) expect(hashes(together, title)).toEqual(hashes(alone, title));
  });

  test("a rate far too high diverges, which is a result: step, tensor, chance level, counted", () => {
    const result = raced([...small, "--optimizer", "sgd", "--lr", "1e30"]);
    const gelu = result.tasks[0]?.entrants[1];
    expect(gelu?.failures).toBe(3);
    const run = gelu?.runs[0];
    expect(run).toMatchObject({ status: "diverged", score: 50 });
    expect(run?.divergence?.step).toBeGreaterThan(0);
    expect(result.tasks[0]?.sentences.join(" ")).toContain(
      "Diverged, and counted at chance level (50.00 %): ReLU 3 of 3",
    );
  });

  test("a CSV on standard input: categories, a missing value, the verdict speaks of this data set", () => {
    const line = [
      "race",
      "gelu",
      "--data",
      "-",
      "--target",
      "answer",
      "--seeds",
      "3",
      "--epochs",
      "3",
      "--hidden",
      "8",
    ];
    const result = raced(line, { input: table() });
    const [task] = result.tasks;
    expect(task?.facts).toMatchObject({ kind: "binary", train: 48, test: 12, resplit: true });
    expect(task?.facts.notes.join(" ")).toMatch(/missing/);
    expect(task?.sentences.join(" ")).toContain("the verdicts speak of this data set");
    // one held-out row is 8.3 points, more than the default zone
    expect(task?.zone).toBeCloseTo(100 / 12, 10);
  });

  test("--csv is one row per training; -q leaves standard error empty", () => {
    const { code, out, notes } = nonlin([...small, "--csv", "-q"]);
    expect([code, notes]).toEqual([0, ""]);
    const lines = out.trim().split(/\r?\n/);
    expect(lines[0]).toBe("task,activation,role,seed,status,metric,score,best,bestEpoch,loss,steps,seconds,hash");
    expect(lines).toHaveLength(1 + 4 * 3);
    expect(lines.at(-1)).toContain('"ReLU, other seeds",floor,3,ok,accuracy');
  });

  test("in the terminal: cost first on standard error, the table with a verdict on standard output", () => {
    const { out, notes } = nonlin(small);
    expect(notes).toMatch(/^12 trainings, 768 steps, about .* on \d+ threads?\n/);
    expect(out).toMatch(/^GELU +[▁▂▃▄▅▆▇█]+ +\d+\.\d\d % +[+−]\d+\.\d\d .*(better|worse|practically equal|undecided)/m);
    for (const text of out.split("\n")) expect(text.length, text).toBeLessThanOrEqual(80);
  });

  test("a reader that stops early is no failure", () => {
    const { status, stderr } = spawnSync("bash", ["-c", `"${process.execPath}" "${binary}" list --json | head -c 10`], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
  });

  test("an output that cannot be written is one line and a code", () => {
    const { status, stderr } = spawnSync("bash", ["-c", `"${process.execPath}" "${binary}" list > /dev/full`], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([4, "E_STORE_FULL: cannot write the output: no space is left\n"]);
  });

  test("what nonlin did not write is not written over, and that is said before the work", () => {
    const path = join(folder, "foreign.html");
    writeFileSync(path, "<p>mine</p>");
    const { code, notes } = nonlin([...small, "-o", path]);
    expect([code, notes]).toEqual([
      2,
      `E_USAGE: ${path} exists and is no result of nonlin; name another file with -o\n`,
    ]);
    expect(readFileSync(path, "utf8")).toBe("<p>mine</p>");
  });

  test("the user's own table is not written over with results", () => {
    const path = join(folder, "own.csv");
    writeFileSync(path, table());
    const line = ["race", "gelu", "--data", path, "--target", "answer", "-o", path];
    expect(nonlin(line).notes).toBe(`E_USAGE: ${path} exists and is no result of nonlin; name another file with -o\n`);
    expect(readFileSync(path, "utf8")).toBe(table());
  });

  test("interrupted once, it ends with 130, what is finished, and how to go on", async () => {
    const line = ["race", "gelu", "--data", "course", "--seeds", "500", "--json"];
    const child = spawn(process.execPath, [binary, ...line], { cwd: folder });
    let [out, notes] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      notes += text;
    });
    await new Promise((done) => child.stderr.once("data", done));
    await new Promise((done) => setTimeout(done, 4000));
    child.kill("SIGINT");
    const code = await new Promise((done) => child.on("close", done));
    expect(code).toBe(130);
    const result = JSON.parse(out) as RaceResult;
    expect(result.partial).toBe(true);
    expect(result.tasks[0]?.entrants[0]?.runs.length).toBeGreaterThan(0);
    expect(notes).toContain("stopping after the seeds at work");
    expect(notes).toContain("the same command runs all of them");
  });
});

describe("a rerun", () => {
  const json = join(folder, "result.json");
  const html = join(folder, "report.html");

  beforeAll(() => {
    expect(nonlin([...small, "-o", json, "-q"]).code).toBe(0);
    expect(nonlin([...small, "-o", html, "-q"]).code).toBe(0);
  });

  test.each([json, html])("of what was recorded agrees hash by hash: %s", (path) => {
    const { code, out } = nonlin(["rerun", path, "-q"]);
    expect([code, out]).toEqual([
      0,
      "the same: 12 of 12 trainings have the same hash, and the judgement is the same\n",
    ]);
  });

  test("that differs says where first, and ends with 1", () => {
    const recorded = JSON.parse(readFileSync(json, "utf8"));
    recorded.tasks[0].entrants[1].runs[2].hash = "0".repeat(64);
    const path = join(folder, "tampered.json");
    writeFileSync(path, JSON.stringify(recorded));
    const { code, out } = nonlin(["rerun", path, "-q"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^not the same: GELU on two moons, interleaved, seed 3, scored [\d.]+ then, [\d.]+ now\n$/);
  });

  test.each([
    [/"verdict": "\w[\w ]*"/, '"verdict": "worse than ever"', "GELU on two moons, interleaved: comparison.verdict was"],
    [/"score": [\d.]+/, '"score": 12.5', "ReLU on two moons, interleaved, seed 1, scored 12.5 then"],
    [/"sentence": "/, '"sentence": "Truly: ', "GELU on two moons, interleaved: sentence was"],
    [/"losses": \[\s*[\d.]+/, '"losses": [9', "ReLU on two moons, interleaved, seed 1: curve.losses.0 was 9"],
    [/"hash": "\w{64}"(?=,\s*"provenance")/, '"hash": "0"', 'hash was "0"'],
  ])("of a result falsified at %s names it", (from, to, said) => {
    const path = join(folder, "falsified.json");
    const text = readFileSync(json, "utf8");
    expect(text).toMatch(from);
    writeFileSync(path, text.replace(from, to));
    const { code, out } = nonlin(["rerun", path, "-q"]);
    expect(code).toBe(1);
    expect(out).toContain(`not the same: ${said}`);
  });

  test("of a report whose page says something else than its data is not the same", () => {
    const path = join(folder, "falsified.html");
    writeFileSync(path, readFileSync(html, "utf8").replace("paired seeds", "paired and blessed seeds"));
    const { code, out } = nonlin(["rerun", path, "-q"]);
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(
        /^not the same: the data inside are the same, but line \d+ of the page does not show them\n$/,
      ),
    ]);
  });

  test("of another numerics version is refused with the way out", () => {
    const path = join(folder, "old.json");
    writeFileSync(path, readFileSync(json, "utf8").replace('"numerics": "2"', '"numerics": "1"'));
    const { code, notes } = nonlin(["rerun", path]);
    expect(code).toBe(2);
    expect(notes).toContain("was computed with numerics 1, this is numerics 2; install nonlin");
  });

  test("of data that has changed is refused", () => {
    const csv = join(folder, "my.csv");
    const path = join(folder, "csv.json");
    writeFileSync(csv, table());
    const line = [
      "race",
      "gelu",
      "--data",
      csv,
      "--target",
      "answer",
      "--seeds",
      "2",
      "--epochs",
      "1",
      "-o",
      path,
      "-q",
    ];
    expect(nonlin(line).code).toBe(0);
    expect(nonlin(["rerun", path, "-q"]).code).toBe(0);
    writeFileSync(csv, `${table()}\r\n1,blue,1,no`);
    expect(nonlin(["rerun", path, "-q"]).notes).toMatch(/is not the file that was raced on: its hash is/);
  });
});

describe("the report in a browser, from disk", () => {
  const path = join(folder, "shown.html");
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

  beforeAll(() => {
    if (!existsSync(executablePath))
      throw new Error(`${executablePath} is missing: apt install chromium, or set CHROMIUM to a browser`);
    const formula = "x * tanh(softplus(x))";
    expect(
      nonlin(["race", "gelu", formula, "--data", "moons", "--seeds", "3", "--epochs", "4", "-o", path, "-q"]).code,
    ).toBe(0);
  });

  test.each([
    [360, "light"],
    [1280, "dark"],
  ] as const)(
    "at %i pixels in %s: no error, nothing loaded, nothing wider than the page",
    async (width, colorScheme) => {
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
      try {
        const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
        const complaints: string[] = [];
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(error.message));
        page.on("request", (request) => {
          if (!request.url().startsWith("file:")) complaints.push(`asked for ${request.url()}`);
        });
        await page.goto(`file://${path}`);
        expect(complaints).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
        expect(
          await page.evaluate("[...document.querySelectorAll('svg')].every((s) => s.getAttribute('aria-labelledby'))"),
        ).toBe(true);
        expect(
          await page.evaluate(
            "new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size - document.querySelectorAll('[id]').length",
          ),
        ).toBe(0);
        const axis = await page.evaluate("getComputedStyle(document.querySelector('svg text')).fill");
        expect(axis).toBe(colorScheme === "dark" ? "rgb(169, 170, 180)" : "rgb(95, 96, 105)");
      } finally {
        await browser.close();
      }
    },
  );

  test("it prints on one sheet of A4", async () => {
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    try {
      const page = await browser.newPage();
      await page.goto(`file://${path}`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    } finally {
      await browser.close();
    }
  });
});
