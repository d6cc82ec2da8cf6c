/**
 * ONNX files as modules and weights. The description that our own files carry is believed if writing it out again makes the very
 * bytes; otherwise the graph is read node by node, whoever wrote it.
 */
import { type Activation, catalogue, type GatedFunction } from "../activations/index.ts";
import { NonlinError, type Tensor } from "../base/index.ts";
import { constant, type Expr, freeVariables, substitute, variable } from "../expr/index.ts";
import { nn, stateName } from "../nn/index.ts";
import { domain, pascalCase, snakeCase } from "../targets/index.ts";
import { after, type Link, link, type Rows, settled, whole, x } from "./onnx-chain.ts";
import { described } from "./onnx-description.ts";
import { applied, elementwise } from "./onnx-elementwise.ts";
import { type FileFunction, type FileNode, functionKey, type OnnxFile, readFile } from "./onnx-file.ts";
import { alikeExpressions, expressionOf, gatedExpression, gatedFunctions } from "./onnx-functions.ts";
import { entry, type Given, ReadNode, type Value } from "./onnx-node.ts";
import { readers } from "./onnx-operators.ts";
import type { Trained } from "./trained.ts";

/** How deep functions may call functions. */
const deepest = 8;

/**
 * The network in an ONNX file: its modules, and the parameters to `load`. A file of `exportNetwork` comes back as it was, to the
 * bit; in others a sequence of layers is read, with blocks around which there is a way, and elementwise nodes become the
 * activation of the catalogue that gives the same numbers, or a formula. The first axis is the batch.
 *
 * Throws E_MODEL for a damaged file, for one whose tensors lie in other files, and for an operator that is not read, naming the node.
 */
export function importOnnx(bytes: Uint8Array): Trained {
  const file = readFile(bytes);
  return described(file, bytes) ?? new GraphReader(file).network();
}

class GraphReader {
  readonly #file: OnnxFile;

  constructor(file: OnnxFile) {
    this.#file = file;
  }

  network(): Trained {
    const { input, output, nodes, tensors } = this.#file;
    if (input.sizes === undefined) {
      throw new NonlinError("E_MODEL", `the input "${input.name}" has sizes that are left open`, {
        advice: "only the first, the batch, may be; give the others when the model is written",
      });
    }
    const begin = link(undefined, undefined, input.sizes);
    const known = new Map<string, Value>([...tensors].map(([name, value]) => [name, { kind: "constant", ...value }]));
    known.set(input.name, { kind: "rows", link: begin, e: x });
    this.#read(nodes, known, new Map(), 0);
    const last = known.get(output);
    if (last?.kind !== "rows")
      throw new NonlinError("E_MODEL", `the output "${output}" is not computed from the input`);
    const { module, parameters } = whole(settled(last));
    return { model: module, parameters, inputShape: input.sizes };
  }

