/** The pictures of the catalogue: a plot for each page and a thumbnail for the index. */
import { type Declaration, moduleName } from "../../src/activations/index.ts";
import { emptyDocument } from "../../src/cli/document.ts";
import { type Curves, curves } from "../../src/lab/index.ts";
import { functionPlot, functionSentence, thumbnail } from "../../src/plot/index.ts";
import { link, plain } from "./markdown.ts";
import { otherCurves } from "./other-curves.ts";

const width = 640;

export interface Pictures {
  readonly plot: string;
  readonly thumbnail: string;
  /** The plot in a page, described for who cannot see it. */
  readonly markdown: string;
}

export function picturesOf(d: Declaration): Pictures {
  const drawn = curvesOf(d);
  const panel = drawn.orders.length > 2 ? 120 : 160;
  const seen = functionSentence(drawn);
  const told = drawn.words === undefined ? seen : `${moduleName(d)}: ${seen}`;
  return {
    plot: functionPlot(drawn, { document: emptyDocument(), width }, { id: d.name, panel }),
    thumbnail: thumbnail(drawn, { document: emptyDocument(), width: 96 }, d.name),
    markdown: `!${link(plain(told), `plots/${d.name}.svg`)}`,
  };
}

function curvesOf(d: Declaration): Curves {
  return otherCurves(d) ?? curves([d.name], [-6, 6], [0, 1, 2]);
}
