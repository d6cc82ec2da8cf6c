/**
 * ONNX: a model of one node, X -> Y, in float32.
 *
 * The node is the operator set's own where it has the function, else a function of primitives in the domain "nonlin"
 * that travels with the model; its attributes are the parameters.
 */
import type { OnnxOp } from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { defaults, type Expr, evaluate, fold, type OpName, parse, road } from "../expr/index.ts";
import { type Exporter, type ExportOptions, firstLine, header, type Subject } from "./export.ts";
import { extremes, hyperbolic, normal, sigmoid, sign } from "./formulas.ts";
import { pascalCase, snakeCase } from "./names.ts";
import { float32 } from "./normal.generated.ts";
import { floatAttribute, model, referredAttribute, scalar, textAttribute, value } from "./onnx-schema.ts";
import { prepare } from "./prepare.ts";
import { encode, type Message } from "./protobuf.ts";
import { expm1, log1p } from "./single.ts";

/** Operator sets that can be asked for; functions and constants as they are used here exist since the first. */
export const opsets = { least: 16, usual: 20, most: 24 } as const;

/** Ops and the operators they are. */
const operators = {
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

export const onnx: Exporter = {
  title: "ONNX",
  ending: ".onnx",
  dtypes: ["float32"],
  write: (subjects, options) => {
    const [subject, ...more] = subjects;
    if (subject === undefined || more.length > 0) {
      throw new NonlinError("E_USAGE", `an ONNX file holds one function, not ${subjects.length}`);
    }
    return encode(modelOf(subject, options), model);
  },
};

/** The operator that `subject` is at the operator set, unless primitives are asked for. */
export function nativeOperator({ declaration }: Subject, options: ExportOptions): OnnxOp | undefined {
  const known = declaration.known?.onnx;
  const isThere = known !== undefined && known.opset <= (options.opset ?? opsets.usual);
  return isThere && options.primitives !== true ? known : undefined;
}

function modelOf(subject: Subject, options: ExportOptions): Message {
  const opset = options.opset ?? opsets.usual;
  if (!(Number.isInteger(opset) && opset >= opsets.least && opset <= opsets.most)) {
    throw new NonlinError("E_USAGE", `opset is ${opsets.least} to ${opsets.most}, not ${opset}`);
  }
  const native = nativeOperator(subject, options);
  const { node, functions, initializer } = native ? nativeNode(native, subject) : calledFunction(subject, opset);
  const about = [firstLine([subject], "onnx", options), ...header(subject, "onnx", ["float32"])].join("\n");
  return {
    ir_version: 8,
    producer_name: "nonlin",
    producer_version: options.version,
    doc_string: about,
    graph: { name: subject.name, node, initializer, input: value("X"), output: value("Y") },
    opset_import: [{ domain: "", version: opset }, ...(functions ? [{ domain: "nonlin", version: 1 }] : [])],
    functions,
  };
}

interface Parts {
  readonly node: Message;
  readonly initializer?: readonly Message[];
  readonly functions?: Message;
}

function nativeNode({ op, attrs = {}, inputs = [], options = {} }: OnnxOp, { declaration }: Subject): Parts {
  const params = defaults(declaration);
  const number = (formula: string) => evaluate(parse(formula, { parameters: Object.keys(params) }), params);
  const attribute = [
    ...Object.entries(attrs).map(([name, formula]) => floatAttribute(name, number(formula))),
    ...Object.entries(options).map(([name, text]) => textAttribute(name, text)),
  ];
  const names = inputs.map((_, i) => `input${i + 1}`);
  return {
    node: { input: ["X", ...names], output: ["Y"], op_type: op, attribute },
    initializer: inputs.map((formula, i) => scalar(names[i] as string, number(formula))),
  };
}

function calledFunction({ name, declaration }: Subject, opset: number): Parts {
  const op = pascalCase(name);
  const params = Object.entries(defaults(declaration));
  const attribute = params.map(([key, init]) => floatAttribute(snakeCase(key), init));
  return {
    node: { input: ["X"], output: ["Y"], op_type: op, domain: "nonlin", attribute },
    functions: {
      name: op,
      domain: "nonlin",
      input: ["x"],
      output: ["y"],
      attribute: params.map(([key]) => snakeCase(key)),
      opset_import: [{ domain: "", version: opset }],
      node: primitives(road(declaration)),
    },
  };
}

/** The nodes that compute `e` from `x`, the last one's output named `y`. */
function primitives(e: Expr): readonly Message[] {
  const made: Message[] = [];
  const node = (op_type: string, input: readonly string[], attribute: readonly Message[] = []): string => {
    const output = `v${made.length + 1}`;
    made.push({ op_type, input, output, attribute });
    return output;
  };
  const result = fold<string>(prepare(e, has, replacements, "ONNX"), (at, args) => {
    if (at.kind === "const") return node("Constant", [], [floatAttribute("value_float", at.value)]);
    if (at.kind === "var") {
      return at.name === "x" ? "x" : node("Constant", [], [referredAttribute("value_float", snakeCase(at.name))]);
    }
    if (at.op === "ne") return node("Not", [node("Equal", args)]);
    return node(operators[at.op as keyof typeof operators], args);
  });
  return [...made, { op_type: "Identity", input: result, output: "y" }];
}
