/** The table as a page for people and as data for the program. */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { formatCount, formatNumber } from "../../src/base/index.ts";
import type { Order } from "../../src/expr/index.ts";
import { isSwept, type UlpError } from "../../src/lab/index.ts";
import type { Measured } from "./measured.ts";
import published from "./published.json" with { type: "json" };
import { reason } from "./reason.ts";
import targets from "./targets.json" with { type: "json" };

const pathOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Writes docs/accuracy.md and src/lab/accuracy.generated.ts. */
export async function writeReport(results: readonly Measured[]): Promise<void> {
  await writeFile(pathOf("docs/accuracy.md"), page(results));
  await writeFile(pathOf("src/lab/accuracy.generated.ts"), data(results));
}

const keys = ["f", "slope", "curvature"];

function data(results: readonly Measured[]): string {
  const rows = results.map(({ subject, errors }) => {
    const orders = errors.map((error, order) => `    ${keys[order]}: ${literal(error)},\n`);
    const name = /^\w+$/.test(subject.name) ? subject.name : JSON.stringify(subject.name);
    return `  ${name}: {\n${orders.join("")}  },\n`;
  });
  return [
    "// written by scripts/accuracy.ts\n",
    'import type { CommittedTable } from "./accuracy.ts";\n\n',
    `export const table: CommittedTable = {\n${rows.join("")}};\n`,
  ].join("");
}

function literal({ max, at, mean, above, inputs, nearZeros, unsure }: UlpError): string {
  const near =
    nearZeros === undefined ? "" : ` nearZeros: { max: ${number(nearZeros.max)}, at: ${number(nearZeros.at, 9)} },`;
  const shares = above.map((share) => number(share, 2)).join(", ");
  const figures = `max: ${upward(max)}, at: ${number(at, 9)}, mean: ${number(mean, 3)}, above: [${shares}]`;
  return `{ ${figures},${near} inputs: ${inputs}, unsure: ${number(unsure, 2)} }`;
}

/** Four digits, never less than the value: what was swept is a bound. */
function upward(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return String(rounded >= value ? rounded : Number((value * 1.0006).toPrecision(4)));
}

/** A literal; nine digits tell a float32 from every other. */
function number(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}

function page(results: readonly Measured[]): string {
  const activations = results.filter(({ subject }) => subject.kind === "activation");
  const first = activations.filter(({ subject }) => subject.tier === 1);
  const second = activations.filter(({ subject }) => subject.tier === 2);
  const ops = results.filter(({ subject }) => subject.kind === "op");
  return [
    introduction,
    "## Functions that libraries and papers use\n",
    valueTable(first),
    "## Functions of the language\n",
    valueTable(ops),
    "## Other functions\n",
    valueTable(second),
    "## Derivatives\n",
    derivativeText,
    slopeTable(activations),
    "## Beyond 8 ulp\n",
    "Where a kernel is further off, with what its form does at the worst input.\n",
    beyond(results),
  ].join("\n");
}

const { jax, webnn, wgsl } = published.sources;

const introduction = `# Accuracy

How far the float32 kernels are from the exact values of their formulas, in units in the last place (ulp) of the float32
numbers around the exact value. A correctly rounded result is within 0.5.

\`npm run accuracy\` writes this page. It runs each kernel as it is shipped and compares it with the same formula in float64,
compiled to WebAssembly, whose own functions are within 1.6 ulp of float64 of golden values. Where float64 itself may lose
more than a hundredth of a float32 ulp, a bound of its rounding is carried along and taken off every error: what is printed is
then the least that the error can be, and *unsure* is the share of inputs at which that bound is more than an eighth of an ulp.

**All** in the column *inputs* means every float32, 4,278,190,082 without NaN; a number means a sample of so many: all
exponents and signs, the neighbours of special values, of corners, and of every threshold at which the kernel branches.
Subnormal numbers are kept: their ulp is 2^-149. Infinity counts as 2^128. NaN where a number is due is an infinite error.
Parameters have their usual values, rounded to float32 for both sides. Of what is odd or even, formula and kernel, the positive
half tells of all.

*Target* is the bound that a function is held to, and in parentheses the one aimed at. Beside it is what others publish, in
ulp: [${jax.title}](${jax.url}) measured over all inputs with subnormals flushed, the tolerance of [${webnn.title}](${webnn.url})'s conformance
tests, the bound of [${wgsl.title}](${wgsl.url}).
`;

