/** Workers of a browser that share a trainer's steps, in a page that is isolated across origins. */
import type { Threads } from "../graph/index.ts";

export type { Helper, RunningThread, Threading, Threads } from "../graph/index.ts";

/** What such a worker runs. */
const script = `
onmessage = ({ data: { module, memory, address } }) => {
  new WebAssembly.Instance(module, { env: { memory } }).exports.help(address);
  close();
};
`;

/**
 * Threads for `compile(model, { ..., threads: workers(2) })`: so many share each step, the calling thread among them.
 * They end with the trainer's `dispose()`. The page must be served with Cross-Origin-Opener-Policy: same-origin and
 * Cross-Origin-Embedder-Policy: require-corp (else there is one thread, and `trainer.threads` says so), and a content
 * security policy must allow `worker-src blob:`.
 */
export function workers(count = 2): Threads {
  return {
    count,
    start(helper) {
      const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      const worker = new Worker(url);
      worker.postMessage(helper);
      return {
        stop: () => {
          worker.terminate();
          URL.revokeObjectURL(url);
        },
      };
    },
  };
}
