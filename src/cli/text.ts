/** Text laid out in columns of characters. */

/** Lines of at most `width` characters, broken at blanks; blanks at the beginning indent them all. */
export function wrap(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? "";
  if (indent !== "") return wrap(text.slice(indent.length), width - indent.length).map((line) => indent + line);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** At most `width` characters, an ellipsis where some are missing. */
export function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

/** Rows as aligned columns, `gap` blanks apart; a column named in `right` is set flush right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = [], gap = 2): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, shownWidth(cell));
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const blanks = " ".repeat((widths[i] as number) - shownWidth(cell));
        return right.includes(i) ? blanks + cell : cell + blanks;
      })
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

const bars = "▁▂▃▄▅▆▇█";

/** Values as a row of bars between `low` and `high`. */
export function sparkline(values: readonly number[], low: number, high: number): string {
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return " ";
      const place = high > low ? (value - low) / (high - low) : 0.5;
      return bars[Math.max(0, Math.min(bars.length - 1, Math.floor(place * bars.length)))];
    })
    .join("");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
const colours = /\u001b\[[0-9;]*m/g;

/** Characters that a text takes up, its colours not counted. */
export function shownWidth(text: string): number {
  return [...text.replace(colours, "")].length;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters other than tabs, line ends and colours
const controls = /\u001b(?!\[[0-9;]*m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;

/** The text with control characters spelled out: the name of a column must not move the cursor or ring the bell. */
export function harmless(text: string): string {
  return text.replace(controls, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
