/** Written by scripts/forms.ts when the package is built. Do not edit. */
import * as declared from "../activations/index.ts";
import { travelled } from "./forms.ts";

export * from "../activations/index.ts";
export const abs = /* @__PURE__ */ travelled(declared.abs,
  "abs(x)",
  "sign(x)");
export const aconB = /* @__PURE__ */ travelled(declared.aconB,
  "mul(x, add(p, mul(sigmoid(mul(mul(beta, x), sub(1, p))), sub(1, p))))",
  "add(p, mul(sigmoid(mul(mul(beta, x), sub(1, p))), where(eq(sigmoid(mul(mul(beta, x), sub(1, p))), 0), sign(mul(add(mul(sigmoid(neg(mul(mul(beta, x), sub(1, p)))), where(eq(sigmoid(neg(mul(mul(beta, x), sub(1, p)))), 0), sign(mul(mul(beta, x), sub(1, p))), mul(mul(beta, x), sub(1, p)))), 1), sub(1, p))), mul(add(mul(sigmoid(neg(mul(mul(beta, x), sub(1, p)))), where(eq(sigmoid(neg(mul(mul(beta, x), sub(1, p)))), 0), sign(mul(mul(beta, x), sub(1, p))), mul(mul(beta, x), sub(1, p)))), 1), sub(1, p)))))");
export const aconC = /* @__PURE__ */ travelled(declared.aconC,
  "mul(add(p2, mul(sigmoid(mul(mul(beta, x), sub(p1, p2))), sub(p1, p2))), where(eq(add(p2, mul(sigmoid(mul(mul(beta, x), sub(p1, p2))), sub(p1, p2))), 0), sign(x), x))",
  "add(p2, mul(sigmoid(mul(mul(beta, x), sub(p1, p2))), where(eq(sigmoid(mul(mul(beta, x), sub(p1, p2))), 0), sign(mul(add(mul(sigmoid(neg(mul(mul(beta, x), sub(p1, p2)))), where(eq(sigmoid(neg(mul(mul(beta, x), sub(p1, p2)))), 0), sign(mul(mul(beta, x), sub(p1, p2))), mul(mul(beta, x), sub(p1, p2)))), 1), sub(p1, p2))), mul(add(mul(sigmoid(neg(mul(mul(beta, x), sub(p1, p2)))), where(eq(sigmoid(neg(mul(mul(beta, x), sub(p1, p2)))), 0), sign(mul(mul(beta, x), sub(p1, p2))), mul(mul(beta, x), sub(p1, p2)))), 1), sub(p1, p2)))))");
export const apl = /* @__PURE__ */ travelled(declared.apl,
  "add(add(max(x, 0), mul(a1, max(0, sub(b1, x)))), mul(a2, max(0, sub(b2, x))))",
  "where(eq(x, x), where(mul(eq(x, 0), eq(where(eq(x, b1), max(min(sub(add(where(gt(sub(b2, b1), 0), neg(a2), 0), where(le(b1, 0), 0, 1)), a1), add(where(gt(sub(b2, b1), 0), neg(a2), 0), where(le(b1, 0), 0, 1))), min(max(sub(add(where(gt(sub(b2, b1), 0), neg(a2), 0), where(le(b1, 0), 0, 1)), a1), add(where(gt(sub(b2, b1), 0), neg(a2), 0), where(le(b1, 0), 0, 1))), 0)), where(eq(x, 0), max(min(add(where(gt(b1, 0), neg(a1), 0), where(gt(b2, 0), neg(a2), 0)), add(add(where(gt(b1, 0), neg(a1), 0), where(gt(b2, 0), neg(a2), 0)), 1)), min(max(add(where(gt(b1, 0), neg(a1), 0), where(gt(b2, 0), neg(a2), 0)), add(add(where(gt(b1, 0), neg(a1), 0), where(gt(b2, 0), neg(a2), 0)), 1)), 0)), add(add(where(gt(sub(b1, x), 0), neg(a1), 0), where(gt(sub(b2, x), 0), neg(a2), 0)), where(le(x, 0), 0, 1)))), 0)), mul(0, x), where(eq(x, b1), max(min(sub(add(where(gt(sub(b2, b1), 0), neg(a2), 0), where(le(b1, 0), 0, 1)), a1), add(where(gt(sub(b2, b1), 0), neg(a2), 0), where(le(b1, 0), 0, 1))), min(max(sub(add(where(gt(sub(b2, b1), 0), neg(a2), 0), where(le(b1, 0), 0, 1)), a1), add(where(gt(sub(b2, b1), 0), neg(a2), 0), where(le(b1, 0), 0, 1))), 0)), where(eq(x, 0), max(min(add(where(gt(b1, 0), neg(a1), 0), where(gt(b2, 0), neg(a2), 0)), add(add(where(gt(b1, 0), neg(a1), 0), where(gt(b2, 0), neg(a2), 0)), 1)), min(max(add(where(gt(b1, 0), neg(a1), 0), where(gt(b2, 0), neg(a2), 0)), add(add(where(gt(b1, 0), neg(a1), 0), where(gt(b2, 0), neg(a2), 0)), 1)), 0)), add(add(where(gt(sub(b1, x), 0), neg(a1), 0), where(gt(sub(b2, x), 0), neg(a2), 0)), where(le(x, 0), 0, 1))))), x)");
export const aqulu = /* @__PURE__ */ travelled(declared.aqulu,
  "where(eq(x, x), where(ge(x, div(sub(1, b), a)), x, where(ge(x, neg(div(b, a))), mul(x, wide(add(b, mul(a, x)))), 0)), x)",
  "where(eq(x, x), where(ge(x, div(sub(1, b), a)), 1, where(ge(x, neg(div(b, a))), add(b, mul(x, mul(2, a))), 0)), x)");
export const arctan = /* @__PURE__ */ travelled(declared.arctan,
  "atan(x)",
  "where(gt(abs(x), 10000000000000), mul(div(1, add(pow(div(1, x), 2), 1)), pow(div(1, x), 2)), div(1, add(pow(x, 2), 1)))");
export const arelu = /* @__PURE__ */ travelled(declared.arelu,
  "where(ge(x, 0), mul(x, add(sigmoid(b), 1)), mul(x, max(0.01, min(0.99, a))))",
  "where(eq(x, x), where(ge(x, 0), add(sigmoid(b), 1), max(0.01, min(0.99, a))), x)");
export const aria2 = /* @__PURE__ */ travelled(declared.aria2,
  "exp(wide(neg(mul(alpha, softplus(neg(mul(beta, x)))))))",
  "mul(mul(exp(wide(neg(mul(alpha, softplus(neg(mul(beta, x))))))), mul(alpha, beta)), sigmoid(neg(mul(beta, x))))");
export const asinh = /* @__PURE__ */ travelled(declared.asinh,
  "asinh(x)",
  "where(gt(abs(x), 10000000000000), mul(div(1, x), div(1, mul(sign(x), sqrt(add(pow(div(1, x), 2), 1))))), div(1, sqrt(add(pow(x, 2), 1))))");
export const bentIdentity = /* @__PURE__ */ travelled(declared.bentIdentity,
  "where(gt(abs(x), 10000000000000), mul(x, add(div(0.5, add(div(1, x), mul(sign(x), sqrt(add(pow(div(1, x), 2), 1))))), 1)), mul(x, add(div(mul(0.5, x), add(sqrt(add(pow(x, 2), 1)), 1)), 1)))",
  "where(gt(abs(x), 10000000000000), add(div(0.5, mul(sign(x), sqrt(add(pow(div(1, x), 2), 1)))), 1), add(div(mul(0.5, x), sqrt(add(pow(x, 2), 1))), 1))");
