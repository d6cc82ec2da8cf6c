/** Exported C, compiled by gcc and run. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { targets } from "../../src/targets/index.ts";
import { snakeCase } from "../../src/targets/names.ts";
import { all, type Dtype, points, type Run, split } from "./grid.ts";

const run = promisify(execFile);

/** Throws if there is no gcc, saying how to get it. */
export async function runC(dtype: Dtype): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), "nonlin-c-"));
  try {
    const { stdout: version } = await run("gcc", ["-dumpfullversion"]).catch(() => {
      throw new Error("exported C is checked by gcc, which is missing: apt-get install gcc libc6-dev");
    });
    await writeFile(join(folder, "x.bin"), points[dtype]);
    await writeFile(join(folder, "main.c"), targets.c.write(all, { version: "test", dtype }) + main(dtype));
    await run("gcc", ["-std=c99", "-O1", "-Wall", "-Werror", "-o", "main", "main.c", "-lm"], { cwd: folder });
    await run("./main", [], { cwd: folder });
    const bytes = await readFile(join(folder, "y.bin"));
    return { key: `c ${dtype}`, dtype, system: `gcc ${version.trim()}`, rows: split(bytes, dtype) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function main(dtype: Dtype): string {
  const type = dtype === "float64" ? "double" : "float";
  const calls = all.flatMap(({ name, declaration }) => {
    const params = Object.values(declaration.params ?? {}).map(({ init }) => `, (${type})${init}`);
    return ["", "_derivative"].map((ending) => {
      const call = `nonlin_${snakeCase(name)}${ending}((${type})x[i]${params.join("")})`;
      return `    for (int i = 0; i < n; i++) y[i] = ${call};\n    fwrite(y, sizeof(double), n, out);`;
    });
  });
  return `
#include <stdio.h>

enum { n = ${points[dtype].length} };
static double x[n], y[n];

int main(void)
{
    FILE *in = fopen("x.bin", "rb"), *out = fopen("y.bin", "wb");
    if (fread(x, sizeof(double), n, in) != n) return 1;
${calls.join("\n")}
    fclose(out);
    return 0;
}
`;
}
