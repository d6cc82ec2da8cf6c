/** The inputs on which functions are verified: a dense grid, the tails, both sides of corners, and the special values. */

const { fround } = Math;

/** Every point is a float32, so that both widths are asked the same questions. */
export const verifyPoints: Float64Array = /* @__PURE__ */ points();

function points(): Float64Array {
  const eighths = Array.from({ length: 48 }, (_, i) => (i + 1) / 8);
  const further = Array.from({ length: 24 }, (_, i) => 6.25 + i / 4);
  // past 15 float32 loses what sigmoid says, past 37 float64; 88, 104, 709 and 745 are the ends of exp
  const tails = [
    12.5, 13.3, 14.7, 15.9, 17.1, 18.3, 19.5, 20, 20.5, 22.3, 25.1, 28.7, 33.3, 36.1, 37.2, 38.4, 40, 44.7, 51.3, 60.2,
    75.8, 87.1, 88.5, 89.3, 96.6, 103.2, 104.5, 150.3, 300.7, 500.9, 708.2, 709.6, 710.3, 744.1, 746.5, 1000, 12345.6,
    1e6, 1e10, 1e15, 1e20, 1e30, 3e38,
  ];
  const tiny = [1e-3, 1e-2, 0.03, 0.07, 1e-4, 1e-6, 1e-8, 1e-12, 1e-20, 1e-30, 1.1754943508222875e-38, 1e-41, 1.4e-45];
  // where the catalogue's functions bend: beside it, and not so near that a float32 is a round number
  const beside = [2.4e-7, 3.3e-5, 0.0123];
  const corners = [0.1, 0.5, 1, 3, 6].flatMap((c) => beside.flatMap((h) => [c * (1 - h), c * (1 + h)]));
  const positive = [0, ...tiny, ...eighths, ...further, ...tails, ...corners, Infinity].map(fround);
  const sorted = [...new Set(positive)].sort((a, b) => a - b);
  return Float64Array.of(...sorted.toReversed().map((x) => -x), ...sorted, NaN);
}
