/** Any number of threads gives the bits of one, whatever becomes of them. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { sha256 } from "../src/base/index.ts";
import type { Helper, Threads } from "../src/graph/index.ts";
import { type CompileOptions, compile, nn, optim, type Trainer } from "../src/index.ts";
import type { Module } from "../src/nn/index.ts";
import { workers } from "../src/threads/node.ts";

const batchSize = 48;

/** Workers that share whatever can be cut, so that small networks are shared too. */
const eager = (count: number): Threads => ({ ...workers(count), grain: 0 });

const flat = [nn.Linear(64, 48), nn.GELU(), nn.Linear(48, 10)] as const;
const networks: Readonly<Record<string, Module>> = {
  MLP: nn.Sequential(...flat),
  BatchNorm: nn.Sequential(nn.Linear(64, 48), nn.BatchNorm1d(48), nn.SiLU(), nn.Linear(48, 10)),
  Dropout: nn.Sequential(nn.Linear(64, 48), nn.ReLU(), nn.Dropout(0.3), nn.Linear(48, 10)),
  LayerNorm: nn.Sequential(nn.Linear(64, 48), nn.LayerNorm([48]), nn.PReLU({ numParameters: 48 }), nn.Linear(48, 10)),
  CNN: nn.Sequential(
    nn.Conv2d(1, 8, 3, { padding: 1 }),
    nn.ReLU(),
    nn.Conv2d(8, 16, 3, { stride: 2 }),
    nn.BatchNorm2d(16),
    nn.Tanh(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(16, 10),
  ),
};

const optimizers = {
  SGD: optim.SGD({ lr: 0.1 }),
  Nesterov: optim.SGD({ lr: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  Adam: optim.Adam({ lr: 0.01 }),
  AMSGrad: optim.Adam({ lr: 0.01, amsgrad: true }),
  AdamW: optim.AdamW({ lr: 0.01 }),
  RMSprop: optim.RMSprop({ lr: 0.01, centered: true, momentum: 0.5 }),
  Adagrad: optim.Adagrad({ lr: 0.01 }),
  NAdam: optim.NAdam({ lr: 0.01 }),
  RAdam: optim.RAdam({ lr: 0.01 }),
  Lion: optim.Lion({ lr: 0.001 }),
};

const x = Float32Array.from({ length: batchSize * 64 }, (_, i) => Math.sin(i * 12.9898) * 2);
const y = Int32Array.from({ length: batchSize }, (_, i) => (i * 7) % 10);

/** 64 numbers, or an image of 8 by 8. */
const shapeOf = (model: Module): readonly number[] => (model === networks.CNN ? [1, 8, 8] : [64]);

const trainerOf = (model: Module, options: Partial<CompileOptions> = {}): Trainer => {
  const needed = { loss: nn.CrossEntropyLoss(), optimizer: optimizers.Adam, batchSize, inputShape: shapeOf(model) };
  return compile(model, { ...needed, ...options });
};

/** Every bit that some steps, full and short, an evaluation and a prediction leave behind. */
function bitsOf(trainer: Trainer, { steps = 12, shape = [64] as readonly number[] } = {}): string {
  const rows = { data: x, shape: [batchSize, ...shape] };
  const losses = Array.from({ length: steps }, (_, i) =>
    trainer.stepRows(x, y, i % 3 === 2 ? 5 * (i % 9) + 2 : batchSize),
  );
  losses.push(trainer.evaluate(rows, y));
  const tensors = [...Object.values(trainer.parameters), trainer.predict(rows)];
  const bytes = [Float64Array.from(losses), ...tensors.map(({ data }) => data)].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength),
  );
  return sha256(Uint8Array.from(bytes.flatMap((part) => [...part])));
}

/** Until so many threads share the steps. */
async function joined(trainer: Trainer, count: number): Promise<void> {
  while (trainer.threads.count < count) await pause(2);
}

async function compared(model: Module, count: number, options: Partial<CompileOptions> = {}): Promise<void> {
  const [alone, shared] = [trainerOf(model, options), trainerOf(model, { ...options, threads: eager(count) })];
  await joined(shared, count);
  const shape = shapeOf(model);
  expect(bitsOf(shared, { shape })).toBe(bitsOf(alone, { shape }));
  expect(alone.threads).toEqual({ count: 1 });
  alone.dispose();
  shared.dispose();
}

describe("any number of threads gives the bits of one", () => {
  test.each(Object.entries(networks))("%s", async (_, model) => {
    await compared(model, 2);
    await compared(model, 3);
  });

  test.each(Object.entries(optimizers))("%s", (_, optimizer) => compared(nn.Sequential(...flat), 2, { optimizer }));

  test("clipped gradients", () => compared(nn.Sequential(...flat), 2, { clipGradNorm: 0.1, clipGradValue: 0.01 }));
});

describe("whatever becomes of a thread, the bits stay", () => {
  const model = nn.Sequential(...flat);
  const expected = bitsOf(trainerOf(model), { steps: 40 });

  /** Threads made by hand; `started` has what is theirs. */
  const byHand = (start: (helper: Helper) => () => void): Threads => ({
    count: 2,
    grain: 0,
    start: (helper) => ({ stop: start(helper) }),
  });

  test("it never starts", () => {
    const trainer = trainerOf(model, { threads: byHand(() => () => undefined) });
    expect(bitsOf(trainer, { steps: 40 })).toBe(expected);
    expect(trainer.threads).toEqual({ count: 1, because: "its threads have not started" });
    trainer.dispose();
  });

  test("it is killed between two steps", async () => {
    let kill = (): void => undefined;
    const threads = byHand((helper) => {
      kill = eager(2).start(helper).stop;
      return kill;
    });
    const trainer = trainerOf(model, { threads });
    await joined(trainer, 2);
    for (let i = 0; i < 5; i++) trainer.stepRows(x, y, batchSize);
    kill();
    trainer.reset();
    expect(bitsOf(trainer, { steps: 40 })).toBe(expected);
    trainer.dispose();
  });

  test("the trainer is disposed of while it sleeps", async () => {
    const trainer = trainerOf(model, { threads: eager(2) });
    await joined(trainer, 2);
    await pause(20);
    trainer.dispose();
    expect(() => trainer.stepRows(x, y, batchSize)).toThrow(/disposed/);
  });
});

test("a step that is too small is not shared, and says so", () => {
  const trainer = trainerOf(networks.MLP!, { threads: workers(2) });
  expect(trainer.threads).toEqual({ count: 1, because: "its steps are too small to share" });
  trainer.dispose();
});

test("the interpreter has one thread", () => {
  const trainer = trainerOf(networks.MLP!, { threads: workers(2), precision: "float64" });
  expect(trainer.threads.count).toBe(1);
  trainer.dispose();
});

test("workers keep no process alive", () => {
  const root = join(import.meta.dirname, "..");
  const program = `
    import { compile, nn, optim } from "${root}/src/index.ts";
    import { workers } from "${root}/src/threads/node.ts";
    const model = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1));
    const threads = { ...workers(2), grain: 0 };
    const trainer = compile(model, { loss: nn.MSELoss(), optimizer: optim.SGD(), batchSize: 8, threads });
    while (trainer.threads.count < 2) await new Promise((done) => setTimeout(done, 5));
    trainer.stepRows(new Float32Array(64), new Float32Array(8), 8);
    console.log("trained");
  `;
  const args = ["--import", "tsx", "--input-type=module", "--eval", program];
  expect(execFileSync(process.execPath, args, { cwd: root, encoding: "utf8", timeout: 20_000 })).toBe("trained\n");
});

test.each([0, 1.5, Number.NaN])("%d threads are refused", (count) => {
  expect(() => trainerOf(networks.MLP!, { threads: workers(count) })).toThrow(`threads.count is ${count}`);
});
