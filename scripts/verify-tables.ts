/**
 * Writes src/cli/verify-tables.generated.ts: what PyTorch and mpmath say of every activation, so that `nonlin verify`
 * answers where neither is installed. Takes some minutes.
 *
 *     npx tsx scripts/verify-tables.ts
 *
 * Needs Debian's python3-torch and python3-mpmath.
 */
import { writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { askTorch, askTruth } from "../src/cli/verify-python.ts";
import { verifySubjects } from "../src/lab/index.ts";

const subjects = verifySubjects();
const torch = await askTorch(subjects, { python: "/usr/bin/python3" });
const progress = (done: number, all: number) => process.stderr.write(`\r${done} of ${all}`);
const truth = await askTruth(subjects, { python: "/usr/bin/python3", progress });
process.stderr.write("\n");
if (torch === undefined || truth === undefined) throw new Error("apt-get install python3-torch python3-mpmath");
const packed = brotliCompressSync(JSON.stringify({ torch, truth })).toString("base64");
const file = `// written by scripts/verify-tables.ts with ${torch.system} and ${truth.system}
export const packed: string =
  "${packed}";
`;
writeFileSync(new URL("../src/cli/verify-tables.generated.ts", import.meta.url), file);
