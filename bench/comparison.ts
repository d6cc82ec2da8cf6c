/**
 * What the tables of peers share: a row a peer's setting, a cell its figure or the reason why there is none.
 */
import { median, type PeerName, type Series, spread } from "./harness.ts";
import { percent } from "./report.ts";

export interface Row {
  readonly name: string;
  readonly peer: PeerName;
  /** The peer's own word for how it is set up, see its adapter. */
  readonly setting: string;
}

/** `text` of a series that was measured; else a dash, or that our own dist/ is missing. */
export function cell(series: Series | undefined, text: (perCall: readonly number[]) => string): string {
  if (series !== undefined && series.perCall.length > 0) return text(series.perCall);
  return series?.failure === "not built" ? "not built" : "-";
}

/** The middle one of the spreads of a row's series. */
export function spreadCell(all: readonly (Series | undefined)[]): string {
  const spreads = all.flatMap((series) =>
    series === undefined || series.perCall.length === 0 ? [] : [spread(series.perCall)],
  );
  return spreads.length === 0 ? "-" : `± ${percent(median(spreads))}`;
}

/** Each reason for having no figure, once. */
export function failures(all: readonly { readonly name: string; readonly series: Series | undefined }[]): string[] {
  const said = all.flatMap(({ name, series }) => (series?.failure === undefined ? [] : [`${name}: ${series.failure}`]));
  return [...new Set(said)];
}

/**
 * Those whose first outputs differ from the median of all by more than `tolerance`: a wrong adapter, a wrong function, or work
 * that was not done. `what` names the work.
 */
export function disagreements(
  what: string,
  all: readonly { readonly name: string; readonly series: Series | undefined }[],
  tolerance: number,
): string[] {
  const asked = all.map(({ series }) => series?.check ?? []).filter((check) => check.length > 0);
  const agreed = (asked[0] ?? []).map((_, i) => median(asked.map((check) => check[i] as number)));
  return all.flatMap(({ name, series }) => {
    const worst = Math.max(0, ...(series?.check ?? []).map((value, i) => Math.abs(value - (agreed[i] as number))));
    return worst <= tolerance ? [] : [`${name}: its ${what} is off by ${worst.toExponential(1)} on the first outputs`];
  });
}

/** A target that a figure reaches by `test`; NaN is a figure that could not be measured. */
export const reached = (figure: number, test: boolean): boolean | undefined =>
  Number.isNaN(figure) ? undefined : test;
