/** Where things stand: labels that do not touch, windows that show what matters. */
import { formatNumber } from "../base/index.ts";
import { fixed } from "../lab/index.ts";

/** A value as it stands beside a mark: four digits, and an exponent from 100,000 on. */
export function valueText(value: number): string {
  return Math.abs(value) < 1e5 ? formatNumber(value, 4) : fixed(value, 0);
}

/** Places as near to those wanted as a distance of `gap` between neighbours allows, within low..high; in the order given. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((i, j) => (wanted[i] as number) - (wanted[j] as number) || i - j);
  // clusters of touching labels, each centred on the mean of the places its members want
  const clusters: { members: number[]; centre: number }[] = [];
  for (const i of order) {
    let cluster = { members: [i], centre: clamp(wanted[i] as number, 1) };
    for (let before = clusters.at(-1); before !== undefined; before = clusters.at(-1)) {
      const reach = ((before.members.length + cluster.members.length) * gap) / 2;
      if (cluster.centre - before.centre >= reach - 1e-9) break;
      const members = [...before.members, ...cluster.members];
      const mean = members.reduce((sum, k) => sum + (wanted[k] as number), 0) / members.length;
      cluster = { members, centre: clamp(mean, members.length) };
      clusters.pop();
    }
    clusters.push(cluster);
  }
  const places: number[] = new Array(wanted.length);
  for (const { members, centre } of clusters) {
    for (const [k, i] of members.entries()) places[i] = centre + (k - (members.length - 1) / 2) * gap;
  }
  return places;

  function clamp(centre: number, count: number): number {
    const half = ((count - 1) * gap) / 2;
    return Math.max(low + half, Math.min(high - half, centre));
  }
}

/** At most `most` characters, the last an ellipsis where something was cut. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Room for the longest of these labels beside a marker, in pixels at the size that pictures use. */
export function labelRoom(labels: readonly string[]): number {
  return 30 + 7.2 * Math.max(...labels.map((label) => label.length));
}

export interface Window {
  readonly low: number;
  readonly high: number;
}

/**
 * A range of values in which the spread within the groups can be seen: groups far from the one at `home` are left out, and so are stray values.
 * Who draws it marks what lies outside. `reach` is in units of the typical extent of a group.
 */
export function windowOf(groups: readonly (readonly number[])[], home: number, reach = 5): Window {
  const extents = groups
    .map((g) => Math.max(...g) - Math.min(...g))
    .filter((extent) => extent > 0 && extent < Number.POSITIVE_INFINITY);
  const typical = middle(extents) || 1;
  const centre = middle(groups[home] as readonly number[]);
  const near = (x: number, to: number, times: number): boolean => Math.abs(x - to) <= times * typical;
  const kept = groups
    .map((g) => ({ g, centre: middle(g) }))
    .filter((group) => near(group.centre, centre, reach))
    .flatMap((group) => group.g.filter((x) => near(x, group.centre, reach / 2)));
  const low = Math.min(...kept);
  const high = Math.max(...kept);
  const margin = (high - low || Math.abs(high) || 1) * 0.06;
  return { low: low - margin, high: high + margin };
}

/**
 * A range that holds zero, `least` on both sides of it, and all intervals that reach about as far as most do: at most `reach` times as far as the
 * median one. Further ends are left out, and with them whole intervals whose centre lies there; who draws it marks them at the frame.
 */
export function windowRoundZero(
  rows: readonly { readonly mean: number; readonly interval: readonly [low: number, high: number] }[],
  least: number,
  reach = 6,
): Window {
  const ends = rows.map(({ mean, interval }) => [mean, ...interval].filter(Number.isFinite));
  const limit = reach * Math.max(least, middle(ends.map((values) => Math.max(...values.map(Math.abs)))));
  const near = ends.filter(([mean]) => Math.abs(mean as number) <= limit).flat();
  const low = Math.max(-limit, Math.min(-least, ...near));
  const high = Math.min(limit, Math.max(least, ...near));
  const margin = (high - low) * 0.04;
  return { low: low - margin, high: high + margin };
}

/** A range that holds all of `home`, and of the other groups what lies within `reach` times the extent of home and of the middle half of their ends. */
export function windowOfCurves(home: readonly number[], others: readonly (readonly number[])[], reach = 2): Window {
  const ends = others.flatMap((g) => g.slice(-1)).sort((a, b) => a - b);
  const quarter = Math.floor(ends.length / 4);
  const core = [...home, ...ends.slice(quarter, ends.length - quarter)];
  const [least, most] = [Math.min(...core), Math.max(...core)];
  const room = reach * (most - least || Math.abs(most) || 1);
  const kept = [...core, ...others.flat().filter((y) => y >= least - room && y <= most + room)];
  const [low, high] = [Math.min(...kept), Math.max(...kept)];
  const margin = (high - low || 1) * 0.03;
  return { low: low - margin, high: high + margin };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
