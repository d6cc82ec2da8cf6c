/** The code of a loop: its axes nested, each thing computed as soon as the axes that it depends on are entered. */
import { type Builder, emitIr, type I32, type N, type V } from "../wasm/index.ts";
import { countOf, move } from "./code.ts";
import { depthOf, type LoopPlan, type PlannedGuard, type PlannedLoad } from "./loop.ts";
import { batch, type Reduce } from "./node.ts";
import { begin, combine, fold, type Partial } from "./reduction-code.ts";
import { outputName } from "./stages.ts";

/** Where the walk stands. */
interface Place {
  /** By walker: loads and their guards, then outputs. */
  readonly cursors: readonly I32[];
  readonly values: ReadonlyMap<string, readonly V[]>;
  /** How many vectors are walked in lockstep. */
  readonly vectors: number;
  /** How many lanes of the last vector count; all if left out. */
  readonly lanes?: number;
  /** Of a length known only to the call: which lanes of each vector count. */
  readonly masks?: readonly N[];
}

interface Walker {
  readonly steps: readonly number[];
}

export function writeLoop(b: Builder, plan: LoopPlan, rows: I32, pointers: readonly I32[]): void {
  const { axes, kept, vector, loads, outputs } = plan;
  const walkers: Walker[] = [...loads.flatMap((load) => [load, ...load.guards]), ...outputs];
  const starts = [
    ...loads.flatMap(({ guards, offset }, i) =>
      guards.length === 0
        ? [pointers[i]!]
        : [b.constant("i32", offset), ...guards.map(({ start }) => b.constant("i32", start))],
    ),
    ...outputs.map((_, i) => pointers[loads.length + i]!),
  ];
  const firstOutput = starts.length - outputs.length;
  const cursorOf = loads.map((load) => walkers.indexOf(load));
  const partials = new Map<number, Partial>();

  const load = (i: number, place: Place, depth: number): readonly V[] => {
    const moves = depth > vector;
    const planned = loads[i]!;
    const at = cursorOf[i]!;
    const step = planned.steps[vector]!;
    const uniform = !moves || (step === 0 && planned.guards.every((g) => g.steps[vector] === 0));
    const along = moves ? vector : -1;
    const checked = together(planned, along) ? guardedTogether : guarded;
    return Array.from({ length: uniform ? 1 : place.vectors }, (_, k) =>
      planned.guards.length > 0
        ? checked(b, planned, pointers[i]!, place.cursors.slice(at), { vector: along, k, rows })
        : plain(b, planned, place.cursors[at]!, { step: moves ? step : 0, k }),
    );
  };

  const computeAt = (depth: number, place: Place): Place => {
    const values = new Map(place.values);
    loads.forEach((planned, i) => {
      if (depthOf(planned) === depth) values.set(planned.name, load(i, place, depth));
    });
    const { inputs, outputs: names, ir } = plan.stages[depth]!;
    if (names.length === 0) return { ...place, values };
    const known = inputs.map((name) => values.get(name)!);
    const count = Math.max(1, ...known.map((vectors) => vectors.length));
    const results = emitIr(
      b,
      ir,
      Array.from({ length: count }, (_, k) => known.map((vectors) => pick(vectors, k))),
    );
    names.forEach((name, i) => {
      values.set(
        name,
        results.map((vectors) => vectors[i]!),
      );
    });
    return { ...place, values };
  };

  const leaf = ({ cursors, values, vectors, lanes, masks }: Place): void => {
    outputs.forEach(({ op }, i) => {
      const results = values.get(outputName(i))!;
      for (let k = 0; k < vectors; k++) {
        const some = k === vectors - 1 ? lanes : undefined;
        if (op === "store") storeVector(b, cursors[firstOutput + i]!, pick(results, k), 16 * k, some);
        else combine(b, partials.get(i)!, k, pick(results, k), byRow ? (masks?.[k] ?? some) : undefined);
      }
    });
    for (const partial of partials.values()) partial.advance?.();
  };

  const byRow = vector >= kept;
  const reductions = outputs.flatMap(({ op }, i) => (op === "store" ? [] : [{ op: op as Reduce["op"], i }]));

  const walk = (depth: number, before: Place): void => {
    const place = computeAt(depth, before);
    if (depth === kept && reductions.length > 0) {
      for (const { op, i } of reductions) partials.set(i, begin(b, op, byRow ? plan.width : place.vectors));
      enter(depth, place);
      for (const { i } of reductions) {
        const results = fold(b, partials.get(i)!, byRow);
        results.forEach((result, k) => {
          const lanes = byRow ? 1 : k === results.length - 1 ? place.lanes : undefined;
          storeVector(b, place.cursors[firstOutput + i]!, result, 16 * k, lanes);
        });
      }
    } else {
      enter(depth, place);
    }
  };

  const enter = (depth: number, place: Place): void => {
    if (depth === axes.length) {
      leaf(place);
      return;
    }
    const axis = axes[depth]!;
    const inside = (moved: Place): void => walk(depth + 1, moved);
    const total = axis.batch ? countOf(b, axis, rows) : axis.size;
    const steps = walkers.map((walker) => walker.steps[depth]!);
    const masked = byRow && reductions.length > 0 && axis.size % (4 * plan.width) !== 0;
    if (depth === vector) vectorAxis(b, { steps, width: plan.width, total, masked }, place, inside);
    else scalarAxis(b, steps, total, place, inside);
  };

  walk(0, { cursors: starts, values: new Map(), vectors: 1 });
}

