#!/usr/bin/env node
import { main } from "./nonlin.ts";
import { quietWhenPipeCloses, terminal } from "./terminal.ts";

quietWhenPipeCloses();
const line = process.argv.slice(2);
// not process.exit: what was written to a pipe must still arrive
process.exitCode = await main(line, terminal(line));
