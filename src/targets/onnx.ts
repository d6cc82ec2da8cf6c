/**
 * ONNX: a model of one node, X -> Y, in float32.
 *
 * The node is the operator set's own where it has the function, else a function of primitives in the domain "nonlin"
 * that travels with the model; its attributes are the parameters.
 */
import type { OnnxOp } from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { defaults, road } from "../expr/index.ts";
import { type Exporter, type ExportOptions, firstLine, header, type Subject } from "./export.ts";
import { pascalCase, snakeCase } from "./names.ts";
import { domain, functionOf, operatorAt, opsets, settled } from "./onnx-function.ts";
import { floatAttribute, model, scalar, value } from "./onnx-schema.ts";
import { encode, type Message } from "./protobuf.ts";

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
  return options.primitives === true ? undefined : operatorAt(declaration, options.opset ?? opsets.usual);
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
    opset_import: [{ domain: "", version: opset }, ...(functions ? [{ domain, version: 1 }] : [])],
    functions,
  };
}

interface Parts {
  readonly node: Message;
  readonly initializer?: readonly Message[];
  readonly functions?: Message;
}

function nativeNode(op: OnnxOp, { declaration }: Subject): Parts {
  const { attribute, inputs } = settled(op, defaults(declaration));
  const names = inputs.map((_, i) => `input${i + 1}`);
  return {
    node: { input: ["X", ...names], output: ["Y"], op_type: op.op, attribute },
    initializer: inputs.map((number, i) => scalar(names[i] as string, number)),
  };
}

function calledFunction({ name, declaration }: Subject, opset: number): Parts {
  const op = pascalCase(name);
  const params = defaults(declaration);
  const attribute = Object.entries(params).map(([key, init]) => floatAttribute(snakeCase(key), init));
  const functions = functionOf(
    { op, inputs: ["x"], attributes: Object.keys(params), expression: road(declaration) },
    opset,
  );
  return { node: { input: ["X"], output: ["Y"], op_type: op, domain, attribute }, functions };
}
