/**
 * Peers as processes, measured in turns: round 1 of every entry, then round 2 of every entry, so that a slow second
 * of the machine falls on all of them. Time is CPU time of the peer's process, which a busy neighbour moves little.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Failure, Prepared, Request, Round, Task } from "./protocol.ts";

interface PeerProcess {
  readonly command: "node" | "python";
  /** The adapter under peers/. */
  readonly adapter: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The packages that make the peer, whose versions the report states. */
  readonly packages?: readonly string[];
}

/** OpenBLAS takes a processor newer than itself for one of 2004 unless told; PyTorch must not lose by that. */
function openblasCore(flag: string, core: string): Readonly<Record<string, string>> {
  const flags = readFileSync("/proc/cpuinfo", "utf8").match(/^flags\s*:.*$/m)?.[0] ?? "";
  return flags.split(/\s+/).includes(flag) ? { OPENBLAS_CORETYPE: core } : {};
}

export const peers = {
  ours: { command: "node", adapter: "ours" },
  loops: { command: "node", adapter: "loops" },
  plain: { command: "node", adapter: "plain" },
  torch: { command: "python", adapter: "pytorch", environment: openblasCore("avx2", "Haswell") },
  torchAvx512: {
    command: "python",
    adapter: "pytorch",
    environment: { ATEN_CPU_CAPABILITY: "avx512", ...openblasCore("avx512f", "SkylakeX") },
  },
  onnx: { command: "node", adapter: "onnx", packages: ["onnxruntime-node"] },
  jax: { command: "node", adapter: "jax", packages: ["@jax-js/jax"] },
  tfjs: { command: "node", adapter: "tfjs", packages: ["@tensorflow/tfjs-core", "@tensorflow/tfjs-backend-wasm"] },
} as const satisfies Record<string, PeerProcess>;

export type PeerName = keyof typeof peers;

const peerOf = (name: PeerName): PeerProcess => peers[name];

export const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** One thread, whichever library does the peer's linear algebra. */
export const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" } as const;

const python = "/usr/bin/python3";
export const installTorch = "PyTorch is not installed: apt-get install python3-torch libopenblas0";

/** The command that runs a peer: worker.js answers the harness, once.js does one task and ends. */
export function commandOf(name: PeerName, script: "worker" | "once", task = ""): readonly string[] {
  const { command, adapter } = peerOf(name);
  const rest = task === "" ? [] : [task];
  if (command === "python") return [python, path(`./peers/${adapter}.py`), ...rest];
  return [process.execPath, path(`./dist/${script}.js`), adapter, ...rest];
}

export const environmentOf = (name: PeerName): NodeJS.ProcessEnv => ({
  ...process.env,
  ...oneThread,
  ...peerOf(name).environment,
});

/** The version of PyTorch, undefined where it is missing. */
export function torchVersion(): string | undefined {
  const asked = spawnSync(python, ["-c", "import numpy, torch; print(torch.__version__)"], { encoding: "utf8" });
  return asked.status === 0 ? asked.stdout.trim() : undefined;
}

