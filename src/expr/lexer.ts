/**
 * A formula's text cut into numbers, names and symbols.
 *
 * number = digits ["." digits] [("e" | "E") ["+" | "-"] digits], or the same from "." on
 * name   = (letter | "_") {letter | digit | "_"}, in ASCII
 */

import { NonlinError, type Span } from "../base/index.ts";

export interface Token {
  readonly kind: "number" | "name" | "symbol" | "end";
  readonly text: string;
  readonly span: Span;
}

export const limits = { characters: 2000, depth: 64, nodes: 500, graphNodes: 4000 } as const;

/** The tokens of `text`, the last of kind "end". Throws E_LIMIT past 2,000 characters. */
export function tokenize(text: string): Token[] {
  if (text.length > limits.characters) {
    const advice = `the limit is ${limits.characters}`;
    throw new NonlinError("E_LIMIT", `the formula has ${text.length} characters`, { advice });
  }
  const pattern = /[ \t\r\n]+|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[<>=!]=|[-+*/^<>(),=])/y;
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const found = pattern.exec(text);
    if (found === null) throw unreadable(text, start);
    const [whole, number, name, symbol] = found;
    const kind = number ? "number" : name ? "name" : symbol ? "symbol" : undefined;
    if (kind !== undefined) tokens.push({ kind, text: whole, span: { start, end: pattern.lastIndex } });
  }
  tokens.push({ kind: "end", text: "", span: { start: text.length, end: text.length } });
  return tokens;
}

function unreadable(source: string, start: number): NonlinError {
  const character = String.fromCodePoint(source.codePointAt(start) ?? 0);
  const span = { start, end: start + character.length };
  if (/[.[\]`{}]/.test(character)) {
    const advice = "a formula has names, numbers and calls, but no members, indices or strings";
    return new NonlinError("E_NAME", `"${character}" names nothing`, { source, span, advice });
  }
  if (/["']/.test(character)) {
    const advice = "a formula's options are numbers; a variant has a name of its own, such as geluTanh(x)";
    return new NonlinError("E_PARSE", "a formula has no texts", { source, span, advice });
  }
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  const visible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? ` "${character}"` : "";
  const meant = lookalikes[character];
  const details = meant === undefined ? { source, span } : { source, span, advice: meant };
  return new NonlinError("E_PARSE", `unexpected character${visible} U+${code}`, details);
}

/** What is pasted from papers and messengers, and what was meant. */
const lookalikes: { readonly [character: string]: string } = {
  "\u2212": 'write "-"',
  "\u2013": 'write "-"',
  "\u2014": 'write "-"',
  "\u00d7": 'write "*"',
  "\u00b7": 'write "*"',
  "\u22c5": 'write "*"',
  "\u00f7": 'write "/"',
  "\u2264": 'write "<="',
  "\u2265": 'write ">="',
  "\u2260": 'write "!="',
  "\u00b2": 'write "^2"',
  "\u00b3": 'write "^3"',
  "\u03c0": 'write "pi"',
  "\u221a": 'write "sqrt(...)"',
  "\u0445": 'this is a Cyrillic letter, write a Latin "x"',
  "\u0435": 'this is a Cyrillic letter, write a Latin "e"',
  "\u0430": 'this is a Cyrillic letter, write a Latin "a"',
  "\u00a0": "write a plain space",
  "\u200b": "delete this invisible character",
  "\u200c": "delete this invisible character",
  "\u200d": "delete this invisible character",
  "\u2060": "delete this invisible character",
  "\ufeff": "delete this invisible character",
  "&": "write (a > 0) * (b > 0) for both",
  "|": "write abs(x) for |x|, max(a > 0, b > 0) for either",
  "?": "write where(condition, a, b)",
  "%": "write a - b * floor(a / b)",
};
