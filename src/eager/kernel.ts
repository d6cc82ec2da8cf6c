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
  const forms = typeof declaration === "object" ? formsOf(declaration) : undefined;
  if (forms === undefined) {
    const got = typeof declaration === "object" ? declaration?.formula : JSON.stringify(declaration);
    const message = `kernel of "nonlin/kernel" takes what "nonlin/activations" exports, not ${got}`;
    const advice = 'kernel of "nonlin" takes any name or formula';
    throw new NonlinError("E_USAGE", message, { advice });
  }
  return new Kernel(declaration, forms, options);
}
