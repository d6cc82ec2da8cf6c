/** A block and a way around it: x + block(x). He et al. 2015, arXiv:1512.03385. */
import { NonlinError } from "../base/index.ts";
import { map, sameShape, shapeOf, showShape } from "../graph/index.ts";
import { around } from "./exports.ts";
import type { Cyclic } from "./fitting.ts";
import type { Module, ModuleKind, ShapeKeeping } from "./module.ts";

export interface ResidualModule<B extends Module = Module> extends ShapeKeeping {
  readonly kind: "Residual";
  readonly block: B;
}

/** The block's output added to its input; the two have one shape. In the state dict the block is called "block". */
export function Residual<const B extends Module>(block: B & Cyclic<B>): ResidualModule<B> {
  return { kind: "Residual", block };
}

export const residual: ModuleKind<ResidualModule> = {
  kind: "Residual",
  title: (m) => `Residual(${m.block.kind})`,
  input: (m, inputOf) => inputOf(m.block),
  build: (m, x, scope) => {
    const y = scope.child("block", m.block, x);
    if (!sameShape(shapeOf(x), shapeOf(y))) {
      const shapes = `its input is ${showShape(shapeOf(x))} but its block makes ${showShape(shapeOf(y))} of it`;
      throw new NonlinError("E_SHAPE", `${residual.title(m)} adds what has one shape: ${shapes}`, {
        advice: "let the block end with the size with which it begins",
      });
    }
    return map("x + y", { x, y });
  },
  exports: {
    torch: (m, scope) => around("Residual", scope.child("block", m.block), scope, residualClass),
    onnx: (m, x, scope) => scope.node("Add", [x.name, scope.child("block", m.block, x).name]),
  },
};

const residualClass = (name: string): string => `class ${name}(nn.Module):
    """A block and a way around it."""

    def __init__(self, block):
        super().__init__()
        self.block = block

    def forward(self, x):
        return x + self.block(x)
`;
