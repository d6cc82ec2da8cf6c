/** Where things stand: labels that do not touch, windows that show what matters. */

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

export interface Window {
  readonly low: number;
  readonly high: number;
  /** The groups that lie outside, by index. */
  readonly outside: ReadonlySet<number>;
}

/**
 * A range of values that shows the spread within the groups: groups far from the one at `home` are left out, at most half of them,
 * until the range is no more than `most` times the typical spread of a group.
 */
export function windowOf(groups: readonly (readonly number[])[], home: number, most = 14): Window {
  const outside = new Set<number>();
  const extent = (keep: readonly number[]): [number, number] => {
    const values = keep.flatMap((i) => groups[i] as readonly number[]).filter(Number.isFinite);
    return [Math.min(...values), Math.max(...values)];
  };
  const typical = middle(groups.map((g) => Math.max(...g) - Math.min(...g)).filter(Number.isFinite));
  const centre = middle(groups[home] as readonly number[]);
  for (;;) {
    const kept = groups.map((_, i) => i).filter((i) => !outside.has(i));
    const [low, high] = extent(kept);
    const candidates = kept.filter((i) => i !== home);
    if (high - low <= most * typical || outside.size >= groups.length / 2 || candidates.length === 0) {
      const margin = (high - low || Math.abs(high) || 1) * 0.06;
      return { low: low - margin, high: high + margin, outside };
    }
    const far = (i: number): number => Math.max(...(groups[i] as readonly number[]).map((x) => Math.abs(x - centre)));
    outside.add(candidates.reduce((a, b) => (far(b) > far(a) ? b : a)));
  }
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
