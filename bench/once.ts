/**
 * `node once.js <peer> <task file>`: loads a library, trains one step and ends; timed from outside. What it prints is
 * its own account of the milliseconds after loading.
 */
import { readFileSync } from "node:fs";
import type { Peer, StepTask } from "./protocol.ts";

const [adapter, file = ""] = process.argv.slice(2);
const { peer } = (await import(new URL(`./peers/${adapter}.js`, import.meta.url).href)) as { peer: Peer };
const start = performance.now();
await peer.prepare(JSON.parse(readFileSync(file, "utf8")) as StepTask);
process.stdout.write(`${JSON.stringify({ building: performance.now() - start })}\n`);