export const biFiring = /* @__PURE__ */ travelled(declared.biFiring,
  "where(gt(abs(x), a), sub(abs(x), mul(0.5, a)), div(mul(0.5, pow(x, 2)), a))",
  "where(eq(abs(x), a), max(min(sign(x), div(x, a)), min(max(sign(x), div(x, a)), 0)), where(gt(abs(x), a), sign(x), div(x, a)))");
export const celu = /* @__PURE__ */ travelled(declared.celu,
  "where(gt(x, 0), x, mul(alpha, expm1(div(x, alpha))))",
  "where(gt(x, 0), 1, exp(div(x, alpha)))");
export const colu = /* @__PURE__ */ travelled(declared.colu,
  "where(eq(x, -Infinity), -0, where(lt(x, -1), mul(x, sigmoid(wide(sub(add(x, exp(x)), log(neg(x)))))), where(lt(x, 7), div(x, sub(1, mul(x, exp(sub(neg(x), exp(x)))))), x)))",
  "where(eq(x, x), where(eq(x, -Infinity), -0, where(lt(x, -1), mul(add(mul(mul(x, sigmoid(sub(sub(log(neg(x)), x), exp(x)))), sub(add(exp(x), 1), div(1, x))), 1), sigmoid(wide(sub(add(x, exp(x)), log(neg(x)))))), where(lt(x, 7), div(add(div(mul(exp(sub(neg(x), exp(x))), mul(x, add(mul(x, sub(neg(exp(x)), 1)), 1))), sub(1, mul(x, exp(sub(neg(x), exp(x)))))), 1), sub(1, mul(x, exp(sub(neg(x), exp(x)))))), 1))), x)");
export const delu = /* @__PURE__ */ travelled(declared.delu,
  "where(gt(x, 0), sub(mul(x, add(n, 0.5)), expm1(neg(x))), mul(sigmoid(x), where(eq(sigmoid(x), 0), sign(x), x)))",
  "where(gt(x, 0), add(add(n, exp(neg(x))), 0.5), mul(sigmoid(x), where(eq(sigmoid(x), 0), sign(add(mul(x, sigmoid(neg(x))), 1)), add(mul(x, sigmoid(neg(x))), 1))))");
export const derf = /* @__PURE__ */ travelled(declared.derf,
  "where(mul(eq(x, 0), eq(add(beta, mul(gamma, erf(add(s, mul(alpha, x))))), 0)), x, add(beta, mul(gamma, erf(add(s, mul(alpha, x))))))",
  "mul(exp(wide(neg(pow(add(s, mul(alpha, x)), 2)))), mul(gamma, mul(1.1283791670955126, alpha)))");
export const dsilu = /* @__PURE__ */ travelled(declared.dsilu,
  "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, mul(wide(add(mul(x, sigmoid(neg(x))), 1)), sigmoid(x))))",
  "where(eq(abs(x), Infinity), -0, mul(mul(sigmoid(x), sigmoid(neg(x))), sub(2, mul(x, tanh(mul(0.5, x))))))");
export const dyt = /* @__PURE__ */ travelled(declared.dyt,
  "where(mul(eq(x, 0), eq(add(beta, mul(gamma, tanh(mul(alpha, x)))), 0)), mul(x, mul(alpha, gamma)), add(beta, mul(gamma, tanh(mul(alpha, x)))))",
  "mul(mul(mul(gamma, mul(4, alpha)), sigmoid(mul(x, mul(-2, alpha)))), sigmoid(mul(x, mul(2, alpha))))");
export const eSwish = /* @__PURE__ */ travelled(declared.eSwish,
  "mul(sigmoid(x), where(eq(sigmoid(x), 0), sign(mul(beta, x)), mul(beta, x)))",
  "mul(sigmoid(x), where(eq(sigmoid(x), 0), sign(mul(beta, add(mul(sigmoid(neg(x)), where(eq(sigmoid(neg(x)), 0), sign(x), x)), 1))), mul(beta, add(mul(sigmoid(neg(x)), where(eq(sigmoid(neg(x)), 0), sign(x), x)), 1))))");
export const elish = /* @__PURE__ */ travelled(declared.elish,
  "mul(sigmoid(x), where(ge(x, 0), x, expm1(x)))",
  "where(eq(x, Infinity), 1, mul(add(mul(sigmoid(neg(x)), where(ge(x, 0), x, expm1(x))), where(ge(x, 0), 1, exp(x))), sigmoid(x)))");
export const elu = /* @__PURE__ */ travelled(declared.elu,
  "where(gt(x, 0), x, mul(alpha, expm1(x)))",
  "where(gt(x, 0), 1, mul(alpha, exp(x)))");
export const erf = /* @__PURE__ */ travelled(declared.erf,
  "erf(x)",
  "mul(1.1283791670955126, exp(neg(pow(x, 2))))");
export const erfAct = /* @__PURE__ */ travelled(declared.erfAct,
  "mul(erf(mul(a, exp(wide(mul(b, x))))), where(eq(erf(mul(a, exp(wide(mul(b, x))))), 0), sign(x), x))",
  "wide(add(erf(mul(a, exp(mul(b, x)))), where(eq(exp(neg(mul(pow(a, 2), pow(exp(mul(b, x)), 2)))), 0), 0, where(eq(exp(mul(b, x)), 0), 0, mul(exp(neg(mul(pow(a, 2), pow(exp(mul(b, x)), 2)))), mul(exp(mul(b, x)), mul(x, mul(b, mul(1.1283791670955126, a)))))))))");
export const erfRelu = /* @__PURE__ */ travelled(declared.erfRelu,
  "where(ge(x, 0), x, mul(a, erf(x)))",
  "where(ge(x, 0), 1, mul(exp(neg(pow(x, 2))), mul(1.1283791670955126, a)))");
export const exponential = /* @__PURE__ */ travelled(declared.exponential,
  "exp(x)",
  "exp(x)");
export const flattenTSwish = /* @__PURE__ */ travelled(declared.flattenTSwish,
  "where(eq(x, x), wide(add(t, where(ge(x, 0), mul(x, sigmoid(x)), 0))), x)",
  "where(eq(x, x), where(eq(x, Infinity), 1, where(ge(x, 0), mul(add(mul(x, sigmoid(neg(x))), 1), sigmoid(x)), 0)), x)");
export const gaussian = /* @__PURE__ */ travelled(declared.gaussian,
  "exp(neg(pow(x, 2)))",
  "where(eq(exp(neg(pow(x, 2))), 0), 0, mul(exp(neg(pow(x, 2))), mul(-2, x)))");
export const gcu = /* @__PURE__ */ travelled(declared.gcu,
  "mul(x, cos(x))",
  "wide(sub(cos(x), mul(x, sin(x))))");
export const gelu = /* @__PURE__ */ travelled(declared.gelu,
  "where(eq(x, -Infinity), -0, mul(x, normcdf(x)))",
  "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, add(mul(x, normpdf(x)), normcdf(x))))");
export const geluClipped = /* @__PURE__ */ travelled(declared.geluClipped,
  "max(lo, min(hi, mul(normcdf(x), where(eq(normcdf(x), 0), sign(x), x))))",
  "where(eq(x, x), where(gt(min(hi, mul(x, normcdf(x))), lo), where(lt(mul(x, normcdf(x)), hi), add(mul(x, normpdf(x)), normcdf(x)), 0), 0), x)");
