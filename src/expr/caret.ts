/** An error drawn under the formula it is about, for the command line and the page. */

import type { NonlinError } from "../base/index.ts";

const width = 60;

/**
 * Two lines: the source, and carets under the span with the message after them. Long sources are cut to what surrounds
 * the span. The message alone if the error has no source.
 */
export function caret(error: NonlinError): string {
  const { source, span, message } = error;
  if (source === undefined || span === undefined) return message;
  const from = source.length <= width ? 0 : Math.max(0, span.start - width / 2);
  const shown = visible(source.slice(from, from + width));
  const cut = from > 0 ? "..." : "";
  const more = from + width < source.length ? "..." : "";
  const carets = Math.max(1, Math.min(span.end, from + width) - span.start);
  return `${cut}${shown}${more}\n${" ".repeat(cut.length + span.start - from)}${"^".repeat(carets)} ${message}`;
}

/** One column for every unit of the text, so that the carets stand where they should. */
function visible(text: string): string {
  return text.replace(/[^\x20-\x7e\p{L}\p{N}\p{P}\p{S}]/gu, (unit) => "\u00b7".repeat(unit.length));
}
