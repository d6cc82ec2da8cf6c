/**
 * Text to expression.
 *
 *   formula    = comparison
 *   comparison = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]
 *   sum        = product {("+" | "-") product}
 *   product    = minus {("*" | "/") minus | (name | "(") right after a number}
 *   minus      = "-" minus | power
 *   power      = atom [("^" | "**") minus]
 *   atom       = number | name | name "(" argument {"," argument} ")" | "(" comparison ")"
 *   argument   = [name "="] comparison
 *
 * So -x^2 is -(x^2), 2^3^2 is 2^(3^2), 2^-x stands, a < b < c does not. A minus sign before a number belongs to the
 * number. 3x and 2(x + 1) multiply, as * would there: 3x^2 is 3*(x^2), 1/2x is (1/2)*x; 2e and 0x10 are refused. Symbols and their precedences come from the op table. Names: x, pi, e, inf, nan; parameters as `isParameter`
 * says; ops and macros where called. Numbers are read as float64; one that overflows is refused, 1e-400 is 0.
 */

import { type ErrorCode, NonlinError, type Span, suggest } from "../base/index.ts";
import { apply, constant, type Expr, nodes, variable } from "./expr.ts";
import { limits, type Token, tokenize } from "./lexer.ts";
import { constants, greek, isParameter } from "./names.ts";
import { isOp, type OpName, opNames, ops } from "./ops.ts";
import { substitute } from "./substitute.ts";

/** A function that a formula may call: its expression in x and its parameters, which have defaults. */
export interface Macro {
  readonly expression: Expr;
  readonly parameters: readonly { readonly name: string; readonly value: number }[];
}

export interface ParseOptions {
  /** Functions beyond the ops: `gelu(b)`, `elu(x, 0.5)`, `elu(x, alpha=0.5)`. */
  readonly functions?: (name: string) => Macro | undefined;
  /** Names that stand for parameters, besides those that look like one. */
  readonly parameters?: readonly string[];
  /** Names of `functions`, for suggestions. */
  readonly names?: () => Iterable<string>;
}

/** The expression that `text` says, unsimplified. Throws E_PARSE, E_NAME or E_LIMIT with the span. */
export function parse(text: string, options: ParseOptions = {}): Expr {
  const p: Parser = { text, options, tokens: tokenize(text), next: 0, depth: 0 };
  if (peek(p).kind === "end") {
    throw fail(p, "E_PARSE", "the formula is empty", peek(p), "write one in x, such as x*sigmoid(x)");
  }
  const e = comparison(p);
  if (peek(p).kind !== "end") throw leftOver(p);
  const count = nodes(e).length;
  if (count > limits.nodes) {
    throw fail(p, "E_LIMIT", `the formula has ${count} nodes`, undefined, `the limit is ${limits.nodes}`);
  }
  return e;
}

interface Parser {
  readonly text: string;
  readonly options: ParseOptions;
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
}

const infix: ReadonlyMap<string, OpName> = new Map(
  opNames.flatMap((op) => {
    const symbol = ops[op].infix?.symbol;
    return symbol === undefined ? [] : [[symbol, op] as const];
  }),
).set("**", "pow");

function comparison(p: Parser): Expr {
  return binary(p, 0);
}

/** An expression whose infix operators all bind at least as strongly as `least` (precedence climbing). */
function binary(p: Parser, least: number): Expr {
  let left = unary(p);
  for (let compared = false; ; ) {
    const token = peek(p);
    const joined = isFactor(p);
    const op = joined ? "mul" : token.kind === "symbol" ? infix.get(token.text) : undefined;
    const row = op === undefined ? undefined : ops[op].infix;
    if (op === undefined || row === undefined || row.precedence < least || row.right === true) return left;
    if (row.precedence === 1) {
      if (compared) {
        throw fail(p, "E_PARSE", "comparisons do not chain", token, "write (a < b) * (b < c) for a < b < c");
      }
      compared = true;
    }
    if (!joined) p.next += 1;
    left = apply(op, left, binary(p, row.precedence + 1));
  }
}

/** Whether what follows a number touches it and multiplies it. 2e may lack an exponent, and 0x10 is hexadecimal elsewhere. */
function isFactor(p: Parser): boolean {
  const [before, token] = [p.tokens[p.next - 1], peek(p)];
  if (before?.kind !== "number" || before.span.end !== token.span.start) return false;
  if (token.kind === "symbol") return token.text === "(";
  const other = /^[eE]\d*$|^_\d/.test(token.text) || (before.text === "0" && /^[xX][\da-fA-F]+$/.test(token.text));
  return token.kind === "name" && !other;
}

