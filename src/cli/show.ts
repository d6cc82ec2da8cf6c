/** `nonlin show`: the passport of one function. */
import { NonlinError } from "../base/index.ts";
import { curves, describe, type Passport, type Section, sections, sheetOf, titleLine } from "../lab/index.ts";
import { paint } from "./colour.ts";
import { define, exit, type Io } from "./command.ts";
import { plotText } from "./plot-text.ts";
import { wrap } from "./text.ts";

export const command = define({
  usage: "nonlin show <name or formula> [--measure] [--latex | --mathml | --json]",
  about:
    "the passport of one function: formula, derivatives, stable form, proved shape, moments, cost, relatives, picture.",
  examples: [
    ["nonlin show gelu", "a function of the catalogue"],
    ["nonlin show 'x * tanh(softplus(x))'", "a formula of your own"],
    ["nonlin show gelu --json", "the same as data, LaTeX and MathML in it"],
  ],
  options: {
    measure: { type: "flag", help: "measure speed and accuracy here and now" },
    latex: { type: "flag", help: "print the formula, f′ and f″ as LaTeX" },
    mathml: { type: "flag", help: "print them as MathML" },
    json: { type: "flag", help: "print one JSON object; infinities are strings" },
  },
  async run({ words, options }, io) {
    const [subject, ...more] = words;
    if (subject === undefined || more.length > 0) {
      const advice = "quote a formula: nonlin show 'x * sigmoid(x)'";
      throw new NonlinError("E_USAGE", "show takes one name or formula", { advice });
    }
    const other = await sheetOf(subject);
    if (other !== undefined) {
      const page = pageText(other.title, [{ title: "", rows: other.rows }], io);
      io.out(options.json ? JSON.stringify(other.data, infinitiesAsText, 1) : page);
      return exit.done;
    }
    const passport = describe(subject, { measure: options.measure });
    if (options.json) io.out(JSON.stringify(await withMathml(passport), infinitiesAsText, 1));
    else if (options.latex || options.mathml) io.out((await formulas(passport, options.mathml)).join("\n"));
    else {
      const picture = plotText(curves([subject], [-6, 6], [0, 1]), io.width, paint(io.colour));
      io.out([pageText(titleLine(passport), sections(passport), io), "", picture].join("\n"));
    }
    return exit.done;
  },
});

async function formulas({ f, slope, second }: Passport, asMathml: boolean): Promise<readonly string[]> {
  const all = [f, slope, second].map(({ latex }) => latex);
  if (!asMathml) return all;
  const { mathml } = await import("./mathml.ts");
  return Promise.all(all.map(mathml));
}

async function withMathml(passport: Passport): Promise<object> {
  const [f, slope, second] = await formulas(passport, true);
  return {
    ...passport,
    f: { ...passport.f, mathml: f },
    slope: { ...passport.slope, mathml: slope },
    second: { ...passport.second, mathml: second },
  };
}

/** A title, headings and rows under them; a row without anything to say is left out. */
function pageText(
  title: string,
  parts: readonly Pick<Section, "title" | "rows">[],
  io: Pick<Io, "colour" | "width">,
): string {
  const ink = paint(io.colour);
  const lines = parts.flatMap(({ title: heading, rows }) => {
    const told = rows.flatMap(([name, text]) => {
      if (text === undefined || text === "") return [];
      return wrap(text, io.width - 12).map((line, i) => `  ${ink.dim((i === 0 ? name : "").padEnd(9))} ${line}`);
    });
    return ["", ...(heading === "" ? [] : [ink.bold(heading)]), ...told];
  });
  return [ink.bold(title), ...lines].join("\n");
}

function infinitiesAsText(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
