import { lookup, moduleName, resolve } from "../activations/index.ts";

/** PyTorch's name for what has one, else the formula as written. */
export function titleOf(activation: string): string {
  const declaration = lookup(activation);
  return declaration === undefined ? resolve(activation).title : moduleName(declaration);
}

/** Whether it is no activation at all, by name or as a formula. */
export function isIdentity(activation: string): boolean {
  return resolve(activation).declaration.formula === resolve("identity").declaration.formula;
}
