/** `nonlin show`: the passport of one function. */
import { familyOf, moduleName, resolve } from "../activations/index.ts";
import { formatNumber, NonlinError } from "../base/index.ts";
import { defaults, interval, limit, print, road, source, stages } from "../expr/index.ts";
import { curves } from "../lab/index.ts";
import { paint } from "./colour.ts";
import { define, exit } from "./command.ts";
import { plotText } from "./plot-text.ts";
import { wrap } from "./text.ts";

export const command = define({
  usage: "nonlin show <name or formula> [--json]",
  about: "the passport of one function: formula, derivatives, stable form, range, limits, source, picture.",
  examples: [
    ["nonlin show gelu", "a function of the catalogue"],
    ["nonlin show 'x * tanh(softplus(x))'", "a formula of your own"],
  ],
  options: { json: { type: "flag", help: "print one JSON object" } },
  async run({ words, options }, io) {
    const [subject, ...more] = words;
    if (subject === undefined || more.length > 0)
      throw new NonlinError("E_USAGE", "show takes one name or formula", {
        advice: "quote a formula: nonlin show 'x * sigmoid(x)'",
      });
    const { declaration, title, params } = resolve(subject);
    const known = defaults(declaration);
    const ranges = Object.fromEntries(Object.entries(known).map(([name, value]) => [name, { lo: value, hi: value }]));
    const bounds = interval(road(declaration), ranges);
    const ends = [-Infinity, Infinity].map((at) => limit(source(declaration), "x", at, params)) as [
      number | undefined,
      number | undefined,
    ];
    const facts: [string, string][] = [
      ["f(x)", print(source(declaration))],
      ["f′(x)", print(stages(declaration, 1).plain)],
      ["f″(x)", print(stages(declaration, 2).plain)],
      ["stable", print(stages(declaration, 0).stable)],
      ["range", `within ${formatNumber(bounds.lo)} .. ${formatNumber(bounds.hi)}`],
      ["limits", `${limitText(ends[0])} at -inf, ${limitText(ends[1])} at inf`],
      ...(Object.keys(params).length > 0
        ? [
            [
              "params",
              Object.entries(params)
                .map(([name, value]) => `${name} = ${formatNumber(value)}`)
                .join(", "),
            ] as [string, string],
          ]
        : []),
      ...(declaration.corners === undefined
        ? []
        : [["corners", declaration.corners.map((c) => `slope ${c.slope} at ${c.at}`).join(", ")] as [string, string]]),
      ...(declaration.known?.torch === undefined
        ? []
        : [["PyTorch", `${declaration.known.torch} (${moduleName(declaration)})`] as [string, string]]),
      ...(familyOf(declaration.name) === undefined
        ? []
        : [["family", familyOf(declaration.name) as string] as [string, string]]),
      ...(declaration.source === undefined ? [] : [["source", sourceText(declaration.source)] as [string, string]]),
    ];
    if (options.json) {
      io.out(
        JSON.stringify(
          { schema: "nonlin.show/1", name: declaration.name, title, declaration, facts: Object.fromEntries(facts) },
          undefined,
          1,
        ),
      );
      return exit.done;
    }
    const ink = paint(io.colour);
    const lines = facts.flatMap(([name, text]) =>
      wrap(text, io.width - 10).map((line, i) => `${ink.dim((i === 0 ? name : "").padEnd(9))} ${line}`),
    );
    io.out([ink.bold(title), "", ...lines, "", plotText(curves([subject], [-6, 6], [0, 1]), io.width, ink)].join("\n"));
    return exit.done;
  },
});

function limitText(value: number | undefined): string {
  if (value === undefined) return "not determined";
  if (value === 0) return Object.is(value, -0) ? "0 from below" : "0";
  return Number.isNaN(value) ? "none" : formatNumber(value);
}

function sourceText({
  author,
  year,
  title,
  arxiv,
}: {
  author?: string;
  year?: number;
  title?: string;
  arxiv?: string;
}): string {
  return [author, year, title, arxiv === undefined ? undefined : `arXiv:${arxiv}`]
    .filter((part) => part !== undefined)
    .join(", ");
}
