import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NonlinError, stream } from "../base/index.ts";
import { isMissing, toNumber } from "./cells.ts";
import { parseTable, type Table } from "./csv.ts";
import { type FrameOptions, frameOf } from "./frame.ts";
import { divide, prepare } from "./prepare.ts";
import { applyFeatures, applyTarget, fitTransform, inputNames } from "./transform.ts";

const golden = (name: string): Uint8Array => readFileSync(new URL(`../../test/golden/${name}`, import.meta.url));
const passengers = parseTable(golden("passengers.csv"));
const s = stream(3, "split");

/** A table from its columns. */
function table(columns: Record<string, readonly (string | number)[]>): Table {
  const cells = Object.values(columns).map((column) => column.map(String));
  return { names: Object.keys(columns), columns: cells, rows: cells[0]!.length, notes: [] };
}

const range = (n: number, f: (i: number) => number | string = (i) => (i * 7) % 11): (number | string)[] =>
  Array.from({ length: n }, (_, i) => f(i));

function failure(t: Table, options: FrameOptions): string {
  try {
    frameOf(t, options);
    return "no failure";
  } catch (error) {
    return error instanceof NonlinError ? `${error.code} ${error.message}` : String(error);
  }
}

test("a passenger list becomes what scikit-learn makes of it", async () => {
  const expected = JSON.parse(new TextDecoder().decode(golden("passengers.json")));
  const frame = frameOf(await passengers, { target: "Survived" });
  expect(frame.task).toBe("binary");
  expect(inputNames(frame.columns)).toEqual(expected.inputs);
  const all = Int32Array.from({ length: 300 }, (_, i) => i);
  const transform = fitTransform(
    frame,
    all.filter((i) => i % 5 !== 0),
  );
  const features = applyFeatures(frame, transform, all);
  (expected.features as number[][]).flat().forEach((value, k) => {
    expect(Math.abs(features[k]! - value)).toBeLessThan(3e-7 * Math.max(1, Math.abs(value)));
  });
  expect([...applyTarget(frame, transform, all)]).toEqual(expected.survived);
});

test("what was done to a passenger list is said", async () => {
  expect(prepare(await passengers, { target: "Survived" }).notes.join("\n")).toMatchInlineSnapshot(`
    "column "PassengerId" is dropped: it numbers the rows
    column "Name" is dropped: 209 different texts in 300 rows, like a name or a key
    column "Ticket" is dropped: 300 different texts in 300 rows, like a name or a key
    column "Cabin" is dropped: 55 different texts in 58 rows, like a name or a key
    column "Ship" is dropped: it is always "Titanic"
    missing values filled with the mean, or the most frequent category, of the training part: Age 62, Embarked 2
    target "Survived": 2 classes (0, 1), detected
    60 of 300 rows held out, every class in proportion, anew for every replicate; numbers standardised on the training part only"
  `);
});

test("a transform is plain data and gives the same bits when replayed", async () => {
  const frame = frameOf(await passengers, { target: "Fare" });
  const { train, test: held } = divide(frame, s, 0.25);
  const transform = fitTransform(frame, train);
  const replayed = JSON.parse(JSON.stringify(transform));
  expect(applyFeatures(frame, replayed, held)).toEqual(applyFeatures(frame, transform, held));
});

test("held-out rows do not reach the transform", async () => {
  const t = await passengers;
  const source = prepare(t, { target: "Survived" });
  const age = t.names.indexOf("Age");
  const { train, test: held } = divide(frameOf(t, { target: "Survived" }), s, 0.2);
  const columns = t.columns.map((cells, j) => (j === age ? cells.map((c, i) => (held.includes(i) ? "79" : c)) : cells));
  expect(prepare({ ...t, columns }, { target: "Survived" }).split(s).train.x).toEqual(source.split(s).train.x);
  expect(train.length + held.length).toBe(300);
});

test("training features have mean 0 and deviation 1, the target's scale takes it back to its units", async () => {
  const source = prepare(await passengers, { target: "Fare" });
  const { train, target } = source.split(s);
  expect(source.task).toBe("regression");
  for (const j of [source.featureNames.indexOf("Age"), source.featureNames.indexOf("SibSp")]) {
    const values = Array.from({ length: train.count }, (_, i) => train.x[i * source.inputs + j]!);
    expect(Math.abs(values.reduce((a, b) => a + b) / train.count)).toBeLessThan(1e-6);
  }
  const fares = (await passengers).columns[8]!.map(Number);
  const rows = divide(frameOf(await passengers, { target: "Fare" }), s, 0.2).train;
  // y is float32, fares are below 400: an error of 400 2^-24 and the rounding of the mean
  const restored = Array.from(train.y, (y) => target.mean + target.scale * y);
  expect(restored.every((fare, i) => Math.abs(fare - fares[rows[i]!]!) < 5e-5)).toBe(true);
});

