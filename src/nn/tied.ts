/** A block applied several times with the same parameters: a recurrent network, unrolled. */
import { NonlinError } from "../base/index.ts";
import { type Source, sameShape, shapeOf, showShape } from "../graph/index.ts";
import { around } from "./exports.ts";
import type { Cyclic } from "./fitting.ts";
import type { Module, ModuleKind, ShapeKeeping } from "./module.ts";
import { checkSize } from "./size.ts";

export interface TiedModule<B extends Module = Module> extends ShapeKeeping {
  readonly kind: "Tied";
  readonly block: B;
  readonly times: number;
}

/** block(block(... x)), `times` times; its output has the shape of its input. In the state dict the block is called "block". */
export function Tied<const B extends Module>(block: B & Cyclic<B>, times: number): TiedModule<B> {
  const m: TiedModule<B> = { kind: "Tied", block, times };
  checkSize(tied.title(m), "times", times);
  return m;
}

export const tied: ModuleKind<TiedModule> = {
  kind: "Tied",
  title: (m) => `Tied(${m.block.kind}, ${m.times})`,
  input: (m, inputOf) => inputOf(m.block),
  build: (m, x, scope) => {
    const turns = Array.from({ length: m.times });
    return turns.reduce<Source>((before) => {
      const y = scope.child("block", m.block, before);
      if (sameShape(shapeOf(y), shapeOf(x))) return y;
      const shapes = `it takes ${showShape(shapeOf(x))} and makes ${showShape(shapeOf(y))} of it`;
      throw new NonlinError("E_SHAPE", `${tied.title(m)} feeds its block with what the block has made, but ${shapes}`, {
        advice: "let the block end with the size with which it begins",
      });
    }, x);
  },
  exports: {
    torch: (m, scope) => around("Tied", scope.child("block", m.block), scope, tiedClass, `times=${m.times}`),
    onnx: (m, x, scope) => {
      let y = x;
      for (let turn = 0; turn < m.times; turn++) y = scope.child("block", m.block, y);
      return y.name;
    },
  },
};

const tiedClass = (name: string): string => `class ${name}(nn.Module):
    """A block applied several times with the same parameters."""

    def __init__(self, block, times):
        super().__init__()
        self.block = block
        self.times = times

    def forward(self, x):
        for _ in range(self.times):
            x = self.block(x)
        return x
`;
