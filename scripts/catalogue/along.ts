/** What is seen of a function along an axis: on many rows of random values, so all of it is observed. */
import { type AxisFunction, adjointAlongAxis, alongAxis } from "../../src/activations/index.ts";
import { formatNumber, normal, stream, uniform } from "../../src/base/index.ts";
import { defaults } from "../../src/expr/index.ts";
import { plain, table } from "./markdown.ts";

const count = 200;
const size = 6;

interface Row {
  readonly x: Float64Array;
  readonly env: Readonly<Record<string, number | Float64Array>>;
}

export function alongAxisTable(d: AxisFunction): readonly string[] {
  const rows = Array.from({ length: count }, (_, i) => rowOf(d, i));
  const told = properties
    .map(([name, says]) => [name, plain(says(d, rows) ?? "")] as const)
    .filter(([, text]) => text !== "");
  return [
    `Observed on ${count} rows of ${size} normal values of standard deviation 3.`,
    table(["property", "value"], told),
  ];
}

function rowOf(d: AxisFunction, index: number): Row {
  const values = stream(1, "catalogue", index);
  const draws = stream(1, "catalogue draws", index);
  const each = (of: (i: number) => number): Float64Array => Float64Array.from({ length: size }, (_, i) => of(i));
  return {
    x: each((i) => 3 * normal(values, i)),
    env: {
      ...defaults(d),
      ...(d.random !== undefined && { [d.random]: each((i) => uniform(draws, i)) }),
      ...(d.mask !== undefined && { [d.mask]: each(() => 1) }),
    },
  };
}

type Says = (d: AxisFunction, rows: readonly Row[]) => string | undefined;

const properties: readonly (readonly [string, Says])[] = [
  [
    "values",
    (d, rows) => `${formatNumber(extreme(d, rows, Math.min), 3)} to ${formatNumber(extreme(d, rows, Math.max), 3)}`,
  ],
  ["sum", (d, rows) => (all(d, rows, (y) => near(y.reduce(sum), 1)) ? "they add up to 1" : undefined)],
  ["shift", shifted],
  ["scale", scaled],
  ["order", ordered],
  ["exact zeros", (d, rows) => share(d, rows, (y) => y === 0)],
  ["steepest", (d, rows) => `|∂fᵢ/∂xⱼ| at most ${formatNumber(steepest(d, rows), 3)}`],
];

const sum = (a: number, b: number): number => a + b;

function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}

function all(d: AxisFunction, rows: readonly Row[], holds: (y: Float64Array, row: Row) => boolean): boolean {
  return rows.every((row) => holds(alongAxis(d, row.x, row.env), row));
}

function extreme(d: AxisFunction, rows: readonly Row[], of: (...values: readonly number[]) => number): number {
  return of(...rows.flatMap(({ x, env }) => [...alongAxis(d, x, env)]));
}

function shifted(d: AxisFunction, rows: readonly Row[]): string | undefined {
  const by = (plus: number): boolean =>
    all(d, rows, (y, { x, env }) =>
      alongAxis(
        d,
        x.map((v) => v + 2),
        env,
      ).every((z, i) => near(z, y[i]! + plus)),
    );
  return by(0)
    ? "a number added to all values changes nothing"
    : by(2)
      ? "a number added to all values is added"
      : undefined;
}

function scaled(d: AxisFunction, rows: readonly Row[]): string | undefined {
  const by = (times: number): boolean =>
    all(d, rows, (y, { x, env }) =>
      alongAxis(
        d,
        x.map((v) => v * 2),
        env,
      ).every((z, i) => near(z, y[i]! * times)),
    );
  return by(1)
    ? "a positive factor on all values changes nothing"
    : by(2)
      ? "a positive factor on all values is a factor"
      : undefined;
}

function ordered(d: AxisFunction, rows: readonly Row[]): string | undefined {
  if (d.reduces === true || d.pieces !== undefined || d.random !== undefined) return undefined;
  const along = (sign: number): boolean =>
    all(d, rows, (y, { x }) => x.every((v, i) => x.every((w, k) => !(v < w) || sign * (y[k]! - y[i]!) >= 0)));
  return along(1)
    ? "larger values have no smaller results"
    : along(-1)
      ? "larger values have no larger results"
      : "not kept";
}

function share(d: AxisFunction, rows: readonly Row[], of: (y: number) => boolean): string | undefined {
  const values = rows.flatMap(({ x, env }) => [...alongAxis(d, x, env)]);
  const found = values.filter(of).length / values.length;
  return found === 0 ? undefined : `${formatNumber(100 * found, 2)} % of the results`;
}

function steepest(d: AxisFunction, rows: readonly Row[]): number {
  const slopes = rows.flatMap(({ x, env }) => {
    const { length } = alongAxis(d, x, env);
    return Array.from({ length }, (_, i) => {
      const one = Float64Array.from({ length }, (_, k) => Number(k === i));
      return Math.max(...adjointAlongAxis(d, x, one, env).map(Math.abs));
    });
  });
  return Math.max(...slopes);
}
