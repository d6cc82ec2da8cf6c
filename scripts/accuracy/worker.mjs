// A worker thread starts without the loader of the process that starts it.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
