/**
 * Exported files are run by the systems that they are for, and held to the float64 reference: gcc, PyTorch,
 * onnxruntime, WebGPU in Chromium, Node; NumPy in the place of JAX, which cannot be had here.
 */
import { expect, test } from "vitest";
import { catalogue } from "../src/activations/index.ts";
import { nodes } from "../src/expr/expr.ts";
import { road } from "../src/expr/index.ts";
import { accuracy, nativeOperator, subjects, targets } from "../src/targets/index.ts";
import { runC } from "./exports/c.ts";
import { all, expected, expectedPartial, largestError, losesSignOfZero, type Run, wrongEdges } from "./exports/grid.ts";
import { runJavaScript } from "./exports/javascript.ts";
import { runModel, runOnnx } from "./exports/onnx.ts";
import { runPython } from "./exports/python.ts";
import { measured } from "./exports/table.ts";
import { runWgsl } from "./exports/wgsl.ts";

/** Several systems start at once: half a minute on two free cores, more on busy ones. */
const patient = { timeout: 240_000 };

test.concurrent("JavaScript", patient, async () => {
  const run = await runJavaScript();
  hold(run);
  expect(signless(run)).toEqual([]);
});

test.concurrent("C in double and float", patient, async () => {
  for (const run of [await runC("float64"), await runC("float32")]) {
    hold(run);
    expect(signless(run)).toEqual([]);
  }
});

test.concurrent(
  "PyTorch with f' and f'' by autograd, and what stands for JAX with f' by custom_jvp",
  patient,
  async () => {
    for (const run of await runPython()) {
      hold(run);
      expect(signless(run)).toEqual([]);
      for (const { name, declaration } of all) {
        for (const parameter of Object.keys(run.partials === undefined ? {} : (declaration.params ?? {}))) {
          const got = run.partials?.get(`${name} ${parameter}`) as Float64Array;
          const { relative } = largestError(got, expectedPartial(declaration, parameter), "float64");
          expect(relative, `${run.key}: ${name} by ${parameter}`).toBeLessThan(tolerance.float64);
        }
      }
    }
  },
);

test.concurrent("WGSL is finite wherever the value is", patient, async () => hold(await runWgsl()));

test.concurrent("ONNX by primitives", patient, async () => hold(await runOnnx({ primitives: true }), false));

test.concurrent("ONNX by its own operators, but for onnxruntime's at the edges", patient, async () => {
  const run = await runOnnx();
  hold(run, true, onnxruntimeFaults);
});

/** The operator sets define these; onnxruntime 1.30 computes them so. */
const onnxruntimeFaults = [
  "gelu f(-Infinity) = NaN, not -0",
  "geluTanh f(-Infinity) = NaN, not -0",
  "hardswish f(-Infinity) = NaN, not 0",
  "thresholdedRelu f(NaN) = 0, not NaN",
  "hardshrink f(NaN) = 0, not NaN",
  "softshrink f(NaN) = 0, not NaN",
  "softsign f(Infinity) = NaN, not 1",
  "softsign f(-Infinity) = NaN, not -1",
  "mish f(-Infinity) = NaN, not -0",
];

/** |error| / max(1, |y|): a few hundred units of the last place, for formulas that cancel. */
const tolerance = { float32: 4e-6, float64: 1e-14 };

/** Every function near the reference on the grid, right at the edges, and no worse than its header says. */
function hold(run: Run, isStated = true, faults: readonly string[] = []): void {
  const wrong: string[] = [];
  for (const { name, declaration } of all) {
    const wanted = expected(declaration, run.dtype);
    for (const [order, got] of (run.rows.get(name) ?? []).entries()) {
      // In float32 second derivatives cancel as they may.
      if (order === 2 && run.dtype === "float32") continue;
      const y = wanted[order] as Float64Array;
      const { relative, at } = largestError(got, y, run.dtype);
      // Second derivatives are sums of more terms, taken twice.
      const bound = tolerance[run.dtype] * (order === 2 ? 100 : 1);
      if (!(relative <= bound)) wrong.push(`${name} of order ${order} is off by ${relative} near ${at}`);
      if (order < 2 && !isLoose(run, name)) wrong.push(...wrongEdges(got, y, run).map((edge) => `${name} ${edge}`));
    }
    if (isStated && catalogue.has(name)) wrong.push(...understated(run, name));
  }
  expect(wrong.filter((w) => !faults.includes(w))).toEqual([]);
  expect(faults.filter((w) => !wrong.includes(w))).toEqual([]);
}

/** WebGPU's sine of a number past 1e5 is what it happens to be. */
function isLoose({ key }: Run, name: string): boolean {
  const declaration = subjectNamed(name).declaration;
  const isPeriodic = nodes(road(declaration)).some((e) => e.kind === "apply" && ["sin", "cos", "tan"].includes(e.op));
  return key === "wgsl float32" && isPeriodic;
}

/** Other versions of a system may be a little worse than the one that the header names. */
function understated(run: Run, name: string): readonly string[] {
  const [target = "", dtype = ""] = run.key.split(" ");
  const stated = accuracy(target, dtype, subjectNamed(name).declaration);
  // a new function says in its header that it is not yet measured, until the script has run
  if (stated === undefined) return [];
  return [stated.value, stated.derivative].flatMap((known, order) => {
    const [ulp, , relative] = measured(run, name)[order] ?? [0, "", 0];
    const holds = known === undefined || (ulp <= 2 * known.ulp + 2 && relative <= 2 * known.relative + 1e-15);
    return holds
      ? []
      : [
          `${name} of order ${order} in ${run.key}: ${ulp} ulp, not ${known.ulp} as stated: npx tsx scripts/accuracy-exports.ts`,
        ];
  });
}

/** Functions whose value at -0 or 0 is a zero of the wrong sign. */
function signless(run: Run): readonly string[] {
  return all
    .filter(({ name, declaration }) => {
      const [wanted] = expected(declaration, run.dtype);
      return losesSignOfZero(run.rows.get(name)?.[0] as Float64Array, wanted as Float64Array);
    })
    .map(({ name }) => name);
}

function subjectNamed(name: string) {
  const found = all.find((subject) => subject.name === name);
  if (found === undefined) throw new Error(`${name} is not exported`);
  return found;
}

test("the native operator is used from its operator set on, primitives before", async () => {
  const [gelu] = subjects(["gelu"]);
  if (gelu === undefined) throw new Error("no gelu");
  expect(nativeOperator(gelu, { version: "" })?.op).toBe("Gelu");
  expect(nativeOperator(gelu, { version: "", opset: 19 })).toBeUndefined();
  const [y] = await runModel(gelu, Float64Array.of(-10), { opset: 19 });
  // The primitives keep the tail that the operator loses: gelu(-10) = -10 Phi(-10).
  expect(y).toBeCloseTo(-7.61985302416e-23, 28);
});

test("LaTeX writes every function of the catalogue", () => {
  const text = targets.latex.write(all, { version: "0" });
  expect(String(text).match(/ = /g)?.length).toBeGreaterThan(2 * all.length);
});