export const geluTanh = /* @__PURE__ */ travelled(declared.geluTanh,
  "where(eq(x, -Infinity), -0, mul(x, sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(1.5957691216057308, x)))))",
  "where(eq(sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(1.5957691216057308, x))), 0), -0, mul(add(where(eq(sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(-1.5957691216057308, x))), 0), 0, mul(mul(add(mul(0.134145, pow(x, 2)), 1), mul(1.5957691216057308, x)), sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(-1.5957691216057308, x))))), 1), sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(1.5957691216057308, x)))))");
export const gish = /* @__PURE__ */ travelled(declared.gish,
  "where(eq(x, -Infinity), -0, mul(x, log1p(neg(expm1(neg(exp(x)))))))",
  "where(eq(x, -Infinity), -0, add(where(eq(exp(neg(exp(x))), 0), 0, div(mul(exp(neg(exp(x))), mul(x, exp(x))), sub(1, expm1(neg(exp(x)))))), log1p(neg(expm1(neg(exp(x)))))))");
export const golu = /* @__PURE__ */ travelled(declared.golu,
  "where(eq(x, -Infinity), -0, mul(x, exp(wide(neg(exp(neg(x)))))))",
  "where(eq(x, Infinity), 1, where(eq(exp(wide(neg(exp(neg(x))))), 0), -0, mul(add(mul(x, exp(neg(x))), 1), exp(wide(neg(exp(neg(x))))))))");
export const hardElish = /* @__PURE__ */ travelled(declared.hardElish,
  "mul(max(0, min(1, mul(0.5, add(x, 1)))), where(ge(x, 0), x, expm1(x)))",
  "add(mul(max(0, min(1, mul(0.5, add(x, 1)))), where(ge(x, 0), 1, exp(x))), where(gt(x, -1), where(lt(x, 1), mul(0.5, where(ge(x, 0), x, expm1(x))), 0), 0))");
export const hardMish = /* @__PURE__ */ travelled(declared.hardMish,
  "where(le(x, -2), 0, where(ge(x, 0), x, mul(add(x, 2), mul(0.5, x))))",
  "where(le(x, -2), 0, where(ge(x, 0), 1, mul(0.5, add(mul(2, x), 2))))");
export const hardSigmoidOnnx = /* @__PURE__ */ travelled(declared.hardSigmoidOnnx,
  "min(max(wide(add(beta, mul(alpha, x))), 0), 1)",
  "where(eq(x, x), where(ge(wide(add(beta, mul(alpha, x))), 1), 0, where(le(add(beta, mul(alpha, x)), 0), 0, alpha)), x)");
export const hardshrink = /* @__PURE__ */ travelled(declared.hardshrink,
  "where(eq(x, x), where(gt(abs(x), lambd), x, 0), x)",
  "where(eq(x, x), where(gt(abs(x), lambd), 1, 0), x)");
export const hardsigmoid = /* @__PURE__ */ travelled(declared.hardsigmoid,
  "div(min(max(add(x, 3), 0), 6), 6)",
  "where(eq(x, x), where(ge(x, 3), 0, where(le(x, -3), 0, 0.16666666666666666)), x)");
export const hardswish = /* @__PURE__ */ travelled(declared.hardswish,
  "where(le(x, -3), 0, where(ge(x, 3), x, div(mul(x, add(x, 3)), 6)))",
  "where(le(x, -3), 0, where(ge(x, 3), 1, div(add(mul(2, x), 3), 6)))");
export const hardtanh = /* @__PURE__ */ travelled(declared.hardtanh,
  "min(max(x, minVal), maxVal)",
  "where(eq(x, x), where(le(maxVal, max(x, minVal)), 0, where(ge(minVal, x), 0, 1)), x)");
export const heaviside = /* @__PURE__ */ travelled(declared.heaviside,
  "where(eq(x, x), where(ge(x, 0), 1, 0), x)",
  "where(eq(x, x), 0, x)");
export const identity = /* @__PURE__ */ travelled(declared.identity,
  "x",
  "where(eq(x, x), 1, x)");
export const isrlu = /* @__PURE__ */ travelled(declared.isrlu,
  "where(gt(abs(x), 10000000000000), where(ge(x, 0), x, div(1, mul(sign(x), sqrt(add(alpha, pow(div(1, x), 2)))))), where(ge(x, 0), x, div(x, sqrt(add(mul(alpha, pow(x, 2)), 1)))))",
  "where(gt(abs(x), 10000000000), where(ge(x, 0), 1, mul(div(1, mul(mul(add(alpha, pow(div(1, x), 2)), sqrt(add(alpha, pow(div(1, x), 2)))), sign(x))), pow(div(1, x), 3))), where(ge(x, 0), 1, div(1, mul(add(mul(alpha, pow(x, 2)), 1), sqrt(add(mul(alpha, pow(x, 2)), 1))))))");
export const isru = /* @__PURE__ */ travelled(declared.isru,
  "where(gt(abs(x), 10000000000000), div(1, mul(sign(x), sqrt(add(alpha, pow(div(1, x), 2))))), div(x, sqrt(add(mul(alpha, pow(x, 2)), 1))))",
  "where(gt(abs(x), 10000000000), mul(div(1, mul(mul(add(alpha, pow(div(1, x), 2)), sqrt(add(alpha, pow(div(1, x), 2)))), sign(x))), pow(div(1, x), 3)), div(1, mul(add(mul(alpha, pow(x, 2)), 1), sqrt(add(mul(alpha, pow(x, 2)), 1)))))");
export const laplaceCdf = /* @__PURE__ */ travelled(declared.laplaceCdf,
  "normcdf(wide(div(sub(x, mu), sigma)))",
  "div(normpdf(wide(div(sub(x, mu), sigma))), sigma)");
export const leakyRelu = /* @__PURE__ */ travelled(declared.leakyRelu,
  "where(gt(x, 0), x, mul(negativeSlope, x))",
  "where(eq(x, x), where(gt(x, 0), 1, negativeSlope), x)");
export const lecunTanh = /* @__PURE__ */ travelled(declared.lecunTanh,
  "mul(1.7159, tanh(mul(0.6666666666666666, x)))",
  "mul(mul(4.575733333333333, sigmoid(mul(-1.3333333333333333, x))), sigmoid(mul(1.3333333333333333, x)))");
export const lisht = /* @__PURE__ */ travelled(declared.lisht,
  "mul(x, tanh(x))",
  "add(where(eq(mul(sigmoid(mul(-2, x)), sigmoid(mul(2, x))), 0), 0, mul(mul(mul(4, x), sigmoid(mul(-2, x))), sigmoid(mul(2, x)))), tanh(x))");
export const log1mexp = /* @__PURE__ */ travelled(declared.log1mexp,
  "where(lt(x, 0.6931471805599453), mul(2, log(sqrt(neg(expm1(neg(x)))))), log1p(neg(exp(neg(x)))))",
  "where(lt(x, 0.6931471805599453), mul(2, div(div(mul(0.5, exp(neg(x))), sqrt(neg(expm1(neg(x))))), sqrt(neg(expm1(neg(x)))))), div(exp(neg(x)), sub(1, exp(neg(x)))))");
export const logish = /* @__PURE__ */ travelled(declared.logish,
  "mul(log1p(sigmoid(mul(b, x))), where(eq(log1p(sigmoid(mul(b, x))), 0), sign(mul(a, x)), mul(a, x)))",
  "mul(a, add(where(eq(mul(sigmoid(mul(b, x)), sigmoid(neg(mul(b, x)))), 0), 0, div(mul(mul(mul(b, x), sigmoid(mul(b, x))), sigmoid(neg(mul(b, x)))), add(sigmoid(mul(b, x)), 1))), log1p(sigmoid(mul(b, x)))))");
