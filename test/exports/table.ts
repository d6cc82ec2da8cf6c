/** Runs as the rows that the headers of exported files state. */
import { all, expected, largestError, type Run } from "./grid.ts";

type Row = readonly [ulp: number, at: string, relative: number];

/** The largest errors of f and, where it was run, f'. */
export function measured(run: Run, name: string): readonly Row[] {
  const { declaration } = all.find((subject) => subject.name === name) ?? {};
  if (declaration === undefined) throw new Error(`${name} is not exported`);
  const wanted = expected(declaration, run.dtype);
  return (run.rows.get(name) ?? []).slice(0, 2).map((got, order) => {
    const { ulp, at, relative } = largestError(got, wanted[order] as Float64Array, run.dtype);
    return [upward(ulp), String(Number(at.toPrecision(4))), upward(relative)];
  });
}

/** Two digits, never less than `x`. */
function upward(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const unit = 10 ** (Math.floor(Math.log10(x)) - 1);
  return Number((Math.ceil(x / unit) * unit).toPrecision(2));
}
