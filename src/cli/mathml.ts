/** LaTeX as MathML, by KaTeX: the one place that knows it. Loaded by who asks for it. */
interface Katex {
  renderToString(latex: string, options: { output: "mathml"; displayMode: boolean; throwOnError: boolean }): string;
}

/** The MathML of a formula, as a `math` element. */
export async function mathml(latex: string): Promise<string> {
  const { default: katex } = (await import("katex")) as { default: Katex };
  const html = katex.renderToString(latex, { output: "mathml", displayMode: true, throwOnError: true });
  return /<math[\s\S]*<\/math>/.exec(html)?.[0] ?? html;
}
