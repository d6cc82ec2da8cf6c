/**
 * WGSL: f and f' as functions of f32, finite wherever the exact value is.
 *
 * The language promises little: `tanh` may overflow, `sin` is good to 2^-11, `pow` is NaN for negative bases, and
 * nothing need hold of NaN and infinities. So all but arithmetic is written out, and NaN and infinities are read and
 * made by their bits, which no compiler may assume absent.
 */
import type { Spelling } from "../expr/index.ts";
import { type Exporter, firstLine, pair } from "./export.ts";
import { extremes, hyperbolic, normal, sigmoid, sign, softplus } from "./formulas.ts";
import { braces } from "./javascript.ts";
import { snakeCase } from "./names.ts";
import { float32 } from "./normal.generated.ts";
import { type Language, program } from "./program.ts";
import * as single from "./single.ts";

const infinity = "bitcast<f32>(op_infinity)";

export const wgslLanguage: Language = {
  name: "WGSL",
  number,
  variable: snakeCase,
  ops: {
    ...braces,
    eq: compared(" == ", ""),
    ne: compared(" != ", "!"),
    where: { template: (p, a, b) => `select(${b}, ${a}, ${p})` },
    abs: "abs",
    floor: "floor",
    sqrt: "sqrt",
  },
  replacements: { ...extremes, ...hyperbolic, log2: "log(a) / log(2)" },
  helpers: {
    ...normal(float32),
    expm1: single.expm1,
    log1p: single.log1p,
    tanh: single.tanh,
    atan: single.atan,
    sign,
    sigmoid,
    softplus,
    exp: { text: exp() },
    exp2: { text: exp2(), needs: ["exp"] },
    log: { text: log() },
    sin: { text: sin() },
    cos: { text: "fn op_cos(a: f32) -> f32 {\n  return op_turned(a, 1);\n}\n", needs: ["sin"] },
    pow: { text: pow(), needs: ["exp", "log"] },
  },
  helperName: (op) => `op_${op}`,
  local: (name, value) => `let ${name} = ${value};`,
  result: (value) => `return ${value};`,
  define: ({ name, parameters, about = [] }, body, isHelper) =>
    [
      ...about.map((line) => `// ${line}`),
      `fn ${isHelper ? name : `nonlin_${snakeCase(name)}`}(${parameters
        .map((p) => `${snakeCase(p.name)}: f32`)
        .join(", ")}) -> f32 {`,
      ...body.map((line) => `  ${line}`),
      "}",
      "",
    ].join("\n"),
};

export const wgsl: Exporter = {
  title: "WGSL",
  ending: ".wgsl",
  dtypes: ["float32"],
  write: (subjects, options) => {
    const routines = subjects.flatMap((subject) => pair(subject, "wgsl", "float32", "Derivative"));
    const text = program(routines, wgslLanguage);
    // A variable, since WGSL refuses constants that are not finite.
    const bits = Object.entries({ op_infinity: "0x7f800000u", op_nan: "0x7fc00000u" })
      .filter(([name]) => text.includes(name))
      .map(([name, value]) => `var<private> ${name}: u32 = ${value};\n`);
    return [`// ${firstLine(subjects, "wgsl", options)}`, "", ...bits, text].join("\n");
  },
};

function number(value: number): string {
  if (Number.isNaN(value)) return "bitcast<f32>(op_nan)";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (Math.fround(size) === Infinity) return sign + infinity;
  if (size === 0) return sign === "" ? "0.0" : "bitcast<f32>(0x80000000u)";
  const digits = String(size);
  return `${sign}${/[.e]/.test(digits) ? digits : `${digits}.0`}`;
}

/** Comparisons with oneself and with infinity are asked of the bits. */
function compared(symbol: string, not: "" | "!"): Spelling {
  const bits = (a: string) => `bitcast<u32>(${a})`;
  return {
    template: (a, b) => {
      if (a === b) return `${not}((${bits(a)} & 0x7fffffffu) <= 0x7f800000u)`;
      if (b === infinity) return `${bits(a)}${symbol}0x7f800000u`;
      if (b === `-${infinity}`) return `${bits(a)}${symbol}0xff800000u`;
      return a + symbol + b;
    },
    needs: [2, 2],
    precedence: 1,
  };
}

