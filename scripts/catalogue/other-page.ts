/** The pages of functions that are not of one value: along an axis, gated, random, two side by side. */
import type { AxisFunction, Declaration, GatedFunction } from "../../src/activations/index.ts";
import { diff, evaluator, freeVariables, parse, simplify, stable } from "../../src/expr/index.ts";
import { describe } from "../../src/lab/index.ts";
import { alongAxisTable } from "./along.ts";
import { axisLatex } from "./axis-latex.ts";
import { drawOf, gateOf, halvesOf, type Part } from "./derived.ts";
import { linked, passportTable } from "./elementwise-page.ts";
import { aliasesText, librariesTable } from "./elsewhere.ts";
import { latexOf, parametersTable } from "./formula.ts";
import { code, link, math, section } from "./markdown.ts";
import { programs } from "./program.ts";

/** What follows the title and the picture. */
export function otherSections(d: Declaration): readonly string[] {
  return [
    section("Formula", ...formulas(d), parametersTable(d)),
    ...partsOf(d),
    ...(d.axis === undefined ? [] : [section("Passport", ...alongAxisTable(d))]),
    section("Elsewhere", librariesTable(d), aliasesText(d)),
    section("Code", ...programs(d)),
  ];
}

function formulas(d: Declaration): readonly string[] {
  if (d.inputs !== undefined) return gatedFormulas(d);
  if (d.axis !== undefined) return axisFormulas(d);
  const parameters = Object.keys(d.params ?? {});
  if (d.random !== undefined) {
    const { name, evaluation } = d.random;
    const f = parse(d.formula, { parameters: [...parameters, name] });
    return [
      `Of one value x and, in training, a fresh number ${name} for each, uniform on 0 to 1; in evaluation ${name} = ${evaluation}.`,
      math(`f(x, ${name}) = ${latexOf(f)}`),
      math(
        `\\frac{\\partial f}{\\partial x} = ${latexOf(simplify(diff(f, "x", d.corners ? { corners: d.corners } : {})))}`,
      ),
    ];
  }
  const [first, second] = [d.formula, d.beside ?? ""].map((text) => latexOf(parse(text, { parameters })));
  return [
    "Two functions of one value, their results side by side along the axis.",
    math(`f(x) = \\left[${first},\\; ${second}\\right]`),
  ];
}

function gatedFormulas(d: GatedFunction): readonly string[] {
  const f = parse(d.formula, { parameters: [...Object.keys(d.params ?? {}), "a", "b"] });
  const slope = (name: string): string => latexOf(stable(simplify(diff(f, name))));
  return [
    "Of the two halves of an axis: a is the first, b the second.",
    math(`f(a, b) = ${latexOf(f)}`),
    math(`\\frac{\\partial f}{\\partial a} = ${slope("a")}`),
    math(`\\frac{\\partial f}{\\partial b} = ${slope("b")}`),
  ];
}

function axisFormulas(d: AxisFunction): readonly string[] {
  const { formula, where } = axisLatex(d);
  const over =
    d.reduces === true ? "Of all values along an axis: one number comes out." : "Of all values along an axis.";
  const random = d.random === undefined ? [] : [`${d.random} is a fresh number for each value, uniform on 0 to 1.`];
  const masked = d.mask === undefined ? [] : [`${d.mask} is 1 where a value counts, else 0.`];
  const through =
    d.straightThrough === undefined
      ? []
      : [`Its slopes are those of ${link(d.straightThrough, `${d.straightThrough}.md`)}.`];
  return [[over, ...random, ...masked].join(" "), math(formula), [...where, ...through].join(" ")];
}

/** Passports of the functions of one value inside. */
function partsOf(d: Declaration): readonly string[] {
  if (d.axis !== undefined) return [];
  if (d.inputs !== undefined) {
    const text = isLinear(d)
      ? "Of the gate b ↦ f(1, b); f(a, b) is a times that."
      : "As a function of b, where a is 1.";
    return [part("Passport", text, gateOf(d, 1))];
  }
  if (d.random !== undefined) return [part("Passport", "As it is in evaluation.", drawOf(d))];
  if (d.beside === undefined) return [];
  const [first, second] = halvesOf(d) as readonly [Part, Part];
  return [
    part("Passport of the first", `Of ${code(first.title)}.`, first),
    part("Passport of the second", `Of ${code(second.title)}.`, second),
  ];
}

/** Whether f(a, b) is a f(1, b): its slope in a is free of a, and it is 0 where a is. */
function isLinear(d: GatedFunction): boolean {
  const f = parse(d.formula, { parameters: [...Object.keys(d.params ?? {}), "a", "b"] });
  const of = evaluator(f, ["a", "b", ...Object.keys(d.params ?? {})]);
  const values = Object.values(d.params ?? {}).map(({ init }) => init);
  return !freeVariables(diff(f, "a")).includes("a") && [-2, 1, 3].every((b) => Math.abs(of(0, b, ...values)) === 0);
}

function part(heading: string, text: string, { f }: Part): string {
  const p = describe(f);
  const same = p.equivalents.filter(({ hearsay }) => !hearsay);
  const told =
    same.length === 0
      ? ""
      : `The same as ${same
          .slice(0, 4)
          .map((e) => linked(e.text))
          .join(", ")}.`;
  return section(heading, `${text} ${told}`.trim(), passportTable(p, ["shape", "network"]));
}
