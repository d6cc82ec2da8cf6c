/** A formula along an axis in LaTeX: its reductions as sums and maxima over the places j, k, l. */
import { type AxisFunction, axisProgram, type ReductionName } from "../../src/activations/index.ts";
import { type Expr, print } from "../../src/expr/index.ts";
import { plainNumbers } from "../../src/lab/index.ts";
import { latex } from "../../src/targets/index.ts";

const spellings = {
  sumOver: (of, j) => `\\sum_{${j}} ${of}`,
  maxOver: (of, j) => `\\max_{${j}} ${of}`,
  argmaxOver: (of, j) => `\\operatorname{arg\\,max}_{${j}} ${of}`,
  simplexOver: (of, j) => `\\tau_{1,${j}}\\left(${of}\\right)`,
  sphereOver: (of, j) => `\\tau_{2,${j}}\\left(${of}\\right)`,
} as const satisfies Record<ReductionName, (of: string, place: string) => string>;

/** What the letters mean that are no plain mathematics. */
const meanings: Readonly<Partial<Record<ReductionName, string>>> = {
  simplexOver: "τ₁ is the threshold t for which the positive parts of what it is taken of, less t, add up to 1.",
  sphereOver:
    "τ₂ is the threshold t for which the squares of the positive parts of what it is taken of, less t, add up to 1.",
};

export function axisLatex(d: AxisFunction): { readonly formula: string; readonly where: readonly string[] } {
  const { steps, body, perValue } = axisProgram(d);
  const known = new Map<string, string>();
  const written = (e: Expr, place: string): string =>
    plainNumbers(
      print(e, {
        ...latex,
        variable: (name) =>
          known.get(name) ?? (perPlace(d).includes(name) ? `${latex.variable(name)}_${place}` : latex.variable(name)),
      }),
    );
  for (const [index, { name, reduction, of }] of steps.entries()) {
    const place = "jklm"[index] ?? "j";
    known.set(name, spellings[reduction](written(of, place), place));
  }
  const where = steps.flatMap(({ reduction }) => meanings[reduction] ?? []);
  const named = perValue ? "f_i" : "f";
  return { formula: `${named}(x) = ${written(body, "i")}`, where: [...new Set(where)] };
}

/** Variables with a value for each place. */
function perPlace({ mask, random }: AxisFunction): readonly (string | undefined)[] {
  return ["x", mask, random];
}
