import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Io } from "../src/cli/command.ts";
import { main } from "../src/cli/nonlin.ts";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

async function nonlin(line: readonly string[], stdin?: string, colour = false): Promise<Ran> {
  const [out, notes]: [string[], string[]] = [[], []];
  const io: Io = {
    out: (text) => out.push(text),
    bytes: (data) => out.push(`${data.length} bytes`),
    note: (text) => notes.push(text),
    stdin: async () => (stdin === undefined ? undefined : new TextEncoder().encode(stdin)),
    width: 80,
    worker: new URL("file:///none"),
    colour,
    live: false,
  };
  const code = await main(line, io);
  return { code, out: out.join("\n"), notes: notes.join("\n") };
}

describe("help", () => {
  test("nonlin alone prints short help and is no failure", async () => {
    const { code, out, notes } = await nonlin([]);
    expect([code, notes]).toEqual([0, ""]);
    expect(out).toMatchInlineSnapshot(`
      "nonlin: a compiler and a laboratory for neural-network activation functions

        nonlin race                          seven functions on two tasks, with verdicts and a report
        nonlin race relu gelu --data my.csv --target price
        nonlin show "x * tanh(softplus(x))"  what a formula is, proved where it can be

      Commands:
        race    which activation works best here? many seeds, four verdicts
        rerun   is it still true? repeat a recorded result, compare hash by hash
        show    the passport of one function: formula, derivatives, properties
        list    what functions there are
        plot    functions and their derivatives, drawn
        verify  does it agree with PyTorch? does mine?
        design  is mine a good activation? four criteria, proved or refuted
        export  a function for PyTorch, JAX, ONNX, C, WGSL, JavaScript or LaTeX

      nonlin <command> --help shows examples and options; nonlin --version the version.
      "
    `);
  });

  test.each(["race", "rerun", "show", "list", "plot", "verify", "design"])(
    "%s --help gives examples before options, within 80 columns",
    async (name) => {
      const { code, out } = await nonlin([name, "--help"]);
      expect(code).toBe(0);
      expect(out.indexOf("Examples:")).toBeGreaterThan(0);
      expect(out.indexOf("Examples:")).toBeLessThan(out.indexOf("Options:"));
      for (const line of out.split("\n"))
        if (!line.startsWith("  nonlin")) expect(line.length, line).toBeLessThanOrEqual(80);
    },
  );

  test("race --help names the values to choose from", async () => {
    const { out } = await nonlin(["race", "--help"]);
    for (const values of ["--theme auto|light|dark", "--missing impute|drop|refuse", "--task binary|classes|"])
      expect(out).toContain(values);
  });

  test("race --help says plainly that the learning rate is the same for all and not tuned", async () => {
    const { out } = await nonlin(["race", "--help"]);
    expect(out.replace(/\s+/g, " ")).toContain(
      "learning rate, the same for all functions (default: 0.01); none is tuned",
    );
    expect(out).not.toMatch(/--tune|--until-decided/);
  });

  test("the version is the package's", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect((await nonlin(["--version"])).out).toBe(version);
  });
});

