import { describe, expect, test } from "vitest";
import type { Bench, RaceOptions } from "../lab/index.ts";
import { estimate } from "./estimate.ts";
import { benchOf } from "./sources.ts";

const options: RaceOptions = {
  tasks: [
    {
      data: { name: "moons" },
      network: { hidden: [4], init: "default" },
      training: { optimizer: "adam", lr: 0.01, epochs: 4, batchSize: 32 },
    },
  ],
  activations: ["gelu"],
  baseline: "relu",
  seeds: 4,
};

/** Every look at the clock finds it a tick later, so that estimates are the same on every machine. */
async function ticking(): Promise<Bench> {
  let ticks = 0;
  return { ...(await benchOf([{ name: "moons" }], {})), now: () => ticks++ / 1000 };
}

describe("an estimate", () => {
  test("is made for the cores: more jobs change nothing", async () => {
    const few = estimate(options, 1, await ticking(), { jobs: 2, cores: 2, startup: 0 });
    const many = estimate(options, 1, await ticking(), { jobs: 64, cores: 2, startup: 0 });
    expect(many).toEqual(few);
  });

  test("counts the start of the workers, and what each of them compiles", async () => {
    const one = estimate(options, 1, await ticking(), { jobs: 1, cores: 4, startup: 0 });
    const four = estimate(options, 1, await ticking(), { jobs: 4, cores: 4, startup: 0 });
    expect(four.seconds).toBeGreaterThan(one.seconds / 4);
    expect(four.seconds).toBeLessThan(one.seconds);
    const late = estimate(options, 1, await ticking(), { jobs: 4, cores: 4, startup: 3 });
    expect(late.seconds).toBeCloseTo(four.seconds + 3, 9);
  });
});
