import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { madeUpRace } from "../../test/made-up-race.ts";
import { curves } from "../lab/index.ts";
import { functionPlot } from "./functions.ts";
import { dataInReport, raceCurves, raceDifferences, raceDots, raceReport, type Theme, thumbnail } from "./index.ts";
import { spread, windowOf, windowOfCurves, windowRoundZero } from "./layout.ts";
import { type Style, series, shades, styles } from "./palette.ts";
import { thinned } from "./polyline.ts";

const race = madeUpRace();
const [course] = race.tasks as [(typeof race.tasks)[number]];
const canvas = (theme: Theme = "auto", width = 480) => ({ document: newDocument(), width, theme });

const charts: Record<string, (theme?: Theme) => string> = {
  differences: (theme) => raceDifferences(course, canvas(theme), "a"),
  dots: (theme) => raceDots(course, canvas(theme), "b"),
  epochs: (theme) => raceCurves(course, "epochs", canvas(theme), "c"),
  seconds: (theme) => raceCurves(course, "seconds", canvas(theme), "d"),
  functions: (theme) => functionPlot(curves(["gelu", "relu"], [-3, 3], [0, 1]), canvas(theme)),
  thumbnail: (theme) => thumbnail(curves(["gelu", "relu"], [-3, 3], [0]), canvas(theme, 96), "e"),
};

