/** SVG as PNG, at twice its size, with a font of our own: the same picture on every machine, also on one without fonts. */
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import type { Theme } from "../plot/index.ts";

const paper: Record<Theme, string> = { auto: "#ffffff", light: "#ffffff", dark: "#16171b" };

const { resolve } = createRequire(import.meta.url);
const faces = ["400Regular/OpenSans_400Regular.ttf", "700Bold/OpenSans_700Bold.ttf"].map((face) =>
  resolve(`@expo-google-fonts/open-sans/${face}`),
);

export async function png(svg: string, theme: Theme): Promise<Uint8Array> {
  const drawn = new Resvg(svg, {
    fitTo: { mode: "zoom", value: 2 },
    background: paper[theme],
    font: { loadSystemFonts: false, fontFiles: faces, defaultFontFamily: "Open Sans" },
  });
  return drawn.render().asPng();
}
