/** The systems that an activation can be exported to, by the word that asks for them. */
import { print, source, stages } from "../expr/index.ts";
import { c } from "./c.ts";
import { type Exporter, firstLine, header } from "./export.ts";
import { js } from "./javascript.ts";
import { jax } from "./jax.ts";
import { latex } from "./latex.ts";
import { onnx } from "./onnx.ts";
import { torch } from "./torch.ts";
import { wgsl } from "./wgsl.ts";

/** Formulas for a paper: f and f' as they are written, not as they are computed. */
const paper: Exporter = {
  title: "LaTeX",
  ending: ".tex",
  write: (subjects, options) => {
    const lines = subjects.flatMap((subject) => [
      ...header(subject, "latex", []).map((line) => `% ${line}`),
      `\\operatorname{${subject.name}}\\left(x\\right) = ${print(source(subject.declaration), latex)}`,
      `\\operatorname{${subject.name}}'\\left(x\\right) = ${print(stages(subject.declaration, 1).plain, latex)}`,
      "",
    ]);
    return [`% ${firstLine(subjects, "latex", options)}`, "", ...lines].join("\n");
  },
};

export const targets = { latex: paper, js, c, wgsl, torch, jax, onnx } as const satisfies Record<string, Exporter>;

export type TargetName = keyof typeof targets;
export const targetNames = Object.keys(targets) as readonly TargetName[];
