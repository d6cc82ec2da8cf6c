/**
 * Functions written in a language of statements: what is used twice becomes a local variable, and an op that the
 * language lacks a small function of its own, from a formula.
 */
import {
  apply,
  type Expr,
  fold,
  freeVariables,
  nodes,
  type OpName,
  opNames,
  ops,
  print,
  type Target,
  variable,
} from "../expr/index.ts";
import { isComparison, prepare, type Replacement, type Replacements, replaced } from "./prepare.ts";

export interface Language extends Target {
  /** Ops that are written where they stand as another formula. */
  readonly replacements?: Replacements;
  /** Ops that become functions, by what stands for them or as text. */
  readonly helpers?: { readonly [op in OpName]?: Replacement | HelperText };
  /** How a function is called that stands for an op. */
  readonly helperName?: (op: OpName) => string;
  readonly local: (name: string, value: string) => string;
  readonly result: (value: string) => string;
  readonly define: (routine: Routine, body: readonly string[], isHelper: boolean) => string;
}

/** A function as it is, and the ops whose functions it calls. */
export interface HelperText {
  readonly text: string;
  readonly needs?: readonly OpName[];
}

/** A function of numbers. The language spells its name and its parameters. */
export interface Routine {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly expression: Expr;
  /** What to say above it. */
  readonly about?: readonly string[];
}

/** A variable of the expression, and its default. */
export interface Parameter {
  readonly name: string;
  readonly init?: number;
}

/** The text of `routines`, after the functions for those ops that they need and `language` lacks. */
export function program(routines: readonly Routine[], language: Language): string {
  const complete = withHelpers(language);
  const ready = routines.map((routine) => ({ ...routine, expression: prepared(routine.expression, complete) }));
  const helpers = helperRoutines(
    ready.map((routine) => routine.expression),
    complete,
  );
  return [...helpers, ...ready.map((routine) => language.define(routine, statements(routine, complete), false))].join(
    "\n",
  );
}

/** The body of `routine` alone: local variables and the result. */
export function body(routine: Routine, language: Language): readonly string[] {
  return statements({ ...routine, expression: prepared(routine.expression, language) }, language);
}

function withHelpers(language: Language): Language {
  const { helpers = {}, helperName = (op) => op } = language;
  const called = opNames.filter((op) => helpers[op] !== undefined).map((op) => [op, helperName(op)] as const);
  return { ...language, ops: { ...Object.fromEntries(called), ...language.ops } };
}

function prepared(e: Expr, language: Language): Expr {
  return prepare(e, (op) => language.ops[op] !== undefined, language.replacements ?? {}, language.name);
}

/** What `expressions` call that the language lacks, each before what calls it. */
function helperRoutines(expressions: readonly Expr[], language: Language): readonly string[] {
  const done = new Map<OpName, string>();
  const visit = (e: Expr): void => {
    for (const node of nodes(e)) if (node.kind === "apply") make(node.op);
  };
  const make = (op: OpName): void => {
    const helper = language.helpers?.[op];
    if (helper === undefined || done.has(op)) return;
    if (typeof helper === "object") {
      for (const needed of helper.needs ?? []) make(needed);
      done.set(op, helper.text);
      return;
    }
    const parameters = ["a", "b", "c"].slice(0, ops[op].arity).map((name) => ({ name }));
    const expression = prepared(
      replaced(
        helper,
        parameters.map(({ name }) => variable(name)),
      ),
      language,
    );
    visit(expression);
    const routine = { name: language.helperName?.(op) ?? op, parameters, expression };
    done.set(op, language.define(routine, statements(routine, language), true));
  };
  for (const e of expressions) visit(e);
  return [...done.values()];
}

function statements({ expression, parameters }: Routine, language: Language): readonly string[] {
  const shared = sharedNodes(expression);
  const taken = new Set([...freeVariables(expression), ...parameters.map(({ name }) => name)]);
  const lines: string[] = [];
  const result = fold<Expr>(expression, (node, args) => {
    const rebuilt = node.kind === "apply" ? apply(node.op, ...args) : node;
    if (!shared.has(node)) return rebuilt;
    const name = fresh(lines.length, taken);
    lines.push(language.local(name, print(rebuilt, language)));
    return variable(name);
  });
  return [...lines, language.result(print(result, language))];
}

/** Nodes worth a name: used more than once, and more than a leaf, its negation or a condition. */
function sharedNodes(root: Expr): ReadonlySet<Expr> {
  const uses = new Map<Expr, number>();
  for (const node of nodes(root)) {
    if (node.kind === "apply") for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);
  }
  const isPlain = (e: Expr) => e.kind !== "apply" || (e.op === "neg" && e.args[0]?.kind !== "apply") || isComparison(e);
  return new Set([...uses].flatMap(([node, count]) => (count > 1 && !isPlain(node) ? [node] : [])));
}

function fresh(index: number, taken: ReadonlySet<string>): string {
  let name = `t${index + 1}`;
  while (taken.has(name)) name += "_";
  return name;
}
