/** Matrices whose rows (or columns, if those are fewer) have length 1 and stand at right angles. */

/** From normal numbers, uniformly among all such matrices; row-major. Gram and Schmidt's way, twice, which leaves no trace of rounding. */
export function orthonormal(rows: number, columns: number, number: (i: number) => number): Float64Array {
  const wide = rows <= columns;
  const [count, length] = wide ? [rows, columns] : [columns, rows];
  const place = (k: number, i: number): number => (wide ? k * columns + i : i * columns + k);
  const vectors: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    const v = Float64Array.from({ length }, (_, i) => number(place(k, i)));
    for (let round = 0; round < 2; round++) {
      for (const other of vectors) subtract(v, other, dot(v, other));
      const size = Math.sqrt(dot(v, v));
      for (let i = 0; i < length; i++) v[i]! /= size;
    }
    vectors.push(v);
  }
  const out = new Float64Array(rows * columns);
  for (const [k, v] of vectors.entries()) for (let i = 0; i < length; i++) out[place(k, i)] = v[i]!;
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function subtract(v: Float64Array, other: Float64Array, share: number): void {
  for (let i = 0; i < v.length; i++) v[i]! -= share * other[i]!;
}
