/** What the modules of a model have asked for: each thing made once by its name, however often its module is built. */
import { type Node, random, type Slot, type Source, slot } from "../graph/index.ts";
import type { Initial, Parameter, Scope } from "./module.ts";
import type { Network } from "./network.ts";

export class Inventory {
  /** Whether a module has asked in which mode it is. */
  trainingMatters = false;
  private readonly stateDict = new Map<string, Parameter>();
  private readonly scalars = new Map<string, Slot>();
  private readonly keys = new Map<string, Slot>();
  private readonly updates = new Map<Slot, Node>();
  private readonly rows = slot("rows", "rows", []);
  private readonly step = slot("scalar", "step", [], { type: "i32" });
  private leastRows = { rows: 1, title: "" };

  contents(): Omit<Network, "input" | "output" | "prediction" | "passages"> {
    const stateDict = [...this.stateDict.values()];
    return {
      parameters: stateDict.filter((p) => p.slot.role === "parameter"),
      stateDict,
      updates: [...this.updates].map(([buffer, value]) => ({ slot: buffer, value })),
      scalars: [...this.scalars.values()],
      keys: [...this.keys.values()],
      rows: this.rows,
      step: this.step,
      leastRows: this.leastRows,
    };
  }

  /** The scope of the module at `prefix`; `turns` counts how often each has asked for random numbers in this graph. */
  within(prefix: string, training: boolean, turns: Map<string, number>): Omit<Scope, "child" | "trains"> {
    return {
      training: () => {
        this.trainingMatters = true;
        return training;
      },
      rows: this.rows,
      parameter: (name, shape, initial, transposed = false) =>
        this.entry("parameter", { name: `${prefix}${name}`, shape, initial, transposed }),
      buffer: (name, shape, value) => {
        const initial: Initial = { kind: "constant", value };
        return this.entry("state", { name: `${prefix}${name}`, shape, initial, transposed: false });
      },
      update: (buffer, next) => {
        if (training) this.updates.set(buffer, next(this.updates.get(buffer) ?? buffer));
      },
      scalar: (name, value) =>
        once(this.scalars, `${prefix}${name}`, (full) => slot("scalar", full, [], { data: Float64Array.of(value) })),
      random: (shape): Source => {
        const turn = turns.get(prefix) ?? 0;
        turns.set(prefix, turn + 1);
        const key = once(this.keys, `${prefix}mask ${turn}`, (full) => slot("scalar", full, [2], { type: "i32" }));
        return random(key, this.step, shape);
      },
      needsRows: (rows, title) => {
        if (rows > this.leastRows.rows) this.leastRows = { rows, title };
      },
    };
  }

  private entry(role: "parameter" | "state", given: Omit<Parameter, "slot">): Slot {
    const stored = given.transposed ? given.shape.toReversed() : given.shape;
    return once(this.stateDict, given.name, (name) => ({ ...given, slot: slot(role, name, stored) })).slot;
  }
}

function once<T>(known: Map<string, T>, name: string, make: (name: string) => T): T {
  const made = known.get(name) ?? make(name);
  known.set(name, made);
  return made;
}
