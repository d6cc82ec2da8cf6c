/**
 * What an activation is: a plain object that states one formula and where it comes from.
 *
 * Kernels, derivatives, modules, documentation and tests all follow from it. Plain data, so that
 * bundlers drop what is unused and jobs, links and scripts carry it as JSON.
 */
import type { Formula } from "../expr/index.ts";

/** Where a function was first described. Only what is known: a textbook function has no author. */
export interface Source {
  readonly author?: string;
  readonly year?: number;
  readonly title?: string;
  readonly arxiv?: string;
}

/** An ONNX operator. `attrs` and `inputs` are formulas in the parameters, `options` are literal strings. */
export interface OnnxOp {
  readonly op: string;
  /** The first operator set that has it in this form. */
  readonly opset: number;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly inputs?: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
}

/** The same function elsewhere, spelled as it is called there; arguments only if they select it. */
export interface Known {
  readonly torch?: string;
  /** Those parameters that PyTorch's module takes; left out: all. */
  readonly torchTakes?: readonly string[];
  readonly jax?: string;
  readonly keras?: string;
  readonly tfjs?: string;
  readonly onnx?: OnnxOp;
  readonly timm?: string;
  readonly hf?: string;
}

/** What declarations of every kind say. */
export interface Declared extends Formula {
  readonly name: string;
  /** What its module is called, where the name in PascalCase is not how papers spell it: SwiGLU. PyTorch's own names come first. */
  readonly module?: string;
  /** The formula as it is published, where `formula` is another form of it that keeps more digits. */
  readonly printed?: string;
  readonly aliases?: readonly string[];
  readonly source?: Source;
  readonly known?: Known;
  /** Library -> how its function of this name, or its default, differs from this one. */
  readonly differs?: Readonly<Record<string, string>>;
  /** Options of PyTorch that are accepted and not needed, with the reason. */
  readonly ignores?: Readonly<Record<string, string>>;
  /** Option -> its value -> the declaration that it selects. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What is worth knowing and follows from nothing else here. */
  readonly note?: string;
}

/** A function of one value, x. */
export interface Activation extends Declared {
  /** Where it is defined, as a condition on x; NaN elsewhere. Without it, everywhere. */
  readonly domain?: string;
  readonly claims?: readonly string[];
  readonly axis?: never;
  readonly inputs?: never;
  readonly random?: never;
  readonly beside?: never;
}

/**
 * A function of all values along an axis. Its formula may hold reductions, `sumOver(e)` and others (the table is in
 * axis.ts), the position `i` and the count `n`; without an x outside of them, one value comes out for the whole axis.
 */
export interface AxisFunction extends Declared {
  readonly axis: true;
  /** The axis unless said; -1 is the last. */
  readonly dim?: number;
  /** A parameter: the values are split in so many parts, and the function goes across these. */
  readonly pieces?: string;
  /** The variable that is a fresh uniform number for each value. */
  readonly random?: string;
  /** Whether one value comes out for the whole axis. */
  readonly reduces?: true;
  /** The variable that is 1 where a value counts and 0 where it is masked. */
  readonly mask?: string;
  /** The function whose slopes are taken for this one's, which has none. */
  readonly straightThrough?: string;
  readonly inputs?: never;
  readonly beside?: never;
}

/** A function of two values: the first and the second half of an axis. */
export interface GatedFunction extends Declared {
  readonly inputs: readonly ["a", "b"];
  readonly axis?: never;
  readonly random?: never;
  readonly beside?: never;
}

/** A function of one value and, in training, a fresh uniform number for it. */
export interface RandomFunction extends Declared {
  /** The variable of that number, and what it is in evaluation. */
  readonly random: { readonly name: string; readonly evaluation: string };
  readonly axis?: never;
  readonly inputs?: never;
  readonly beside?: never;
}

/** Two functions of one value, their results side by side along an axis. */
export interface JoinedFunction extends Declared {
  /** The formula of the second. */
  readonly beside: string;
  readonly axis?: never;
  readonly inputs?: never;
  readonly random?: never;
}

export type Declaration = Activation | AxisFunction | GatedFunction | RandomFunction | JoinedFunction;
