/**
 * What a page must load: bundles made by esbuild for the browser, minified, gzipped.
 */
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { reached } from "./comparison.ts";
import { path } from "./harness.ts";
import { figure, type Section, type Target } from "./report.ts";

interface Row {
  readonly name: string;
  /** The program that is bundled; what it assigns to globalThis is what it uses. */
  readonly program: string;
  /** A file that must exist for it. */
  readonly needs?: string;
  /** Loaded beside the bundle. */
  readonly files?: readonly string[];
}

const use = (...imports: readonly string[]): string => imports.join("\n");
const ours = (file: string): string => path(`../dist/${file}`);

const kernelRow: Row = {
  name: "nonlin/kernel with one activation",
  program: use(
    `import { kernel } from "../dist/eager/kernel.js";`,
    `import { gelu } from "../dist/eager/activations.generated.js";`,
    "globalThis.used = kernel(gelu);",
  ),
  needs: ours("eager/kernel.js"),
};
const declarationRow: Row = {
  name: "one declaration of nonlin alone",
  program: use(`import { elu } from "../dist/eager/activations.generated.js";`, "globalThis.used = elu;"),
  needs: ours("eager/activations.generated.js"),
};

const wasmFile = path("./node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm");
const core = [
  `import * as tf from "@tensorflow/tfjs-core";`,
  `import "@tensorflow/tfjs-core/dist/register_all_gradients.js";`,
];

const rows: readonly Row[] = [
  declarationRow,
  kernelRow,
  {
    name: "nonlin: compile, a network, Adam",
    program: use(`import { compile, nn, optim } from "../dist/index.js";`, "globalThis.used = [compile, nn, optim];"),
    needs: ours("index.js"),
  },
  {
    name: "nonlin, all of it",
    program: use(`import * as all from "../dist/index.js";`, "globalThis.used = all;"),
    needs: ours("index.js"),
  },
  { name: "jax-js", program: use(`import * as jax from "@jax-js/jax";`, "globalThis.used = jax;") },
  {
    name: "TensorFlow.js core with the plain backend",
    program: use(...core, `import "@tensorflow/tfjs-backend-cpu";`, "globalThis.used = tf;"),
  },
  {
    name: "TensorFlow.js core with the WebAssembly backend, and its SIMD binary",
    program: use(...core, `import "@tensorflow/tfjs-backend-wasm";`, "globalThis.used = tf;"),
    files: [wasmFile],
  },
];

const gzipped = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).byteLength;

/** Bytes to load, gzipped; NaN where nothing is built yet. */
async function sizeOf({ program, needs, files = [] }: Row): Promise<number> {
  if (needs !== undefined && !existsSync(needs)) return Number.NaN;
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: path(".") },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["fs", "path", "os", "util", "worker_threads", "perf_hooks", "crypto", "string_decoder"],
    logLevel: "error",
  });
  const bundle = outputFiles.reduce((sum, { contents }) => sum + gzipped(contents), 0);
  return bundle + files.reduce((sum, file) => sum + gzipped(readFileSync(file)), 0);
}

export async function size(): Promise<Section> {
  const sizes = await Promise.all(rows.map(sizeOf));
  const kilobytes = (row: Row): number => (sizes[rows.indexOf(row)] ?? Number.NaN) / 1000;
  const target = (row: Row, limit: number): Target => ({
    what: `${row.name}, kB gzipped`,
    goal: `< ${limit}`,
    figure: Number.isNaN(kilobytes(row)) ? "-" : figure(kilobytes(row)),
    reached: reached(kilobytes(row), kilobytes(row) < limit),
  });
  return {
    title: "Size",
    text: ["What a page must load to use a library, gzipped (1 kB is 1,000 bytes)."],
    tables: [
      {
        caption: "Kilobytes",
        columns: ["", "gzipped"],
        rows: rows.map((row) => [row.name, Number.isNaN(kilobytes(row)) ? "not built" : figure(kilobytes(row))]),
      },
    ],
    notes: [],
    targets: [target(kernelRow, 20), target(declarationRow, 0.5)],
  };
}
