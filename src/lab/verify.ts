/**
 * Does it agree with PyTorch? Every activation and its slopes, softmax and its kin, and the losses, beside PyTorch's and
 * beside the exact values: who is right where they differ.
 */
import { type Activation, catalogue, lookup, lookupAny, unknownActivation } from "../activations/index.ts";
import { NonlinError, suggest } from "../base/index.ts";
import { derivative, secondDerivative, value } from "../eager/index.ts";
import { defaults, evaluator, type Order, road } from "../expr/index.ts";
import { committedAccuracy } from "./accuracy.ts";
import { conditioning } from "./conditioning.ts";
import type { Dtype } from "./ulp-distance.ts";
import { numbersOf, type Subjects, type TorchAnswer, type Truth, type TruthAnswer, truthOf } from "./verify-answers.ts";
import { type Bound, type Judged, type Judgement, judgeSamples, type Sample, smallest } from "./verify-judge.ts";
import { laneFunctions, lanes, ourLanes } from "./verify-lanes.ts";
import { type LossCase, lossCases, lossTitle, ourLoss } from "./verify-losses.ts";
import { verifyPoints } from "./verify-points.ts";

export interface VerifyResult {
  readonly schema: "nonlin.verify/1";
  /** What was asked: "PyTorch 1.13.0" and "mpmath 1.2.1", and whether now or beforehand. */
  readonly peer: { readonly system: string; readonly live: boolean };
  readonly truth: { readonly system: string; readonly live: boolean };
  /** The inputs of each function of one value. */
  readonly points: number;
  readonly bounds: Readonly<Record<Dtype, Bound>>;
  readonly rows: readonly VerifyRow[];
  readonly counts: Readonly<Record<Judgement, number>>;
}

/** One function, in one order and one width. */
export interface VerifyRow extends Judged {
  readonly name: string;
  readonly kind: "function" | "axis" | "loss";
  /** f, f', f''; of an axis and of a loss the values and the slopes. */
  readonly order: 0 | 1 | 2;
  readonly dtype: Dtype;
  /** What is promised of it. */
  readonly bound: Bound;
  /** Whether PyTorch has it. */
  readonly peered: boolean;
  /** What its declaration says about PyTorch's. */
  readonly remark?: string;
}

/**
 * What is promised of ours. Nothing is less than the smallest normal number, what `besideZero` allows beside a zero, and of f''
 * what a unit in the last place of a parameter makes of it. Kernels of float32 have parameters of float32.
 */
export const verifyBounds = {
  float64: { ulp: 8, relative: 1e-12 },
  float32: { ulp: 8, relative: 0 },
} as const satisfies Record<Dtype, Bound>;
/** Of losses; slopes such as Poisson's 1 - t / (x + eps) subtract what is as large, at any width. */
const lossBounds = { ...verifyBounds, float32: { ulp: 16, relative: 0 } } as const satisfies Record<Dtype, Bound>;

/** Of the functions whose measured error is published, that; of all others `verifyBounds`. */
function statedBound(name: string, order: 0 | 1 | 2, dtype: Dtype): Bound {
  const usual = verifyBounds[dtype];
  const measured = committedAccuracy(name);
  const max = (["f", "slope", "curvature"] as const).map((key) => measured?.[key]?.max)[order];
  if (dtype === "float64" || max === undefined || !Number.isFinite(max)) return usual;
  return { ...usual, ulp: Math.max(usual.ulp, max) };
}

const epsilon = { float64: 2.220446049250313e-16, float32: 1.1920928955078125e-7 } as const;
const besideZero = { float64: 1e-14, float32: 1e-7 } as const;

/** The course's exercise asks for these three first. */
const first = ["selu", "softplus", "hardswish"];

export interface Narrowing {
  readonly names?: readonly string[];
  readonly orders?: readonly (0 | 1 | 2)[];
  readonly dtypes?: readonly Dtype[];
}