export const logsigmoid = /* @__PURE__ */ travelled(declared.logsigmoid,
  "neg(softplus(neg(x)))",
  "sigmoid(neg(x))");
export const mish = /* @__PURE__ */ travelled(declared.mish,
  "where(eq(x, -Infinity), -0, div(mul(x, where(lt(x, 0), mul(add(exp(neg(abs(x))), 2), exp(neg(abs(x)))), add(mul(2, exp(neg(abs(x)))), 1))), add(mul(2, where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))), where(lt(x, 0), mul(add(exp(neg(abs(x))), 2), exp(neg(abs(x)))), add(mul(2, exp(neg(abs(x)))), 1)))))",
  "div(add(where(eq(mul(sigmoid(x), where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))), 0), 0, div(mul(mul(mul(add(where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2)), where(lt(x, 0), mul(add(exp(neg(abs(x))), 2), exp(neg(abs(x)))), add(mul(2, exp(neg(abs(x)))), 1))), mul(4, x)), sigmoid(x)), where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))), add(mul(2, where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))), where(lt(x, 0), mul(add(exp(neg(abs(x))), 2), exp(neg(abs(x)))), add(mul(2, exp(neg(abs(x)))), 1))))), where(lt(x, 0), mul(add(exp(neg(abs(x))), 2), exp(neg(abs(x)))), add(mul(2, exp(neg(abs(x)))), 1))), add(mul(2, where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))), where(lt(x, 0), mul(add(exp(neg(abs(x))), 2), exp(neg(abs(x)))), add(mul(2, exp(neg(abs(x)))), 1))))");
export const mpelu = /* @__PURE__ */ travelled(declared.mpelu,
  "where(gt(x, 0), x, mul(alpha, expm1(mul(beta, x))))",
  "where(gt(x, 0), 1, mul(exp(mul(beta, x)), mul(alpha, beta)))");
export const nelu = /* @__PURE__ */ travelled(declared.nelu,
  "where(gt(abs(x), 10000000000000), where(gt(x, 0), x, neg(mul(div(alpha, add(pow(div(1, x), 2), 1)), pow(div(1, x), 2)))), where(gt(x, 0), x, neg(div(alpha, add(pow(x, 2), 1)))))",
  "where(gt(abs(x), 10000), where(gt(x, 0), 1, mul(div(mul(2, alpha), pow(add(pow(div(1, x), 2), 1), 2)), pow(div(1, x), 3))), where(gt(x, 0), 1, div(mul(x, mul(2, alpha)), pow(add(pow(x, 2), 1), 2))))");
export const nlrelu = /* @__PURE__ */ travelled(declared.nlrelu,
  "log1p(mul(beta, max(x, 0)))",
  "where(le(x, 0), 0, div(beta, add(mul(beta, max(x, 0)), 1)))");
export const pau = /* @__PURE__ */ travelled(declared.pau,
  "where(gt(abs(x), 10000), mul(x, div(add(a5, mul(add(a4, mul(add(a3, mul(add(a2, mul(add(a1, mul(a0, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(1, x))), add(abs(add(b4, mul(add(b3, mul(add(b2, mul(b1, div(1, x))), div(1, x))), div(1, x)))), pow(div(1, x), 4)))), div(wide(add(a0, mul(x, add(a1, mul(x, add(a2, mul(x, add(a3, mul(x, add(a4, mul(a5, x))))))))))), add(abs(mul(x, add(b1, mul(x, add(b2, mul(x, add(b3, mul(b4, x)))))))), 1)))",
  "where(gt(abs(x), 1000), div(sub(add(mul(5, a5), mul(add(mul(4, a4), mul(add(mul(3, a3), mul(add(mul(2, a2), mul(a1, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(mul(mul(add(a5, mul(add(a4, mul(add(a3, mul(add(a2, mul(add(a1, mul(a0, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(1, x))), add(mul(4, b4), mul(add(mul(3, b3), mul(add(mul(2, b2), mul(b1, div(1, x))), div(1, x))), div(1, x)))), sign(add(b4, mul(add(b3, mul(add(b2, mul(b1, div(1, x))), div(1, x))), div(1, x))))), add(abs(add(b4, mul(add(b3, mul(add(b2, mul(b1, div(1, x))), div(1, x))), div(1, x)))), pow(div(1, x), 4)))), add(abs(add(b4, mul(add(b3, mul(add(b2, mul(b1, div(1, x))), div(1, x))), div(1, x)))), pow(div(1, x), 4))), div(wide(sub(add(a1, mul(x, add(mul(2, a2), mul(x, add(mul(3, a3), mul(x, add(mul(4, a4), mul(x, mul(5, a5))))))))), div(mul(mul(add(a0, mul(x, add(a1, mul(x, add(a2, mul(x, add(a3, mul(x, add(a4, mul(a5, x)))))))))), add(b1, mul(x, add(mul(2, b2), mul(x, add(mul(3, b3), mul(x, mul(4, b4)))))))), sign(mul(x, add(b1, mul(x, add(b2, mul(x, add(b3, mul(b4, x))))))))), add(abs(mul(x, add(b1, mul(x, add(b2, mul(x, add(b3, mul(b4, x)))))))), 1)))), add(abs(mul(x, add(b1, mul(x, add(b2, mul(x, add(b3, mul(b4, x)))))))), 1)))");
export const pauA = /* @__PURE__ */ travelled(declared.pauA,
  "where(gt(abs(x), 10000), mul(x, div(add(a5, mul(add(a4, mul(add(a3, mul(add(a2, mul(add(a1, mul(a0, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(1, x))), add(abs(b4), mul(add(mul(add(abs(b2), pow(div(1, x), 2)), div(1, x)), mul(add(abs(b3), mul(abs(b1), pow(div(1, x), 2))), sign(x))), div(1, x))))), div(wide(add(a0, mul(x, add(a1, mul(x, add(a2, mul(x, add(a3, mul(x, add(a4, mul(a5, x))))))))))), add(add(mul(abs(x), add(abs(b1), mul(abs(b3), pow(x, 2)))), mul(add(abs(b2), mul(abs(b4), pow(x, 2))), pow(x, 2))), 1)))",
  "where(gt(abs(x), 1000), where(eq(x, 0), max(min(add(a1, mul(a0, abs(b1))), sub(a1, mul(a0, abs(b1)))), min(max(add(a1, mul(a0, abs(b1))), sub(a1, mul(a0, abs(b1)))), 0)), div(sub(add(mul(5, a5), mul(add(mul(4, a4), mul(add(mul(3, a3), mul(add(mul(2, a2), mul(a1, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(mul(add(a5, mul(add(a4, mul(add(a3, mul(add(a2, mul(add(a1, mul(a0, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(1, x))), add(mul(4, abs(b4)), mul(add(mul(add(mul(2, abs(b2)), mul(mul(abs(b1), div(1, x)), sign(x))), div(1, x)), mul(mul(3, abs(b3)), sign(x))), div(1, x)))), add(abs(b4), mul(add(mul(add(abs(b2), pow(div(1, x), 2)), div(1, x)), mul(add(abs(b3), mul(abs(b1), pow(div(1, x), 2))), sign(x))), div(1, x))))), add(abs(b4), mul(add(mul(add(abs(b2), pow(div(1, x), 2)), div(1, x)), mul(add(abs(b3), mul(abs(b1), pow(div(1, x), 2))), sign(x))), div(1, x))))), where(eq(x, 0), max(min(add(a1, mul(a0, abs(b1))), sub(a1, mul(a0, abs(b1)))), min(max(add(a1, mul(a0, abs(b1))), sub(a1, mul(a0, abs(b1)))), 0)), div(wide(sub(add(a1, mul(x, add(mul(2, a2), mul(x, add(mul(3, a3), mul(x, add(mul(4, a4), mul(x, mul(5, a5))))))))), div(mul(add(a0, mul(x, add(a1, mul(x, add(a2, mul(x, add(a3, mul(x, add(a4, mul(a5, x)))))))))), add(mul(x, add(add(mul(2, abs(b2)), mul(abs(b4), mul(4, pow(x, 2)))), mul(abs(x), mul(3, abs(b3))))), mul(abs(b1), sign(x)))), add(add(mul(abs(x), add(abs(b1), mul(abs(b3), pow(x, 2)))), mul(add(abs(b2), mul(abs(b4), pow(x, 2))), pow(x, 2))), 1)))), add(add(mul(abs(x), add(abs(b1), mul(abs(b3), pow(x, 2)))), mul(add(abs(b2), mul(abs(b4), pow(x, 2))), pow(x, 2))), 1))))");
