/** Exported JavaScript, run here. */
import { targets } from "../../src/targets/index.ts";
import { all, points, type Run } from "./grid.ts";

export async function runJavaScript(): Promise<Run> {
  const text = String(targets.js.write(all, { version: "test" }));
  const file = `data:text/javascript,${encodeURIComponent(text)}`;
  const module = (await import(/* @vite-ignore */ file)) as Record<string, (x: number) => number>;
  const apply = (name: string) => points.float64.map((x) => (module[name] as (x: number) => number)(x));
  return {
    key: "js float64",
    dtype: "float64",
    system: `Node ${process.versions.node}`,
    rows: new Map(all.map(({ name }) => [name, [apply(name), apply(`${name}Derivative`)]])),
  };
}
