/** What `show` says of a declaration that is no function of one value, and of a function known by name only. */
import {
  type Declaration,
  type Declared,
  familyOf,
  invented,
  type Kind,
  kindOf,
  lookup,
  lookupAny,
  type Mention,
} from "../activations/index.ts";
import { formatNumber } from "../base/index.ts";

/** A name and what is said under it; undefined or empty if there is nothing to say. */
export type Row = readonly [name: string, text: string | undefined];

export interface Sheet {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly data: object;
}

/** The sheet of `subject`, or undefined if it is a function of one value, which has a passport. */
export async function sheetOf(subject: string): Promise<Sheet | undefined> {
  const d = lookup(subject) === undefined ? lookupAny(subject) : undefined;
  if (d !== undefined) return declaredSheet(d);
  const mention = lookup(subject) === undefined ? await invented(subject) : undefined;
  return mention === undefined ? undefined : mentionedSheet(mention);
}

function declaredSheet(d: Declaration): Sheet {
  const kind = kindOf(d);
  const family = familyOf(d.name);
  const params = Object.entries(d.params ?? {}).map(([name, p]) => `${name} = ${formatNumber(p.init)}`);
  return {
    title: `${d.name}  (family ${family})`,
    rows: [
      [letters[kind], d.formula],
      ["beside", d.beside],
      ["kind", kinds[kind]],
      ["params", params.join(", ")],
      ["call", `F.${d.name}(x) of nonlin/functional`],
      ...aboutRows(d),
    ],
    data: { schema: "nonlin.declaration/1", ...d, kind, family },
  };
}

type About = {
  readonly [K in "known" | "differs" | "aliases" | "source" | "note"]?: Declared[K] | undefined;
};

/** Where else a declaration is found, and where it comes from. */
export function aboutRows({ known = {}, differs = {}, aliases = [], source, note }: About): readonly Row[] {
  const { torch, jax, keras, onnx } = known;
  const elsewhere = [torch, jax, keras && `keras ${keras}`, onnx && `ONNX ${onnx.op}`];
  const from = [source?.author, source?.year, source?.title, source?.arxiv && `arXiv:${source.arxiv}`];
  return [
    ["elsewhere", elsewhere.filter(Boolean).join(", ")],
    [
      "but",
      Object.entries(differs)
        .map(([library, text]) => `${library}: ${text}`)
        .join("; "),
    ],
    ["aliases", aliases.join(", ")],
    ["source", from.filter(Boolean).join(", ")],
    ["note", note],
  ];
}

const letters = {
  elementwise: "f(x)",
  axis: "f(x)",
  gated: "f(a, b)",
  random: "f(x, u)",
  joined: "f(x)",
} as const satisfies Record<Kind, string>;

const kinds = {
  elementwise: "of one value",
  axis: "of all values along an axis",
  gated: "of the two halves of an axis: a is the first, b the second",
  random: "of one value and, in training, a uniform random number u",
  joined: "of one value; both results stand side by side along an axis",
} as const satisfies Record<Kind, string>;

function mentionedSheet(m: Mention): Sheet {
  const params = Object.entries(m.params).map(([name, value]) => `${name} = ${formatNumber(value)}`);
  return {
    title: `${m.name}  (known by name only)`,
    rows: [
      ["printed", m.formula],
      ["params", params.join(", ")],
      ["source", [m.source, m.year].filter(Boolean).join(", ")],
      ["note", m.note],
      ["but", "nobody checked the formula against its source; nonlin show takes a formula of your own"],
    ],
    data: { schema: "nonlin.mention/1", ...m },
  };
}
