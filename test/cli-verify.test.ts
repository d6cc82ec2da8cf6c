/** `nonlin verify`: ours against the stored tables, and the user's own. */
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue } from "../src/activations/index.ts";
import { main } from "../src/cli/nonlin.ts";
import { storedTables } from "../src/cli/verify-tables.ts";
import type { VerifyResult, YoursResult } from "../src/lab/index.ts";
import { verifySubjects } from "../src/lab/index.ts";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
}

async function nonlin(line: readonly string[], stdin?: string | Uint8Array): Promise<Ran> {
  const [out, notes]: [string[], string[]] = [[], []];
  const bytes = typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
  const code = await main(["verify", ...line], {
    out: (text) => out.push(text),
    bytes: () => {},
    note: (text) => notes.push(text),
    stdin: async () => bytes,
    width: 80,
    worker: new URL("file:///none"),
    colour: false,
    live: false,
  });
  return { code, out: out.join("\n"), notes: notes.join("\n") };
}

const json = async (line: readonly string[]) =>
  JSON.parse((await nonlin([...line, "--stored", "--json"])).out) as VerifyResult;
/** Everything there is, judged once for all tests. */
let everything: Promise<{ readonly code: number; readonly result: VerifyResult }> | undefined;
const whole = () => {
  everything ??= nonlin(["--stored", "--json"]).then(({ code, out }) => ({ code, result: JSON.parse(out) }));
  return everything;
};
const pairs = (f: (x: number) => number) =>
  Array.from({ length: 60 }, (_, i) => (i - 30) / 4 + 0.03).map((x) => `${x},${f(x)}`);

