/**
 * A kernel: one function of the module, and the memory that one call of it works on.
 * Its parameters are the rows of the call (or `extent`), then the addresses of `reads`, `writes` and the scratch memory, in this order,
 * so that kernels of the same `key` share one function.
 */
import { type Expr, nodes } from "../expr/index.ts";
import type { Builder, FunctionReference, I32, ModuleBuilder } from "../wasm/index.ts";
import type { Node } from "./node.ts";
import type { Axis } from "./space.ts";
import type { Cut } from "./split.ts";

export interface Kernel {
  readonly key: string;
  /** What the first parameter counts, if not the rows: so that one function serves layers of every width. */
  readonly extent?: Axis;
  readonly reads: readonly Read[];
  readonly writes: readonly Node[];
  /** Bytes of working memory; 0 for none. */
  readonly scratch: number;
  /** How many bytes before or after the memory of a node may be read (never used, never written). */
  readonly slack: number;
  readonly flat?: FlatMap;
  /** The same work in pieces, two or more, where it is to be shared and worth it. */
  readonly cut?: Cut;
  readonly define: (module: ModuleBuilder) => FunctionReference;
}

export interface Read {
  readonly node: Node;
  /** In elements. */
  readonly offset: number;
}

/** What merging of neighbours must know about an elementwise loop over fixed sizes. */
export interface FlatMap {
  /** What it computes; loops of the same formulas over neighbouring memory can be one. */
  readonly formulas: string;
  /** Whether each of `reads` is walked with the loop; the others are one number. */
  readonly walks: readonly boolean[];
  readonly size: number;
  /** The same loop over `size` elements of which `walks` are walked; over one element, nobody sees the difference. */
  readonly resized: (size: number, walks: readonly boolean[]) => Kernel;
}

/** A function over i32 parameters: the rows of the call and `pointers` addresses. */
export function kernelFunction(
  module: ModuleBuilder,
  pointers: number,
  write: (b: Builder, rows: I32, pointers: readonly I32[]) => void,
): FunctionReference {
  const params = new Array<"i32">(1 + pointers).fill("i32");
  return module.func(undefined, params, (b, ...values) => {
    const [rows, ...rest] = values as unknown as I32[];
    write(b, rows!, rest);
  });
}

/** A text that only this expression has, of a length in proportion to its distinct nodes. */
export function spell(e: Expr): string {
  const numbers = new Map<Expr, number>();
  return nodes(e)
    .map((node) => {
      numbers.set(node, numbers.size);
      if (node.kind === "const") return `#${Object.is(node.value, -0) ? "-0" : node.value}`;
      return node.kind === "var" ? node.name : `${node.op}(${node.args.map((a) => numbers.get(a)).join()})`;
    })
    .join(" ");
}
