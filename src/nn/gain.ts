/** The gain of an activation: how much larger the weights before it must be than 1/sqrt(fanIn) to keep the signal's size. */
import { type Activation as Declaration, type Options, resolve } from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { bends, evaluator, gaussianMean, road, source } from "../expr/index.ts";

/**
 * 1 / sqrt(E f(Z)^2) for a standard normal Z, of any name, formula or declaration: sqrt 2 for ReLU.
 *
 * The same as torch.nn.init.calculate_gain for linear, relu and leaky_relu. What that takes for others are rules of thumb:
 * 5/3 for tanh (1.59 by this formula), 1 for sigmoid (1.84), 3/4 for selu (1).
 */
export function calculateGain(of: string | Declaration, options: Options = {}): number {
  const { declaration, params, title } = resolve(of, options);
  const f = evaluator(road(declaration, 0), ["x", ...Object.keys(params)]);
  const values = Object.values(params);
  const square = gaussianMean((x) => f(x, ...values) * f(x, ...values), bends(source(declaration), params));
  if (square > 0 && Number.isFinite(square)) return 1 / Math.sqrt(square);
  throw new NonlinError("E_USAGE", `${title} has no gain: its mean square is ${square}`);
}
