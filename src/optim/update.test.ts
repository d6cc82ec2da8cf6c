import { expect, test } from "vitest";
import { freeVariables, parse } from "../expr/index.ts";
import { interpret, program, slot } from "../graph/index.ts";
import { type Optimizer, optim, type Rule, ruleOf, ruleScalars, update } from "./index.ts";

const rules: [string, Rule][] = Object.values(optim).flatMap((row) =>
  typeof row === "object" ? [[row.kind, row]] : [],
);

/** What a parameter goes through when its gradient is `slope` of it. */
function descend(
  { kind, options, ...rest }: Optimizer,
  slope: (p: number) => number,
  start: number,
  steps: number,
): number[] {
  const rule = ruleOf({ kind, options, ...rest });
  const [p, g] = [slot("parameter", "p", [1]), slot("gradient", "g", [1])];
  const states = Object.fromEntries(rule.state.map((name) => [name, slot("state", name, [1])]));
  const scalars = ruleScalars(rule);
  const engine = interpret(program({ step: [update(rule, p, g, states, scalars)] }, [p, g]), { batchSize: 1 });
  engine.write(p, [start]);
  return Array.from({ length: steps }, (_, i) => {
    engine.write(g, [slope(engine.read(p)[0]!)]);
    for (const s of scalars) engine.write(s.slot, [s.value(options, i + 1)]);
    engine.run("step", 1);
    return engine.read(p)[0]!;
  });
}

test.each(rules)("%s stays where it is at a learning rate of 0", (kind, rule) => {
  expect(descend({ kind, options: { ...rule.options, lr: 0 } }, (p) => p - 1, 3, 5)).toEqual([3, 3, 3, 3, 3]);
});

test.each(rules)("%s descends a parabola", (kind, rule) => {
  const way = descend({ kind, options: { ...rule.options, lr: 0.02, weightDecay: 0 } }, (p) => p - 1, 3, 1000);
  expect(way.at(-1)).toBeCloseTo(1, 3);
});

test.each(rules)("%s shrinks what no gradient holds, by weight decay", (kind, rule) => {
  const way = descend({ kind, options: { ...rule.options, lr: 0.01, weightDecay: 0.1 } }, () => 0, 3, 100);
  expect(way.at(-1)).toBeGreaterThan(-0.1);
  expect(way.at(-1)).toBeLessThan(3);
});

test.each(rules)("%s reads all of its options", (_, rule) => {
  const names = [rule.options, rule.scalars ?? {}, rule.update].flatMap((group) => Object.keys(group));
  const texts = [...Object.values(rule.scalars ?? {}), ...Object.values(rule.update)];
  const read = new Set(texts.flatMap((text) => freeVariables(parse(text, { parameters: [...names, "p", "g", "t"] }))));
  expect(Object.keys(rule.options).filter((name) => !read.has(name))).toEqual([]);
  expect(rule.state.every((name) => Object.hasOwn(rule.update, name))).toBe(true);
});

test("a rule of one's own is written as the built-in ones are", () => {
  const rule = {
    kind: "SignSGD",
    options: { lr: 0.25 },
    state: [],
    update: { p: "p - lr * sign(g)" },
  } as const satisfies Rule;
  expect(descend({ kind: rule.kind, options: rule.options, rule }, (p) => p, 1, 3)).toEqual([0.75, 0.5, 0.25]);
});

test("defaults are PyTorch's", () => {
  expect(optim.Adam().options).toEqual({ lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0 });
  expect(optim.AdamW().options).toEqual({ lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01 });
  expect(optim.SGD({ lr: 1, momentum: 0.5, nesterov: true }).options).toEqual({
    lr: 1,
    momentum: 0.5,
    dampening: 0,
    weightDecay: 0,
    nesterov: 1,
  });
});
