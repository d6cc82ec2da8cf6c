/** Expressions for a paper: fractions, roots, cases, Greek letters. Needs amsmath. */
import { type Piece, type Spelling, type Target, whole } from "../expr/index.ts";

const relation = 1;
const sum = 2;
const product = 3;
const power = 5;

/** LaTeX for math mode. A long selection becomes `cases`. */
export const latex: Target = {
  name: "latex",
  number,
  variable,
  group: (inner) => `\\left(${inner}\\right)`,
  ops: {
    add: { infix: " + ", precedence: sum },
    sub: { infix: " - ", precedence: sum },
    mul: { template: times, needs: [product, power], precedence: product },
    div: { template: (a, b) => `\\frac{${a}}{${b}}`, precedence: product },
    neg: { prefix: "-", precedence: product },
    pow: { template: (a, b) => `${a}^{${b}}`, needs: [whole, 0], precedence: power },
    lt: compared("<"),
    le: compared("\\le"),
    gt: compared(">"),
    ge: compared("\\ge"),
    eq: compared("="),
    ne: compared("\\ne"),
    where: { template: cases },
    min: { template: (a, b) => `\\min\\left(${a}, ${b}\\right)` },
    max: { template: (a, b) => `\\max\\left(${a}, ${b}\\right)` },
    abs: { template: (a) => `\\left|${a}\\right|` },
    floor: { template: (a) => `\\left\\lfloor ${a} \\right\\rfloor` },
    sqrt: { template: (a) => `\\sqrt{${a}}` },
    sign: named("\\operatorname{sgn}"),
    exp: { template: (a) => `e^{${a}}`, precedence: power },
    exp2: { template: (a) => `2^{${a}}`, precedence: power },
    expm1: { template: (a) => `e^{${a}} - 1`, precedence: sum },
    log: named("\\ln"),
    log1p: {
      template: (a) => `\\ln\\left(1 ${a.startsWith("-") ? `- ${a.slice(1)}` : `+ ${a}`}\\right)`,
      needs: [product],
    },
    log2: named("\\log_2"),
    sin: named("\\sin"),
    cos: named("\\cos"),
    tan: named("\\tan"),
    sinh: named("\\sinh"),
    cosh: named("\\cosh"),
    tanh: named("\\tanh"),
    asinh: named("\\operatorname{arsinh}"),
    atan: named("\\arctan"),
    sigmoid: named("\\sigma"),
    softplus: named("\\operatorname{softplus}"),
    erf: named("\\operatorname{erf}"),
    erfc: named("\\operatorname{erfc}"),
    normpdf: named("\\varphi"),
    normcdf: named("\\Phi"),
  },
};

function named(name: string): Spelling {
  return { template: (a) => `${name}\\left(${a}\\right)` };
}

function compared(symbol: string): Spelling {
  return { template: (a, b) => `${a} ${symbol} ${b}`, needs: [sum, sum], precedence: relation };
}

/** A number before a letter needs no sign between them; before a digit it does. */
function times(a: string, b: string): string {
  return /^[\d.-]/.test(b) || /^\\frac/.test(b) ? `${a} \\cdot ${b}` : `${a} \\, ${b}`;
}

/** Selections in the last place are further lines: where(p, a, where(q, b, c)) has three. */
function cases(condition: string, a: string, b: string): string {
  const inner = /^\\begin\{cases\} (.*) \\end\{cases\}$/s.exec(b)?.[1];
  const isOne = inner !== undefined && !inner.slice(0, -1).includes("\\end{cases}");
  const rest = isOne ? inner : `${b} & \\text{otherwise}`;
  return `\\begin{cases} ${a} & \\text{if } ${condition} \\\\ ${rest} \\end{cases}`;
}

const greek = new Set(
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega".split(
    " ",
  ),
);

/** alpha is a Greek letter, a1 has an index, negativeSlope is a word. */
function variable(name: string): string {
  const [, stem = name, index] = /^([A-Za-z]+?)(\d+)$/.exec(name) ?? [];
  const letter = greek.has(stem) ? `\\${stem}` : stem.length === 1 ? stem : `\\mathit{${stem}}`;
  return index === undefined ? letter : `${letter}_{${index}}`;
}

function number(value: number): string | Piece {
  if (Number.isNaN(value)) return "\\mathrm{NaN}";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}\\infty`;
  if (size === Math.PI) return `${sign}\\pi`;
  if (size === Math.E) return `${sign}e`;
  const [digits, exponent] = String(size).split("e");
  if (exponent === undefined) return `${sign}${digits}`;
  const written = `${sign}${digits} \\cdot 10^{${Number(exponent)}}`;
  return { text: written, precedence: product };
}
