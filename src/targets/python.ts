/** What PyTorch's and JAX's files share: Python's spelling, and the functions of an activation by name. */
import type { Target } from "../expr/index.ts";
import { functions, parameters, type Subject } from "./export.ts";
import { infix } from "./infix.ts";
import { snakeCase, unreserved } from "./names.ts";
import { body, type Language, type Parameter } from "./program.ts";

export const arithmetic = {
  ...infix,
  pow: { infix: " ** ", precedence: 5, associates: "right" },
} as const satisfies Target["ops"];

/** Python's numbers; infinity and NaN belong to `library`. */
export function pythonNumber(value: number, library: string): string {
  if (Number.isNaN(value)) return `${library}.nan`;
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}${library}.inf`;
  const digits = String(size).replace("e+", "e");
  return `${sign}${/[.e]/.test(digits) ? digits : `${digits}.0`}`;
}

const reserved = new Set(
  "and as assert async await class def del elif for from global if import in is lambda".split(" "),
);

export function pythonName(name: string): string {
  return unreserved(snakeCase(name), reserved);
}

/** "x, alpha=1.0" */
export function signature(names: readonly Parameter[]): string {
  return names
    .map(({ name, init }) => pythonName(name) + (init === undefined ? "" : `=${pythonNumber(init, "math")}`))
    .join(", ");
}

/** The names of an activation's functions in its file, and the text that defines them. */
export interface Definitions {
  /** The name of the activation itself, and its parameters without x. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly value: string;
  readonly derivative: string;
  readonly second: string;
  readonly partials: readonly { readonly parameter: string; readonly value: string; readonly derivative: string }[];
  readonly text: string;
}

/** `_gelu`, `_gelu_dx`, `_gelu_dx_dx` and, for each parameter, `_elu_dalpha`, `_elu_dx_dalpha`. */
export function definitions(subject: Subject, language: Language): Definitions {
  const all = parameters(subject.declaration);
  const name = pythonName(subject.name);
  const { value, derivative, second, partials } = functions(subject);
  const texts: string[] = [];
  const define = (ending: string, expression: typeof value): string => {
    const lines = body({ name, parameters: all, expression }, language);
    const names = all.map((p) => pythonName(p.name)).join(", ");
    texts.push([`def _${name}${ending}(${names}):`, ...lines.map((line) => `    ${line}`), "", ""].join("\n"));
    return `_${name}${ending}`;
  };
  return {
    name,
    parameters: all.slice(1),
    value: define("", value),
    derivative: define("_dx", derivative),
    second: define("_dx_dx", second),
    partials: partials.map((p) => {
      const parameter = pythonName(p.parameter);
      return {
        parameter,
        value: define(`_d${parameter}`, p.value),
        derivative: define(`_dx_d${parameter}`, p.derivative),
      };
    }),
    text: texts.join("\n"),
  };
}
