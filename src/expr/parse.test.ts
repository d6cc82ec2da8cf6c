import fc from "fast-check";
import { expect, test } from "vitest";
import { NonlinError } from "../base/index.ts";
import { apply, caret, constant, type Macro, type ParseOptions, parse, variable } from "./index.ts";

const x = variable("x");

function refusal(formula: string, options?: ParseOptions): string {
  try {
    parse(formula, options);
  } catch (error) {
    if (error instanceof NonlinError) return `${error.code}\n${caret(error)}`;
    throw error;
  }
  throw new Error(`${formula} was accepted`);
}

test.each([
  ["-x^2", "-(x^2)"],
  ["2^3^2", "2^(3^2)"],
  ["2^-x", "2^(-x)"],
  ["2^-x^2", "2^(-(x^2))"],
  ["x ** 2", "x^2"],
  ["-x * 2", "(-x) * 2"],
  ["1 - 2 - 3", "(1 - 2) - 3"],
  ["8 / 4 / 2", "(8 / 4) / 2"],
  ["1 + 2 * 3", "1 + (2 * 3)"],
  ["x + 1 > 2 * x", "(x + 1) > (2 * x)"],
  ["a * -b", "a * (-b)"],
  ["--x", "-(-x)"],
  ["((x))", "x"],
  ["\n x\t+ 1\r", "x+1"],
  [".5 + 1. + 1e3 + 2.5E-1", "0.5 + 1.0 + 1000 + 0.25"],
  ["add(x, 1)", "x + 1"],
  ["pow(x, 2)", "x^2"],
])("%s means %s", (formula, meaning) => {
  expect(parse(formula)).toBe(parse(meaning));
});

test("a minus sign belongs to the number after it, unless that is a base", () => {
  expect(parse("-2")).toBe(constant(-2));
  expect(parse("-0")).toBe(constant(-0));
  expect(parse("-pi")).toBe(constant(-Math.PI));
  expect(parse("-(2)")).toBe(apply("neg", constant(2)));
  expect(parse("-2^2")).toBe(apply("neg", apply("pow", constant(2), constant(2))));
});

test("letters, letters with digits and Greek names are parameters, and declared names", () => {
  for (const name of ["a", "b2", "z", "y", "alpha", "omega", "A", "x0"]) expect(parse(name)).toBe(variable(name));
  expect(parse("slope * x", { parameters: ["slope"] })).toBe(apply("mul", variable("slope"), x));
  expect(parse("e")).toBe(constant(Math.E));
  expect(parse("e", { parameters: ["e"] })).toBe(variable("e"));
  expect([parse("inf"), parse("nan")]).toEqual([constant(Infinity), constant(NaN)]);
});

const elu: Macro = {
  expression: parse("where(x > 0, x, alpha * expm1(scale * x))", { parameters: ["scale"] }),
  parameters: [
    { name: "alpha", value: 1 },
    { name: "scale", value: 2 },
  ],
};
const functions = (name: string) => (name === "elu" ? elu : undefined);
const withElu = { functions, names: () => ["elu"] };

test("activations are called as functions, parameters by position or by name", () => {
  const meaning = (a: string, s: string) => parse(`where(b > 0, b, ${a} * expm1(${s} * b))`);
  expect(parse("elu(b)", withElu)).toBe(meaning("1", "2"));
  expect(parse("elu(b, 0.5)", withElu)).toBe(meaning("0.5", "2"));
  expect(parse("elu(b, scale=3)", withElu)).toBe(meaning("1", "3"));
  expect(parse("elu(b, 0.5, Scale=a)", withElu)).toBe(meaning("0.5", "a"));
  expect(parse("elu(elu(x))", withElu)).not.toBe(parse("elu(x)", withElu));
});

