/** A document to draw in, without a browser. */
import { parseHTML } from "linkedom";

export function emptyDocument(): Document {
  return parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document;
}