test("every class is held out in proportion, rows are disjoint and complete", () => {
  const y = range(103, (i) => (i < 60 ? "a" : i < 93 ? "b" : "c"));
  const frame = frameOf(table({ x: range(103), y }), { target: "y" });
  for (let k = 0; k < 20; k++) {
    const { train, test: held } = divide(frame, stream(1, "split", k), 0.2);
    expect([...train, ...held].sort((a, b) => a - b)).toEqual(range(103, (i) => i));
    expect(held.length).toBe(21);
    const count = (c: string): number => held.filter((i) => y[i] === c).length;
    expect(Math.abs(count("a") - 12) <= 1 && Math.abs(count("b") - 6.6) <= 1 && Math.abs(count("c") - 2) <= 1).toBe(
      true,
    );
  }
});

test("cells: what is missing, what is a number", () => {
  expect(["", " ", "NA", "n/a", "NaN", "null", "None", "?", "-", "#N/A"].every(isMissing)).toBe(true);
  expect(["0", "x", "--", "no", "nil"].some(isMissing)).toBe(false);
  expect(["1", "-2.5", ".5", "3.", "1e-3", "+4", " 7 "].map((t) => toNumber(t, "."))).toEqual([
    1, -2.5, 0.5, 3, 0.001, 4, 7,
  ]);
  expect(["1,5", "0x10", "1_000", "1e", "e5", ".", "1 2", "Infinit"].every((t) => Number.isNaN(toNumber(t, ".")))).toBe(
    true,
  );
  expect(["inf", "-Infinity", "1e999", "1e39"].map((t) => toNumber(t, "."))).toEqual(Array(4).fill(Infinity));
  expect(toNumber("1,5", ",")).toBe(1.5);
});

test("missing values are imputed, dropped or refused, and always counted", () => {
  const x = range(40, (i) => (i === 3 ? "" : i === 5 ? "1e999" : i === 7 ? "-" : (i * 7) % 11));
  const t = table({ x, z: range(40, (i) => (i * 5) % 13), y: range(40, (i) => i % 2) });
  expect(frameOf(t, { target: "y" }).notes).toContain(
    "missing values filled with the mean, or the most frequent category, of the training part: x 3",
  );
  expect(frameOf(t, { target: "y" }).notes).toContain(
    'column "x": 1 infinite or too large (inf, 1e999) counted as missing',
  );
  const dropped = frameOf(t, { target: "y", missing: "drop" });
  expect([dropped.rows, dropped.notes.at(-2)]).toEqual([37, "3 rows dropped for missing values: x 3"]);
  expect(failure(t, { target: "y", missing: "refuse" })).toBe(
    "E_DATA missing values (x 3); impute them, or drop their rows",
  );
  const holes = table({ x: range(40), y: range(40, (i) => (i < 4 ? "NA" : i % 2)) });
  expect(frameOf(holes, { target: "y" }).notes[0]).toBe('4 rows dropped: the target "y" is missing');
});

test("a task is detected from the target, said, and can be overridden", () => {
  const task = (y: (number | string)[], options = {}): string =>
    frameOf(table({ x: range(60), y }), { target: "y", ...options }).task;
  expect(task(range(60, (i) => (i % 2 === 0 ? "yes" : "no")))).toBe("binary");
  expect(task(range(60, (i) => i % 2))).toBe("binary");
  expect(task(range(60, (i) => i % 5))).toBe("classes");
  expect(task(range(60, (i) => i * 0.5))).toBe("regression");
  expect(
    task(
      range(60, (i) => i % 5),
      { task: "regression" },
    ),
  ).toBe("regression");
  expect(
    task(
      range(60, (i) => i % 2),
      { task: "classes" },
    ),
  ).toBe("classes");
  expect(frameOf(table({ x: range(60), y: range(60, (i) => i % 3) }), { target: "y" }).notes).toEqual([
    'target "y": 3 classes (0, 1, 2), detected',
  ]);
});

test("classes are sorted as numbers where they are numbers", () => {
  const { target } = frameOf(table({ x: range(60), y: range(60, (i) => [10, 9, 2][i % 3]!) }), { target: "y" });
  expect(target.kind === "category" && target.categories).toEqual(["2", "9", "10"]);
});

test("what cannot be learnt from is refused by name", () => {
  const x = range(40);
  const fails = (columns: Record<string, readonly (string | number)[]>, options = {}): string =>
    failure(table(columns), { target: "y", ...options });
  expect(fails({ x, Y: x })).toBe('E_DATA no column is called "y"; did you mean "Y"?');
  expect(fails({ x, y: range(40, () => 1) })).toBe('E_DATA the target "y" has one class only, "1"');
  expect(fails({ x, y: range(40, () => "NA") })).toBe('E_DATA the target "y" is missing in every row');
  expect(fails({ x, y: range(40, (i) => `name ${i}`) })).toMatch(/^E_DATA the target "y" has 40 classes in 40 rows; /);
  expect(fails({ x: [1], y: [2] })).toBe(
    'E_DATA no column is left to predict "y" from (column "x" is dropped: it is always 1)',
  );
  expect(fails({ x: range(9), y: range(9) })).toBe("E_DATA the table has 9 rows to learn from; at least 10 are needed");
  expect(fails({ x, y: range(40, (i) => (i % 2 ? "a" : "b")) }, { task: "regression" })).toMatch(
    /^E_DATA column "y" holds "b"/,
  );
  expect(fails({ x, y: range(40, (i) => i % 3) }, { task: "binary" })).toBe(
    'E_DATA the target "y" has 3 classes, so the task is not binary',
  );
});

