/** Expressions put in the place of variables. */

import { apply, type Expr, fold } from "./expr.ts";

export type Substitution = Readonly<Record<string, Expr>> | ReadonlyMap<string, Expr>;

/** `e` with every variable that `env` names replaced, all at once. The same object if there is none. */
export function substitute(e: Expr, env: Substitution): Expr {
  const lookUp = finder(env);
  return fold<Expr>(e, (node, args) => {
    if (node.kind === "var") return lookUp(node.name) ?? node;
    return node.kind === "apply" ? apply(node.op, ...args) : node;
  });
}

/** How to look a name up in `env` without finding what every object inherits. */
export function finder(env: Substitution): (name: string) => Expr | undefined {
  if (env instanceof Map) return (name) => env.get(name);
  const record = env as Readonly<Record<string, Expr>>;
  return (name) => (Object.hasOwn(record, name) ? record[name] : undefined);
}
