/**
 * A Node peer's process: `node worker.js <peer>` loads the peer and answers the harness (protocol.ts).
 */
import { createInterface } from "node:readline";
import type { Case, Failure, Hello, Peer, Prepared, Request, Round } from "./protocol.ts";

const peer = (await import(new URL(`./peers/${process.argv[2]}.js`, import.meta.url).href)) as { peer: Peer };
const cases: { prepared: Case; unit: number }[] = [];

const send = (reply: Hello | Prepared | Round | Failure): void => {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
};

/** Calls of one unit: enough to last 4 ms, so that reading the clock costs nothing. Warms the code up on the way. */
async function calibrate(work: Case): Promise<number> {
  if (work.unit !== undefined) return work.unit;
  for (let calls = 1; ; calls *= 2) {
    const start = performance.now();
    await work.run(calls);
    if (performance.now() - start > 4) return calls;
  }
}

async function round(id: number, seconds: number): Promise<Round> {
  const entry = cases[id];
  if (entry === undefined) throw new Error(`there is no prepared task ${id}`);
  const { prepared, unit } = entry;
  let calls = 0;
  let cpu = 0;
  let wall = 0;
  do {
    await prepared.reset?.();
    const used = process.cpuUsage();
    const start = performance.now();
    await prepared.run(unit);
    const ended = performance.now();
    const spent = process.cpuUsage(used);
    calls += unit;
    wall += (ended - start) / 1e3;
    cpu += (spent.user + spent.system) / 1e6;
  } while (wall < seconds);
  return { calls, cpu, wall };
}

async function answer(request: Request): Promise<Prepared | Round> {
  if ("round" in request) return round(request.round, request.seconds);
  const prepared = await peer.peer.prepare(request.prepare);
  cases.push({ prepared, unit: await calibrate(prepared) });
  const { check, flops, note } = prepared;
  return { id: cases.length - 1, check, ...(flops !== undefined && { flops }), ...(note !== undefined && { note }) };
}

send({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    send(await answer(JSON.parse(line) as Request));
  } catch (error) {
    send({ error: error instanceof Error ? error.message : String(error) });
  }
}
