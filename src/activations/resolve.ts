/**
 * What a user means by a name, a formula or a declaration, with the values of its parameters.
 *
 * A bare identifier other than `x` is a name, all else a formula, which may call activations as functions.
 */
import { NonlinError, suggest } from "../base/index.ts";
import { type Expr, freeVariables, type Macro, type ParseOptions, parse, print } from "../expr/index.ts";
import type { Activation, Declaration } from "./activation.ts";
import { catalogue, declarations, type Kind, kindOf, lookup, lookupAny } from "./catalogue.ts";
import { isMentioned } from "./invented.ts";

/** Parameters by PyTorch's names in camelCase, and options that select a variant. */
export type Options = Readonly<Record<string, number | string>>;

export interface Resolved {
  /** Canonical name, or the formula as written. */
  readonly name: string;
  /** The name with those parameters that differ from the defaults. */
  readonly title: string;
  readonly declaration: Activation;
  /** The value of every parameter. */
  readonly params: Readonly<Record<string, number>>;
}

/**
 * The declaration that `subject` means and the value of each of its parameters.
 *
 * A formula's free names are parameters (default 1); its declaration is made up, with all calls written out.
 * Throws E_NAME for an unknown name or option, and what the parser throws.
 */
export function resolve(subject: string | Activation, options: Options = {}): Resolved {
  if (typeof subject !== "string" && typeof subject?.formula !== "string") {
    const advice = 'for instance "gelu", "x * sigmoid(x)" or { name: "f", formula: "x" }';
    throw new NonlinError("E_USAGE", `an activation is a name, a formula or a declaration, not ${subject}`, { advice });
  }
  const found = typeof subject === "string" ? fromText(subject, options) : subject;
  const { declaration, params } = settle(found, options);
  return { name: declaration.name, title: titleOf(declaration, params), declaration, params };
}

/** The declaration that `options` select from `found`, and the value of each of its parameters. Throws as `resolve`. */
export function settle<D extends Declaration>(
  found: D,
  options: Options,
): { readonly declaration: D; readonly params: Readonly<Record<string, number>> } {
  const declaration = selectVariant(found, options);
  return { declaration, params: parameterValues(declaration, options, found) };
}

/** How formulas call activations: `gelu(b)`, `elu(x, 0.5)`, `elu(x, alpha=0.5)`. */
export const macros = {
  functions: (name: string): Macro | undefined => {
    const a = lookup(name);
    if (a === undefined) return undefined;
    const parameters = Object.entries(a.params ?? {}).map(([key, p]) => ({ name: key, value: p.init }));
    return { expression: parse(a.formula, { parameters: parameters.map((p) => p.name) }), parameters };
  },
  names: (): Iterable<string> => catalogue.keys(),
} as const satisfies ParseOptions;

/** Throws E_NAME: `name` is no activation, with the nearest name as advice. */
export function unknownActivation(name: string): NonlinError {
  const other = lookupAny(name);
  if (other !== undefined) {
    const advice = `nonlin/functional has it: F.${other.name}(t, { dim: -1 })`;
    return new NonlinError("E_NAME", `${other.name} is ${kinds[kindOf(other)]}, not of one value`, { advice });
  }
  if (isMentioned(name)) {
    const advice = "its formula was not checked against the paper; write one out: nonlin show 'x * sigmoid(x)'";
    return new NonlinError("E_NAME", `"${name}" is known by name only`, { advice });
  }
  const near = suggest(name, catalogue.keys());
  const guess = near === undefined ? "" : `; did you mean "${near}"?`;
  return new NonlinError("E_NAME", `unknown activation "${name}"${guess} (list them with \`nonlin list\`)`);
}

const kinds = {
  elementwise: "a function",
  axis: "a function of a whole axis",
  gated: "a function of two halves of an axis",
  random: "a function of a value and a random number",
  joined: "two functions side by side",
} as const satisfies Record<Kind, string>;

const nameLike = /^[A-Za-z_][\w.-]*$/;
const identifier = /^[A-Za-z_]\w*$/;