test("columns of no use are dropped with the reason, unless asked for", () => {
  const y = range(60, (i) => i % 2);
  const t = table({
    id: range(60, (i) => i + 1),
    constant: range(60, () => "x"),
    empty: range(60, () => "NA"),
    name: range(60, (i) => `n${i}`),
    many: range(60, (i) => `c${i % 25}`),
    comma: range(60, (i) => `${i % 9},5`),
    mixed: range(60, (i) => (i === 7 ? "unknown" : i % 4)),
    x: range(60),
    y,
  });
  const frame = frameOf(t, { target: "y", maxCategories: 20 });
  expect(frame.columns.map((column) => `${column.name} ${column.kind}`)).toEqual([
    "comma category",
    "mixed category",
    "x number",
  ]);
  expect(frame.notes.join("\n")).toMatchInlineSnapshot(`
    "column "id" is dropped: it numbers the rows
    column "constant" is dropped: it is always "x"
    column "empty" is dropped: it is empty
    column "name" is dropped: 60 different texts in 60 rows, like a name or a key
    column "many" is dropped: 25 categories are more than 20
    column "comma" looks like numbers with a decimal comma; read it with the decimal sign "," (--decimal ,)
    column "mixed" is taken for categories: 1 of its values, such as "unknown", are not numbers
    target "y": 2 classes (0, 1), detected"
  `);
  const asked = frameOf(t, { target: "y", columns: { id: "number", name: "category", x: "drop" }, decimal: "," });
  expect(asked.columns.map((column) => `${column.name} ${column.kind}`)).toEqual([
    "id number",
    "name category",
    "many category",
    "comma number",
    "mixed category",
  ]);
});

test("a million categories are dropped, not encoded", () => {
  const n = 200_000;
  const t = table({ key: range(n, (i) => `k${i}`), x: range(n), y: range(n, (i) => i % 2) });
  const frame = frameOf(t, { target: "y" });
  expect(frame.columns.map((column) => column.name)).toEqual(["x"]);
});

test("a column called __proto__ is a column", async () => {
  const cells = range(40, (i) => `${(i * 7) % 11},${(i * 3) % 5},${i % 2}`).join("\n");
  const t = await parseTable(new TextEncoder().encode(`__proto__,constructor,toString\n${cells}`));
  const source = prepare(t, { target: "toString", columns: { ["__proto__"]: "number" } });
  expect(source.featureNames).toEqual(["__proto__", "constructor"]);
});

test("the hash follows the values and the split, not the names", async () => {
  const t = await passengers;
  const hash = (u: Table, options = {}): string => prepare(u, { target: u.names[1]!, ...options }).hash;
  const renamed = { ...t, names: t.names.map((name) => `${name}!`) };
  const changed = { ...t, columns: t.columns.map((c, j) => (j === 8 ? ["8.05", ...c.slice(1)] : c)) };
  expect(hash(renamed)).toBe(hash(t));
  expect(new Set([hash(t), hash(changed), hash(t, { fraction: 0.3 })]).size).toBe(3);
});

test("huge and tiny values keep a finite scale", () => {
  const t = table({
    x: range(40, (i) => (i % 7) * 1e37),
    tiny: range(40, (i) => (i % 5) * 1e-300),
    y: range(40, (i) => i % 2),
  });
  const { train } = prepare(t, { target: "y" }).split(s);
  expect(train.x.every((v) => Math.abs(v) < 3)).toBe(true);
});

test("whatever the cells, a source gives finite numbers or there is an error with a code", () => {
  const cell = fc.constantFrom(
    "",
    "0",
    "1",
    "-1e30",
    "1e308",
    "2.5",
    "1e-320",
    "a",
    "b",
    "NaN",
    "inf",
    "é",
    "__proto__",
    "x y",
  );
  const column = fc.array(cell, { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(column, column, column, fc.integer({ min: 0, max: 99 }), (x, z, y, k) => {
      const t = table({ x, z, y: y.map((c, i) => (k % 3 === 0 ? c : k % 3 === 1 ? String(i % 3) : String(i * 0.37))) });
      try {
        const source = prepare(t, { target: "y" });
        const { train, test: held } = source.split(stream(k, "split"));
        expect(train.count + held.count).toBe(source.trainRows + source.testRows);
        expect([...train.x, ...held.x, ...train.y, ...held.y].every(Number.isFinite)).toBe(true);
      } catch (error) {
        if (!(error instanceof NonlinError)) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

test("a row in an error is the row of the file, whatever was dropped before it", () => {
  const t = table({ x: range(40, (i) => (i === 7 ? "oops" : i % 9)), y: range(40, (i) => (i < 3 ? "" : i % 2)) });
  expect(failure(t, { target: "y", columns: { x: "number" } })).toBe(
    'E_DATA column "x" holds "oops" in row 8, which is not a number',
  );
});
