/**
 * TensorFlow.js on its WebAssembly backend, SIMD, one thread. Its core has no GELU, SiLU, Mish or hard swish:
 * they are composed of its ops, as its users do; nor has the backend the slope of a convolution's weights.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
import { decodeCourse, known, normals, requireBody, stepCase } from "../course.ts";
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
  requireBody(task, "plain", "images");
  const data = decodeCourse(task);
  const { sizes, batch } = task;
  const features = sizes[0] ?? 0;
  const classes = sizes.at(-1) ?? 1;
  const f = known(activations, task.activation);
  const outputs = task.body === "images" ? outputsOfImages : outputsOfPlain;
  const tensors = task.body === "images" ? parametersOfImages : parametersOfPlain;
  const x = new Float32Array(batch * features);
  const y = new Float32Array(batch);
  let parameters: tf.Variable[] = [];
  let optimizer: tf.Optimizer | undefined;

  const reset = (): void => {
    for (const parameter of parameters) parameter.dispose();
    optimizer?.dispose();
    parameters = tf.tidy(() => tensors(data.fresh(), task).map((p) => tf.variable(p)));
    optimizer = tf.train.adam(task.lr, 0.9, 0.999, 1e-8);
  };
  const loss = (inputs: tf.Tensor, targets: tf.Tensor): tf.Scalar => {
    const ofOutputs = classes === 1 ? tf.losses.sigmoidCrossEntropy : tf.losses.softmaxCrossEntropy;
    return ofOutputs(targets, outputs(inputs, parameters, f)) as tf.Scalar;
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

type Function = (x: tf.Tensor) => tf.Tensor;

const parametersOfPlain = (parameters: Float32Array[], { sizes }: StepTask): tf.Tensor[] =>
  sizes
    .slice(1)
    .flatMap((outputs, i): tf.Tensor[] => [
      tf.tensor2d(parameters[2 * i] as Float32Array, [outputs, sizes[i] ?? 0]),
      tf.tensor1d(parameters[2 * i + 1] as Float32Array),
    ]);

function outputsOfPlain(inputs: tf.Tensor, parameters: readonly tf.Tensor[], f: Function): tf.Tensor {
  let h = inputs;
  for (let i = 0; i < parameters.length; i += 2) {
    h = tf.add(tf.matMul(h, parameters[i] as tf.Tensor, false, true), parameters[i + 1] as tf.Tensor);
    if (i + 2 < parameters.length) h = f(h);
  }
  return h;
}

/** Channels come last here: [out, in, 3, 3] becomes [3, 3, in, out], and the last layer's 16 channels of 4 by 4 pixels follow. */
function parametersOfImages(parameters: Float32Array[], { sizes }: StepTask): tf.Tensor[] {
  const [first, second, last] = [0, 2, 4].map((i) => parameters[i] as Float32Array) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const [bias1, bias2, bias3] = [1, 3, 5].map((i) => tf.tensor1d(parameters[i] as Float32Array)) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const classes = sizes.at(-1) ?? 1;
  const linear = tf.reshape(tf.transpose(tf.tensor4d(last, [classes, 16, 4, 4]), [0, 2, 3, 1]), [classes, 256]);
  const filter = (values: Float32Array, inputs: number, outputs: number): tf.Tensor =>
    tf.transpose(tf.tensor4d(values, [outputs, inputs, 3, 3]), [2, 3, 1, 0]);
  return [filter(first, 1, 8), bias1, filter(second, 8, 16), bias2, linear, bias3];
}

function outputsOfImages(inputs: tf.Tensor, parameters: readonly tf.Tensor[], f: Function): tf.Tensor {
  const [first, bias1, second, bias2, last, bias3] = parameters as readonly [
    tf.Tensor4D,
    tf.Tensor,
    tf.Tensor4D,
    tf.Tensor,
    tf.Tensor2D,
    tf.Tensor,
  ];
  const rows = inputs.shape[0] ?? 1;
  let h = f(tf.add(convolution(tf.reshape(inputs, [rows, 8, 8, 1]), first), bias1));
  h = f(tf.add(convolution(h as tf.Tensor4D, second), bias2));
  h = tf.maxPool(h as tf.Tensor4D, 2, 2, "valid");
  return tf.add(tf.matMul(tf.reshape(h, [rows, 256]), last, false, true), bias3);
}

/**
 * 3 by 3, borders filled with zeros. The backend has no Conv2DBackpropFilter, so the weights' gradient is composed: for each of
 * the nine places the product of the shifted input and the outputs' gradient.
 */
const convolution = tf.customGrad((...given) => {
  const [x, filter, save] = given as unknown as [tf.Tensor4D, tf.Tensor4D, tf.GradSaveFunc];
  save([x, filter]);
  return {
    value: tf.conv2d(x, filter, 1, "same"),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [from, weights] = saved as [tf.Tensor4D, tf.Tensor4D];
      return [tf.conv2dTranspose(dy as tf.Tensor4D, weights, from.shape, 1, "same"), filterGradient(from, dy)];
    },
  };
}) as (x: tf.Tensor, filter: tf.Tensor) => tf.Tensor;

function filterGradient(x: tf.Tensor4D, dy: tf.Tensor): tf.Tensor {
  const [rows, height, width, inputs] = x.shape;
  const outputs = dy.shape[3] ?? 1;
  const padded = tf.pad(x, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const gradient = tf.reshape(dy, [rows * height * width, outputs]);
  const places = Array.from({ length: 9 }, (_, place) => {
    const shifted = tf.slice(padded, [0, Math.floor(place / 3), place % 3, 0], [rows, height, width, inputs]);
    return tf.matMul(tf.reshape(shifted, [rows * height * width, inputs]), gradient, true, false);
  });
  return tf.reshape(tf.concat(places, 0), [3, 3, inputs, outputs]);
}

export const peer: Peer = {
  prepare(task: Task) {
    if (task.kind === "step") return networkCase(task);
    if (task.kind === "elementwise") return elementwiseCase(task.f, task.n);
    if (task.kind === "matmul") return matmulCase(task.n);
    throw new Error("not its work");
  },
};
