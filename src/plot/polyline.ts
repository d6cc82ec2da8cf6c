/** Lines with no more points than the eye needs. */

export interface Point {
  readonly x: number;
  /** In pixels; null where there is no value. */
  readonly y: number | null;
}

/** The points without those that a straight line between others passes within a tenth of a pixel. */
export function thinned(points: readonly Point[]): readonly Point[] {
  const kept = new Set<number>();
  const keep = (from: number, to: number): void => {
    kept.add(from).add(to);
    const [a, b] = [points[from], points[to]] as [Point, Point];
    let [farthest, distance] = [0, 0.1];
    for (let i = from + 1; i < to; i += 1) {
      const { x, y } = points[i] as Point;
      const off = Math.abs(y! - (a.y! + ((b.y! - a.y!) * (x - a.x)) / (b.x - a.x)));
      if (off > distance) [farthest, distance] = [i, off];
    }
    if (farthest === 0) return;
    keep(from, farthest);
    keep(farthest, to);
  };
  let start: number | undefined;
  for (const [i, { y }] of points.entries()) {
    if (y !== null) start ??= i;
    else kept.add(i);
    const next = points[i + 1]?.y ?? null;
    if (start !== undefined && next === null) {
      keep(start, i);
      start = undefined;
    }
  }
  return points.filter((_, i) => kept.has(i));
}
