/**
 * `nonlin/kernel`: declarations of `nonlin/activations` as SIMD kernels, in a small bundle.
 *
 *     import { gelu } from "nonlin/activations";
 *     import { kernel } from "nonlin/kernel";
 *     kernel(gelu).run(from, to, count);
 */
import { NonlinError } from "../base/index.ts";
import type { Formula } from "../expr/index.ts";
import { Kernel, type KernelOptions } from "../wasm/index.ts";
import { formsOf } from "./forms.ts";

export type { Formula } from "../expr/index.ts";
export { Kernel, type KernelOptions, Pool, type Ptr } from "../wasm/index.ts";

/** A declaration as SIMD code. Throws E_USAGE for other formulas: these take the whole of "nonlin". */
export function kernel(declaration: Formula, options: KernelOptions = {}): Kernel {
  const forms = formsOf(declaration);
  if (forms === undefined) {
    throw new NonlinError(
      "E_USAGE",
      `kernel of "nonlin/kernel" takes what "nonlin/activations" exports, not ${declaration.formula}`,
      {
        advice: 'kernel of "nonlin" takes any formula',
      },
    );
  }
  return new Kernel(declaration, forms, options);
}
