/**
 * Expressions cut by how often they must be computed: a part that only depends on what outer loops fix is computed there, once.
 */
import { apply, type Expr, fold, freeVariables, variable } from "../expr/index.ts";
import { compileExpressions, type Ir } from "../wasm/index.ts";

/** What is computed at one depth: `ir` takes `inputs` and gives `outputs`, both by name. */
export interface Stage {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly ir: Ir;
}

/** The name under which output i can be found. */
export function outputName(i: number): string {
  return `out${i}`;
}

/** Stage d (of `depths + 1`) needs variables of depth d at most; each output is computed as soon as it can be. */
export function stages(outputs: readonly Expr[], depthOf: (variable: string) => number, depths: number): Stage[] {
  const made: { name: string; e: Expr }[][] = Array.from({ length: depths + 1 }, () => []);
  const depthKnown = new Map<Expr, number>();
  const depth = (e: Expr): number => {
    let known = depthKnown.get(e);
    if (known === undefined) {
      known = fold<number>(e, (node, args) => (node.kind === "var" ? depthOf(node.name) : Math.max(0, ...args)));
      depthKnown.set(e, known);
    }
    return known;
  };
  const hoisted = new Map<Expr, Expr>();
  const written = new Map<Expr, Expr>();
  /** e with its shallower parts replaced by variables. */
  const write = (e: Expr): Expr => {
    if (e.kind !== "apply") return e;
    let known = written.get(e);
    if (known === undefined) {
      known = apply(e.op, ...e.args.map((a) => (depth(a) < depth(e) ? hoist(a) : write(a))));
      written.set(e, known);
    }
    return known;
  };
  const hoist = (e: Expr): Expr => {
    if (e.kind !== "apply") return e;
    let known = hoisted.get(e);
    if (known === undefined) {
      const name = `fixed${hoisted.size}`;
      made[depth(e)]!.push({ name, e: write(e) });
      known = variable(name);
      hoisted.set(e, known);
    }
    return known;
  };
  outputs.forEach((e, i) => {
    made[depth(e)]!.push({ name: outputName(i), e: write(e) });
  });
  return made.map((parts) => {
    const inputs = [...new Set(parts.flatMap(({ e }) => freeVariables(e)))];
    const ir = compileExpressions(
      parts.map(({ e }) => e),
      inputs,
      { flush: true },
    );
    return { inputs, outputs: parts.map(({ name }) => name), ir };
  });
}