describe("an error is one or two lines with a code, and ends with 2", () => {
  const cases: [line: string[], text: string][] = [
    [["rase"], 'E_USAGE: unknown command "rase"; did you mean "race"?'],
    [
      ["verdict"],
      'E_USAGE: unknown command "verdict"; there are race, compare, rerun, show, list, plot, verify, design, export',
    ],
    [["--json"], "E_USAGE: --json stands before the command; write it after: nonlin <command> [options]"],
    [["race", "--sead", "3"], "E_USAGE: unknown option --sead; did you mean --seed?"],
    [["race", "--seed"], "E_USAGE: --seed needs a value: --seed S"],
    [["race", "--seed", "1.5"], "E_USAGE: --seed is a whole number from 0 to 4294967295, not 1.5"],
    [["race", "--seeds", "0"], "E_USAGE: --seeds is a whole number above 0, not 0"],
    [["race", "--lr", "fast"], 'E_USAGE: --lr takes a number, not "fast"'],
    [["race", "--lr", "-1"], "E_USAGE: --lr is a number above 0, not -1"],
    [["race", "--hidden", "64,0"], "E_USAGE: --hidden takes whole numbers above 0, not 0"],
    [
      ["race", "--hidden", ""],
      "E_USAGE: a network without a hidden layer has no activation to compare; name the units of each, for instance --hidden 64,32",
    ],
    [
      ["race", "--seeds", "1000000000"],
      "E_LIMIT: this race is about 20,000,000,000 trainings; at most 200,000 are planned at once",
    ],
    [["race", "--quiet=yes"], 'E_USAGE: --quiet takes no value, but got "yes"'],
    [["race", "--optimizer", "adm"], 'E_USAGE: --optimizer is adam or adamw or sgd or sgd-momentum, not "adm"'],
    [["race", "--batch-norm", "--layer-norm"], "E_USAGE: --batch-norm and --layer-norm exclude each other"],
    [["race", "--dropout", "1"], "E_USAGE: --dropout is a share from 0 to below 1, not 1"],
    [
      ["race", "--residual"],
      "E_USAGE: --residual needs neighbouring hidden layers of one width; name some, for instance --hidden 32,32,32",
    ],
    [
      ["race", "--until-decided"],
      "E_USAGE: --until-decided: looking more than once is not built yet; --seeds N fixes the number beforehand",
    ],
    [["race", "--json", "--csv"], "E_USAGE: --json and --csv exclude each other"],
    [["race", "--data", "spirls"], 'E_NAME: unknown data set "spirls"; did you mean "spirals"?'],
    [["race", "--data", "my.csv"], "E_USAGE: --data my.csv needs --target COLUMN, the column to predict"],
    [
      ["race", "--data", "absent.csv", "--target", "y"],
      "E_DATA: cannot read absent.csv: there is no such file or folder",
    ],
    [["race", "--data", "xor", "--target", "y"], "E_USAGE: --target is for a file, but xor is a built-in set"],
    [["race", "--data", "src", "--target", "y"], "E_USAGE: --target is for a file, but src is a built-in set"],
    [["race", "--data", "./src", "--target", "y"], "E_DATA: cannot read ./src: it is a folder"],
    [["race", "--data", "xor", "--decimal", ","], "E_USAGE: --decimal is for a file, but xor is a built-in set"],
    [
      ["race", "--lr", "0.1", "--seeds", "2", "--lr", "1"],
      "E_USAGE: --lr is given twice; one value is meant, drop the other",
    ],
    [["race", "--data", "-", "--target", "y"], "E_USAGE: --data - reads standard input, which is a terminal here"],
    [
      ["race", "-o", "report.pdf"],
      "E_USAGE: cannot write report.pdf: its ending is none of .html .svg .png .json .csv",
    ],
    [
      ["race", "-o", "/proc/a/b.html"],
      "E_USAGE: cannot write /proc/a/b.html: there is no such file or folder; name another file with -o",
    ],
    [
      ["plot", "gelu", "-o", "package.json/x.svg"],
      "E_USAGE: cannot write package.json/x.svg: a part of the path is a file, not a folder; name another file with -o",
    ],
    [
      ["race", "gelu_tnh", "--data", "xor"],
      'E_NAME: unknown activation "gelu_tnh"; did you mean "geluTanh"? (list them with `nonlin list`)',
    ],
    [
      ["race", "--metric", "acuracy", "--data", "xor"],
      "E_USAGE: --metric acuracy does not fit a target of two classes; did you mean accuracy?",
    ],
    [["rerun"], "E_USAGE: rerun takes one file; a .json or .html that nonlin race wrote with -o"],
    [
      ["rerun", "package.json"],
      "E_DATA: package.json holds no race that nonlin recorded; race -o writes one as .json or .html",
    ],
    [["show"], "E_USAGE: show takes one name or formula; quote a formula: nonlin show 'x * sigmoid(x)'"],
    [["list", "--family", "eluu"], 'E_NAME: unknown family "eluu"; did you mean elu?'],
    [["plot", "gelu", "--range", "3,-3"], "E_USAGE: the range 3,-3 is empty; write the smaller end first: -6,6"],
  ];

  test.each(cases)("nonlin %j", async (line, text) => {
    const { code, out, notes } = await nonlin(line);
    expect(notes).toBe(text);
    expect([code, out]).toEqual([2, ""]);
  });

  test("a fault in a formula stands under the formula", async () => {
    const { code, notes } = await nonlin(["show", "x * tanh(softpls(x))"]);
    expect(code).toBe(2);
    expect(notes).toMatchInlineSnapshot(`
      "E_NAME: x * tanh(softpls(x))
                       ^^^^^^^ unknown function "softpls"; did you mean softplus?"
    `);
  });

  test("--debug adds the stack, and only then", async () => {
    expect((await nonlin(["race", "--sead"])).notes).not.toContain("    at ");
    expect((await nonlin(["race", "--sead", "--debug"])).notes).toContain("    at ");
  });

  test("a formula file says which of its lines are entrants", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "nonlin-")), "formulas.txt");
    writeFileSync(path, "# nothing\n\n");
    expect((await nonlin(["race", "--formulas", path])).notes).toBe(`E_DATA: ${path} holds no formula; one a line`);
  });
});

