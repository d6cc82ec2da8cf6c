/** Written by scripts/forms.ts when the package is built. Do not edit. */
export const travelled: Readonly<Record<string, readonly [value: string, slope: string]>> = {
  "(a0 + a1*x + a2*x^2 + a3*x^3 + a4*x^4 + a5*x^5) / (1 + abs(b1*x + b2*x^2 + b3*x^3 + b4*x^4))": [
    "where(gt(abs(x), 1), mul(x, div(add(a5, mul(add(a4, mul(add(a3, mul(add(a2, mul(add(a1, mul(a0, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(1, x))), add(abs(add(b4, mul(add(b3, mul(add(b2, mul(b1, div(1, x))), div(1, x))), div(1, x)))), pow(div(1, x), 4)))), div(add(a0, mul(x, add(a1, mul(x, add(a2, mul(x, add(a3, mul(x, add(a4, mul(a5, x)))))))))), add(abs(mul(x, add(b1, mul(x, add(b2, mul(x, add(b3, mul(b4, x)))))))), 1)))",
    "where(gt(abs(x), 1), div(sub(add(mul(5, a5), mul(add(mul(4, a4), mul(add(mul(3, a3), mul(add(mul(2, a2), mul(a1, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(mul(mul(add(a5, mul(add(a4, mul(add(a3, mul(add(a2, mul(add(a1, mul(a0, div(1, x))), div(1, x))), div(1, x))), div(1, x))), div(1, x))), add(mul(4, b4), mul(add(mul(3, b3), mul(add(mul(2, b2), mul(b1, div(1, x))), div(1, x))), div(1, x)))), sign(add(b4, mul(add(b3, mul(add(b2, mul(b1, div(1, x))), div(1, x))), div(1, x))))), add(abs(add(b4, mul(add(b3, mul(add(b2, mul(b1, div(1, x))), div(1, x))), div(1, x)))), pow(div(1, x), 4)))), add(abs(add(b4, mul(add(b3, mul(add(b2, mul(b1, div(1, x))), div(1, x))), div(1, x)))), pow(div(1, x), 4))), div(sub(add(a1, mul(x, add(mul(2, a2), mul(x, add(mul(3, a3), mul(x, add(mul(4, a4), mul(x, mul(5, a5))))))))), div(mul(mul(add(a0, mul(x, add(a1, mul(x, add(a2, mul(x, add(a3, mul(x, add(a4, mul(a5, x)))))))))), add(b1, mul(x, add(mul(2, b2), mul(x, add(mul(3, b3), mul(x, mul(4, b4)))))))), sign(mul(x, add(b1, mul(x, add(b2, mul(x, add(b3, mul(b4, x))))))))), add(abs(mul(x, add(b1, mul(x, add(b2, mul(x, add(b3, mul(b4, x)))))))), 1))), add(abs(mul(x, add(b1, mul(x, add(b2, mul(x, add(b3, mul(b4, x)))))))), 1)))",
  ],
  "(p1 - p2) * x * sigmoid(beta * (p1 - p2) * x) + p2 * x": [
    "mul(add(p2, mul(sigmoid(mul(mul(beta, x), sub(p1, p2))), sub(p1, p2))), where(eq(add(p2, mul(sigmoid(mul(mul(beta, x), sub(p1, p2))), sub(p1, p2))), 0), sign(x), x))",
    "add(p2, mul(sigmoid(mul(mul(beta, x), sub(p1, p2))), where(eq(sigmoid(mul(mul(beta, x), sub(p1, p2))), 0), sign(mul(add(mul(sigmoid(neg(mul(mul(beta, x), sub(p1, p2)))), where(eq(sigmoid(neg(mul(mul(beta, x), sub(p1, p2)))), 0), sign(mul(mul(beta, x), sub(p1, p2))), mul(mul(beta, x), sub(p1, p2)))), 1), sub(p1, p2))), mul(add(mul(sigmoid(neg(mul(mul(beta, x), sub(p1, p2)))), where(eq(sigmoid(neg(mul(mul(beta, x), sub(p1, p2)))), 0), sign(mul(mul(beta, x), sub(p1, p2))), mul(mul(beta, x), sub(p1, p2)))), 1), sub(p1, p2)))))",
  ],
  "(x + sqrt(x^2 + b)) / 2": [
    "where(gt(abs(x), 1), where(lt(x, 0), mul(div(1, x), div(mul(0.5, b), sub(mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1))), 1))), mul(x, mul(0.5, add(mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1))), 1)))), mul(0.5, where(lt(x, 0), div(b, sub(sqrt(add(b, pow(x, 2))), x)), add(x, sqrt(add(b, pow(x, 2)))))))",
    "where(gt(abs(x), 1), where(lt(x, 0), mul(div(mul(0.5, b), mul(mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1))), sub(mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1))), 1))), pow(div(1, x), 2)), mul(0.5, add(div(1, mul(sign(x), sqrt(add(mul(b, pow(div(1, x), 2)), 1)))), 1))), mul(0.5, where(lt(x, 0), div(b, mul(sqrt(add(b, pow(x, 2))), sub(sqrt(add(b, pow(x, 2))), x))), add(div(x, sqrt(add(b, pow(x, 2)))), 1))))",
  ],
  "-softplus(-x)": [
    "neg(softplus(neg(x)))",
    "sigmoid(neg(x))",
  ],
  "a * x * log1p(sigmoid(b * x))": [
    "mul(log1p(sigmoid(mul(b, x))), where(eq(log1p(sigmoid(mul(b, x))), 0), sign(mul(a, x)), mul(a, x)))",
    "mul(a, add(where(eq(mul(sigmoid(mul(b, x)), sigmoid(neg(mul(b, x)))), 0), 0, div(mul(mul(mul(b, x), sigmoid(mul(b, x))), sigmoid(neg(mul(b, x)))), add(sigmoid(mul(b, x)), 1))), log1p(sigmoid(mul(b, x)))))",
  ],
  "a * x * tanh(log1p(sigmoid(b * x)))": [
    "mul(tanh(log1p(sigmoid(mul(b, x)))), where(eq(tanh(log1p(sigmoid(mul(b, x)))), 0), sign(mul(a, x)), mul(a, x)))",
    "mul(a, add(where(eq(mul(sigmoid(mul(b, x)), sigmoid(neg(mul(b, x)))), 0), 0, div(mul(mul(mul(mul(mul(x, mul(4, b)), sigmoid(mul(-2, log1p(sigmoid(mul(b, x)))))), sigmoid(mul(2, log1p(sigmoid(mul(b, x)))))), sigmoid(mul(b, x))), sigmoid(neg(mul(b, x)))), add(sigmoid(mul(b, x)), 1))), tanh(log1p(sigmoid(mul(b, x))))))",
  ],
  "abs(x)": [
    "abs(x)",
    "sign(x)",
  ],
  "exp(-x^2)": [
    "exp(neg(pow(x, 2)))",
    "where(eq(abs(x), Infinity), mul(-0, sign(x)), mul(exp(neg(pow(x, 2))), mul(-2, x)))",
  ],
  "exp(x)": [
    "exp(x)",
    "exp(x)",
  ],
  "gamma * tanh(alpha * x) + beta": [
    "where(mul(eq(x, 0), eq(add(beta, mul(gamma, tanh(mul(alpha, x)))), 0)), mul(x, mul(alpha, gamma)), add(beta, mul(gamma, tanh(mul(alpha, x)))))",
    "mul(mul(mul(gamma, mul(4, alpha)), sigmoid(mul(x, mul(-2, alpha)))), sigmoid(mul(x, mul(2, alpha))))",
  ],
  "max(x, 0)": [
    "max(x, 0)",
    "where(eq(x, x), where(le(x, 0), 0, 1), x)",
  ],
  "max(x, 0)^2": [
    "pow(max(x, 0), 2)",
    "where(le(x, 0), 0, mul(2, max(x, 0)))",
  ],
  "min(max(alpha * x + beta, 0), 1)": [
    "min(max(add(beta, mul(alpha, x)), 0), 1)",
    "where(eq(x, x), where(ge(max(add(beta, mul(alpha, x)), 0), 1), 0, where(le(add(beta, mul(alpha, x)), 0), 0, alpha)), x)",
  ],
  "min(max(x + 1, 0), 2) / 2": [
    "mul(0.5, min(max(add(x, 1), 0), 2))",
    "where(eq(x, x), where(ge(max(add(x, 1), 0), 2), 0, where(le(add(x, 1), 0), 0, 0.5)), x)",
  ],
  "min(max(x + 3, 0), 6) / 6": [
    "div(min(max(add(x, 3), 0), 6), 6)",
    "where(eq(x, x), where(ge(max(add(x, 3), 0), 6), 0, where(le(add(x, 3), 0), 0, 0.16666666666666666)), x)",
  ],
  "min(max(x, 0), 6)": [
    "min(max(x, 0), 6)",
    "where(eq(x, x), where(ge(max(x, 0), 6), 0, where(le(x, 0), 0, 1)), x)",
  ],
  "min(max(x, minVal), maxVal)": [
    "min(max(x, minVal), maxVal)",
    "where(eq(x, x), where(le(maxVal, max(x, minVal)), 0, where(ge(minVal, x), 0, 1)), x)",
  ],
  "s * max(x, 0)^2 + b": [
    "add(b, mul(s, pow(max(x, 0), 2)))",
    "where(le(x, 0), 0, mul(max(x, 0), mul(2, s)))",
  ],
  "scale * where(x > 0, x, alpha * expm1(x)); 0: scale * alpha": [
    "mul(scale, where(gt(x, 0), x, mul(alpha, expm1(x))))",
    "mul(scale, where(gt(x, 0), 1, mul(alpha, exp(x))))",
  ],
  "sigmoid(x)": [
    "sigmoid(x)",
    "mul(sigmoid(x), sigmoid(neg(x)))",
  ],
  "sign(x)": [
    "sign(x)",
    "where(eq(x, x), 0, x)",
  ],
  "sin(w0 * x)": [
    "sin(mul(w0, x))",
    "mul(w0, cos(mul(w0, x)))",
  ],
  "softplus(beta * x) / beta": [
    "div(softplus(mul(beta, x)), beta)",
    "sigmoid(mul(beta, x))",
  ],
  "tanh(x)": [
    "tanh(x)",
    "mul(mul(4, sigmoid(mul(-2, x))), sigmoid(mul(2, x)))",
  ],
  "where(abs(x) > lambd, x - lambd * sign(x), 0)": [
    "where(eq(x, x), where(gt(abs(x), lambd), sub(x, mul(lambd, sign(x))), 0), x)",
    "where(eq(x, x), where(gt(abs(x), lambd), 1, 0), x)",
  ],
  "where(abs(x) > lambd, x, 0)": [
    "where(eq(x, x), where(gt(abs(x), lambd), x, 0), x)",
    "where(eq(x, x), where(gt(abs(x), lambd), 1, 0), x)",
  ],
  "where(x <= -1, 0, where(x >= 1, x, (x + 1)^2 / 4))": [
    "where(le(x, -1), 0, where(ge(x, 1), x, mul(0.25, pow(add(x, 1), 2))))",
    "where(le(x, -1), 0, where(ge(x, 1), 1, mul(0.5, add(x, 1))))",
  ],
  "where(x <= -3, 0, where(x >= 3, x, x * (x + 3) / 6))": [
    "where(le(x, -3), 0, where(ge(x, 3), x, div(mul(x, add(x, 3)), 6)))",
    "where(le(x, -3), 0, where(ge(x, 3), 1, div(add(mul(2, x), 3), 6)))",
  ],
  "where(x <= -beta, 0, where(x >= beta, x, (x + beta)^2 / (4 * beta)))": [
    "where(le(x, neg(beta)), 0, where(ge(x, beta), x, div(mul(0.25, pow(add(beta, x), 2)), beta)))",
    "where(le(x, neg(beta)), 0, where(ge(x, beta), 1, div(mul(0.5, add(beta, x)), beta)))",
  ],
  "where(x > 0, ap * x^2 + beta * x, an * expm1(x) + (beta - an) * x); 0: beta": [
    "where(eq(x, 0), mul(beta, x), where(gt(x, 0), mul(x, add(beta, mul(ap, x))), add(mul(an, expm1(x)), mul(x, sub(beta, an)))))",
    "where(gt(x, 0), add(beta, mul(x, mul(2, ap))), add(beta, mul(an, expm1(x))))",
  ],
  "where(x > 0, x, a * x); 0: a": [
    "where(gt(x, 0), x, mul(a, x))",
    "where(eq(x, x), where(gt(x, 0), 1, a), x)",
  ],
  "where(x > 0, x, alpha * expm1(x / alpha))": [
    "where(gt(x, 0), x, mul(alpha, expm1(div(x, alpha))))",
    "where(gt(x, 0), 1, exp(div(x, alpha)))",
  ],
  "where(x > 0, x, alpha * expm1(x)); 0: alpha": [
    "where(gt(x, 0), x, mul(alpha, expm1(x)))",
    "where(gt(x, 0), 1, mul(alpha, exp(x)))",
  ],
  "where(x > 0, x, negativeSlope * x); 0: negativeSlope": [
    "where(gt(x, 0), x, mul(negativeSlope, x))",
    "where(eq(x, x), where(gt(x, 0), 1, negativeSlope), x)",
  ],
  "where(x > alpha, x, 0); alpha: 0": [
    "where(eq(x, x), where(gt(x, alpha), x, 0), x)",
    "where(eq(x, x), where(gt(x, alpha), 1, 0), x)",
  ],
  "where(x > threshold, x, value); threshold: 0": [
    "where(eq(x, x), where(gt(x, threshold), x, value), x)",
    "where(eq(x, x), where(gt(x, threshold), 1, 0), x)",
  ],
  "where(x >= 0, 1, 0)": [
    "where(eq(x, x), where(ge(x, 0), 1, 0), x)",
    "where(eq(x, x), 0, x)",
  ],
  "x * cos(x)": [
    "mul(x, cos(x))",
    "sub(cos(x), mul(x, sin(x)))",
  ],
  "x * erf(softplus(x))": [
    "where(eq(x, -Infinity), -0, mul(x, erf(softplus(x))))",
    "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, add(erf(softplus(x)), mul(mul(exp(neg(pow(softplus(x), 2))), mul(1.1283791670955126, x)), sigmoid(x)))))",
  ],
  "x * normcdf(x)": [
    "where(eq(x, -Infinity), -0, mul(x, normcdf(x)))",
    "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, add(mul(x, normpdf(x)), normcdf(x))))",
  ],
  "x * sigmoid(1.702 * x)": [
    "where(eq(x, -Infinity), -0, mul(x, sigmoid(mul(1.702, x))))",
    "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, mul(add(mul(mul(1.702, x), sigmoid(mul(-1.702, x))), 1), sigmoid(mul(1.702, x)))))",
  ],
  "x * sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 * x^3))": [
    "where(eq(x, -Infinity), -0, mul(x, sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(1.5957691216057308, x)))))",
    "where(eq(sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(1.5957691216057308, x))), 0), -0, mul(add(where(eq(sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(-1.5957691216057308, x))), 0), 0, mul(mul(add(mul(0.134145, pow(x, 2)), 1), mul(1.5957691216057308, x)), sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(-1.5957691216057308, x))))), 1), sigmoid(mul(add(mul(0.044715, pow(x, 2)), 1), mul(1.5957691216057308, x)))))",
  ],
  "x * sigmoid(beta * x)": [
    "mul(sigmoid(mul(beta, x)), where(eq(sigmoid(mul(beta, x)), 0), sign(x), x))",
    "mul(sigmoid(mul(beta, x)), where(eq(sigmoid(mul(beta, x)), 0), sign(add(mul(sigmoid(neg(mul(beta, x))), where(eq(sigmoid(neg(mul(beta, x))), 0), sign(mul(beta, x)), mul(beta, x))), 1)), add(mul(sigmoid(neg(mul(beta, x))), where(eq(sigmoid(neg(mul(beta, x))), 0), sign(mul(beta, x)), mul(beta, x))), 1)))",
  ],
  "x * sigmoid(x)": [
    "where(eq(x, -Infinity), -0, mul(x, sigmoid(x)))",
    "where(eq(x, Infinity), 1, where(eq(x, -Infinity), -0, mul(add(mul(x, sigmoid(neg(x))), 1), sigmoid(x))))",
  ],
  "x * tanh(exp(x))": [
    "where(eq(x, -Infinity), -0, mul(x, tanh(exp(x))))",
    "add(where(eq(sigmoid(mul(-2, exp(x))), 0), 0, where(eq(exp(x), 0), 0, mul(mul(mul(exp(x), mul(4, x)), sigmoid(mul(-2, exp(x)))), sigmoid(mul(2, exp(x)))))), tanh(exp(x)))",
  ],
  "x * tanh(softplus(x))": [
    "where(eq(x, -Infinity), -0, div(mul(x, where(lt(x, 0), mul(add(exp(neg(abs(x))), 2), exp(neg(abs(x)))), add(mul(2, exp(neg(abs(x)))), 1))), add(pow(add(exp(neg(abs(x))), 1), 2), where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2)))))",
    "div(add(where(eq(mul(sigmoid(x), where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))), 0), 0, div(mul(mul(mul(mul(4, x), pow(add(exp(neg(abs(x))), 1), 2)), sigmoid(x)), where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))), add(pow(add(exp(neg(abs(x))), 1), 2), where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))))), where(lt(x, 0), mul(add(exp(neg(abs(x))), 2), exp(neg(abs(x)))), add(mul(2, exp(neg(abs(x)))), 1))), add(pow(add(exp(neg(abs(x))), 1), 2), where(lt(x, 0), 1, pow(exp(neg(abs(x))), 2))))",
  ],
  "x + sin(a * x)^2 / a": [
    "where(eq(x, 0), x, where(eq(abs(x), Infinity), mul(Infinity, sign(x)), add(x, div(pow(sin(mul(a, x)), 2), a))))",
    "add(sin(mul(x, mul(2, a))), 1)",
  ],
  "x - tanh(x)": [
    "where(lt(abs(x), 1), div(mul(add(mul(add(mul(add(mul(44, pow(x, 2)), 12870), pow(x, 2)), 810810), pow(x, 2)), 11486475), pow(x, 3)), add(mul(add(mul(add(mul(add(mul(45, pow(x, 2)), 13860), pow(x, 2)), 945945), pow(x, 2)), 16216200), pow(x, 2)), 34459425)), sub(x, tanh(x)))",
    "pow(tanh(x), 2)",
  ],
  "x / (1 + abs(x))": [
    "where(eq(abs(x), Infinity), sign(x), div(x, add(abs(x), 1)))",
    "div(1, pow(add(abs(x), 1), 2))",
  ],
  "x": [
    "x",
    "where(eq(x, x), 1, x)",
  ],
};
