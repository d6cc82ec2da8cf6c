/**
 * TensorFlow.js on its WebAssembly backend, SIMD, one thread. Its core has no GELU, SiLU, Mish or hard swish:
 * they are composed of its ops, as its users do.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
import { decodeCourse, normals, stepCase } from "../course.ts";
import type { Activation, Case, Elementwise, Peer, StepTask, Task } from "../protocol.ts";

const backend = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
setWasmPaths(`${join(dirname(backend), "..", "wasm-out")}/`);
setThreadsCount(1);
await tf.setBackend("wasm");
await tf.ready();

const elementwise: Record<Elementwise, (x: tf.Tensor) => tf.Tensor> = {
  relu: (x) => tf.relu(x),
  sigmoid: (x) => tf.sigmoid(x),
  tanh: (x) => tf.tanh(x),
  elu: (x) => tf.elu(x),
  selu: (x) => tf.selu(x),
  softplus: (x) => tf.softplus(x),
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  geluTanh: (x) => {
    const cubed = tf.mul(tf.square(x), x);
    const inner = tf.mul(tf.add(x, tf.mul(cubed, 0.044715)), 0.7978845608028654);
    return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
  },
  silu: (x) => tf.mul(x, tf.sigmoid(x)),
  mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  hardswish: (x) => tf.mul(x, tf.mul(tf.clipByValue(tf.add(x, 3), 0, 6), 1 / 6)),
};

const activations: Record<Activation, (x: tf.Tensor) => tf.Tensor> = {
  ...elementwise,
  leakyRelu: (x) => tf.leakyRelu(x, 0.01),
};

function elementwiseCase(name: Elementwise, n: number): Case {
  const f = elementwise[name];
  const x = tf.tensor1d(normals(n, 4));
  const y = tf.tidy(() => f(x).dataSync());
  return {
    check: [...y.subarray(0, 64)],
    run(calls) {
      for (let i = 0; i < calls; i++) tf.tidy(() => void f(x));
    },
  };
}

function matmulCase(n: number): Case {
  const a = tf.tensor2d(normals(n * n, 5), [n, n]);
  const b = tf.tensor2d(normals(n * n, 6), [n, n]);
  const c = tf.tidy(() => tf.matMul(a, b).dataSync());
  return {
    check: [...c.subarray(0, 64)],
    run(calls) {
      for (let i = 0; i < calls; i++) tf.tidy(() => void tf.matMul(a, b));
    },
  };
}

function networkCase(task: StepTask): Promise<Case> {
  const data = decodeCourse(task);
  const { sizes, batch } = task;
  const features = sizes[0] ?? 0;
  const classes = sizes.at(-1) ?? 1;
  const f = activations[task.activation];
  const x = new Float32Array(batch * features);
  const y = new Float32Array(batch);
  const shapes = sizes.slice(1).flatMap((outputs, i): number[][] => [[outputs, sizes[i] ?? 0], [outputs]]);
  let parameters: tf.Variable[] = [];
  let optimizer: tf.Optimizer | undefined;

  const reset = (): void => {
    for (const parameter of parameters) parameter.dispose();
    optimizer?.dispose();
    parameters = data.fresh().map((p, i) => tf.variable(tf.tensor(p, shapes[i])));
    optimizer = tf.train.adam(task.lr, 0.9, 0.999, 1e-8);
  };
  const loss = (inputs: tf.Tensor, targets: tf.Tensor): tf.Scalar => {
    let h = inputs;
    for (let i = 0; i < parameters.length; i += 2) {
      h = tf.add(
        tf.matMul(h as tf.Tensor2D, parameters[i] as unknown as tf.Tensor2D, false, true),
        parameters[i + 1] as tf.Tensor,
      );
      if (i + 2 < parameters.length) h = f(h);
    }
    const ofOutputs = classes === 1 ? tf.losses.sigmoidCrossEntropy : tf.losses.softmaxCrossEntropy;
    return ofOutputs(targets, h) as tf.Scalar;
  };
  const step = (i: number): number => {
    data.gather(i, x, y);
    return tf.tidy(() => {
      const inputs = tf.tensor2d(x, [batch, features]);
      const targets = classes === 1 ? tf.tensor2d(y, [batch, 1]) : tf.oneHot(tf.tensor1d(y, "int32"), classes);
      const value = optimizer?.minimize(() => loss(inputs, targets), true, parameters);
      return value?.dataSync()[0] ?? Number.NaN;
    });
  };
  return stepCase(data, reset, step);
}

export const peer: Peer = {
  prepare(task: Task) {
    if (task.kind === "step") return networkCase(task);
    if (task.kind === "elementwise") return elementwiseCase(task.f, task.n);
    if (task.kind === "matmul") return matmulCase(task.n);
    throw new Error("not its work");
  },
};
