/** The architecture: a folder imports only from the folders named in its row, and only through their index. Change it on purpose. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const left = "base expr activations targets wasm graph eager nn optim train data lab".split(" ");
const layers: Record<string, readonly string[]> = {
  base: [],
  expr: ["base"],
  activations: ["base", "expr"],
  targets: ["base", "expr", "activations"],
  wasm: ["base", "expr"],
  graph: ["base", "expr", "wasm"],
  eager: ["base", "expr", "activations", "wasm", "graph"],
  nn: ["base", "expr", "activations", "targets", "graph"],
  optim: ["base", "expr", "graph"],
  train: left.slice(0, left.indexOf("train")),
  threads: ["base", "graph"],
  data: ["base"],
  lab: left.slice(0, left.indexOf("lab")),
  plot: ["base", "lab"],
  runs: ["base", "train", "lab"],
  cli: [...left, "plot", "runs"],
};
const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((f) => f.includes("/") && /\.ts$/.test(f));

test.each(Object.keys(layers))("%s imports only from the layers to its left, through their index", (layer) => {
  for (const file of files.filter((f) => f.startsWith(`${layer}/`))) {
    const inTest = file.endsWith(".test.ts");
    for (const [, path] of readFileSync(join(src, file), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
      const target = relative(src, join(src, file, "..", path ?? ""));
      const [folder, ...rest] = target.split("/");
      if (folder === layer || folder === "..") continue;
      expect(inTest || layers[layer]?.includes(folder ?? ""), `${file} imports ${target}`).toBe(true);
      expect(inTest || rest.join("/") === "index.ts", `${file} reaches inside ${target}`).toBe(true);
    }
  }
});

test("every folder under src is a layer", () => {
  expect(new Set(files.map((f) => f.split("/")[0]))).toEqual(
    new Set(Object.keys(layers).filter((l) => files.some((f) => f.startsWith(`${l}/`)))),
  );
});
