/** A loss by itself: its value and its slope in the model's output. */
import { NonlinError, type Tensor, type TensorData } from "../base/index.ts";
import { batch, gradient, interpret, lower, map, program, type Slot, shapeOf, slot } from "../graph/index.ts";
import { type Loss, lossKindOf, reduced } from "../nn/index.ts";
import { type Data, flat, type Nested, rowsOf, targetsOf, targetWanted } from "./values.ts";

export interface LossEvaluation {
  /** Of the reduction "none": the sum, whose gradient is that of each element by itself. */
  readonly value: number;
  /** Before the reduction: of each element, of each row for losses of classes. */
  readonly elements: Tensor<Float64Array>;
  /** In the shape of the inputs. */
  readonly gradients: Tensor<Float64Array>;
}

export interface LossOptions {
  /** float64: the interpreter; float32: compiled, as a training step computes it. Default: float64. */
  readonly precision?: "float32" | "float64";
}

/** The loss of `inputs` ([batch, ...], what a model puts out) against `target`, and its gradient with respect to them. */
export function evaluateLoss(loss: Loss, inputs: Data, target: Data, options: LossOptions = {}): LossEvaluation {
  const { data, shape } = shaped(inputs);
  const [rows = 0, ...sizes] = shape;
  const kind = lossKindOf(loss);
  const x = slot("input", "inputs", [batch, ...sizes]);
  const wanted = kind.target(x.shape, loss);
  const y = slot("input", "target", wanted.shape, { type: wanted.type });
  const given = rowsOf(target, targetWanted(loss, wanted, "target"));
  if (given.rows !== rows) throw new NonlinError("E_SHAPE", `inputs have ${rows} rows but target has ${given.rows}`);
  if (rows === 0) throw new NonlinError("E_SHAPE", "inputs have no rows");
  const n = slot("rows", "rows", []);
  const terms = kind.build(loss, x, y);
  const value = reduced(terms, loss.reduction, n);
  const each = slot("result", "elements", shapeOf(terms.each));
  const result = slot("result", "loss", []);
  const slope = slot("gradient", "inputs.grad", x.shape);
  const made = program(
    {
      run: [
        [
          { slot: result, value },
          { slot: each, value: map("each", { each: terms.each }) },
          { slot: slope, value: gradient(value, [x])[0]! },
        ],
      ],
    },
    [x, y, n],
  );
  const engine = (options.precision === "float32" ? lower : interpret)(made, { batchSize: rows });
  engine.write(x, data);
  engine.write(y, targetsOf(given, wanted).data);
  engine.run("run", rows);
  const read = (s: Slot) => Float64Array.from(engine.read(s, rows));
  const found: LossEvaluation = {
    value: read(result)[0]!,
    elements: { data: read(each), shape: [rows, ...(each.shape.slice(1) as number[])] },
    gradients: { data: read(slope), shape },
  };
  engine.dispose();
  return found;
}

function shaped(x: Data): Tensor {
  if (ArrayBuffer.isView(x)) return { data: x as TensorData, shape: [x.length as number] };
  return Array.isArray(x) ? flat(x as Nested, "inputs") : (x as Tensor);
}
