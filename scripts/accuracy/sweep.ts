/**
 * All float32 inputs of a subject, in chunks whose findings are kept: a line of a file per chunk, one file per kernel
 * and oracle. What was found is never looked for again, whenever and however the process ended.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../src/base/index.ts";
import { type Finding, type Judge, together } from "../../src/wasm/index.ts";
import { isSymmetricSubject, judgeOf, type Subject } from "./subjects.ts";

/** Inputs of one chunk: so many bit patterns from the first. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
  /** How many of them are not NaN. */
  readonly numbers: number;
}

const size = 1 << 24;
const infinity = 0x7f800000;

/** The chunks of one sign: up to infinity, and as many NaN as fill the last vectors. */
function half(sign: number): readonly Chunk[] {
  return Array.from({ length: 128 }, (_, i) => {
    const first = i * size;
    const numbers = Math.min(size, infinity + 1 - first);
    return { first: sign + first, count: Math.ceil(numbers / 16) * 16, numbers };
  });
}

/** Every float32 but for nearly all NaN, the positive ones first. */
export const chunks: readonly Chunk[] = [...half(0), ...half(0x80000000)];

/** Those that tell of all: of what is odd or even the positive ones. */
function chunksOf(subject: Subject): readonly Chunk[] {
  return isSymmetricSubject(subject) ? chunks.slice(0, chunks.length / 2) : chunks;
}

export const cacheFolder = fileURLToPath(new URL("../../node_modules/.cache/nonlin-accuracy/", import.meta.url));

/** The sweep of one subject: what is known, and where what is found goes. */
export class Sweep {
  readonly subject: Subject;
  readonly chunks: readonly Chunk[];
  readonly found = new Map<number, readonly Finding[]>();
  readonly key: string;
  private readonly file: string;

  constructor(subject: Subject) {
    const judge = judgeOf(subject);
    this.subject = subject;
    this.chunks = chunksOf(subject);
    this.key = keyOf(judge);
    judge.dispose();
    this.file = join(cacheFolder, `${fileName(subject.name)}-${this.key.slice(0, 16)}.jsonl`);
    if (existsSync(this.file)) for (const line of readFileSync(this.file, "utf8").split("\n")) this.read(line);
  }

  /** Positions of the chunks to come. */
  missing(): readonly number[] {
    return this.chunks.map((_, i) => i).filter((i) => !this.found.has(i));
  }

  /** Keeps what a chunk gave. */
  keep(chunk: number, findings: readonly Finding[]): void {
    this.found.set(chunk, findings);
    mkdirSync(cacheFolder, { recursive: true });
    appendFileSync(this.file, `${JSON.stringify([chunk, findings], spelled)}\n`);
  }

  /** All chunks together, in their order, by order of derivative; undefined until every one is there. */
  total(): readonly Finding[] | undefined {
    if (this.found.size < this.chunks.length) return undefined;
    return this.subject.orders.map((_, i) => {
      const half = this.chunks.map((_, chunk) => this.found.get(chunk)![i]!).reduce(joined);
      return this.chunks.length < chunks.length ? joined(half, half) : half;
    });
  }

  /** A line that the end of a process cut is no finding. */
  private read(line: string): void {
    try {
      const [chunk, findings] = JSON.parse(line, revived) as [number, readonly Finding[]];
      this.found.set(chunk, findings);
    } catch {}
  }
}

function joined(a: Finding, b: Finding): Finding {
  const near = a.near && b.near && together(a.near, b.near);
  return { ulp: together(a.ulp, b.ulp), ...(near && { near }), unsure: a.unsure + b.unsure };
}

/**
 * What the findings depend on: the values of kernel and oracle, known by what they give at inputs spread over all
 * exponents, and what a chunk is. Not their code: a kernel that is emitted otherwise and has the same bits is the same.
 */
export function keyOf(judge: Judge): string {
  return sha256(JSON.stringify([judge.measure(spreadInputs()), [...judge.parameters], size]));
}

/** So many bit patterns at equal steps. */
function spreadInputs(count = 1 << 19): Float32Array {
  const step = 2 ** 32 / count;
  return new Float32Array(Uint32Array.from({ length: count }, (_, i) => i * step + ((i * 2654435761) % step)).buffer);
}

function fileName(name: string): string {
  return name.replaceAll(/\W/g, "");
}

const infinite = "Infinity";

function spelled(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? infinite : value === Number.NEGATIVE_INFINITY ? `-${infinite}` : value;
}

function revived(_: string, value: unknown): unknown {
  return value === infinite || value === `-${infinite}` ? Number(value) : value;
}
