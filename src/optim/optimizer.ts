/** Optimisers from what users write, and which parameters belong to which of their groups. */
import { NonlinError, suggest } from "../base/index.ts";
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
export function optimizerOf(rule: Rule, { groups = [], maximize = false, ...options }: Written): Optimizer {
  const own = groups.map(({ params, ...rest }) => ({
    params: typeof params === "string" ? [params] : params,
    options: numbers(rest),
  }));
  for (const each of [numbers(options), ...own.map((group) => group.options)]) checkOptions(rule, each);
  return {
    kind: rule.kind,
    options: { ...rule.options, ...numbers(options) },
    ...(maximize ? { maximize } : {}),
    ...(own.length > 0 ? { groups: own } : {}),
  };
}

/** Throws E_NAME for an option that the rule has not, E_USAGE for what PyTorch refuses: less than 0, and betas from 1 on. */
function checkOptions({ kind, options: known }: Rule, options: OptionValues): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name)) {
      const near = suggest(name, Object.keys(known));
      const advice = near === undefined ? `it has ${Object.keys(known).join(", ")}` : `did you mean "${near}"?`;
      throw new NonlinError("E_NAME", `unknown option "${name}" of ${kind}`, { advice });
    }
    const decays = /^beta\d$/.test(name);
    if (value >= 0 && (!decays || value < 1)) continue;
    // a negative dampening is a momentum
    if (name === "dampening" && value < 0) continue;
    const advice = decays ? "it is at least 0 and less than 1" : "it is a number, 0 or more";
    throw new NonlinError("E_USAGE", `${name} of ${kind} is ${value}`, { advice });
  }
}

/** Options as numbers: true is 1, `betas` are beta1 and beta2. */
function numbers(options: object): OptionValues {
  const entries = Object.entries(options).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((v, i) => [`${name.slice(0, -1)}${i + 1}`, v] as const)
      : value === undefined
        ? []
        : [[name, Number(value)] as const],
  );
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
