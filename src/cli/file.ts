/** Results on disk: read with a clear word when absent, never written over what is not ours. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, extname } from "node:path";
import { NonlinError } from "../base/index.ts";

/** What every file of ours carries: a schema, or the head of a table. */
const marks = ["nonlin.race/1", "nonlin.plot/1", "task,activation,role,seed,status", "written by nonlin "];

/** The bytes of a file, or of standard input for "-". Throws E_DATA naming the path. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (error as Error).message;
    throw new NonlinError("E_DATA", `cannot read ${path}: ${reason}`);
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

/** Throws E_USAGE if `path` holds something that nonlin did not write. Called before the work, not after. */
export function refuseForeign(path: string): void {
  // a picture is drawn anew whenever it is wanted
  if (!existsSync(path) || [".svg", ".png"].includes(extname(path))) return;
  const text = readFileSync(path, "utf8");
  if (!marks.some((mark) => text.includes(mark))) {
    throw new NonlinError("E_USAGE", `${path} exists and is no result of nonlin`, {
      advice: "name another file with -o",
    });
  }
}

/** Writes a whole file or none: to a name beside it first, then renamed. */
export function writeWhole(path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, data);
    renameSync(draft, path);
  } catch (error) {
    throw new NonlinError("E_WORK", `cannot write ${path}: ${(error as Error).message}`);
  }
}
