/**
 * Plain JavaScript: the loops one writes without a library, over typed arrays, one number at a time.
 */
import { decodeCourse, known, normals, requireBody, stepCase } from "../course.ts";
import type { Activation, Case, Elementwise, Peer, StepTask, Task } from "../protocol.ts";

/** erf after Abramowitz and Stegun 7.1.26: five terms, 1.5e-7 absolute, what scripts usually carry. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const y = 1 - p * Math.exp(-x * x);
  return x < 0 ? -y : y;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

const elementwise: Record<Elementwise, (x: number) => number> = {
  relu: (x) => Math.max(x, 0),
  sigmoid,
  tanh: (x) => Math.tanh(x),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
  softplus,
  gelu: (x) => 0.5 * x * (1 + erf(x * Math.SQRT1_2)),
  geluTanh: (x) => 0.5 * x * (1 + Math.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x))),
  silu: (x) => x * sigmoid(x),
  mish: (x) => x * Math.tanh(softplus(x)),
  hardswish: (x) => (x * clamp(x + 3, 0, 6)) / 6,
};

const slopes: Record<Activation, (x: number) => number> = {
  relu: (x) => (x > 0 ? 1 : 0),
  leakyRelu: (x) => (x > 0 ? 1 : 0.01),
  elu: (x) => (x > 0 ? 1 : Math.exp(x)),
  gelu: (x) => 0.5 * (1 + erf(x * Math.SQRT1_2)) + 0.3989422804014327 * x * Math.exp(-0.5 * x * x),
  silu: (x) => {
    const s = sigmoid(x);
    return s * (1 + x * (1 - s));
  },
  tanh: (x) => {
    const y = Math.tanh(x);
    return 1 - y * y;
  },
};

const values: Record<Activation, (x: number) => number> = { ...elementwise, leakyRelu: (x) => (x > 0 ? x : 0.01 * x) };

/** A process sees one function only (harness.ts), so the engine inlines it, as in a user's script. */
function map(f: (x: number) => number, x: Float32Array, y: Float32Array): void {
  for (let i = 0; i < x.length; i++) y[i] = f(x[i] as number);
}

function elementwiseCase(name: Elementwise, n: number): Case {
  const f = elementwise[name];
  const x = normals(n, 4);
  const y = new Float32Array(n);
  map(f, x, y);
  return {
    check: [...y.subarray(0, 64)],
    run(calls) {
      for (let i = 0; i < calls; i++) map(f, x, y);
    },
  };
}

/** c [n, m] = a [n, k] times b [m, k] transposed. */
function multiplyTransposed(a: Float32Array, b: Float32Array, c: Float32Array, n: number, k: number, m: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += (a[i * k + l] as number) * (b[j * k + l] as number);
      c[i * m + j] = sum;
    }
  }
}

function matmulCase(n: number): Case {
  const a = normals(n * n, 5);
  const b = normals(n * n, 6);
  const c = new Float32Array(n * n);
  const run = (calls: number): void => {
    for (let call = 0; call < calls; call++) {
      c.fill(0);
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < n; k++) {
          const aik = a[i * n + k] as number;
          for (let j = 0; j < n; j++) {
            c[i * n + j] = (c[i * n + j] as number) + aik * (b[k * n + j] as number);
          }
        }
      }
    }
  };
  run(1);
  return { check: [...c.subarray(0, 64)], run };
}

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly weightGradient: Float32Array;
  readonly biasGradient: Float32Array;
  /** Before and after the activation, [batch, outputs]; and the loss's gradient there. */
  readonly z: Float32Array;
  readonly y: Float32Array;
  readonly gradient: Float32Array;
}

function forward(layer: Layer, x: Float32Array, batch: number, f: ((x: number) => number) | undefined): void {
  const { inputs, outputs, weight, bias, z, y } = layer;
  multiplyTransposed(x, weight, z, batch, inputs, outputs);
  for (let i = 0; i < batch; i++) {
    for (let j = 0; j < outputs; j++) {
      const value = (z[i * outputs + j] as number) + (bias[j] as number);
      z[i * outputs + j] = value;
      y[i * outputs + j] = f === undefined ? value : f(value);
    }
  }
}

