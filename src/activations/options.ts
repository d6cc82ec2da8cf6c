/** The options of a function as types, read off its declaration. */

export type None = Record<never, never>;

/** Its parameters, by PyTorch's names in camelCase. */
export type ParamsOf<A> = A extends { params: infer P } ? { readonly [K in keyof P]?: number } : None;

/** What selects another declaration: `approximate: "tanh"`, `hard: true`. */
export type VariantsOf<A> = A extends { variants: infer V } ? { readonly [K in keyof V]?: Choice<keyof V[K]> } : None;

/** What is accepted and not needed. */
export type IgnoredOf<A> = A extends { ignores: infer V } ? { readonly [K in keyof V]?: unknown } : None;

/** All of these, as one object type: an intersection with {} would take a number. */
export type OwnOf<A> = One<ParamsOf<A> & VariantsOf<A> & IgnoredOf<A>>;

type One<T> = { readonly [K in keyof T]: T[K] };
type Choice<K> = K extends "true" | "false" ? boolean : K;