export const pelu = /* @__PURE__ */ travelled(declared.pelu,
  "where(ge(x, 0), div(mul(a, x), b), mul(a, expm1(div(x, b))))",
  "where(ge(x, 0), div(a, b), div(mul(a, exp(div(x, b))), b))");
export const phish = /* @__PURE__ */ travelled(declared.phish,
  "where(eq(x, -Infinity), 0, mul(x, tanh(mul(x, normcdf(x)))))",
  "where(eq(x, Infinity), 1, where(eq(x, -Infinity), 0, add(where(eq(mul(add(mul(x, normpdf(x)), normcdf(x)), sigmoid(where(eq(normcdf(x), 0), 0, mul(mul(-2, x), normcdf(x))))), 0), 0, mul(mul(mul(add(mul(x, normpdf(x)), normcdf(x)), mul(4, x)), sigmoid(where(eq(normcdf(x), 0), -0, mul(mul(2, x), normcdf(x))))), sigmoid(where(eq(normcdf(x), 0), 0, mul(mul(-2, x), normcdf(x)))))), tanh(mul(x, normcdf(x))))))");
export const pilu = /* @__PURE__ */ travelled(declared.pilu,
  "where(mul(eq(x, 0), eq(where(ge(x, c), add(mul(a, x), mul(c, sub(1, a))), add(mul(b, x), mul(c, sub(1, b)))), 0)), x, where(ge(x, c), add(mul(a, x), mul(c, sub(1, a))), add(mul(b, x), mul(c, sub(1, b)))))",
  "where(eq(x, x), where(ge(x, c), a, b), x)");
export const polu = /* @__PURE__ */ travelled(declared.polu,
  "where(ge(x, 0), x, expm1(neg(mul(n, log1p(neg(x))))))",
  "where(ge(x, 0), 1, div(mul(n, exp(wide(neg(mul(n, log1p(neg(x))))))), sub(1, x)))");
export const prelu = /* @__PURE__ */ travelled(declared.prelu,
  "where(gt(x, 0), x, mul(a, x))",
  "where(eq(x, x), where(gt(x, 0), 1, a), x)");
export const pserf = /* @__PURE__ */ travelled(declared.pserf,
  "mul(erf(mul(a, softplus(wide(mul(b, x))))), where(eq(erf(mul(a, softplus(wide(mul(b, x))))), 0), sign(x), x))",
  "wide(add(erf(mul(a, softplus(mul(b, x)))), where(eq(mul(exp(neg(mul(pow(a, 2), pow(softplus(mul(b, x)), 2)))), sigmoid(mul(b, x))), 0), 0, mul(mul(exp(neg(mul(pow(a, 2), pow(softplus(mul(b, x)), 2)))), mul(x, mul(b, mul(1.1283791670955126, a)))), sigmoid(mul(b, x))))))");
export const pvlu = /* @__PURE__ */ travelled(declared.pvlu,
  "where(eq(x, Infinity), Infinity, add(max(x, 0), mul(a, sin(mul(b, x)))))",
  "add(mul(cos(mul(b, x)), mul(a, b)), where(le(x, 0), 0, 1))");
export const quickGelu = /* @__PURE__ */ travelled(declared.quickGelu,
  "where(eq(x, -Infinity), -0, mul(x, sigmoid(mul(1.702, x))))",
  "where(eq(sigmoid(mul(1.702, x)), 0), -0, mul(add(where(eq(sigmoid(mul(-1.702, x)), 0), 0, mul(mul(1.702, x), sigmoid(mul(-1.702, x)))), 1), sigmoid(mul(1.702, x))))");
export const relu = /* @__PURE__ */ travelled(declared.relu,
  "max(x, 0)",
  "where(eq(x, x), where(le(x, 0), 0, 1), x)");
export const relu6 = /* @__PURE__ */ travelled(declared.relu6,
  "min(max(x, 0), 6)",
  "where(eq(x, x), where(ge(x, 6), 0, where(le(x, 0), 0, 1)), x)");
export const reluN = /* @__PURE__ */ travelled(declared.reluN,
  "min(max(x, 0), n)",
  "where(eq(x, x), where(le(n, max(x, 0)), 0, where(le(x, 0), 0, 1)), x)");
export const reluSquared = /* @__PURE__ */ travelled(declared.reluSquared,
  "pow(max(x, 0), 2)",
  "where(le(x, 0), 0, mul(2, max(x, 0)))");
export const rprelu = /* @__PURE__ */ travelled(declared.rprelu,
  "where(mul(eq(x, 0), eq(where(gt(x, a), sub(add(b, x), a), add(b, mul(c, sub(x, a)))), 0)), x, where(gt(x, a), sub(add(b, x), a), add(b, mul(c, sub(x, a)))))",
  "where(eq(x, x), where(gt(x, a), 1, c), x)");
export const selu = /* @__PURE__ */ travelled(declared.selu,
  "mul(scale, where(gt(x, 0), x, mul(alpha, expm1(x))))",
  "mul(scale, where(gt(x, 0), 1, mul(alpha, exp(x))))");
export const serf = /* @__PURE__ */ travelled(declared.serf,
  "where(eq(x, -Infinity), -0, mul(x, erf(softplus(x))))",
  "add(erf(softplus(x)), where(eq(mul(exp(neg(pow(softplus(x), 2))), sigmoid(x)), 0), 0, mul(mul(exp(neg(pow(softplus(x), 2))), mul(1.1283791670955126, x)), sigmoid(x))))");
export const serlu = /* @__PURE__ */ travelled(declared.serlu,
  "mul(l, where(ge(x, 0), x, mul(exp(x), where(eq(exp(x), 0), sign(mul(a, x)), mul(a, x)))))",
  "mul(l, where(ge(x, 0), 1, mul(exp(x), where(eq(exp(x), 0), sign(mul(a, add(x, 1))), mul(a, add(x, 1))))))");
export const sigmoid = /* @__PURE__ */ travelled(declared.sigmoid,
  "sigmoid(x)",
  "mul(sigmoid(x), sigmoid(neg(x)))");
export const sign = /* @__PURE__ */ travelled(declared.sign,
  "sign(x)",
  "where(eq(x, x), 0, x)");
export const signedSqrt = /* @__PURE__ */ travelled(declared.signedSqrt,
  "mul(sign(x), sqrt(abs(x)))",
  "where(eq(x, 0), 0, div(mul(0.5, pow(sign(x), 2)), sqrt(abs(x))))");
