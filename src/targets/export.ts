/**
 * What is exported, for every target alike: the functions of an activation on their road, and the words above them.
 */
import { type Activation, catalogue, resolve } from "../activations/index.ts";
import { defaults, diff, type Expr, edges, partial, print, road, simplify, source, stable } from "../expr/index.ts";
import { type Accuracy, accuracy } from "./accuracy.ts";
import type { Parameter, Routine } from "./program.ts";

/** An activation under the name that it shall have. */
export interface Subject {
  /** camelCase; targets spell it their way. */
  readonly name: string;
  readonly declaration: Activation;
}

export interface ExportOptions {
  /** Of nonlin, for the header. */
  readonly version: string;
  readonly dtype?: "float32" | "float64";
  /** The ONNX operator set. */
  readonly opset?: number;
  /** ONNX primitives even where the operator set has the function. */
  readonly primitives?: boolean;
}

/** How a target writes a file. */
export interface Exporter {
  /** As people call it: "PyTorch". */
  readonly title: string;
  /** Of its files, with the dot. */
  readonly ending: string;
  /** The first is the default; none where the reader decides. */
  readonly dtypes?: readonly ("float32" | "float64")[];
  readonly write: (subjects: readonly Subject[], options: ExportOptions) => string | Uint8Array;
}

/**
 * What a name, a formula or a declaration means as a subject. Formulas are called "activation", "activation2", ...
 *
 * Throws as `resolve` does: E_NAME, also for what is no function of one value, and E_PARSE.
 */
export function subjects(asked: readonly (string | Activation)[]): readonly Subject[] {
  let formulas = 0;
  return asked.map((one) => {
    const { declaration } = resolve(one);
    if (/^[A-Za-z]\w*$/.test(declaration.name) && declaration.name !== "x") {
      return { name: declaration.name, declaration };
    }
    formulas += 1;
    return { name: formulas === 1 ? "activation" : `activation${formulas}`, declaration };
  });
}

/** x, and the parameters of `declaration` in its order. */
export function parameters({ params = {} }: Activation): readonly Parameter[] {
  return [{ name: "x" }, ...Object.entries(params).map(([name, { init }]) => ({ name, init }))];
}

/** f under its own name with a header above it, and f' with `ending` after the name. */
export function pair(subject: Subject, target: string, dtype: string, ending: string): readonly Routine[] {
  const { declaration, name } = subject;
  const both = parameters(declaration);
  const about = header(subject, target, [dtype]);
  return [
    { name, parameters: both, expression: road(declaration, 0), about },
    { name: name + ending, parameters: both, expression: road(declaration, 1) },
  ];
}

/** f, f', f'', and the derivatives of f and f' with respect to each parameter; all ready to be computed. */
export interface Functions {
  readonly value: Expr;
  readonly derivative: Expr;
  readonly second: Expr;
  readonly partials: readonly { readonly parameter: string; readonly value: Expr; readonly derivative: Expr }[];
}

export function functions({ declaration }: Subject): Functions {
  const bent = diff(source(declaration), "x", { corners: declaration.corners ?? [], near: defaults(declaration) });
  return {
    value: road(declaration, 0),
    derivative: road(declaration, 1),
    second: road(declaration, 2),
    partials: Object.keys(declaration.params ?? {}).map((parameter) => ({
      parameter,
      value: partial(declaration, parameter),
      derivative: edges(stable(simplify(diff(bent, parameter))), "x", defaults(declaration)),
    })),
  };
}

/** The lines above `subject` in a file for `target`: what it is, formula, source, parameters, stated accuracy. */
export function header({ name, declaration }: Subject, target: string, dtypes: readonly string[]): readonly string[] {
  const params = Object.entries(declaration.params ?? {}).map(([key, { init }]) => `${key} = ${init}`);
  return [
    `${name}(x) = ${print(source(declaration))}`,
    ...sourceLine(declaration),
    ...(params.length > 0 ? [`defaults: ${params.join(", ")}`] : []),
    ...dtypes.map((dtype) => accuracyLine(accuracy(target, dtype, declaration), dtype, declaration)),
  ];
}

/** The first line of every file. */
export function firstLine(asked: readonly Subject[], target: string, { version }: ExportOptions): string {
  const words = asked.map(({ declaration: { name } }) => (/^\w+$/.test(name) ? name : `'${name}'`));
  return `written by nonlin ${version}: nonlin export ${words.join(" ")} --to ${target}`;
}

function sourceLine({ source: from }: Activation): readonly string[] {
  const { author, year, title, arxiv } = from ?? {};
  const parts = [author, year, title, arxiv && `arXiv:${arxiv}`].filter((part) => part !== undefined);
  return parts.length > 0 ? [parts.join(", ")] : [];
}

function accuracyLine(known: Accuracy | undefined, dtype: string, { name }: Activation): string {
  if (known === undefined) return `accuracy in ${dtype}: not ${catalogue.has(name) ? "yet " : ""}measured`;
  const { system, value, derivative } = known;
  const slope = derivative === undefined ? "" : `, f' ${error(derivative)}`;
  return `accuracy in ${dtype}: f ${error(value)}${slope} (measured with ${system})`;
}

function error({ ulp, at, relative }: Accuracy["value"]): string {
  const units = ulp < 1e4 ? ulp : ulp.toExponential(1).replace("e+", "e");
  return ulp === 0 ? "exact" : `within ${units} ulp (at ${at}) and ${relative} max(1, |y|)`;
}
