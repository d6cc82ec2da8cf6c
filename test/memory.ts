/** What trainings leave behind in the process. Node must run with --expose-gc. */
import { nn } from "../src/nn/index.ts";
import { optim } from "../src/optim/index.ts";
import { compile, type Trainer } from "../src/train/index.ts";

const collect = (): void => (globalThis as { gc?: () => void }).gc?.();

/** The course's network, of a width that makes it another program each time. */
function course(width: number): Trainer {
  const model = nn.Sequential(
    nn.Linear(20, width),
    nn.GELU(),
    nn.BatchNorm1d(width),
    nn.Linear(width, 16),
    nn.Tanh(),
    nn.Dropout(0.1),
    nn.Linear(16, 1),
  );
  const [loss, schedule] = [nn.BCEWithLogitsLoss(), optim.ExponentialLR({ gamma: 0.999999 })];
  return compile(model, { loss, schedule, optimizer: optim.Adam(), batchSize: 32, clipGradNorm: 1 });
}

/** By how many bytes the heap has grown after a training of so many steps: with its garbage, and after that is collected. */
export function leftBySteps(count: number): { readonly garbage: number; readonly after: number } {
  const t = course(16);
  const x = Float32Array.from({ length: 32 * 20 }, (_, i) => Math.sin(i));
  const y = Float32Array.from({ length: 32 }, (_, i) => i % 2);
  const run = (steps: number): void => {
    for (let i = 0; i < steps; i++) t.stepRows(x, y, 32);
  };
  run(2000);
  collect();
  const start = process.memoryUsage().heapUsed;
  run(count);
  const garbage = process.memoryUsage().heapUsed - start;
  collect();
  const after = process.memoryUsage().heapUsed - start;
  t.dispose();
  return { garbage, after };
}

/** By how many bytes the process has grown after so many models were compiled, stepped and disposed of, the first tenth left aside. */
export function leftByModels(count: number): { readonly resident: number; readonly heap: number } {
  const x = new Float32Array(20).fill(0.5);
  const run = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const t = course(8 + (i % 50));
      t.stepRows(Float32Array.of(...x, ...x), Float32Array.of(0, 1), 2);
      t.dispose();
    }
    collect();
  };
  run(0, count / 10);
  const start = process.memoryUsage();
  run(count / 10, count);
  const end = process.memoryUsage();
  return { resident: end.rss - start.rss, heap: end.heapUsed - start.heapUsed };
}
