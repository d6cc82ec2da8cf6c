/**
 * The forms that the road makes of f and f', travelled when the package is built: what `nonlin/kernel` compiles, so that
 * a page which needs no more of the language than that does not carry its parser, its calculus and its rules.
 *
 * `nonlin/activations` is the generated file beside this one: the declarations, each with its forms, so that a bundler
 * drops both or keeps both. A form is written with every op as a call: `where(gt(x, 0), x, mul(alpha, expm1(x)))`.
 */
import { apply, constant, type Expr, type Formula, freeVariables, type OpName, variable } from "../expr/index.ts";
import type { Forms } from "../wasm/index.ts";

const known = new WeakMap<Formula, readonly string[]>();

/** `f` itself, its forms known from now on. */
export function travelled<F extends Formula>(f: F, value: string, slope: string): F {
  known.set(f, [value, slope]);
  return f;
}

/** The forms of a declaration of `nonlin/activations`; undefined for other formulas. */
export function formsOf(f: Formula): Forms | undefined {
  const forms = known.get(f)?.map(read);
  if (forms === undefined) return undefined;
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
