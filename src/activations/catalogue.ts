/**
 * Every activation by name, and every other library's name for it.
 *
 * Built from the family files as they stand: a declaration is in the catalogue because it is exported.
 */
import type { Activation, Declaration } from "./activation.ts";
import * as families from "./families.ts";

/** Canonical name -> every declaration, whatever its kind, family by family. */
export const declarations: ReadonlyMap<string, Declaration> = /* @__PURE__ */ new Map(
  Object.values(families)
    .flatMap((family): Declaration[] => Object.values(family))
    .map((d) => [d.name, d] as const),
);

/** Canonical name -> function of one value: what a network, a kernel and a passport take. */
export const catalogue: ReadonlyMap<string, Activation> = /* @__PURE__ */ new Map(
  [...declarations.values()].filter((d): d is Activation => kindOf(d) === "elementwise").map((a) => [a.name, a]),
);

export type Kind = "elementwise" | "axis" | "gated" | "random" | "joined";

/** What a declaration is a function of: the one place where kinds are told apart. */
export function kindOf(d: Declaration): Kind {
  if (d.axis !== undefined) return "axis";
  if (d.inputs !== undefined) return "gated";
  if (d.random !== undefined) return "random";
  return d.beside !== undefined ? "joined" : "elementwise";
}

/** The family (file) that declares `name`, for instance "shrink" for "softshrink". */
export function familyOf(name: string): string | undefined {
  return Object.entries(families).find(([, family]) => Object.hasOwn(family, name))?.[0];
}

/**
 * The activation that `name` means in any library: canonical name, alias, module or function.
 *
 * Case, `_` and `-` do not matter, nor does a prefix such as `nn.` unless it tells two functions apart: `jax.nn.gelu`. Where two libraries mean different
 * things by a name, the canonical name wins, then PyTorch's.
 */
export function lookup(name: string): Activation | undefined {
  return index(catalogue).get(flat(name)) ?? index(catalogue).get(fold(name));
}

/** The same among declarations of every kind. */
export function lookupAny(name: string): Declaration | undefined {
  return lookup(name) ?? index(declarations).get(fold(name));
}

/** The name of the module that applies `a`: PyTorch's if it has one of its own, else as papers spell it, else the name in PascalCase. */
export function moduleName(a: Declaration): string {
  const torch = a.known?.torch;
  if (torch?.startsWith("nn.") && isPlain(torch)) return lastPart(torch);
  return a.module ?? a.name.charAt(0).toUpperCase() + a.name.slice(1);
}

const indices = new WeakMap<object, ReadonlyMap<string, Declaration>>();

function index<D extends Declaration>(among: ReadonlyMap<string, D>): ReadonlyMap<string, D> {
  const known = indices.get(among);
  if (known !== undefined) return known as ReadonlyMap<string, D>;
  const built = new Map<string, D>();
  const everyone = [...among.values()];
  for (const namesOf of [ownName, torchName, otherNames, onnxName])
    for (const a of everyone)
      for (const key of namesOf(a).flatMap((name) => [flat(name), fold(name)])) {
        if (!built.has(key)) built.set(key, a);
      }
  indices.set(among, built);
  return built;
}

const ownName = (a: Declaration): readonly string[] => [a.name];
const torchName = (a: Declaration): readonly string[] => [a.known?.torch ?? ""].filter(isPlain);
const onnxName = (a: Declaration): readonly string[] => [a.known?.onnx?.op ?? ""].filter(isPlain);

function otherNames(a: Declaration): readonly string[] {
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
  return lastPart(flat(name));
}

function flat(name: string): string {
  return name.trim().replaceAll(/[_-]/g, "").toLowerCase();
}