/** What `names` mean, all there is if there are none. Throws E_NAME. */
export function verifySubjects(names: readonly string[] = []): Subjects {
  if (names.length === 0) {
    const others = [...catalogue.values()].filter(({ name }) => !first.includes(name));
    const functions = [...first.map((name) => catalogue.get(name) as Activation), ...others];
    return { functions, rows: laneFunctions, losses: lossCases };
  }
  const functions: Activation[] = [];
  const rows: string[] = [];
  const losses: LossCase[] = [];
  for (const name of names) {
    const found = lookup(name);
    const lane = lookupAny(name)?.name;
    const cases = lossCases.filter(({ kind }) => kind.toLowerCase().replace(/loss$/, "") === plain(name));
    if (found !== undefined) functions.push(found);
    else if (laneFunctions.some((f) => f === lane)) rows.push(lane as string);
    else if (cases.length > 0) losses.push(...cases);
    else if (lane !== undefined)
      throw new NonlinError("E_NAME", `${lane} is not verified: PyTorch has none to compare with, or it draws numbers`);
    else throw unknown(name);
  }
  return { functions, rows, losses };
}

function unknown(name: string): NonlinError {
  const others = [...laneFunctions, ...lossCases.map(({ kind }) => kind)];
  const near = suggest(name, [...catalogue.keys(), ...others]);
  if (near === undefined || catalogue.has(near)) return unknownActivation(name);
  return new NonlinError("E_NAME", `unknown function or loss "${name}"`, { advice: `did you mean ${near}?` });
}

function plain(name: string): string {
  return name.replace(/^nn\./, "").toLowerCase().replaceAll(/[_-]/g, "").replace(/loss$/, "");
}

export interface Answers {
  readonly torch: TorchAnswer;
  readonly truth: TruthAnswer;
  readonly live: { readonly torch: boolean; readonly truth: boolean };
}

/** Judges the subjects by what PyTorch and mpmath answered. */
export function verify(subjects: Subjects, answers: Answers, narrowing: Narrowing = {}): VerifyResult {
  const { torch, truth, live } = answers;
  const { orders = [0, 1, 2], dtypes = ["float64", "float32"] } = narrowing;
  const wanted = (row: VerifyRow) => orders.includes(row.order) && dtypes.includes(row.dtype);
  const all = [
    ...subjects.functions.flatMap((a) => functionRows(a, torch, truth, { orders, dtypes })),
    ...subjects.rows.flatMap((name) => laneRows(name, torch, truth)).filter(wanted),
    ...subjects.losses.flatMap((c, i) => lossRows(c, torch.losses[i] ?? {}, truth.losses[i])).filter(wanted),
  ];
  const count = (judgement: Judgement) => all.filter((row) => row.judgement === judgement).length;
  return {
    schema: "nonlin.verify/1",
    peer: { system: torch.system, live: live.torch },
    truth: { system: truth.system, live: live.truth },
    points: verifyPoints.length,
    bounds: verifyBounds,
    rows: all,
    counts: {
      agrees: count("agrees"),
      "PyTorch is wrong": count("PyTorch is wrong"),
      convention: count("convention"),
      "nonlin is wrong": count("nonlin is wrong"),
    },
  };
}

function functionRows(
  a: Activation,
  torch: TorchAnswer,
  truth: TruthAnswer,
  { orders, dtypes }: Required<Pick<Narrowing, "orders" | "dtypes">>,
): readonly VerifyRow[] {
  const exact = truth.functions[a.name];
  if (exact === undefined) return [];
  const remark = remarkOf(a);
  return dtypes.flatMap((dtype) =>
    orders.map((order): VerifyRow => {
      const peer = torch.functions[a.name]?.[dtype]?.[order];
      const theirs = peer === undefined ? undefined : numbersOf(peer, dtype);
      const corners = cornersOf(exact, order);
      const columns = {
        ours: ourValues(a, order, dtype),
        theirs,
        truth: truthIn(dtype, truthOf(exact.columns[order]!), a, order),
        corners,
        order,
        sensitivity: order === 2 ? conditioning(a, order) : () => 0,
      };
      const bound = statedBound(a.name, order, dtype);
      const judged = judgeSamples(samplesOf(columns, dtype), bound, dtype);
      return {
        name: a.name,
        kind: "function",
        order,
        dtype,
        bound,
        peered: theirs !== undefined,
        ...judged,
        ...remark,
      };
    }),
  );
}

