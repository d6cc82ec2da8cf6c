/** Optimisers from what users write, and which parameters belong to which of their groups. */
import { belowOne, checkByName, checkOptions, type Demand, NonlinError, suggest, zeroOrMore } from "../base/index.ts";
import type { Optimizer, OptionValues, Rule } from "./rule.ts";

/** What each parameter group may say for itself. */
export type Group<Options> = Options & {
  /** Names in the state dict, "0.weight", or patterns with `*` for any part of one: "*.bias". */
  readonly params: string | readonly string[];
};

export type Grouped<Options> = Options & {
  /** Whether to climb instead of descend. Default false. */
  readonly maximize?: boolean;
  /** Parameters with options of their own; what a group leaves out is that of all. */
  readonly groups?: readonly Group<Options>[];
};

type Written = object & {
  readonly maximize?: boolean;
  readonly groups?: readonly (object & { readonly params: string | readonly string[] })[];
};

/** An optimiser of this rule; options that are left out keep their defaults. */
export function optimizerOf(rule: Rule, written: Written): Optimizer {
  checkWritten(rule.kind, written);
  const { groups = [], maximize = false, ...options } = written;
  const own = groups.map(({ params, ...rest }) => ({ params: patterns(rule, params), options: numbersOf(rule, rest) }));
  return {
    kind: rule.kind,
    options: { ...rule.options, ...numbersOf(rule, options) },
    ...(maximize ? { maximize } : {}),
    ...(own.length > 0 ? { groups: own } : {}),
  };
}

/** Throws E_USAGE for options that are given by their place. */
export function checkWritten(title: string, options: object): void {
  checkByName(title, options, "lr");
}

function patterns({ kind }: Rule, params: string | readonly string[]): readonly string[] {
  const all = typeof params === "string" ? [params] : params;
  if (Array.isArray(all) && all.every((pattern) => typeof pattern === "string")) return all;
  throw new NonlinError("E_USAGE", `a group of ${kind} does not say which parameters are in it`, {
    advice: 'params takes their names, or patterns: "*.bias"',
  });
}

/** Options as numbers. Throws E_NAME for one that the rule has not, E_USAGE for what PyTorch refuses: less than 0, and betas from 1 on. */
function numbersOf({ kind, options: known }: Rule, written: object): OptionValues {
  const options = numbers(kind, written);
  checkOptions(kind, options, Object.keys(known));
  for (const [name, value] of Object.entries(options)) {
    const { holds, said } = demandOn(name);
    if (!holds(value)) throw new NonlinError("E_USAGE", `${name} of ${kind} is ${value}`, { advice: said });
  }
  return options;
}

function demandOn(name: string): Demand {
  if (/^beta\d$/.test(name)) return belowOne;
  // a negative dampening is a momentum
  return name === "dampening" ? { holds: (v) => !Number.isNaN(v), said: "it is a number" } : zeroOrMore;
}

/** True is 1, `betas` are beta1 and beta2. */
function numbers(kind: string, options: object): OptionValues {
  const entries = Object.entries(options).flatMap(([name, value]): readonly (readonly [string, number])[] => {
    if (value === undefined) return [];
    if (name !== "betas") return [[name, Number(value)]];
    if (Array.isArray(value) && value.length === 2)
      return [
        ["beta1", value[0]],
        ["beta2", value[1]],
      ];
    throw new NonlinError("E_USAGE", `betas of ${kind} is ${JSON.stringify(value)}`, { advice: "it is two numbers" });
  });
  return Object.fromEntries(entries);
}

/** The options of every group: first those of the parameters that are in none. */
export function groupOptions({ options, groups = [] }: Optimizer): readonly OptionValues[] {
  return [options, ...groups.map((group) => ({ ...options, ...group.options }))];
}

/** The group of each parameter, as an index of `groupOptions`. Throws E_USAGE for a pattern that matches none, a parameter that is in two. */
export function groupsOf({ groups = [] }: Optimizer, names: readonly string[]): readonly number[] {
  const found = names.map(() => 0);
  for (const [at, { params }] of groups.entries()) {
    for (const pattern of params) {
      const matched = names.flatMap((name, i) => (matches(pattern, name) ? [i] : []));
      if (matched.length === 0) {
        const near = suggest(pattern, names);
        const advice = near === undefined ? {} : { advice: `did you mean "${near}"?` };
        throw new NonlinError("E_USAGE", `no parameter is called "${pattern}"`, advice);
      }
      for (const i of matched) {
        if (found[i] !== 0 && found[i] !== at + 1) {
          throw new NonlinError("E_USAGE", `the parameter "${names[i]}" is in two groups`);
        }
        found[i] = at + 1;
      }
    }
  }
  return found;
}

function matches(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (!name.startsWith(first)) return false;
  if (rest.length === 0) return name === first;
  let at = first.length;
  const last = rest.pop()!;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length >= at + last.length && name.endsWith(last);
}

/** Whether one program does for both: the same rule, direction and groups. */
export function sameProgram(a: Optimizer, b: Optimizer): boolean {
  const structure = ({ kind, maximize = false, groups = [] }: Optimizer): string =>
    JSON.stringify([kind, maximize, groups.map((group) => group.params)]);
  return structure(a) === structure(b) && a.rule === b.rule;
}
