/** The table of names in docs/pytorch.md: what the declarations say, beside the signatures of Debian's PyTorch. */
import { execFileSync } from "node:child_process";
import { type Declaration, declarations, moduleName } from "../src/activations/index.ts";
import { nn } from "../src/nn/index.ts";
import { optim } from "../src/optim/index.ts";

const begin = "<!-- names: written by scripts/names.ts -->\n";
const end = "<!-- end of names -->";

/** The document with its table written anew. */
export function withNames(document: string): string {
  const [before, after] = [document.indexOf(begin), document.indexOf(end)];
  if (before < 0 || after < 0) throw new Error(`the document has no ${begin.trim()} ... ${end}`);
  return document.slice(0, before + begin.length) + names() + document.slice(after);
}

const signatures = `
import inspect, json, sys, torch
from torch.optim import lr_scheduler
def named(module, names):
    return {n: list(inspect.signature(getattr(module, n)).parameters) for n in names if hasattr(module, n)}
asked = json.load(sys.stdin)
print(json.dumps({"nn": named(torch.nn, asked["nn"]), "optim": named(torch.optim, asked["optim"]), "schedules": named(lr_scheduler, asked["optim"])}))`;

type Signatures = Readonly<Record<"nn" | "optim" | "schedules", Readonly<Record<string, readonly string[]>>>>;

function names(): string {
  const makers = Object.keys(optim).filter((name) => /^[A-Z]/.test(name));
  const input = JSON.stringify({ nn: Object.keys(nn), optim: makers });
  const there = JSON.parse(
    execFileSync("/usr/bin/python3", ["-c", signatures], { input, encoding: "utf8" }),
  ) as Signatures;
  const activations = [...declarations.values()].filter((d) => Object.hasOwn(there.nn, moduleName(d)));
  const ofOneTensor = new Set([...declarations.values()].map(moduleName));
  const others = Object.keys(nn).filter((name) => !ofOneTensor.has(name));
  const own = [...others, ...makers].filter(
    (name) => !["nn", "optim", "schedules"].some((kind) => Object.hasOwn(there[kind as "nn"], name)),
  );
  return [
    "| PyTorch | here | as a function |",
    "|---|---|---|",
    ...activations.map((d) => row(d, there.nn[moduleName(d)]!)).toSorted(),
    "",
    `Modules and losses with the same names: ${list(
      others.filter((name) => Object.hasOwn(there.nn, name)),
      "nn",
    )}.`,
    "",
    `Optimisers and schedules: ${list(
      makers.filter((name) => Object.hasOwn(there.optim, name) || Object.hasOwn(there.schedules, name)),
      "optim",
    )}.`,
    "",
    `Not in PyTorch 1.13: ${own
      .toSorted()
      .map((name) => `\`${name}\``)
      .join(", ")}, and ${declarations.size - activations.length} more activations (\`nonlin list\`).`,
    "",
  ].join("\n");
}

function list(all: readonly string[], namespace: string): string {
  return all
    .toSorted()
    .map((name) => `\`${namespace}.${name}\``)
    .join(", ");
}

/** An activation with those of its options that PyTorch has, at their defaults. */
function row(d: Declaration, signature: readonly string[]): string {
  const name = moduleName(d);
  const options = optionsOf(d).filter(([option]) => signature.includes(snake(option)));
  const there = options.map(([option, value]) => `${snake(option)}=${value}`).join(", ");
  const here = options.map(([option, value]) => `${option}: ${value}`).join(", ");
  const call = here === "" ? "()" : `({ ${here} })`;
  return `| \`nn.${name}(${there})\` | \`nn.${name}${call}\` | \`F.${d.name}\` |`;
}

function optionsOf(d: Declaration): readonly (readonly [string, string | number])[] {
  const params = Object.entries(d.params ?? {}).map(([name, p]) => [name, rounded(p.init)] as const);
  const variants = Object.entries(d.variants ?? {}).map(([name, v]) => [name, `"${Object.keys(v)[0]}"`] as const);
  const [one] = Object.values(d.params ?? {});
  const perChannel =
    one?.per === "channel"
      ? ([
          ["numParameters", 1],
          ["init", one.init],
        ] as const)
      : [];
  const axis = d.axis === true && d.dim === undefined ? ([["dim", -1]] as const) : [];
  return [...params, ...variants, ...perChannel, ...axis];
}

function rounded(value: number): string {
  return value === 1 / 3 ? "1/3" : `${value}`;
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
