/** Formulas as courses and papers print them, where a declaration says the same in a form that keeps more digits. */
export const textbook: Readonly<Record<string, string>> = {
  elu: "where(x > 0, x, alpha * (exp(x) - 1))",
  selu: "scale * where(x > 0, x, alpha * (exp(x) - 1))",
  celu: "max(x, 0) + min(0, alpha * (exp(x / alpha) - 1))",
  gelu: "0.5 * x * (1 + erf(x / sqrt(2)))",
  geluTanh: "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))",
  mish: "x * tanh(log(1 + exp(x)))",
  silu: "x / (1 + exp(-x))",
  softplus: "log(1 + exp(beta * x)) / beta",
  logsigmoid: "log(1 / (1 + exp(-x)))",
  tanh: "(exp(x) - exp(-x)) / (exp(x) + exp(-x))",
  lisht: "x * (exp(x) - exp(-x)) / (exp(x) + exp(-x))",
  tanhExp: "x * tanh(exp(x))",
  squareplus: "(x + sqrt(x^2 + b)) / 2",
};
