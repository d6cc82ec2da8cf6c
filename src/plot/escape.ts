/** Text made safe inside markup and attributes; a number keeps its unit beside it. */
export function escapeText(text: string): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  return safe.replace(/(\d) (%|points|seeds?|s\b)/g, "$1\u00a0$2");
}
