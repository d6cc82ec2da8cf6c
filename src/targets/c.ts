/** C99: f and f' as functions of double or float, with math.h and nothing else. */
import { type Exporter, firstLine, pair } from "./export.ts";
import { extremes, sigmoid, sign, softplus } from "./formulas.ts";
import { braces } from "./javascript.ts";
import { snakeCase } from "./names.ts";
import { type Language, program } from "./program.ts";

/** C in which numbers are double or float. */
export function cLanguage(dtype: "float32" | "float64"): Language {
  const [type, suffix] = dtype === "float64" ? ["double", ""] : ["float", "f"];
  return {
    name: "C",
    number: (value) => number(value, suffix),
    variable: snakeCase,
    ops: {
      ...braces,
      abs: `fabs${suffix}`,
      ...Object.fromEntries(mathH.map((op) => [op, op + suffix])),
    },
    replacements: extremes,
    helpers: { sign, sigmoid, softplus, ...(dtype === "float64" ? normal64 : normal32) },
    helperName: (op) => `op_${op}`,
    local: (name, value) => `const ${type} ${name} = ${value};`,
    result: (value) => `return ${value};`,
    define: ({ name, parameters, about = [] }, body, isHelper) =>
      [
        ...about.map((line) => `// ${line}`),
        `${isHelper ? `static ${type} ` : `${type} nonlin_`}${isHelper ? name : snakeCase(name)}(${parameters
          .map((p) => `${type} ${snakeCase(p.name)}`)
          .join(", ")})`,
        "{",
        ...body.map((line) => `    ${line}`),
        "}",
        "",
      ].join("\n"),
  };
}

export const c: Exporter = {
  title: "C",
  ending: ".c",
  dtypes: ["float64", "float32"],
  write: (subjects, options) => {
    const dtype = options.dtype ?? "float64";
    const routines = subjects.flatMap((subject) => pair(subject, "c", dtype, "Derivative"));
    return [
      `// ${firstLine(subjects, "c", options)}`,
      "// C99; not for -ffast-math, which takes NaN and infinities for absent",
      "#include <math.h>",
      "",
      program(routines, cLanguage(dtype)),
    ].join("\n");
  },
};

const mathH = [
  ..."floor sqrt pow exp expm1 exp2 log log1p log2 sin cos tan sinh cosh tanh asinh atan erf erfc".split(" "),
] as const;

// What rounding took from the argument is given back to first order: erfc(t + d) = erfc(t) (1 - d (2 t + 1 / t)).
const normal64 = {
  normcdf: {
    text: `static double op_normcdf(double a)
{
    const double t = a * -0.7071067811865476;
    if (!(t > 1.0 && t < 30.0)) return 0.5 * erfc(t);
    const double d = fma(a, -0.7071067811865476, -t) + a * 4.833646656726457e-17;
    return 0.5 * erfc(t) * (1.0 - d * (2.0 * t + 1.0 / t));
}
`,
  },
  normpdf: {
    text: `static double op_normpdf(double a)
{
    if (fabs(a) > 39.0) return 0.0;
    const double s = a * a;
    return 0.3989422804014327 * exp(-0.5 * s) * (1.0 - 0.5 * fma(a, a, -s));
}
`,
  },
} as const;

const normal32 = {
  normcdf: {
    text: `static float op_normcdf(float a)
{
    return (float)(0.5 * erfc((double)a * -0.7071067811865476));
}
`,
  },
  normpdf: {
    text: `static float op_normpdf(float a)
{
    return (float)(0.3989422804014327 * exp(-0.5 * (double)a * (double)a));
}
`,
  },
} as const;

function number(value: number, suffix: string): string {
  if (Number.isNaN(value)) return "NAN";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}INFINITY`;
  const digits = String(size);
  return `${sign}${/[.e]/.test(digits) ? digits : `${digits}.0`}${suffix}`;
}
