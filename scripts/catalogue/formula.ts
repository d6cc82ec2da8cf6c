/** The formulas of a page: as they are printed, as they are computed, and where the first fails. */
import { type Activation, macros } from "../../src/activations/index.ts";
import { formatNumber } from "../../src/base/index.ts";
import { type Expr, type Order, parse, print, stages } from "../../src/expr/index.ts";
import { type Passport, plainNumbers } from "../../src/lab/index.ts";
import { latex } from "../../src/targets/index.ts";
import { code, details, math, plain, table } from "./markdown.ts";

/** f, its stable form, f' and f''. */
export function formulas(a: Activation, p: Passport): readonly string[] {
  const shown = p.witness?.text ?? a.printed ?? a.formula;
  const printed = latexOf(parse(shown, { ...macros, parameters: Object.keys(a.params ?? {}) }));
  const computed = latexOf(stages(a).stable);
  const { witness } = p;
  const fails =
    witness &&
    `At x = ${formatNumber(witness.x)} this gives ${formatNumber(witness.gives)} in float32 instead of ${formatNumber(witness.right)}.`;
  const reasons = [...new Set(p.f.rules.map((rule) => rule.why))].join("; ");
  const isSame = printed === computed;
  return [
    equation("f(x)", printed),
    ...(isSame
      ? []
      : [[fails, "The stable form, which is computed:"].filter(Boolean).join(" "), equation("f(x)", computed)]),
    ...(reasons === "" ? [] : [`Because ${plain(reasons)}.`]),
    equation("f'(x)", derivative(a, 1)),
    equation("f''(x)", derivative(a, 2)),
    ...p.trainable.map((name) =>
      equation(`\\frac{\\partial f}{\\partial ${latex.variable(name)}}`, derivative(a, 1, name)),
    ),
  ];
}

/** What does not fit a line is folded. */
function equation(left: string, right: string): string {
  const block = math(`${left} = ${right}`);
  return right.length <= longest ? block : details("a long formula", block);
}

const longest = 600;

/** A derivative as it is differentiated or as it is computed: the one that is read faster. */
function derivative(a: Activation, order: Order, name = "x"): string {
  const { plain: differentiated, stable } = stages(a, order, name);
  const [first, second] = [latexOf(stable), latexOf(differentiated)];
  return second.length < first.length ? second : first;
}

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
