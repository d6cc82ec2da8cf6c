/**
 * The op table: one row holds all that is known of an op. A new op is a new row in a file of `ops/`;
 * parser, printer, derivative, bounds and tests follow from it.
 */

import type { Op } from "./op.ts";
import { arithmetic } from "./ops/arithmetic.ts";
import { elementary } from "./ops/elementary.ts";
import { numerical } from "./ops/numerical.ts";
import { selecting } from "./ops/selecting.ts";
import { statistical } from "./ops/statistical.ts";

const rows = { ...arithmetic, ...selecting, ...elementary, ...statistical, ...numerical };

export type OpName = keyof typeof rows;

/** Ops that kernels have in float64 lanes. */
export type FineOp = { [name in OpName]: (typeof rows)[name] extends { readonly fine: true } ? name : never }[OpName];

export const ops: { readonly [name in OpName]: Op } = rows;

export const opNames = Object.keys(ops) as readonly OpName[];

/** Whether `name` is an op; `constructor` is not. */
export function isOp(name: string): name is OpName {
  return Object.hasOwn(ops, name);
}
