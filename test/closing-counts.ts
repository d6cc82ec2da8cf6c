/** The last line of a test run, in words that any reader of a log understands: `N passed, N failed`. */
import type { Reporter, TestModule } from "vitest/node";

export class ClosingCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => states.filter((s) => s === state).length;
    // A file that does not load and a hook that throws fail no test of their own.
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = groups.filter((group) => group.errors().length > 0).length;
    const skipped = count("skipped");
    process.stdout.write(
      `\n${count("passed")} passed, ${count("failed") + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
    );
  }
}