export const silu = /* @__PURE__ */ travelled(declared.silu,
  "where(eq(x, -Infinity), -0, mul(x, sigmoid(x)))",
  "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, mul(add(mul(x, sigmoid(neg(x))), 1), sigmoid(x))))");
export const sinLu = /* @__PURE__ */ travelled(declared.sinLu,
  "where(eq(x, Infinity), Infinity, where(eq(x, -Infinity), -0, mul(add(x, mul(a, sin(mul(b, x)))), sigmoid(x))))",
  "where(eq(x, -Infinity), -0, mul(wide(add(add(mul(add(x, mul(a, sin(mul(b, x)))), sigmoid(neg(x))), mul(cos(mul(b, x)), mul(a, b))), 1)), sigmoid(x)))");
export const sinSig = /* @__PURE__ */ travelled(declared.sinSig,
  "where(eq(x, -Infinity), -0, mul(x, where(lt(x, 0), sin(mul(1.5707963267948966, sigmoid(x))), cos(mul(1.5707963267948966, sigmoid(neg(x)))))))",
  "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, add(mul(x, where(lt(x, 0), mul(mul(mul(1.5707963267948966, cos(mul(1.5707963267948966, sigmoid(x)))), sigmoid(x)), sigmoid(neg(x))), mul(mul(mul(1.5707963267948966, sigmoid(x)), sigmoid(neg(x))), sin(mul(1.5707963267948966, sigmoid(neg(x))))))), where(lt(x, 0), sin(mul(1.5707963267948966, sigmoid(x))), cos(mul(1.5707963267948966, sigmoid(neg(x))))))))");
export const sinc = /* @__PURE__ */ travelled(declared.sinc,
  "where(eq(abs(x), Infinity), 0, where(lt(x, -0.25), div(mul(sin(mul(3.141592653589793, sub(sub(x, floor(x)), floor(mul(2, sub(x, floor(x))))))), sub(1, mul(2, abs(sub(add(floor(x), floor(mul(2, sub(x, floor(x))))), mul(2, floor(mul(0.5, add(floor(x), floor(mul(2, sub(x, floor(x))))))))))))), mul(3.141592653589793, x)), where(lt(x, 0.25), add(mul(pow(x, 2), sub(mul(add(mul(pow(x, 2), sub(mul(add(mul(pow(x, 2), sub(mul(add(mul(pow(x, 2), sub(mul(2.531217404137026e-7, pow(x, 2)), 0.000006975873661656377)), 0.00014842879303107092), pow(x, 2)), 0.0023460810354558226)), 0.02614784781765479), pow(x, 2)), 0.19075182412208416)), 0.8117424252833535), pow(x, 2)), 1.6449340668482264)), 1), div(mul(sin(mul(3.141592653589793, sub(sub(x, floor(x)), floor(mul(2, sub(x, floor(x))))))), sub(1, mul(2, abs(sub(add(floor(x), floor(mul(2, sub(x, floor(x))))), mul(2, floor(mul(0.5, add(floor(x), floor(mul(2, sub(x, floor(x))))))))))))), mul(3.141592653589793, x)))))",
  "where(eq(abs(x), Infinity), 0, where(lt(x, -0.25), div(mul(sub(1, mul(2, abs(sub(add(floor(x), floor(mul(2, sub(x, floor(x))))), mul(2, floor(mul(0.5, add(floor(x), floor(mul(2, sub(x, floor(x)))))))))))), wide(sub(mul(3.141592653589793, cos(mul(3.141592653589793, sub(sub(x, floor(x)), floor(mul(2, sub(x, floor(x)))))))), div(sin(mul(3.141592653589793, sub(sub(x, floor(x)), floor(mul(2, sub(x, floor(x))))))), x)))), mul(3.141592653589793, x)), where(lt(x, 0.25), mul(x, sub(mul(add(mul(pow(x, 2), sub(mul(add(mul(pow(x, 2), sub(mul(add(mul(pow(x, 2), sub(mul(0.000004049947846619241, pow(x, 2)), 0.00009766223126318928)), 0.0017811455163728514), pow(x, 2)), 0.023460810354558225)), 0.20918278254123832), pow(x, 2)), 1.1445109447325048)), 3.246969701133414), pow(x, 2)), 3.289868133696453)), div(mul(sub(1, mul(2, abs(sub(add(floor(x), floor(mul(2, sub(x, floor(x))))), mul(2, floor(mul(0.5, add(floor(x), floor(mul(2, sub(x, floor(x)))))))))))), wide(sub(mul(3.141592653589793, cos(mul(3.141592653589793, sub(sub(x, floor(x)), floor(mul(2, sub(x, floor(x)))))))), div(sin(mul(3.141592653589793, sub(sub(x, floor(x)), floor(mul(2, sub(x, floor(x))))))), x)))), mul(3.141592653589793, x)))))");
export const sine = /* @__PURE__ */ travelled(declared.sine,
  "sin(mul(w0, x))",
  "mul(w0, cos(mul(w0, x)))");
export const slu = /* @__PURE__ */ travelled(declared.slu,
  "where(ge(x, 0), x, mul(2, log1p(mul(0.5, expm1(x)))))",
  "where(ge(x, 0), 1, div(exp(x), add(mul(0.5, expm1(x)), 1)))");
export const smelu = /* @__PURE__ */ travelled(declared.smelu,
  "where(le(x, neg(beta)), 0, where(ge(x, beta), x, div(mul(0.25, pow(add(beta, x), 2)), beta)))",
  "where(le(x, neg(beta)), 0, where(ge(x, beta), 1, div(mul(0.5, add(beta, x)), beta)))");
export const smish = /* @__PURE__ */ travelled(declared.smish,
  "mul(tanh(log1p(sigmoid(mul(b, x)))), where(eq(tanh(log1p(sigmoid(mul(b, x)))), 0), sign(mul(a, x)), mul(a, x)))",
  "mul(a, add(where(eq(mul(sigmoid(mul(b, x)), sigmoid(neg(mul(b, x)))), 0), 0, div(mul(mul(mul(mul(mul(x, mul(4, b)), sigmoid(mul(-2, log1p(sigmoid(mul(b, x)))))), sigmoid(mul(2, log1p(sigmoid(mul(b, x)))))), sigmoid(mul(b, x))), sigmoid(neg(mul(b, x)))), add(sigmoid(mul(b, x)), 1))), tanh(log1p(sigmoid(mul(b, x))))))");
export const smoothReluG = /* @__PURE__ */ travelled(declared.smoothReluG,
  "where(le(x, 0), 0, where(le(x, div(1, beta)), mul(mul(0.5, beta), pow(x, 2)), sub(x, div(0.5, beta))))",
  "where(eq(x, x), where(le(x, 0), 0, where(le(x, div(1, beta)), mul(beta, x), 1)), x)");
export const smoothStep = /* @__PURE__ */ travelled(declared.smoothStep,
  "where(le(x, mul(-0.5, g)), 0, where(ge(x, mul(0.5, g)), 1, mul(mul(2, pow(add(div(x, g), 0.5), 2)), sub(1, div(x, g)))))",
  "where(le(x, mul(-0.5, g)), 0, where(ge(x, mul(0.5, g)), 0, div(mul(add(div(x, g), 0.5), wide(sub(3, div(mul(6, x), g)))), g)))");
