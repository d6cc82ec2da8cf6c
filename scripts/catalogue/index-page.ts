/** The index: by family with thumbnails, and by year. */
import { type Declaration, declarations, familyOf, moduleName } from "../../src/activations/index.ts";
import { plainNumbers } from "../../src/lab/index.ts";
import { torchLink } from "./elsewhere.ts";
import { code, link, page, plain, table } from "./markdown.ts";

export function indexPage(): string {
  const all = [...declarations.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const families = [...new Set(all.map((d) => familyOf(d.name)!))].sort();
  return page(
    "# Catalogue",
    `${all.length} functions: what each is, where it comes from, what is proved of it, how exact its kernels are, and its code for ` +
      "PyTorch, JAX and ONNX. `nonlin show NAME` tells the same in the terminal. The pages are written by `npm run catalogue`.",
    `Families: ${families.map((family) => link(family, `#${family}`)).join(", ")}. ${link("By year", "#by-year")}.`,
    ...families.flatMap((family) => [`## ${family}`, familyTable(all.filter((d) => familyOf(d.name) === family))]),
    "## By year",
    byYear(all),
  );
}

/** Modules list their exports in an order that depends on who loads them. */
function key({ name }: Declaration): string {
  return name.toLowerCase();
}

function familyTable(members: readonly Declaration[]): string {
  return table(
    ["", "function", "formula", "PyTorch", "year"],
    members.map((d) => [
      link(`<img src="thumbnails/${d.name}.svg" width="72" alt="${moduleName(d)}">`, `${d.name}.md`),
      pageLink(d),
      code(formulaOf(d)).replaceAll("|", "\\|"),
      d.known?.torch === undefined ? "" : torchLink(d.known.torch),
      `${d.source?.year ?? ""}`,
    ]),
  );
}

/** As it is published, and not longer than a line. */
function formulaOf(d: Declaration): string {
  const text = plainNumbers(d.printed ?? d.formula) + (d.beside === undefined ? "" : ` | ${d.beside}`);
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

const most = 64;

function pageLink(d: Declaration): string {
  return link(plain(moduleName(d)), `${d.name}.md`);
}

function byYear(all: readonly Declaration[]): string {
  const years = [...new Set(all.map((d) => d.source?.year))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const rows = years.map((year) => [
    year === undefined ? "unknown" : `${year}`,
    all
      .filter((d) => d.source?.year === year)
      .map(pageLink)
      .join(", "),
  ]);
  return table(["year", "functions"], rows);
}
