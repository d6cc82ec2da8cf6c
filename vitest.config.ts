import { defineConfig } from "vitest/config";
import { ClosingCounts } from "./test/closing-counts.ts";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    reporters: ["default", new ClosingCounts()],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "threads",
    maxWorkers: 2,
  },
});
