/**
 * `node compile-times.js kernel|step`: how long nonlin compiles, first in a fresh process and then again and again on
 * work it has not seen; prints milliseconds as JSON.
 */
import { performance } from "node:perf_hooks";

const clock = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** A kernel of each activation of the catalogue, from its formula to code that has run; it compiles at the first call. */
async function kernelTimes(): Promise<number[]> {
  const { kernel, Pool } = await import("../dist/eager/kernel.js");
  const { catalogue } = await import("../dist/eager/activations.generated.js");
  const pool = new Pool();
  const at = pool.allocate(16);
  const gelu = [...catalogue.values()].filter(({ name }) => name === "gelu");
  const others = [...catalogue.values()].filter(({ name }) => name !== "gelu");
  return [...gelu, ...others].map((declaration) => clock(() => kernel(declaration, { pool }).run(at, at, 0)));
}

/** The course's network up to its first step, which compiles; the widths differ, or a cached module would answer. */
async function stepTimes(): Promise<number[]> {
  const { compile, nn, optim, tensor } = await import("../dist/index.js");
  const [x, y] = [tensor(new Float32Array(640), [32, 20]), tensor(new Float32Array(32), [32, 1])];
  return Array.from({ length: 12 }, (_, i) => {
    const width = 64 + 4 * i;
    const model = nn.Sequential(
      nn.Linear(20, width),
      nn.GELU(),
      nn.Linear(width, 32),
      nn.GELU(),
      nn.Linear(32, 16),
      nn.GELU(),
      nn.Linear(16, 1),
    );
    const options = { loss: nn.BCEWithLogitsLoss(), optimizer: optim.Adam({ lr: 0.01 }), batchSize: 32, seed: 1 };
    return clock(() => compile(model, options).step(x, y));
  });
}

const times = process.argv[2] === "kernel" ? await kernelTimes() : await stepTimes();
process.stdout.write(`${JSON.stringify(times)}\n`);
