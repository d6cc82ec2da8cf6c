/** `nonlin plot`: functions and their derivatives, drawn. */
import { NonlinError } from "../base/index.ts";
import type { Order } from "../expr/index.ts";
import { curves } from "../lab/index.ts";
import type { Theme } from "../plot/index.ts";
import { paint } from "./colour.ts";
import { define, exit } from "./command.ts";
import { formatOf, refuseForeign, writeWhole } from "./file.ts";
import { plotText } from "./plot-text.ts";

export const command = define({
  usage: "nonlin plot <name or formula> ... [options]",
  about: "functions and their derivatives, in the terminal or as a picture; shaded where |f'| < 0.1.",
  examples: [
    ["nonlin plot gelu --derivative", "f and f' in the terminal"],
    [
      "nonlin plot relu 'leaky_relu(x, 0.1)' elu tanh --range -3,3 -o compare.svg",
      "the course's comparison as a picture",
    ],
    ["nonlin plot 'x * tanh(softplus(x))' --derivative --second -o mish.png", "a formula of your own with f' and f''"],
  ],
  options: {
    derivative: { type: "flag", short: "d", help: "f' too" },
    second: { type: "flag", help: "f'' too" },
    range: { type: "numbers", short: "r", value: "LOW,HIGH", help: "of x (-6,6)" },
    output: {
      type: "text",
      short: "o",
      value: "FILE",
      help: "write .svg, .png or .json instead of the terminal picture",
    },
    theme: { type: "text", value: "NAME", default: "auto", choices: ["auto", "light", "dark"], help: "of the picture" },
    json: { type: "flag", help: "print the points as one JSON object" },
  },
  async run({ words, options }, io) {
    if (words.length === 0)
      throw new NonlinError("E_USAGE", "plot needs a function", { advice: "for instance: nonlin plot gelu" });
    const [low = -6, high = 6, ...more] = options.range ?? [];
    if ((options.range !== undefined && options.range.length !== 2) || more.length > 0) {
      throw new NonlinError("E_USAGE", "--range takes two numbers", { advice: "for instance: --range -3,3" });
    }
    const orders: Order[] = [
      0,
      ...(options.derivative || options.second ? [1 as const] : []),
      ...(options.second ? [2 as const] : []),
    ];
    if (options.output !== undefined) refuseForeign(options.output);
    const drawn = curves(words, [low, high], orders);
    if (options.json) io.out(JSON.stringify(drawn));
    else if (options.output === undefined) io.out(plotText(drawn, io.width, paint(io.colour)));
    if (options.output !== undefined) {
      const format = formatOf(options.output, ["svg", "png", "json"]);
      const theme = options.theme as Theme;
      writeWhole(
        options.output,
        format === "json" ? JSON.stringify(drawn) : await picture(drawn, format === "png", theme),
      );
      io.note(`wrote ${options.output}`);
    }
    for (const f of drawn.functions)
      if (f.gaps > 0) io.note(`${f.title}: no finite value at ${f.gaps} of ${drawn.x.length} points, drawn as gaps`);
    return exit.done;
  },
});

async function picture(drawn: ReturnType<typeof curves>, asPng: boolean, theme: Theme): Promise<string | Uint8Array> {
  const { emptyDocument } = await import("./document.ts");
  const { functionPlot } = await import("../plot/index.ts");
  const svg = functionPlot(drawn, { document: emptyDocument(), width: 640, theme });
  if (!asPng) return svg;
  const { png } = await import("./png.ts");
  return png(svg, theme);
}
