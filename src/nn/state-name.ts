/** What the parameters of activations are called in the state dict. */
import type { Activation as Declaration } from "../activations/index.ts";

/** The one parameter of an activation that is trained, if it is one. */
export function onlyTrainable({ params = {} }: Declaration): string | undefined {
  const names = Object.keys(params).filter((name) => params[name]!.trainable === true);
  return names.length === 1 ? names[0] : undefined;
}

/** The name in the state dict: PyTorch calls the one parameter of an activation "weight", whatever its formula calls it. */
export function stateName(declaration: Declaration, name: string): string {
  return declaration.known?.torch !== undefined && onlyTrainable(declaration) === name ? "weight" : name;
}
