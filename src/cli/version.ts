import { createRequire } from "node:module";

/** The version in package.json; the package names itself, so that source and build find the same file. */
export function packageVersion(): string {
  return (createRequire(import.meta.url)("nonlin/package.json") as { version: string }).version;
}