/** Parameters of float32 kernels are float32 numbers, as PyTorch's are: then the exact values are those for these. */
function truthIn(dtype: Dtype, truth: Truth, a: Activation, order: Order): Truth {
  const params = defaults(a);
  const rounded = Object.fromEntries(Object.entries(params).map(([name, v]) => [name, Math.fround(v)]));
  if (dtype === "float64" || Object.entries(params).every(([name, v]) => rounded[name] === v)) return truth;
  const e = road(a, order);
  const names = Object.keys(params);
  const f = evaluator(e, ["x", ...names]);
  const near = truth.near.map((y, i) => {
    const x = verifyPoints[i]!;
    const moved = f(x, ...Object.values(rounded)) - f(x, ...Object.values(params));
    return Number.isFinite(moved) ? y + moved : y;
  });
  return { ...truth, near };
}

/** The sides of every corner, and of every end of the domain, where any slope will do. */
export function cornersOf(
  { columns, kinks }: TruthAnswer["functions"][string],
  order: number,
  points: Float64Array = verifyPoints,
): ReadonlyMap<number, readonly [number, number]> {
  const [values, own] = [truthOf(columns[0]!).near, truthOf(columns[order]!).near];
  const found = new Map<number, readonly [number, number]>();
  for (const [i, y] of own.entries()) {
    const ends = Number.isNaN(y) && !Number.isNaN(values[i]!) && Number.isFinite(points[i]);
    if (ends) found.set(i, [-Infinity, Infinity]);
  }
  for (const [i, o, left, right] of kinks) if (o === order) found.set(i, [unlimited(left), unlimited(right)]);
  return found;
}

/** JSON has no infinities: the largest numbers stand for them. */
function unlimited(value: number): number {
  return Math.abs(value) > 1e300 ? Math.sign(value) * Infinity : value;
}

function remarkOf(a: Activation): { readonly remark?: string } {
  const said = [a.differs?.torch, ...Object.values(a.ignores ?? {})].filter((text) => text !== undefined);
  return said.length === 0 ? {} : { remark: said.join("; ") };
}

function ourValues(a: Activation, order: 0 | 1 | 2, dtype: Dtype): Float64Array {
  const f = [value, derivative, secondDerivative][order] as typeof value;
  return dtype === "float64" ? f(a, verifyPoints) : Float64Array.from(f(a, Float32Array.from(verifyPoints)));
}

interface Columns {
  readonly ours: Float64Array;
  readonly theirs: Float64Array | undefined;
  readonly truth: Truth;
  readonly corners: ReadonlyMap<number, readonly [number, number]>;
  readonly order: number;
  readonly sensitivity: (x: number) => number;
}

function samplesOf({ ours, theirs, truth, corners, order, sensitivity }: Columns, dtype: Dtype): readonly Sample[] {
  const zeros = zerosOf(truth.near);
  const origin = corners.get(verifyPoints.indexOf(0));
  return Array.from(verifyPoints, (at, i): Sample => {
    const sides = corners.get(i) ?? (Math.abs(at) < smallest[dtype] ? origin : undefined);
    const y = truth.near[i]!;
    const slack = Math.max(
      isBeside(zeros, at) ? besideZero[dtype] * Math.max(1, Math.abs(y)) : 0,
      epsilon[dtype] * sensitivity(at),
    );
    return {
      at,
      ours: ours[i]!,
      peer: theirs?.[i],
      truth: y,
      missed: truth.missed[i]!,
      ...(sides && { sides }),
      ...(order > 0 && { slope: true }),
      ...(Math.abs(at) === Infinity && { limit: true }),
      ...(slack > 0 && { slack }),
    };
  });
}

/** Where a function is 0, touches 0 or begins to be 0: between these inputs, and so far around them, no relative error is small. */
interface Zero {
  readonly from: number;
  readonly to: number;
  readonly reach: number;
}

