/** The formulas of a page: as they are printed, as they are computed, and where the first fails. */
import { type Activation, macros } from "../../src/activations/index.ts";
import { formatNumber } from "../../src/base/index.ts";
import { defaults, diff, type Expr, type Order, parse, print, simplify, stages } from "../../src/expr/index.ts";
import { type Passport, plainNumbers } from "../../src/lab/index.ts";
import { latex } from "../../src/targets/index.ts";
import { code, details, math, plain, table } from "./markdown.ts";

/** f, its stable form, f', f'' and the slopes of what is learned. */
export function formulas(a: Activation, p: Passport): readonly string[] {
  const shown = p.witness?.text ?? a.printed ?? a.formula;
  const printed = parse(shown, { ...macros, parameters: Object.keys(a.params ?? {}) });
  const computed = stages(a).stable;
  const isSame = latexOf(printed) === latexOf(computed);
  const reasons = [...new Set(p.f.rules.map((rule) => rule.why))].join("; ");
  const slope = (name: string, order: Order): string => derivative(a, printed, { name, order });
  return [
    ...equation("f(x)", latexOf(printed)),
    failing(p),
    ...(isSame ? [] : ["The stable form, which is computed:", ...equation("f(x)", latexOf(computed))]),
    ...(reasons === "" ? [] : [`Because ${plain(reasons)}.`]),
    ...equation("f'(x)", slope("x", 1)),
    ...equation("f''(x)", slope("x", 2)),
    ...p.trainable.flatMap((name) =>
      equation(`\\frac{\\partial f}{\\partial ${latex.variable(name)}}`, slope(name, 1)),
    ),
  ].filter((block) => block !== "");
}

function failing({ witness }: Passport): string {
  if (witness === undefined) return "";
  const [x, gives, right] = [witness.x, witness.gives, witness.right].map((value) => formatNumber(value));
  return `In float32, step by step, this gives ${gives} at x = ${x} instead of ${right}.`;
}

/** What does not fit a line is folded. */
function equation(left: string, right: string): readonly string[] {
  const block = math(`${left} = ${right}`);
  if (right.length <= longest) return [block];
  return [math(`${left} = \\dots`), details("written out", block)];
}

const longest = 600;

/** A derivative as it is computed or as it is differentiated, the shorter one; if both are long, that of the printed formula if it is shorter. */
function derivative(a: Activation, printed: Expr, { name, order }: { name: string; order: Order }): string {
  const { plain: differentiated, stable } = stages(a, order, name);
  const own = [stable, differentiated].map(latexOf);
  const corners = name === "x" && a.corners !== undefined ? { corners: a.corners } : {};
  const others = own.every((text) => text.length > readable)
    ? [latexOf(simplify(diff(printed, name, { ...corners, order, near: defaults(a) })))]
    : [];
  return [...own, ...others].reduce((best, text) => (text.length < best.length ? text : best));
}

const readable = 160;

/** Numbers as they were meant. */
export function latexOf(e: Expr): string {
  return plainNumbers(print(e, latex));
}

export function parametersTable({ params = {} }: { readonly params?: Activation["params"] }): string {
  const rows = Object.entries(params).map(([name, { init, trainable, per }]) => [
    code(name),
    formatNumber(init, 17),
    trainable === true ? `yes${per === "channel" ? ", one for each channel" : ""}` : "",
  ]);
  const learned = rows.some(([, , text]) => text !== "");
  return learned
    ? table(["parameter", "default", "learned"], rows)
    : table(
        ["parameter", "default"],
        rows.map((row) => row.slice(0, 2)),
      );
}
