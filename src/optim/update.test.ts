import { expect, test } from "vitest";
import { freeVariables, parse } from "../expr/index.ts";
import { interpret, program, slot } from "../graph/index.ts";
import { beginnings, groupsOf, type Optimizer, optim, type Rule, ruleOf, ruleScalars, update } from "./index.ts";

const rules: [string, Rule][] = Object.values(optim).flatMap((row) =>
  typeof row === "object" ? [[row.kind, row]] : [],
);

type Slope = (p: number, step: number) => number;

/** What a parameter goes through when its gradient is `slope` of it. */
function descend(optimizer: Optimizer, slope: Slope, start: number, steps: number): readonly number[] {
  return trained(optimizer, slope, start, steps).way;
}

function trained(optimizer: Optimizer, slope: Slope, start: number, steps: number) {
  const rule = ruleOf(optimizer);
  const [p, g] = [slot("parameter", "p", [1]), slot("gradient", "g", [1])];
  const begin = beginnings(rule);
  const states = Object.fromEntries(rule.state.map((name) => [name, slot("state", name, [1])]));
  const scalars = ruleScalars(rule);
  const engine = interpret(program({ step: [update(rule, p, g, states, scalars)] }, [p, g]), { batchSize: 1 });
  engine.write(p, [start]);
  for (const [name, s] of Object.entries(states)) engine.write(s, [begin[name]!(optimizer.options)]);
  const way = Array.from({ length: steps }, (_, i) => {
    engine.write(g, [slope(engine.read(p)[0]!, i + 1)]);
    for (const s of scalars) engine.write(s.slot, [s.value(optimizer.options, i + 1)]);
    engine.run("step", 1);
    return engine.read(p)[0]!;
  });
  return { way, states: Object.values(states).map((s) => engine.read(s)[0]!) };
}

test.each(rules)("%s stays where it is at a learning rate of 0", (kind, rule) => {
  expect(descend({ kind, options: { ...rule.options, lr: 0 } }, (p) => p - 1, 3, 5)).toEqual([3, 3, 3, 3, 3]);
});

test.each(rules)("%s descends a parabola", (kind, rule) => {
  const way = descend({ kind, options: { ...rule.options, lr: 0.02, weightDecay: 0 } }, (p) => p - 1, 3, 1000);
  // Adagrad slows down as it goes
  expect(Math.abs(way.at(-1)! - 1)).toBeLessThan(kind === "Adagrad" ? 1 : 1e-3);
});

test.each(rules)("%s shrinks what no gradient holds, by weight decay", (kind, rule) => {
  const way = descend({ kind, options: { ...rule.options, lr: 0.01, weightDecay: 0.1 } }, () => 0, 3, 100);
  expect(way.at(-1)).toBeGreaterThan(-0.1);
  expect(way.at(-1)).toBeLessThan(3);
});

test.each(rules)("%s reads all of its options", (_, rule) => {
  const { options, begin = {}, scalars = {}, products = {} } = rule;
  const names = [options, scalars, products, rule.update].flatMap((group) => Object.keys(group));
  const texts = [begin, scalars, products, rule.update].flatMap((group) => Object.values(group));
  const read = new Set(texts.flatMap((text) => freeVariables(parse(text, { parameters: [...names, "p", "g", "t"] }))));
  expect(Object.keys(rule.options).filter((name) => !read.has(name))).toEqual([]);
  expect(rule.state.every((name) => Object.hasOwn(rule.update, name))).toBe(true);
});

/** The rule's options, with decays of 0.9. */
function fast({ options }: Rule): Readonly<Record<string, number>> {
  const decays = ["beta2", "momentum", "alpha"].filter((name) => Object.hasOwn(options, name));
  return { ...options, weightDecay: 0, ...Object.fromEntries(decays.map((name) => [name, 0.9])) };
}