describe("ours", () => {
  test("nothing misses its bound", async () => {
    const { code, result } = await whole();
    const missed = result.rows.filter((row) => row.misses.length > 0);
    expect(missed.map(({ name, order, dtype, misses }) => ({ name, order, dtype, miss: misses[0] }))).toEqual([]);
    expect(code).toBe(0);
  });

  test("the exercise's three stand first", async () => {
    const { rows, schema, peer } = (await whole()).result;
    expect([schema, peer.system]).toEqual(["nonlin.verify/1", "PyTorch 1.13.0a0"]);
    expect([...new Set(rows.map((row) => row.name))].slice(0, 3)).toEqual(["selu", "softplus", "hardswish"]);
  });

  test("every function of PyTorch's is there, in three orders and two widths", async () => {
    const { rows } = (await whole()).result;
    const peered = rows.filter((row) => row.kind === "function" && row.peered);
    expect(peered.length).toBeGreaterThan(120);
    const counts = new Map(peered.map(({ name }) => [name, peered.filter((row) => row.name === name).length]));
    for (const [name, count] of counts) expect([name, count]).toEqual([name, 6]);
  });

  const wrong: [name: string, order: 0 | 1 | 2, at: number, peer: number | string][] = [
    ["gelu", 0, -37.2, 0],
    ["sigmoid", 1, 40, 0],
    ["tanhshrink", 0, -1e-8, 0],
    ["softplus", 2, 20.5, 0],
    ["selu", 0, -1e-20, 0],
  ];
  test.each(wrong)("PyTorch's %s, order %d, is wrong at %d", async (name, order, at, peer) => {
    const { rows } = await json([name, "--order", String(order), "--dtype", "float64"]);
    expect(rows).toMatchObject([{ judgement: "PyTorch is wrong", misses: [] }]);
    const found = rows[0]?.differences.find((d) => Math.abs(Number(d.at) - at) < 1e-6 * Math.abs(at));
    expect(found).toMatchObject({ right: "nonlin" });
    expect(Number(found?.peer) + 0).toBe(peer);
  });

  test("hardswish' at -3 and gelu at -inf are conventions", async () => {
    const hardswish = (await json(["hardswish", "--order", "1", "--dtype", "float64"])).rows[0];
    expect(hardswish?.differences.find((d) => d.at === -3)).toMatchObject({ right: "both", ours: 0, peer: -0.5 });
    const gelu = (await json(["gelu", "--order", "2", "--dtype", "float64"])).rows[0];
    expect(gelu?.judgement).toBe("convention");
  });

  test("softmax's family and every loss of PyTorch's are there, with values and slopes", async () => {
    const { rows } = (await whole()).result;
    for (const name of ["softmax", "logSoftmax", "softmin", "logsumexp", "glu"])
      expect(rows.filter((row) => row.name === name)).toHaveLength(4);
    const losses = rows.filter((row) => row.kind === "loss");
    expect(new Set(losses.map((row) => row.name.replace(/\(.*/, ""))).size).toBe(14);
    for (const { name, peered } of losses) expect([name, peered]).toEqual([name, true]);
    expect(losses.filter((row) => row.dtype === "float32")).toHaveLength(losses.length / 2);
  });

  test("the stored tables know every activation, and no more than what is asked is judged", async () => {
    const { truth } = await storedTables(verifySubjects());
    expect(Object.keys(truth.functions).sort()).toEqual([...catalogue.keys()].sort());
    const { rows } = await json(["silu", "--order", "0"]);
    expect(rows.map((row) => [row.name, row.dtype])).toEqual([
      ["silu", "float64"],
      ["silu", "float32"],
    ]);
  });

  test("the table says who is right, with the input and the values, within 80 columns", async () => {
    const { code, out } = await nonlin(["softplus", "gelu", "--stored", "--order", "0", "--dtype", "float64"]);
    expect(code).toBe(0);
    for (const line of out.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
    expect(out).toMatch(/softplus f\s+20\.5\s+20\.5\s+off by 6e-11\s+20\.5\s+nonlin/);
    expect(out).toMatch(/gelu f\s+-37\.2\s+-1\.2692e-301\s+-0\s+-1\.2692e-301\s+nonlin/);
    expect(out).toMatch(
      /Of 2 rows \(2 with PyTorch\): 0 agree, in 2 PyTorch is wrong, 0 differ by\s+convention, in none nonlin is wrong\./,
    );
  });

  test("--csv has a row for each function, order and width", async () => {
    const { out } = await nonlin(["relu", "--stored", "--csv"]);
    const [head, ...lines] = out.split("\n");
    expect(head).toBe(
      "name,kind,order,dtype,judgement,samples,nonlin_ulp,nonlin_at,pytorch_ulp,pytorch_at,differences",
    );
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line.split(",")).toHaveLength(11);
  });
});

describe("yours", () => {
  test("a formula with truncated constants is off, and the constants are named", async () => {
    const formula = "where(x > 0, 1.0507*x, 1.0507*1.6733*expm1(x))";
    const { code, out } = await nonlin([formula, "--as", "selu"]);
    expect(code).toBe(1);
    expect(out).toContain("f: the constant 1.0507 is 1.0507009873554805 to 6 digits only");
    expect(out).toContain("also: the constant 1.6733 is 1.6732632423543772 to");
  });

  test("a formula that is right ends with 0", async () => {
    const { code, out } = await nonlin(["x * sigmoid(x)", "--as", "silu"]);
    expect(code).toBe(0);
    expect(out).toContain("x * sigmoid(x) agrees with silu in float64");
  });

  test("pairs come as CSV, as NumPy's columns, with a head, remarks and a byte order mark", async () => {
    const silu = (x: number) => x / (1 + Math.exp(-x));
    const rows = pairs(silu);
    const forms = [
      rows.join("\n"),
      `\ufeffx,y\r\n${rows.join("\r\n")}`,
      `# made by numpy\n${rows.map((r) => r.replace(",", " ")).join("\n")}\n`,
      rows
        .map((r) =>
          r
            .split(",")
            .map((c) => Number(c).toExponential(18))
            .join(" "),
        )
        .join("\n"),
    ];
    for (const text of forms) {
      const { code, out } = await nonlin(["--as", "silu", "--json"], text);
      const result = JSON.parse(out) as YoursResult;
      expect([code, result.orders[0]?.points, result.dtype]).toEqual([0, 60, "float64"]);
    }
  });

  test("a third column is the slope", async () => {
    const rows = pairs((x) => Math.tanh(x)).map((row) => `${row},${1 - Math.tanh(Number(row.split(",")[0])) ** 2}`);
    const { out } = await nonlin(["-", "--as", "tanh", "--json"], rows.join("\n"));
    const { orders } = JSON.parse(out) as YoursResult;
    // 1 - tanh^2 cancels in the tails
    expect(orders.map((o) => [o.order, o.beyond > 0])).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  test("values of nine digits are judged as float32", async () => {
    const rows = pairs((x) => Number(Math.fround(Math.tanh(x)).toPrecision(9)));
    const { code, out, notes } = await nonlin(["--as", "tanh", "--json"], rows.join("\n"));
    expect([code, (JSON.parse(out) as YoursResult).dtype]).toEqual([0, "float32"]);
    expect(notes).toContain("judged as float32");
  });
});

describe("mistakes get a code, the place and a remedy", () => {
  const cases: [line: string[], stdin: string | undefined, text: string][] = [
    [
      ["x * sigmoid(x)"],
      undefined,
      `E_USAGE: "x * sigmoid(x)" is a formula, and it needs --as NAME: what it should be; for instance: nonlin verify 'x * sigmoid(x)' --as selu`,
    ],
    [["-"], "1,2", "E_USAGE: pairs needs --as NAME: what it should be; for instance: nonlin verify '-' --as selu"],
    [["gelo"], undefined, 'E_NAME: unknown activation "gelo"; did you mean "gelu"? (list them with `nonlin list`)'],
    [["BCELos"], undefined, 'E_NAME: unknown function or loss "BCELos"; did you mean BCELoss?'],
    [
      ["--as", "softmax", "--truth", "-q"],
      "1,0.123456789",
      "E_USAGE: --truth is for functions of one value, and softmax is none",
    ],
    [
      ["x", "--as", "sellu"],
      undefined,
      'E_NAME: unknown activation "sellu"; did you mean "selu"? (list them with `nonlin list`)',
    ],
    [
      ["--as", "selu"],
      undefined,
      "E_USAGE: pairs are expected on standard input, which is a terminal; pipe them in, or name a formula: nonlin verify 'x * sigmoid(x)' --as silu",
    ],
    [["--as", "selu"], "", "E_DATA: no pairs: standard input is empty; a line is x,y"],
    [["--as", "selu"], "x,y\n", 'E_DATA: no pairs: only a head, "x,y"; a line is x,y'],
    [
      ["--as", "selu"],
      "1\n2\n",
      "E_DATA: line 1 has one column: y without x, or x without y; write both, x first: numpy.savetxt(sys.stdout, numpy.c_[x, y])",
    ],
    [["--as", "selu"], "1,2\n3,4,5\n", "E_CSV: line 2 has 3 columns; the lines before have 2"],
    [["--as", "selu"], "1,2\n3,four\n", 'E_CSV: line 2: "four" is no number; a line is x,y or x,y,dy'],
    [["--as", "selu"], "1,2,3,4\n", "E_CSV: line 1 has 4 columns; at most x, y and dy are read"],
    [
      ["a", "b", "--as", "selu"],
      undefined,
      "E_USAGE: --as takes one formula, not 2; quote it: nonlin verify 'a b' --as selu",
    ],
    [
      ["gelu", "--bound", "3"],
      undefined,
      "E_USAGE: --derivative and --bound are for a formula of your own; say with --as what your formula should be: nonlin verify 'x * sigmoid(x)' --as silu",
    ],
    [["x", "--as", "relu", "--bound", "-1"], undefined, "E_USAGE: --bound is a number of ulp above 0, not -1"],
    [["gelu", "--order", "3"], undefined, 'E_USAGE: --order is 0 or 1 or 2, not "3"'],
    [["gelu", "--json", "--csv"], undefined, "E_USAGE: --json and --csv exclude each other"],
    [
      ["gelu", "--python", "/nowhere/python"],
      undefined,
      "E_WORK: /nowhere/python cannot be run; name another with --python, or leave it out: stored tables are used then",
    ],
    [["gelu", "--stored", "--truth"], undefined, "E_USAGE: --stored asks no Python: leave out --python and --truth"],
    [
      ["sparsemax"],
      undefined,
      "E_NAME: sparsemax is not verified: PyTorch has none to compare with, or it draws numbers",
    ],
  ];
  test.each(cases)("%j with %j", async (line, stdin, text) => {
    const { notes, code, out } = await nonlin(line, stdin);
    expect([notes, out]).toEqual([text, ""]);
    expect(code).toBe(text.startsWith("E_WORK") ? 3 : 2);
  });

  test("a .npy file is told from text", async () => {
    const npy = Uint8Array.from([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
    expect((await nonlin(["--as", "selu"], npy)).notes).toContain("E_ENCODING: this is a .npy file");
  });

  test("NaN among the pairs is judged, not dropped", async () => {
    const { notes, code } = await nonlin(["--as", "tanh"], ["nan,nan", "inf,1", ...pairs(Math.tanh)].join("\n"));
    expect(notes).toContain("1 of 62 inputs are NaN: NaN is right there");
    expect(code).toBe(0);
  });

  test("too few digits are said to be too few", async () => {
    const { notes } = await nonlin(["--as", "tanh"], pairs((x) => Number(Math.tanh(x).toPrecision(4))).join("\n"));
    expect(notes).toContain("the values have 4 digits at most, too few to judge by");
  });
});

test("the Python program compiles", () => {
  const beside = `pycache_prefix=${join(tmpdir(), "nonlin-python")}`;
  const { status, stderr } = spawnSync("python3", [
    "-I",
    "-X",
    beside,
    "-m",
    "compileall",
    "-q",
    "-f",
    "src/cli/python",
  ]);
  expect([String(stderr), status]).toEqual(["", 0]);
});
