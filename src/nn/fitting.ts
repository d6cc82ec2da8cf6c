/**
 * Sizes that fit, as far as TypeScript can see them: Linear(64, 32) after Linear(20, 65) does not compile. Where a size is only
 * known to be a number, or a module may change it, nothing is said before the program runs.
 */
import type { KeepsShape, Module } from "./module.ts";

/** The modules, each held to the features of what comes before it. */
export type Fitting<M extends readonly Module[], Features = number> = M extends readonly [
  infer First extends Module,
  ...infer Rest extends readonly Module[],
]
  ? [Fitted<First, Features>, ...Fitting<Rest, After<First, Features>>]
  : M;

type Fitted<M extends Module, Features> = Fits<FeaturesIn<M>, Features> extends true ? M : Taking<Features>;

/** A module that takes so many features. */
interface Taking<Features> extends Module {
  readonly inFeatures: Features;
}

/** Whether two sizes may be the same: they are, or one of them is just a number. */
type Fits<A, B> = number extends A ? true : number extends B ? true : A extends B ? true : false;

/** A block that is fed with what it makes, or added to it: it ends with the features with which it begins. */
export type Cyclic<B extends Module> =
  Fits<After<B, number>, FeaturesIn<B>> extends true ? B : Taking<After<B, number>>;

/** What a module takes, as a literal where it is known. */
type FeaturesIn<M> = M extends { readonly inFeatures: infer N }
  ? N
  : M extends { readonly normalizedShape: readonly [...(readonly number[]), infer N] }
    ? N
    : M extends { readonly block: infer B }
      ? FeaturesIn<B>
      : M extends { readonly modules: readonly [infer First, ...infer Rest] }
        ? KeepsShape<First> extends true
          ? FeaturesIn<{ readonly modules: Rest }>
          : FeaturesIn<First>
        : number;

/** The features after a module, given those before it. */
type After<M, Features> = M extends { readonly outFeatures: infer N }
  ? N
  : KeepsShape<M> extends true
    ? Features
    : M extends { readonly modules: readonly [infer First, ...infer Rest] }
      ? After<{ readonly modules: Rest }, After<First, Features>>
      : M extends { readonly modules: readonly [] }
        ? Features
        : number;
