/** A race written to a file: the kind by the file's ending. */
import type { RaceResult } from "../lab/index.ts";
import type { Theme } from "../plot/index.ts";
import { type Format, formatOf, writeWhole } from "./file.ts";
import { raceRows } from "./race-text.ts";

export const raceFormats: readonly Format[] = ["html", "svg", "png", "json", "csv"];

/** The files written: charts of several tasks are several files, name-2.svg after name.svg. */
export async function writeRace(result: RaceResult, path: string, theme: Theme): Promise<string[]> {
  const format = formatOf(path, raceFormats);
  if (format === "json") return [write(path, `${JSON.stringify(result, undefined, 1)}\n`)];
  if (format === "csv") return [write(path, await csvOf(result))];
  const { emptyDocument } = await import("./document.ts");
  const { raceDifferences, raceReport } = await import("../plot/index.ts");
  const document = emptyDocument();
  if (format === "html") return [write(path, raceReport(result, { document, theme }))];
  const { png } = await import("./png.ts");
  const charts = result.tasks.map((task, i) => raceDifferences(task, { document, width: 640, theme }, `race-${i + 1}`));
  return Promise.all(
    charts.map(async (svg, i) => {
      const name = i === 0 ? path : path.replace(/(\.\w+)$/, `-${i + 1}$1`);
      return write(name, format === "svg" ? svg : await png(svg, theme));
    }),
  );
}

export async function csvOf(result: RaceResult): Promise<string> {
  const { csvText } = await import("../data/index.ts");
  const [head, ...rows] = raceRows(result);
  return csvText((head as string[]).map(String), rows);
}

function write(path: string, data: string | Uint8Array): string {
  writeWhole(path, data);
  return path;
}
