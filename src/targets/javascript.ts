/** Modules of JavaScript: f and f' on numbers, in float64, with no imports. */
import type { Spelling, Target } from "../expr/index.ts";
import { type Exporter, firstLine, pair } from "./export.ts";
import { extremes, normal, sigmoid, softplus } from "./formulas.ts";
import { infix } from "./infix.ts";
import { pascalCase } from "./names.ts";
import { float64 } from "./normal.generated.ts";
import { type Language, type Parameter, program } from "./program.ts";

/** How C and its descendants write arithmetic, comparisons and selections. */
export const braces = {
  ...infix,
  where: { template: (p, a, b) => `${p} ? ${a} : ${b}`, needs: [1, 1, 0.5], precedence: 0.5 },
} as const satisfies Target["ops"];

export const javascript: Language = {
  name: "JavaScript",
  number: (value) => (Object.is(value, -0) ? "-0" : String(value)),
  variable: (name) => name,
  ops: {
    ...braces,
    eq: compared("==="),
    ne: compared("!=="),
    abs: "Math.abs",
    sign: "Math.sign",
    floor: "Math.floor",
    sqrt: "Math.sqrt",
    pow: "Math.pow",
    exp: "Math.exp",
    expm1: "Math.expm1",
    log: "Math.log",
    log1p: "Math.log1p",
    log2: "Math.log2",
    sin: "Math.sin",
    cos: "Math.cos",
    tan: "Math.tan",
    sinh: "Math.sinh",
    cosh: "Math.cosh",
    tanh: "Math.tanh",
    asinh: "Math.asinh",
    atan: "Math.atan",
  },
  replacements: extremes,
  helpers: { sigmoid, softplus, ...normal(float64) },
  helperName: (op) => `op${pascalCase(op)}`,
  local: (name, value) => `const ${name} = ${value};`,
  result: (value) => `return ${value};`,
  define: ({ name, parameters, about = [] }, body, isHelper) =>
    [
      ...about.map((line) => `// ${line}`),
      `${isHelper ? "" : "export "}function ${name}(${parameters.map(written).join(", ")}) {`,
      ...body.map((line) => `  ${line}`),
      "}",
      "",
    ].join("\n"),
};

export const js: Exporter = {
  title: "JavaScript",
  ending: ".js",
  dtypes: ["float64"],
  write: (subjects, options) => {
    const routines = subjects.flatMap((subject) => pair(subject, "js", "float64", "Derivative"));
    return `// ${firstLine(subjects, "js", options)}\n\n${program(routines, javascript)}`;
  },
};

function written({ name, init }: Parameter): string {
  return init === undefined ? name : `${name} = ${init}`;
}

function compared(symbol: string): Spelling {
  return { infix: ` ${symbol} `, precedence: 1, associates: "none" };
}
