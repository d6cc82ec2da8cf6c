/**
 * Functions on numbers and arrays at once: `value("gelu", 1.5)`.
 *
 * A number, an array of numbers or a Float64Array is computed in float64 from the stable form with its edges; a Float32Array by the SIMD
 * kernel of the same form. What goes in is never written to.
 */
import type * as declared from "../activations/index.ts";
import { type Activation, type Options, type OwnOf, resolve } from "../activations/index.ts";
import { NonlinError } from "../base/index.ts";
import { evaluator, type Order, road } from "../expr/index.ts";
import { Kernel, type KernelOptions, kernel as travelling } from "../wasm/index.ts";
import { formsOf } from "./forms.ts";

/** A name, a formula in x, or a declaration. */
export type Subject = string | Activation;
export type Values = number | readonly number[] | Float32Array | Float64Array;

type Declared = typeof declared;
/** Of a name that is written out, the options that there are; else those of any function. */
export type OptionsFor<F> = F extends keyof Declared
  ? keyof OwnOf<Declared[F]> extends never
    ? Readonly<Record<string, never>>
    : OwnOf<Declared[F]>
  : Options;

/** f(x). Options are the parameters by PyTorch's names in camelCase; throws E_NAME for others, E_USAGE for other values. */
export function value<F extends Subject, V extends Values>(f: F, x: V, options?: OptionsFor<F>): Widened<V>;
export function value(f: Subject, x: Values, options: Options = {}): Values {
  return computed(f, 0, x, options);
}

/** f'(x), at a kink what PyTorch gives. */
export function derivative<F extends Subject, V extends Values>(f: F, x: V, options?: OptionsFor<F>): Widened<V>;
export function derivative(f: Subject, x: Values, options: Options = {}): Values {
  return computed(f, 1, x, options);
}

/** f''(x), 0 at a kink. */
export function secondDerivative<F extends Subject, V extends Values>(f: F, x: V, options?: OptionsFor<F>): Widened<V>;
export function secondDerivative(f: Subject, x: Values, options: Options = {}): Values {
  return computed(f, 2, x, options);
}

/** The declaration that `f` means, with `options` as the defaults of its parameters: what a built-in is. */
export function activation(f: Subject, options: Options = {}): Activation {
  const { declaration, params } = resolve(f, options);
  if (Object.keys(options).length === 0) return declaration;
  const entries = Object.entries(declaration.params ?? {});
  const preset = entries.map(([name, p]) => [name, { ...p, init: params[name] ?? p.init }] as const);
  return { ...declaration, params: Object.fromEntries(preset) };
}

/**
 * f and f' as SIMD code on WebAssembly memory, without copies: `kernel("gelu").run(from, to, count)`.
 *
 * The same as `kernel` of "nonlin/kernel", which is small and takes declarations of "nonlin/activations" only.
 */
export function kernel(f: Subject, options: KernelOptions = {}): Kernel {
  const { declaration } = resolve(f);
  const forms = formsOf(declaration);
  return forms === undefined ? travelling(declaration, options) : new Kernel(declaration, forms, options);
}

/** 1.5 is any number, [1.5] any array of numbers. */
export type Widened<V> = V extends number ? number : V extends readonly number[] ? number[] : V;

function computed(f: Subject, order: Order, x: Values, options: Options): Values {
  const { declaration, params } = resolve(f, options);
  checkValues(declaration.name, x);
  if (x instanceof Float32Array && order < 2) return compiled(declaration, order, x, params);
  const parameters = Object.values(params);
  const of = evaluator(road(declaration, order), ["x", ...Object.keys(params)]);
  return typeof x === "number" ? of(x, ...parameters) : x.map((each) => of(each, ...parameters));
}

/** An Int32Array would round what comes out; of nested arrays or text nothing comes out. */
function checkValues(name: string, x: unknown): void {
  if (typeof x === "number" || x instanceof Float64Array || x instanceof Float32Array) return;
  if (Array.isArray(x) && x.every((each) => typeof each === "number")) return;
  const message = `${name} takes a number, an array of numbers, a Float32Array or a Float64Array, not ${kindOf(x)}`;
  if (typeof x !== "object" || x === null) throw new NonlinError("E_USAGE", message);
  const advice = ArrayBuffer.isView(x)
    ? "Float64Array.from(x) is one"
    : 'the functions of "nonlin/functional" take tensors, { data, shape }';
  throw new NonlinError("E_USAGE", message, { advice });
}

function kindOf(x: unknown): string {
  if (Array.isArray(x)) return x.some(Array.isArray) ? "nested arrays" : "an array of other things";
  return typeof x === "object" && x !== null ? `an ${x.constructor.name}` : (JSON.stringify(x) ?? "nothing");
}

const kernels = new WeakMap<Activation, Kernel>();

function compiled(
  f: Activation,
  order: Order,
  x: Float32Array,
  params: Readonly<Record<string, number>>,
): Float32Array {
  const known = kernels.get(f) ?? kernel(f);
  kernels.set(f, known);
  known.setParameters(params);
  return order === 0 ? known.apply(x) : known.applyDerivative(x);
}
