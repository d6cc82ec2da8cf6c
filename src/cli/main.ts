#!/usr/bin/env node
import { main } from "./nonlin.ts";
import { quietWhenPipeCloses, terminal } from "./terminal.ts";

quietWhenPipeCloses();
const line = process.argv.slice(2);
// a worker is the same kind of file as this one: source under a loader, else what was built
const worker = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
// not process.exit: what was written to a pipe must still arrive
process.exitCode = await main(line, terminal(line, worker));
