/**
 * An expression as text, with as few parentheses as its reader needs.
 *
 * A target is a table from ops to spellings; `text` is the language itself, and what it prints parses back to the
 * same object.
 */

import { NonlinError } from "../base/index.ts";
import { type Expr, fold } from "./expr.ts";
import { limits } from "./lexer.ts";
import { lower, madeOf } from "./lower.ts";
import { constants } from "./names.ts";
import { type OpName, opNames, ops } from "./ops.ts";

/** A piece of text and how strongly it holds together: parenthesised where more is needed. */
export interface Piece {
  readonly text: string;
  readonly precedence: number;
}

/** What needs no parentheses anywhere. */
export const whole = 99;

/**
 * How a target writes an op: as a call of that name; between its arguments; before its argument;
 * or as a template, with the precedence that each argument needs (none: 0) and that of the result (none: whole).
 */
export type Spelling =
  | string
  | { readonly infix: string; readonly precedence: number; readonly associates?: "left" | "right" | "none" }
  | { readonly prefix: string; readonly precedence: number }
  | {
      readonly template: (...args: readonly string[]) => string;
      readonly needs?: readonly number[];
      readonly precedence?: number;
    };

export interface Target {
  readonly name: string;
  readonly number: (value: number) => string | Piece;
  readonly variable: (name: string) => string;
  /** What is missing is lowered, by the op table's formula. */
  readonly ops: { readonly [op in OpName]?: Spelling };
  /** (a) unless said otherwise. */
  readonly group?: (text: string) => string;
}

/** The formula language. */
export const text: Target = {
  name: "text",
  number: (value) => sign(value) + magnitude(Math.abs(value)),
  variable: (name) => name,
  ops: Object.fromEntries(opNames.map((op) => [op, spelling(op)])),
};

/** `e` written for `target`. Throws E_LIMIT past 100,000 characters. */
export function print(e: Expr, target: Target = text): string {
  return fold<Piece>(spellable(e, target), (node, args) => {
    if (node.kind === "var") return { text: target.variable(node.name), precedence: whole };
    if (node.kind === "const") return numberPiece(target, node.value);
    const piece = spell(target, target.ops[node.op] as Spelling, args, node.args);
    if (piece.text.length > 50 * limits.characters) {
      throw new NonlinError(
        "E_LIMIT",
        `the formula is longer than ${50 * limits.characters} characters when written out`,
      );
    }
    return piece;
  }).text;
}

/** `e` with the ops that `target` cannot spell replaced by simpler ones. */
function spellable(e: Expr, target: Target): Expr {
  return lower(e, (op, args) => {
    if (target.ops[op] !== undefined) return undefined;
    const simpler = madeOf(op, args);
    if (simpler === undefined) throw new NonlinError("E_USAGE", `${target.name} has no ${op}`);
    return simpler;
  });
}

function spell(target: Target, how: Spelling, args: readonly Piece[], operands: readonly Expr[]): Piece {
  const group = target.group ?? ((inner) => `(${inner})`);
  const hold = (piece: Piece | undefined, least: number): string => {
    if (piece === undefined) return "";
    return piece.precedence < least ? group(piece.text) : piece.text;
  };
  if (typeof how === "string") return { text: `${how}(${args.map((a) => a.text).join(", ")})`, precedence: whole };
  if ("template" in how) {
    const written = args.map((a, i) => hold(a, how.needs?.[i] ?? 0));
    return { text: how.template(...written), precedence: how.precedence ?? whole };
  }
  const { precedence } = how;
  if ("prefix" in how) {
    const inner = hold(args[0], precedence);
    // A minus before a number would be read as part of it, two of them in C as a decrement.
    const clings = inner.startsWith(how.prefix) || operands[0]?.kind === "const";
    return { text: how.prefix + (clings ? group(args[0]?.text ?? "") : inner), precedence };
  }
  const [left, right] = args;
  const associates = how.associates ?? "left";
  // After an operator a sign is unmistakable, so the right side of a power may be a negation.
  const rightNeeds = associates === "right" ? Math.min(signPrecedence(target), precedence) : precedence + 1;
  const leftNeeds = associates === "left" ? precedence : precedence + 1;
  return { text: hold(left, leftNeeds) + how.infix + hold(right, rightNeeds), precedence };
}

function signPrecedence(target: Target): number {
  const negation = target.ops.neg;
  return typeof negation === "object" && "prefix" in negation ? negation.precedence : whole;
}

function numberPiece(target: Target, value: number): Piece {
  const written = target.number(value);
  if (typeof written !== "string") return written;
  return { text: written, precedence: written.startsWith("-") ? signPrecedence(target) : whole };
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}

function magnitude(value: number): string {
  for (const [name, known] of constants) if (Object.is(known, value)) return name;
  return String(value).replace("e+", "e");
}

function spelling(op: OpName): Spelling {
  const { infix, prefix } = ops[op];
  if (prefix !== undefined) return { prefix: prefix.symbol, precedence: prefix.precedence };
  if (infix === undefined) return op;
  const associates = infix.right ? "right" : infix.precedence === 1 ? "none" : "left";
  // Powers hold so tightly that spaces would mislead.
  const symbol = infix.right ? infix.symbol : ` ${infix.symbol} `;
  return { infix: symbol, precedence: infix.precedence, associates };
}
