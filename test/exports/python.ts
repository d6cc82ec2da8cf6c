/** Exported PyTorch and JAX files, run by Debian's Python in one process. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { targets } from "../../src/targets/index.ts";
import { pythonName } from "../../src/targets/python.ts";
import { all, type Dtype, points, type Run, split } from "./grid.ts";

const python = "/usr/bin/python3";

/** PyTorch in both widths with f, f', f'', and what stands for JAX with f, f'. Throws if there is no PyTorch. */
export async function runPython(): Promise<readonly Run[]> {
  const folder = await mkdtemp(join(tmpdir(), "nonlin-python-"));
  try {
    await writeFile(join(folder, "exported_torch.py"), targets.torch.write(all, { version: "test" }));
    await writeFile(join(folder, "exported_jax.py"), targets.jax.write(all, { version: "test" }));
    for (const [dtype, x] of Object.entries(points)) await writeFile(join(folder, `${dtype}.bin`), x);
    const script = join(import.meta.dirname, "run_python.py");
    const names = all.map(({ name }) => pythonName(name));
    await promisify(execFile)(python, [script, folder, ...names]).catch((error: Error) => {
      const missing = /No module named '(torch|scipy|numpy)'|ENOENT/.test(error.message);
      const remedy =
        "exported Python is checked by PyTorch, which is missing: apt-get install python3-torch python3-scipy";
      throw missing ? new Error(remedy) : error;
    });
    const [torch = "", numpy = ""] = (await readFile(join(folder, "systems.txt"), "utf8")).split("\n");
    const read = async (target: string, dtype: Dtype, system: string): Promise<Run> => {
      const bytes = await readFile(join(folder, `${target}_${dtype}.bin`));
      const slopes = dtype === "float64" ? { partials: await partials(join(folder, `${target}_partials.bin`)) } : {};
      return { key: `${target} ${dtype}`, dtype, system, rows: split(bytes, dtype), ...slopes };
    };
    return [
      await read("torch", "float32", torch),
      await read("torch", "float64", torch),
      await read("jax", "float64", numpy),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function partials(path: string): Promise<ReadonlyMap<string, Float64Array>> {
  const numbers = new Float64Array((await readFile(path)).slice().buffer);
  const count = points.float64.length;
  const names = all.flatMap(({ name, declaration }) =>
    Object.keys(declaration.params ?? {}).map((p) => `${name} ${p}`),
  );
  return new Map(names.map((name, i) => [name, numbers.slice(i * count, (i + 1) * count)]));
}
