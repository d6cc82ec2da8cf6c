/**
 * What PyTorch and mpmath answer when they are asked for values: the wire format between nonlin and the Python program
 * of the command line, and of the tables that are stored. Numbers are base64 of little-endian floats.
 */
import { type Activation, lookupAny } from "../activations/index.ts";
import { atob } from "../base/index.ts";
import { defaults, type Expr, nodes, source } from "../expr/index.ts";
import type { Dtype } from "./ulp-distance.ts";
import { lanes } from "./verify-lanes.ts";
import type { LossCase } from "./verify-losses.ts";

/** f, f' and f'' in both widths; `missing` says why there are none. */
type TorchFunction = Partial<Readonly<Record<Dtype, readonly string[]>>> & { readonly missing?: string };

export interface TorchAnswer {
  /** "PyTorch 1.13.0". */
  readonly system: string;
  readonly functions: Readonly<Record<string, TorchFunction>>;
  /** A lane each: values, and products of a vector with the Jacobian. */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<Dtype, readonly string[]>>[]>>;
  /** Elements and slopes. */
  readonly losses: readonly TorchLoss[];
}

type TorchLoss = Partial<Readonly<Record<Dtype, readonly [elements: string, slopes: string]>>> & {
  readonly missing?: string;
};

/** The nearest doubles of exact values, and what they miss. */
export interface EncodedTruth {
  readonly near: string;
  readonly missed: string;
}

export interface TruthAnswer {
  /** "mpmath 1.2.1". */
  readonly system: string;
  readonly functions: Readonly<
    Record<
      string,
      {
        readonly columns: readonly EncodedTruth[];
        readonly kinks: readonly (readonly [point: number, order: number, left: number, right: number])[];
      }
    >
  >;
  readonly rows: Readonly<Record<string, readonly { readonly values: EncodedTruth; readonly slopes: EncodedTruth }[]>>;
  readonly losses: readonly { readonly values: EncodedTruth; readonly slopes: EncodedTruth }[];
}

export interface Subjects {
  readonly functions: readonly Activation[];
  readonly rows: readonly string[];
  readonly losses: readonly LossCase[];
}

/** What the Python program reads; number arrays are still arrays. */
export function verifyRequest(mode: "torch" | "truth", { functions, rows, losses }: Subjects, points: Float64Array) {
  const asked =
    mode === "truth"
      ? functions.map((a) => ({
          name: a.name,
          // the function is what is published; at 0 / 0 it is what the other form says
          nodes: listed(a, a.printed ?? a.formula),
          ...(a.printed !== undefined && { otherwise: listed(a, a.formula) }),
          ...(a.domain !== undefined && { domain: listed(a, a.domain) }),
        }))
      : functions.flatMap((a) => {
          const torch = a.known?.torch;
          return torch === undefined ? [] : [{ name: a.name, torch, params: snake(a) }];
        });
  return {
    mode,
    points,
    functions: asked,
    rows: rows.map((name) => ({ name, torch: lookupAny(name)?.known?.torch })),
    lanes,
    losses,
  };
}

/** A formula as a list of operations, arguments before what uses them; parameters at their defaults. */
function listed(a: Activation, formula: string): readonly (readonly (string | number)[])[] {
  const order = nodes(source({ formula, params: a.params ?? {} }));
  const place = new Map<Expr, number>(order.map((node, i) => [node, i]));
  const params = defaults(a);
  return order.map((node) => {
    if (node.kind === "const") return ["const", constantOf(node.value)];
    if (node.kind === "var") return node.name === "x" ? ["x"] : ["const", params[node.name] as number];
    return [node.op, ...node.args.map((arg) => place.get(arg) as number)];
  });
}

function constantOf(value: number): string | number {
  if (value === Math.PI) return "pi";
  if (value === Math.E) return "e";
  return Number.isFinite(value) ? value : String(value).replace("Infinity", "inf");
}

function snake(a: Activation): Readonly<Record<string, number>> {
  const entries = Object.entries(defaults(a)).map(([name, value]) => [
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(entries);
}

export function numbersOf(text: string, dtype: Dtype): Float64Array {
  const { buffer } = bytesOf(text);
  return dtype === "float64" ? new Float64Array(buffer) : Float64Array.from(new Float32Array(buffer));
}

/** Exact values: the nearest doubles, and what they miss in units in the last place. */
export interface Truth {
  readonly near: Float64Array;
  readonly missed: Float64Array;
}

export function truthOf({ near, missed }: EncodedTruth): Truth {
  const units = new Int8Array(bytesOf(missed).buffer);
  return { near: numbersOf(near, "float64"), missed: Float64Array.from(units, (unit) => unit / 254) };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}
