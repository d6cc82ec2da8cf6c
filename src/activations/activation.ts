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
  /** Where it is defined, as a condition on x; NaN elsewhere. Without it, everywhere. */
  readonly domain?: string;
  readonly inputs?: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
}

/** The same function elsewhere, spelled as it is called there; arguments only if they select it. */
export interface Known {
  readonly torch?: string;
  readonly jax?: string;
  readonly keras?: string;
  readonly tfjs?: string;
  readonly onnx?: OnnxOp;
  readonly timm?: string;
  readonly hf?: string;
}

export interface Activation extends Formula {
  readonly name: string;
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
  /** Where it is defined, as a condition on x; NaN elsewhere. Without it, everywhere. */
  readonly domain?: string;
  readonly inputs?: readonly string[];
  readonly axis?: boolean;
  readonly claims?: readonly string[];
}
