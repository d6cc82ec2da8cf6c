export * from "./builder.ts";
export {
  bitsOf,
  floatOf,
  type Instruction,
  type InstructionName,
  instructions,
  type Lane,
} from "./instructions.ts";
