/** Quotients of polynomials with learned coefficients. */
import type { Activation } from "./activation.ts";

/** Safe Padé unit: the denominator is at least 1. It starts as a leaky ReLU fitted on [-3, 3]. */
export const pau = {
  name: "pau",
  formula: "(a0 + a1*x + a2*x^2 + a3*x^3 + a4*x^4 + a5*x^5) / (1 + abs(b1*x + b2*x^2 + b3*x^3 + b4*x^4))",
  // rationals_config.json of ml-research/rational_activations, version B, degrees 5 and 4
  params: {
    a0: { init: 0.03355815733452378, trainable: true },
    a1: { init: 0.5050059186781659, trainable: true },
    a2: { init: 1.6534697310952233, trainable: true },
    a3: { init: 2.0100501552600014, trainable: true },
    a4: { init: 0.9319195586484518, trainable: true },
    a5: { init: 0.15242646398275836, trainable: true },
    b1: { init: 4.812831860534153e-5, trainable: true },
    b2: { init: 3.9802479055059194, trainable: true },
    b3: { init: 1.5837587665720168e-5, trainable: true },
    b4: { init: 0.30183382839661377, trainable: true },
  },
  aliases: ["rational", "pade"],
  source: { author: "Molina, Schramowski, Kersting", year: 2019, arxiv: "1907.06732" },
} as const satisfies Activation;

/** Padé unit with an absolute value round each term below: version A of its library, and the default there. */
export const pauA = {
  name: "pauA",
  printed:
    "(a0 + a1*x + a2*x^2 + a3*x^3 + a4*x^4 + a5*x^5) / (1 + abs(b1*x) + abs(b2*x^2) + abs(b3*x^3) + abs(b4*x^4))",
  // x^2 and x^4 have no corner; the sign of b2 * x^2 would be 0 where it underflows
  formula:
    "(a0 + a1*x + a2*x^2 + a3*x^3 + a4*x^4 + a5*x^5) / (1 + abs(b1)*abs(x) + abs(b2)*x^2 + abs(b3)*abs(x)^3 + abs(b4)*x^4)",
  // rationals_config.json of ml-research/rational_activations, version A, degrees 5 and 4
  params: {
    a0: { init: 0.029792778657264946, trainable: true },
    a1: { init: 0.6183735264987601, trainable: true },
    a2: { init: 2.323309062531321, trainable: true },
    a3: { init: 3.051936237265109, trainable: true },
    a4: { init: 1.4854203263828845, trainable: true },
    a5: { init: 0.2510244961111299, trainable: true },
    b1: { init: -1.1419548357285474, trainable: true },
    b2: { init: 4.393159974992486, trainable: true },
    b3: { init: 0.8714712309957245, trainable: true },
    b4: { init: 0.34719662339598834, trainable: true },
  },
  source: { author: "Molina, Schramowski, Kersting", year: 2019, arxiv: "1907.06732" },
} as const satisfies Activation;
