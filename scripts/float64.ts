/**
 * Checks f, f' and f'' in float64 against 140 digits, live: every elementwise function, at its default parameters and at
 * others, at points of every size and round its zeros, extrema, kinks and thresholds. Prints what is off, worst first.
 *
 *     npx tsx scripts/float64.ts [--catalogue activations.json] [--quick] [name ...]
 *
 * With a catalogue (name, formula, params) its formulas are the truth, else those that are printed in the declarations.
 * Needs Debian's python3-mpmath. Off is what differs by more than 1e-12 of the value, and, where a zero is nearer than 0.01, by
 * more than 1e-14; of f'' also by more than a unit in the last place of the parameters makes of it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Activation, catalogue, lookup } from "../src/activations/index.ts";
import { bends, crossings, defaults, evaluator, type Order, road, source } from "../src/expr/index.ts";
import { conditioning } from "../src/lab/index.ts";

const orders = [0, 1, 2] as const;
/** Parameters are also tried at these multiples of their defaults. */
const factors = [1, 0.75, 1.5];

interface Row {
  readonly name: string;
  readonly formula: string;
  readonly params: Readonly<Record<string, number>>;
  readonly points: readonly number[];
}

interface Fault {
  readonly name: string;
  readonly params: Readonly<Record<string, number>>;
  readonly order: Order;
  readonly x: number;
  readonly got: number;
  readonly want: number;
  /** Of the value. */
  readonly off: number;
}

const { values: options, positionals } = parseArgs({
  options: { catalogue: { type: "string" }, quick: { type: "boolean", default: false } },
  allowPositionals: true,
});
const written = options.catalogue === undefined ? undefined : readCatalogue(options.catalogue);
const chosen = positionals.length === 0 ? [...catalogue.values()] : positionals.map(named);
const rows = chosen.flatMap((a) => factors.slice(0, options.quick ? 1 : 3).flatMap((factor) => rowsOf(a, factor)));

const python = spawn("/usr/bin/python3", [fileURLToPath(new URL("float64.py", import.meta.url))], {
  stdio: ["pipe", "pipe", "inherit"],
});
const faults: Fault[] = [];
let count = 0;
for await (const [row, answer] of answers(python, rows)) {
  const found = faultsOf(row, answer);
  count += 3 * row.points.length;
  faults.push(...found);
}
report();

function named(name: string): Activation {
  const found = lookup(name);
  if (found === undefined) throw new Error(`no activation "${name}"`);
  return found;
}

function readCatalogue(file: string): ReadonlyMap<string, string> {
  const { entries } = JSON.parse(readFileSync(file, "utf8")) as { entries: { name: string; formula: string }[] };
  return new Map(entries.flatMap((e) => [[lookup(e.name)?.name ?? "", e.formula] as const]));
}

/** One row, or none where all parameters are 0 or there are none to change. */
function rowsOf(a: Activation, factor: number): readonly Row[] {
  const usual = defaults(a);
  if (factor !== 1 && Object.keys(usual).length === 0) return [];
  const params = Object.fromEntries(
    Object.entries(usual).map(([name, v]) => [name, factor === 1 ? v : v === 0 ? factor / 8 : v * factor]),
  );
  const given = written?.get(a.name) ?? a.printed ?? a.formula;
  const inWords = (text: string) => text.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return [{ name: a.name, formula: inWords(given), params, points: pointsOf(a, params) }];
}

function pointsOf(a: Activation, params: Readonly<Record<string, number>>): readonly number[] {
  const special = [...bends(source(a), params), ...orders.flatMap((order) => crossings(compiled(a, order, params)))];
  const near = special.flatMap((x) => {
    const size = Math.max(Math.abs(x), 1e-3);
    return [3e-16, 1e-14, 1e-11, 1e-8, 1e-5, 1e-3, 0.03].flatMap((h) => [x - h * size, x + h * size]);
  });
  const sizes = Array.from({ length: options.quick ? 41 : 121 }, (_, i) => 10 ** (-300 + i * (options.quick ? 15 : 5)));
  const middle = Array.from({ length: options.quick ? 60 : 150 }, (_, i) => 10 ** (-9 + (i * 14) / 150) * 1.237);
  const usual = Array.from(
    { length: options.quick ? 80 : 400 },
    (_, i) => 60 * (((i + 1) * 0.6180339887498949) % 1) ** 2,
  );
  const all = [...sizes, ...middle, ...usual].flatMap((x) => [x, -x]);
  const kinks = new Set(special);
  return [...new Set([...near, ...all])].filter((x) => !kinks.has(x) && x !== 0);
}

function compiled(a: Activation, order: Order, params: Readonly<Record<string, number>>): (x: number) => number {
  const f = evaluator(road(a, order), ["x", ...Object.keys(params)]);
  return (x) => f(x, ...Object.values(params));
}

async function* answers(child: ChildProcess, asked: readonly Row[]): AsyncGenerator<readonly [Row, string[][]]> {
  for (const row of asked) {
    child.stdin?.write(`${JSON.stringify({ ...row, points: row.points.map(String) })}\n`);
  }
  child.stdin?.end();
  let i = 0;
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const row = asked[i] as Row;
    i += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${i}/${asked.length} ${row.name}          `);
    yield [row, JSON.parse(line) as string[][]];
  }
}

function faultsOf(row: Row, answer: string[][]): readonly Fault[] {
  const a = named(row.name);
  return orders.flatMap((order) => {
    const f = compiled(a, order, row.params);
    const sensitivity = order === 2 ? conditioning(a, order, row.params) : () => 0;
    return row.points.flatMap((x, i) => {
      const [want, slope] = [answer[i]?.[order], answer[i]?.[order + 1]].map(toNumber) as [number, number];
      const got = f(x);
      if (Number.isNaN(want) || Object.is(got, want) || got === want) return [];
      const error = Math.abs(got - want);
      const besideZero = Math.abs(want) <= 0.01 * Math.abs(slope);
      const allowed = Math.max(1e-12 * Math.abs(want), besideZero ? 1e-14 : 0, 1e-300);
      if (error <= allowed || error <= Number.EPSILON * sensitivity(x)) return [];
      return [{ name: row.name, params: row.params, order, x, got, want, off: error / Math.abs(want) }];
    });
  });
}

function toNumber(text: string | undefined): number {
  return text === "+inf" ? Infinity : text === "-inf" ? -Infinity : Number(text);
}

function report(): void {
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const key = `${fault.name}${"'".repeat(fault.order)} ${JSON.stringify(fault.params)}`;
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  const badness = (fault: Fault) => (Number.isNaN(fault.off) ? Infinity : fault.off);
  for (const [key, group] of groups) {
    const [worst] = group.sort((p, q) => badness(q) - badness(p)) as [Fault];
    console.log(`${key}: ${group.length} points, worst at ${worst.x}: ${worst.got}, not ${worst.want} (${worst.off})`);
  }
  console.log(`${faults.length} of ${count} values are off`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
