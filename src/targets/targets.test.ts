import { expect, test } from "vitest";
import { apply, opNames, ops, print, variable } from "../expr/index.ts";
import { subjects, targetNames, targets } from "./index.ts";

test.each(targetNames)("%s writes every op", (name) => {
  for (const op of opNames) {
    const formula = print(apply(op, ...["x", "b", "c"].slice(0, ops[op].arity).map(variable)));
    const written = targets[name].write(
      subjects([{ name: "f", formula, params: { b: { init: 2 }, c: { init: 3 } } }]),
      {
        version: "0.0.0",
      },
    );
    expect(written.length, op).toBeGreaterThan(100);
  }
});
