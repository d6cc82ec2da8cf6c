/** How far the work is: a line rewritten in place for a person, a plain line every ten seconds for a log. */
import { formatSeconds } from "../base/index.ts";
import type { Io } from "./command.ts";

export interface Progress {
  update(done: number, all: number): void;
  end(): void;
}

/** `what` is counted: "trainings". */
export function progressOf(
  io: Io,
  quiet: boolean,
  write: (text: string) => void = raw,
  what: string = "trainings",
): Progress {
  if (quiet) return { update: () => {}, end: () => {} };
  const start = performance.now();
  let shown = start;
  let drawn = false;
  return {
    update(done, all) {
      const now = performance.now();
      if (now - shown < (io.live ? 100 : 10_000)) return;
      shown = now;
      const left =
        done === 0 ? "" : `, about ${formatSeconds(Math.ceil(((now - start) / 1000 / done) * (all - done)))} left`;
      const text = `${done} of ${all} ${what}${left}`;
      if (!io.live) return io.note(text);
      drawn = true;
      const filled = Math.round((20 * done) / all);
      write(`\r\u001b[2K${"━".repeat(filled)}${"╌".repeat(20 - filled)} ${text}`);
    },
    end() {
      if (drawn) write("\r\u001b[2K");
    },
  };
}

function raw(text: string): void {
  process.stderr.write(text);
}
