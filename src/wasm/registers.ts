/**
 * From registers to bytes: drops what nobody reads, leaves single-use values on the operand stack where the order of the
 * steps allows it, shares the remaining locals between registers that do not live at the same time.
 * The order of the steps is never changed: it is the caller's way to interleave independent work.
 */

import { type FunctionBody, type Kind, opcode, pushOpcode, pushUnsigned } from "./assembler.ts";
import { type Body, noRegister, type Register, type Step } from "./body.ts";

const control: ReadonlySet<string> = new Set(["block", "loop", "if", "else", "end", "br", "br_if"]);

/** Swapping the arguments changes nothing (but which NaN comes back). */
const commutes: ReadonlySet<string> = new Set(
  ["i32", "f32", "f64", "i32x4", "f32x4", "f64x2"]
    .flatMap((type) => [`${type}.add`, `${type}.mul`, `${type}.eq`, `${type}.ne`])
    .concat("v128.and", "v128.or", "v128.xor", "i32.and", "i32.or", "i32.xor"),
);

/** The locals and the code of a body; `results` are the registers it returns. */
export function encodeBody(body: Body, results: readonly Register[]): Pick<FunctionBody, "locals" | "code"> {
  const steps = withoutUnused(body.steps(), results, body.kinds.length);
  const onStack = stackValues(steps, results, body.kinds.length);
  const { locals, localOf } = allocateLocals(body, steps, results, onStack);
  const code: number[] = [];
  let lastSet = -1; // the register of a local.set that ends `code`
  let lastSetAt = 0;
  const push = (register: Register): void => {
    if (onStack[register]) return;
    if (lastSet >= 0 && localOf[register] === localOf[lastSet]) {
      code[lastSetAt] = opcode["local.tee"];
    } else {
      code.push(opcode["local.get"]);
      pushUnsigned(code, localOf[register]!);
    }
    lastSet = -1;
  };
  for (const { name, args, result, immediates } of steps) {
    for (const register of args) push(register);
    if (name !== "copy") {
      pushOpcode(code, name);
      for (const byte of immediates) code.push(byte);
      lastSet = -1;
    }
    if (result !== noRegister && !onStack[result]) {
      lastSet = result;
      lastSetAt = code.length;
      code.push(opcode["local.set"]);
      pushUnsigned(code, localOf[result]!);
    }
  }
  for (const register of results) push(register);
  return { locals, code };
}

/** Steps whose result is read, or that do something. */
function withoutUnused(steps: readonly Step[], results: readonly Register[], count: number): Step[] {
  const used = new Uint8Array(count);
  for (const register of results) used[register] = 1;
  const kept: Step[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i]!;
    const { name, result } = step;
    // A copy assigns a variable, which may be read above it in the next round of a loop.
    const acts = name === "copy" || name === "call" || name.includes("atomic");
    if (result !== noRegister && !used[result] && !acts) continue;
    for (const register of step.args) used[register] = 1;
    kept.push(step);
  }
  return kept.reverse();
}

/**
 * Which registers never need a local: used once, in the straight line of steps where they are made, and on top of the
 * stack, in the right order, when their reader comes. May swap the arguments of a commutative step to get there.
 */
function stackValues(steps: Step[], results: readonly Register[], count: number): Uint8Array {
  const uses = new Uint32Array(count);
  const definitions = new Uint32Array(count);
  for (const { args, result } of steps) {
    for (const register of args) uses[register]!++;
    if (result !== noRegister) definitions[result]!++;
  }
  for (const register of results) uses[register]! += 2;
  const onStack = new Uint8Array(count);
  let open: Register[] = [];
  steps.forEach((step, at) => {
    const { name, result } = step;
    let { args } = step;
    if (args.length === 2 && args[0] !== open.at(-1) && args[1] === open.at(-1) && commutes.has(name)) {
      if (args[0] !== open.at(-2)) {
        args = [args[1]!, args[0]!];
        steps[at] = { ...step, args };
      }
    }
    const matched = topOfStack(open, args);
    for (const register of open.splice(open.length - matched, matched)) onStack[register] = 1;
    for (let i = matched; i < args.length; i++) {
      const position = open.lastIndexOf(args[i]!);
      if (position >= 0) open.splice(position, 1);
    }
    if (control.has(name)) open = [];
    if (result !== noRegister && uses[result] === 1 && definitions[result] === 1) open.push(result);
  });
  return onStack;
}

/** How many of the first arguments are, in order, the top of the stack. */
function topOfStack(open: readonly Register[], args: readonly Register[]): number {
  for (let count = Math.min(open.length, args.length); count > 0; count--) {
    let same = 0;
    while (same < count && open[open.length - count + same] === args[same]) same++;
    if (same === count) return count;
  }
  return 0;
}

/** Linear scan: registers of one kind whose lives do not meet share a local. Parameters keep theirs. */
function allocateLocals(body: Body, steps: readonly Step[], results: readonly Register[], onStack: Uint8Array) {
  const { kinds, parameterCount } = body;
  const { start, end } = lives(steps, results, kinds.length);
  const expiring: Register[][] = steps.map(() => []);
  for (let register = parameterCount; register < kinds.length; register++) {
    if (start[register]! >= 0 && !onStack[register]) expiring[end[register]!]?.push(register);
  }
  const localOf = new Int32Array(kinds.length).fill(-1);
  for (let parameter = 0; parameter < parameterCount; parameter++) localOf[parameter] = parameter;
  const locals: Kind[] = [];
  const free: Record<Kind, number[]> = { i32: [], i64: [], f32: [], f64: [], v128: [] };
  const release = (register: Register): void => {
    if (localOf[register]! >= 0) free[kinds[register]!].push(localOf[register]!);
  };
  steps.forEach(({ result }, at) => {
    for (const register of expiring[at]!) release(register);
    if (result === noRegister || onStack[result] || localOf[result]! >= 0) return;
    const kind = kinds[result]!;
    localOf[result] = free[kind].pop() ?? parameterCount + locals.push(kind) - 1;
    if (end[result] === at) release(result);
  });
  return { locals, localOf };
}

/** First and last step of each register's life; what is alive at the head of a loop and read in it lives to its end. */
function lives(steps: readonly Step[], results: readonly Register[], count: number) {
  const start = new Int32Array(count).fill(-1);
  const end = new Int32Array(count).fill(-1);
  const loopEnd = endsOfLoops(steps);
  const loops: number[] = [];
  const touch = (register: Register, at: number): void => {
    if (start[register]! < 0) start[register] = at;
    const outer = loops.find((head) => head > start[register]!);
    end[register] = Math.max(end[register]!, outer === undefined ? at : loopEnd.get(outer)!);
  };
  steps.forEach(({ name, args, result }, at) => {
    while (loops.length > 0 && loopEnd.get(loops.at(-1)!)! <= at) loops.pop();
    for (const register of args) touch(register, at);
    if (result !== noRegister) touch(result, at);
    if (name === "loop") loops.push(at);
  });
  for (const register of results) end[register] = steps.length;
  return { start, end };
}

function endsOfLoops(steps: readonly Step[]): Map<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  steps.forEach(({ name }, at) => {
    if (name === "block" || name === "loop" || name === "if") open.push(at);
    if (name === "end") {
      const head = open.pop()!;
      if (steps[head]!.name === "loop") ends.set(head, at);
    }
  });
  return ends;
}
