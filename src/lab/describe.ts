/**
 * The passport of a function: everything that follows from its formula, as plain data.
 *
 * What bounds on intervals, asymptotics or algebra decide is `proved`; what only sampling shows is `observed`.
 */
import {
  type Activation,
  catalogue,
  familyOf,
  moduleName,
  type Options,
  resolve,
  type Source,
} from "../activations/index.ts";
import { evaluator, print, source, stages } from "../expr/index.ts";
import { latex } from "../targets/index.ts";
import { type Properties, propertiesOf } from "./properties.ts";

/** A function as text: as written (for a derivative: as differentiated), and in the form that is computed. */
export interface Written {
  readonly text: string;
  readonly latex: string;
  readonly stable: string;
  /** The rewrite rules behind the stable form: where the text fails, and why. */
  readonly rules: readonly { readonly from: string; readonly to: string; readonly at: string; readonly why: string }[];
}

export interface Passport extends Properties {
  readonly schema: "nonlin.passport/1";
  readonly name: string;
  readonly title: string;
  readonly family?: string;
  readonly module: string;
  readonly params: Readonly<Record<string, number>>;
  readonly trainable: readonly string[];
  readonly f: Written;
  readonly slope: Written;
  readonly second: Written;
  /** Other functions of the catalogue that are the same at these parameters. */
  readonly equivalents: readonly string[];
  readonly source?: Source;
  readonly aliases: readonly string[];
  readonly known: NonNullable<Activation["known"]>;
  readonly differs: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** The passport of a name, a formula or a declaration at the parameters given. */
export function describe(f: string | Activation, options: Options = {}): Passport {
  const { name, title, declaration: a, params } = resolve(f, options);
  const family = familyOf(name);
  return {
    schema: "nonlin.passport/1",
    name,
    title,
    ...(family === undefined ? {} : { family }),
    module: moduleName(a),
    params,
    trainable: Object.entries(a.params ?? {}).flatMap(([key, p]) => (p.trainable ? [key] : [])),
    f: written(a, 0),
    slope: written(a, 1),
    second: written(a, 2),
    ...propertiesOf(a, params),
    equivalents: equivalents(a, params),
    ...(a.source === undefined ? {} : { source: a.source }),
    aliases: a.aliases ?? [],
    known: a.known ?? {},
    differs: a.differs ?? {},
    ...(a.note === undefined ? {} : { note: a.note }),
  };
}

function written(a: Activation, order: 0 | 1 | 2): Written {
  const { plain, stable: form, fired } = stages(a, order);
  const told = order === 0 ? source(a) : form;
  return {
    text: print(order === 0 ? source(a) : plain),
    latex: print(told, latex),
    stable: print(form),
    rules: fired
      .map(({ rule, at }) => ({ from: rule.from, to: rule.to, at: print(at), why: rule.why }))
      .filter((each, i, all) => all.findIndex((other) => other.from === each.from && other.at === each.at) === i),
  };
}

function equivalents(a: Activation, params: Readonly<Record<string, number>>): readonly string[] {
  const points = [-41.7, -7.3, -3.1, -2.2, -1.4, -0.8, -0.31, 0.12, 0.45, 0.77, 1.6, 2.4, 3.3, 5.9, 8.8, 33.6];
  const f = valuesOf(a, params);
  return [...catalogue.values()].flatMap((other) => {
    if (other === a) return [];
    const g = valuesOf(other, Object.fromEntries(Object.entries(other.params ?? {}).map(([k, p]) => [k, p.init])));
    return points.every((x) => Math.abs(f(x) - g(x)) <= 1e-12 * Math.max(1, Math.abs(f(x)))) ? [other.name] : [];
  });
}

function valuesOf(a: Activation, params: Readonly<Record<string, number>>): (x: number) => number {
  const of = evaluator(source(a), ["x", ...Object.keys(params)]);
  return (x) => of(x, ...Object.values(params));
}
