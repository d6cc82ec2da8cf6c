import { readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";
import { freeVariables, parse, source } from "../expr/index.ts";
import * as declared from "./index.ts";
import {
  type Activation,
  catalogue,
  type Declaration,
  declarations,
  familyOf,
  lookup,
  lookupAny,
  moduleName,
  resolve,
} from "./index.ts";

const activations = [...catalogue.values()];
const everything: readonly Declaration[] = [...declarations.values()];

test("there are 115 functions of one value and 29 others, each exported under its own name", () => {
  expect(activations).toHaveLength(115);
  expect(everything).toHaveLength(144);
  for (const a of everything) expect((declared as Record<string, unknown>)[a.name]).toBe(a);
});

test("every family file is in the catalogue", () => {
  const other = [
    "activation",
    "axis",
    "catalogue",
    "families",
    "index",
    "invented",
    "options",
    "reductions",
    "resolve",
  ];
  const files = readdirSync(new URL(".", import.meta.url)).filter((file) => !/\.(test|generated)\.ts$/.test(file));
  const families = files.map((file) => file.replace(".ts", "")).filter((name) => !other.includes(name));
  expect([...new Set([...declarations.keys()].map(familyOf))].sort()).toEqual(families.sort());
});

test.each(activations)("$name says what it needs and uses what it says", (a) => {
  const declaredNames = Object.keys(a.params ?? {});
  expect(freeVariables(source(a)).filter((name) => name !== "x")).toEqual(declaredNames.toSorted());
  expect(a.name).toMatch(/^[a-z][A-Za-z0-9]*$/);
});

test.each(everything)("$name is found by every name of its own, and by PyTorch's", (a) => {
  const torch = a.known?.torch?.includes("(") ? [] : [a.known?.torch ?? a.name];
  for (const name of [a.name, ...(a.aliases ?? []), ...torch]) {
    expect(lookupAny(name)).toBe(a);
    expect(lookupAny(name.toUpperCase())).toBe(a);
    expect(lookupAny(snake(name))).toBe(a);
  }
  expect(lookupAny(moduleName(a))).toBe(a);
});

test.each(everything)("$name: every library's name for it means it, or something else on purpose", (a) => {
  const { jax = "", keras = "", tfjs = "", timm = "", hf = "" } = a.known ?? {};
  for (const name of [jax, keras, tfjs, timm, hf].filter((each) => each !== "" && !each.includes("("))) {
    expect(lookupAny(name) === a || shared.has(name), `${name} of ${a.name}`).toBe(true);
  }
});

/** Names that two libraries, or two parametrisations, use for different declarations. */
const shared: ReadonlySet<string> = new Set(["swish", "hardSigmoid"]);

test("modules are called as in PyTorch, else by the name in Pascal case, and differ", () => {
  expect(moduleName(declared.leakyRelu)).toBe("LeakyReLU");
  expect(moduleName(declared.hardSigmoidOnnx)).toBe("HardSigmoidOnnx");
  expect(moduleName(declared.geluTanh)).toBe("GeluTanh");
  expect(new Set(everything.map(moduleName)).size).toBe(everything.length);
});

test("other libraries' names", () => {
  expect(lookup("leaky_relu")).toBe(declared.leakyRelu);
  expect(lookup("nn.Hardswish")).toBe(declared.hardswish);
  expect(lookup("hard-swish")).toBe(declared.hardswish);
  expect(lookup("swish")).toBe(declared.swish);
  expect(lookup("gelu_new")).toBe(declared.geluTanh);
  expect(lookup("jax.nn.soft_sign")).toBe(declared.softsign);
  expect(lookup("constructor")).toBeUndefined();
});

test("a bare identifier is a name, all else a formula", () => {
  expect(resolve("ReLU").declaration).toBe(declared.relu);
  expect(resolve("x").declaration.formula).toBe("x");
  expect(resolve("a * gelu(x)")).toMatchObject({ name: "a * gelu(x)", params: { a: 1 } });
  expect(resolve("elu(x, alpha=0.5)").declaration.formula).toBe("where(x > 0, x, 0.5 * expm1(x))");
  expect(resolve("leakyRelu", { negativeSlope: 0.2 }).title).toBe("leakyRelu (negativeSlope 0.2)");
  expect(() => resolve("rleu")).toThrow('unknown activation "rleu"; did you mean "relu"?');
  expect(() => resolve("x * rleu(x)")).toThrow("did you mean");
});

test("a name with its library is that library's function", () => {
  for (const name of ["jax.nn.swish", "keras.activations.swish"]) expect(lookup(name)?.name).toBe("silu");
  expect(lookup("jax.nn.gelu")?.name).toBe("geluTanh");
  expect(["swish", "nn.GELU", "jax.nn.silu"].map((name) => lookup(name)?.name)).toEqual(["swish", "gelu", "silu"]);
});

test("a call without x is no function but a slip", () => {
  expect(() => resolve("LeakyReLU(0.2)")).toThrow(
    "LeakyReLU(0.2) has no x: it is a constant; did you mean leakyRelu(x, 0.2)?",
  );
  expect(() => resolve("1 + elu(2)")).toThrow("write x where elu reads it");
  expect(resolve("3").name).toBe("3");
});

test("the same formula is the same declaration", () => {
  expect(resolve("x * sigmoid(2*x)").declaration).toBe(resolve("x * sigmoid(2*x)").declaration);
});

test("what plain formulas say of corners and ONNX attributes can be read", () => {
  for (const a of activations as readonly Activation[]) {
    const parameters = Object.keys(a.params ?? {});
    const texts = (a.corners ?? []).flatMap(({ at, slope }) => [at, slope]);
    for (const { at, slope } of Object.values(a.params ?? {}).flatMap(({ corners = [] }) => corners)) {
      expect(freeVariables(parse(at, { parameters })).every((name) => parameters.includes(name))).toBe(true);
      expect(freeVariables(parse(slope, { parameters })).every((name) => ["x", ...parameters].includes(name))).toBe(
        true,
      );
    }
    for (const text of [...texts, ...Object.values(a.known?.onnx?.attrs ?? {}), ...(a.known?.onnx?.inputs ?? [])]) {
      expect(freeVariables(parse(text, { parameters })).every((name) => parameters.includes(name))).toBe(true);
    }
  }
});

test("one declaration alone is under half a kilobyte, gzipped", () => {
  for (const name of ["relu", "gelu", "pau"]) {
    const contents = `export { ${name} } from "./src/activations/index.ts";`;
    const stdin = { contents, resolveDir: new URL("../..", import.meta.url).pathname };
    const bundle = buildSync({ stdin, bundle: true, minify: true, format: "esm", write: false });
    expect(gzipSync(bundle.outputFiles[0]?.contents ?? "").length).toBeLessThan(512);
  }
});

function snake(name: string): string {
  return name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
