/**
 * nonlin itself, as it is built in dist/. Each task loads only the part it measures.
 */
import type { Module } from "../../dist/nn/index.js";
import { type Course, decodeCourse, known, normals, stepCase } from "../course.ts";
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
  const { compile, nn, optim } = await import("../../dist/index.js");
  const { sizes, batch, body, setting } = task;
  const data = decodeCourse(task);
  const layers = await layersOf(task, data);
  const trainer = compile(nn.Sequential(...layers.map(({ module }) => module)), {
    loss: sizes.at(-1) === 1 ? nn.BCEWithLogitsLoss() : nn.CrossEntropyLoss(),
    optimizer: optim.Adam({ lr: task.lr }),
    batchSize: batch,
    seed: 1,
    ...(body === "images" && { inputShape: [1, 8, 8] }),
    ...(setting === "two workers" && { threads: (await import("../../dist/threads/node.js")).workers(2) }),
  });

  const x = new Float32Array(batch * (sizes[0] ?? 0));
  const y = new Float32Array(batch);
  const initial = { ...trainer.parameters };
  const weighted = [...layers.keys()].filter((i) => layers[i]?.shape !== undefined);
  for (const [k, i] of weighted.entries()) {
    const [weight, bias] = data.parameters.slice(2 * k) as [Float32Array, Float32Array];
    initial[`${i}.weight`] = { data: weight, shape: layers[i]?.shape ?? [] };
    initial[`${i}.bias`] = { data: bias, shape: [bias.length] };
  }
  const reset = (): void => {
    trainer.reset();
    trainer.load(initial);
  };
  const step = (i: number): number => {
    data.gather(i, x, y);
    return trainer.stepRows(x, y, batch);
  };
  return stepCase(data, reset, step);
}

/** A module and, if it has one, the shape of its weight. */
interface LayerOf {
  readonly module: Module;
  readonly shape?: readonly number[];
}

async function layersOf({ activation, body, sizes }: StepTask, { parameters }: Course): Promise<LayerOf[]> {
  const { nn } = await import("../../dist/index.js");
  const { declarations, moduleName } = await import("../../dist/activations/index.js");
  const declaration = declarations.get(activation);
  if (declaration === undefined) throw new Error(`there is no ${activation}`);
  const f = (): LayerOf => ({
    module: known(nn as unknown as Record<string, () => Module>, moduleName(declaration))(),
  });
  const linear = (inputs: number, outputs: number): LayerOf => ({
    module: nn.Linear(inputs, outputs),
    shape: [outputs, inputs],
  });
  if (body === "images") {
    const convolution = (inputs: number, outputs: number): LayerOf => ({
      module: nn.Conv2d(inputs, outputs, 3, { padding: 1 }),
      shape: [outputs, inputs, 3, 3],
    });
    return [
      ...[convolution(1, 8), f(), convolution(8, 16), f()],
      ...[{ module: nn.MaxPool2d(2) }, { module: nn.Flatten() }, linear(256, sizes.at(-1) ?? 1)],
    ];
  }
  return sizes.slice(1).flatMap((size, i) => {
    // gated activations want more than they give
    const outputs = parameters[2 * i + 1]?.length ?? size;
    const layer = linear(sizes[i] ?? 0, outputs);
    if (i + 2 === sizes.length) return [layer];
    return body === "plain"
      ? [layer, f()]
      : [layer, { module: nn.BatchNorm1d(outputs) }, f(), { module: nn.Dropout(0.1) }];
  });
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