export const smu = /* @__PURE__ */ travelled(declared.smu,
  "mul(add(add(a, mul(erf(mul(mul(mu, x), sub(1, a))), sub(1, a))), 1), mul(0.5, x))",
  "mul(0.5, add(add(a, mul(add(erf(mul(mul(mu, x), sub(1, a))), mul(exp(neg(mul(mul(pow(mu, 2), pow(x, 2)), pow(sub(1, a), 2)))), where(eq(exp(neg(mul(mul(pow(mu, 2), pow(x, 2)), pow(sub(1, a), 2)))), 0), sign(mul(mul(x, mul(1.1283791670955126, mu)), sub(1, a))), mul(mul(x, mul(1.1283791670955126, mu)), sub(1, a))))), sub(1, a))), 1))");
export const smu1 = /* @__PURE__ */ travelled(declared.smu1,
  "where(gt(abs(x), 10000000000000), mul(x, mul(0.5, add(add(a, mul(sign(x), sqrt(add(mul(pow(mu, 2), pow(div(1, x), 2)), pow(sub(1, a), 2))))), 1))), mul(0.5, wide(add(mul(x, add(a, 1)), sqrt(add(mul(pow(x, 2), pow(sub(1, a), 2)), pow(mu, 2)))))))",
  "where(gt(abs(x), 10000000000000), mul(0.5, add(add(a, div(pow(sub(1, a), 2), mul(sign(x), sqrt(add(mul(pow(mu, 2), pow(div(1, x), 2)), pow(sub(1, a), 2)))))), 1)), mul(0.5, add(add(a, div(mul(x, pow(sub(1, a), 2)), sqrt(add(mul(pow(x, 2), pow(sub(1, a), 2)), pow(mu, 2))))), 1)))");
export const snake = /* @__PURE__ */ travelled(declared.snake,
  "where(eq(x, 0), x, where(eq(abs(x), Infinity), mul(Infinity, sign(x)), add(x, div(pow(sin(mul(a, x)), 2), a))))",
  "wide(add(sin(mul(x, mul(2, a))), 1))");
export const softCap = /* @__PURE__ */ travelled(declared.softCap,
  "mul(cap, tanh(div(x, cap)))",
  "mul(mul(4, sigmoid(div(mul(-2, x), cap))), sigmoid(div(mul(2, x), cap)))");
export const softExponential = /* @__PURE__ */ travelled(declared.softExponential,
  "where(lt(alpha, 0), neg(div(log1p(neg(mul(alpha, add(alpha, x)))), alpha)), where(gt(alpha, 0), wide(add(alpha, div(expm1(mul(alpha, x)), alpha))), x))",
  "where(eq(x, x), where(lt(alpha, 0), div(1, sub(1, mul(alpha, add(alpha, x)))), where(gt(alpha, 0), exp(mul(alpha, x)), 1)), x)");
export const softclip = /* @__PURE__ */ travelled(declared.softclip,
  "div(log1p(mul(expm1(alpha), sigmoid(mul(alpha, sub(x, 1))))), alpha)",
  "div(mul(mul(expm1(alpha), sigmoid(mul(alpha, sub(x, 1)))), sigmoid(neg(mul(alpha, sub(x, 1))))), add(mul(expm1(alpha), sigmoid(mul(alpha, sub(x, 1)))), 1))");
export const softplus = /* @__PURE__ */ travelled(declared.softplus,
  "div(softplus(mul(beta, x)), beta)",
  "sigmoid(mul(beta, x))");
export const softshrink = /* @__PURE__ */ travelled(declared.softshrink,
  "where(eq(x, x), where(gt(abs(x), lambd), sub(x, mul(lambd, sign(x))), 0), x)",
  "where(eq(x, x), where(gt(abs(x), lambd), 1, 0), x)");
export const softsign = /* @__PURE__ */ travelled(declared.softsign,
  "where(eq(abs(x), Infinity), sign(x), div(x, add(abs(x), 1)))",
  "where(gt(abs(x), 10000000000000), mul(div(1, pow(add(div(1, x), sign(x)), 2)), pow(div(1, x), 2)), div(1, pow(add(abs(x), 1), 2)))");
export const sparsePlus = /* @__PURE__ */ travelled(declared.sparsePlus,
  "where(le(x, -1), 0, where(ge(x, 1), x, mul(0.25, pow(add(x, 1), 2))))",
  "where(le(x, -1), 0, where(ge(x, 1), 1, mul(0.5, add(x, 1))))");
export const sparseSigmoid = /* @__PURE__ */ travelled(declared.sparseSigmoid,
  "mul(0.5, min(max(add(x, 1), 0), 2))",
  "where(eq(x, x), where(ge(x, 1), 0, where(le(x, -1), 0, 0.5)), x)");
export const sqnl = /* @__PURE__ */ travelled(declared.sqnl,
  "where(gt(abs(x), 2), sign(x), mul(x, sub(1, mul(0.25, abs(x)))))",
  "where(ge(abs(x), 2), 0, sub(1, mul(0.5, abs(x))))");
export const squareplus = /* @__PURE__ */ travelled(declared.squareplus,
  "where(gt(abs(x), 10000000000000), where(lt(x, 0), mul(div(1, x), div(mul(0.5, b), sub(mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1))), 1))), mul(x, mul(0.5, add(mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1))), 1)))), mul(0.5, where(lt(x, 0), div(b, sub(sqrt(add(b, pow(x, 2))), x)), add(x, sqrt(add(b, pow(x, 2)))))))",
  "where(gt(abs(x), 10000000000000), where(lt(x, 0), mul(div(mul(0.5, b), mul(mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1))), sub(mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1))), 1))), pow(div(1, x), 2)), mul(0.5, add(div(1, mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1)))), 1))), mul(0.5, where(lt(x, 0), div(b, mul(sqrt(add(b, pow(x, 2))), sub(sqrt(add(b, pow(x, 2))), x))), add(div(x, sqrt(add(b, pow(x, 2)))), 1))))");
export const srelu = /* @__PURE__ */ travelled(declared.srelu,
  "where(mul(eq(x, 0), eq(where(ge(x, tr), add(tr, mul(ar, sub(x, tr))), where(le(x, tl), add(tl, mul(al, sub(x, tl))), x)), 0)), x, where(ge(x, tr), add(tr, mul(ar, sub(x, tr))), where(le(x, tl), add(tl, mul(al, sub(x, tl))), x)))",
  "where(eq(x, x), where(eq(x, tl), al, where(ge(x, tr), ar, where(le(x, tl), al, 1))), x)");
export const starRelu = /* @__PURE__ */ travelled(declared.starRelu,
  "wide(add(b, mul(s, pow(max(x, 0), 2))))",
  "where(le(x, 0), 0, mul(max(x, 0), mul(2, s)))");
export const sugarBsilu = /* @__PURE__ */ travelled(declared.sugarBsilu,
  "where(eq(x, -Infinity), -0.835, add(mul(0.835, tanh(mul(0.5, x))), mul(x, sigmoid(x))))",
  "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, mul(add(mul(add(x, 1.67), sigmoid(neg(x))), 1), sigmoid(x))))");
export const swish = /* @__PURE__ */ travelled(declared.swish,
  "mul(sigmoid(mul(beta, x)), where(eq(sigmoid(mul(beta, x)), 0), sign(x), x))",
  "mul(sigmoid(mul(beta, x)), where(eq(sigmoid(mul(beta, x)), 0), sign(add(mul(sigmoid(neg(mul(beta, x))), where(eq(sigmoid(neg(mul(beta, x))), 0), sign(mul(beta, x)), mul(beta, x))), 1)), add(mul(sigmoid(neg(mul(beta, x))), where(eq(sigmoid(neg(mul(beta, x))), 0), sign(mul(beta, x)), mul(beta, x))), 1)))");
