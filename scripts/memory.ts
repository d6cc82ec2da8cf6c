/**
 * What a long training and many models leave behind, in bytes: of the heap after so many steps, of the process after so many models.
 *
 *     npx tsx --expose-gc scripts/memory.ts [steps = 100000] [models = 5000]
 */
import { leftByModels, leftBySteps } from "../test/memory.ts";

const [steps = 100_000, models = 5000] = process.argv.slice(2).map(Number);
console.log(JSON.stringify({ steps, ...leftBySteps(steps), models, ...leftByModels(models) }));