function unary(p: Parser): Expr {
  if (!accept(p, "-")) return power(p);
  return nested(p, () => {
    const start = p.next;
    const e = unary(p);
    // One token that came to a number: its sign belongs to it.
    return e.kind === "const" && p.next === start + 1 ? constant(-e.value) : apply("neg", e);
  });
}

function power(p: Parser): Expr {
  const base = atom(p);
  if (!accept(p, "^") && !accept(p, "**")) return base;
  return nested(p, () => apply("pow", base, unary(p)));
}

function atom(p: Parser): Expr {
  const token = peek(p);
  p.next += 1;
  if (token.kind === "number") return number(p, token);
  if (token.kind === "name") return peek(p).text === "(" ? call(p, token) : named(p, token);
  if (token.text !== "(") {
    p.next -= 1;
    throw fail(p, "E_PARSE", `expected a number, a name or "(" ${butGot(token)}`, token);
  }
  const inner = nested(p, () => comparison(p));
  close(p, token);
  return inner;
}

function number(p: Parser, token: Token): Expr {
  const value = Number(token.text);
  if (value === Infinity) {
    const message = `${token.text} is past the largest number, 1.8e308`;
    throw fail(p, "E_PARSE", message, token, 'write "inf" if that is meant');
  }
  return constant(value);
}

function named(p: Parser, token: Token): Expr {
  const name = token.text;
  const value = constants.get(name);
  if (name === "x" || p.options.parameters?.includes(name)) return variable(name);
  if (value !== undefined) return constant(value);
  if (isParameter(name)) return variable(name);
  if (isOp(name) || p.options.functions?.(name)) {
    throw fail(p, "E_NAME", `"${name}" is a function`, token, `write ${name}(x)`);
  }
  throw unknown(p, token, "name", [...(p.options.parameters ?? []), ...constants.keys(), ...greek]);
}

function call(p: Parser, token: Token): Expr {
  const name = token.text;
  if (isOp(name)) {
    const { positional, keyed } = callArguments(p);
    const { arity } = ops[name];
    if (keyed[0] !== undefined) throw noParameter(p, name, keyed[0].key, []);
    if (positional.length !== arity) {
      throw fail(p, "E_PARSE", `${name} takes ${plural(arity)} but got ${positional.length}`, token);
    }
    return apply(name, ...positional);
  }
  const macro = p.options.functions?.(name);
  if (macro !== undefined) return expand(p, token, macro, callArguments(p));
  if (name === "x" || constants.has(name) || p.options.parameters?.includes(name) || isParameter(name)) {
    throw fail(p, "E_PARSE", `"${name}" is not a function`, token, `write ${name}*(...) to multiply`);
  }
  throw unknown(p, token, "function", [...opNames, ...(p.options.names?.() ?? [])]);
}

interface Arguments {
  readonly positional: readonly Expr[];
  readonly keyed: readonly { readonly key: Token; readonly value: Expr }[];
}

function callArguments(p: Parser): Arguments {
  const open = peek(p);
  p.next += 1;
  const positional: Expr[] = [];
  const keyed: { key: Token; value: Expr }[] = [];
  do {
    const key = peek(p);
    const named = key.kind === "name" && p.tokens[p.next + 1]?.text === "=";
    if (!named && keyed.length > 0) {
      throw fail(p, "E_PARSE", "an argument without a name after one with a name", key, "write the named ones last");
    }
    if (named) p.next += 2;
    const value = nested(p, () => comparison(p));
    if (named) keyed.push({ key, value });
    else positional.push(value);
  } while (accept(p, ","));
  close(p, open);
  return { positional, keyed };
}

/** The macro's expression with the arguments in the place of x and of its parameters. */
function expand(p: Parser, token: Token, macro: Macro, { positional, keyed }: Arguments): Expr {
  const { text: name } = token;
  const { parameters } = macro;
  const [x, ...rest] = positional;
  if (x === undefined) throw fail(p, "E_PARSE", `${name} needs an argument`, token, `write ${name}(x)`);
  if (rest.length > parameters.length) {
    const most = plural(parameters.length + 1);
    throw fail(p, "E_PARSE", `${name} takes at most ${most} but got ${positional.length}`, token);
  }
  const values = new Map([["x", x]]);
  for (const [i, value] of rest.entries()) values.set((parameters[i] as Macro["parameters"][number]).name, value);
  for (const { key, value } of keyed) {
    const parameter = parameters.find((known) => plain(known.name) === plain(key.text));
    if (parameter === undefined) throw noParameter(p, name, key, parameters);
    if (values.has(parameter.name)) throw fail(p, "E_PARSE", `${name} gets "${key.text}" twice`, key);
    values.set(parameter.name, value);
  }
  for (const { name, value } of parameters) if (!values.has(name)) values.set(name, constant(value));
  return substitute(macro.expression, values);
}