function fromText(text: string, options: Options): Activation {
  const trimmed = text.trim();
  if (nameLike.test(trimmed) && trimmed !== "x") {
    const found = lookup(trimmed);
    if (found !== undefined) return found;
    if (identifier.test(trimmed)) throw unknownActivation(trimmed);
  }
  const numbers = Object.keys(options).filter((key) => typeof options[key] === "number");
  const e = parse(text, { ...macros, parameters: numbers });
  const known = written.get(e);
  if (known?.name === trimmed) return known;
  checkReadsX(e, trimmed);
  const free = freeVariables(e).filter((name) => name !== "x");
  const params = Object.fromEntries(free.map((name) => [name, { init: 1 }]));
  const made: Activation = { name: trimmed, formula: print(e), params };
  written.set(e, made);
  return made;
}

/** Throws E_USAGE for a call without x, such as PyTorch's LeakyReLU(0.2): it would be a constant. A number is one on purpose. */
function checkReadsX(e: Expr, text: string): void {
  if (freeVariables(e).includes("x")) return;
  const called = [...text.matchAll(/([A-Za-z_]\w*)\s*\(/g)].map(([, name = ""]) => lookup(name));
  const a = called.find((found) => found !== undefined);
  if (a === undefined) return;
  const [, inner] = /^\w+\s*\(([^()]*)\)$/.exec(text) ?? [];
  const guess = inner === undefined ? `write x where ${a.name} reads it` : `did you mean ${a.name}(x, ${inner})?`;
  throw new NonlinError("E_USAGE", `${text} has no x: it is a constant`, { advice: guess });
}

/** The same formula is the same declaration, so that what is made from it is made once. */
const written = new WeakMap<Expr, Activation>();

function selectVariant<D extends Declaration>(found: D, options: Options): D {
  for (const [option, choices] of Object.entries(found.variants ?? {})) {
    const chosen = options[option];
    if (chosen === undefined) continue;
    const name = Object.hasOwn(choices, chosen) ? choices[chosen] : undefined;
    const variant = name === undefined ? undefined : declarations.get(name);
    if (variant !== undefined) return variant as D;
    const allowed = Object.keys(choices).map((c) => `"${c}"`);
    throw new NonlinError("E_USAGE", `${found.name}: ${option} is ${allowed.join(" or ")}, not "${chosen}"`);
  }
  return found;
}

/** The values of `a`'s parameters; `found` is what was asked for, whose variants and ignored options are known too. */
function parameterValues(a: Declaration, options: Options, found: Declaration): Readonly<Record<string, number>> {
  const params: Record<string, number> = {};
  for (const [name, p] of Object.entries(a.params ?? {})) params[name] = p.init;
  for (const [name, value] of Object.entries(options)) {
    if (Object.hasOwn(found.variants ?? {}, name) || Object.hasOwn(found.ignores ?? {}, name)) continue;
    if (!Object.hasOwn(params, name)) throw unknownOption(found, a, name);
    if (typeof value !== "number") throw new NonlinError("E_USAGE", `${a.name}: ${name} is a number, not "${value}"`);
    params[name] = value;
  }
  return params;
}

function unknownOption(found: Declaration, a: Declaration, name: string): NonlinError {
  const names = [a.params, found.variants, found.ignores].flatMap((group) => Object.keys(group ?? {}));
  const near = suggest(name, names);
  const advice =
    near !== undefined ? `did you mean ${near}?` : names.length > 0 ? `it has ${names.join(", ")}` : "it has none";
  return new NonlinError("E_NAME", `${a.name} has no option "${name}"`, { advice });
}

function titleOf(a: Activation, params: Readonly<Record<string, number>>): string {
  const changed = Object.entries(params).filter(([name, value]) => a.params?.[name]?.init !== value);
  if (changed.length === 0) return a.name;
  return `${a.name} (${changed.map(([name, value]) => `${name} ${value}`).join(", ")})`;
}