test("a call that does not fit its function says how", () => {
  expect(refusal("elu(x, 1, 2, 3)", withElu)).toMatchInlineSnapshot(`
    "E_PARSE
    elu(x, 1, 2, 3)
    ^^^ elu takes at most 3 arguments but got 4"
  `);
  expect(refusal("elu(x, beta=2)", withElu)).toMatchInlineSnapshot(`
    "E_NAME
    elu(x, beta=2)
           ^^^^ elu has no parameter "beta"; it has alpha, scale"
  `);
  expect(refusal("elu(x, 1, alpha=2)", withElu)).toMatchInlineSnapshot(`
    "E_PARSE
    elu(x, 1, alpha=2)
              ^^^^^ elu gets "alpha" twice"
  `);
  expect(refusal("elu(x, alpha=2, 1)", withElu)).toMatchInlineSnapshot(`
    "E_PARSE
    elu(x, alpha=2, 1)
                    ^ an argument without a name after one with a name; write the named ones last"
  `);
  expect(refusal("elu(alpha=2)", withElu)).toMatchInlineSnapshot(`
    "E_PARSE
    elu(alpha=2)
    ^^^ elu needs an argument; write elu(x)"
  `);
  expect(refusal("elu()", withElu)).toMatchInlineSnapshot(`
    "E_PARSE
    elu()
        ^ expected a number, a name or "(" but got ")""
  `);
  expect(refusal("ellu(x)", withElu)).toMatchInlineSnapshot(`
    "E_NAME
    ellu(x)
    ^^^^ unknown function "ellu"; did you mean elu?"
  `);
  expect(refusal("elu", withElu)).toMatchInlineSnapshot(`
    "E_NAME
    elu
    ^^^ "elu" is a function; write elu(x)"
  `);
  expect(refusal("sin(x, x)")).toMatchInlineSnapshot(`
    "E_PARSE
    sin(x, x)
    ^^^ sin takes 1 argument but got 2"
  `);
  expect(refusal("sin(a=1)")).toMatchInlineSnapshot(`
    "E_NAME
    sin(a=1)
        ^ sin has no parameter "a"; it has none"
  `);
});

test("nothing is no formula", () => {
  expect(refusal("")).toMatchInlineSnapshot(`
    "E_PARSE

    ^ the formula is empty; write one in x, such as x*sigmoid(x)"
  `);
  expect(refusal("  ")).toMatchInlineSnapshot(`
    "E_PARSE
      
      ^ the formula is empty; write one in x, such as x*sigmoid(x)"
  `);
  expect(refusal("#")).toMatchInlineSnapshot(`
    "E_PARSE
    #
    ^ unexpected character "#" U+0023"
  `);
});

test("what is missing or too much is pointed at", () => {
  expect(refusal("x+*2")).toMatchInlineSnapshot(`
    "E_PARSE
    x+*2
      ^ expected a number, a name or "(" but got "*""
  `);
  expect(refusal("sin(")).toMatchInlineSnapshot(`
    "E_PARSE
    sin(
        ^ expected a number, a name or "(" but the formula ends"
  `);
  expect(refusal("((x)")).toMatchInlineSnapshot(`
    "E_PARSE
    ((x)
    ^ "(" is not closed"
  `);
  expect(refusal("(x))")).toMatchInlineSnapshot(`
    "E_PARSE
    (x))
       ^ ")" closes nothing"
  `);
  expect(refusal("x +")).toMatchInlineSnapshot(`
    "E_PARSE
    x +
       ^ expected a number, a name or "(" but the formula ends"
  `);
  expect(refusal("+x")).toMatchInlineSnapshot(`
    "E_PARSE
    +x
    ^ expected a number, a name or "(" but got "+""
  `);
  expect(refusal("sin()")).toMatchInlineSnapshot(`
    "E_PARSE
    sin()
        ^ expected a number, a name or "(" but got ")""
  `);
});

test.each([
  ["0.1*sin(3x)", "0.1*sin(3*x)"],
  ["2(x + 1)", "2*(x + 1)"],
  ["-3x^2", "-3*(x^2)"],
  ["1/2x", "1/2*x"],
  ["2exp(x)", "2*exp(x)"],
  ["1e5x", "1e5*x"],
  ["2e3", "2000"],
])("%s is %s: a number multiplies what touches it", (short, long) => {
  expect(parse(short)).toBe(parse(long));
});

