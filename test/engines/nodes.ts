/** Other versions of Node, as npm has them: installed beside this file when they are first asked for. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;

/** The program of that version for this machine, or what the variable NODE22 or NODE24 names. Throws with the remedy if there is none. */
export function nodeOf(major: 22 | 24): string {
  const given = process.env[`NODE${major}`];
  if (given !== undefined) return given;
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node${major}-${platform}-${process.arch}`;
  const program = join(here, "node_modules", name, "bin", platform === "win" ? "node.exe" : "node");
  if (!existsSync(program)) install();
  if (existsSync(program)) return program;
  throw new Error(`npm has no Node ${major} for ${platform}-${process.arch}: set NODE${major} to one`);
}

function install(): void {
  try {
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", here], {
      encoding: "utf8",
      stdio: "pipe",
      shell: process.platform === "win32",
    });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr ?? String(error);
    throw new Error(
      `Node 22 and 24 are not installed, and npm could not fetch them: run \`npm ci --prefix test/engines\` where there is a network, or set NODE22 and NODE24 to their programs\n${said}`,
    );
  }
}
