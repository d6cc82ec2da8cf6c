/** The description of the model that our own files carry, and when it is believed. */
import { NonlinError, type Tensor } from "../base/index.ts";
import { encode, onnxSchema } from "../targets/index.ts";
import type { OnnxFile } from "./onnx-file.ts";
import { descriptionKey, onnxModel } from "./onnx-writer.ts";
import type { Trained } from "./trained.ts";

/**
 * The network as the description has it; undefined if there is none, or if the file is not what would be written for it: then
 * somebody has changed one of them, or another version has written it.
 */
export function described(file: OnnxFile, bytes: Uint8Array): Trained | undefined {
  const text = file.metadata.get(descriptionKey);
  if (text === undefined) return undefined;
  try {
    const of = trainedOf(JSON.parse(text) as Description, file, bytes.length);
    const { opset, name } = file;
    const written = encode(onnxModel(of, { opset, name }, 16 * (file.nodes.length + 64)), onnxSchema.model);
    return sameBytes(written, bytes) ? of : undefined;
  } catch (error) {
    // nothing in a file is a fault of the program: what cannot be written is not believed
    if (
      error instanceof NonlinError ||
      error instanceof TypeError ||
      error instanceof RangeError ||
      error instanceof SyntaxError
    )
      return undefined;
    throw error;
  }
}

/** What is said of a model; any part of it may be something else. */
interface Description extends Omit<Trained, "parameters"> {
  readonly state: Readonly<Record<string, Tensor>>;
}

/** Throws RangeError for a description larger than its file could need: nothing may cost more than reading the bytes. */
function trainedOf(json: Description, file: OnnxFile, most: number): Trained {
  const { model, inputShape, activationParameters, scalars, state } = json;
  checkSize(model, most, file.nodes.length + 64);
  checkSize(inputShape, Math.max(most, 4096), most);
  const read = [...file.tensors].map(([name, { data, shape }]) => [name, { data, shape }] as const);
  const unread = Object.entries(state).map(([name, { data, shape }]) => {
    return [name, { data: Float32Array.from(data), shape }] as const;
  });
  return {
    model,
    parameters: Object.fromEntries([...read, ...unread]),
    ...(inputShape !== undefined && { inputShape }),
    ...(activationParameters !== undefined && { activationParameters }),
    ...(scalars !== undefined && { scalars }),
  };
}

/** No number above `most`, and no module repeated more than `turns` times, all in all. */
function checkSize(value: unknown, most: number, turns: number): void {
  if (typeof value === "number" && value > most) throw new RangeError("a size beyond the file");
  if (typeof value !== "object" || value === null) return;
  const { times = 1 } = value as { readonly times?: number };
  if (times > turns) throw new RangeError("more turns than nodes");
  for (const inner of Object.values(value)) checkSize(inner, most, turns / Math.max(times, 1));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
