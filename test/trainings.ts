/** Ten short trainings, each told by the hash of its weights: what must come out alike on every engine. */
import { type Stream, sha256, stream, uniform32 } from "../src/base/index.ts";
import { compile, nn, optim } from "../src/index.ts";

const losses = { logits: nn.BCEWithLogitsLoss(), squares: nn.MSELoss(), classes: nn.CrossEntropyLoss() };

const kinds = [
  ["relu", "logits", optim.Adam({ lr: 0.01 })],
  ["gelu", "logits", optim.AdamW({ lr: 0.01 })],
  ["silu", "squares", optim.SGD({ lr: 0.05, momentum: 0.9, nesterov: true })],
  ["tanh", "classes", optim.Adam({ lr: 0.01 })],
  ["sigmoid", "logits", optim.SGD({ lr: 0.5 })],
  ["mish", "squares", optim.Adam({ lr: 0.01 })],
  ["elu", "classes", optim.SGD({ lr: 0.1, weightDecay: 0.01 })],
  ["softplus", "squares", optim.Adam({ lr: 0.01, betas: [0.8, 0.99] })],
  ["prelu", "logits", optim.AdamW({ lr: 0.01 })],
  ["x*cos(x)+exp(-x^2)", "classes", optim.Adam({ lr: 0.01 })],
] as const;

/** 17 rows in batches of 8, so that the last is short; 12 epochs. Name -> SHA-256 of the final weights, in order. */
export function trainings(): Record<string, string> {
  return Object.fromEntries(
    kinds.map(([activation, loss, optimizer], i) => {
      const outputs = loss === "classes" ? 3 : 1;
      const model = nn.Sequential(nn.Linear(5, 9), nn.Activation(activation), nn.Linear(9, outputs));
      const trainer = compile(model, { loss: losses[loss], optimizer, batchSize: 8, seed: i });
      const draws = stream(i, "golden");
      const x = Float32Array.from({ length: 17 * 5 }, (_, j) => 4 * uniform32(draws, j) - 2);
      for (let epoch = 0; epoch < 12; epoch++) {
        for (let from = 0; from < 17; from += 8) {
          const to = Math.min(17, from + 8);
          trainer.step(x.slice(from * 5, to * 5), targets(draws, loss, from, to));
        }
      }
      const bytes = Object.values(trainer.parameters).map(({ data }) => [...new Uint8Array(data.buffer)]);
      trainer.dispose();
      return [`${activation}, ${loss}, ${optimizer.kind}`, sha256(Uint8Array.from(bytes.flat()))];
    }),
  );
}

function targets(draws: Stream, loss: keyof typeof losses, from: number, to: number): Float32Array | Int32Array {
  const drawn = Array.from({ length: to - from }, (_, j) => uniform32(draws, 1000 + from + j));
  if (loss === "squares") return Float32Array.from(drawn);
  const classes = drawn.map((u) => Math.floor(u * (loss === "classes" ? 3 : 2)));
  return loss === "classes" ? Int32Array.from(classes) : Float32Array.from(classes);
}
