/** `nn`: PyTorch's modules and losses under PyTorch's names. */
import { type ActivationModules, activationModules } from "./catalogue.ts";
import * as losses from "./losses.ts";
import * as modules from "./modules.ts";

/** Those exports that are constructors: their names begin with a capital letter. */
type Constructors<T> = { readonly [K in keyof T as K extends Capitalize<K & string> ? K : never]: T[K] };

function constructors<T extends object>(rows: T): Constructors<T> {
  return Object.fromEntries(Object.entries(rows).filter(([name]) => /^[A-Z]/.test(name))) as Constructors<T>;
}

export const nn: Constructors<typeof modules> & Constructors<typeof losses> & ActivationModules =
  /* @__PURE__ */ (() => ({
    ...activationModules(),
    ...constructors(modules),
    ...constructors(losses),
  }))();