/** At 0 itself there is no excuse: inputs near 0 have all their digits. */
function zerosOf(values: Float64Array): readonly Zero[] {
  return Array.from(values, (y, i): Zero | undefined => {
    const [from, to] = [verifyPoints[i]!, verifyPoints[i + 1] ?? Number.NaN];
    const [before = 0, next = 0] = [values[i - 1], values[i + 1]];
    if (!(Math.abs(from) > 1e-6 || Math.abs(to) > 1e-6)) return undefined;
    if (Math.sign(y) * Math.sign(next) < 0) return { from, to, reach: 0.5 };
    if (Math.abs(y) < 0.02 * Math.min(Math.abs(before), Math.abs(next))) return { from, to: from, reach: 0.5 };
    return (y === 0) !== (next === 0) ? { from, to, reach: 0.02 } : undefined;
  }).filter((zero) => zero !== undefined);
}

function isBeside(zeros: readonly Zero[], x: number): boolean {
  return zeros.some(({ from, to, reach }) => x >= from - reach && x <= to + reach);
}

function laneRows(name: string, torch: TorchAnswer, truth: TruthAnswer): readonly VerifyRow[] {
  const exact = truth.rows[name] ?? [];
  return (["float64", "float32"] as const).flatMap((dtype) => {
    const ours = ourLanes(name, dtype);
    return ([0, 1] as const).map((order): VerifyRow => {
      const samples = lanes.flatMap((lane, k): Sample[] => {
        const found = exact[k];
        if (found === undefined) return [];
        const { near, missed } = truthOf(order === 0 ? found.values : found.slopes);
        const text = torch.rows[name]?.[k]?.[dtype]?.[order];
        const peer = text === undefined ? undefined : numbersOf(text, dtype);
        const mine = order === 0 ? ours[k]!.values : ours[k]!.slopes;
        const at = (i: number) => `[${[...lane.x].map((x) => Number(x.toPrecision(6))).join(", ")}] at ${i}`;
        // values up to 1, and sums of products with v: what is small beside them is what their terms leave
        const size = order === 0 ? 1 : Math.max(...Array.from(lane.v, Math.abs));
        const slack = besideZero[dtype] * size;
        return [...near].map((y, i) => ({
          at: at(i),
          ours: mine[i]!,
          peer: peer?.[i],
          truth: y,
          missed: missed[i]!,
          slack,
        }));
      });
      const bound = verifyBounds[dtype];
      const judged = judgeSamples(samples, bound, dtype);
      return { name, kind: "axis", order, dtype, bound, peered: torch.rows[name] !== undefined, ...judged };
    });
  });
}

function lossRows(
  c: LossCase,
  torch: TorchAnswer["losses"][number],
  truth: TruthAnswer["losses"][number] | undefined,
): readonly VerifyRow[] {
  if (truth === undefined) return [];
  const width = c.x[0]!.length;
  return (["float64", "float32"] as const).flatMap((dtype) => {
    const ours = ourLoss(c, dtype);
    return ([0, 1] as const).map((order): VerifyRow => {
      const { near, missed } = truthOf(order === 0 ? truth.values : truth.slopes);
      const text = torch[dtype]?.[order];
      const peer = text === undefined ? undefined : numbersOf(text, dtype);
      const mine = order === 0 ? ours.elements : ours.gradients;
      const perRow = near.length / c.x.length;
      const place = (i: number) => {
        const row = Math.floor(i / perRow);
        return perRow === width ? `x = ${c.x[row]![i % width]}, t = ${targetOf(c, row, i % width)}` : `row ${row}`;
      };
      const samples = [...near].map(
        (y, i): Sample => ({ at: place(i), ours: mine[i]!, peer: peer?.[i], truth: y, missed: missed[i]! }),
      );
      const bound = lossBounds[dtype];
      const judged = judgeSamples(samples, bound, dtype);
      return { name: lossTitle(c), kind: "loss", order, dtype, bound, peered: peer !== undefined, ...judged };
    });
  });
}

function targetOf({ t }: LossCase, row: number, i: number): number | string {
  const target = t[row] as number | readonly number[];
  return typeof target === "number" ? `class ${target}` : (target[i] ?? target[i % target.length] ?? "?");
}
