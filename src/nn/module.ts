/**
 * What a module is. Modules are plain data (`{ kind: "Linear", ... }`), so models travel as JSON; what a kind means is its row:
 * how it is called in errors, which input it fixes, and how it becomes a graph.
 */
import type { Node, Shape, Slot, Source } from "../graph/index.ts";
import type { Exports } from "./exports.ts";

export interface Module {
  readonly kind: string;
}

declare const keepsShape: unique symbol;

/** A module whose output has the shape of its input, so that the types of its neighbours are held against each other. */
export interface ShapeKeeping extends Module {
  readonly [keepsShape]?: true;
}

/** Whether a type of module is one of those. */
export type KeepsShape<M> = typeof keepsShape extends keyof M ? true : false;

declare const keepsChannels: unique symbol;

/** A module of images whose output has as many channels as its input. */
export interface ChannelKeeping extends Module {
  readonly [keepsChannels]?: true;
}

export type KeepsChannels<M> = typeof keepsChannels extends keyof M ? true : false;

declare const halves: unique symbol;

/** A module that halves the features. */
export interface Halving extends Module {
  readonly [halves]?: true;
}

export type Halves<M> = typeof halves extends keyof M ? true : false;

/** The sizes of one row; "open" where they do not follow from the model, and a user must say them. */
export type InputSizes = readonly number[] | "open";

/** How a parameter starts. An `Init` decides about weights and biases; a constant is what it is. */
export type Initial =
  | { readonly kind: "weight" | "bias"; readonly fanIn: number; readonly fanOut: number }
  | { readonly kind: "constant"; readonly value: number };

/** An entry of the state dict: trained, or a buffer that a step updates by itself (a running mean). */
export interface Parameter {
  /** PyTorch's name in the state dict, for instance "0.weight". */
  readonly name: string;
  /** PyTorch's shape. */
  readonly shape: readonly number[];
  readonly initial: Initial;
  /** Whether the slot holds the axes in reverse order, so that a forward pass reads it along its rows. */
  readonly transposed: boolean;
  readonly slot: Slot;
}

/**
 * What a module asks for while it becomes a graph; names are relative to its place in the model. A model that behaves otherwise in
 * training becomes two graphs, and the block of a Tied module is built again for each turn: what has one name is one thing.
 */
export interface Scope {
  /** Whether this graph is that of a training step. */
  readonly training: () => boolean;
  readonly parameter: (name: string, shape: readonly number[], initial: Initial, transposed?: boolean) => Slot;
  /** A number that is not trained and is read from memory, never baked in. */
  readonly scalar: (name: string, value: number) => Slot;
  /** A number or tensor of the state dict that is not trained. */
  readonly buffer: (name: string, shape: readonly number[], value: number) => Slot;
  /** A step leaves this in the buffer, made from what was there; no gradient flows through it. */
  readonly update: (buffer: Slot, next: (now: Source) => Node) => void;
  /** Uniform numbers in [0, 1), others in every step. */
  readonly random: (shape: Shape) => Source;
  /** How many rows this call has, as a float. */
  readonly rows: Slot;
  /** A step of fewer rows is refused, in the name of this module. */
  readonly needsRows: (rows: number, title: string) => void;
  readonly child: (name: string, module: Module, x: Source) => Source;
  /** Whether an activation's parameter is trained, given what its declaration says. */
  readonly trains: (declared: boolean) => boolean;
}

export interface ModuleKind<M extends Module = Module> {
  readonly kind: M["kind"];
  /** As errors call it: "Linear(784, 128)". */
  readonly title: (m: M) => string;
  /** Whether each element of the output is a function of the same element of the input alone. */
  readonly elementwise?: true;
  /** What the module says about its input; left out: any shape, and what comes next sees the same sizes (or all of them as one). */
  readonly input?: (m: M, inputOf: (child: Module) => InputSizes | undefined) => InputSizes | undefined;
  /** The output for an input [batch, ...]; throws E_SHAPE for a shape that it does not take. */
  readonly build: (m: M, x: Source, scope: Scope) => Source;
  /** How it is written for other systems. */
  readonly exports: Exports<M>;
}

/** A shape as errors show it. */
export function rowShape(x: { readonly shape: Shape }): readonly number[] {
  return x.shape.slice(1) as readonly number[];
}
