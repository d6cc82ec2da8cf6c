/** A rule as a graph over one parameter, and its numbers for a step. */
import { NonlinError, suggest } from "../base/index.ts";
import { type Expr, evaluator, freeVariables, parse, substitute } from "../expr/index.ts";
import { type Assignment, map, type Slot, type Source, slot } from "../graph/index.ts";
import { groupOptions } from "./optimizer.ts";
import type { Optimizer, OptionValues, Rule } from "./rule.ts";
import * as rows from "./rules.ts";

const rules: ReadonlyMap<string, Rule> = new Map(
  Object.values(rows).flatMap((row) => (typeof row === "object" ? [[row.kind, row as Rule]] : [])),
);

/** The rule of an optimiser; throws E_NAME for one that there is not, and for options that it has not. */
export function ruleOf(optimizer: Optimizer): Rule {
  const rule = optimizer.rule ?? rules.get(optimizer.kind);
  if (rule === undefined) throw unknown(`optimizer "${optimizer.kind}"`, optimizer.kind, rules.keys());
  for (const name of groupOptions(optimizer).flatMap(Object.keys)) {
    if (Object.hasOwn(rule.options, name)) continue;
    throw unknown(`option "${name}" of ${rule.kind}`, name, Object.keys(rule.options));
  }
  return rule;
}

/** A number that a rule's update reads from memory: an option, or one that is computed for every step. */
export interface RuleScalar {
  readonly slot: Slot;
  /** Which of the optimiser's groups of options it is for. */
  readonly group: number;
  /** Whether it depends on the step's number. */
  readonly everyStep: boolean;
  /** In float64, for step `t` (from 1). A product takes the options of each step as they were, if asked step after step. */
  readonly value: (options: OptionValues, t: number) => number;
  /** The products that `value` goes on with; whoever saves a training saves them, whoever begins one anew sets them back. */
  readonly running: readonly Running[];
}

/** A product over steps: where it stands. */
export interface Running {
  /** The steps that are in it; 0 at first. */
  steps: number;
  /** 1 at first. */
  value: number;
}

/** The numbers that a rule's update reads, for one group of parameters. */
export function ruleScalars(rule: Rule, group = 0): readonly RuleScalar[] {
  const options = Object.keys(rule.options);
  const read = new Set(Object.values(formulas(rule)).flatMap(freeVariables));
  const known = scalarFormulas(rule);
  const products = Object.entries(rule.products ?? {}).map(([name, text]) => {
    const running: Running = { steps: 0, value: 1 };
    const factor = substitute(parse(text, { parameters: [...known.keys(), ...options, "t"] }), known);
    return [name, { running, value: product(rule, factor, running) }] as const;
  });
  const values = Object.fromEntries(products);
  return [...options, ...known.keys()]
    .filter((name) => read.has(name))
    .map((name) => {
      const e = known.get(name) ?? parse(name, { parameters: options });
      const names = freeVariables(e);
      const computed = names.filter((key) => Object.hasOwn(values, key));
      const f = numeric(rule, e);
      return {
        slot: slot("scalar", `${prefix}${group === 0 ? "" : `${group}.`}${name}`, []),
        group,
        everyStep: names.includes("t") || computed.length > 0,
        running: computed.map((key) => values[key]!.running),
        value:
          computed.length === 0
            ? f
            : (given, t) => f(given, t, Object.fromEntries(computed.map((key) => [key, values[key]!.value(given, t)]))),
      };
    });
}

/** Every scalar in the options, `t` and the products. */
function scalarFormulas(rule: Rule): ReadonlyMap<string, Expr> {
  const known = new Map<string, Expr>();
  for (const [name, text] of Object.entries(rule.scalars ?? {})) {
    const parameters = [...Object.keys(rule.options), "t", ...Object.keys(rule.products ?? {}), ...known.keys()];
    known.set(name, substitute(parse(text, { parameters }), known));
  }
  return known;
}

/** e at the options, where one that is left out has its default. */
function numeric(rule: Rule, e: Expr) {
  const names = freeVariables(e);
  const f = evaluator(e, names);
  const defaults = rule.options;
  return (options: OptionValues, t: number, others: OptionValues = defaults): number =>
    f(...names.map((name) => (name === "t" ? t : (options[name] ?? others[name] ?? defaults[name]!))));
}

/** The product of e over steps 1 to t: one factor a step, or all again after a jump. */
function product(rule: Rule, e: Expr, running: Running): RuleScalar["value"] {
  const factor = numeric(rule, e);
  return (options, t) => {
    if (t < running.steps) Object.assign(running, { steps: 0, value: 1 });
    for (; running.steps < t; running.steps++) running.value *= factor(options, running.steps + 1);
    return running.value;
  };
}

/** What each state of a rule begins at, from the options. */
export function beginnings(rule: Rule): Readonly<Record<string, (options: OptionValues) => number>> {
  const parameters = Object.keys(rule.options);
  const made = rule.state.map((name) => {
    const begin = numeric(rule, parse(rule.begin?.[name] ?? "0", { parameters }));
    return [name, (options: OptionValues) => begin(options, 0)] as const;
  });
  return Object.fromEntries(made);
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
  for (const { slot: s } of scalars) known[s.name.slice(s.name.lastIndexOf(".") + 1)] = s;
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
