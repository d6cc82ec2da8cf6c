/**
 * nonlin itself, as it is built in dist/. Each task loads only the part it measures.
 */
import { decodeCourse, normals, stepCase } from "../course.ts";
import type { Activation, Case, Elementwise, Peer, StepTask, Task } from "../protocol.ts";

async function kernelOf(name: string) {
  const { kernel } = await import("../../dist/eager/kernel.js");
  const { lookup } = await import("../../dist/eager/activations.generated.js");
  const declaration = lookup(name);
  if (declaration === undefined) throw new Error(`there is no ${name}`);
  return kernel(declaration);
}

/** Between WebAssembly memory and itself, without copies: where a network keeps its numbers. */
async function memoryCase(f: Elementwise, n: number): Promise<Case> {
  const k = await kernelOf(f);
  const from = k.allocate(n);
  const to = k.allocate(n);
  const floats = (at: number): Float32Array => new Float32Array(k.memory().buffer, at, n);
  floats(from).set(normals(n, 4));
  k.run(from, to, n);
  return {
    check: [...floats(to).subarray(0, 64)],
    run(calls) {
      for (let i = 0; i < calls; i++) k.run(from, to, n);
    },
  };
}

async function bothCase(f: Activation, n: number): Promise<Case> {
  const k = await kernelOf(f);
  const [from, value, slope] = [k.allocate(n), k.allocate(n), k.allocate(n)];
  new Float32Array(k.memory().buffer, from, n).set(normals(n, 4));
  return {
    check: [],
    run(calls) {
      for (let i = 0; i < calls; i++) k.runBoth(from, value, slope, n);
    },
  };
}

async function arrayCase(f: Elementwise, n: number): Promise<Case> {
  const { value } = await import("../../dist/index.js");
  const x = normals(n, 4);
  return {
    check: [...value(f, x).subarray(0, 64)],
    run(calls) {
      for (let i = 0; i < calls; i++) value(f, x);
    },
  };
}

/** The graph's matrix product, compiled as it is inside a step. */
async function matmulCase(n: number): Promise<Case> {
  const { lower, matmul, program, slot } = await import("../../dist/graph/index.js");
  const shape = [n, n];
  const a = slot("input", "a", shape);
  const b = slot("input", "b", shape);
  const c = slot("result", "c", shape);
  const engine = lower(program({ multiply: [[{ slot: c, value: matmul(a, b) }]] }), { batchSize: 1 });
  engine.write(a, normals(n * n, 5));
  engine.write(b, normals(n * n, 6));
  engine.run("multiply", 1);
  return {
    check: [...engine.read(c).subarray(0, 64)],
    run(calls) {
      for (let i = 0; i < calls; i++) engine.run("multiply", 1);
    },
  };
}

async function networkCase(task: StepTask): Promise<Case> {
  const { compile, nn, optim, tensor } = await import("../../dist/index.js");
  const modules = {
    relu: nn.ReLU,
    leakyRelu: nn.LeakyReLU,
    elu: nn.ELU,
    gelu: nn.GELU,
    silu: nn.SiLU,
    tanh: nn.Tanh,
  } satisfies Record<Activation, unknown>;
  const { sizes, batch, setting } = task;
  const linear = sizes.slice(1).map((outputs, i) => nn.Linear(sizes[i] ?? 0, outputs));
  const layers = linear.flatMap((layer, i) => (i + 1 < linear.length ? [layer, modules[task.activation]()] : [layer]));
  const trainer = compile(nn.Sequential(...layers), {
    loss: sizes.at(-1) === 1 ? nn.BCEWithLogitsLoss() : nn.CrossEntropyLoss(),
    optimizer: optim.Adam({ lr: task.lr }),
    batchSize: batch,
    seed: 1,
    ...(setting === "two workers" && { threads: (await import("../../dist/threads/node.js")).workers(2) }),
  });

  const data = decodeCourse(task);
  const x = new Float32Array(batch * (sizes[0] ?? 0));
  const y = new Float32Array(batch);
  const initial = Object.fromEntries(
    linear.flatMap((_, i) => {
      const [inputs = 0, outputs = 0] = sizes.slice(i);
      const [weight, bias] = data.parameters.slice(2 * i);
      return [
        [`${2 * i}.weight`, tensor(weight as Float32Array, [outputs, inputs])],
        [`${2 * i}.bias`, tensor(bias as Float32Array, [outputs])],
      ];
    }),
  );
  const reset = (): void => {
    trainer.reset();
    trainer.load(initial);
  };
  const step = (i: number): number => {
    data.gather(i, x, y);
    return trainer.step(x, y);
  };
  return stepCase(data, reset, step);
}

export const peer: Peer = {
  prepare(task: Task) {
    if (task.kind === "step") return networkCase(task);
    if (task.kind === "elementwise") return (task.setting === "memory" ? memoryCase : arrayCase)(task.f, task.n);
    if (task.kind === "both") return bothCase(task.f, task.n);
    if (task.kind === "matmul") return matmulCase(task.n);
    throw new Error("not its work");
  },
};
