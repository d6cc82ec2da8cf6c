/** The words of a command line, read by the table of a command's options. */
import { parseArgs } from "node:util";
import { NonlinError, suggest } from "../base/index.ts";
import type { Arguments, Option, Options, Parsed } from "./command.ts";

/** Throws E_USAGE, naming the option, what was given and what would be right. */
export function readArguments<O extends Options>(
  line: readonly string[],
  table: O,
  later: Readonly<Record<string, string>> = {},
): Arguments<O> {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, option]) => [
      name,
      {
        type: option.type === "flag" ? ("boolean" as const) : ("string" as const),
        ...(option.short && { short: option.short }),
      },
    ]),
  );
  // -1,5 and -x are values of the options before them; the parser would take them for options
  const joined = joinNegative(line, table);
  const { tokens, positionals } = parseArgs({
    args: joined,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(table)) {
    if (option.type === "flag") values[name] = false;
    else if (option.default !== undefined) values[name] = option.default;
  }
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (option === undefined) throw unknownOption(token.rawName, table, later);
    if (option.type !== "flag" && given.has(token.name)) {
      throw new NonlinError("E_USAGE", `${token.rawName} is given twice`, {
        advice: "one value is meant, drop the other",
      });
    }
    given.add(token.name);
    values[token.name] = readValue(token.rawName, option, token.value);
  }
  return { words: positionals.map((word) => word.trimStart()), options: values as Parsed<O>, line };
}

function joinNegative(line: readonly string[], table: Options): string[] {
  const joined: string[] = [];
  for (const [i, word] of line.entries()) {
    const before = joined.at(-1);
    const option = i > 0 && before !== undefined ? optionNamed(before, table) : undefined;
    if (option !== undefined && option.type !== "flag" && /^-[\d.]/.test(word))
      joined[joined.length - 1] = `${longName(before as string, table)}=${word}`;
    // a blank before it: -x^2 is a formula, not three options
    else joined.push(/^-(x\b|[\d.(]|[a-z]\w*\()/i.test(word) ? ` ${word}` : word);
  }
  return joined;
}

function optionNamed(word: string, table: Options): Option | undefined {
  if (word.startsWith("--")) return Object.hasOwn(table, word.slice(2)) ? table[word.slice(2)] : undefined;
  return word.startsWith("-") ? Object.values(table).find((o) => o.short === word.slice(1)) : undefined;
}

function longName(word: string, table: Options): string {
  if (word.startsWith("--")) return word;
  return `--${Object.keys(table).find((name) => table[name]?.short === word.slice(1))}`;
}

function unknownOption(word: string, table: Options, later: Readonly<Record<string, string>>): NonlinError {
  const name = word.replace(/^-+/, "");
  if (Object.hasOwn(later, name)) return new NonlinError("E_USAGE", `${word}: ${later[name]}`);
  const near = suggest(name, Object.keys(table));
  const advice = near === undefined ? "see --help" : `did you mean --${near}?`;
  return new NonlinError("E_USAGE", `unknown option ${word}`, { advice });
}

function readValue(word: string, option: Option, text: string | undefined): unknown {
  if (option.type === "flag") {
    if (text !== undefined) throw new NonlinError("E_USAGE", `${word} takes no value, but got "${text}"`);
    return true;
  }
  if (text === undefined) throw new NonlinError("E_USAGE", `${word} needs a value: ${word} ${option.value ?? "VALUE"}`);
  if (option.choices !== undefined && !option.choices.includes(text)) {
    throw new NonlinError("E_USAGE", `${word} is ${option.choices.join(" or ")}, not "${text}"`);
  }
  if (option.type === "text") return text;
  if (option.type === "numbers") return text === "" ? [] : text.split(",").map((part) => readNumber(word, part));
  const value = readNumber(word, text);
  if (option.type === "count" && !(Number.isInteger(value) && value > 0)) {
    throw new NonlinError("E_USAGE", `${word} is a whole number above 0, not ${text}`);
  }
  return value;
}

function readNumber(word: string, text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new NonlinError("E_USAGE", `${word} takes a number, not "${text}"`);
  return value;
}