  /** Computes what the nodes make of what is known. */
  #read(nodes: readonly FileNode[], known: Map<string, Value>, given: Given, depth: number): void {
    for (const node of nodes) {
      const inputs = node.input.map((name) => (name === "" ? undefined : known.get(name)));
      const made = this.#values(new ReadNode(node, inputs, this.#file.opset, given), depth);
      for (const [i, name] of node.output.entries()) {
        const value = made[i];
        if (name !== "" && value !== undefined) known.set(name, value);
      }
    }
  }

  #values(node: ReadNode, depth: number): readonly Value[] {
    const missing = node.node.input.find((name, i) => name !== "" && node.inputs[i] === undefined);
    if (missing !== undefined) node.fail(`reads "${missing}", which is not known there`);
    const f = this.#file.functions.get(functionKey(node.domain, node.op));
    if (f !== undefined) return [this.#call(f, node, depth)];
    if (node.domain !== "" && node.domain !== "ai.onnx")
      node.fail(`is of the domain "${node.domain}", which the file does not define`);
    const reader = Object.hasOwn(readers, node.op) ? readers[node.op] : undefined;
    const arithmetic =
      node.inputs.some((value) => value?.kind === "rows") || reader === undefined ? elementwise(node) : undefined;
    const made = arithmetic ?? reader?.(node) ?? node.fail("is of an operator that is not read");
    return Array.isArray(made) ? made : [made as Value];
  }

  /** One of our functions by its name, if it is what it is called; any other by its nodes. */
  #call(f: FileFunction, node: ReadNode, depth: number): Value {
    if (depth >= deepest) node.fail("calls functions too deep in each other");
    const attributes: Given = new Map(f.attribute.map((name) => [name, node.float(name) ?? Number.NaN]));
    const named = node.domain === domain ? this.#named(f, node, attributes, depth) : undefined;
    if (named !== undefined) return named;
    const known = new Map<string, Value>();
    for (const [i, name] of f.input.entries()) if (node.inputs[i] !== undefined) known.set(name, node.inputs[i]!);
    this.#read(f.node, known, attributes, depth + 1);
    return known.get(f.output[0] ?? "") ?? node.fail("has a function that makes nothing");
  }

  #named(f: FileFunction, node: ReadNode, attributes: Given, depth: number): Value | undefined {
    const gated = !f.input.includes("x");
    const isCalled = ({ name }: { name: string }, op: string): boolean => pascalCase(name) === op;
    const all: readonly (Activation | GatedFunction)[] = gated ? gatedFunctions() : [...catalogue.values()];
    const found = all.find((d) => isCalled(d, node.op)) ?? all.find((d) => isCalled(d, node.op.replace(/\d+$/, "")));
    if (found === undefined) return undefined;
    const variables = gated ? ["a", "b"] : ["x"];
    const tensors = f.input.flatMap((name, i) => (variables.includes(name) ? [] : [[name, node.constant(i)] as const]));
    const names = Object.keys(found.params ?? {});
    const numbers = names.flatMap((name) =>
      attributes.has(snakeCase(name)) ? [[name, attributes.get(snakeCase(name))!] as const] : [],
    );
    const params = Object.fromEntries([
      ...numbers,
      ...tensors.map(([name, { data }]) => [name, data[0] ?? 0] as const),
    ]);
    if (!Object.keys(params).every((name) => names.includes(name))) return undefined;
    const is = substitute(
      this.#bodyOf(f, attributes, depth),
      Object.fromEntries(Object.entries(params).map(([name, n]) => [name, constant(n)])),
    );
    const should =
      "inputs" in found && found.inputs !== undefined
        ? gatedExpression(found, params)
        : expressionOf(found as Activation, params);
    if (!alikeExpressions(is, should, variables)) return undefined;
    const rows = variables.map((name) => node.rows(f.input.indexOf(name)));
    return withParameters(rows, found, params, new Map(tensors), node);
  }

  /** What a function computes, in its inputs. */
  #bodyOf(f: FileFunction, attributes: Given, depth: number): Expr {
    const nowhere = link(undefined, undefined, []);
    const known = new Map<string, Value>(
      f.input.map((name) => [name, { kind: "rows", link: nowhere, e: variable(name) }]),
    );
    this.#read(f.node, known, attributes, depth + 1);
    const made = known.get(f.output[0] ?? "");
    return made?.kind === "rows" ? made.e : constant(Number.NaN);
  }
}

/** The function with these parameters as a module, where one of them is trained; else as an expression. */
function withParameters(
  rows: readonly Rows[],
  found: Activation | GatedFunction,
  params: Readonly<Record<string, number>>,
  tensors: ReadonlyMap<string, Parameters<typeof entry>[0]>,
  node: ReadNode,
): Rows {
  const [first] = rows as readonly [Rows];
  const trained = Object.keys(found.params ?? {}).filter((name) => found.params?.[name]?.trainable === true);
  const counts = trained.map((name) => tensors.get(name)?.data.length ?? 1);
  const fixed = [...tensors.keys()].find((name) => !trained.includes(name) && tensors.get(name)!.data.length > 1);
  if (fixed !== undefined) node.fail(`has several values of "${fixed}"`);
  const entries = trained.map((name): readonly [string, Tensor] => {
    const value = tensors.get(name) ?? { data: Float32Array.of(params[name] ?? found.params![name]!.init), shape: [1] };
    return [stateName(found as Activation, name), entry(value, [value.data.length])];
  });
  if (rows.length === 2) return after(gateOf(rows, node), nn.Gated(found.name, params), Object.fromEntries(entries));
  if (trained.length === 0) return applied(first, found as Activation, params);
  const numParameters = Math.max(...counts);
  const module = nn.Activation(found.name, { ...params, numParameters });
  return after(settled(first), module, Object.fromEntries(entries));
}

/** The link whose halves the two are. */
function gateOf(rows: readonly Rows[], node: ReadNode): Link {
  const [a, b] = rows as readonly [Rows, Rows];
  const isHalf = ({ e }: Rows, name: string): boolean => freeVariables(e).length === 1 && e === variable(name);
  if (a.link === b.link && isHalf(a, "a") && isHalf(b, "b")) return a.link;
  return node.fail("gates what are no halves of one axis");
}
