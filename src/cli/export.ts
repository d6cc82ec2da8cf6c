/** `nonlin export`: an activation written for another system. */
import { NonlinError } from "../base/index.ts";
import { type ExportOptions, opsets, subjects, type TargetName, targetNames, targets } from "../targets/index.ts";
import { define, exit } from "./command.ts";
import { refuseForeign, writeWhole } from "./file.ts";
import { packageVersion } from "./version.ts";

export const command = define({
  usage: "nonlin export <name or formula> ... --to TARGET [options]",
  about:
    "writes activations in their stable form for another system, with their derivatives, and says how accurate that form is.",
  examples: [
    ["nonlin export gelu --to torch", "a function and a module for PyTorch"],
    ["nonlin export mish softplus --to wgsl -o activations.wgsl", "several functions in one file"],
    ["nonlin export 'x * tanh(softplus(x))' --to onnx -o mine.onnx", "a formula as a model of ONNX primitives"],
    ["nonlin export gelu --to c --dtype float32", "C for float rather than double"],
  ],
  options: {
    to: { type: "text", short: "t", value: "TARGET", choices: targetNames, help: targetNames.join(", ") },
    output: { type: "text", short: "o", value: "FILE", help: "write FILE instead of the terminal" },
    dtype: {
      type: "text",
      value: "TYPE",
      choices: ["float32", "float64"],
      help: "numbers of C (float64); the others have no choice, or leave it to their callers",
    },
    opset: {
      type: "count",
      value: "N",
      help: `ONNX operator set, ${opsets.least} to ${opsets.most} (${opsets.usual})`,
    },
    primitives: { type: "flag", help: "ONNX primitives even where the operator set has the function" },
  },
  async run({ words, options }, io) {
    if (words.length === 0) {
      throw new NonlinError("E_USAGE", "export needs a function", {
        advice: "for instance: nonlin export gelu --to c",
      });
    }
    const name = target(options.to, options.output);
    const { write, dtypes = [], title } = targets[name];
    const asked: ExportOptions = {
      version: packageVersion(),
      ...(options.dtype !== undefined && { dtype: dtype(options.dtype, title, dtypes) }),
      ...(options.opset !== undefined && { opset: options.opset }),
      primitives: options.primitives,
    };
    if (name !== "onnx" && (options.opset !== undefined || options.primitives)) {
      throw new NonlinError("E_USAGE", `--opset and --primitives are for ONNX, not for ${title}`);
    }
    if (options.output !== undefined) refuseForeign(options.output);
    const written = write(subjects(words), asked);
    if (options.output !== undefined) {
      writeWhole(options.output, written);
      io.note(`wrote ${options.output}`);
    } else if (typeof written === "string") io.out(written);
    else io.bytes(written);
    return exit.done;
  },
});

/** The target that is named, else the one whose files end as `path` does. */
function target(to: string | undefined, path: string | undefined): TargetName {
  const named = targetNames.filter((name) => name === to);
  const fitting = to === undefined ? targetNames.filter((name) => path?.endsWith(targets[name].ending)) : named;
  const [found, ...more] = fitting;
  if (found !== undefined && more.length === 0) return found;
  throw new NonlinError("E_USAGE", "export needs --to", {
    advice: `it is one of ${(more.length > 0 ? fitting : targetNames).join(", ")}`,
  });
}

function dtype(asked: string, title: string, dtypes: readonly ("float32" | "float64")[]): "float32" | "float64" {
  const found = dtypes.find((one) => one === asked);
  if (found !== undefined) return found;
  const advice = dtypes.length === 0 ? "its functions take the dtype of their argument" : `it has ${dtypes.join(", ")}`;
  throw new NonlinError("E_USAGE", `${title} files are not written for ${asked}`, { advice });
}
