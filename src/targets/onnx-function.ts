/** An expression in ONNX: the operator that has it, or a function of primitives that travels with the model. */
import type { Declared, OnnxOp } from "../activations/index.ts";
import { type Expr, evaluate, fold, type OpName, parse } from "../expr/index.ts";
import { extremes, hyperbolic, normal, sigmoid, sign } from "./formulas.ts";
import { snakeCase } from "./names.ts";
import { float32 } from "./normal.generated.ts";
import { floatAttribute, referredAttribute, textAttribute } from "./onnx-schema.ts";
import { prepare } from "./prepare.ts";
import type { Message } from "./protobuf.ts";
import { expm1, log1p } from "./single.ts";

/** Operator sets that can be asked for; functions and constants as they are used here exist since the first. */
export const opsets = { least: 16, usual: 20, most: 24 } as const;

/** Of our functions. */
export const domain = "nonlin";

/** Ops and the operators they are. */
export const operators = {
  add: "Add",
  sub: "Sub",
  mul: "Mul",
  div: "Div",
  neg: "Neg",
  pow: "Pow",
  sqrt: "Sqrt",
  floor: "Floor",
  lt: "Less",
  le: "LessOrEqual",
  gt: "Greater",
  ge: "GreaterOrEqual",
  eq: "Equal",
  where: "Where",
  abs: "Abs",
  exp: "Exp",
  log: "Log",
  sin: "Sin",
  cos: "Cos",
  tan: "Tan",
  atan: "Atan",
  tanh: "Tanh",
  softplus: "Softplus",
} as const satisfies { readonly [op in OpName]?: string };

const has = (op: OpName) => Object.hasOwn(operators, op) || op === "ne";
// Erf of 8 digits is no Erfc, ONNX has neither Expm1 nor Log1p, and onnxruntime's Sigmoid is constant past -18.
const replacements = { ...extremes, ...hyperbolic, ...normal(float32), sign, sigmoid, expm1, log1p };

/** The operator that `declaration` is, where the operator set has it. */
export function operatorAt({ known }: Declared, opset: number): OnnxOp | undefined {
  return known?.onnx !== undefined && known.onnx.opset <= opset ? known.onnx : undefined;
}

/** The attributes of an operator, and the numbers that are inputs beside x, for these parameters. */
export function settled({ attrs = {}, inputs = [], options = {} }: OnnxOp, params: Readonly<Record<string, number>>) {
  const number = (formula: string) => evaluate(parse(formula, { parameters: Object.keys(params) }), params);
  const attribute: readonly Message[] = [
    ...Object.entries(attrs).map(([name, formula]) => floatAttribute(name, number(formula))),
    ...Object.entries(options).map(([name, text]) => textAttribute(name, text)),
  ];
  return { attribute, inputs: inputs.map(number) };
}

/** A function to be: the variables of its expression are tensors (`inputs`) or numbers that the caller states (`attributes`). */
export interface OnnxFunction {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: readonly string[];
  readonly expression: Expr;
}

export function functionOf({ op, inputs, attributes, expression }: OnnxFunction, opset: number): Message {
  return {
    name: op,
    domain,
    input: inputs,
    output: ["y"],
    attribute: attributes.map(snakeCase),
    opset_import: [{ domain: "", version: opset }],
    node: primitives(expression, inputs),
  };
}

/** The nodes that compute `e` from `inputs`, the last one's output named `y`; other variables are attributes. */
function primitives(e: Expr, inputs: readonly string[]): readonly Message[] {
  const made: Message[] = [];
  const node = (op_type: string, input: readonly string[], attribute: readonly Message[] = []): string => {
    const output = fresh(made.length + 1, inputs);
    made.push({ op_type, input, output, attribute });
    return output;
  };
  const result = fold<string>(prepare(e, has, replacements, "ONNX"), (at, args) => {
    if (at.kind === "const") return node("Constant", [], [floatAttribute("value_float", at.value)]);
    if (at.kind === "var") {
      return inputs.includes(at.name)
        ? at.name
        : node("Constant", [], [referredAttribute("value_float", snakeCase(at.name))]);
    }
    if (at.op === "ne") return node("Not", [node("Equal", args)]);
    return node(operators[at.op as keyof typeof operators], args);
  });
  return [...made, { op_type: "Identity", input: result, output: "y" }];
}

function fresh(index: number, taken: readonly string[]): string {
  let name = `v${index}`;
  while (taken.includes(name)) name += "_";
  return name;
}
