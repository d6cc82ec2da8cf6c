/**
 * A race as one page that needs nothing else: no network, no script, its data inside.
 *
 * Each figure is drawn twice, wide and narrow, and the page shows the one that fits; text in a scaled picture would be too small to read.
 */
import { formatNumber, formatSeconds } from "../base/index.ts";
import { methods, type RaceResult, rule, type TaskResult } from "../lab/index.ts";
import type { Canvas } from "./canvas.ts";
import { escapeText } from "./escape.ts";
import { darkened, type Theme } from "./palette.ts";
import { raceCurves } from "./race-curves.ts";
import { raceDifferences } from "./race-differences.ts";
import { raceDots } from "./race-dots.ts";
import { raceTable } from "./race-table.ts";
import { reportStyle } from "./report-style.ts";

const widths = { wide: 530, narrow: 328 } as const;

export interface ReportOptions {
  readonly document: Document;
  readonly theme?: Theme;
}

export function raceReport(result: RaceResult, { document, theme = "auto" }: ReportOptions): string {
  const sections = result.tasks.map((task, i) => section(task, `t${i + 1}`, document));
  const page = `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme === "auto" ? "light dark" : theme}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<title>${escapeText(titleOf(result))}</title>
<style>${reportStyle(theme)}</style>
</head>
<body>
<header>
<h1>${escapeText(titleOf(result))}</h1>
<p>${escapeText(introduction(result))}</p>
</header>
<main>
${sections.join("\n")}
</main>
<footer>
${footer(result)}
</footer>
`;
  const data = JSON.stringify(result).replaceAll("<", "\\u003c");
  return `${theme === "dark" ? darkened(page) : page}<script type="application/json" id="nonlin-data">${data}</script>
</body>
</html>
`;
}

/** The result inside a report, as text; undefined if there is none. */
export function dataInReport(html: string): string | undefined {
  return /<script type="application\/json" id="nonlin-data">([\s\S]*?)<\/script>/.exec(html)?.[1];
}

/** The theme that a report was drawn in. */
export function themeOf(html: string): Theme {
  const named = /<html lang="en" data-theme="(\w+)">/.exec(html)?.[1];
  return named === "light" || named === "dark" ? named : "auto";
}

function titleOf(result: RaceResult): string {
  return result.tasks.length === 1
    ? `Which activation works best on ${result.tasks[0]?.title}?`
    : "Which activation works best here?";
}

function introduction(result: RaceResult): string {
  const { tasks, options } = result;
  const functions = tasks[0]?.entrants.filter((e) => e.role !== "floor").length ?? 0;
  const seeds = tasks[0]?.entrants[0]?.runs.length ?? 0;
  const where = tasks.length === 1 ? "one task" : `${tasks.length} tasks`;
  const cut = result.partial ? ` It was interrupted: ${seeds} of ${options.seeds} seeds are here.` : "";
  return `${functions} networks that differ in nothing but the activation, ${seeds} paired seeds, ${where}. ${rule}${cut}`;
}

function section(task: TaskResult, id: string, document: Document): string {
  const { recommendation: r } = task;
  const rows: [string, string][] = [
    ["Effect", r.effect],
    ["Cost", r.cost],
    ["Not tested", r.untested],
    ["What would change it", r.change],
  ];
  const box = rows.map(([term, text]) => `<div><dt>${term}</dt><dd>${escapeText(text)}</dd></div>`).join("");
  const [finding, ...notes] = task.sentences;
  return `<section id="${id}">
<h2>${escapeText(capital(task.title))}</h2>
<p class="finding">${escapeText(finding ?? "")}</p>
<div class="box"><p class="choice">${escapeText(r.choice)}</p><dl>${box}</dl></div>
<div class="figures">
${figure(document, `${id}-differences`, differencesCaption(task), (canvas, name) => raceDifferences(task, canvas, name))}
${figure(document, `${id}-dots`, "Every seed. A dot is one training, a bar the median, a thin line one seed through all functions.", (canvas, name) => raceDots(task, canvas, name))}
${figure(document, `${id}-epochs`, "While training: medians, with every seed's line behind.", (canvas, name) => raceCurves(task, "epochs", canvas, name))}
${figure(document, `${id}-seconds`, "The same against time on this machine.", (canvas, name) => raceCurves(task, "seconds", canvas, name))}
</div>
${notes.map((note) => `<p class="note">${escapeText(note)}</p>`).join("\n")}
<details><summary>The numbers</summary>
${raceTable(task)}
<ul class="sentences">${task.entrants.flatMap((e) => (e.sentence === undefined ? [] : [`<li>${escapeText(e.sentence)}</li>`])).join("")}</ul>
</details>
</section>`;
}

function figure(
  document: Document,
  id: string,
  caption: string,
  drawn: (canvas: Canvas, id: string) => string,
): string {
  const pictures = Object.entries(widths).map(
    ([size, width]) => `<div class="${size}">${drawn({ document, width, alone: false }, `${id}-${size}`)}</div>`,
  );
  return `<figure class="${id.replace(/^.*-/, "")}">${pictures.join("")}<figcaption>${escapeText(caption)}</figcaption></figure>`;
}

function differencesCaption(task: TaskResult): string {
  const c = task.entrants.find((e) => e.comparison !== undefined)?.comparison;
  if (c === undefined || c.n < 2) return "Differences on one seed: no interval can be drawn.";
  return `How sure? Thin line: the ${formatNumber(100 * c.level, 3)} % interval that leaves 0 out where a function is better or worse. Thick: the ${formatNumber(100 * c.innerLevel, 3)} % interval that lies inside the shaded zone where it is practically equal. Corrected for all rivals (Holm).`;
}

function footer(result: RaceResult): string {
  const p = result.provenance;
  const ran =
    p === undefined
      ? ""
      : `<p><code>${escapeText(p.command)}</code></p><p>nonlin ${escapeText(p.version)}, ${escapeText(p.engine)}, numerics ${escapeText(result.numerics)}, master seed ${result.seed}; ${escapeText(formatSeconds(p.seconds))} in all.</p>`;
  const data = result.tasks
    .map((t) => `${escapeText(t.title)} <code>${escapeText(t.facts.hash.slice(0, 16))}</code>`)
    .join("; ");
  return `<h2>Methods</h2>
${methods(result)
  .map((text) => `<p>${escapeText(text)}</p>`)
  .join("\n")}
${ran}
<p>Data: ${data}. Results: <code>${escapeText(result.hash.slice(0, 16))}</code>. <code>nonlin rerun</code> on this file repeats it, judges it anew and compares everything; the numbers are inside as JSON.</p>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
