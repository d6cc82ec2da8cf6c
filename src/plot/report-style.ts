/** The style of a report: one column on a phone, two on a desk, one sheet of A4 on paper. */
import { darkRules, shades, type Theme } from "./palette.ts";

export function reportStyle(theme: Theme): string {
  const dark = `@media screen and (prefers-color-scheme:dark){:root{${tokens("dark")}}${darkRules(".nonlin-plot")}.nonlin-plot{fill:${shades.ink.dark}}}`;
  return `:root{${tokens(theme === "dark" ? "dark" : "light")}}${theme === "auto" ? dark : ""}${rules}${print}`;
}

function tokens(side: "light" | "dark"): string {
  const names = ["paper", "ink", "quiet", "rule", "zone", "blue"] as const;
  return names.map((name) => `--${name}:${shades[name][side]}`).join(";");
}

const rules = `
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:16px/1.5 Inter,system-ui,"Segoe UI","DejaVu Sans","Liberation Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:24px 16px 48px;max-width:1152px}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 8px;letter-spacing:-.01em}
h2{font-size:1.25rem;line-height:1.25;margin:0 0 6px}
header p{margin:0;color:var(--quiet);max-width:72ch}
section{margin-top:36px;padding-top:24px;border-top:1px solid var(--rule)}
.finding{font-size:1.05rem;margin:0 0 14px;max-width:80ch}
.box{border:1px solid var(--rule);border-left:4px solid var(--blue);border-radius:6px;padding:14px 18px;background:var(--paper)}
.choice{font-weight:650;margin:0 0 8px;font-size:1.08rem}
dl{margin:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:8px 28px}
dt{font-size:.8rem;color:var(--quiet)}
dd{margin:0;font-size:.94rem}
.figures{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:20px 32px;margin-top:20px}
figure{margin:0;min-width:0}
figure svg{display:block;width:100%;height:auto;overflow:visible}
figcaption{font-size:.85rem;color:var(--quiet);margin-top:4px}
.narrow{display:none}
.note{margin:12px 0 0;font-size:.94rem;max-width:84ch}
details{margin-top:14px}
summary{cursor:pointer;padding:6px 0;color:var(--blue);font-size:.94rem}
summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.82rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--quiet);padding:4px 0}
th,td{padding:4px 12px 4px 0;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule)}
th[scope=row],thead th:first-child{text-align:left;font-weight:500}
thead th{font-weight:500;color:var(--quiet);vertical-align:bottom}
.sentences{padding-left:18px;font-size:.88rem}
footer{margin-top:36px;padding-top:20px;border-top:1px solid var(--rule);font-size:.85rem;color:var(--quiet)}
footer h2{font-size:1rem;color:var(--ink)}
footer p{margin:6px 0;max-width:100ch}
code{font:.92em/1.4 "DejaVu Sans Mono",ui-monospace,monospace;overflow-wrap:anywhere;color:var(--ink)}
@media(max-width:900px){.figures{grid-template-columns:minmax(0,1fr)}figure{max-width:620px}}
@media(max-width:520px){.wide{display:none}.narrow{display:block}body{padding:18px 16px 36px}h1{font-size:1.4rem}.box{padding:12px 14px}}
`;

// one sheet: tasks side by side, each with the chart that decides; a single task with all four
const print = `
@page{size:A4;margin:11mm}
@media print{
html{font-size:7.8pt;line-height:1.3}
body{padding:0;max-width:none}
h1{font-size:14pt}h2{font-size:10.5pt;margin-bottom:1mm}
main{display:flex;gap:7mm}
section{flex:1 1 0;min-width:0;margin-top:3mm;padding-top:2mm}
.finding{font-size:8.6pt;margin-bottom:2mm}
.box{padding:2mm 2.5mm}.choice{font-size:9pt;margin-bottom:1mm}
dl{grid-template-columns:1fr;gap:1mm}dd{font-size:7.4pt;line-height:1.25}dt{font-size:6.8pt}
.figures{grid-template-columns:1fr;gap:2mm;margin-top:2mm}
.wide{display:none}.narrow{display:block}
figure:not(.differences),details{display:none}
figure svg{width:78%}
main:has(section:only-child) :is(.figures,dl){grid-template-columns:1fr 1fr;gap:3mm 5mm}
main:has(section:only-child) figure{display:block}
main:has(section:only-child) figure svg{width:66%}
figcaption{font-size:6.6pt}
.note{font-size:7.4pt;margin-top:1.2mm}
footer{margin-top:3mm;padding-top:2mm;font-size:6.6pt}footer h2{font-size:8pt}footer p{margin:.6mm 0;max-width:none}
}
`;
