/**
 * Colours in pairs, light and dark. A drawing carries the light ones as attributes, which every renderer understands;
 * a style block turns each into its partner where the reader prefers dark.
 *
 * Series follow Okabe and Ito (2008), those too pale for 3:1 on white taken darker; each has a dash and a marker too.
 */

export interface Shade {
  readonly light: string;
  readonly dark: string;
}

export const shades = {
  paper: { light: "#ffffff", dark: "#16171b" },
  ink: { light: "#1c1c21", dark: "#ececf1" },
  quiet: { light: "#5f6069", dark: "#a9aab4" },
  rule: { light: "#e1e2e8", dark: "#303139" },
  zone: { light: "#e9ecf2", dark: "#292c35" },
  baseline: { light: "#2c2c33", dark: "#f4f4f7" },
  control: { light: "#767781", dark: "#9091a0" },
  blue: { light: "#0072b2", dark: "#64a9ff" },
  orange: { light: "#c27c00", dark: "#e69f00" },
  green: { light: "#00885f", dark: "#35c498" },
  vermilion: { light: "#d55e00", dark: "#ff8a4d" },
  sky: { light: "#2e93cf", dark: "#8fd6ff" },
  purple: { light: "#b85f94", dark: "#e3a3cc" },
} as const satisfies Record<string, Shade>;

export type Theme = "light" | "dark" | "auto";

/** Names that Plot knows. */
const symbols = [
  "circle",
  "square",
  "triangle",
  "diamond",
  "times",
  "star",
  "plus",
  "wye",
  "triangle2",
  "square2",
  "hexagon",
  "diamond2",
  "asterisk",
  "cross",
] as const;

export interface Style {
  readonly colour: string;
  /** SVG's stroke-dasharray; undefined for a full line. */
  readonly dash?: string;
  readonly symbol: (typeof symbols)[number];
  readonly width: number;
}

export const styles = {
  baseline: { colour: shades.baseline.light, symbol: "circle", width: 2.5 },
  control: { colour: shades.control.light, dash: "2 3", symbol: "plus", width: 1.75 },
  floor: { colour: shades.control.light, dash: "1 3", symbol: "circle", width: 1.25 },
  other: { colour: shades.control.light, dash: "1 2", symbol: "wye", width: 1 },
} as const satisfies Record<string, Style>;

/** Six colours, each twice: the second time with another marker and another dash. What comes after them is drawn quietly. */
export const series: readonly Style[] = [
  { colour: shades.blue.light, symbol: "square", width: 1.75 },
  { colour: shades.vermilion.light, dash: "7 3", symbol: "triangle", width: 1.75 },
  { colour: shades.green.light, dash: "3 2", symbol: "diamond", width: 1.75 },
  { colour: shades.purple.light, dash: "9 3 2 3", symbol: "star", width: 1.75 },
  { colour: shades.orange.light, dash: "5 2", symbol: "times", width: 1.75 },
  { colour: shades.sky.light, dash: "12 3", symbol: "wye", width: 1.75 },
  { colour: shades.blue.light, dash: "2 2", symbol: "triangle2", width: 1.75 },
  { colour: shades.vermilion.light, dash: "1 3", symbol: "square2", width: 1.75 },
  { colour: shades.green.light, dash: "10 2 2 2 2 2", symbol: "hexagon", width: 1.75 },
  { colour: shades.purple.light, dash: "4 4", symbol: "diamond2", width: 1.75 },
  { colour: shades.orange.light, dash: "14 4 4 4", symbol: "asterisk", width: 1.75 },
  { colour: shades.sky.light, dash: "6 6", symbol: "cross", width: 1.75 },
];

/** Rules that turn light colours under `scope` into their dark partners: those named, or all. */
export function darkRules(scope: string, colours?: ReadonlySet<string>): string {
  return Object.values(shades)
    .filter(({ light }) => colours?.has(light) ?? true)
    .map(({ light, dark }) => `${scope} [fill="${light}"]{fill:${dark}}${scope} [stroke="${light}"]{stroke:${dark}}`)
    .join("");
}

/** The markup with every light colour replaced by its dark partner. */
export function darkened(markup: string): string {
  const partners = new Map<string, string>(Object.values(shades).map(({ light, dark }) => [light, dark]));
  return markup.replace(/#[0-9a-f]{6}/g, (colour) => partners.get(colour) ?? colour);
}
