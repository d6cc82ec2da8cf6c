import { expect, test } from "vitest";
import { harmless } from "./text.ts";

test("control characters are spelled out, colours and line ends stay", () => {
  expect(harmless("a\u0007b\u001b[2Jc\rd\u009b")).toBe("a\\x07b\\x1b[2Jc\\x0dd\\x9b");
  expect(harmless("\u001b[1mbold\u001b[0m\tÄ −0.5\n")).toBe("\u001b[1mbold\u001b[0m\tÄ −0.5\n");
});
