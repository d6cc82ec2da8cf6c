/**
 * The activations as modules under PyTorch's names: nn.GELU(), nn.LeakyReLU({ negativeSlope: 0.2 }).
 * Names and options, and their types, follow from the declarations.
 */

import type * as declarations from "../activations/index.ts";
import {
  catalogue,
  type Activation as Declaration,
  type Declared,
  type GatedFunction,
  type IgnoredOf,
  moduleName,
  type None,
  type Options,
  type ParamsOf,
  type VariantsOf,
} from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { Activation, type ActivationModule, type ActivationOptions } from "./activation.ts";
import { Gated, type GatedModule, gatedDeclarations } from "./gated.ts";

type Declarations = {
  [K in keyof typeof declarations as (typeof declarations)[K] extends Declaration
    ? K
    : never]: (typeof declarations)[K];
};

type NameOf<A> = A extends { known: { torch: `nn.${infer N}` } }
  ? N extends `${string}(${string}`
    ? Capitalized<A>
    : N
  : Capitalized<A>;
type Capitalized<A> = A extends { name: infer N extends string } ? Capitalize<N> : never;

type ChannelParams<P> = { [K in keyof P]: P[K] extends { per: "channel" } ? K : never }[keyof P];
type PerChannel<A> = A extends { params: infer P }
  ? [ChannelParams<P>] extends [never]
    ? None
    : Pick<ActivationOptions, "numParameters" | "init">
  : None;
/** As one object type: an intersection with {} would take a number. */
type AllOf<A> = One<ParamsOf<A> & VariantsOf<A> & IgnoredOf<A> & PerChannel<A>>;
type One<T> = { [K in keyof T]: T[K] };
/** The options of an activation's module: its parameters, and what selects a variant. */
export type OptionsOf<A> = keyof AllOf<A> extends never ? Readonly<Record<string, never>> : AllOf<A>;

export type ActivationModules = {
  readonly [K in keyof Declarations as NameOf<Declarations[K]>]: (
    options?: OptionsOf<Declarations[K]>,
  ) => ActivationModule;
};

type GatedDeclarations = {
  [K in keyof typeof declarations as (typeof declarations)[K] extends GatedFunction
    ? K
    : never]: (typeof declarations)[K];
};

export type GatedModules = {
  readonly [K in keyof GatedDeclarations as NameOf<GatedDeclarations[K]>]: (
    options?: OptionsOf<GatedDeclarations[K]>,
  ) => GatedModule;
};

/** One constructor for each gated activation. */
export function gatedModules(): GatedModules {
  const constructors = [...gatedDeclarations.values()].map(
    (d) => [moduleName(d), (options: object = {}) => Gated(d.name, named(d, options) as Options)] as const,
  );
  return Object.fromEntries(constructors) as unknown as GatedModules;
}

/** One constructor for each activation of the catalogue. */
export function activationModules(): ActivationModules {
  const constructors = [...catalogue.values()].map(
    (a) =>
      [moduleName(a), (options: object = {}) => Activation(a.name, named(a, options) as ActivationOptions)] as const,
  );
  return Object.fromEntries(constructors) as unknown as ActivationModules;
}

/** `options`; throws E_USAGE for PyTorch's nn.LeakyReLU(0.2), whose parameters go by their place. */
function named<O>({ name, params = {}, variants = {} }: Declared, options: O): O {
  if (typeof options === "object" && options !== null) return options;
  const perChannel = Object.values(params).some((p) => p.per === "channel");
  const first = typeof options === "string" ? variants : perChannel ? { numParameters: 1 } : params;
  const [option] = Object.keys(first);
  const advice = option === undefined ? "{ name: value }" : `{ ${option}: ${JSON.stringify(options)} }`;
  throw new NonlinError("E_USAGE", `${name} takes its options by name, not ${JSON.stringify(options)}`, { advice });
}
