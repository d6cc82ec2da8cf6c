/** The files of docs/catalogue: a page, a plot and a thumbnail for each function, and the index. */
import { type Declaration, declarations, familyOf, moduleName } from "../../src/activations/index.ts";
import { elementwiseSections } from "./elementwise-page.ts";
import { sourceText, torchLink } from "./elsewhere.ts";
import { indexPage } from "./index-page.ts";
import { code, link, page, plain } from "./markdown.ts";
import { otherSections } from "./other-page.ts";
import { picturesOf } from "./picture.ts";

/** Path in docs/catalogue -> text. */
export type Files = ReadonlyMap<string, string>;

export function allFiles(): Files {
  return new Map([["README.md", indexPage()], ...[...declarations.values()].flatMap((d) => [...filesOf(d)])]);
}

/** Those of one function. */
export function filesOf(d: Declaration): Files {
  const pictures = picturesOf(d);
  return new Map([
    [`${d.name}.md`, pageOf(d, pictures.markdown)],
    [`plots/${d.name}.svg`, `${pictures.plot}\n`],
    [`thumbnails/${d.name}.svg`, `${pictures.thumbnail}\n`],
  ]);
}

function pageOf(d: Declaration, picture: string): string {
  const family = familyOf(d.name)!;
  const torch = d.known?.torch;
  const about = [
    `${code(d.name)} of the family ${link(family, `README.md#${family}`)}`,
    ...[sourceText(d)].filter((text) => text !== ""),
    ...(torch === undefined ? [] : [`in PyTorch ${torchLink(torch)}`]),
  ];
  const note = d.note === undefined ? "" : `Note: ${plain(d.note)}.`;
  const isOfOneValue =
    d.axis === undefined && d.inputs === undefined && d.random === undefined && d.beside === undefined;
  const sections = isOfOneValue ? elementwiseSections(d) : otherSections(d);
  return page(`# ${plain(moduleName(d))}`, `${about.join("; ")}.`, note, picture, ...sections, written);
}

const written = "<sub>Written by `npm run catalogue` from the declaration; nothing here is typed by hand.</sub>";

/** A page without the figures that are measured and kept in tables, which may be newer than the page. */
export function withoutFigures(text: string): string {
  return text
    .split("\n")
    .filter((line) => !figures.some((pattern) => pattern.test(line)))
    .join("\n");
}

const figures = [
  /^\| speed \|/,
  /^\| f[′″]? \|.*(every float32|not swept yet)/,
  /^\| {2}\| largest error/,
  /^Of the float32 kernel/,
  /^Not swept yet/,
  /^accuracy in float/,
];
