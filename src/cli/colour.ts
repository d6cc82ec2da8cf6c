/** Colour by meaning, never the only bearer of it. */
import picocolors from "picocolors";
import type { Verdict } from "../lab/index.ts";

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  verdict(verdict: Verdict, text: string): string;
}

export function paint(colour: boolean): Paint {
  const c = picocolors.createColors(colour);
  // blue and yellow: told apart with any colour vision, unlike green and red
  const verdicts: Record<Verdict, (text: string) => string> = {
    better: c.blue,
    worse: c.yellow,
    "practically equal": (text) => text,
    undecided: c.dim,
  };
  return { bold: c.bold, dim: c.dim, verdict: (verdict, text) => verdicts[verdict](text) };
}