type Inside = (place: Place) => void;

function scalarAxis(b: Builder, steps: readonly number[], total: number | I32, place: Place, inside: Inside): void {
  const cursors = place.cursors.map((cursor, w) => (steps[w] === 0 ? cursor : b.variable(cursor)));
  b.loop(typeof total === "number" ? b.constant("i32", total) : total, 1, () => {
    inside({ ...place, cursors });
    advance(b, cursors, steps, 1);
  });
}

interface VectorAxis {
  readonly steps: readonly number[];
  readonly width: number;
  readonly total: number | I32;
  /** Whether what lies beyond a total known only to the call must be told from the rest. */
  readonly masked: boolean;
}

/** `width` vectors at a time; of a length known now what is left is a shorter round, else the last round runs into the padding. */
function vectorAxis(b: Builder, { steps, width, total, masked }: VectorAxis, place: Place, inside: Inside): void {
  const cursors = place.cursors.map((cursor, w) => (steps[w] === 0 ? cursor : b.variable(cursor)));
  const step = 4 * width;
  const go = (vectors: number, counted: Pick<Place, "lanes" | "masks"> = {}): void => {
    inside({ ...place, cursors, vectors, ...counted });
    advance(b, cursors, steps, 4 * vectors);
  };
  if (typeof total === "number") {
    const rounds = Math.floor(total / step);
    if (rounds === 1) go(width);
    if (rounds > 1) b.loop(b.constant("i32", rounds), 1, () => go(width));
    const left = Math.floor((total % step) / 4);
    if (left > 0) go(left);
    if (total % 4 > 0) go(1, { lanes: total % 4 });
    return;
  }
  b.loop(total, step, (i) => {
    if (!masked) {
      go(width);
      return;
    }
    const [at, end] = [b.splat(i), b.splat(total)];
    const masks = Array.from({ length: width }, (_, k) => {
      const places = [0, 1, 2, 3].map((lane) => 4 * k + lane);
      return b.lt(b.add(at, b.lanes("i32x4", places)), end);
    });
    go(width, { masks });
  });
}

function advance(b: Builder, cursors: readonly I32[], steps: readonly number[], by: number): void {
  cursors.forEach((cursor, w) => {
    move(b, cursor, steps[w]! * by);
  });
}

function storeVector(b: Builder, pointer: I32, value: V, offset: number, lanes?: number): void {
  if (lanes !== undefined) b.storeLanes(lanes, pointer, value, offset);
  else b.store(pointer, value, offset);
}

