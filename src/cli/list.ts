/** `nonlin list`: what functions there are. */
import { type Declaration, declarations, familyOf, kindOf, moduleName } from "../activations/index.ts";
import { NonlinError, suggest } from "../base/index.ts";
import { paint } from "./colour.ts";
import { define, exit } from "./command.ts";
import { columns, cut } from "./text.ts";

export const command = define({
  usage: "nonlin list [--family NAME] [--trainable] [--torch] [--json]",
  about: "what functions there are, by family.",
  examples: [
    ["nonlin list", "all of them, with their formulas"],
    ["nonlin list --torch", "those that PyTorch has, under its names"],
    ["nonlin list --family elu --json", "one family, as data"],
  ],
  options: {
    family: { type: "text", value: "NAME", help: "only this family" },
    trainable: { type: "flag", help: "only those with a parameter that is learned" },
    torch: { type: "flag", help: "only those that PyTorch has" },
    json: { type: "flag", help: "print one JSON object" },
  },
  async run({ words, options }, io) {
    if (words.length > 0)
      throw new NonlinError("E_USAGE", `list takes no words, but got "${words[0]}"`, {
        advice: `nonlin show ${words[0]} shows one`,
      });
    const all = [...declarations.values()];
    const families = [...new Set(all.map((a) => familyOf(a.name) as string))];
    if (options.family !== undefined && !families.includes(options.family)) {
      const near = suggest(options.family, families);
      throw new NonlinError("E_NAME", `unknown family "${options.family}"`, {
        advice: near === undefined ? `there are ${families.join(", ")}` : `did you mean ${near}?`,
      });
    }
    const shown = all.filter(
      (a) =>
        (options.family === undefined || familyOf(a.name) === options.family) &&
        (!options.trainable || isTrainable(a)) &&
        (!options.torch || a.known?.torch !== undefined),
    );
    if (options.json) {
      const activations = shown.map((a) => ({
        ...a,
        kind: kindOf(a),
        family: familyOf(a.name),
        module: moduleName(a),
      }));
      io.out(JSON.stringify({ schema: "nonlin.list/1", activations }, undefined, 1));
      return exit.done;
    }
    const ink = paint(io.colour);
    const lines = families.flatMap((family) => {
      const members = shown.filter((a) => familyOf(a.name) === family);
      if (members.length === 0) return [];
      const rows = members.map((a) => ["", a.name, options.torch ? (a.known?.torch ?? "") : (a.printed ?? a.formula)]);
      return [ink.bold(family), ...columns(rows).map((line) => cut(line, io.width)), ""];
    });
    io.out(`${lines.join("\n")}${shown.length} of ${all.length} functions; nonlin show NAME tells more of one`);
    return exit.done;
  },
});

function isTrainable(a: Declaration): boolean {
  return Object.values(a.params ?? {}).some((p) => p.trainable === true);
}
