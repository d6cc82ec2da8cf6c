/** Data sets for trials: built-in ones by name, tables from the bytes that the command read. */
import { loadData, type PrepareOptions, parseTable, prepare, type Source, type TableOptions } from "../data/index.ts";
import type { Bench, DataReference } from "../lab/index.ts";

/** The bytes of the user's files by hash, as they travel to the workers. */
export type Files = Readonly<Record<string, Uint8Array>>;

export async function loadSource(reference: DataReference, files: Files): Promise<Source> {
  const { name, hash, target, reading } = reference;
  if (hash === undefined || target === undefined) return loadData(name, reading ?? {});
  const { encoding, ...how } = (reading ?? {}) as TableOptions & Partial<PrepareOptions>;
  const table = await parseTable(files[hash] as Uint8Array, { ...(encoding !== undefined && { encoding }) });
  return prepare(table, { ...how, name, title: `${target} in ${name}`, target });
}

/** A bench with the sources of these references at hand. */
export async function benchOf(references: readonly DataReference[], files: Files): Promise<Bench> {
  const sources = new Map<string, Source>();
  for (const reference of references) {
    const key = JSON.stringify(reference);
    if (!sources.has(key)) sources.set(key, await loadSource(reference, files));
  }
  return {
    source: (reference) => sources.get(JSON.stringify(reference)) as Source,
    now: () => performance.now() / 1000,
    trainers: new Map(),
  };
}