describe.each(Object.entries(charts))("%s", (_name, chart) => {
  test("is the same bytes every time", () => {
    expect(chart()).toBe(chart());
  });

  test("says in title and description what it shows, and bears its labels as text", () => {
    const svg = chart();
    expect(svg).toMatch(/<title id="[\w-]+-title">[^<]+<\/title>/);
    expect(svg).toMatch(/<desc id="[\w-]+-text">[^<]+<\/desc>/);
    for (const name of ["GELU", "ReLU"]) expect(svg).toContain(name);
  });

  test("has colours as attributes, of the palette alone, and their partners for the dark", () => {
    const svg = chart();
    expect(svg).not.toMatch(/currentColor|var\(|NaN|undefined|Infinity/);
    const light = new Set<string>(Object.values(shades).map((s) => s.light));
    for (const [, colour] of svg.replace(/<style>.*?<\/style>/s, "").matchAll(/(?:fill|stroke)="(#[^"]+)"/g))
      expect(light).toContain(colour);
    expect(svg).toContain("@media(prefers-color-scheme:dark)");
    expect(chart("light")).not.toContain("@media");
    expect(chart("dark")).not.toContain(shades.ink.light);
  });
});

test("a thinned line has less than a third of the points and passes all others within a tenth of a pixel; gaps stay", () => {
  const points = Array.from({ length: 601 }, (_, i) => ({
    x: i,
    y: i > 300 && i < 310 ? null : 90 * Math.sin(i / 40),
  }));
  const kept = thinned(points);
  expect(kept.length).toBeLessThan(points.length / 3);
  for (const { x, y } of points) {
    const b = kept.findIndex((p) => p.x >= x);
    const [from, to] = [kept[Math.max(0, b - 1)]!, kept[b]!];
    if (y === null) expect(to).toEqual({ x, y });
    else if (to.x === x) expect(to.y).toBe(y);
    else expect(Math.abs(from.y! + ((to.y! - from.y!) * (x - from.x)) / (to.x - from.x) - y)).toBeLessThan(0.1);
  }
});

test("a line through no value and a single one is kept as it is", () => {
  expect(thinned([])).toEqual([]);
  const lone = [
    { x: 0, y: null },
    { x: 1, y: 5 },
    { x: 2, y: null },
  ];
  expect(thinned(lone)).toEqual(lone);
});

test("what is no function of x alone is drawn in its own words", () => {
  const drawn = curves(["gelu"], [-3, 3], [0, 1]);
  const words = { orders: ["f(a, b)", "∂f/∂b"], x: "b", seen: "f over b for a = 1." };
  const svg = functionPlot({ ...drawn, words }, canvas());
  for (const said of ["f(a, b)", "∂f/∂b", ">b<", "f over b for a = 1."]) expect(svg).toContain(said);
});

test("a dark rule is there for each colour of the picture, and for no other", () => {
  const svg = charts.thumbnail!();
  const body = svg.replace(/<style>.*?<\/style>/s, "");
  // the ink is that of the picture as a whole
  for (const { light } of Object.values(shades).filter((shade) => shade !== shades.ink)) {
    const isDrawn = body.includes(`="${light}"`);
    expect(svg.includes(`[stroke="${light}"]{`), light).toBe(isDrawn);
  }
});

test("every shade stands out from the paper: 4.5 to 1 for text, 3 to 1 for lines, on both sides", () => {
  for (const side of ["light", "dark"] as const) {
    for (const [name, shade] of Object.entries(shades)) {
      if (["paper", "rule", "zone"].includes(name)) continue;
      const least = name === "ink" || name === "quiet" ? 4.5 : 3;
      expect(contrast(shade[side], shades.paper[side]), `${name} ${side}`).toBeGreaterThanOrEqual(least);
    }
  }
});

test("series differ in dash and marker, and the first six in colour, from each other and from the neutral ones", () => {
  const neutral = [styles.baseline, styles.control];
  const distinct = (key: "colour" | "symbol", all: readonly Style[]): void =>
    expect(new Set(all.map((s) => s[key])).size).toBe(all.length);
  distinct("colour", [...series.slice(0, 6), ...neutral]);
  distinct("symbol", [...series, ...neutral]);
  expect(new Set(series.map((s) => s.dash)).size).toBe(series.length);
});

describe("labels", () => {
  test("keep their distance, their order and the frame", () => {
    const wanted = [50, 52, 51, 10, 99, 98, 53];
    const places = spread(wanted, 10, 0, 100);
    const order = wanted.map((_, i) => i).sort((i, j) => (wanted[i] as number) - (wanted[j] as number));
    for (const [k, i] of order.entries()) {
      const next = order[k + 1];
      if (next !== undefined)
        expect((places[next] as number) - (places[i] as number)).toBeGreaterThanOrEqual(10 - 1e-9);
      expect(places[i]).toBeGreaterThanOrEqual(0);
      expect(places[i]).toBeLessThanOrEqual(100);
    }
  });

  test("stay where they want to be if nothing is near", () => {
    expect(spread([10, 80, 40], 10, 0, 100)).toEqual([10, 80, 40]);
  });
});

test("a window shows the home group and leaves out what is far away", () => {
  const { low, high } = windowOf(
    [
      [98, 98.5, 99],
      [98.2, 99.1, 98.8],
      [66, 66.2, 66.4],
    ],
    0,
  );
  expect(low).toBeGreaterThan(97);
  expect(low).toBeLessThanOrEqual(98);
  expect(high).toBeGreaterThanOrEqual(99.1);
});

test("a window of differences shows rivals within a few times the spread, and leaves out what is far off", () => {
  const rows = [2.4, -0.2, 0.1, 1.1, 0.6, -1e17, 0.2].map((mean) => ({
    mean,
    interval: [mean - 0.7, mean + 0.7] as const,
  }));
  const { low, high } = windowRoundZero(rows, 0.8);
  expect(high).toBeGreaterThan(3.1);
  expect(low).toBeGreaterThan(-2);
  expect(low).toBeLessThanOrEqual(-0.9);
});

test("a window of curves shows all of the baseline, and is not ruined by one that explodes", () => {
  const others = [
    [-1e6, -1e17],
    [10, 46],
    [66, 66],
    [-400, 44],
  ];
  const { low, high } = windowOfCurves([0, 30, 45], others);
  expect(low).toBeLessThanOrEqual(0);
  expect(low).toBeGreaterThan(-150);
  expect(high).toBeGreaterThan(66);
  expect(high).toBeLessThan(150);
});

describe("a report", () => {
  test("holds names of any kind as text, and its data unchanged", () => {
    const evil = withTitles('</script><img src=x onerror="alert(1)"> aria-x="#1c1c21');
    const html = raceReport(evil, { document: newDocument(), theme: "dark" });
    expect(JSON.parse(dataInReport(html) as string)).toEqual(evil);
    const plain = raceReport(race, { document: newDocument(), theme: "dark" });
    expect(elementsOf(html)).toEqual(elementsOf(plain));
  });

  test("forbids everything but its own style, and is the same bytes every time", () => {
    const html = raceReport(race, { document: newDocument() });
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(html).not.toMatch(/(?:src|href)=/);
    expect(raceReport(race, { document: newDocument() })).toBe(html);
  });

  test("one seed draws no interval and says so", () => {
    expect(raceReport(madeUpRace(1), { document: newDocument() })).toContain(
      "Differences on one seed: no interval can be drawn.",
    );
  });
});

function elementsOf(html: string): readonly string[] {
  return [...parseHTML(html).document.querySelectorAll("*")].map((e) => e.tagName);
}

/** The race with this in the place of whatever a user may have named. */
function withTitles(name: string): typeof race {
  const tasks = race.tasks.map((task) => ({
    ...task,
    title: name,
    sentences: task.sentences.map(() => name),
    entrants: task.entrants.map((e) => ({ ...e, title: name })),
  }));
  return { ...race, tasks };
}

function newDocument(): Document {
  return parseHTML("<html></html>").document as unknown as Document;
}

/** WCAG 2.2's contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

function luminance(colour: string): number {
  const part = (i: number): number => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}