/** From `layer.gradient` to the parameters' gradients and to `below`, the gradient of x, where that is wanted. */
function backward(layer: Layer, x: Float32Array, batch: number, below: Float32Array | undefined): void {
  const { inputs, outputs, weight, weightGradient, biasGradient, gradient } = layer;
  weightGradient.fill(0);
  biasGradient.fill(0);
  below?.fill(0);
  for (let i = 0; i < batch; i++) {
    for (let j = 0; j < outputs; j++) {
      const g = gradient[i * outputs + j] as number;
      biasGradient[j] = (biasGradient[j] as number) + g;
      for (let k = 0; k < inputs; k++) {
        const at = j * inputs + k;
        weightGradient[at] = (weightGradient[at] as number) + g * (x[i * inputs + k] as number);
        if (below !== undefined) {
          below[i * inputs + k] = (below[i * inputs + k] as number) + g * (weight[at] as number);
        }
      }
    }
  }
}

/** The mean loss; its gradient goes to the layer. */
function lossOnLogits({ z, gradient }: Layer, y: Float32Array, batch: number): number {
  let loss = 0;
  for (let row = 0; row < batch; row++) {
    const logit = z[row] as number;
    const target = y[row] as number;
    loss += softplus(logit) - target * logit;
    gradient[row] = (sigmoid(logit) - target) / batch;
  }
  return loss / batch;
}

function lossOnClasses({ z, gradient, outputs }: Layer, y: Float32Array, batch: number): number {
  let loss = 0;
  for (let row = 0; row < batch; row++) {
    const logits = z.subarray(row * outputs, (row + 1) * outputs);
    const target = y[row] as number;
    const most = Math.max(...logits);
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
    loss += most + Math.log(sum) - (logits[target] as number);
    logits.forEach((logit, j) => {
      gradient[row * outputs + j] = (Math.exp(logit - most) / sum - (j === target ? 1 : 0)) / batch;
    });
  }
  return loss / batch;
}

interface Moments {
  readonly parameter: Float32Array;
  readonly gradient: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Adam with PyTorch's defaults, step t from 1. */
function adam({ parameter, gradient, first, second }: Moments, t: number, lr: number): void {
  const size = lr / (1 - 0.9 ** t);
  const scale = 1 / Math.sqrt(1 - 0.999 ** t);
  for (let i = 0; i < parameter.length; i++) {
    const g = gradient[i] as number;
    const m = 0.9 * (first[i] as number) + 0.1 * g;
    const v = 0.999 * (second[i] as number) + 0.001 * g * g;
    first[i] = m;
    second[i] = v;
    parameter[i] = (parameter[i] as number) - (size * m) / (Math.sqrt(v) * scale + 1e-8);
  }
}

async function networkCase(task: StepTask): Promise<Case> {
  requireBody(task, "plain");
  const data = decodeCourse(task);
  const { sizes, batch } = task;
  const f = known(values, task.activation);
  const slope = known(slopes, task.activation);
  const x = new Float32Array(batch * (sizes[0] ?? 0));
  const y = new Float32Array(batch);
  const parameters = data.fresh();
  const gradients = parameters.map((p) => new Float32Array(p.length));
  const moments = parameters.map((parameter, i) => ({
    parameter,
    gradient: gradients[i] as Float32Array,
    first: new Float32Array(parameter.length),
    second: new Float32Array(parameter.length),
  }));
  const layers = sizes.slice(1).map((outputs, i): Layer => {
    const space = () => new Float32Array(batch * outputs);
    return {
      inputs: sizes[i] ?? 0,
      outputs,
      weight: parameters[2 * i] as Float32Array,
      bias: parameters[2 * i + 1] as Float32Array,
      weightGradient: gradients[2 * i] as Float32Array,
      biasGradient: gradients[2 * i + 1] as Float32Array,
      z: space(),
      y: space(),
      gradient: space(),
    };
  });
  const last = layers[layers.length - 1] as Layer;

  const step = (i: number): number => {
    data.gather(i, x, y);
    layers.forEach((layer, l) => {
      forward(layer, l === 0 ? x : (layers[l - 1] as Layer).y, batch, layer === last ? undefined : f);
    });
    const loss = sizes.at(-1) === 1 ? lossOnLogits(last, y, batch) : lossOnClasses(last, y, batch);
    for (let l = layers.length - 1; l >= 0; l--) {
      const below = layers[l - 1];
      backward(layers[l] as Layer, below?.y ?? x, batch, below?.gradient);
      if (below === undefined) continue;
      for (let k = 0; k < below.gradient.length; k++) {
        below.gradient[k] = (below.gradient[k] as number) * slope(below.z[k] as number);
      }
    }
    for (const parameter of moments) adam(parameter, i + 1, task.lr);
    return loss;
  };
  const reset = (): void => {
    moments.forEach(({ parameter, first, second }, i) => {
      parameter.set(data.parameters[i] as Float32Array);
      first.fill(0);
      second.fill(0);
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
