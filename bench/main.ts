/**
 * `npm run bench -- [table...] [--quick] [--write]`: measures nonlin and its peers in one run, prints the tables and,
 * with --write, makes docs/benchmarks.md of them. No figure in that file comes from anywhere else.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build, type Plugin } from "esbuild";
import { everyActivation } from "./activations.ts";
import { compile } from "./compile.ts";
import { elementwise } from "./elementwise.ts";
import { absence, type Effort, installTorch, path, peers, torchVersion, versionOf } from "./harness.ts";
import { images } from "./images.ts";
import { matmul } from "./matmul.ts";
import { memory } from "./memory.ts";
import { networksTable, threadsTable } from "./networks.ts";
import { normalised } from "./normalised.ts";
import { markdownSection, markdownTable, type Section, targetTable, terminalSection, terminalTable } from "./report.ts";
import { size } from "./size.ts";
import { start } from "./start.ts";
import { step } from "./step.ts";

const tables = {
  step,
  activations: everyActivation,
  normalised,
  images,
  networks: networksTable,
  threads: threadsTable,
  elementwise,
  matmul,
  compile,
  start,
  size,
  memory,
} satisfies Record<string, (effort: Effort) => Promise<Section>>;
type TableName = keyof typeof tables;

const efforts = {
  full: { rounds: 11, seconds: 0.08, quick: false },
  quick: { rounds: 3, seconds: 0.01, quick: true },
} satisfies Record<string, Effort>;

// CommonJS inside a bundled library still asks for `require`
const requireBanner =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url), __dirname = import.meta.dirname;';

/** nonlin is taken from its dist/, as a user has it, and not bundled; it may also be missing. */
const nonlinAsBuilt: Plugin = {
  name: "nonlin as built",
  setup(building) {
    building.onResolve({ filter: /^(\.\.\/)+dist\// }, (found) => ({
      path: pathToFileURL(resolve(found.resolveDir, found.path)).href,
      external: true,
    }));
  },
};

/** The peers' processes run plain JavaScript: no loader in their start times, no wrapper round their loops. */
async function buildPeers(): Promise<void> {
  const adapters = new Set(
    Object.values(peers).flatMap(({ command, adapter }) => (command === "node" ? [adapter] : [])),
  );
  await build({
    entryPoints: [
      path("./worker.ts"),
      path("./once.ts"),
      path("./compile-times.ts"),
      ...[...adapters].map((name) => path(`./peers/${name}.ts`)),
    ],
    outdir: path("./dist"),
    outbase: path("."),
    bundle: true,
    mainFields: ["module", "main"],
    external: ["onnxruntime-node"],
    plugins: [nonlinAsBuilt],
    format: "esm",
    platform: "node",
    target: "node20",
    banner: { js: requireBanner },
    logLevel: "warning",
  });
}

function versions(): string {
  const packages = Object.values(peers).flatMap((peer) => ("packages" in peer ? [...peer.packages] : []));
  const torch = torchVersion();
  return [
    `Node ${process.versions.node}`,
    `PyTorch ${torch ?? "not installed"}`,
    ...packages.map((name) => `${name} ${versionOf(name)}`),
  ].join(", ");
}

/** Processes that wanted a core in the last minute: CPU time bears some of them, times by the clock none. */
const load = (): number => loadavg()[0] ?? Number.NaN;

function document(sections: readonly Section[], command: string, loadBefore: number): string {
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`;
  return [
    "# Benchmarks",
    "",
    `Written by \`${command}\` on ${new Date().toISOString().slice(0, 10)}; no figure here is typed by hand.`,
    "",
    `Machine: ${machine}; load before the run ${loadBefore.toFixed(1)}. Versions: ${versions()}.`,
    "",
    "Each library is a process of its own with one thread. The processes are asked for a round of work in turns, A B C A B C, so that a slow second of a shared machine falls on all of them. " +
      "A figure is the median over rounds of the CPU time per call; the spread is half the distance between the quartiles; a ratio is the median of the ratios within each round. " +
      "Absolute times belong to this machine; the ratios are what carries over to another, and what the targets are stated in.",
    "",
    "PyTorch is Debian's, with OpenBLAS. Both are asked for AVX2, or for AVX-512 where a row says so: OpenBLAS takes a processor newer than itself for one of 2004, and PyTorch 1.13 leaves AVX-512 alone unless it is told.",
    "",
    "The targets come from the project's own plan; a goal that is not reached stays in the table with its figure.",
    "",
    markdownTable(targetTable(sections.flatMap(({ targets }) => targets))),
    ...sections.map(markdownSection),
  ].join("\n");
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
  });
  const names = Object.keys(tables) as TableName[];
  const unknown = positionals.find((name) => !names.includes(name as TableName));
  if (unknown !== undefined) throw new Error(`unknown table "${unknown}"; there are ${names.join(", ")}`);
  if (values.write && positionals.length > 0) throw new Error("--write needs all tables, from one run");
  if (absence("ours") !== undefined)
    process.stderr.write("\n*** dist/ is missing: `npm run build` first, or our own rows stay empty ***\n\n");
  if (torchVersion() === undefined) process.stderr.write(`\n*** ${installTorch} ***\n\n`);

  const loadBefore = load();
  if (loadBefore > 1)
    process.stderr.write(
      `the machine is busy (load ${loadBefore.toFixed(1)}): start and compile times will be too long\n\n`,
    );
  await buildPeers();
  const effort = values.quick ? efforts.quick : efforts.full;
  const sections: Section[] = [];
  for (const name of positionals.length > 0 ? (positionals as TableName[]) : names) {
    process.stderr.write(`${name} ...\n`);
    const section = await tables[name](effort);
    sections.push(section);
    process.stdout.write(`${terminalSection(section)}\n`);
  }
  const allTargets = sections.flatMap(({ targets }) => targets);
  if (sections.length > 1) process.stdout.write(`${terminalTable(targetTable(allTargets))}\n`);
  if (values.write) {
    mkdirSync(path("../docs"), { recursive: true });
    writeFileSync(
      path("../docs/benchmarks.md"),
      document(sections, `npm run bench -- --write${values.quick ? " --quick" : ""}`, loadBefore),
    );
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