test("a number that lacks its exponent multiplies nothing", () => {
  expect(refusal("2e")).toContain("an operator is missing; write 2*e");
});

test("other multiplication is written", () => {
  expect(refusal("2 (x + 1)")).toMatchInlineSnapshot(`
    "E_PARSE
    2 (x + 1)
      ^ an operator is missing; write 2*(...)"
  `);
  expect(refusal("(x)(x)")).toMatchInlineSnapshot(`
    "E_PARSE
    (x)(x)
       ^ an operator is missing; write (...)*(...)"
  `);
  expect(refusal("x(x + 1)")).toMatchInlineSnapshot(`
    "E_PARSE
    x(x + 1)
    ^ "x" is not a function; write x*(...) to multiply"
  `);
  expect(refusal("x x")).toMatchInlineSnapshot(`
    "E_PARSE
    x x
      ^ an operator is missing; write x*x"
  `);
});

test("comparisons do not chain, and one = is none", () => {
  expect(refusal("a < b < c")).toMatchInlineSnapshot(`
    "E_PARSE
    a < b < c
          ^ comparisons do not chain; write (a < b) * (b < c) for a < b < c"
  `);
  expect(refusal("x = 3")).toMatchInlineSnapshot(`
    "E_PARSE
    x = 3
      ^ unexpected "="; write "==" to compare"
  `);
});

test("a slip in a name gets a suggestion", () => {
  expect(refusal("x * tanh(softpls(x))")).toMatchInlineSnapshot(`
    "E_NAME
    x * tanh(softpls(x))
             ^^^^^^^ unknown function "softpls"; did you mean softplus?"
  `);
  expect(refusal("alhpa * x")).toMatchInlineSnapshot(`
    "E_NAME
    alhpa * x
    ^^^^^ unknown name "alhpa"; did you mean alpha?"
  `);
  expect(refusal("negativSlope * x", { parameters: ["negativeSlope"] })).toMatchInlineSnapshot(`
    "E_NAME
    negativSlope * x
    ^^^^^^^^^^^^ unknown name "negativSlope"; did you mean negativeSlope?"
  `);
  expect(refusal("width * x")).toMatchInlineSnapshot(`
    "E_NAME
    width * x
    ^^^^^ unknown name "width"; parameters are a letter and digits ("a", "b2"), a Greek letter's name ("alpha") or declared"
  `);
  expect(refusal("sin + 1")).toMatchInlineSnapshot(`
    "E_NAME
    sin + 1
    ^^^ "sin" is a function; write sin(x)"
  `);
});

test.each(["constructor", "__proto__", "toString(x)", "globalThis", "hasOwnProperty(x)", "valueOf", "__proto__(x)"])(
  "%s is a name like any other, and unknown",
  (formula) => {
    expect(refusal(formula)).toMatch(/^E_NAME/);
    expect(refusal(formula, { functions: () => undefined, parameters: [] })).toMatch(/^E_NAME/);
  },
);

test("there are no members, indices or strings", () => {
  expect(refusal("x.y")).toMatchInlineSnapshot(`
    "E_NAME
    x.y
     ^ "." names nothing; a formula has names, numbers and calls, but no members, indices or strings"
  `);
  expect(refusal("x[0]")).toMatch(/^E_NAME/);
  expect(refusal("`x`")).toMatch(/^E_NAME/);
});

test("numbers are decimal, with a point, and finite", () => {
  expect(refusal("1e400")).toMatchInlineSnapshot(`
    "E_PARSE
    1e400
    ^^^^^ 1e400 is past the largest number, 1.8e308; write "inf" if that is meant"
  `);
  expect(refusal("0x10")).toMatchInlineSnapshot(`
    "E_PARSE
    0x10
    ^^^^ 0x10 is not decimal; write 16"
  `);
  expect(refusal("1,5")).toMatchInlineSnapshot(`
    "E_PARSE
    1,5
     ^ unexpected ","; write 1.5 with a decimal point"
  `);
  expect(refusal("x, 1")).toMatchInlineSnapshot(`
    "E_PARSE
    x, 1
     ^ unexpected ",""
  `);
  expect(parse("1e-400")).toBe(constant(0));
});

