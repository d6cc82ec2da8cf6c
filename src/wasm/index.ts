export * from "./builder.ts";
export { compileExpressions } from "./compile.ts";
export { type EmitOptions, type EmitVectors, emitIr, lockstep, prepareIr } from "./emit.ts";
export { instantiate, instructionSet } from "./engine.ts";
export { bitsOf, floatOf, type Instruction, type InstructionName, instructions, type Lane } from "./instructions.ts";
export { interpret } from "./interpret.ts";
export { type Ir, IrBuilder, type Node, type Operand } from "./ir.ts";
export { Kernel, type KernelOptions, kernel } from "./kernel.ts";
export { Pool, type Ptr, sharedPool } from "./pool.ts";