/** e^(n ln 2 + r) in two factors of 2, so that neither overflows. */
function exp(): string {
  return `fn op_scaled_exp(r: f32, n: f32, a: f32) -> f32 {
  let p = r * r * (0.49999994 + r * (0.166665211 + r * (0.0416682884 + r * (0.00836870354 + r * 0.00138189388))));
  let i = i32(n) >> 1u;
  let scale = vec2<f32>(bitcast<f32>((127 + i) << 23u), bitcast<f32>((127 + i32(n) - i) << 23u));
  return select(a, (1.0 + (r + p)) * scale.x * scale.y, (bitcast<u32>(a) & 0x7fffffffu) <= 0x7f800000u);
}

fn op_exp(a: f32) -> f32 {
  let b = clamp(a, -104.0, 89.0);
  let n = round(b * 1.44269504);
  return op_scaled_exp((b - n * 0.693145752) - n * 1.42860677e-6, n, a);
}
`;
}

function exp2(): string {
  return `fn op_exp2(a: f32) -> f32 {
  let b = clamp(a, -151.0, 129.0);
  return op_scaled_exp((b - round(b)) * 0.69314718, round(b), a);
}
`;
}

/** a = m 2^n with m near 1; log m = 2 artanh((m - 1) / (m + 1)). */
function log(): string {
  return `fn op_log(a: f32) -> f32 {
  let bits = bitcast<u32>(a);
  if (bits == 0u || bits == 0x80000000u) { return -bitcast<f32>(op_infinity); }
  if (bits > 0x80000000u) { return bitcast<f32>(op_nan); }
  if (bits >= 0x7f800000u) { return a; }
  let n = (i32(bits) - 0x3f3504f3) >> 23u;
  let m = bitcast<f32>(i32(bits) - (n << 23u));
  let s = (m - 1.0) / (m + 1.0);
  let z = s * s;
  let p = z * (0.66666669 + z * (0.4 + z * (0.28571429 + z * 0.22222222)));
  return f32(n) * 0.693145752 + (f32(n) * 1.42860677e-6 + (2.0 * s + s * p));
}
`;
}

/** Quarter turns taken off in three steps, which keep their digits up to |a| = 1e4; past 1e5 it is as it comes. */
function sin(): string {
  return `fn op_turned(a: f32, quarters: i32) -> f32 {
  if ((bitcast<u32>(a) & 0x7fffffffu) >= 0x7f800000u) { return bitcast<f32>(op_nan); }
  if (abs(a) > 1e5) { return select(sin(a), cos(a), quarters == 1); }
  let n = round(a * 0.636619772);
  let r = ((a - n * 1.5703125) - n * 4.837512969970703e-4) - n * 7.549789948768648e-8;
  let z = r * r;
  let s = r + r * z * (-0.16666654611 + z * (8.3321608736e-3 + z * -1.9515295891e-4));
  let c = 1.0 - 0.5 * z + z * z * (0.041666645686 + z * (-1.388731625493765e-3 + z * 2.443315711809948e-5));
  let turn = (i32(n) + quarters) & 3;
  let y = select(s, c, (turn & 1) == 1);
  return select(y, -y, turn >= 2);
}

fn op_sin(a: f32) -> f32 {
  return op_turned(a, 0);
}
`;
}

function pow(): string {
  return `fn op_pow(a: f32, b: f32) -> f32 {
  if (b == 0.0) { return 1.0; }
  let size = op_exp(b * op_log(abs(a)));
  if (a >= 0.0) { return size; }
  if (b != floor(b)) { return bitcast<f32>(op_nan); }
  return select(size, -size, b != 2.0 * floor(0.5 * b));
}
`;
}
