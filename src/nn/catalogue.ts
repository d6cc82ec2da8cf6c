/**
 * The activations as modules under PyTorch's names: nn.GELU(), nn.LeakyReLU({ negativeSlope: 0.2 }).
 * Names and options, and their types, follow from the declarations.
 */

import type * as exported from "../activations/index.ts";
import {
  type AxisFunction,
  type Activation as Declaration,
  type Declaration as Declared,
  declarations,
  type GatedFunction,
  type IgnoredOf,
  type JoinedFunction,
  type Kind,
  kindOf,
  moduleName,
  type None,
  type Options,
  type ParamsOf,
  type RandomFunction,
  type VariantsOf,
} from "../activations/index.ts";
import { checkByName } from "../base/index.ts";
import { Activation, type ActivationModule, type ActivationOptions } from "./activation.ts";
import { Along, type AlongModule } from "./along.ts";
import type { AxisOptions } from "./axis.ts";
import { Gated, type GatedModule } from "./gated.ts";
import { Joined, type JoinedModule } from "./joined.ts";
import type { Module, ShapeKeeping } from "./module.ts";
import { Noisy, type NoisyModule } from "./noisy.ts";

/** The module of a declaration. */
type ModuleOf<A> = A extends Declaration
  ? ActivationModule
  : A extends GatedFunction
    ? GatedModule
    : A extends RandomFunction
      ? NoisyModule
      : A extends JoinedFunction
        ? JoinedModule
        : A extends { mask: string }
          ? never
          : A extends { reduces: true } | { pieces: string }
            ? AlongModule
            : A extends AxisFunction
              ? AlongModule & ShapeKeeping
              : never;

type Exported = {
  [K in keyof typeof exported as [ModuleOf<(typeof exported)[K]>] extends [never] ? never : K]: (typeof exported)[K];
};

type NameOf<A> = A extends { known: { torch: `nn.${infer N}` } }
  ? N extends `${string}(${string}`
    ? OwnName<A>
    : N
  : OwnName<A>;
type OwnName<A> = A extends { module: infer N extends string }
  ? N
  : A extends { name: infer N extends string }
    ? Capitalize<N>
    : never;

type ChannelParams<P> = { [K in keyof P]: P[K] extends { per: "channel" } ? K : never }[keyof P];
type PerChannel<A> = A extends { params: infer P }
  ? [ChannelParams<P>] extends [never]
    ? None
    : Pick<ActivationOptions, "numParameters" | "init">
  : None;
/** An axis to choose, where a declaration does not. */
type AxisOf<A> = A extends { dim: number } ? None : A extends AxisFunction | JoinedFunction ? AxisOptions : None;
/** As one object type: an intersection with {} would take a number. */
type AllOf<A> = One<ParamsOf<A> & VariantsOf<A> & IgnoredOf<A> & PerChannel<A> & AxisOf<A>>;
type One<T> = { [K in keyof T]: T[K] };
/** The options of an activation's module: its parameters, and what selects a variant. */
export type OptionsOf<A> = keyof AllOf<A> extends never ? Readonly<Record<string, never>> : AllOf<A>;

export type ActivationModules = {
  readonly [K in keyof Exported as NameOf<Exported[K]>]: (options?: OptionsOf<Exported[K]>) => ModuleOf<Exported[K]>;
};

const makers: Readonly<Record<Kind, (name: string, options: Options) => Module>> = {
  elementwise: Activation,
  axis: Along,
  gated: Gated,
  random: Noisy,
  joined: Joined,
};

/** One constructor for each declaration whose function takes one tensor. */
export function activationModules(): ActivationModules {
  const ofOneTensor = [...declarations.values()].filter((d) => d.axis === undefined || d.mask === undefined);
  const constructors = ofOneTensor.map(
    (d) => [moduleName(d), (options: object = {}) => makers[kindOf(d)](d.name, named(d, options) as Options)] as const,
  );
  return Object.fromEntries(constructors) as unknown as ActivationModules;
}

/** `options`; throws E_USAGE for PyTorch's nn.LeakyReLU(0.2), whose parameters go by their place. */
function named<O>(d: Declared, options: O): O {
  const { name, params = {}, variants = {}, axis } = d;
  const perChannel = Object.values(params).some((p) => p.per === "channel");
  const first =
    typeof options === "string" ? variants : perChannel ? { numParameters: 1 } : axis ? { dim: -1 } : params;
  checkByName(name, options, Object.keys(first)[0]);
  return options;
}