test.each(rules)("%s keeps no trace of a gradient below the smallest normal float32", (kind, rule) => {
  const { states } = trained({ kind, options: fast(rule) }, (_, t) => (t === 1 ? 1 : 0), 3, 1200);
  expect(states.every((state) => state === 0 || Math.abs(state) >= 2 ** -126)).toBe(true);
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

test("products go on from step to step, and begin again after a jump", () => {
  const [scalars, fresh] = [ruleScalars(optim.nadam), ruleScalars(optim.nadam)];
  const at = (all: typeof scalars, t: number) => all.map((s) => s.value(optim.nadam.options, t));
  const way = [1, 2, 3, 4].map((t) => at(scalars, t));
  expect(at(fresh, 4)).toEqual(way[3]);
  expect(at(scalars, 2)).toEqual(way[1]);
  expect(at(scalars, 2)).toEqual(way[1]);
});

test("only what options need is kept", () => {
  const states = (o: Optimizer) => ruleOf(o).state;
  expect(states(optim.SGD({ groups: [{ params: "*.bias", lr: 1 }] }))).toEqual([]);
  expect(states(optim.SGD({ groups: [{ params: "*.bias", momentum: 0.5 }] }))).toEqual(["momentumBuffer"]);
  expect(states(optim.RMSprop())).toEqual(["squareAvg"]);
  expect(states(optim.RMSprop({ centered: true, momentum: 0.9 }))).toEqual(["squareAvg", "gradAvg", "momentumBuffer"]);
  expect(states(optim.Adam({ amsgrad: true }))).toEqual(["expAvg", "expAvgSq", "maxExpAvgSq"]);
});

test("groups are names or patterns; each must be found, and no parameter be in two", () => {
  const names = ["0.weight", "0.bias", "1.0.weight", "1.0.bias"];
  const of = (...params: (string | string[])[]) =>
    groupsOf(optim.Adam({ groups: params.map((each) => ({ params: each, lr: 1 })) }), names);
  expect(of("*.bias")).toEqual([0, 1, 0, 1]);
  expect(of("1.*", ["0.bias"])).toEqual([0, 2, 1, 1]);
  expect(of("*0.w*t")).toEqual([1, 0, 1, 0]);
  expect(() => of("0.wieght")).toThrow('no parameter is called "0.wieght"; did you mean "0.weight"?');
  expect(() => of("*.bias", "0.*")).toThrow('the parameter "0.bias" is in two groups');
});

test("an option that a rule has not is refused in groups too", () => {
  // @ts-expect-error: a misspelt option
  expect(() => ruleOf(optim.Adam({ groups: [{ params: "*", weightDecya: 1 }] }))).toThrow(
    'unknown option "weightDecya" of Adam; did you mean "weightDecay"?',
  );
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

test.each([
  [() => optim.Adam({ lr: -1 }), "lr of Adam is -1; it is a number, 0 or more"],
  [() => optim.Adam({ betas: [0.9, 1] }), "beta2 of Adam is 1; it is at least 0 and less than 1"],
  [() => optim.AdamW({ eps: Number.NaN }), "eps of AdamW is NaN; it is a number, 0 or more"],
  [() => optim.SGD({ groups: [{ params: "*.bias", weightDecay: -0.1 }] }), "weightDecay of SGD is -0.1"],
  [() => optim.Adam({ betas: [0.9] as never }), "betas of Adam is [0.9]; it is two numbers"],
  [() => optim.RMSprop(0.1 as never), "RMSprop takes its options by name, not 0.1; { lr: 0.1 }"],
  [() => optim.Lion(0.1 as never), "Lion takes its options by name, not 0.1; { lr: 0.1 }"],
  [
    () => optim.SGD({ groups: [{ lr: 1 } as never] }),
    'a group of SGD does not say which parameters are in it; params takes their names, or patterns: "*.bias"',
  ],
])("%s is refused, as in PyTorch", (make, message) => {
  expect(make).toThrow(message);
});