describe("a plan", () => {
  test("--dry-run trains nothing and says what it would cost and whether equality can be shown", async () => {
    const { code, out } = await nonlin(["race", "gelu", "--data", "xor", "--seeds", "3", "--epochs", "2", "--dry-run"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^12 trainings, 384 steps, about .* on \d+ threads?$/m);
    const text = out.replace(/\s+/g, " ");
    expect(text).toContain(
      "with 3 seeds and 2 rivals where differences vary from seed to seed by less than 0.14 points",
    );
    expect(text).toContain("that is rare, so plan more seeds or a wider zone");
  });

  test("what a formula leaves at 1 is said", async () => {
    const line = ["race", "x * y", "--data", "xor", "--seeds", "1", "--epochs", "1", "--dry-run"];
    expect((await nonlin(line)).out).toContain("x * y: y is a parameter, fixed at 1");
  });

  test("the user's table is read as asked: decimal commas, Latin-1, a classification", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "nonlin-")), "table.csv");
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 7},5;${i % 3}`);
    writeFileSync(path, Buffer.from(`gr\u00f6\u00dfe;art\n${rows.join("\n")}`, "latin1"));
    const line = ["race", "gelu", "--data", path, "--target", "art", "--seeds", "2", "--epochs", "1", "--dry-run"];
    expect((await nonlin(line)).notes).toContain("--encoding latin1");
    const told = (await nonlin([...line, "--encoding", "latin1"])).out.replace(/\s+/g, " ");
    expect(told).toContain("(--decimal ,)");
    const { code, out } = await nonlin([
      ...line,
      ...["--encoding", "latin1", "--decimal", ",", "--task", "classification"],
    ]);
    expect([code, out.includes("1 inputs")]).toEqual([0, true]);
  });

  test("a formula in a file that cannot be read is named by file and line", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "nonlin-")), "formulas.txt");
    writeFileSync(path, "gelu\n\nx * sinn(x)\n");
    const { code, notes } = await nonlin(["race", "--formulas", path, "--data", "xor"]);
    expect(code).toBe(2);
    expect(notes).toContain(`${path}, line 3: unknown function "sinn"; did you mean sin?`);
  });

  test("one seed is told beforehand that it decides nothing", async () => {
    const { out } = await nonlin(["race", "gelu", "--data", "xor", "--seeds", "1", "--epochs", "1", "--dry-run"]);
    expect(out.replace(/\s+/g, " ")).toContain('One seed decides nothing: every verdict will be "undecided".');
  });
});

describe("list, show, plot", () => {
  test("list --json is one object with a schema; families and PyTorch's names narrow it", async () => {
    const all = JSON.parse((await nonlin(["list", "--json"])).out);
    expect(all.schema).toBe("nonlin.list/1");
    expect(all.activations.length).toBeGreaterThan(40);
    const torch = JSON.parse((await nonlin(["list", "--torch", "--family", "elu", "--json"])).out).activations;
    expect(torch.map((a: { module: string }) => a.module)).toContain("ELU");
    for (const a of torch) expect(a.known.torch).toBeDefined();
    const learned = JSON.parse((await nonlin(["list", "--trainable", "--json"])).out).activations;
    expect(learned.map((a: { name: string }) => a.name)).toContain("prelu");
  });

  test("numbers are shown as they were meant, and titles too long end in an ellipsis", async () => {
    const { out } = await nonlin(["show", "3 * 0.1 * x * tanh(pi * x)"]);
    expect(out).toContain("0.3 * x");
    expect(out).not.toContain("0.30000000000000004");
    expect((await nonlin(["plot", "x * sigmoid(1.702 * x) + 0 * tanh(x)", "-d"])).out).toContain("…");
  });

  test("a formula may begin with a minus", async () => {
    const { code, out } = await nonlin(["show", "-x^2"]);
    expect([code, out.split("\n")[0]]).toEqual([0, "-x^2"]);
    expect((await nonlin(["plot", "gelu", "-exp(-x)", "--range", "-1,1"])).code).toBe(0);
  });

  test("show tells a formula apart from a name and draws it", async () => {
    const { code, out } = await nonlin(["show", "relu"]);
    expect(code).toBe(0);
    expect(out).toContain("nn.ReLU");
    expect(out).toMatch(/[\u2801-\u28ff]/);
    expect((await nonlin(["show", "x * sigmoid(x)"])).code).toBe(0);
  });

  test("show says what a function of a whole axis is, and what is known by name only", async () => {
    const softmax = await nonlin(["show", "nn.Softmax"]);
    expect(softmax.code).toBe(0);
    expect(softmax.out).toContain("exp(x - maxOver(x)) / sumOver(exp(x - maxOver(x)))");
    expect(softmax.out).toContain("of all values along an axis");
    expect(JSON.parse((await nonlin(["show", "swiglu", "--json"])).out)).toMatchObject({
      kind: "gated",
      inputs: ["a", "b"],
    });
    expect((await nonlin(["show", "very_leaky_relu"])).out).toContain("veryLeakyRelu  (known by name only)");
  });

  test("plot --json has the points, and a gap where there is no value", async () => {
    const { out, notes } = await nonlin(["plot", "1/x", "--range", "-5,5", "--json"]);
    const data = JSON.parse(out);
    expect(data.schema).toBe("nonlin.plot/1");
    expect(data.functions[0].values[0][300]).toBe(null);
    expect(notes).toBe("1/x: no finite value at 1 of 601 points, drawn as gaps");
  });

  test("plot -o writes SVG that says what it shows, the same bytes each time, and PNG", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nonlin-"));
    const path = join(folder, "a.svg");
    await nonlin(["plot", "gelu", "relu", "--derivative", "-o", path]);
    const first = readFileSync(path, "utf8");
    expect(first).toMatch(/^<svg/);
    expect(first).toContain("<title");
    expect(first).toContain("<desc");
    expect(first).toContain("prefers-color-scheme:dark");
    await nonlin(["plot", "gelu", "relu", "--derivative", "-o", path]);
    expect(readFileSync(path, "utf8")).toBe(first);
    await nonlin(["plot", "gelu", "-o", join(folder, "a.png")]);
    expect([...readFileSync(join(folder, "a.png")).subarray(1, 4)]).toEqual([..."PNG"].map((c) => c.charCodeAt(0)));
  });

  test("colour is used only where asked for", async () => {
    expect((await nonlin(["show", "relu"])).out).not.toContain("\u001b");
    expect((await nonlin(["show", "relu"], undefined, true)).out).toContain("\u001b[");
  });
});

describe("export", () => {
  test("prints one file for several functions, its command at its head", async () => {
    const { code, out, notes } = await nonlin(["export", "relu", "2 * sigmoid(a * x)", "--to", "js"]);
    expect([code, notes]).toEqual([0, ""]);
    expect(out.replace(/nonlin \d+\.\d+\.\d+/, "nonlin VERSION")).toMatchInlineSnapshot(`
      "// written by nonlin VERSION: nonlin export relu '2 * sigmoid(a * x)' --to js

      function opSigmoid(a) {
        const t1 = Math.exp(-Math.abs(a));
        return (a < 0 ? t1 : 1) / (1 + t1);
      }

      // relu(x) = max(x, 0)
      // Fukushima; Nair, Hinton, 1969
      // accuracy in float64: f exact, f' exact (measured with Node 20.20.2)
      export function relu(x) {
        return x < 0 ? 0 : x;
      }

      export function reluDerivative(x) {
        return x === x ? (x <= 0 ? 0 : 1) : x;
      }

      // activation(x) = 2 * sigmoid(a * x)
      // defaults: a = 1
      // accuracy in float64: not measured
      export function activation(x, a = 1) {
        return 2 * opSigmoid(a * x);
      }

      export function activationDerivative(x, a = 1) {
        const t1 = a * x;
        return 2 * a * opSigmoid(t1) * opSigmoid(-t1);
      }
      "
    `);
  });

  test("a model is bytes, and the operator set is checked", async () => {
    expect((await nonlin(["export", "gelu", "--to", "onnx"])).out).toMatch(/^\d+ bytes$/);
    const { code, notes } = await nonlin(["export", "gelu", "--to", "onnx", "--opset", "3"]);
    expect([code, notes]).toEqual([2, "E_USAGE: opset is 16 to 24, not 3"]);
  });

  test("-o names the target by its ending, and what is not ours is left alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nonlin-"));
    const path = join(folder, "elu.wgsl");
    expect((await nonlin(["export", "elu", "-o", path])).code).toBe(0);
    expect(readFileSync(path, "utf8")).toContain("fn nonlin_elu(x: f32, alpha: f32) -> f32 {");
    expect((await nonlin(["export", "elu", "-o", path])).code).toBe(0);
    writeFileSync(path, "mine");
    const { code, notes } = await nonlin(["export", "elu", "-o", path]);
    expect([code, notes]).toEqual([2, expect.stringContaining("is no result of nonlin")]);
  });

  test.each([
    [["gelu"], "export needs --to; it is one of latex, js, c, wgsl, torch, jax, onnx"],
    [["gelu", "-o", "gelu.py"], "export needs --to; it is one of torch, jax"],
    [["gelu", "--to", "fortran"], '--to is latex or js or c or wgsl or torch or jax or onnx, not "fortran"'],
    [["gelu", "--to", "wgsl", "--dtype", "float64"], "WGSL files are not written for float64; it has float32"],
    [["gelu", "--to", "c", "--opset", "20"], "--opset and --primitives are for ONNX, not for C"],
    [["gelu", "mish", "--to", "onnx"], "an ONNX file holds one function, not 2"],
    [["gelo", "--to", "c"], 'unknown activation "gelo"; did you mean "gelu"? (list them with `nonlin list`)'],
  ])("%j is a usage error", async (words, said) => {
    const { code, notes } = await nonlin(["export", ...words]);
    expect([code, notes.replace(/^E_\w+: /, "")]).toEqual([2, said]);
  });
});
