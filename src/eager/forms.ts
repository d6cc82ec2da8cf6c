/**
 * The forms that the road makes of f and f', travelled when the package is built: what `nonlin/kernel` compiles, so that
 * a page which needs no more of the language than that does not carry its parser, its calculus and its rules.
 *
 * A form is written with every op as a call, `where(gt(x, 0), x, mul(alpha, expm1(x)))`, and found by the formula and
 * corners that it was made of.
 */
import { apply, constant, type Expr, type Formula, freeVariables, type OpName, variable } from "../expr/index.ts";
import type { Forms } from "../wasm/index.ts";
import { travelled } from "./forms.generated.ts";

/** What a form depends on: its name in the table. */
export function keyOf({ formula, corners = [] }: Formula): string {
  return [formula, ...corners.map(({ at, slope }) => `${at}: ${slope}`)].join("; ");
}

/** The forms of a declaration of the catalogue, whatever its parameters start from; undefined for other formulas. */
export function builtIn(f: Formula): Forms | undefined {
  const key = keyOf(f);
  const texts = Object.hasOwn(travelled, key) ? travelled[key] : undefined;
  if (texts === undefined) return undefined;
  const forms = texts.map(read);
  const names = new Set(forms.flatMap(freeVariables));
  names.delete("x");
  return { names: [...names], form: (order) => forms[order]! };
}

/** The expression of a form: calls, names and numbers. */
export function read(text: string): Expr {
  const open: { readonly op: OpName; readonly args: Expr[] }[] = [];
  let last: Expr | undefined;
  for (const [, word, call] of text.matchAll(/([^(), ]+)(\(?)|\)/g)) {
    if (call) {
      open.push({ op: word as OpName, args: [] });
      continue;
    }
    if (word === undefined) {
      const { op, args } = open.pop()!;
      last = apply(op, ...args);
    } else last = Number.isNaN(Number(word)) && word !== "NaN" ? variable(word) : constant(Number(word));
    open.at(-1)?.args.push(last);
  }
  return last!;
}
