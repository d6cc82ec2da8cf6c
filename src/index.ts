export { NonlinError, type Tensor, tensor } from "./base/index.ts";
export { nn } from "./nn/index.ts";
export { optim } from "./optim/index.ts";
export { compile, evaluateLoss, type Trainer } from "./train/index.ts";
