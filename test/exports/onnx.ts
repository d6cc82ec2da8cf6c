/** Exported ONNX models, run by onnxruntime-node. */
import { env, InferenceSession, Tensor } from "onnxruntime-node";
import { type ExportOptions, type Subject, targets } from "../../src/targets/index.ts";
import { all, points, type Run } from "./grid.ts";

export async function runOnnx(options: Partial<ExportOptions> = {}): Promise<Run> {
  const rows = new Map<string, readonly Float64Array[]>();
  for (const subject of all) rows.set(subject.name, [await runModel(subject, points.float32, options)]);
  return { key: "onnx float32", dtype: "float32", system: `onnxruntime ${env.versions.common}`, rows };
}

/** The values of one model at `x`. */
export async function runModel(
  subject: Subject,
  x: Float64Array,
  options: Partial<ExportOptions>,
): Promise<Float64Array> {
  const model = targets.onnx.write([subject], { version: "test", ...options }) as Uint8Array;
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const { Y } = await session.run({ X: new Tensor("float32", Float32Array.from(x), [x.length]) });
  await session.release();
  return Float64Array.from(Y?.data as Float32Array);
}
