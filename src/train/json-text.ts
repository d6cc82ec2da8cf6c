/** What JSON.parse does not say of a text: how deep it is, before; which name stands twice, after. */

/** Whether brackets nest deeper than `limit`, in a text that need not be JSON. */
export function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"') i = endOfString(text, i);
    else if (c === "{" || c === "[") depth += 1;
    else if (c === "}" || c === "]") depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

/** A name that stands twice in one object of this JSON. */
export function firstDuplicate(text: string): string | undefined {
  // of each open bracket: the names so far
  const open: Set<string>[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "{" || c === "[") open.push(new Set());
    else if (c === "}" || c === "]") open.pop();
    if (c !== '"') continue;
    const end = endOfString(text, i);
    const literal = text.slice(i, end + 1);
    i = end;
    while (" \t\r\n".includes(text[i + 1]!)) i += 1;
    if (text[i + 1] !== ":") continue;
    const name = JSON.parse(literal) as string;
    const known = open.at(-1)!;
    if (known.has(name)) return name;
    known.add(name);
  }
  return undefined;
}

/** Where the string that begins at `start` has its closing quote, or the last character. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
  return i;
}
