/** SVG as PNG, at twice its size, with the fonts of this machine. */
import { Resvg } from "@resvg/resvg-js";
import { NonlinError } from "../base/index.ts";
import type { Theme } from "../plot/index.ts";

const paper: Record<Theme, string> = { auto: "#ffffff", light: "#ffffff", dark: "#16171b" };

/** Throws E_WORK where the machine has no font to draw text with. */
export async function png(svg: string, theme: Theme): Promise<Uint8Array> {
  const drawn = new Resvg(svg, {
    fitTo: { mode: "zoom", value: 2 },
    background: paper[theme],
    font: { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" },
  });
  const probe = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">n</text></svg>');
  if (probe.getBBox() === undefined) {
    throw new NonlinError("E_WORK", "this machine has no fonts, so a PNG would have no text", {
      advice: "install one (Debian: apt install fonts-dejavu-core) or write .svg",
    });
  }
  return drawn.render().asPng();
}
