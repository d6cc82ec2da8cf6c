/** Help: examples first, then the options. */
import type { Command, Option } from "./command.ts";
import { wrap } from "./text.ts";

export function commandHelp(name: string, command: Command, width: number): string {
  const examples = command.examples.flatMap(([line, what]) => [
    `  ${line}`,
    ...wrap(what, width - 6).map((l) => `      ${l}`),
  ]);
  const groups = new Map<string, [string, Option][]>();
  for (const entry of Object.entries({ ...command.options, ...everywhere })) {
    const group = entry[1].group ?? "Options";
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  const options = [...groups].flatMap(([group, entries]) => ["", `${group}:`, ...table(entries, width)]);
  return [
    `nonlin ${name}: ${command.about}`
      .split("\n")
      .flatMap((l) => wrap(l, width))
      .join("\n"),
    "",
    "Examples:",
    ...examples,
    "",
    `Usage: ${command.usage}`,
    ...options,
    "",
  ].join("\n");
}

/** What every command knows; main reads them. */
export const everywhere: Readonly<Record<string, Option>> = {
  help: { type: "flag", short: "h", help: "show this" },
  debug: { type: "flag", help: "on an error, show where in the program it came from" },
  "no-color": { type: "flag", help: "no colours, as with NO_COLOR set" },
};

function table(entries: readonly (readonly [string, Option])[], width: number): string[] {
  const rows = entries.map(([name, option]) => {
    const short = option.short === undefined ? "    " : `-${option.short}, `;
    const left = `  ${short}--${name}${option.type === "flag" ? "" : ` ${placeholder(option)}`}`;
    const standard = option.default === undefined ? "" : ` (${option.default})`;
    return [left, `${option.help}${standard}`] as const;
  });
  const column = Math.min(30, Math.max(...rows.map(([left]) => left.length)) + 2);
  return rows.flatMap(([left, right]) => {
    const lines = wrap(right, Math.max(20, width - column));
    const first = left.length + 1 < column ? [] : [left];
    return [
      ...first,
      ...lines.map((line, i) => `${(i === 0 && first.length === 0 ? left : "").padEnd(column)}${line}`),
    ];
  });
}

/** The values to choose from, unless the help names them. */
function placeholder({ value = "VALUE", choices, help }: Option): string {
  return choices === undefined || choices.every((choice) => help.includes(choice)) ? value : choices.join("|");
}
