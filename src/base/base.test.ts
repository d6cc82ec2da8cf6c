import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  canonicalJson,
  formatCount,
  formatNumber,
  formatSeconds,
  NonlinError,
  sha256,
  sizeOf,
  suggest,
  tensor,
} from "./index.ts";

test("sha256 is SHA-256", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(sha256(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
    }),
  );
  for (const n of [55, 56, 63, 64, 119, 120, 1000]) {
    const text = "é".repeat(n);
    expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
  }
});

test("canonical JSON does not depend on the order of keys", () => {
  expect(canonicalJson({ b: [1, -0, NaN, -Infinity], a: { d: "é", c: undefined } })).toBe(
    '{"a":{"d":"é"},"b":[1,0,"NaN","-Infinity"]}',
  );
  expect(canonicalJson(new Float32Array([0.5, NaN]))).toBe('[0.5,"NaN"]');
  expect(() => canonicalJson({ f: () => 1 })).toThrow("canonical JSON cannot hold a function");
});

test("canonical JSON is JSON for what JSON can hold", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value).replaceAll("-0,", "0,")));
    }),
  );
});

test("numbers print short, with a point", () => {
  const values = [0, -0, 1, 0.1 + 0.2, 1 / 3, 123456789, 1e-5, -2.5e-9, 1e15, 6.02214076e23, NaN, -Infinity, 99999.99];
  expect(values.map((v) => formatNumber(v)).join(" ")).toBe(
    "0 -0 1 0.3 0.333333 123457000 1e-5 -2.5e-9 1e15 6.02214e23 NaN -inf 100000",
  );
});

test("durations print with the unit that fits", () => {
  const values = [0, 3.5e-8, 1.25e-5, 0.00321, 0.99951, 1.5, 59.96, 125, 3600, 11400];
  expect(values.map(formatSeconds).join(", ")).toBe(
    "0 s, 35 ns, 12.5 µs, 3.21 ms, 1 s, 1.5 s, 1 min, 2 min 5 s, 1 h, 3 h 10 min",
  );
  expect([1, 999, 1000, 1234567].map(formatCount)).toEqual(["1", "999", "1,000", "1,234,567"]);
});

test("a slip of the hand gets a suggestion, another word none", () => {
  const names = ["gelu", "geluTanh", "relu", "leakyRelu"];
  expect(suggest("gelu_tnh", names)).toBe("geluTanh");
  expect(suggest("LeakyRelU", names)).toBe("leakyRelu");
  expect(suggest("rleu", names)).toBe("relu");
  expect(suggest("quaternion", names)).toBeUndefined();
  expect(suggest("sinn", ["sign", "sinh", "sin"])).toBe("sin");
});

test("a tensor holds as many values as its shape says", () => {
  expect(tensor([1, 2, 3, 4], [2, 2])).toEqual({ data: Float32Array.of(1, 2, 3, 4), shape: [2, 2] });
  const ints = Int32Array.of(1, 2);
  expect(tensor(ints).data).toBe(ints);
  expect(() => tensor([1, 2, 3], [2, 2])).toThrow("shape [2, 2] holds 4 values but the data has 3");
  expect(() => sizeOf([2, -1])).toThrow(NonlinError);
});
