/**
 * Spaces that loops run over: axes in nesting order, and how far each thing read or written moves along each of them.
 * Neighbouring axes that everything walks as if they were one become one.
 */
import { batch, type Dim } from "./node.ts";

/** `size` steps, or `size` for each row of the call. */
export interface Axis {
  readonly size: number;
  readonly batch: boolean;
}

export function axisOf(dim: Dim): Axis {
  return dim === batch ? { size: 1, batch: true } : { size: dim, batch: false };
}

/** The number of steps with so many rows. */
export function stepsOf({ size, batch: perRow }: Axis, rows: number): number {
  return perRow ? size * rows : size;
}

export interface Space {
  readonly axes: readonly Axis[];
  /** By walker: its step along each axis. */
  readonly steps: readonly (readonly number[])[];
}

/** The same walk with as few axes as it needs; axes of one step vanish. */
export function collapse(dims: readonly Dim[], steps: readonly (readonly number[])[]): Space {
  const axes: Axis[] = [];
  const strides: number[][] = steps.map(() => []);
  for (let i = dims.length - 1; i >= 0; i--) {
    const axis = axisOf(dims[i]!);
    if (!axis.batch && axis.size === 1) continue;
    const inner = axes[0];
    const one = inner !== undefined && !inner.batch && steps.every((s, w) => s[i] === strides[w]![0]! * inner.size);
    if (one) {
      axes[0] = { size: axis.size * inner.size, batch: axis.batch };
    } else {
      axes.unshift(axis);
      for (const [w, s] of steps.entries()) strides[w]!.unshift(s[i]!);
    }
  }
  return { axes, steps: strides };
}

/** The axes as one walk of a single walker: its length and step, or nothing if it takes more than one. */
export function asOne(dims: readonly Dim[], steps: readonly number[]): { axis: Axis; step: number } | undefined {
  const { axes, steps: strides } = collapse(dims, [steps]);
  if (axes.length > 1) return undefined;
  return { axis: axes[0] ?? { size: 1, batch: false }, step: strides[0]![0] ?? 0 };
}
