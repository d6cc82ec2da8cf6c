/** Derivatives against forward differentiation by numbers (jets.ts), for every activation, in x and in each parameter. */
import { expect, test } from "vitest";
import { type Activation, catalogue } from "../src/activations/index.ts";
import { defaults, evaluate, partial, road, source } from "../src/expr/index.ts";
import { jet } from "./jets.ts";

const activations = [...catalogue.values()];
/** Off the round numbers where functions have corners. */
const points = Array.from({ length: 31 }, (_, i) => (i - 15.137) / 1.83);
/** The parameters as declared, and others. */
const settings = (a: Activation) =>
  [1, 0.83, 1.31].map((factor) =>
    Object.fromEntries(Object.entries(defaults(a)).map(([name, init]) => [name, init * factor])),
  );

/** What jets lose where the source formula cancels: 1e-10 of its terms, which are about 1. */
function hold(got: number, want: number, what: object): void {
  if (Number.isNaN(want) && Number.isNaN(got)) return;
  const close = Math.abs(got - want) <= 1e-10 * Math.max(1, Math.abs(want));
  expect({ ...what, y: close ? want : got }).toEqual({ ...what, y: want });
}

test.each(activations)("$name: f' and f'' are those that forward differentiation finds", (a) => {
  for (const params of settings(a)) {
    for (const x of points) {
      const env = { ...params, x };
      const [y, slope, second] = jet(source(a), "x", env);
      hold(evaluate(road(a, 0), env), y, { x, order: 0 });
      hold(evaluate(road(a, 1), env), slope, { x, order: 1 });
      hold(evaluate(road(a, 2), env), second, { x, order: 2 });
    }
  }
});

const learned = activations.flatMap((a) => Object.keys(a.params ?? {}).map((name) => ({ a, name })));

test.each(learned.map(({ a, name }) => ({ a, name, of: a.name })))(
  "$of: the derivative in $name is that which forward differentiation finds",
  ({ a, name }) => {
    const e = partial(a, name);
    for (const params of settings(a)) {
      for (const x of points) {
        const env = { ...params, x };
        hold(evaluate(e, env), jet(source(a), name, env)[1], { x, ...params });
      }
    }
  },
);

const cornered = activations.flatMap((a) =>
  Object.entries<{ readonly corners?: readonly { readonly at: string }[] }>(a.params ?? {}).flatMap(
    ([name, { corners = [] }]) => corners.map(({ at }) => ({ a, of: a.name, name, at })),
  ),
);

test.each(cornered)("$of: the derivative in $name at $name = $at is the one beside it", ({ a, name, at }) => {
  const center = evaluate(source({ formula: at }), {});
  for (const x of points) {
    const beside = (h: number) => evaluate(source(a), { ...defaults(a), x, [name]: center + h });
    const slope = (beside(1e-5) - beside(-1e-5)) / 2e-5;
    const got = evaluate(partial(a, name), { ...defaults(a), x, [name]: center });
    // the next derivative may jump, by x^3 / 6 and less
    expect(Math.abs(got - slope)).toBeLessThan(1e-5 * Math.max(1, Math.abs(x)) ** 3);
  }
});