export function versionOf(packageName: string): string {
  const text = readFileSync(path(`./node_modules/${packageName}/package.json`), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** Why a peer cannot take part, where that is known before it starts. */
export function absence(name: PeerName): string | undefined {
  if (name === "ours" && !existsSync(path("../dist/index.js"))) return "not built";
  if (peerOf(name).command === "python" && !existsSync(python)) return "not installed";
  return undefined;
}

interface Connection {
  ask<T extends Prepared | Round>(request: Request): Promise<T>;
  close(): void;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const short = (message: string): string => message.split("\n")[0]?.slice(0, 160) ?? "";

/** Starts a peer; rejects with one line if it does not come up. */
async function connect(name: PeerName): Promise<Connection> {
  const missing = absence(name);
  if (missing !== undefined) throw new Error(missing);
  const [command = "", ...rest] = commandOf(name, "worker");
  const child: ChildProcess = spawn(command, rest, { env: environmentOf(name), stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done) throw new Error(reasonOf(said));
    return JSON.parse(line.value);
  };
  await next();
  return {
    async ask<T>(request: Request) {
      child.stdin?.write(`${JSON.stringify(request)}\n`);
      const reply = (await next()) as T | Failure;
      if (reply !== null && typeof reply === "object" && "error" in reply) throw new Error(short(reply.error));
      return reply as T;
    },
    close: () => child.stdin?.end(),
  };
}

/** What a process that ended had to say: the line of the error, or that a library is missing. */
function reasonOf(said: string): string {
  if (said.includes("No module named 'torch'") || said.includes("No module named 'numpy'")) return "not installed";
  const lines = said.trim().split("\n");
  return short(lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? "ended without a word");
}

export interface Entry {
  readonly peer: PeerName;
  readonly task: Task;
}

/** How long to measure: `rounds` of at least `seconds` each for every entry. */
export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
  /** Only some columns, to see that everything works. */
  readonly quick: boolean;
}

export interface Series {
  /** CPU seconds per call, a number a round; empty where the peer failed. */
  readonly perCall: readonly number[];
  /** The clock's seconds per call, likewise: what threads make shorter, and busy neighbours longer. */
  readonly wall: readonly number[];
  readonly check: readonly number[];
  readonly flops: number | undefined;
  readonly note: string | undefined;
  readonly failure: string | undefined;
}

/** Measures the entries in turns, each peer in a fresh process of its own; a peer that fails leaves the reason. */
export async function measure(entries: readonly Entry[], effort: Effort): Promise<Series[]> {
  const connections = new Map<PeerName, Promise<Connection>>();
  const runs = [];
  for (const { peer, task } of entries) {
    if (!connections.has(peer)) connections.set(peer, connect(peer));
    runs.push(await open(connections.get(peer) as Promise<Connection>, task));
  }
  // round 0 warms up and is not kept
  for (let round = 0; round <= effort.rounds; round++) {
    for (const run of runs) {
      const took = await oneRound(run, effort.seconds);
      if (round === 0 || took === undefined) continue;
      run.perCall.push(took.cpu / took.calls);
      run.wall.push(took.wall / took.calls);
    }
  }
  for (const connection of connections.values()) await connection.then((c) => c.close()).catch(() => undefined);
  return runs.map(({ prepared, perCall, wall, failure }) => ({
    perCall,
    wall,
    // NaN has no spelling in JSON and comes as null
    check: (prepared?.check ?? []).map((value) => value ?? Number.NaN),
    flops: prepared?.flops,
    note: prepared?.note,
    failure,
  }));
}

interface Run {
  readonly connection?: Connection;
  readonly prepared?: Prepared;
  readonly perCall: number[];
  readonly wall: number[];
  failure: string | undefined;
}

/** What a round took; undefined, with the reason in `run`, from a peer that has failed. */
async function oneRound(run: Run, seconds: number): Promise<Round | undefined> {
  if (run.connection === undefined || run.prepared === undefined || run.failure !== undefined) return undefined;
  try {
    return await run.connection.ask<Round>({ round: run.prepared.id, seconds });
  } catch (error) {
    run.failure = messageOf(error);
    run.perCall.length = 0;
    run.wall.length = 0;
    return undefined;
  }
}

async function open(connecting: Promise<Connection>, task: Task): Promise<Run> {
  try {
    const connection = await connecting;
    const prepared = await connection.ask<Prepared>({ prepare: task });
    return { connection, prepared, failure: undefined, perCall: [], wall: [] };
  } catch (error) {
    return { failure: messageOf(error), perCall: [], wall: [] };
  }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The quantile at p, interpolated between order statistics. */
function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Half the distance between the quartiles, as a part of the median. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values);
}

/** How many times `ours` the peer takes: the median over rounds of the ratio within the round. */
export function ratio(theirs: readonly number[], ours: readonly number[]): number {
  return median(theirs.map((time, round) => time / (ours[round] ?? Number.NaN)));
}
