// written by scripts/accuracy.ts
import type { CommittedTable } from "./accuracy.ts";

export const table: CommittedTable = {
  abs: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  exponential: {
    f: { max: 0.9892, at: -5.85337114, mean: 0.034, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0.9892, at: -5.85337114, mean: 0.034, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0.9503, at: 15.6181068, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  gaussian: {
    f: { max: 1.15, at: 2.41867304, mean: 0.0174, above: [0.0000011, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 1.953, at: 5.29431963, mean: 0.0209, above: [0.00041, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 2.534, at: -1.00596547, mean: 0.152, above: [0.024, 0.00014, 0], nearZeros: { max: 1.04e-7, at: 0.561368108 }, inputs: 1046527, unsure: 0 },
  },
  heaviside: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  identity: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  sign: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  celu: {
    f: { max: 0.8495, at: -0.363868952, mean: 0.0152, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0.9892, at: -5.85337114, mean: 0.0173, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0.9479, at: -5.86881495, mean: 0.0754, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  elu: {
    f: { max: 0.8495, at: -0.363868952, mean: 0.0152, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0.9892, at: -5.85337114, mean: 0.0173, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0.9479, at: -5.86881495, mean: 0.0754, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  erfRelu: {
    f: { max: 1.026, at: -1.0703913, mean: 0.0489, above: [0.0000019, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.324, at: -7.69208813, mean: 0.164, above: [0.034, 0.00016, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 3.058, at: -2.27174187, mean: 0.19, above: [0.058, 0.0019, 0], inputs: 1046527, unsure: 0 },
  },
  isrlu: {
    f: { max: 2.119, at: -7.94557238, mean: 0.119, above: [0.016, 0.0000029, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.082, at: -7.98153687, mean: 0.18, above: [0.052, 0.0042, 0.0000019], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.828, at: -1.06608546, mean: 0.289, above: [0.11, 0.02, 0.00015], inputs: 1046527, unsure: 0 },
  },
  mpelu: {
    f: { max: 0.8133, at: -0.402169824, mean: 0.07, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9462, at: -5.85279942, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9479, at: -5.86881495, mean: 0.0754, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  nelu: {
    f: { max: 2.798, at: -16226280100000000, mean: 0.122, above: [0.0076, 0.00023, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.436, at: -991284.375, mean: 0.239, above: [0.074, 0.0069, 0.000017], inputs: 1046527, unsure: 0 },
    curvature: { max: 6.297, at: -2.68489742, mean: 0.228, above: [0.084, 0.015, 0.00047], nearZeros: { max: 8.192e-9, at: -0.720330179 }, inputs: 1046527, unsure: 0 },
  },
  pelu: {
    f: { max: 0.8133, at: -0.402169824, mean: 0.07, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9462, at: -5.85279942, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9479, at: -5.86881495, mean: 0.0754, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  polu: {
    f: { max: 1.557, at: -0.308299124, mean: 0.0853, above: [0.00027, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.225, at: -24305122, mean: 0.146, above: [0.017, 0.0000076, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 17.42, at: -21211684, mean: 0.39, above: [0.12, 0.041, 0.016], inputs: 1046527, unsure: 0 },
  },
  selu: {
    f: { max: 2.098, at: -0.303756595, mean: 0.275, above: [0.0029, 1.7e-8, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 2.144, at: -2.6440444, mean: 0.0727, above: [0.0023, 7.9e-9, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 1.881, at: -8.1910944, mean: 0.143, above: [0.016, 0, 0], inputs: 1046527, unsure: 0 },
  },
  serlu: {
    f: { max: 2.594, at: -13.5506582, mean: 0.298, above: [0.03, 0.00026, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.901, at: -0.493912309, mean: 0.182, above: [0.032, 0.0003, 0], nearZeros: { max: 4.781e-8, at: -0.801213026 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 2.794, at: -0.337583959, mean: 0.189, above: [0.039, 0.00068, 0], nearZeros: { max: 4.5e-8, at: -1.52758884 }, inputs: 1046527, unsure: 0 },
  },
  slu: {
    f: { max: 1.563, at: -1.47915256, mean: 0.0909, above: [0.0012, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.777, at: -2.7102983, mean: 0.151, above: [0.038, 0.00059, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 3.642, at: -3.40097189, mean: 0.186, above: [0.063, 0.0066, 0], inputs: 1046527, unsure: 0 },
  },
  erfAct: {
    f: { max: 3.461, at: -98.4827194, mean: 0.237, above: [0.035, 0.00075, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.347, at: -1.74994636, mean: 0.223, above: [0.031, 0.0041, 0.00015], nearZeros: { max: 6.166e-8, at: -1.37009311 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 542.7, at: 3.39504099, mean: 2.08, above: [0.22, 0.14, 0.064], nearZeros: { max: 1.753e-7, at: 0.690399051 }, inputs: 1046527, unsure: 0 },
  },
  gelu: {
    f: { max: 5.123, at: -2.18991733, mean: 0.0466, above: [0.0041, 0.00019, 1.8e-7], inputs: 4278190082, unsure: 0 },
    slope: { max: 9.749, at: -0.945436358, mean: 0.0551, above: [0.0024, 0.00044, 0.000047], nearZeros: { max: 8.249e-8, at: -0.804901838 }, inputs: 4278190082, unsure: 0 },
    curvature: { max: 3.219, at: -3.00011945, mean: 0.33, above: [0.061, 0.0016, 0], nearZeros: { max: 3.003e-8, at: -1.0719229 }, inputs: 1046527, unsure: 0 },
  },
  geluClipped: {
    f: { max: 4.299, at: -1.48185086, mean: 0.18, above: [0.041, 0.0027, 9.6e-7], inputs: 1046527, unsure: 0 },
    slope: { max: 7.009, at: -0.981820822, mean: 0.179, above: [0.033, 0.0032, 0.00027], nearZeros: { max: 6.537e-8, at: -0.804235339 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 3.316, at: 3.0047853, mean: 0.295, above: [0.053, 0.0015, 0], nearZeros: { max: 2.939e-8, at: -1.07562721 }, inputs: 1046527, unsure: 0 },
  },
  geluTanh: {
    f: { max: 3.348, at: -2.75235844, mean: 0.0506, above: [0.0061, 0.000019, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 10.81, at: -1.20830321, mean: 0.0572, above: [0.0091, 0.0014, 0.00015], nearZeros: { max: 7.517e-8, at: -0.907174349 }, inputs: 4278190082, unsure: 0 },
    curvature: { max: 11.26, at: 1.90993965, mean: 0.512, above: [0.17, 0.062, 0.0074], nearZeros: { max: 1.367e-7, at: -1.13901806 }, inputs: 1046527, unsure: 0 },
  },
  phish: {
    f: { max: 4.552, at: -2.6279428, mean: 0.245, above: [0.054, 0.0049, 0.000012], inputs: 1046527, unsure: 0 },
    slope: { max: 28.35, at: -14.1718588, mean: 0.429, above: [0.093, 0.031, 0.015], nearZeros: { max: 1.057e-7, at: -0.978367686 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 15.11, at: 4.45456076, mean: 0.492, above: [0.16, 0.054, 0.015], nearZeros: { max: 3.653e-7, at: 0.958542109 }, inputs: 1046527, unsure: 0 },
  },
  pserf: {
    f: { max: 3.645, at: -6.87994576, mean: 0.242, above: [0.043, 0.0015, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.367, at: -1.83641016, mean: 0.197, above: [0.022, 0.0026, 0.0002], nearZeros: { max: 6.981e-8, at: -1.28675735 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 272.8, at: 7.85061169, mean: 4.2, above: [0.31, 0.23, 0.14], nearZeros: { max: 8.561e-8, at: 0.781234503 }, inputs: 1046527, unsure: 0 },
  },
  quickGelu: {
    f: { max: 3.404, at: -3.10907912, mean: 0.0539, above: [0.0067, 0.00003, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 11.65, at: -0.942995429, mean: 0.0592, above: [0.0091, 0.001, 0.000057], nearZeros: { max: 4.555e-8, at: -0.763036728 }, inputs: 4278190082, unsure: 0 },
    curvature: { max: 10.21, at: -1.86317265, mean: 0.578, above: [0.22, 0.06, 0.0039], nearZeros: { max: 7.032e-8, at: 1.06075537 }, inputs: 1046527, unsure: 0 },
  },
  smu: {
    f: { max: 2.171, at: -0.939809501, mean: 0.0975, above: [0.0052, 0.000012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.868, at: -0.59409225, mean: 0.0658, above: [0.017, 0.0045, 0.000033], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.909, at: 0.758154154, mean: 0.301, above: [0.052, 0.0064, 0.000034], nearZeros: { max: 1.131e-7, at: 0.400602192 }, inputs: 1046527, unsure: 0 },
  },
  xatlu: {
    f: { max: 2.331, at: -0.934161842, mean: 0.318, above: [0.043, 0.00011, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1398000, at: -4767090210000, mean: 618, above: [0.029, 0.0067, 0.006], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.952, at: -944252.5, mean: 0.535, above: [0.16, 0.02, 0.0001], inputs: 1046527, unsure: 0 },
  },
  asinh: {
    f: { max: 0.5, at: -14.2794466, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.094, at: 7.96291494, mean: 0.265, above: [0.02, 0.0000096, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.153, at: 7.98941708, mean: 0.374, above: [0.1, 0.0061, 0.0000038], inputs: 1046527, unsure: 0 },
  },
  bentIdentity: {
    f: { max: 2.835, at: -14.9912291, mean: 0.279, above: [0.033, 0.00016, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.492, at: -7.99465609, mean: 0.179, above: [0.0035, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.331, at: 15.9850979, mean: 0.361, above: [0.1, 0.0083, 0.0000019], inputs: 1046527, unsure: 0 },
  },
  log1mexp: {
    f: { max: 2.688, at: 0.463699609, mean: 0.126, above: [0.0052, 0.00013, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.012, at: 0.417463183, mean: 0.182, above: [0.037, 0.0013, 9.6e-7], inputs: 1046527, unsure: 0 },
    curvature: { max: 7.081, at: 0.00000386504871, mean: 0.212, above: [0.064, 0.015, 0.00078], inputs: 1046527, unsure: 0 },
  },
  signedSqrt: {
    f: { max: 0.5, at: 3.40282347e+38, mean: 0.25, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.473, at: -3.50634955e-18, mean: 0.341, above: [0.014, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 524300, at: 4.87408496e+25, mean: 998, above: [0.076, 0.025, 0.023], inputs: 1046527, unsure: 0 },
  },
  softExponential: {
    f: { max: 0.5, at: -4.53616619, mean: 0.142, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9715, at: -11.6869574, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.953, at: -13.0700998, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  symexp: {
    f: { max: 1.347, at: -0.368257046, mean: 0.151, above: [0.00019, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9482, at: -5.20009422, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9503, at: 15.6181068, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  symlog: {
    f: { max: 0.8236, at: -0.283909649, mean: 0.204, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.498, at: 15.0185385, mean: 0.255, above: [0.024, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 3.431, at: 0.00205737446, mean: 0.372, above: [0.096, 0.018, 0], inputs: 1046527, unsure: 0 },
  },
  hardElish: {
    f: { max: 2.031, at: -0.460994571, mean: 0.0345, above: [0.003, 0.0000019, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 5.855, at: -0.314028412, mean: 0.0438, above: [0.0083, 0.00032, 0.000011], nearZeros: { max: 3.446e-8, at: -0.332440764 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 1.778, at: -0.300495476, mean: 0.0134, above: [0.0004, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardMish: {
    f: { max: 1.481, at: -0.996710718, mean: 0.0195, above: [0.0011, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: -0.00340440869, mean: 0.00856, above: [0, 0, 0], nearZeros: { max: 0, at: 0 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardSigmoidOnnx: {
    f: { max: 0.5, at: 2, mean: 0.027, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardsigmoid: {
    f: { max: 1, at: 1.00000119, mean: 0.0351, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0.3335, at: 0, mean: 0.168, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardswish: {
    f: { max: 1.915, at: 1.37160373, mean: 0.111, above: [0.014, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 1, at: 1.00000012, mean: 0.0358, above: [0, 0, 0], nearZeros: { max: 2.484e-9, at: -1.12500048 }, inputs: 4278190082, unsure: 0 },
    curvature: { max: 0.3335, at: 0, mean: 0.115, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardtanh: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  gcu: {
    f: { max: 1.49, at: 293149011000000000000, mean: 0.181, above: [0.0031, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0.5001, at: 1.08439493, mean: 0.0146, above: [0, 0, 0], nearZeros: { max: 5.96e-8, at: 3.73786015e+23 }, inputs: 4278190082, unsure: 0 },
    curvature: { max: 1.423, at: 3.51218438, mean: 0.0917, above: [0.0014, 0, 0], nearZeros: { max: 3.294e-7, at: 11.2529783 }, inputs: 1046527, unsure: 0 },
  },
  pvlu: {
    f: { max: 1.247, at: -3.81662321, mean: 0.254, above: [0.0037, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.241, at: -0.915083528, mean: 0.105, above: [0.00027, 0, 0], nearZeros: { max: 6.016e-8, at: 19.8625889 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 1.243, at: 0.00120461104, mean: 0.0952, above: [0.00083, 0, 0], nearZeros: { max: 6.515e-9, at: 11.8876791 }, inputs: 1046527, unsure: 0 },
  },
  sinc: {
    f: { max: 2.931, at: 10.8243141, mean: 0.26, above: [0.047, 0.00045, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 15.82, at: -0.251032799, mean: 0.0977, above: [0.009, 0.0031, 0.0011], nearZeros: { max: 1.139e-7, at: -1.08532238 }, inputs: 1046527, unsure: 0.00091 },
    curvature: { max: 29.9, at: -0.250456661, mean: 0.0939, above: [0.013, 0.008, 0.0056], nearZeros: { max: 0.000002036, at: -0.499480218 }, inputs: 1046527, unsure: 0 },
  },
  sine: {
    f: { max: 0.5001, at: 23011719600000, mean: 0.138, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0.5001, at: 1.0898633, mean: 0.0143, above: [0, 0, 0], nearZeros: { max: 2.981e-8, at: 40.0153389 }, inputs: 4278190082, unsure: 0 },
    curvature: { max: 0.5003, at: -0.0612660907, mean: 0.0311, above: [0, 0, 0], nearZeros: { max: 2.98e-8, at: 8.79545307 }, inputs: 1046527, unsure: 0 },
  },
  snake: {
    f: { max: 2.894, at: -1.334921, mean: 0.165, above: [0.0073, 0.001, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5003, at: -1.77016604, mean: 0.0367, above: [0, 0, 0], nearZeros: { max: 5.937e-8, at: -3.49393853e+25 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 0.5, at: -0.000211432576, mean: 0.0177, above: [0, 0, 0], nearZeros: { max: 5.942e-8, at: -3193202940 }, inputs: 1046527, unsure: 0 },
  },
  apl: {
    f: { max: 1.05, at: -1.03159498e+27, mean: 0.152, above: [0.0078, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.25, at: -0.500058234, mean: 0.0922, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  aqulu: {
    f: { max: 1.335, at: -0.459591448, mean: 0.0922, above: [0.00063, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.8, at: -0.31261453, mean: 0.0411, above: [0.0013, 0.00019, 0], nearZeros: { max: 3.351e-9, at: -0.31212604 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  arelu: {
    f: { max: 0.939, at: 2.11773324, mean: 0.304, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.415, at: 0, mean: 0.207, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  biFiring: {
    f: { max: 0.75, at: -5.88099889e-21, mean: 0.0485, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  pilu: {
    f: { max: 0.5, at: -5, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  rprelu: {
    f: { max: 0.5, at: -2.83939503e-40, mean: 0.000762, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  srelu: {
    f: { max: 1, at: 16848642, mean: 0.124, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  tent: {
    f: { max: 0.5, at: 0.00474593043, mean: 0.0171, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  pau: {
    f: { max: 4.37, at: -1972.55029, mean: 0.434, above: [0.12, 0.011, 0.0000086], inputs: 1046527, unsure: 0 },
    slope: { max: 27.1, at: -1.03527931e-41, mean: 0.586, above: [0.12, 0.015, 0.00051], nearZeros: { max: 8.783e-9, at: -0.176735103 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 112300000, at: -1098739.38, mean: 2500, above: [0.52, 0.51, 0.49], nearZeros: { max: 0.000002865, at: 1.18241334 }, inputs: 1046527, unsure: 0.000011 },
  },
  pauA: {
    f: { max: 4.201, at: -6.53861141, mean: 0.453, above: [0.13, 0.01, 0.0000019], inputs: 1046527, unsure: 0 },
    slope: { max: 11.6, at: -10783.0352, mean: 0.566, above: [0.14, 0.025, 0.0046], nearZeros: { max: 1.063e-8, at: -0.143725112 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 6291, at: 27.6656971, mean: 68.5, above: [0.51, 0.46, 0.42], nearZeros: { max: 0.000002751, at: 1.98522556 }, inputs: 1046527, unsure: 0 },
  },
  leakyRelu: {
    f: { max: 0.5, at: -5, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  nlrelu: {
    f: { max: 0.8105, at: 1.70534265, mean: 0.102, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.498, at: 15.0185385, mean: 0.128, above: [0.012, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 2098000, at: 18446744100000000000, mean: 1400, above: [0.056, 0.019, 0.0093], inputs: 1046527, unsure: 0 },
  },
  prelu: {
    f: { max: 0.5, at: -2.83939503e-40, mean: 0.000758, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  relu: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 4278190082, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  relu6: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  reluN: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  reluSquared: {
    f: { max: 0.5, at: 0.0788726807, mean: 0.0966, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  starRelu: {
    f: { max: 0.5, at: 3.33385301, mean: 0.0818, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: 6, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  threshold: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  thresholdedRelu: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  xielu: {
    f: { max: 1.901, at: 12568313, mean: 0.225, above: [0.0073, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 7.066, at: -1.26478696, mean: 0.279, above: [0.058, 0.0073, 0.001], nearZeros: { max: 5.88e-8, at: -1.01249909 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 1.495, at: -13.6969337, mean: 0.101, above: [0.0055, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardshrink: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  softshrink: {
    f: { max: 0.5, at: 8388777, mean: 0.00198, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  tanhshrink: {
    f: { max: 3.926, at: -1.00000048, mean: 0.147, above: [0.023, 0.0014, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.675, at: 0.778719187, mean: 0.214, above: [0.026, 0.00081, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.657, at: -1.66750216, mean: 0.334, above: [0.11, 0.017, 0.0000086], inputs: 1046527, unsure: 0 },
  },
  arctan: {
    f: { max: 0.5, at: -6.27655649, mean: 0.218, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.131, at: 4129.72021, mean: 0.253, above: [0.022, 0.0000019, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.23, at: -15.9722385, mean: 0.4, above: [0.13, 0.0093, 0.0000076], inputs: 1046527, unsure: 0 },
  },
  aria2: {
    f: { max: 1.061, at: -1.4756465, mean: 0.164, above: [0.000013, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.617, at: 4.05647516, mean: 0.366, above: [0.066, 0.0035, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 64, at: -23.3775826, mean: 2.17, above: [0.29, 0.2, 0.14], nearZeros: { max: 1.064e-7, at: 0.215508655 }, inputs: 1046527, unsure: 0 },
  },
  derf: {
    f: { max: 1.1, at: 1.86947799, mean: 0.132, above: [0.00016, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.339, at: -8.05223751, mean: 0.459, above: [0.11, 0.00058, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 57.19, at: 17.8861771, mean: 2.88, above: [0.41, 0.29, 0.21], inputs: 1046527, unsure: 0 },
  },
  dsilu: {
    f: { max: 3.364, at: -3.74299264, mean: 0.276, above: [0.058, 0.0023, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.236, at: -4.14249611, mean: 0.488, above: [0.2, 0.048, 0.00092], nearZeros: { max: 3.78e-8, at: 1.8176558 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 13.32, at: -4.44782305, mean: 0.699, above: [0.27, 0.12, 0.017], nearZeros: { max: 2.831e-8, at: 2.60711336 }, inputs: 1046527, unsure: 0 },
  },
  dyt: {
    f: { max: 1.341, at: -1.38318622, mean: 0.137, above: [0.00027, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.089, at: -2.64483976, mean: 0.46, above: [0.19, 0.026, 9.6e-7], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.757, at: -4.82519484, mean: 0.47, above: [0.19, 0.031, 0.000023], inputs: 1046527, unsure: 0 },
  },
  erf: {
    f: { max: 1.067, at: 0.924457431, mean: 0.0978, above: [0.0000057, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.324, at: -7.69208813, mean: 0.328, above: [0.068, 0.00034, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 2.862, at: -1.35428095, mean: 0.379, above: [0.12, 0.0028, 0], inputs: 1046527, unsure: 0 },
  },
  isru: {
    f: { max: 2.119, at: -7.94557238, mean: 0.239, above: [0.032, 0.0000038, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.106, at: 7.98836565, mean: 0.36, above: [0.1, 0.0085, 0.0000038], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.828, at: -1.06608546, mean: 0.579, above: [0.21, 0.04, 0.0003], inputs: 1046527, unsure: 0 },
  },
  laplaceCdf: {
    f: { max: 3.763, at: 0.461413532, mean: 0.368, above: [0.22, 0.0021, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.916, at: -2.97002935, mean: 0.122, above: [0.024, 0.0009, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 148.2, at: 4.39157963, mean: 3.02, above: [0.34, 0.31, 0.088], nearZeros: { max: 2.029e-7, at: 0.769709885 }, inputs: 1046527, unsure: 0 },
  },
  lecunTanh: {
    f: { max: 3.105, at: -0.991944015, mean: 0.446, above: [0.042, 0.00007, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.494, at: -6.96079826, mean: 0.508, above: [0.17, 0.03, 0.000033], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.999, at: 2.89544058, mean: 0.612, above: [0.24, 0.039, 0.00022], inputs: 1046527, unsure: 0 },
  },
  logsigmoid: {
    f: { max: 1.722, at: 0.725436389, mean: 0.177, above: [0.0031, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.222, at: 2.75726771, mean: 0.265, above: [0.039, 0.000017, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.316, at: 4.83878946, mean: 0.46, above: [0.19, 0.026, 0.0000019], inputs: 1046527, unsure: 0 },
  },
  sigmoid: {
    f: { max: 2.14, at: -4.85087824, mean: 0.264, above: [0.038, 0.000012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.316, at: 4.83878946, mean: 0.46, above: [0.19, 0.026, 0.0000019], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.757, at: -4.82519484, mean: 0.471, above: [0.19, 0.031, 0.000023], inputs: 1046527, unsure: 0 },
  },
  smoothStep: {
    f: { max: 3.044, at: -0.185129091, mean: 0.0392, above: [0.012, 0.00041, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.888, at: 0.290188223, mean: 0.0255, above: [0.0036, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.5, at: 7.86037494e-39, mean: 0.0653, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  softCap: {
    f: { max: 15, at: 1.42533073e-40, mean: 0.274, above: [0.037, 0.0057, 0.0038], inputs: 1046527, unsure: 0 },
    slope: { max: 3.704, at: -26.5566597, mean: 0.442, above: [0.19, 0.022, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.242, at: -7.56431723, mean: 0.499, above: [0.17, 0.022, 0.0000057], inputs: 1046527, unsure: 0 },
  },
  softclip: {
    f: { max: 2.466, at: -0.0184061788, mean: 0.118, above: [0.0093, 0.000035, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.632, at: 1.20852971, mean: 0.0544, above: [0.0057, 0.000072, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.341, at: 1.20344496, mean: 0.29, above: [0.056, 0.0071, 0.000027], nearZeros: { max: 7.101e-14, at: 0.376551241 }, inputs: 1046527, unsure: 0 },
  },
  softsign: {
    f: { max: 1.476, at: -127.328453, mean: 0.196, above: [0.017, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.431, at: 0.00205737446, mean: 0.372, above: [0.096, 0.018, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.258, at: 7.03044558, mean: 0.472, above: [0.14, 0.054, 0.0016], inputs: 1046527, unsure: 0 },
  },
  sparseSigmoid: {
    f: { max: 0.5, at: 0.0000296235085, mean: 0.0191, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  sqnl: {
    f: { max: 1.489, at: 1.99102986, mean: 0.0416, above: [0.0042, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: 0.0000296235085, mean: 0.021, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  tanh: {
    f: { max: 1.293, at: 0.64841181, mean: 0.0882, above: [0.00015, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.882, at: -1.70714414, mean: 0.333, above: [0.11, 0.015, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.657, at: -1.66750216, mean: 0.334, above: [0.11, 0.017, 0.0000086], inputs: 1046527, unsure: 0 },
  },
  smelu: {
    f: { max: 1.903, at: -0.148648992, mean: 0.0359, above: [0.0059, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: 0.00474593043, mean: 0.0161, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  smoothReluG: {
    f: { max: 0.7504, at: 3.00557328e-21, mean: 0.0242, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  smu1: {
    f: { max: 0.5, at: 8.12689223e-8, mean: 0.0201, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.051, at: -0.0000645337568, mean: 0.111, above: [0.0048, 0.000011, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.957, at: -0.00000770250426, mean: 0.648, above: [0.25, 0.048, 0.00018], inputs: 1046527, unsure: 0 },
  },
  softplus: {
    f: { max: 1.646, at: -0.740026295, mean: 0.178, above: [0.003, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.224, at: -4.84888411, mean: 0.265, above: [0.039, 0.000018, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.316, at: 4.83878946, mean: 0.46, above: [0.19, 0.026, 0.0000019], inputs: 1046527, unsure: 0 },
  },
  sparsePlus: {
    f: { max: 1.894, at: -0.303477496, mean: 0.0438, above: [0.0083, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: 0.0000296235085, mean: 0.0191, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  squareplus: {
    f: { max: 2.717, at: -0.00158560148, mean: 0.244, above: [0.019, 0.00033, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 5.083, at: -0.0140398722, mean: 0.308, above: [0.064, 0.0075, 0.000036], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.369, at: 15.9221249, mean: 0.373, above: [0.11, 0.01, 0.0000096], inputs: 1046527, unsure: 0 },
  },
  uaf: {
    f: { max: 3.688, at: -0.466254979, mean: 0.282, above: [0.021, 0.00065, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.001, at: 0.189551473, mean: 0.0982, above: [0.0054, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0.76 },
  },
  aconB: {
    f: { max: 2.248, at: -0.858612835, mean: 0.287, above: [0.03, 0.000012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.662, at: -3.51860666, mean: 0.216, above: [0.026, 0.000085, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 63.93, at: 107.667038, mean: 0.934, above: [0.29, 0.17, 0.054], nearZeros: { max: 2.714e-8, at: -2.46781611 }, inputs: 1046527, unsure: 0 },
  },
  aconC: {
    f: { max: 3.141, at: -7.58077812, mean: 0.272, above: [0.053, 0.0011, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.361, at: -1.61631012, mean: 0.353, above: [0.11, 0.02, 0.00025], nearZeros: { max: 3.05e-8, at: -1.46990061 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 5.809, at: 1.63380456, mean: 0.488, above: [0.2, 0.048, 0.00088], nearZeros: { max: 3.656e-8, at: -1.81426597 }, inputs: 1046527, unsure: 0 },
  },
  colu: {
    f: { max: 2.991, at: -7.66503143, mean: 0.167, above: [0.035, 0.0011, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.845, at: -1.01145923, mean: 0.305, above: [0.11, 0.033, 0.0016], nearZeros: { max: 1.341e-7, at: -0.769590139 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 154.3, at: 4.53847837, mean: 1.67, above: [0.27, 0.21, 0.13], nearZeros: { max: 4.508e-7, at: -0.963719726 }, inputs: 1046527, unsure: 0 },
  },
  delu: {
    f: { max: 3.141, at: -7.58077812, mean: 0.308, above: [0.038, 0.0011, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.361, at: -1.61631012, mean: 0.308, above: [0.096, 0.02, 0.00025], nearZeros: { max: 3.05e-8, at: -1.46990061 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 6.337, at: -4.13750315, mean: 0.321, above: [0.1, 0.024, 0.00045], nearZeros: { max: 3.656e-8, at: -1.81426597 }, inputs: 1046527, unsure: 0 },
  },
  eSwish: {
    f: { max: 3.338, at: -4.75139666, mean: 0.389, above: [0.082, 0.0031, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.521, at: -1.61631012, mean: 0.427, above: [0.16, 0.026, 0.00056], nearZeros: { max: 4.701e-8, at: -1.48901999 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 6.407, at: -4.8930912, mean: 0.496, above: [0.21, 0.049, 0.00076], nearZeros: { max: 4.915e-8, at: 1.86047447 }, inputs: 1046527, unsure: 0 },
  },
  elish: {
    f: { max: 2.773, at: -2.63031459, mean: 0.284, above: [0.061, 0.00094, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.894, at: -1.12232709, mean: 0.349, above: [0.11, 0.015, 0.00032], nearZeros: { max: 2.76e-8, at: -0.66779393 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 5.732, at: 1.65127075, mean: 0.456, above: [0.19, 0.032, 0.00022], nearZeros: { max: 3.78e-8, at: 1.8176558 }, inputs: 1046527, unsure: 0 },
  },
  flattenTSwish: {
    f: { max: 0.5, at: 11.7377539, mean: 0.0767, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.721, at: 1.19220209, mean: 0.115, above: [0.013, 0.00015, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.732, at: 1.63356686, mean: 0.244, above: [0.1, 0.024, 0.00047], nearZeros: { max: 3.219e-8, at: 1.80855954 }, inputs: 1046527, unsure: 0 },
  },
  gish: {
    f: { max: 3.369, at: -15.941721, mean: 0.323, above: [0.039, 0.0012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 11.88, at: -1.6456641, mean: 0.322, above: [0.08, 0.014, 0.00085], nearZeros: { max: 6.599e-8, at: -0.983380914 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 117.5, at: 4.56332684, mean: 0.653, above: [0.14, 0.048, 0.025], nearZeros: { max: 3.292e-8, at: 1.25548089 }, inputs: 1046527, unsure: 0 },
  },
  golu: {
    f: { max: 1.677, at: -2.69920993, mean: 0.19, above: [0.0035, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 5.828, at: -0.710374534, mean: 0.22, above: [0.021, 0.00078, 0.000011], nearZeros: { max: 2.091e-8, at: -0.700748742 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 111, at: -4.53354549, mean: 0.654, above: [0.096, 0.038, 0.025], nearZeros: { max: 5.355e-8, at: -0.803611338 }, inputs: 1046527, unsure: 0 },
  },
  lisht: {
    f: { max: 2.278, at: 0.767761469, mean: 0.137, above: [0.0015, 0.0000057, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.162, at: 0.533761799, mean: 0.124, above: [0.0084, 0.0000076, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 6.241, at: -4.43686247, mean: 0.371, above: [0.12, 0.027, 0.00046], nearZeros: { max: 1.313e-7, at: 0.923449159 }, inputs: 1046527, unsure: 0 },
  },
  logish: {
    f: { max: 3.672, at: -13.8078842, mean: 0.381, above: [0.06, 0.0036, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 11.06, at: -1.76398206, mean: 0.503, above: [0.14, 0.046, 0.0028], nearZeros: { max: 4.847e-8, at: -1.67198169 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 7.441, at: -3.26507974, mean: 0.561, above: [0.2, 0.052, 0.0011], nearZeros: { max: 3.541e-8, at: -1.94506931 }, inputs: 1046527, unsure: 0 },
  },
  mish: {
    f: { max: 3.867, at: -5.96282339, mean: 0.338, above: [0.081, 0.0056, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 10.26, at: -0.848825932, mean: 0.503, above: [0.14, 0.061, 0.0061], nearZeros: { max: 6.935e-8, at: -1.47879195 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 13.35, at: 1.86968052, mean: 0.79, above: [0.29, 0.13, 0.018], nearZeros: { max: 5.361e-8, at: 1.49829352 }, inputs: 1046527, unsure: 0 },
  },
  serf: {
    f: { max: 2.856, at: -12.404026, mean: 0.221, above: [0.031, 0.0005, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 12.3, at: -1.92077267, mean: 0.327, above: [0.11, 0.032, 0.0035], nearZeros: { max: 1.151e-7, at: -1.13572776 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 201.3, at: 9.29340649, mean: 3.38, above: [0.46, 0.16, 0.1], nearZeros: { max: 8.595e-8, at: 0.829077542 }, inputs: 1046527, unsure: 0 },
  },
  silu: {
    f: { max: 3.082, at: -7.62327147, mean: 0.272, above: [0.053, 0.0012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 7.687, at: -1.64490569, mean: 0.353, above: [0.11, 0.02, 0.00028], nearZeros: { max: 3.192e-8, at: -1.35783756 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 6.337, at: -4.13750315, mean: 0.489, above: [0.2, 0.048, 0.00093], nearZeros: { max: 3.656e-8, at: -1.81426597 }, inputs: 1046527, unsure: 0 },
  },
  sinLu: {
    f: { max: 3.767, at: -5.86135626, mean: 0.303, above: [0.077, 0.0027, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.437, at: -5.20928717, mean: 0.29, above: [0.074, 0.0024, 0], nearZeros: { max: 5.932e-8, at: 212.058823 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 7.142, at: -6.89085674, mean: 0.258, above: [0.1, 0.027, 0.0013], nearZeros: { max: 1.959e-7, at: 7.91765976 }, inputs: 1046527, unsure: 0 },
  },
  sinSig: {
    f: { max: 4.283, at: -3.89624405, mean: 0.305, above: [0.068, 0.006, 0.0000048], inputs: 1046527, unsure: 0 },
    slope: { max: 10.46, at: -1.69032288, mean: 0.38, above: [0.12, 0.035, 0.0021], nearZeros: { max: 9.873e-8, at: -1.60427701 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 12.71, at: -3.0945394, mean: 0.757, above: [0.28, 0.13, 0.019], nearZeros: { max: 8.91e-8, at: -1.91530967 }, inputs: 1046527, unsure: 0 },
  },
  smish: {
    f: { max: 4.055, at: -6.82826614, mean: 0.517, above: [0.12, 0.0056, 9.6e-7], inputs: 1046527, unsure: 0 },
    slope: { max: 15.55, at: -1.79687655, mean: 0.658, above: [0.15, 0.052, 0.0071], nearZeros: { max: 6.472e-8, at: -1.53916609 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 8.097, at: -3.20436382, mean: 0.602, above: [0.24, 0.077, 0.0046], nearZeros: { max: 4.067e-8, at: -2.00146317 }, inputs: 1046527, unsure: 0 },
  },
  sugarBsilu: {
    f: { max: 2.258, at: 3.301507, mean: 0.372, above: [0.045, 0.000018, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 7.28, at: -3.72243714, mean: 0.417, above: [0.11, 0.021, 0.00043], nearZeros: { max: 1.722e-8, at: -2.07103539 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 7.978, at: -5.35973501, mean: 0.508, above: [0.21, 0.056, 0.0015], nearZeros: { max: 6.327e-8, at: 1.25806701 }, inputs: 1046527, unsure: 0 },
  },
  swish: {
    f: { max: 3.141, at: -7.58077812, mean: 0.272, above: [0.053, 0.0011, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.361, at: -1.61631012, mean: 0.353, above: [0.11, 0.02, 0.00025], nearZeros: { max: 3.05e-8, at: -1.46990061 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 5.809, at: 1.63380456, mean: 0.488, above: [0.2, 0.048, 0.00088], nearZeros: { max: 3.656e-8, at: -1.81426597 }, inputs: 1046527, unsure: 0 },
  },
  tanhExp: {
    f: { max: 2.875, at: -0.434713513, mean: 0.203, above: [0.013, 0.000035, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 11.32, at: -1.730057, mean: 0.337, above: [0.098, 0.023, 0.0024], nearZeros: { max: 9.192e-8, at: -1.12902129 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 111, at: 3.84587812, mean: 0.964, above: [0.35, 0.054, 0.025], nearZeros: { max: 1.019e-7, at: 0.529582858 }, inputs: 1046527, unsure: 0 },
  },
  telu: {
    f: { max: 2.875, at: -0.434713513, mean: 0.203, above: [0.013, 0.000035, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 11.32, at: -1.730057, mean: 0.337, above: [0.098, 0.023, 0.0024], nearZeros: { max: 9.192e-8, at: -1.12902129 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 111, at: 3.84587812, mean: 0.964, above: [0.35, 0.054, 0.025], nearZeros: { max: 1.019e-7, at: 0.529582858 }, inputs: 1046527, unsure: 0 },
  },
  xsilu: {
    f: { max: 3.141, at: -7.58077812, mean: 0.272, above: [0.053, 0.0011, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.361, at: -1.61631012, mean: 0.353, above: [0.11, 0.02, 0.00025], nearZeros: { max: 3.05e-8, at: -1.46990061 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 5.809, at: 1.63380456, mean: 0.488, above: [0.2, 0.048, 0.00088], nearZeros: { max: 3.656e-8, at: -1.81426597 }, inputs: 1046527, unsure: 0 },
  },
  "sqrt(x)": {
    f: { max: 0.5, at: 3.40282347e+38, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "exp(x)": {
    f: { max: 0.9503, at: 15.6181068, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "expm1(x)": {
    f: { max: 1.331, at: 0.353763402, mean: 0.145, above: [0.000086, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "exp2(x)": {
    f: { max: 0.968, at: 13.5339308, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "log(x)": {
    f: { max: 0.843, at: 0.706858218, mean: 0.126, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "log1p(x)": {
    f: { max: 0.8529, at: -0.36586538, mean: 0.112, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "log2(x)": {
    f: { max: 0.5, at: 11.6464396, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "sin(x)": {
    f: { max: 0.5001, at: -23842.002, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "cos(x)": {
    f: { max: 0.5001, at: -1.0898633, mean: 0.195, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "tan(x)": {
    f: { max: 0.5001, at: -1.65209517e+29, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "sinh(x)": {
    f: { max: 0.5007, at: 8.76254845, mean: 0.134, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "cosh(x)": {
    f: { max: 0.5009, at: -3.22826982, mean: 0.134, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "tanh(x)": {
    f: { max: 1.293, at: 0.64841181, mean: 0.0882, above: [0.00015, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "asinh(x)": {
    f: { max: 0.5, at: 2.43210244, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "atan(x)": {
    f: { max: 0.5, at: 7401777, mean: 0.218, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "sigmoid(x)": {
    f: { max: 2.14, at: -4.85087824, mean: 0.264, above: [0.038, 0.000012, 0], inputs: 1046527, unsure: 0 },
  },
  "softplus(x)": {
    f: { max: 1.646, at: -0.740026295, mean: 0.178, above: [0.003, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "erf(x)": {
    f: { max: 1.067, at: 0.924457431, mean: 0.0978, above: [0.0000057, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "erfc(x)": {
    f: { max: 0.7479, at: 9.22378254, mean: 0.0705, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "normpdf(x)": {
    f: { max: 1.533, at: 10.8902903, mean: 0.268, above: [0.004, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "normcdf(x)": {
    f: { max: 3.685, at: -0.815140963, mean: 0.158, above: [0.032, 0.0018, 0], inputs: 1046527, unsure: 0 },
  },
  "wide(x)": {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
};