test("characters that look like others are named by their code point", () => {
  expect(refusal("x \u2212 2")).toMatchInlineSnapshot(`
    "E_PARSE
    x − 2
      ^ unexpected character "−" U+2212; write "-""
  `);
  expect(refusal("x\u200b + 1")).toMatchInlineSnapshot(`
    "E_PARSE
    x· + 1
     ^ unexpected character U+200B; delete this invisible character"
  `);
  expect(refusal("2 * \u0445")).toMatchInlineSnapshot(`
    "E_PARSE
    2 * х
        ^ unexpected character "х" U+0445; this is a Cyrillic letter, write a Latin "x""
  `);
  expect(refusal("2 \u00d7 x")).toMatchInlineSnapshot(`
    "E_PARSE
    2 × x
      ^ unexpected character "×" U+00D7; write "*""
  `);
  expect(refusal("x\u0000")).toMatchInlineSnapshot(`
    "E_PARSE
    x·
     ^ unexpected character U+0000"
  `);
  expect(refusal("\u{1d465}")).toMatchInlineSnapshot(`
    "E_PARSE
    𝑥
    ^^ unexpected character "𝑥" U+1D465"
  `);
  expect(refusal("x & 1")).toMatchInlineSnapshot(`
    "E_PARSE
    x & 1
      ^ unexpected character "&" U+0026; write (a > 0) * (b > 0) for both"
  `);
});

test("size is limited before any work is done", () => {
  const start = performance.now();
  for (const huge of ["(".repeat(100_000), "-".repeat(100_000), "x+".repeat(500_000), "9".repeat(1 << 20)]) {
    expect(refusal(huge)).toMatch(/^E_LIMIT/);
  }
  for (const deep of ["(", "-", "sin(", "2^", "max(x,"]) expect(refusal(deep.repeat(100))).toMatch(/^E_LIMIT/);
  expect(performance.now() - start).toBeLessThan(50);
  expect(refusal("-".repeat(100))).toMatchInlineSnapshot(`
    "E_LIMIT
    ...------------------------------------------------------------...
                                     ^ the formula is nested more than 64 deep"
  `);
});

test("depth 64 and 500 nodes are within the limits, one more is not", () => {
  const nest = (depth: number) => `${"(".repeat(depth)}x${")".repeat(depth)}`;
  expect(parse(nest(64))).toBe(x);
  expect(refusal(nest(65))).toMatch(/^E_LIMIT/);
  const sum = (terms: number) => Array.from({ length: terms }, (_, i) => `${i}`).join("+");
  expect(() => parse(sum(250))).not.toThrow();
  expect(refusal(sum(251))).toMatchInlineSnapshot(`
    "E_LIMIT
    0+1+2+3+4+5+6+7+8+9+10+11+12+13+14+15+16+17+18+19+20+21+22+2...
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the formula has 501 nodes; the limit is 500"
  `);
});

test("any text at all is parsed or refused with a span inside it", () => {
  const words = fc.constantFrom(
    ..."x a e pi ( ) , = == < + - * / ^ ** 1 2.5 1e9 sin max where . [ _ é".split(" "),
    " ",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.array(words, { maxLength: 20 }).map((w) => w.join("")),
  );
  fc.assert(
    fc.property(texts, (formula) => {
      try {
        parse(formula);
      } catch (error) {
        if (!(error instanceof NonlinError)) throw error;
        const { start = -1, end = -1 } = error.span ?? {};
        expect(error.source).toBe(formula);
        expect(0 <= start && start <= end && end <= formula.length).toBe(true);
        expect(caret(error).split("\n")).toHaveLength(2);
      }
    }),
    { numRuns: 2000 },
  );
});

test("what other languages write is told apart from a slip", () => {
  expect(() => parse("ln(x)")).toThrow('unknown function "ln"; did you mean log?');
  expect(() => parse("1_000 * x")).toThrow("1_000 is not a number; write 1000: numbers have no underscores");
  expect(() => parse('x * "tanh"')).toThrow("a formula has no texts");
});
