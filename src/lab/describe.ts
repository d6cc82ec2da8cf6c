/**
 * The passport of a function: everything that follows from its formula, as plain data.
 *
 * What bounds on intervals, asymptotics or algebra decide is `proved`; what only sampling shows is `observed`.
 */
import {
  type Activation,
  familyOf,
  macros,
  moduleName,
  type Options,
  resolve,
  type Source,
} from "../activations/index.ts";
import { parse, print, road, source, stages } from "../expr/index.ts";
import { latex } from "../targets/index.ts";
import { type CommittedAccuracy, committedAccuracy } from "./accuracy.ts";
import { type Claim, claimsOf, printedFormula } from "./claims.ts";
import { type Cost, costOf } from "./cost.ts";
import { type Equivalent, equivalentsOf } from "./equivalents.ts";
import { type Properties, propertiesOf } from "./properties.ts";
import { measureUlp } from "./ulp.ts";
import { type Witness, witnessOf } from "./witness.ts";

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
  /** Other functions that are the same up to a f(b x + c) + d, at these parameters. */
  readonly equivalents: readonly Equivalent[];
  /** Where the printed formula fails in float32, and what is computed instead. */
  readonly witness?: Witness;
  /** What is printed of its range and its shape, checked. */
  readonly claims: readonly Claim[];
  readonly cost: Cost;
  /** Errors of its kernels in ulp, from the committed table or measured now. */
  readonly accuracy?: CommittedAccuracy;
  readonly source?: Source;
  readonly aliases: readonly string[];
  readonly known: NonNullable<Activation["known"]>;
  readonly differs: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** Parameters of the function, and whether to measure speed and accuracy here instead of reading the committed tables. */
export type DescribeOptions =
  | Options
  | { readonly [name: string]: number | string | boolean; readonly measure: boolean };

/** The passport of a name, a formula or a declaration at the parameters given. */
export function describe(f: string | Activation, options: DescribeOptions = {}): Passport {
  const { measure = false, ...rest } = options as { readonly measure?: boolean };
  const { name, title, declaration: a, params } = resolve(f, rest as Options);
  const family = familyOf(name);
  const properties = propertiesOf(a, params);
  const witness = failing(a, params);
  const accuracy = measure ? measuredAccuracy(a, params) : changed(a, params) ? undefined : committedAccuracy(name);
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
    ...(witness && { witness }),
    ...properties,
    equivalents: equivalentsOf(a, params),
    claims: claimsOf(a, params, properties),
    cost: costOf(a, measure),
    ...(accuracy && { accuracy }),
    ...(a.source === undefined ? {} : { source: a.source }),
    aliases: a.aliases ?? [],
    known: a.known ?? {},
    differs: a.differs ?? {},
    ...(a.note === undefined ? {} : { note: a.note }),
  };
}

/** Whether a parameter is not at its default, for which nothing was measured. */
function changed(a: Activation, params: Readonly<Record<string, number>>): boolean {
  return Object.entries(params).some(([name, value]) => a.params?.[name]?.init !== value);
}

function measuredAccuracy(a: Activation, parameters: Readonly<Record<string, number>>): CommittedAccuracy {
  const inputs = 65536;
  const [f, slope] = ([0, 1] as const).map((order) => measureUlp(a, { order, inputs, parameters }));
  return { f: f!, slope: slope! };
}

/** Where the formula as it is printed fails in float32. */
function failing(a: Activation, params: Readonly<Record<string, number>>): Witness | undefined {
  const text = printedFormula(a) ?? a.formula;
  const printed = parse(text, { ...macros, parameters: Object.keys(params) });
  return witnessOf(text, printed, road(a), params);
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
