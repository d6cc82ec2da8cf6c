/** A curve drawn in braille dots, two by four to a character. */

export interface Box {
  readonly columns: number;
  readonly rows: number;
}

// bit of each dot of a character, by row and column (Unicode 2800)
const bits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** Lines of text with y over equally spaced x, and the zero line dotted. Nulls are gaps. */
export function braille(
  values: readonly (number | null)[],
  low: number,
  high: number,
  { columns, rows }: Box,
): string[] {
  const cells = Array.from({ length: rows }, () => new Uint8Array(columns));
  const [width, height] = [columns * 2, rows * 4];
  const place = (y: number): number => Math.round(((high - y) / (high - low)) * (height - 1));
  const set = (x: number, y: number): void => {
    const row = cells[y >> 2];
    if (row === undefined || x < 0 || x >= width) return;
    row[x >> 1] = (row[x >> 1] as number) | (bits[y & 3]?.[x & 1] as number);
  };
  if (low < 0 && high > 0) for (let x = 0; x < width; x += 4) set(x, place(0));
  let before: number | undefined;
  for (let x = 0; x < width; x++) {
    const value = values[Math.round((x / (width - 1)) * (values.length - 1))] ?? null;
    const y = value === null || value < low || value > high ? undefined : place(value);
    if (y !== undefined) {
      // steep stretches are joined, so that a line stays a line
      const [from, to] = before === undefined ? [y, y] : [Math.min(before, y), Math.max(before, y)];
      for (let k = from; k <= to; k++) set(x, k);
    }
    before = y;
  }
  return cells.map((row) => Array.from(row, (code) => String.fromCharCode(0x2800 + code)).join(""));
}
