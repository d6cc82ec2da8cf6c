/** Results on disk: read with a clear word when absent, never written over what is not ours. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import { NonlinError } from "../base/index.ts";

/** What every file of ours carries: a schema, or the head of a table. */
const marks = ["nonlin.race/1", "nonlin.plot/1", "task,activation,role,seed,status", "written by nonlin "];

/** The bytes of a file. Throws E_DATA naming the path. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new NonlinError("E_DATA", `cannot read ${path}: ${reason(error)}`);
  }
}

export type Format = "html" | "svg" | "png" | "json" | "csv";

/** The format that a file's ending names. */
export function formatOf(path: string, formats: readonly Format[]): Format {
  const ending = extname(path).slice(1).toLowerCase();
  const found = formats.find((format) => format === ending);
  if (found === undefined) {
    throw new NonlinError(
      "E_USAGE",
      `cannot write ${path}: its ending is none of ${formats.map((f) => `.${f}`).join(" ")}`,
    );
  }
  return found;
}

/** Throws E_USAGE if `path` cannot be written or holds something that nonlin did not write. Called before the work, not after. */
export function refuseForeign(path: string): void {
  tryWriting(path);
  // a picture is drawn anew whenever it is wanted
  if (!existsSync(path) || [".svg", ".png"].includes(extname(path).toLowerCase())) return;
  const text = new TextDecoder().decode(readBytes(path));
  if (!marks.some((mark) => text.includes(mark))) {
    throw new NonlinError("E_USAGE", `${path} exists and is no result of nonlin`, {
      advice: "name another file with -o",
    });
  }
}

/** Writes a whole file or none: to a name beside it first, then renamed. Throws E_STORE and E_STORE_FULL. */
export function writeWhole(path: string, data: string | Uint8Array): void {
  const draft = draftOf(path);
  try {
    makeFolders(dirname(path));
    writeFileSync(draft, data);
    renameSync(draft, path);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    const full = (error as NodeJS.ErrnoException).code === "ENOSPC";
    throw new NonlinError(full ? "E_STORE_FULL" : "E_STORE", `cannot write ${path}: ${reason(error)}`);
  }
}

/** Leaves no file behind; the folders stay, for the result will need them. */
function tryWriting(path: string): void {
  const draft = draftOf(path);
  try {
    if (existsSync(path) && statSync(path).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    makeFolders(dirname(path));
    writeFileSync(draft, "");
    rmSync(draft);
  } catch (error) {
    throw new NonlinError("E_USAGE", `cannot write ${path}: ${reason(error)}`, { advice: "name another file with -o" });
  }
}

/** Node's recursive mkdir never comes back where a folder cannot hold others, as in /proc. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path);
}

function draftOf(path: string): string {
  return `${path}.${process.pid}.part`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "there is no such file or folder",
  ENOSPC: "no space is left",
  ENOTDIR: "a part of the path is a file, not a folder",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
};

function reason(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}
