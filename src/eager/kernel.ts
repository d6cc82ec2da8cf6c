/**
 * `nonlin/kernel`: declarations of the catalogue as SIMD kernels, in a small bundle.
 *
 *     import { gelu } from "nonlin/activations";
 *     import { kernel } from "nonlin/kernel";
 *     kernel(gelu).run(from, to, count);
 */
import { NonlinError } from "../base/index.ts";
import type { Formula } from "../expr/index.ts";
import { Kernel, type KernelOptions } from "../wasm/index.ts";
import { builtIn } from "./forms.ts";

export type { Formula } from "../expr/index.ts";
export { Kernel, type KernelOptions, Pool, type Ptr } from "../wasm/index.ts";

/** A declaration of the catalogue as SIMD code. Throws E_USAGE for other formulas: these take the whole of "nonlin". */
export function kernel(declaration: Formula, options: KernelOptions = {}): Kernel {
  const forms = builtIn(declaration);
  if (forms === undefined) {
    throw new NonlinError("E_USAGE", `"nonlin/kernel" has built-in activations only, not ${declaration.formula}`, {
      advice: 'for a formula take kernel from "nonlin"',
    });
  }
  return new Kernel(declaration, forms, options);
}
