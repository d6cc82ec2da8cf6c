/**
 * Sizes that fit, as far as TypeScript can see them: Linear(64, 32) after Linear(20, 65) does not compile, nor does Conv2d(8, 16, 3)
 * after BatchNorm2d(4). Where a size is only known to be a number, or a module may change it, nothing is said before the program runs.
 */
import type { Half } from "./half.ts";
import type { Halves, KeepsChannels, KeepsShape, Module } from "./module.ts";

/** What is known of a shape where it is not the size of its last axis: an image of so many channels. */
interface Channels<N extends number = number> {
  readonly channels: N;
}

/** The modules, each held to what comes before it. */
export type Fitting<M extends readonly Module[], Before = number> = M extends readonly [
  infer First extends Module,
  ...infer Rest extends readonly Module[],
]
  ? [Fitted<First, Before>, ...Fitting<Rest, After<First, Before>>]
  : M;

type Fitted<M extends Module, Before> =
  Fits<Taken<M>, Before> extends true
    ? [After<M, Before>] extends [never]
      ? Taking<"an even number">
      : M
    : Taking<Before>;

/** A module that takes this. */
interface Taking<What> extends Module {
  readonly takes: What;
}

/** Whether two sizes may be the same: they are, or one of them is just a number, or they are sizes of different things. */
type Fits<A, B> =
  A extends Channels<infer N>
    ? B extends Channels<infer K>
      ? SameSize<N, K>
      : true
    : B extends Channels
      ? true
      : SameSize<A, B>;
type SameSize<A, B> = number extends A ? true : number extends B ? true : A extends B ? true : false;

/** A block that is fed with what it makes, or added to it: it ends with the size with which it begins. */
export type Cyclic<B extends Module> = Fits<After<B, number>, Taken<B>> extends true ? B : Taking<After<B, number>>;

/** What a module takes, as a literal where it is known. */
type Taken<M> = M extends { readonly inFeatures: infer N }
  ? N
  : M extends { readonly inChannels: infer N extends number }
    ? Channels<N>
    : M extends { readonly kind: "BatchNorm2d"; readonly numFeatures: infer N extends number }
      ? Channels<N>
      : M extends { readonly normalizedShape: readonly [...(readonly number[]), infer N] }
        ? N
        : M extends { readonly block: infer B }
          ? Taken<B>
          : M extends { readonly modules: readonly [infer First, ...infer Rest] }
            ? KeepsShape<First> extends true
              ? Taken<{ readonly modules: Rest }>
              : Taken<First>
            : number;

/** What is known after a module, given what is known before it. */
type After<M, Before> = M extends { readonly outFeatures: infer N }
  ? N
  : M extends { readonly outChannels: infer N extends number }
    ? Channels<N>
    : KeepsShape<M> extends true
      ? Before
      : M extends { readonly modules: readonly [infer First, ...infer Rest] }
        ? After<{ readonly modules: Rest }, After<First, Before>>
        : M extends { readonly modules: readonly [] }
          ? Before
          : Within<M, Before>;

/** After a module that changes one axis of several: what is known of another stays. */
type Within<M, Before> = Before extends Channels
  ? KeepsChannels<M> extends true
    ? Before
    : Halves<M> extends true
      ? Before
      : number
  : Before extends number
    ? Halves<M> extends true
      ? Half<Before>
      : number
    : number;
