import { expect, test } from "vitest";
import { moduleName } from "../activations/index.ts";
import { batch, shapeOf } from "../graph/index.ts";
import { gatedDeclarations } from "./gated.ts";
import { type Module, network, nn } from "./index.ts";

const constructors = nn as unknown as Record<string, (options?: object) => Module>;

test.each([...gatedDeclarations.values()])("$name is a module that halves the features", (d) => {
  const net = network(constructors[moduleName(d)]!(), { inputShape: [3, 8] });
  expect(shapeOf(net.output)).toEqual([batch, 3, 4]);
});

test("an odd number of features has no halves, and the error says so", () => {
  expect(() => network(nn.Sequential(nn.Linear(4, Number(7)), nn.GLU()))).toThrow(
    "GLU() expects an even number of features, which it halves, but got [batch, 7]",
  );
});

test("options have the declarations' names, and their types", () => {
  expect(nn.SwiGLU({ alpha: 1.5 })).toEqual({ kind: "Gated", of: "swiglu", options: { alpha: 1.5 } });
  // @ts-expect-error: a misspelt option
  expect(() => nn.SwiGLU({ alfa: 1.5 })).toThrow('swiglu has no option "alfa"; it has alpha');
});
