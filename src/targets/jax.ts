/**
 * JAX: functions with custom_jvp, so that grad, jvp and hessian have the exact slopes at corners and take no NaN from
 * a branch not taken.
 */
import { type Exporter, firstLine, header, type Subject } from "./export.ts";
import { extremes, sign } from "./formulas.ts";
import type { Language } from "./program.ts";
import { arithmetic, definitions, pythonName, pythonNumber, signature } from "./python.ts";

const native = "abs floor sqrt exp expm1 exp2 log log1p log2 sin cos tan sinh cosh tanh".split(" ");

export const jaxLanguage: Language = {
  name: "JAX",
  number: (value) => pythonNumber(value, "jnp"),
  variable: pythonName,
  ops: {
    ...arithmetic,
    where: "jnp.where",
    asinh: "jnp.arcsinh",
    atan: "jnp.arctan",
    sigmoid: "jax.nn.sigmoid",
    softplus: "jax.nn.softplus",
    erf: "jax.scipy.special.erf",
    erfc: "jax.scipy.special.erfc",
    normcdf: "jax.scipy.special.ndtr",
    ...Object.fromEntries(native.map((op) => [op, `jnp.${op}`])),
  },
  // jnp.maximum(-0.0, 0.0) may be either.
  replacements: { ...extremes, sign, normpdf: "0.3989422804014327 * exp(-0.5 * a * a)" },
  local: (name, value) => `${name} = ${value}`,
  result: (value) => `return ${value}`,
  define: () => "",
};

export const jax: Exporter = {
  title: "JAX",
  ending: ".py",
  write: (subjects, options) => {
    const about = subjects.flatMap((subject) => ["", ...header(subject, "jax", ["float64"])]);
    return [
      `"""${[firstLine(subjects, "jax", options), ...about].join("\n").replaceAll("\\", "")}`,
      "",
      "Tested with NumPy and SciPy in JAX's place, not with JAX itself.",
      `"""\n`,
      "from functools import partial\n",
      "import jax",
      "import jax.numpy as jnp",
      "from jax.custom_derivatives import SymbolicZero\n\n",
      tangent,
      subjects.map(functionText).join("\n\n"),
    ].join("\n");
  },
};

/** Infinity times a direction of 0 is NaN, so directions in which nothing moves are left out. */
const tangent = `def _tangent(y, *terms):
    """The sum of slope * dot over what is differentiated."""
    moving = [slope * dot for slope, dot in terms if not isinstance(dot, SymbolicZero)]
    return sum(moving, start=jnp.zeros_like(y))


`;

function functionText(subject: Subject): string {
  const d = definitions(subject, jaxLanguage);
  const names = ["x", ...d.parameters.map(({ name }) => pythonName(name))];
  const all = names.join(", ");
  const unpacked = (ending: string) => {
    const list = names.map((name) => name + ending).join(", ");
    return names.length === 1 ? `(${list},)` : list;
  };
  const rule = (of: string, slopes: readonly string[]): readonly string[] => [
    `@partial(${of}.defjvp, symbolic_zeros=True)`,
    `def ${of}_jvp(primals, tangents):`,
    `    ${unpacked("")} = primals`,
    `    ${unpacked("_dot")} = tangents`,
    `    primal_out = ${of}(${all})`,
    `    return primal_out, _tangent(primal_out, ${slopes.map((slope, i) => `(${slope}(${all}), ${names[i]}_dot)`).join(", ")})\n\n`,
  ];
  const carried = (text: string, name: string) => text.replace(`def ${name}(`, `@jax.custom_jvp\ndef ${name}(`);
  return [
    carried(carried(d.text, d.value), d.derivative),
    ...rule(d.derivative, [d.second, ...d.partials.map((p) => p.derivative)]),
    ...rule(d.value, [d.derivative, ...d.partials.map((p) => p.value)]),
    `def ${d.name}(${["x", ...d.parameters.map((p) => signature([p]))].join(", ")}):`,
    `    """${subject.name} of every element of x; parameters are numbers or arrays that broadcast against x."""`,
    `    return ${d.value}(${all})`,
    "",
  ].join("\n");
}
