/**
 * jax-js on its WebAssembly backend; a training step is one jit, its fastest way.
 * Its arrays are counted by hand: a use consumes, `.ref` keeps.
 */

import type { Array as JaxArray } from "@jax-js/jax";
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from "@jax-js/jax";
import { decodeCourse, known, normals, requireBody, stepCase } from "../course.ts";
import type { Activation, Case, Elementwise, Peer, StepTask, Task } from "../protocol.ts";

await init("wasm");
defaultDevice("wasm");

const exactGelu = (x: JaxArray): JaxArray => nn.gelu(x, { approximate: false });

const elementwise: Record<Elementwise, (x: JaxArray) => JaxArray> = {
  relu: nn.relu,
  sigmoid: nn.sigmoid,
  tanh: np.tanh,
  elu: nn.elu,
  selu: nn.selu,
  softplus: nn.softplus,
  gelu: exactGelu,
  geluTanh: nn.gelu,
  silu: nn.silu,
  mish: nn.mish,
  hardswish: nn.hardSwish,
};

const activations: Record<Activation, (x: JaxArray) => JaxArray> = { ...elementwise, leakyRelu: nn.leakyRelu };

async function elementwiseCase(name: Elementwise, n: number): Promise<Case> {
  const f = jit((x: JaxArray) => elementwise[name](x));
  const x = np.array(normals(n, 4));
  const y = await f(x.ref).data();
  return {
    check: [...y.subarray(0, 64)],
    async run(calls) {
      for (let i = 0; i < calls; i++) {
        const result = await f(x.ref).blockUntilReady();
        result.dispose();
      }
    },
  };
}

async function matmulCase(n: number): Promise<Case> {
  const multiply = jit((a: JaxArray, b: JaxArray) => np.matmul(a, b));
  const a = np.array(normals(n * n, 5)).reshape([n, n]);
  const b = np.array(normals(n * n, 6)).reshape([n, n]);
  const c = await multiply(a.ref, b.ref).data();
  return {
    check: [...c.subarray(0, 64)],
    async run(calls) {
      for (let i = 0; i < calls; i++) {
        const result = await multiply(a.ref, b.ref).blockUntilReady();
        result.dispose();
      }
    },
  };
}

/** The mean of max(z, 0) - z t + log(1 + exp(-|z|)), as jax code spells the loss on logits. */
function lossOnLogits(z: JaxArray, t: JaxArray): JaxArray {
  const tail = np.log1p(np.exp(np.abs(z.ref).neg()));
  return np.mean(nn.relu(z.ref).sub(z.mul(t)).add(tail));
}

/** The mean over rows of log(sum(exp(z))) - z[t]; t is one-hot. */
function lossOnClasses(z: JaxArray, t: JaxArray): JaxArray {
  return np.mean(np.sum(nn.logSoftmax(z).mul(t), -1)).neg();
}

/** One jitted step over [parameters, first moments, second moments, step count]: Adam. */
function jitStep({ activation, sizes, lr }: StepTask) {
  const f = known(activations, activation);
  const loss = (parameters: JaxArray[], x: JaxArray, t: JaxArray): JaxArray => {
    let h = x;
    for (let i = 0; i < parameters.length; i += 2) {
      h = np.matmul(h, (parameters[i] as JaxArray).transpose()).add(parameters[i + 1] as JaxArray);
      if (i + 2 < parameters.length) h = f(h);
    }
    return sizes.at(-1) === 1 ? lossOnLogits(h.reshape([-1]), t) : lossOnClasses(h, t);
  };
  const gradient = valueAndGrad(loss);
  return jit(
    (parameters: JaxArray[], first: JaxArray[], second: JaxArray[], count: JaxArray, x: JaxArray, t: JaxArray) => {
      const [value, gradients] = gradient(
        parameters.map((p) => p.ref),
        x,
        t,
      );
      const next = count.add(1);
      const correction = (beta: number) =>
        np
          .exp(next.ref.mul(Math.log(beta)))
          .neg()
          .add(1);
      const size = np.reciprocal(correction(0.9)).mul(lr);
      const scale = np.reciprocal(np.sqrt(correction(0.999)));
      const m = first.map((f, i) => f.mul(0.9).add((gradients[i] as JaxArray).ref.mul(0.1)));
      const v = second.map((s, i) => {
        const g = gradients[i] as JaxArray;
        return s.mul(0.999).add(g.ref.mul(g).mul(0.001));
      });
      const p = parameters.map((parameter, i) => {
        const root = np
          .sqrt((v[i] as JaxArray).ref)
          .mul(scale.ref)
          .add(1e-8);
        return parameter.sub((m[i] as JaxArray).ref.mul(size.ref).div(root));
      });
      size.dispose();
      scale.dispose();
      return [value, p, m, v, next] as [JaxArray, JaxArray[], JaxArray[], JaxArray[], JaxArray];
    },
  );
}

async function networkCase(task: StepTask): Promise<Case> {
  requireBody(task, "plain");
  const data = decodeCourse(task);
  const { sizes, batch } = task;
  const features = sizes[0] ?? 0;
  const classes = sizes.at(-1) ?? 1;
  const x = new Float32Array(batch * features);
  const y = new Float32Array(batch);
  const shapes = sizes.slice(1).flatMap((outputs, i) => [[outputs, sizes[i] ?? 0], [outputs]]);
  const step = jitStep(task);
  const zeros = (): JaxArray[] => shapes.map((shape) => np.zeros(shape));
  let state: [JaxArray[], JaxArray[], JaxArray[], JaxArray] | undefined;

  const reset = (): void => {
    for (const array of state?.flat() ?? []) array.dispose();
    const parameters = data.fresh().map((p, i) => np.array(p).reshape(shapes[i] as number[]));
    state = [parameters, zeros(), zeros(), np.array(0)];
  };
  const train = async (i: number): Promise<number> => {
    data.gather(i, x, y);
    const [parameters, first, second, count] = state as [JaxArray[], JaxArray[], JaxArray[], JaxArray];
    const inputs = np.array(x.slice()).reshape([batch, features]);
    const targets = classes === 1 ? np.array(y.slice()) : nn.oneHot(np.array(Int32Array.from(y)), classes);
    const [loss, p, m, v, next] = step(parameters, first, second, count, inputs, targets);
    state = [p, m, v, next];
    return (await loss.data())[0] as number;
  };
  return stepCase(data, reset, train);
}

export const peer: Peer = {
  prepare(task: Task) {
    if (task.kind === "step") return networkCase(task);
    if (task.kind === "elementwise") return elementwiseCase(task.f, task.n);
    if (task.kind === "matmul") return matmulCase(task.n);
    throw new Error("not its work");
  },
};