export const symexp = /* @__PURE__ */ travelled(declared.symexp,
  "mul(expm1(abs(x)), sign(x))",
  "where(eq(x, 0), 1, mul(exp(abs(x)), pow(sign(x), 2)))");
export const symlog = /* @__PURE__ */ travelled(declared.symlog,
  "mul(log1p(abs(x)), sign(x))",
  "where(eq(x, 0), 1, div(pow(sign(x), 2), add(abs(x), 1)))");
export const tanh = /* @__PURE__ */ travelled(declared.tanh,
  "tanh(x)",
  "mul(mul(4, sigmoid(mul(-2, x))), sigmoid(mul(2, x)))");
export const tanhExp = /* @__PURE__ */ travelled(declared.tanhExp,
  "where(eq(x, -Infinity), -0, mul(x, tanh(exp(x))))",
  "add(where(eq(sigmoid(mul(-2, exp(x))), 0), 0, where(eq(exp(x), 0), 0, mul(mul(mul(exp(x), mul(4, x)), sigmoid(mul(-2, exp(x)))), sigmoid(mul(2, exp(x)))))), tanh(exp(x)))");
export const tanhshrink = /* @__PURE__ */ travelled(declared.tanhshrink,
  "where(lt(abs(x), 1), div(mul(add(mul(add(mul(add(mul(44, pow(x, 2)), 12870), pow(x, 2)), 810810), pow(x, 2)), 11486475), pow(x, 3)), add(mul(add(mul(add(mul(add(mul(45, pow(x, 2)), 13860), pow(x, 2)), 945945), pow(x, 2)), 16216200), pow(x, 2)), 34459425)), sub(x, tanh(x)))",
  "pow(tanh(x), 2)");
export const telu = /* @__PURE__ */ travelled(declared.telu,
  "where(eq(x, -Infinity), -0, mul(x, tanh(exp(x))))",
  "add(where(eq(sigmoid(mul(-2, exp(x))), 0), 0, where(eq(exp(x), 0), 0, mul(mul(mul(exp(x), mul(4, x)), sigmoid(mul(-2, exp(x)))), sigmoid(mul(2, exp(x)))))), tanh(exp(x)))");
export const tent = /* @__PURE__ */ travelled(declared.tent,
  "max(0, sub(a, abs(x)))",
  "where(eq(x, x), where(gt(sub(a, abs(x)), 0), neg(sign(x)), 0), x)");
export const threshold = /* @__PURE__ */ travelled(declared.threshold,
  "where(eq(x, x), where(gt(x, threshold), x, value), x)",
  "where(eq(x, x), where(gt(x, threshold), 1, 0), x)");
export const thresholdedRelu = /* @__PURE__ */ travelled(declared.thresholdedRelu,
  "where(eq(x, x), where(gt(x, alpha), x, 0), x)",
  "where(eq(x, x), where(gt(x, alpha), 1, 0), x)");
export const uaf = /* @__PURE__ */ travelled(declared.uaf,
  "where(mul(eq(x, 0), eq(add(e0, where(lt(abs(sub(add(mul(a, add(b, x)), mul(c, where(eq(c, 0), sign(pow(x, 2)), pow(x, 2)))), mul(d, sub(x, b)))), 1), log1p(mul(expm1(sub(add(mul(a, add(b, x)), mul(c, where(eq(c, 0), sign(pow(x, 2)), pow(x, 2)))), mul(d, sub(x, b)))), sigmoid(mul(d, sub(x, b))))), sub(softplus(add(mul(a, add(b, x)), mul(c, where(eq(c, 0), sign(pow(x, 2)), pow(x, 2))))), softplus(mul(d, sub(x, b)))))), 0)), x, add(e0, where(lt(abs(sub(add(mul(a, add(b, x)), mul(c, where(eq(c, 0), sign(pow(x, 2)), pow(x, 2)))), mul(d, sub(x, b)))), 1), log1p(mul(expm1(sub(add(mul(a, add(b, x)), mul(c, where(eq(c, 0), sign(pow(x, 2)), pow(x, 2)))), mul(d, sub(x, b)))), sigmoid(mul(d, sub(x, b))))), sub(softplus(add(mul(a, add(b, x)), mul(c, where(eq(c, 0), sign(pow(x, 2)), pow(x, 2))))), softplus(mul(d, sub(x, b)))))))",
  "sub(mul(add(a, mul(c, where(eq(c, 0), sign(mul(2, x)), mul(2, x)))), sigmoid(add(mul(a, add(b, x)), mul(c, where(eq(c, 0), sign(pow(x, 2)), pow(x, 2)))))), mul(d, sigmoid(mul(d, sub(x, b)))))");
export const xatlu = /* @__PURE__ */ travelled(declared.xatlu,
  "where(lt(x, -8), sub(div(mul(add(mul(2, a), 1), sub(div(sub(sub(sub(sub(add(div(add(div(add(div(1, mul(15, pow(x, 4))), 0.09090909090909091), pow(x, 4)), 0.14285714285714285), pow(x, 4)), 0.3333333333333333), div(1, mul(5, pow(x, 2)))), div(1, mul(9, pow(x, 6)))), div(1, mul(13, pow(x, 10)))), div(1, mul(17, pow(x, 14)))), pow(x, 2)), 1)), 3.141592653589793), mul(a, where(eq(a, 0), sign(x), x))), mul(x, sub(div(mul(wide(add(atan(x), 1.5707963267948966)), add(mul(2, a), 1)), 3.141592653589793), a)))",
  "where(lt(x, -8), sub(div(mul(add(mul(2, a), 1), sub(div(sub(sub(sub(add(div(add(div(add(div(16, mul(17, pow(x, 4))), 0.9230769230769231), pow(x, 4)), 0.8888888888888888), pow(x, 4)), 0.8), div(6, mul(7, pow(x, 2)))), div(10, mul(11, pow(x, 6)))), div(14, mul(15, pow(x, 10)))), pow(x, 2)), 0.6666666666666666)), mul(3.141592653589793, pow(x, 3))), a), sub(mul(wide(add(add(mul(div(1, add(pow(x, 2), 1)), where(eq(div(1, add(pow(x, 2), 1)), 0), sign(div(x, 3.141592653589793)), div(x, 3.141592653589793))), div(atan(x), 3.141592653589793)), 0.5)), add(mul(2, a), 1)), a))");
export const xielu = /* @__PURE__ */ travelled(declared.xielu,
  "where(eq(x, 0), mul(beta, x), where(gt(x, 0), mul(x, add(beta, mul(ap, x))), wide(add(mul(an, expm1(x)), mul(x, sub(beta, an))))))",
  "where(gt(x, 0), add(beta, mul(x, mul(2, ap))), add(beta, mul(an, expm1(x))))");
export const xsilu = /* @__PURE__ */ travelled(declared.xsilu,
  "mul(sub(mul(add(mul(2, a), 1), sigmoid(x)), a), where(eq(sub(mul(add(mul(2, a), 1), sigmoid(x)), a), 0), sign(x), x))",
  "sub(mul(sigmoid(x), where(eq(sigmoid(x), 0), sign(mul(add(mul(2, a), 1), add(mul(sigmoid(neg(x)), where(eq(sigmoid(neg(x)), 0), sign(x), x)), 1))), mul(add(mul(2, a), 1), add(mul(sigmoid(neg(x)), where(eq(sigmoid(neg(x)), 0), sign(x), x)), 1)))), a)");
