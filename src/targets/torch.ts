/**
 * PyTorch: a function on tensors and a module, with the exact slopes.
 *
 * Autograd would follow the branch not taken and choose its own slopes at corners, so f, f' and f'' are printed and a
 * torch.autograd.Function names each as the gradient of the one before.
 */
import { type Activation, moduleName } from "../activations/index.ts";
import type { Spelling } from "../expr/index.ts";
import { type Exporter, firstLine, header, type Subject } from "./export.ts";
import { hyperbolic, sign, softplus } from "./formulas.ts";
import { pascalCase } from "./names.ts";
import type { Language } from "./program.ts";
import { arithmetic, type Definitions, definitions, pythonName, pythonNumber, signature } from "./python.ts";

const native = "abs floor sqrt exp expm1 exp2 log log1p log2 sin cos tan tanh asinh atan sigmoid erf erfc".split(" ");

export const torchLanguage: Language = {
  name: "PyTorch",
  number: (value) => pythonNumber(value, "math"),
  variable: pythonName,
  ops: {
    ...arithmetic,
    where: { template: where },
    min: clamped("max", "minimum"),
    max: clamped("min", "maximum"),
    ...Object.fromEntries(native.map((op) => [op, `torch.${op}`])),
  },
  // torch.sign(nan) and torch.sign(-0.0) are 0.
  replacements: {
    sign,
    softplus,
    // In float32 torch.cosh overflows where e^a does, though half of that is finite.
    ...hyperbolic,
    normpdf: "0.3989422804014327 * exp(-0.5 * a * a)",
    // torch.special.ndtr of PyTorch 1.13 has no digits left at -8.
    normcdf: "0.5 * erfc(-0.7071067811865476 * a)",
  },
  local: (name, value) => `${name} = ${value}`,
  result: (value) => `return ${value}`,
  define: () => "",
};

export const torch: Exporter = {
  title: "PyTorch",
  ending: ".py",
  write: (subjects, options) => {
    const about = subjects.flatMap((subject) => ["", ...header(subject, "torch", ["float32", "float64"])]);
    return [
      `"""${[firstLine(subjects, "torch", options), ...about].join("\n").replaceAll("\\", "")}`,
      `"""\n`,
      "import math\n",
      "import torch\n\n",
      along,
      subjects.map((subject) => module(subject, definitions(subject, torchLanguage))).join("\n\n"),
    ].join("\n");
  },
};

/** What the functions below call. */
const along = [
  "def _along(grad, slope, of):",
  '    """The gradient of `of`, which may have been broadcast."""',
  "    return (grad * slope).sum_to_size(of.shape)\n\n",
].join("\n");

/** The function `subject` of tensors with its exact slopes, and what it calls; `along` once before the first. */
export function torchFunction(subject: Subject): { readonly along: string; readonly text: string } {
  return { along, text: functionText(subject, definitions(subject, torchLanguage)) };
}

function module(subject: Subject, d: Definitions): string {
  const { declaration } = subject;
  const name = subject.name === declaration.name ? moduleName(declaration) : pascalCase(subject.name);
  return [functionText(subject, d), moduleText(name, d, declaration)].join("\n");
}

function functionText(subject: Subject, d: Definitions): string {
  const names = d.parameters.map(({ name }) => pythonName(name));
  const [all, stem] = [["x", ...names].join(", "), pascalCase(subject.name)];
  const tensors = names.map((name) => `, torch.as_tensor(${name}, dtype=x.dtype, device=x.device)`).join("");
  const saved = names.length === 0 ? "(x,)" : all;
  const differentiable = (name: string, value: string, slope: string, partials: readonly string[]): string =>
    [
      `class ${name}(torch.autograd.Function):`,
      "    @staticmethod",
      `    def forward(ctx, ${all}):`,
      `        ctx.save_for_backward(${all})`,
      `        return ${value}(${all})`,
      "",
      "    @staticmethod",
      "    def backward(ctx, grad):",
      `        ${saved} = ctx.saved_tensors`,
      ...(names.length === 0
        ? [`        return _along(grad, ${slope}(x), x)`]
        : [
            "        return (",
            `            _along(grad, ${slope}(${all}), x),`,
            ...names.map(
              (p, i) =>
                `            _along(grad, ${partials[i]}(${all}), ${p}) if ctx.needs_input_grad[${i + 1}] else None,`,
            ),
            "        )",
          ]),
      "\n",
    ].join("\n");
  const slopes = d.partials.map((p) => p.derivative);
  return [
    d.text,
    differentiable(`_${stem}Derivative`, d.derivative, d.second, slopes),
    differentiable(
      `_${stem}Function`,
      d.value,
      `_${stem}Derivative.apply`,
      d.partials.map((p) => p.value),
    ),
    `def ${d.name}(${["x", ...d.parameters.map((p) => signature([p]))].join(", ")}):`,
    `    """${subject.name} of every element of x; parameters are numbers or tensors that broadcast against x."""`,
    `    return _${stem}Function.apply(x${tensors})\n\n`,
  ].join("\n");
}

/** Learnable parameters are nn.Parameters, those per channel one for each index of dimension 1. */
function moduleText(name: string, d: Definitions, { params = {} }: Activation): string {
  const kinds = d.parameters.map((p) => {
    const { trainable, per } = params[p.name] ?? {};
    return { name: pythonName(p.name), trainable, channels: trainable && per === "channel" };
  });
  const channels = kinds.some((p) => p.channels) ? ["num_parameters=1"] : [];
  const taken = ["self", ...channels, ...d.parameters.map((p) => signature([p]))].join(", ");
  const given = kinds.map((p) => (p.channels ? `channels(self.${p.name})` : `self.${p.name}`));
  return [
    `class ${name}(torch.nn.Module):`,
    `    def __init__(${taken}):`,
    "        super().__init__()",
    ...kinds.map((p) => {
      const shape = p.channels ? "(num_parameters,)" : "()";
      return `        self.${p.name} = ${p.trainable ? `torch.nn.Parameter(torch.full(${shape}, float(${p.name})))` : p.name}`;
    }),
    "",
    "    def forward(self, x):",
    ...(channels.length > 0
      ? ["        def channels(p):", "            return p.view(-1, *[1] * (x.dim() - 2)) if x.dim() > 2 else p", ""]
      : []),
    `        return ${d.name}(${["x", ...given].join(", ")})`,
    "",
  ].join("\n");
}

/** Two numbers would make a tensor of the default dtype. */
function where(condition: string, taken: string, other: string): string {
  const first = isLiteral(taken) && isLiteral(other) ? `torch.full_like(x, ${taken})` : taken;
  return `torch.where(${condition}, ${first}, ${other})`;
}

/** `side` is the bound that a literal sets. */
function clamped(side: "min" | "max", both: string): Spelling {
  return {
    template: (a, b) => {
      if (isLiteral(b)) return `torch.clamp(${a}, ${side}=${b})`;
      return isLiteral(a) ? `torch.clamp(${b}, ${side}=${a})` : `torch.${both}(${a}, ${b})`;
    },
  };
}

function isLiteral(text: string): boolean {
  return /^-?(\d[\d.e-]*|math\.(inf|nan))$/.test(text);
}
