import { expect, test } from "vitest";
import golden from "../../test/golden/onnx-text.json" with { type: "json" };
import { type Exporter, type ExportOptions, encode, onnxSchema, onnxText, subjects, targets } from "./index.ts";

const onnx: Exporter = targets.onnx;
const textOf = (name: string, options: Partial<ExportOptions> = {}): string =>
  onnxText(onnx.write(subjects([name]), { version: "0", ...options }) as Uint8Array);

test("a model reads as a program", () => {
  expect(textOf("sine", { primitives: true })).toMatchInlineSnapshot(`
    "<
       ir_version: 8,
       opset_import: ["": 20, "nonlin": 1],
       producer_name: "nonlin"
    >
    sine (float[] X) => (float[] Y) {
       Y = nonlin.Sine <w0: float = 1.0> (X)
    }
    <
       domain: "nonlin",
       opset_import: ["": 20]
    >
    Sine <w0> (x) => (y) {
       v1 = Constant <value_float: float = @w0> ()
       v2 = Mul (v1, x)
       v3 = Sin (v2)
       y = Identity (v3)
    }
    "
  `);
});

test.each(golden.models)("$name $options is what the onnx package prints", ({ name, options, text }) => {
  const opset = options.includes("--opset") ? { opset: Number(options.at(-1)) } : {};
  const own = textOf(name, { primitives: options.includes("--primitives"), ...opset });
  expect(tokens(own)).toEqual(tokens(text));
});

test("numbers keep their sign, infinities and types; names that are no identifiers stand in quotes", () => {
  const bytes = new Uint8Array(new Float32Array([-0, Infinity, 0.1, 16777216]).buffer);
  const { dataTypes, floatAttribute, intsAttribute, tensorAttribute, value, model } = onnxSchema;
  const attribute = [
    floatAttribute("a", -Infinity),
    intsAttribute("b", [1, 2]),
    tensorAttribute("c", { data_type: dataTypes.float, dims: [2, 2], raw_data: bytes }),
    tensorAttribute("d", { data_type: dataTypes.int64, int64_data: [7] }),
  ];
  const node = { op_type: "F", domain: "own", input: ["/x"], output: ["y"], attribute };
  const graph = { name: "g", node, input: value("/x", [3]), output: value("y") };
  const text = onnxText(encode({ ir_version: 8, opset_import: { domain: "", version: 20 }, graph }, model));
  expect(text.slice(text.indexOf("g ("))).toMatchInlineSnapshot(`
    "g (float[batch, 3] "/x") => (float[] y) {
       y = own.F <a: float = -inf, b: ints = [1, 2], c: tensor = float[2, 2] {-0.0, inf, 0.1, 16777216.0}, d: tensor = int64 {7}> ("/x")
    }
    "
  `);
});

test("what is no model is refused", () => {
  expect(() => onnxText(Uint8Array.of(1, 2, 3))).toThrow(expect.objectContaining({ code: "E_MODEL" }));
  expect(() => onnxText(new Uint8Array())).toThrow("the model has no graph");
});

/** Words, numbers as float32, signs; blanks do not count. */
function tokens(text: string): readonly (string | number)[] {
  return (text.match(/"[^"]*"|[A-Za-z_][\w.]*|-?\d[\d.]*(?:e[+-]?\d+)?|\S/g) ?? []).map((token) =>
    /^-?\d/.test(token) ? Math.fround(Number(token)) : token,
  );
}
