/** Where else a function is found: its paper, its names in libraries, and how they differ. */
import type { Declaration, Known } from "../../src/activations/index.ts";
import { code, link, plain, table } from "./markdown.ts";

const libraries = {
  torch: "PyTorch",
  jax: "JAX",
  keras: "Keras",
  tfjs: "TensorFlow.js",
  onnx: "ONNX",
  timm: "timm",
  hf: "Transformers",
} as const satisfies Record<Exclude<keyof Known, "torchTakes">, string>;

type Library = keyof typeof libraries;

/** A row for each library that has the function, or another one under its name. */
export function librariesTable({ known = {}, differs = {} }: Declaration): string {
  const rows = (Object.keys(libraries) as Library[]).flatMap((library) => {
    const name = spelled(known, library);
    const but = differs[library];
    return name === undefined && but === undefined ? [] : [[libraries[library], name ?? "", plain(but ?? "")]];
  });
  const others = Object.entries(differs).filter(([library]) => !Object.hasOwn(libraries, library));
  const all = [...rows, ...others.map(([library, text]) => [library, "", plain(text)])];
  const differing = all.some(([, , text]) => text !== "");
  return differing
    ? table(["library", "name", "how it differs"], all)
    : table(
        ["library", "name"],
        all.map((row) => row.slice(0, 2)),
      );
}

function spelled(known: Known, library: Library): string | undefined {
  if (library === "torch") return known.torch && torchLink(known.torch);
  if (library === "jax") return known.jax && jaxLink(known.jax);
  if (library !== "onnx") return known[library] && code(known[library]);
  const { op, opset } = known.onnx ?? {};
  return op && `${link(code(op), `https://onnx.ai/onnx/operators/onnx__${op}.html`)} since opset ${opset}`;
}

/** PyTorch's spelling with its page. */
export function torchLink(spelling: string): string {
  const path = `torch.${bare(spelling).replace(/^F\./, "nn.functional.")}`;
  return link(code(spelling), `https://docs.pytorch.org/docs/stable/generated/${path}.html`);
}

function jaxLink(spelling: string): string {
  return link(code(spelling), `https://docs.jax.dev/en/latest/_autosummary/${bare(spelling)}.html`);
}

/** Without its arguments. */
function bare(spelling: string): string {
  return spelling.replace(/\(.*/s, "");
}

/** Who described it first, when and where. */
export function sourceText({ source }: Declaration): string {
  if (source === undefined) return "";
  const { author, year, title, arxiv } = source;
  const words = [author, title && `“${title}”`, year]
    .filter((part) => part !== undefined)
    .map((part) => plain(`${part}`));
  return [words.join(", "), ...(arxiv ? [link(`arXiv:${arxiv}`, `https://arxiv.org/abs/${arxiv}`)] : [])]
    .filter((part) => part !== "")
    .join(", ");
}

/** The names by which nonlin finds it too. */
export function aliasesText({ aliases = [] }: Declaration): string {
  return aliases.length === 0 ? "" : `Also found as ${aliases.map(code).join(", ")}.`;
}
