/** Losses that are formulas, applied to each element of the output. */
import { NonlinError } from "../base/index.ts";
import { parse } from "../expr/index.ts";
import { map, type Shape, type Source, shapeOf, showShape, slice } from "../graph/index.ts";
import { type LossKind, lossParams, lossSlot } from "./loss.ts";

export interface LossFormula {
  /** In the inputs, `t` (the target) and the parameters; a switch is 1 or 0. */
  readonly formula: string;
  /** With their defaults. */
  readonly params?: Readonly<Record<string, number | boolean>>;
  /** The slopes in the inputs, where PyTorch's are not the formula's own. */
  readonly slopes?: Readonly<Record<string, string>>;
  /** The equal parts of the output's last axis, in order. Default: `x`, all of it. */
  readonly inputs?: readonly string[];
  /** The least and the largest target. Default: any number. */
  readonly range?: readonly [number, number];
}

/** The kind that applies a formula to each element. */
export function elementwise(
  kind: string,
  { formula, slopes = {}, params = {}, inputs = ["x"], range }: LossFormula,
): LossKind {
  const read = (text: string) => parse(text, { parameters: [...inputs, "t", ...Object.keys(params)] });
  return {
    kind,
    target: (output) => ({
      shape: partOf(kind, output, inputs),
      type: "f32",
      ...(range === undefined ? {} : { range }),
    }),
    build: (loss, x, t) => {
      const shape = shapeOf(t);
      const numbers = Object.entries(lossParams(loss, params)).map(
        ([name, value]) => [name, lossSlot(loss, name, value, shape.slice(1))] as const,
      );
      const operands = { ...partsOf(x, inputs), t, ...Object.fromEntries(numbers) };
      const partials = Object.fromEntries(Object.entries(slopes).map(([name, text]) => [name, read(text)]));
      return { each: map(read(formula), operands, { partials, shape }) };
    },
  };
}

function partOf(kind: string, output: Shape, inputs: readonly string[]): Shape {
  const last = output.at(-1)!;
  if (inputs.length === 1) return output;
  if (output.length > 1 && (last as number) % inputs.length === 0) {
    return output.with(-1, (last as number) / inputs.length);
  }
  const wanted = `${inputs.length} equal parts of the last axis`;
  throw new NonlinError("E_SHAPE", `${kind} reads ${wanted} but got ${showShape(output)}`);
}

function partsOf(x: Source, inputs: readonly string[]): Readonly<Record<string, Source>> {
  if (inputs.length === 1) return { [inputs[0]!]: x };
  const shape = shapeOf(x);
  const size = (shape.at(-1) as number) / inputs.length;
  return Object.fromEntries(
    inputs.map((name, i) => [name, slice(x, shape.length - 1, i * size, (i + 1) * size)] as const),
  );
}
