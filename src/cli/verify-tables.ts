/** What PyTorch and mpmath said when scripts/verify-tables.ts asked them. */
import { brotliDecompressSync } from "node:zlib";
import type { Subjects, TorchAnswer, TruthAnswer } from "../lab/index.ts";
import { verifySubjects } from "../lab/index.ts";

export interface Tables {
  readonly torch: TorchAnswer;
  readonly truth: TruthAnswer;
}

/** The stored tables, their losses in the order of `subjects`. */
export async function storedTables({ losses }: Subjects): Promise<Tables> {
  const { packed } = await import("./verify-tables.generated.ts");
  const { torch, truth } = JSON.parse(String(brotliDecompressSync(Buffer.from(packed, "base64")))) as Tables;
  const all = verifySubjects().losses;
  const places = losses.map((loss) => all.indexOf(loss));
  return {
    torch: { ...torch, losses: places.map((i) => torch.losses[i] ?? {}) },
    truth: { ...truth, losses: places.flatMap((i) => truth.losses[i] ?? []) },
  };
}
