/** Code for other systems, as `nonlin export` writes it; for functions that are not of one value, as networks are exported. */
import { type Declaration, kindOf, moduleName } from "../../src/activations/index.ts";
import { NonlinError } from "../../src/base/index.ts";
import { type Module, nn } from "../../src/nn/index.ts";
import { onnxText, subjects, targets } from "../../src/targets/index.ts";
import { exportNetwork } from "../../src/train/index.ts";
import { code, details, fenced, link, plain } from "./markdown.ts";

const syntax = link("textual syntax", "https://github.com/onnx/onnx/blob/main/docs/Syntax.md");

/** Stands for the version, which pages do not depend on. */
const version = "0";

/** Blocks of code, folded. */
export function programs(d: Declaration): readonly string[] {
  const module = moduleName(d);
  const own = [...(Object.hasOwn(nn, module) ? [code(`nn.${module}()`)] : []), code(`F.${d.name}(x)`)].join(" and ");
  return [`In nonlin ${own}.`, ...(kindOf(d) === "elementwise" ? ofOneValue(d) : ofOtherKind(d))];
}

function ofOneValue({ name }: Declaration): readonly string[] {
  const asked = subjects([name]);
  const text = (target: "torch" | "jax"): string =>
    String(targets[target].write(asked, { version })).replace(`written by nonlin ${version}: `, "written by ");
  const onnx = onnxText(targets.onnx.write(asked, { version }) as Uint8Array);
  return [
    `${code(`nonlin export ${name} --to TARGET`)} writes it for ${Object.keys(targets).map(code).join(", ")}. ONNX is shown in its ${syntax}.`,
    details("PyTorch", fenced("python", text("torch"))),
    details("JAX", fenced("python", text("jax"))),
    details("ONNX", fenced("text", onnx)),
  ];
}

/** Sizes of a row that every kind takes: the last axis is even, the third from the end is there. */
const inputShape = [2, 2, 4];

function ofOtherKind(d: Declaration): readonly string[] {
  const name = moduleName(d);
  const make = nn[name as "GLU"] as unknown as (() => Module) | undefined;
  if (make === undefined) return [];
  const module = make();
  const jax = d.known?.jax;
  try {
    const network = { model: module, parameters: {}, inputShape };
    const model = exportNetwork(network, { target: "onnx" });
    const torch = torchProgram(exportNetwork(network, { target: "torch" }));
    return [
      `As ${code("exportNetwork")} writes it within a network.${jax === undefined ? " There is none for JAX." : ` JAX has ${code(jax)}.`}`,
      details("PyTorch", fenced("python", torch)),
      details("ONNX", fenced("text", onnxText(model))),
    ];
  } catch (error) {
    if (!(error instanceof NonlinError && error.code === "E_USAGE")) throw error;
    return [`No network with it is exported: ${plain(error.message)}.`];
  }
}

/** Of a file of `exportNetwork`, what is not about weights: the module as a call, and the classes that PyTorch lacks. */
function torchProgram(file: string): string {
  const [, call] = /\n {4}return (.*?)\n\n\ndef load/s.exec(file) ?? [];
  const [, definitions = ""] = /\n# What PyTorch lacks[^\n]*\n+(.*?)\n+# The weights/s.exec(file) ?? [];
  const imports = [...(/^import math$/m.test(file) ? ["import math", ""] : []), "import torch", "from torch import nn"];
  const own = definitions === "" ? [] : ["", "", definitions, ""];
  return [...imports, ...own, "", `module = ${call?.replaceAll("\n    ", "\n")}`].join("\n");
}
