import { expect, test } from "vitest";
import { judgeSamples, type Sample } from "./verify-judge.ts";

const bound = { ulp: 8, relative: 1e-12 };
const sample = (s: Partial<Sample>): Sample => ({ at: 1, ours: 1, peer: 1, truth: 1, missed: 0, ...s });
const judged = (s: Partial<Sample>) => judgeSamples([sample({}), sample(s)], bound, "float64");

test("what is within the bound agrees", () => {
  expect(judged({ peer: 1 + 1e-13 }).judgement).toBe("agrees");
});

test("a lost tail is PyTorch's fault, and the words say so", () => {
  const { judgement, differences, misses } = judged({ at: -9, ours: -1e-18, peer: 0, truth: -1e-18 });
  expect(judgement).toBe("PyTorch is wrong");
  expect(misses).toEqual([]);
  expect(differences).toMatchObject([{ at: -9, right: "nonlin", why: "lost: 0" }]);
});

test("what is wrong here is said, whatever PyTorch has", () => {
  expect(judged({ ours: 1.1 })).toMatchObject({ judgement: "nonlin is wrong", differences: [{ right: "PyTorch" }] });
  expect(judged({ ours: 1.1, peer: 1.1 })).toMatchObject({ judgement: "nonlin is wrong", differences: [] });
});

test("at a corner both sides are right, and nothing beyond them", () => {
  const corner = { at: 3, truth: 1, sides: [1.5, 1] } as const;
  expect(judged({ ...corner, peer: 1.5 })).toMatchObject({ judgement: "convention", differences: [{ right: "both" }] });
  expect(judged({ ...corner, peer: 2 }).judgement).toBe("PyTorch is wrong");
});

test("at infinity the limit is right, and NaN is a convention; another number is not", () => {
  const far = { at: -Infinity, ours: 0, truth: 0, limit: true };
  expect(judged({ ...far, peer: Number.NaN }).judgement).toBe("convention");
  expect(judged({ ...far, peer: 1 }).judgement).toBe("PyTorch is wrong");
  expect(judged({ ...far, ours: Number.NaN, peer: 0 }).judgement).toBe("nonlin is wrong");
});

test("the worst error leaves out corners, infinities and what is excused beside a zero", () => {
  const { ours } = judgeSamples(
    [
      sample({ at: 1, ours: 1 + 2 ** -51 }),
      sample({ at: 2, ours: 1e-15, truth: 0, slack: 1e-14 }),
      sample({ at: 3, ours: 7, truth: 1, sides: [1, 7] }),
    ],
    bound,
    "float64",
  );
  expect(ours).toEqual({ ulp: 2, at: 1 });
});

test("without a peer only the truth counts", () => {
  const { judgement, peer } = judgeSamples(
    [{ at: 0, ours: 1, peer: undefined, truth: 1, missed: 0 }],
    bound,
    "float64",
  );
  expect([judgement, peer]).toEqual(["agrees", undefined]);
});
