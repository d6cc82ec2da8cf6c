/** Markdown as GitHub renders it. */

/** Text that means itself. */
export function plain(text: string): string {
  return text.replace(/[\\|*_~<`]/g, "\\$&").replaceAll("\n", " ");
}

/** A table; cells are Markdown. Empty without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A formula on lines of its own. In a fence, and not between dollars, Markdown leaves its backslashes alone. */
export function math(latex: string): string {
  return fenced("math", latex);
}

export function fenced(language: string, text: string): string {
  return [`\`\`\`${language}`, text.trimEnd(), "```"].join("\n");
}

/** What is opened by who wants it. */
export function details(summary: string, inside: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${inside}\n\n</details>`;
}

export function link(text: string, to: string): string {
  return `[${text}](${to})`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Blocks under a heading; nothing without any. */
export function section(heading: string, ...blocks: readonly (string | undefined)[]): string {
  const said = blocks.filter((block) => block !== undefined && block !== "");
  return said.length === 0 ? "" : [`## ${heading}`, ...said].join("\n\n");
}

/** Blocks one after the other. */
export function page(...blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
