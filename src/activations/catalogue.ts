/**
 * Every activation by name, and every other library's name for it.
 *
 * Built from the family files as they stand: a declaration is in the catalogue because it is exported.
 */
import type { Activation } from "./activation.ts";
import * as families from "./families.ts";

/** Canonical name -> declaration, family by family. */
export const catalogue: ReadonlyMap<string, Activation> = /* @__PURE__ */ new Map(
  Object.values(families)
    .flatMap((family): Activation[] => Object.values(family))
    .map((a) => [a.name, a] as const),
);

/** The family (file) that declares `name`, for instance "shrink" for "softshrink". */
export function familyOf(name: string): string | undefined {
  return Object.entries(families).find(([, family]) => Object.hasOwn(family, name))?.[0];
}

/**
 * The activation that `name` means in any library: canonical name, alias, module or function.
 *
 * Case, `_` and `-` do not matter, nor does a prefix such as `nn.`. Where two libraries mean different
 * things by a name, the canonical name wins, then PyTorch's.
 */
export function lookup(name: string): Activation | undefined {
  return index().get(fold(name));
}

/** The name of the module that applies `a`: PyTorch's if it has one of its own, else the name in PascalCase. */
export function moduleName(a: Activation): string {
  const torch = a.known?.torch;
  if (torch !== undefined && isPlain(torch)) return lastPart(torch);
  return a.name.charAt(0).toUpperCase() + a.name.slice(1);
}

const indices = new WeakMap<typeof catalogue, ReadonlyMap<string, Activation>>();

function index(): ReadonlyMap<string, Activation> {
  const known = indices.get(catalogue);
  if (known !== undefined) return known;
  const built = new Map<string, Activation>();
  const everyone = [...catalogue.values()];
  for (const namesOf of [ownName, torchName, otherNames, onnxName])
    for (const a of everyone)
      for (const name of namesOf(a)) {
        const key = fold(name);
        if (!built.has(key)) built.set(key, a);
      }
  indices.set(catalogue, built);
  return built;
}

const ownName = (a: Activation): readonly string[] => [a.name];
const torchName = (a: Activation): readonly string[] => [a.known?.torch ?? ""].filter(isPlain);
const onnxName = (a: Activation): readonly string[] => [a.known?.onnx?.op ?? ""].filter(isPlain);

function otherNames(a: Activation): readonly string[] {
  const { jax = "", keras = "", tfjs = "", timm = "", hf = "" } = a.known ?? {};
  return [...(a.aliases ?? []), ...[jax, keras, tfjs, timm, hf].filter(isPlain)];
}

/** False for a spelling with arguments: what it names without them may be another function. */
function isPlain(spelling: string): boolean {
  return spelling !== "" && !spelling.includes("(");
}

function lastPart(spelling: string): string {
  return spelling.slice(spelling.lastIndexOf(".") + 1);
}

function fold(name: string): string {
  return lastPart(name.trim()).replaceAll(/[_-]/g, "").toLowerCase();
}
