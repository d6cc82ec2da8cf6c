/** Trained networks for other systems: what goes on where nonlin ends. */
import { checkByName, optionOf } from "../base/index.ts";
import { type OnnxOptions, onnxBytes } from "./onnx-writer.ts";
import { type TorchOptions, torchText } from "./torch-writer.ts";
import type { Trained } from "./trained.ts";
import type { Trainer } from "./trainer.ts";

export type ExportNetworkOptions =
  | ({ readonly target: "onnx" } & OnnxOptions)
  | ({ readonly target: "torch" } & TorchOptions);

const writers: Readonly<Record<string, (of: Trained, options: never) => Uint8Array | string>> = {
  onnx: onnxBytes,
  torch: torchText,
};

/**
 * The network with its weights as an ONNX model (bytes, opset 16 to 24) or as a PyTorch script (text), as it predicts: nothing is
 * dropped, running statistics stand for those of a batch. Its output is the model's own: logits stay logits.
 *
 * `trained` is a trainer, a model with its parameters, or what `importOnnx` returns. ONNX is float32; the script keeps float64.
 * Throws E_MODEL, naming the tensor, for parameters that are not the model's.
 */
export function exportNetwork(
  trained: Trainer | Trained,
  options: { readonly target: "onnx" } & OnnxOptions,
): Uint8Array;
export function exportNetwork(trained: Trainer | Trained, options: { readonly target: "torch" } & TorchOptions): string;
export function exportNetwork(trained: Trainer | Trained, options: ExportNetworkOptions): Uint8Array | string {
  checkByName("exportNetwork", options, "target");
  const of = "trained" in trained ? trained.trained() : trained;
  return optionOf(writers, options.target, "target")(of, options as never);
}