const derivativeText = `Near a zero of a derivative no ulp can be asked of float32: within a quarter of a zero other than 0, what counts is
|error| / max(1, |y|), in the column *near zeros*; so it does for a derivative that
waves, from its sixth zero on. Elsewhere the target is 4 ulp, near zeros 1e-7. Second derivatives are
measured on samples.
`;

function valueTable(results: readonly Measured[]): string {
  const head = [
    "function",
    "max ulp",
    "at x =",
    "mean",
    "above 1",
    "above 2",
    "above 4",
    "target",
    "reached",
    "others",
    "inputs",
  ];
  return table(
    head,
    results.map(({ subject: { name }, errors: [f] }) => {
      const target = (targets as Readonly<Record<string, readonly number[]>>)[name];
      const [bound, aim] = target ?? [];
      return [
        `\`${name}\``,
        ...figures(f!),
        bound === undefined ? "" : aim === undefined ? String(bound) : `${bound} (${aim})`,
        bound === undefined
          ? ""
          : f!.max > bound
            ? "no"
            : f!.max > (aim ?? bound)
              ? "yes"
              : aim === undefined
                ? "yes"
                : "yes (yes)",
        others(name),
        inputs(f!),
      ];
    }),
  );
}

function slopeTable(results: readonly Measured[]): string {
  const head = [
    "function",
    "order",
    "max ulp",
    "at x =",
    "mean",
    "above 1",
    "above 2",
    "above 4",
    "near zeros",
    "reached",
    "inputs",
  ];
  return table(
    head,
    results.flatMap(({ subject: { name }, errors }) =>
      errors
        .slice(1)
        .map((error, i) => [
          `\`${name}\``,
          i === 0 ? "f'" : "f''",
          ...figures(error),
          error.nearZeros === undefined ? "" : formatNumber(error.nearZeros.max, 2),
          isReached(error) ? "yes" : "no",
          inputs(error),
        ]),
    ),
  );
}

/** The rule for derivatives. */
function isReached({ max, nearZeros }: UlpError): boolean {
  return max <= 4 && (nearZeros?.max ?? 0) <= 1e-7;
}

function figures({ max, at, mean, above }: UlpError): readonly string[] {
  const share = (part: number) => (part === 0 ? "" : `${formatNumber(100 * part, 2)} %`);
  return [ulp(max), max === 0 ? "" : formatNumber(at, 9), formatNumber(mean, 2), ...above.map(share)];
}

function ulp(max: number): string {
  return max === Number.POSITIVE_INFINITY ? "NaN for a number" : formatNumber(max, 3);
}

function inputs(error: UlpError): string {
  const doubt = error.unsure === 0 ? "" : `, unsure ${formatNumber(100 * error.unsure, 2)} %`;
  return `${isSwept(error) ? "all" : formatCount(error.inputs)}${doubt}`;
}

function others(name: string): string {
  const figure = (published.figures as Readonly<Record<string, Readonly<Record<string, string>>>>)[name] ?? {};
  const titles: Readonly<Record<string, { readonly title: string }>> = published.sources;
  return Object.entries(figure)
    .map(([source, text]) => `${titles[source]!.title} ${text}`)
    .join("; ");
}

function beyond(results: readonly Measured[]): string {
  const marks = ["f", "f'", "f''"];
  const far = results.flatMap(({ subject, errors }) =>
    errors.flatMap((error, order) => (error.max > 8 ? [{ subject, error, order: order as Order }] : [])),
  );
  if (far.length === 0) return "None is.\n";
  return table(
    ["function", "order", "max ulp", "at x =", "reason"],
    far.map(({ subject, error, order }) => [
      `\`${subject.name}\``,
      marks[order]!,
      ulp(error.max),
      formatNumber(error.at, 9),
      reason(subject.formula, order, error),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}
