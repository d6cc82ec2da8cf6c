/**
 * JAX: functions with custom_jvp, so that grad, jvp and hessian have the exact slopes at corners and take no NaN from
 * a branch not taken.
 */
import { type Exporter, firstLine, header, type Subject } from "./export.ts";
import type { Language } from "./program.ts";
import { arithmetic, definitions, pythonName, pythonNumber, signature } from "./python.ts";

const native = "abs sign floor sqrt exp expm1 exp2 log log1p log2 sin cos tan sinh cosh tanh".split(" ");

export const jaxLanguage: Language = {
  name: "JAX",
  number: (value) => pythonNumber(value, "jnp"),
  variable: pythonName,
  ops: {
    ...arithmetic,
    where: "jnp.where",
    min: "jnp.minimum",
    max: "jnp.maximum",
    asinh: "jnp.arcsinh",
    atan: "jnp.arctan",
    sigmoid: "jax.nn.sigmoid",
    softplus: "jax.nn.softplus",
    erf: "jax.scipy.special.erf",
    erfc: "jax.scipy.special.erfc",
    normcdf: "jax.scipy.special.ndtr",
    ...Object.fromEntries(native.map((op) => [op, `jnp.${op}`])),
  },
  replacements: { normpdf: "0.3989422804014327 * exp(-0.5 * a * a)" },
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
      "import jax",
      "import jax.numpy as jnp\n\n",
      subjects.map(functionText).join("\n\n"),
    ].join("\n");
  },
};

function functionText(subject: Subject): string {
  const d = definitions(subject, jaxLanguage);
  const names = d.parameters.map(({ name }) => pythonName(name));
  const all = ["x", ...names].join(", ");
  const dots = ["x_dot", ...names.map((name) => `${name}_dot`)].join(", ");
  const unpacked = (list: string) => (names.length === 0 ? `(${list},)` : list);
  const rule = (of: string, slope: string, partials: readonly string[]): readonly string[] => [
    `@${of}.defjvp`,
    `def _${of.replace(/^_/, "")}_jvp(primals, tangents):`,
    `    ${unpacked(all)} = primals`,
    `    ${unpacked(dots)} = tangents`,
    `    slope = ${[`${slope}(${all}) * x_dot`, ...partials.map((p, i) => `${p}(${all}) * ${names[i]}_dot`)].join(" + ")}`,
    `    return ${of}(${all}), slope\n\n`,
  ];
  return [
    d.text.replace(`def ${d.derivative}(`, `@jax.custom_jvp\ndef ${d.derivative}(`),
    ...rule(
      d.derivative,
      d.second,
      d.partials.map((p) => p.derivative),
    ),
    "@jax.custom_jvp",
    `def ${d.name}(${["x", ...d.parameters.map((p) => signature([p]))].join(", ")}):`,
    `    """${subject.name} of every element of x."""`,
    `    return ${d.value}(${all})\n\n`,
    ...rule(
      d.name,
      d.derivative,
      d.partials.map((p) => p.value),
    ),
  ]
    .join("\n")
    .trimEnd()
    .concat("\n");
}
