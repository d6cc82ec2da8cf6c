/** Sizes that do not fit do not compile. The compiler itself is asked. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(root, "node_modules/.fitting-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The lines of a program that tsc complains about. */
function wrongLines(lines: readonly string[]): string[] {
  const before = `import { nn } from "${relative(scratch, join(root, "src/index.ts"))}";`;
  writeFileSync(
    join(scratch, "probe.ts"),
    [before, ...lines.map((line, i) => `export const m${i} = ${line};`)].join("\n"),
  );
  const project = { extends: join(root, "tsconfig.json"), include: [join(scratch, "probe.ts")], exclude: [] };
  writeFileSync(join(scratch, "tsconfig.json"), JSON.stringify(project));
  try {
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", scratch], {
      encoding: "utf8",
    });
    return [];
  } catch (error) {
    const found = (error as { stdout: string }).stdout.matchAll(/probe\.ts\((\d+),/g);
    return [...new Set([...found].map((match) => lines[Number(match[1]) - 2]!))];
  }
}

const wrong = [
  "nn.Sequential(nn.Linear(20, 65), nn.Linear(64, 32))",
  "nn.Sequential(nn.Linear(20, 65), nn.GELU(), nn.BatchNorm1d(65), nn.Dropout(0.1), nn.Linear(64, 32))",
  "nn.Sequential(nn.Sequential(nn.Linear(3, 4), nn.ReLU()), nn.Linear(5, 1))",
  "nn.Sequential(nn.Linear(3, 4), nn.Sequential(nn.ReLU(), nn.Linear(5, 1)))",
  "nn.Sequential(nn.Linear(3, 4), nn.Sequential(nn.Sequential(nn.ReLU(), nn.Linear(4, 7)), nn.Tanh()), nn.Linear(5, 1))",
  "nn.Sequential(nn.Linear(20, 65), nn.Softmax(), nn.AlphaDropout({ p: 0.1 }), nn.RReLU(), nn.Linear(64, 32))",
  "nn.Sequential(nn.Linear(8, 5), nn.Residual(nn.Linear(4, 4)), nn.Linear(5, 1))",
  "nn.Sequential(nn.Linear(8, 5), nn.Residual(nn.Linear(5, 5)), nn.Linear(4, 1))",
  "nn.Sequential(nn.Linear(8, 5), nn.Tied(nn.Sequential(nn.Tanh(), nn.Linear(4, 4)), 2))",
  "nn.Residual(nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 5)))",
  "nn.Tied(nn.Linear(4, 5), 3)",
  "nn.Sequential(nn.Linear(8, 5), nn.LayerNorm(6))",
  "nn.Sequential(nn.Linear(8, 5), nn.RMSNorm([3, 6]))",
  "nn.Sequential(nn.Linear(8, 6), nn.GLU(), nn.Linear(6, 1))",
  "nn.Sequential(nn.Linear(8, 130), nn.Tanh(), nn.SwiGLU(), nn.GLU())",
  "nn.Residual(nn.Sequential(nn.Linear(8, 8), nn.GLU()))",
  "nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.Conv2d(4, 16, 3))",
  "nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(16))",
  "nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8), nn.MaxPool2d(2), nn.Sequential(nn.Conv2d(16, 2, 3)))",
  "nn.Residual(nn.Sequential(nn.Conv2d(8, 16, 3), nn.BatchNorm2d(16)))",
  'nn.Linear("20", 65)',
  "nn.Linear(20, 65, { bais: false })",
  'nn.Conv2d(1, 2, 3, { padding: "sam" })',
  "nn.Softmax({ axis: 1 })",
  "nn.Softmax2d({ dim: 1 })",
  "nn.Dropout({ q: 0.1 })",
  "nn.BatchNorm1d(3, { momentun: 0.2 })",
];

const right = [
  "nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 1))",
  "nn.Sequential()",
  "nn.Sequential(nn.Linear(20, Number(65)), nn.Linear(64, 1))",
  "nn.Sequential(nn.Linear(20, 65), nn.Linear(Number(64), 1))",
  "nn.Sequential(...[3, 4, 5].flatMap((n) => [nn.Linear(n, n + 1), nn.ReLU()]))",
  "nn.Sequential(...[3, 4, 5].map((n) => nn.Linear(n, n + 1)), nn.Linear(6, 1))",
  "nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(72, 3), nn.Linear(3, 1))",
  "nn.Sequential(nn.Linear(8, 5), nn.Residual(nn.Sequential(nn.Linear(5, 7), nn.Linear(7, 5))), nn.Linear(5, 1))",
  "nn.Sequential(nn.Linear(8, 5), nn.Residual(nn.ReLU()), nn.LayerNorm(5), nn.RMSNorm([5]), nn.Linear(5, 1))",
  "nn.Sequential(nn.Linear(8, 6), nn.GLU(), nn.CReLU(), nn.Maxout({ k: 2 }), nn.Linear(3, 1))",
  "nn.Tied(nn.Sequential(nn.Linear(4, Number(5)), nn.Linear(5, 4)), 3)",
  "nn.Tied(nn.Sequential(...[1, 2].map(() => nn.Linear(4, 4))), 3)",
  "nn.LayerNorm([1, 2].map((n) => n + 1))",
  'nn.Conv2d(1, 2, 3, { padding: "same", groups: 1 })',
  "nn.Sequential(nn.Linear(8, 1024), nn.GLU(), nn.Linear(512, 202), nn.SwiGLU(), nn.Linear(101, 10), nn.GLU(), nn.Linear(5, 1))",
  "nn.Sequential(nn.Linear(8, Number(7)), nn.GLU(), nn.Linear(3, 1))",
  "nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8), nn.AvgPool2d(2), nn.GLU(), nn.Conv2d(8, Number(4), 3), nn.Conv2d(3, 2, 1))",
  "nn.Sequential(nn.Conv2d(1, 8, 3), nn.Linear(6, 4), nn.MaxPool2d(2), nn.Linear(2, 3))",
  "nn.Sequential(nn.Conv2d(1, 8, 3), nn.Residual(nn.Conv2d(8, 8, 3, { padding: 1 })), nn.Conv2d(8, 2, 1), nn.Flatten(), nn.Linear(5, 1))",
  "nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(9))",
];

test("sizes that do not fit do not compile; what TypeScript cannot see does", () => {
  expect(wrongLines([...wrong, ...right])).toEqual(wrong);
});
