/**
 * Where a training stands, as a file: safetensors with the parameters under their own names, the optimiser's states and the model's
 * numbers under "trainer.", and the rest as JSON in the metadata. Another tool reads the weights, and a trainer goes on to the bit.
 */
import { canonicalJson, NonlinError, numericsVersion, TextEncoder } from "../base/index.ts";
import { crc32 } from "./crc32.ts";
import { bytesOf } from "./element-types.ts";
import { readSafetensors, type Tensors, toSafetensors } from "./safetensors.ts";
import type { SettingsState } from "./settings.ts";
import { ownPrefix } from "./state-dict.ts";

/** What is not a tensor. */
export interface Progress {
  readonly seed: number;
  readonly steps: number;
  readonly settings: SettingsState;
}

/** What a trainer was made of, as plain data: only the same goes on with a checkpoint. */
export type Description = Readonly<Record<string, unknown>>;

const schema = "nonlin.checkpoint/1";

export function writeCheckpoint(tensors: Tensors, progress: Progress, of: Description): Uint8Array {
  const metadata = {
    schema,
    numerics: numericsVersion,
    program: canonicalJson(of),
    progress: JSON.stringify(progress, (_, value) => spelled(value)),
  };
  return toSafetensors(tensors, { ...metadata, checksum: checksum(tensors, metadata) });
}

/**
 * What is in the checkpoint of a training of this description; `like` is any progress of one. Throws E_MODEL, saying what is damaged
 * or different.
 */
export function readCheckpoint(
  bytes: Uint8Array,
  of: Description,
  like: Progress,
): { readonly tensors: Tensors; readonly progress: Progress } {
  const { tensors, metadata } = intact(bytes);
  const { numerics, program = "", progress = "" } = metadata;
  if (numerics !== numericsVersion) {
    throw new NonlinError("E_MODEL", `the checkpoint has numerics ${numerics}, this is ${numericsVersion}`, {
      advice: "its training cannot go on to the bit; checkpointParameters gives its weights for trainer.load",
    });
  }
  const difference = firstDifference(parsed(program), JSON.parse(canonicalJson(of)));
  if (difference !== undefined) {
    const { path, a, b } = difference;
    const message = `the checkpoint is of another training: ${path} is ${shown(a)} there and ${shown(b)} here`;
    throw new NonlinError("E_MODEL", message, { advice: "compile what it was made of; batchSize alone may differ" });
  }
  const read = conforming(parsed(progress), like) as Progress | undefined;
  if (read === undefined || !(Number.isSafeInteger(read.steps) && read.steps >= 0)) {
    throw new NonlinError("E_MODEL", "the checkpoint does not say where its training stands");
  }
  return { tensors, progress: read };
}

/** The parameters and buffers alone of a checkpoint, for `trainer.load` of any trainer that they fit. */
export function checkpointParameters(bytes: Uint8Array): Tensors {
  const own = Object.entries(intact(bytes).tensors).filter(([name]) => !name.startsWith(ownPrefix));
  return Object.fromEntries(own);
}

function intact(bytes: Uint8Array): ReturnType<typeof readSafetensors> {
  const { tensors, metadata } = readSafetensors(bytes);
  const { checksum: sum, ...rest } = metadata;
  if (rest.schema !== schema) {
    const known = rest.schema === undefined ? "no checkpoint" : `a checkpoint of ${shown(rest.schema)}`;
    const advice = `${schema} is read; weights alone go to trainer.load(fromSafetensors(bytes))`;
    throw new NonlinError("E_MODEL", `the file is ${known}`, { advice });
  }
  if (sum === checksum(tensors, rest)) return { tensors, metadata };
  throw new NonlinError("E_MODEL", "the checkpoint does not have its checksum", {
    advice: "the file is damaged: copy it again, or take an earlier one",
  });
}

/** CRC-32 of the metadata and of all tensors, in the order of their names. */
function checksum(tensors: Tensors, metadata: Readonly<Record<string, string>>): string {
  const entries = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
  const shapes = entries.map(([name, { data, shape }]) => [name, data.BYTES_PER_ELEMENT, shape]);
  const head = new TextEncoder().encode(canonicalJson([metadata, shapes]));
  const sum = entries.reduce((crc, [, { data }]) => crc32(bytesOf(data), crc), crc32(head));
  return sum.toString(16).padStart(8, "0");
}

/** JSON has no NaN, no infinity and no -0: they are texts. */
function spelled(value: unknown): unknown {
  if (typeof value !== "number" || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return Object.is(value, -0) ? "-0" : `${value}`;
}

const spellings = ["NaN", "Infinity", "-Infinity", "-0"];

/** A value with the structure of `like`, whose leaves are numbers. */
function conforming(value: unknown, like: unknown): unknown {
  if (typeof like === "number") {
    if (typeof value === "number") return value;
    return spellings.includes(value as string) ? Number(value) : undefined;
  }
  if (!isObject(value) || !isObject(like) || Array.isArray(value) !== Array.isArray(like)) return undefined;
  const names = Object.keys(like);
  if (Object.keys(value).length !== names.length) return undefined;
  const made = names.map((name) => [
    name,
    Object.hasOwn(value, name) ? conforming(value[name], like[name]) : undefined,
  ]);
  if (made.some(([, part]) => part === undefined)) return undefined;
  return Array.isArray(like) ? made.map(([, part]) => part) : Object.fromEntries(made);
}

interface Difference {
  readonly path: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** Where two JSON values differ first; kinds before what depends on them. */
function firstDifference(a: unknown, b: unknown, path = ""): Difference | undefined {
  if (!isObject(a) || !isObject(b)) return a === b ? undefined : { path: path || "all", a, b };
  for (const name of new Set(["kind", ...Object.keys(a), ...Object.keys(b)])) {
    const [inA, inB] = [a, b].map((side) => (Object.hasOwn(side, name) ? side[name] : undefined));
    const found = firstDifference(inA, inB, path === "" ? name : `${path}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new NonlinError("E_MODEL", "the metadata of the checkpoint is not JSON");
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