function pick(vectors: readonly V[], k: number): V {
  return vectors[Math.min(k, vectors.length - 1)]!;
}

function plain(b: Builder, { type }: PlannedLoad, cursor: I32, { step, k }: { step: number; k: number }): V {
  const vector = `${type}x4` as const;
  const at = 4 * k * step;
  if (step === 0) return asFloat(b, b.splatLoad(vector, cursor));
  if (step === 4) return asFloat(b, b.load(vector, cursor, at));
  const pointers = [0, 1, 2, 3].map((lane) => b.add(cursor, b.constant("i32", at + lane * step)));
  return asFloat(b, b.loadEach(vector, pointers));
}

interface Moment {
  readonly vector: number;
  readonly k: number;
  readonly rows: I32;
}

/**
 * Whether the four lanes of a vector are inside or outside together, side by side in memory or all at one place: an axis joined of
 * parts of 4 n elements, say.
 */
function together({ guards, steps }: PlannedLoad, vector: number): boolean {
  const inOne = guards.every(({ start, steps: moves, length }) => {
    if (vector < 0 || moves[vector] === 0) return true;
    const others = [start, length, ...moves.filter((_, axis) => axis !== vector)];
    return moves[vector] === 1 && others.every((n) => typeof n === "number" && n % 4 === 0);
  });
  return inOne && (vector < 0 || steps[vector] === 0 || steps[vector] === 4);
}

/** As `guarded`, of lanes that are inside together. */
function guardedTogether(b: Builder, load: PlannedLoad, pointer: I32, cursors: readonly I32[], at: Moment): V {
  const moved = (start: I32, steps: readonly number[]): I32 =>
    at.vector < 0 ? start : b.add(start, b.constant("i32", 4 * at.k * steps[at.vector]!));
  const truth = load.guards
    .map(({ steps, length }, g) =>
      b.op("i32.lt_u", moved(cursors[g + 1]!, steps), length === batch ? at.rows : b.constant("i32", length)),
    )
    .reduce((all, one) => b.and(all as I32, one as I32)) as I32;
  const inside = b.sub(b.constant("i32", 0), truth);
  const address = b.add(pointer, b.and(inside, moved(cursors[0]!, load.steps)));
  const type = `${load.type}x4` as const;
  const value = at.vector < 0 || load.steps[at.vector] === 0 ? b.splatLoad(type, address) : b.load(type, address);
  return b.select(b.splat(inside), asFloat(b, value), b.constant("f32x4", load.padding));
}

/** `cursors` are the load's own: its offset from the pointer, then each guard's coordinate. What fails a guard reads the pointer's first element instead. */
function guarded(b: Builder, load: PlannedLoad, pointer: I32, cursors: readonly I32[], at: Moment): V {
  const along = (start: I32, steps: readonly number[]): N => {
    const step = at.vector < 0 ? 0 : steps[at.vector]!;
    const lanes = [0, 1, 2, 3].map((lane) => (4 * at.k + lane) * step);
    return b.add(b.splat(start), b.lanes("i32x4", lanes));
  };
  const inside = load.guards
    .map((guard, g) => b.op("i32.lt_u", along(cursors[g + 1]!, guard.steps), lengthOf(b, guard, at.rows)) as N)
    .reduce((all, one) => b.and(all, one));
  const offsets = b.and(inside, along(cursors[0]!, load.steps));
  const pointers = [0, 1, 2, 3].map((lane) => b.add(pointer, b.lane(offsets, lane)));
  const value = asFloat(b, b.loadEach(`${load.type}x4` as const, pointers));
  return b.select(inside, value, b.constant("f32x4", load.padding));
}

function lengthOf(b: Builder, { length }: PlannedGuard, rows: I32): N {
  return length === batch ? b.splat(rows) : b.constant("i32x4", length);
}

function asFloat(b: Builder, value: V | N): V {
  return value.type === "i32x4" ? (b.op("f32.convert", value) as V) : (value as V);
}