function noParameter(p: Parser, name: string, key: Token, known: readonly { name: string }[]): NonlinError {
  const advice = known.length === 0 ? "it has none" : `it has ${known.map((parameter) => parameter.name).join(", ")}`;
  return fail(p, "E_NAME", `${name} has no parameter "${key.text}"`, key, advice);
}

/** negativeSlope and negative_slope are the same name. */
function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

function peek(p: Parser): Token {
  return p.tokens[p.next] as Token;
}

function accept(p: Parser, symbol: string): boolean {
  const token = peek(p);
  if (token.kind !== "symbol" || token.text !== symbol) return false;
  p.next += 1;
  return true;
}

function nested(p: Parser, parseInner: () => Expr): Expr {
  p.depth += 1;
  if (p.depth > limits.depth) {
    throw fail(p, "E_LIMIT", `the formula is nested more than ${limits.depth} deep`, peek(p));
  }
  const e = parseInner();
  p.depth -= 1;
  return e;
}

function close(p: Parser, open: Token): void {
  if (accept(p, ")")) return;
  const token = peek(p);
  if (token.kind === "end") throw fail(p, "E_PARSE", '"(" is not closed', open);
  throw leftOver(p);
}

/** The error for a token after a complete expression. */
function leftOver(p: Parser): NonlinError {
  const token = peek(p);
  const before = p.tokens[p.next - 1] as Token;
  if (token.text === ")") return fail(p, "E_PARSE", '")" closes nothing', token);
  if (token.text === "=") return fail(p, "E_PARSE", 'unexpected "="', token, 'write "==" to compare');
  if (token.text === ",") {
    const decimal = before.kind === "number" && p.tokens[p.next + 1]?.kind === "number";
    const advice = decimal ? `write ${before.text}.${p.tokens[p.next + 1]?.text} with a decimal point` : undefined;
    return fail(p, "E_PARSE", 'unexpected ","', token, advice);
  }
  const joined = before.text + token.text;
  if (/^0[xX][\da-fA-F]+$/.test(joined)) {
    const span = { start: before.span.start, end: token.span.end };
    return fail(p, "E_PARSE", `${joined} is not decimal`, { span }, `write ${Number(joined)}`);
  }
  if (before.kind === "number" && /^_\d/.test(token.text) && before.span.end === token.span.start) {
    const span = { start: before.span.start, end: token.span.end };
    return fail(
      p,
      "E_PARSE",
      `${joined} is not a number`,
      { span },
      `write ${joined.replaceAll("_", "")}: numbers have no underscores`,
    );
  }
  const factor = token.text === "(" ? "(...)" : token.text;
  return fail(
    p,
    "E_PARSE",
    "an operator is missing",
    token,
    `write ${before.text === ")" ? "(...)" : before.text}*${factor}`,
  );
}

/** What other languages call our functions, too short for a nearest name to be found. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["ln", "log"],
  ["lg", "log2"],
  ["fabs", "abs"],
  ["arctan", "atan"],
  ["arcsinh", "asinh"],
  ["maximum", "max"],
  ["minimum", "min"],
]);

function unknown(p: Parser, token: Token, what: "name" | "function", candidates: Iterable<string>): NonlinError {
  const near = elsewhere.get(token.text) ?? suggest(token.text, candidates);
  const rule = 'parameters are a letter and digits ("a", "b2"), a Greek letter\'s name ("alpha") or declared';
  const advice = near !== undefined ? `did you mean ${near}?` : what === "name" ? rule : undefined;
  return fail(p, "E_NAME", `unknown ${what} "${token.text}"`, token, advice);
}

function butGot(token: Token): string {
  return token.kind === "end" ? "but the formula ends" : `but got "${token.text}"`;
}

function plural(count: number): string {
  return count === 1 ? "1 argument" : `${count} arguments`;
}

function fail(
  p: Parser,
  code: ErrorCode,
  message: string,
  at: { span: Span } | undefined,
  advice?: string,
): NonlinError {
  const span = at === undefined ? { start: 0, end: p.text.length } : at.span;
  return new NonlinError(code, message, { source: p.text, span, ...(advice === undefined ? {} : { advice }) });
}
