/** What a picture is drawn on: apart from the drawing, whose types are Observable Plot's and need those of d3. */
import type { Theme } from "./palette.ts";

export interface Canvas {
  readonly document: Document;
  readonly width: number;
  readonly theme?: Theme;
  /** True for a file of its own; false inside a page that brings its own style. */
  readonly alone?: boolean;
}
