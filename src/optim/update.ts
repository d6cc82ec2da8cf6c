/** A rule as a graph over one parameter, and its numbers for a step. */
import { NonlinError, suggest } from "../base/index.ts";
import { evaluator, freeVariables, parse } from "../expr/index.ts";
import { type Assignment, map, type Slot, type Source, slot } from "../graph/index.ts";
import type { Optimizer, Rule } from "./rule.ts";
import * as rows from "./rules.ts";

const rules: ReadonlyMap<string, Rule> = new Map(
  Object.values(rows).flatMap((row) => (typeof row === "object" ? [[row.kind, row as Rule]] : [])),
);

/** The rule of an optimiser; throws E_NAME for one that there is not, and for options that it has not. */
export function ruleOf(optimizer: Optimizer): Rule {
  const rule = optimizer.rule ?? rules.get(optimizer.kind);
  if (rule === undefined) throw unknown(`optimizer "${optimizer.kind}"`, optimizer.kind, rules.keys());
  for (const name of Object.keys(optimizer.options)) {
    if (Object.hasOwn(rule.options, name)) continue;
    throw unknown(`option "${name}" of ${rule.kind}`, name, Object.keys(rule.options));
  }
  return rule;
}

/** The scalar slots of a rule: those options and numbers of a step that its update reads. */
export function scalarSlots(rule: Rule): readonly Slot[] {
  const read = new Set(Object.values(rule.update).flatMap((text) => freeVariables(formula(rule, text))));
  const names = [...Object.keys(rule.options), ...Object.keys(rule.scalars ?? {})].filter((name) => read.has(name));
  return names.map((name) => slot("scalar", `optimizer.${name}`, []));
}

/** The values of `scalarSlots`, in their order, for step `t` (from 1): written into `out`. */
export function scalarValues(
  rule: Rule,
  slots: readonly Slot[],
): (options: Readonly<Record<string, number>>, t: number, out: Float64Array) => void {
  const names = [...Object.keys(rule.options), "t"];
  const values = slots.map(({ name }) => {
    const key = name.slice("optimizer.".length);
    return evaluator(parse(rule.scalars?.[key] ?? key, { parameters: names }), names);
  });
  return (options, t, out) => {
    const given = names.map((name) => (name === "t" ? t : (options[name] ?? rule.options[name]!)));
    for (const [i, value] of values.entries()) out[i] = value(...given);
  };
}

/** What a step stores for one parameter: its new value and its new states. */
export function update(
  rule: Rule,
  parameter: Slot,
  gradient: Source,
  states: Readonly<Record<string, Slot>>,
  scalars: readonly Slot[],
): readonly Assignment[] {
  const known: Record<string, Source> = { p: parameter, g: gradient, ...states };
  for (const s of scalars) known[s.name.slice("optimizer.".length)] = s;
  const stored: Assignment[] = [];
  for (const [name, text] of Object.entries(rule.update)) {
    const e = formula(rule, text);
    const value = map(e, Object.fromEntries(freeVariables(e).map((key) => [key, known[key]!])), {
      shape: parameter.shape,
    });
    known[name] = value;
    const target = name === "p" ? parameter : states[name];
    if (target !== undefined) stored.push({ slot: target, value });
  }
  return stored;
}

function formula(rule: Rule, text: string) {
  const names = [rule.options, rule.scalars ?? {}, rule.update].flatMap((group) => Object.keys(group));
  return parse(text, { parameters: ["p", "g", ...names] });
}

function unknown(what: string, word: string, known: Iterable<string>): NonlinError {
  const near = suggest(word, known);
  return new NonlinError("E_NAME", `unknown ${what}${near === undefined ? "" : `; did you mean "${near}"?`}`);
}
