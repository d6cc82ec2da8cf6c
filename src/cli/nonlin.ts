/** The command line. A command's file is loaded only when it is asked for, so that a short one starts at once. */
import { NonlinError, suggest } from "../base/index.ts";
import { readArguments } from "./arguments.ts";
import { type Command, exit, type Io } from "./command.ts";
import { errorText, exitCode } from "./failure.ts";
import { commandHelp, everywhere } from "./help.ts";
import { packageVersion } from "./version.ts";

interface Entry {
  readonly summary: string;
  readonly alias?: string;
  load(): Promise<{ readonly command: Command }>;
}

const commands: Readonly<Record<string, Entry>> = {
  race: {
    summary: "which activation works best here? many seeds, four verdicts",
    alias: "compare",
    load: () => import("./race.ts"),
  },
  rerun: {
    summary: "is it still true? repeat a recorded result, compare hash by hash",
    load: () => import("./rerun.ts"),
  },
  show: { summary: "the passport of one function: formula, derivatives, properties", load: () => import("./show.ts") },
  list: { summary: "what functions there are", load: () => import("./list.ts") },
  plot: { summary: "functions and their derivatives, drawn", load: () => import("./plot.ts") },
  verify: { summary: "does it agree with PyTorch? does mine?", load: () => import("./verify.ts") },
  design: { summary: "is mine a good activation? four criteria, proved or refuted", load: () => import("./design.ts") },
  export: {
    summary: "a function for PyTorch, JAX, ONNX, C, WGSL, JavaScript or LaTeX",
    load: () => import("./export.ts"),
  },
};

/** Runs the command that `line` names and returns the exit code. */
export async function main(line: readonly string[], io: Io): Promise<number> {
  const debug = line.includes("--debug");
  try {
    return await dispatch(line, io);
  } catch (error) {
    io.note(await errorText(error, debug));
    return exitCode(error);
  }
}

async function dispatch(line: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = line.filter((word) => word !== "--debug" && word !== "--no-color");
  if (first === undefined || first === "--help" || first === "-h") {
    io.out(shortHelp());
    return exit.done;
  }
  if (first === "--version" || first === "-V") {
    io.out(packageVersion());
    return exit.done;
  }
  if (first === "help") return dispatch(rest.length === 0 ? [] : [rest[0] as string, "--help"], io);
  const name = Object.keys(commands).find((key) => key === first || commands[key]?.alias === first);
  if (name === undefined) throw unknownCommand(first);
  const { command } = await (commands[name] as Entry).load();
  const table = command as unknown as Command;
  if (rest.includes("--help") || rest.includes("-h")) {
    io.out(commandHelp(name, table, io.width));
    return exit.done;
  }
  return table.run(readArguments(rest, { ...table.options, ...everywhere }, table.later), io);
}

function shortHelp(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    "nonlin: a compiler and a laboratory for neural-network activation functions",
    "",
    "  nonlin race                          seven functions on two tasks, with verdicts and a report",
    "  nonlin race relu gelu --data my.csv --target price",
    '  nonlin show "x * tanh(softplus(x))"  what a formula is, proved where it can be',
    "",
    "Commands:",
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "nonlin <command> --help shows examples and options; nonlin --version the version.",
    "",
  ].join("\n");
}

function unknownCommand(word: string): NonlinError {
  const names = Object.entries(commands).flatMap(([name, { alias }]) => (alias === undefined ? [name] : [name, alias]));
  if (word.startsWith("-"))
    return new NonlinError("E_USAGE", `${word} stands before the command`, {
      advice: "write it after: nonlin <command> [options]",
    });
  const near = suggest(word, names);
  return new NonlinError("E_USAGE", `unknown command "${word}"`, {
    advice: near === undefined ? `there are ${names.join(", ")}` : `did you mean "${near}"?`,
  });
}
