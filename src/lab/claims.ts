/** What is printed of a function, checked against what is proved or observed of it. */
import type { Activation } from "../activations/index.ts";
import { formatNumber } from "../base/index.ts";
import { evaluate, parse } from "../expr/index.ts";
import { printed } from "./claims.generated.ts";
import type { Properties } from "./properties.ts";
import { textbook } from "./textbook.ts";

/** As a survey of activation functions prints it. */
export interface Printed {
  readonly formula: string;
  readonly range?: string;
  readonly monotone?: string;
}

/** A statement in print, and what is found. */
export interface Claim {
  readonly claim: string;
  readonly verdict: "holds" | "does not hold" | "not checked";
  /** What is the case instead, or why it was not checked. */
  readonly because: string;
}

type Params = Readonly<Record<string, number>>;

/** The formula of `a` as it is printed elsewhere, if it is not the one declared. */
export function printedFormula(a: Activation): string | undefined {
  const formula = (Object.hasOwn(textbook, a.name) ? textbook[a.name] : a.printed) ?? own(a.name)?.formula;
  return formula === a.formula ? undefined : formula;
}

function own(name: string): Printed | undefined {
  return Object.hasOwn(printed, name) ? printed[name] : undefined;
}

/** The claims printed of `a`, each with its verdict. */
export function claimsOf(a: Activation, params: Params, properties: Properties): readonly Claim[] {
  const { range, monotone } = own(a.name) ?? {};
  return [
    ...(range === undefined ? [] : [rangeClaim(range, params, properties)]),
    ...(monotone === undefined ? [] : [monotoneClaim(monotone, properties)]),
    ...(a.claims ?? []).map((claim): Claim => ({ claim, verdict: "not checked", because: "it is in words" })),
  ];
}

const interval = /^([[(])~?([^,]+),~?([^,]+)([\])])$/;

function rangeClaim(range: string, params: Params, { range: found, extrema }: Properties): Claim {
  const claim = `range ${range}`;
  if (range === "R") return { claim, verdict: "not checked", because: "R says no more than that values are real" };
  const parts = interval.exec(range);
  const [low, high] = [parts?.[2], parts?.[3]].map((text) => text && numberOf(text, params));
  if (typeof low !== "number" || typeof high !== "number")
    return { claim, verdict: "not checked", because: "it is not an interval" };
  const wrong = [
    ...(agrees(low, parts![2]!, range, found.lo.value) ? [] : [`the least value is ${named(found.lo.value, extrema)}`]),
    ...(agrees(high, parts![3]!, range, found.hi.value)
      ? []
      : [`the greatest value is ${named(found.hi.value, extrema)}`]),
  ];
  if (wrong.length === 0) return { claim, verdict: "holds", because: "" };
  return { claim, verdict: "does not hold", because: wrong.join("; ") };
}

function named(y: number, extrema: Properties["extrema"]): string {
  const at = extrema.find((e) => Math.abs(e.y - y) < 1e-9);
  return at === undefined ? formatNumber(y) : `${formatNumber(y)} at ${formatNumber(at.x)}`;
}

function numberOf(text: string, params: Params): number | undefined {
  try {
    return evaluate(parse(text, { parameters: Object.keys(params) }), params);
  } catch {
    return undefined;
  }
}

/** To the digits that are printed; what is called about to a tenth. */
function agrees(claimed: number, text: string, range: string, found: number): boolean {
  if (claimed === found) return true;
  if (!Number.isFinite(claimed) || !Number.isFinite(found)) return false;
  const digits = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const about = range.includes("~") ? 0.1 * Math.abs(claimed) + 0.005 : 0;
  const unit = digits === 0 ? 1e-9 : Number(`1e-${digits}`);
  return Math.abs(claimed - found) <= Math.max(about, unit, 1e-9 * Math.abs(claimed));
}

function monotoneClaim(text: string, { monotone, extrema }: Properties): Claim {
  const claim = text === "nondecreasing" ? "never falls" : text === "non-monotone" ? "not monotone" : text;
  const rises = /^(nondecreasing|inc)/.test(text);
  const { value } = monotone;
  const holds = rises ? value === "rising" || value === "constant" : value === "neither" || value === "falling";
  if (holds) return { claim, verdict: "holds", because: "" };
  if (text.includes("in general")) return { claim, verdict: "holds", because: "monotone at these parameters" };
  const [first] = extrema;
  const place = first === undefined ? "" : ` (a ${first.kind} at ${formatNumber(first.x)})`;
  return {
    claim,
    verdict: "does not hold",
    because: value === "neither" ? `it is not monotone${place}` : `it is ${value}`,
  };
}
