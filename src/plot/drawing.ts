/**
 * One picture: what Observable Plot draws, made to stand alone.
 *
 * Text is real text, ids come from the picture's name, and nothing depends on the clock or on chance, so the same data give the same bytes.
 */
import { type PlotOptions, plot } from "@observablehq/plot";
import type { Canvas } from "./canvas.ts";
import { darkened, darkRules, shades } from "./palette.ts";

export interface Caption {
  /** A word for ids, unlike that of any other picture on the page. */
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence made from the numbers. */
  readonly text: string;
}

export const font = "Inter, 'Open Sans', 'DejaVu Sans', 'Liberation Sans', system-ui, sans-serif";
export const fontSize = 12;

/** An SVG with title, description and both themes. */
export function draw(caption: Caption, canvas: Canvas, options: PlotOptions): string {
  const { document, width, theme = "auto", alone = true } = canvas;
  const drawn = plot({
    ...options,
    document,
    width,
    className: "nonlin",
    style: { fontFamily: font, fontSize: `${fontSize}px` },
  } as PlotOptions);
  const svg = drawn as unknown as SVGSVGElement;
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  const height = Number(svg.getAttribute("height"));
  for (const name of ["class", "style", "fill", "width", "height"]) svg.removeAttribute(name);
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${height}`,
    ...(alone ? { width: String(width), height: String(height) } : {}),
    class: `nonlin-plot ${caption.id}`,
    role: "img",
    "aria-labelledby": `${caption.id}-title ${caption.id}-text`,
    "font-family": font,
    "font-size": String(fontSize),
    fill: shades.ink.light,
  };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  if (alone) svg.prepend(paper(document, width, height));
  settle(svg, caption.id);
  if (alone && theme === "auto") svg.prepend(style(document, caption.id, coloursOf(svg)));
  // the title comes first: readers look for it there
  svg.prepend(named(document, "desc", `${caption.id}-text`, caption.text));
  svg.prepend(named(document, "title", `${caption.id}-title`, caption.title));
  const markup = svg.outerHTML;
  return theme === "dark" ? darkened(markup) : markup;
}

/** Takes what Plot assumes of a page out of the attributes, and of nothing else: a title may hold the same words. */
function settle(svg: Element, id: string): void {
  const clips = [...svg.querySelectorAll("clipPath")].map((clip) => clip.id);
  for (const element of [svg, ...svg.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith("aria-") && name !== "aria-labelledby") element.removeAttribute(name);
      if (value === "currentColor") element.setAttribute(name, shades.ink.light);
      // Plot counts its clips through the life of the process
      const clip = /plot-clip-\d+/.exec(value)?.[0];
      if (clip) element.setAttribute(name, value.replace(clip, `${id}-clip-${clips.indexOf(clip) + 1}`));
      // a hundredth of a pixel is enough
      else if (/\.\d{3}/.test(value)) {
        element.setAttribute(
          name,
          value.replace(/-?\d+\.\d{3,}/g, (digits) => String(Math.round(100 * Number(digits)) / 100)),
        );
      }
    }
  }
}

function named(document: Document, tag: string, id: string, text: string): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  element.setAttribute("id", id);
  element.textContent = text;
  return element;
}

function style(document: Document, id: string, colours: ReadonlySet<string>): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "style");
  element.textContent = `@media(prefers-color-scheme:dark){${darkRules(`.${id}`, colours)}.${id}{fill:${shades.ink.dark}}}`;
  return element;
}

function coloursOf(svg: Element): ReadonlySet<string> {
  const all = [...svg.querySelectorAll("[fill], [stroke]")];
  return new Set(all.flatMap((e) => [e.getAttribute("fill") ?? "", e.getAttribute("stroke") ?? ""]));
}

function paper(document: Document, width: number, height: number): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width, height, fill: shades.paper.light })) {
    element.setAttribute(name, String(value));
  }
  return element;
}
