/** A rule as a graph over one parameter, and its numbers for a step. */
import { NonlinError, suggest } from "../base/index.ts";
import { type Expr, evaluator, freeVariables, parse } from "../expr/index.ts";
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

/** A number that a rule's update reads from memory: an option, or one that is computed for every step. */
export interface RuleScalar {
  readonly slot: Slot;
  /** Whether it depends on the step's number. */
  readonly everyStep: boolean;
  /** In float64, for step `t` (from 1). */
  readonly value: (options: Readonly<Record<string, number>>, t: number) => number;
}

/** The numbers that a rule's update reads. */
export function ruleScalars(rule: Rule): readonly RuleScalar[] {
  const options = Object.keys(rule.options);
  const read = new Set(Object.values(formulas(rule)).flatMap(freeVariables));
  return [...options, ...Object.keys(rule.scalars ?? {})]
    .filter((name) => read.has(name))
    .map((name) => {
      const e = parse(rule.scalars?.[name] ?? name, { parameters: [...options, "t"] });
      const names = freeVariables(e);
      const f = evaluator(e, names);
      return {
        slot: slot("scalar", `${prefix}${name}`, []),
        everyStep: names.includes("t"),
        value: (given, t) => f(...names.map((key) => (key === "t" ? t : (given[key] ?? rule.options[key]!)))),
      };
    });
}

const prefix = "optimizer.";

/** What a step stores for one parameter: its new value and its new states. */
export function update(
  rule: Rule,
  parameter: Slot,
  gradient: Source,
  states: Readonly<Record<string, Slot>>,
  scalars: readonly RuleScalar[],
): readonly Assignment[] {
  const known: Record<string, Source> = { p: parameter, g: gradient, ...states };
  for (const { slot: s } of scalars) known[s.name.slice(prefix.length)] = s;
  const stored: Assignment[] = [];
  for (const [name, e] of Object.entries(formulas(rule))) {
    const value = map(e, Object.fromEntries(freeVariables(e).map((key) => [key, known[key]!])), {
      shape: parameter.shape,
    });
    known[name] = value;
    const target = name === "p" ? parameter : states[name];
    if (target !== undefined) stored.push({ slot: target, value });
  }
  return stored;
}

const parsed = new WeakMap<Rule, Readonly<Record<string, Expr>>>();

/** The rule's update, read. */
function formulas(rule: Rule): Readonly<Record<string, Expr>> {
  const known = parsed.get(rule);
  if (known !== undefined) return known;
  const names = [rule.options, rule.scalars ?? {}, rule.update].flatMap((group) => Object.keys(group));
  const parameters = ["p", "g", ...rule.state, ...names];
  const made = Object.fromEntries(
    Object.entries(rule.update).map(([name, text]) => [name, parse(text, { parameters })] as const),
  );
  parsed.set(rule, made);
  return made;
}

function unknown(what: string, word: string, known: Iterable<string>): NonlinError {
  const near = suggest(word, known);
  return new NonlinError("E_NAME", `unknown ${what}${near === undefined ? "" : `; did you mean "${near}"?`}`);
}
