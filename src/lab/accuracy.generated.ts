// written by scripts/accuracy.ts
import type { CommittedTable } from "./accuracy.ts";

export const table: CommittedTable = {
  abs: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  exponential: {
    f: { max: 0.9425, at: -5.83819723, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9425, at: -5.83819723, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9425, at: -5.83819723, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  gaussian: {
    f: { max: 1.116, at: 6.19995546, mean: 0.0955, above: [0.000026, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.805, at: 5.42440987, mean: 0.126, above: [0.0064, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 2.528, at: -1.01319945, mean: 0.153, above: [0.024, 0.00011, 0], nearZeros: { max: 1.092e-7, at: -0.546061933 }, inputs: 1046527, unsure: 0 },
  },
  heaviside: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  identity: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  sign: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  celu: {
    f: { max: 0.7998, at: -0.39525944, mean: 0.0701, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9425, at: -5.83819723, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9425, at: -5.83819723, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  elu: {
    f: { max: 0.7998, at: -0.39525944, mean: 0.0701, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9425, at: -5.83819723, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9425, at: -5.83819723, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  erfRelu: {
    f: { max: 1.119, at: -1.06573141, mean: 0.0488, above: [0.0000019, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.3, at: -6.98732996, mean: 0.164, above: [0.034, 0.00017, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 3.062, at: -5.17357922, mean: 0.19, above: [0.058, 0.0018, 0], inputs: 1046527, unsure: 0 },
  },
  isrlu: {
    f: { max: 1.951, at: -9.68608379, mean: 0.151, above: [0.039, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2095000, at: -6983901510000, mean: 1040, above: [0.056, 0.01, 0.0063], inputs: 1046527, unsure: 0 },
    curvature: { max: 8.86, at: -15.142868, mean: 0.443, above: [0.17, 0.073, 0.0082], inputs: 1046527, unsure: 0 },
  },
  mpelu: {
    f: { max: 0.7998, at: -0.39525944, mean: 0.0701, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9425, at: -5.83819723, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9425, at: -5.83819723, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  nelu: {
    f: { max: 3.806, at: -14.6800795, mean: 0.224, above: [0.076, 0.009, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.309, at: -7.37793064, mean: 0.357, above: [0.14, 0.043, 0.002], inputs: 1046527, unsure: 0 },
    curvature: { max: 8.615, at: -6.94090843, mean: 0.44, above: [0.17, 0.084, 0.012], nearZeros: { max: 7.554e-9, at: -0.687368691 }, inputs: 1046527, unsure: 0 },
  },
  pelu: {
    f: { max: 0.7998, at: -0.39525944, mean: 0.0701, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9425, at: -5.83819723, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9425, at: -5.83819723, mean: 0.0757, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  polu: {
    f: { max: 1.466, at: -0.325766504, mean: 0.0852, above: [0.00025, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.188, at: -1.87227309, mean: 0.146, above: [0.018, 0.0000019, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 18.29, at: -16997448, mean: 0.389, above: [0.12, 0.041, 0.016], inputs: 1046527, unsure: 0 },
  },
  selu: {
    f: { max: 1.788, at: -0.00439132657, mean: 0.299, above: [0.01, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.986, at: -9.58240032, mean: 0.144, above: [0.016, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 1.986, at: -9.58240032, mean: 0.144, above: [0.016, 0, 0], inputs: 1046527, unsure: 0 },
  },
  serlu: {
    f: { max: 2.654, at: -12.7670221, mean: 0.298, above: [0.03, 0.0003, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.763, at: -0.485662431, mean: 0.186, above: [0.033, 0.00037, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 2.918, at: -0.363036096, mean: 0.196, above: [0.04, 0.00057, 0], inputs: 1046527, unsure: 0 },
  },
  slu: {
    f: { max: 1.606, at: -1.01477051, mean: 0.0909, above: [0.0012, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.823, at: -4.84862947, mean: 0.151, above: [0.038, 0.00059, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 3.325, at: -3.42969322, mean: 0.185, above: [0.063, 0.0066, 0], inputs: 1046527, unsure: 0 },
  },
  erfAct: {
    f: { max: 3.18, at: -12.4372234, mean: 0.237, above: [0.035, 0.00072, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 7.793, at: -1.74658227, mean: 0.223, above: [0.031, 0.004, 0.00014], nearZeros: { max: 6.323e-8, at: -1.34637523 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 552.2, at: 3.40439177, mean: 2.08, above: [0.22, 0.14, 0.064], nearZeros: { max: 1.704e-7, at: 0.657527626 }, inputs: 1046527, unsure: 0 },
  },
  gelu: {
    f: { max: 4.036, at: -1.32241547, mean: 0.18, above: [0.041, 0.0028, 9.6e-7], inputs: 1046527, unsure: 0 },
    slope: { max: 7.824, at: -0.950971365, mean: 0.179, above: [0.034, 0.0033, 0.0003], nearZeros: { max: 7.324e-8, at: -0.804552794 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 3.395, at: 2.99741197, mean: 0.33, above: [0.061, 0.0016, 0], nearZeros: { max: 3.065e-8, at: -1.09346759 }, inputs: 1046527, unsure: 0 },
  },
  geluClipped: {
    f: { max: 4.036, at: -1.32241547, mean: 0.18, above: [0.041, 0.0028, 9.6e-7], inputs: 1046527, unsure: 0 },
    slope: { max: 7.824, at: -0.950971365, mean: 0.179, above: [0.034, 0.0033, 0.0003], nearZeros: { max: 7.324e-8, at: -0.804552794 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 3.395, at: 2.99741197, mean: 0.295, above: [0.053, 0.0015, 0], nearZeros: { max: 3.065e-8, at: -1.09346759 }, inputs: 1046527, unsure: 0 },
  },
  geluTanh: {
    f: { max: 3.074, at: -2.98587036, mean: 0.134, above: [0.019, 0.00026, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.659, at: -1.03350067, mean: 0.238, above: [0.081, 0.022, 0.0015], nearZeros: { max: 5.998e-8, at: -0.865782201 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 12.06, at: -1.80481541, mean: 0.512, above: [0.17, 0.062, 0.0077], nearZeros: { max: 1.342e-7, at: 1.10372436 }, inputs: 1046527, unsure: 0 },
  },
  phish: {
    f: { max: 4.825, at: -1.73162866, mean: 0.245, above: [0.054, 0.0046, 0.000011], inputs: 1046527, unsure: 0 },
    slope: { max: 28.26, at: -13.9315348, mean: 0.429, above: [0.093, 0.031, 0.015], nearZeros: { max: 1.045e-7, at: -0.950971365 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 15.5, at: 4.86737013, mean: 0.493, above: [0.16, 0.054, 0.015], nearZeros: { max: 3.273e-7, at: 0.919867873 }, inputs: 1046527, unsure: 0 },
  },
  pserf: {
    f: { max: 3.448, at: -55.8400002, mean: 0.242, above: [0.043, 0.0016, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.569, at: -1.83512139, mean: 0.197, above: [0.022, 0.0027, 0.0002], nearZeros: { max: 6.987e-8, at: -1.25980592 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 292.7, at: 8.57556629, mean: 4.19, above: [0.31, 0.23, 0.14], nearZeros: { max: 8.149e-8, at: 0.810982585 }, inputs: 1046527, unsure: 0 },
  },
  quickGelu: {
    f: { max: 3.273, at: -7.72044945, mean: 0.217, above: [0.036, 0.00068, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 10.26, at: -0.960622549, mean: 0.301, above: [0.085, 0.017, 0.00043], nearZeros: { max: 4.072e-8, at: -0.772176385 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 9.859, at: -1.77774143, mean: 0.577, above: [0.22, 0.06, 0.0039], nearZeros: { max: 6.988e-8, at: 1.06058526 }, inputs: 1046527, unsure: 0 },
  },
  smu: {
    f: { max: 2.22, at: -0.965852141, mean: 0.0974, above: [0.0052, 0.000013, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 5.507, at: -0.355000913, mean: 0.0657, above: [0.017, 0.0044, 0.000053], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.16, at: 0.713454545, mean: 0.302, above: [0.053, 0.0063, 0.00003], nearZeros: { max: 1.165e-7, at: -0.400423586 }, inputs: 1046527, unsure: 0 },
  },
  xatlu: {
    f: { max: 2.382, at: 0.697221279, mean: 0.317, above: [0.043, 0.000093, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1397000, at: -4768104190000, mean: 617, above: [0.029, 0.0068, 0.006], inputs: 1046527, unsure: 0 },
    curvature: { max: 7.429, at: 7.09114218, mean: 0.83, above: [0.3, 0.12, 0.0079], inputs: 1046527, unsure: 0 },
  },
  asinh: {
    f: { max: 0.5, at: -5.25618172, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.882, at: 3.89679646, mean: 0.337, above: [0.064, 0.00058, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.495, at: -7.96040058, mean: 0.536, above: [0.21, 0.037, 0.00028], inputs: 1046527, unsure: 0 },
  },
  bentIdentity: {
    f: { max: 3.703, at: -62.9116783, mean: 0.298, above: [0.051, 0.0017, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.459, at: -13.149497, mean: 0.191, above: [0.009, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 1048000, at: 6981668570000, mean: 1040, above: [0.11, 0.02, 0.012], inputs: 1046527, unsure: 0 },
  },
  log1mexp: {
    f: { max: 2.931, at: 0.5182634, mean: 0.126, above: [0.0052, 0.00015, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.722, at: 0.430740654, mean: 0.183, above: [0.037, 0.0014, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 8.067, at: 0.0157530978, mean: 0.213, above: [0.064, 0.015, 0.00078], inputs: 1046527, unsure: 0 },
  },
  signedSqrt: {
    f: { max: 0.5, at: 3.40282347e+38, mean: 0.25, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.474, at: -259.54776, mean: 0.341, above: [0.014, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 524000, at: -4.87604954e+25, mean: 999, above: [0.077, 0.025, 0.023], inputs: 1046527, unsure: 0 },
  },
  softExponential: {
    f: { max: 0.5, at: 4.12213087, mean: 0.142, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.9573, at: 9.07039547, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.9573, at: 9.07039547, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  symexp: {
    f: { max: 1.334, at: 17.0113049, mean: 0.151, above: [0.00016, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.969, at: -15.6464224, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.969, at: -15.6464224, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  symlog: {
    f: { max: 0.8791, at: 0.279546469, mean: 0.203, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.497, at: -7.00817537, mean: 0.255, above: [0.024, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.804, at: -15.5201597, mean: 0.584, above: [0.23, 0.043, 0.00043], inputs: 1046527, unsure: 0 },
  },
  hardElish: {
    f: { max: 2.009, at: -0.401228875, mean: 0.0345, above: [0.003, 9.6e-7, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4194000, at: 0.99999994, mean: 8.06, above: [0.0083, 0.00031, 0.000022], nearZeros: { max: 3.487e-8, at: -0.390963107 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 8389000, at: 0.99999994, mean: 16, above: [0.00039, 0.0000019, 0.0000019], inputs: 1046527, unsure: 0 },
  },
  hardMish: {
    f: { max: 1.483, at: -0.989503324, mean: 0.0195, above: [0.001, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: -0.0000101625919, mean: 0.00847, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardSigmoidOnnx: {
    f: { max: 0.5, at: 2, mean: 0.0332, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 13420000, at: 2.49999976, mean: 12.8, above: [9.6e-7, 9.6e-7, 9.6e-7], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardsigmoid: {
    f: { max: 1, at: 1.09378266, mean: 0.0479, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 11180000, at: 2.99999976, mean: 21.5, above: [0.0000019, 0.0000019, 0.0000019], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardswish: {
    f: { max: 1.862, at: 1.35703588, mean: 0.0937, above: [0.011, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1, at: 0.50598228, mean: 0.0458, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.3333, at: 7.09337283e-42, mean: 0.115, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardtanh: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  gcu: {
    f: { max: 1.409, at: 17107831000000, mean: 0.254, above: [0.0041, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.537, at: 9.52933502, mean: 0.153, above: [9.6e-7, 9.6e-7, 0], nearZeros: { max: 5.954e-8, at: 5.69247913 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 10130, at: -11.1727133, mean: 0.333, above: [0.022, 0.0041, 0.002], nearZeros: { max: 3.205e-7, at: 5.25531149 }, inputs: 1046527, unsure: 0 },
  },
  pvlu: {
    f: { max: 1.247, at: -6667.13428, mean: 0.255, above: [0.0039, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.242, at: -2636492.75, mean: 0.177, above: [0.0014, 0, 0], nearZeros: { max: 6.505e-9, at: -14.8153038 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 1.249, at: 12.2485523, mean: 0.221, above: [0.0049, 0, 0], nearZeros: { max: 6.503e-9, at: -8.74105835 }, inputs: 1046527, unsure: 0 },
  },
  sinc: {
    f: { max: 2.931, at: 10.8243141, mean: 0.26, above: [0.047, 0.00046, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 15410000, at: 6696028.5, mean: 27000, above: [0.16, 0.079, 0.043], nearZeros: { max: 1.172e-7, at: -1.19496286 }, inputs: 1046527, unsure: 0.00091 },
    curvature: { max: 95660, at: 5.96596909, mean: 0.631, above: [0.13, 0.027, 0.009], nearZeros: { max: 0.000001862, at: -0.49999997 }, inputs: 1046527, unsure: 0 },
  },
  sine: {
    f: { max: 0.5001, at: 2.67711949, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: 1.91894188e+32, mean: 0.139, above: [0, 0, 0], nearZeros: { max: 2.98e-8, at: -5.44291115 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 0.5, at: -284665.75, mean: 0.127, above: [0, 0, 0], nearZeros: { max: 2.98e-8, at: -3.78918004 }, inputs: 1046527, unsure: 0 },
  },
  snake: {
    f: { max: 2.915, at: -1.4719032, mean: 0.167, above: [0.0075, 0.001, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2048000, at: 6.58788955e+27, mean: 2.3, above: [0.00026, 0.00019, 0.00013], inputs: 1046527, unsure: 0.000078 },
    curvature: { max: 0.5001, at: 1.7694975e+37, mean: 0.166, above: [0, 0, 0], nearZeros: { max: 5.902e-8, at: 2.09438586 }, inputs: 1046527, unsure: 0 },
  },
  apl: {
    f: { max: 1.05, at: -1.2895071e+26, mean: 0.152, above: [0.0078, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.25, at: -0.500360012, mean: 0.0922, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  aqulu: {
    f: { max: 1.329, at: -0.460844934, mean: 0.0922, above: [0.00059, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3277, at: -0.250037819, mean: 0.0629, above: [0.003, 0.0012, 0.0005], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  arelu: {
    f: { max: 0.9394, at: 0.00414926093, mean: 0.304, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.4147, at: 7.09337283e-42, mean: 0.207, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  biFiring: {
    f: { max: 0.75, at: 3.80916591e-21, mean: 0.0485, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  pilu: {
    f: { max: 0.5, at: -5, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  rprelu: {
    f: { max: 0.5, at: -1.48501203e-40, mean: 0.000764, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  srelu: {
    f: { max: 1, at: 16785498, mean: 0.124, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  tent: {
    f: { max: 0.5, at: 0.00347962976, mean: 0.0169, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  pau: {
    f: { max: 4.7, at: 3.94022155, mean: 0.392, above: [0.092, 0.0054, 0.0000086], inputs: 1046527, unsure: 0 },
    slope: { max: 27.1, at: 7.09337283e-42, mean: 0.36, above: [0.079, 0.0096, 0.0029], nearZeros: { max: 4.45e-8, at: -0.733980894 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 1.617e+33, at: -348539.906, mean: 7.68e+28, above: [0.48, 0.46, 0.44], nearZeros: { max: 0.000002367, at: 0.834942341 }, inputs: 1046527, unsure: 0.19 },
  },
  pauA: {
    f: { max: 3.81, at: 1.99693084, mean: 0.391, above: [0.084, 0.0033, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 44.46, at: -0.718101263, mean: 0.495, above: [0.079, 0.013, 0.0058], nearZeros: { max: 1.008e-7, at: -0.670445323 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 1.526e+31, at: 48169464, mean: 4.18e+26, above: [0.6, 0.58, 0.55], nearZeros: { max: 0.000002781, at: 0.866174281 }, inputs: 1046527, unsure: 0.19 },
  },
  leakyRelu: {
    f: { max: 0.5, at: -5, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  nlrelu: {
    f: { max: 0.8791, at: 0.279546469, mean: 0.102, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.497, at: 15.0254869, mean: 0.127, above: [0.012, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 2097000, at: 18446744100000000000, mean: 1400, above: [0.056, 0.019, 0.0093], inputs: 1046527, unsure: 0 },
  },
  prelu: {
    f: { max: 0.5, at: -1.48501203e-40, mean: 0.00076, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  relu: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
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
    f: { max: 0.5, at: 7.53147544e-14, mean: 0.0966, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  starRelu: {
    f: { max: 0.5, at: 13.7100153, mean: 0.0817, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
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
    f: { max: 1.898, at: 12531678, mean: 0.225, above: [0.0073, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.992, at: -1.26206696, mean: 0.279, above: [0.058, 0.0071, 0.0011], nearZeros: { max: 5.831e-8, at: -1.00450206 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 1.507, at: -2.59662199, mean: 0.101, above: [0.0055, 0, 0], inputs: 1046527, unsure: 0 },
  },
  hardshrink: {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  softshrink: {
    f: { max: 0.5, at: 8393840, mean: 0.00198, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  tanhshrink: {
    f: { max: 3.926, at: -1.00000048, mean: 0.147, above: [0.023, 0.0014, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.649, at: -0.879709244, mean: 0.214, above: [0.026, 0.00076, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.859, at: 3.1168294, mean: 0.333, above: [0.11, 0.016, 0.000011], inputs: 1046527, unsure: 0 },
  },
  arctan: {
    f: { max: 0.5, at: -2.83588338, mean: 0.218, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.187, at: -7.95001411, mean: 0.426, above: [0.14, 0.0087, 0.0000029], inputs: 1046527, unsure: 0 },
    curvature: { max: 6.585, at: -15.9830208, mean: 0.642, above: [0.27, 0.076, 0.0022], inputs: 1046527, unsure: 0 },
  },
  aria2: {
    f: { max: 1.105, at: -1.93461919, mean: 0.164, above: [0.000014, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 3.43, at: -1.24183869, mean: 0.366, above: [0.066, 0.0035, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 64.84, at: -24.3007393, mean: 2.17, above: [0.29, 0.2, 0.14], nearZeros: { max: 1.133e-7, at: 0.192432642 }, inputs: 1046527, unsure: 0 },
  },
  derf: {
    f: { max: 1.096, at: 1.84858763, mean: 0.132, above: [0.00014, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.287, at: -9.87854195, mean: 0.459, above: [0.11, 0.00058, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 57.41, at: 18.2778797, mean: 2.88, above: [0.41, 0.29, 0.21], inputs: 1046527, unsure: 0 },
  },
  dsilu: {
    f: { max: 3.253, at: -3.74660802, mean: 0.275, above: [0.058, 0.0023, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.78, at: 1.63463843, mean: 0.489, above: [0.2, 0.049, 0.00095], nearZeros: { max: 3.623e-8, at: 1.82489145 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 12580000, at: -9.31314359e-10, mean: 449000, above: [0.36, 0.21, 0.1], nearZeros: { max: 3.667e-8, at: -2.62523913 }, inputs: 1046527, unsure: 0.2 },
  },
  dyt: {
    f: { max: 1.379, at: 1.38311112, mean: 0.137, above: [0.00031, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.056, at: -2.64758301, mean: 0.46, above: [0.19, 0.026, 9.6e-7], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.663, at: -4.83470249, mean: 0.47, above: [0.19, 0.031, 0.000018], inputs: 1046527, unsure: 0 },
  },
  erf: {
    f: { max: 1.119, at: -1.06573141, mean: 0.0978, above: [0.0000038, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.348, at: 9.02012444, mean: 0.328, above: [0.068, 0.00034, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 3.062, at: -5.17357922, mean: 0.379, above: [0.12, 0.0028, 0], inputs: 1046527, unsure: 0 },
  },
  isru: {
    f: { max: 1.958, at: 7.30159569, mean: 0.302, above: [0.077, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2097000, at: 6981668570000, mean: 2090, above: [0.11, 0.021, 0.013], inputs: 1046527, unsure: 0 },
    curvature: { max: 8.86, at: -15.142868, mean: 0.884, above: [0.33, 0.14, 0.016], inputs: 1046527, unsure: 0 },
  },
  laplaceCdf: {
    f: { max: 3.716, at: 0.378662705, mean: 0.368, above: [0.22, 0.0021, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.802, at: 3.77918577, mean: 0.122, above: [0.024, 0.0009, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 152.3, at: 4.51011658, mean: 3.02, above: [0.34, 0.31, 0.088], nearZeros: { max: 2.027e-7, at: 0.530501604 }, inputs: 1046527, unsure: 0 },
  },
  lecunTanh: {
    f: { max: 2.807, at: 0.972972035, mean: 0.446, above: [0.042, 0.000065, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.61, at: -1.460518, mean: 0.509, above: [0.17, 0.03, 0.000047], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.533, at: -1.540169, mean: 0.613, above: [0.24, 0.04, 0.00024], inputs: 1046527, unsure: 0 },
  },
  logsigmoid: {
    f: { max: 1.637, at: 0.788947463, mean: 0.177, above: [0.0031, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.214, at: 3.44166136, mean: 0.265, above: [0.039, 0.000017, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.056, at: -2.64758301, mean: 0.46, above: [0.19, 0.026, 9.6e-7], inputs: 1046527, unsure: 0 },
  },
  sigmoid: {
    f: { max: 2.253, at: -4.85124445, mean: 0.264, above: [0.039, 0.000026, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.056, at: -2.64758301, mean: 0.46, above: [0.19, 0.026, 9.6e-7], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.663, at: -4.83470249, mean: 0.47, above: [0.19, 0.031, 0.000018], inputs: 1046527, unsure: 0 },
  },
  smoothStep: {
    f: { max: 3.069, at: -0.177385285, mean: 0.0391, above: [0.012, 0.00037, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1.917, at: 0.291666776, mean: 0.0255, above: [0.0036, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0.5, at: 7.90732685e-39, mean: 0.065, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  softCap: {
    f: { max: 15, at: 1.66009727e-39, mean: 0.273, above: [0.037, 0.0056, 0.0037], inputs: 1046527, unsure: 0 },
    slope: { max: 3.805, at: -51.1111526, mean: 0.443, above: [0.19, 0.022, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.337, at: 7.53016186, mean: 0.499, above: [0.17, 0.021, 0.0000096], inputs: 1046527, unsure: 0 },
  },
  softclip: {
    f: { max: 2.426, at: -0.228193447, mean: 0.118, above: [0.0093, 0.000027, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.451, at: 1.22269261, mean: 0.0543, above: [0.0056, 0.000069, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 39290000, at: 0.639605522, mean: 81600, above: [0.041, 0.02, 0.018], inputs: 1046527, unsure: 0.0087 },
  },
  softsign: {
    f: { max: 1.476, at: -63.1599388, mean: 0.196, above: [0.017, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 5.804, at: -15.5201597, mean: 0.584, above: [0.23, 0.043, 0.00043], inputs: 1046527, unsure: 0 },
    curvature: { max: 4194000, at: 6981668570000, mean: 4170, above: [0.15, 0.067, 0.015], inputs: 1046527, unsure: 0 },
  },
  sparseSigmoid: {
    f: { max: 0.5, at: 0.00488656759, mean: 0.0189, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8389000, at: 0.99999994, mean: 16, above: [0.0000019, 0.0000019, 0.0000019], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  sqnl: {
    f: { max: 1.493, at: 1.99146545, mean: 0.0414, above: [0.0042, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: 0.00488656759, mean: 0.0209, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  tanh: {
    f: { max: 1.379, at: 0.629337013, mean: 0.0881, above: [0.00015, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 4.159, at: -2.4203968, mean: 0.333, above: [0.11, 0.015, 9.6e-7], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.859, at: 3.1168294, mean: 0.333, above: [0.11, 0.016, 0.000011], inputs: 1046527, unsure: 0 },
  },
  smelu: {
    f: { max: 1.892, at: -0.151776507, mean: 0.0356, above: [0.0058, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: 0.00347962976, mean: 0.016, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  smoothReluG: {
    f: { max: 0.75, at: 3.80916591e-21, mean: 0.0242, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  smu1: {
    f: { max: 0.5, at: -0.0000024417277, mean: 0.0201, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.054, at: -0.0000626537658, mean: 0.0328, above: [0.0047, 0.000016, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 5.098, at: 0.00000185577471, mean: 0.646, above: [0.25, 0.048, 0.00017], inputs: 1046527, unsure: 0 },
  },
  softplus: {
    f: { max: 1.609, at: -0.810899079, mean: 0.177, above: [0.0031, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.253, at: -4.85124445, mean: 0.264, above: [0.039, 0.000026, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 4.056, at: -2.64758301, mean: 0.46, above: [0.19, 0.026, 9.6e-7], inputs: 1046527, unsure: 0 },
  },
  sparsePlus: {
    f: { max: 1.894, at: -0.295078963, mean: 0.0435, above: [0.0081, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 0.5, at: 0.00488656759, mean: 0.0189, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  squareplus: {
    f: { max: 3.186, at: -15.9603233, mean: 0.33, above: [0.074, 0.0013, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.462, at: -7.85833311, mean: 0.393, above: [0.12, 0.022, 0.0003], inputs: 1046527, unsure: 0 },
    curvature: { max: 4194000, at: 6981668570000, mean: 4170, above: [0.12, 0.023, 0.013], inputs: 1046527, unsure: 0 },
  },
  uaf: {
    f: { max: 3.472, at: -0.242855698, mean: 0.282, above: [0.021, 0.0007, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 1, at: 0.223144665, mean: 0.0985, above: [0.0054, 0, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0.76 },
  },
  aconB: {
    f: { max: 2.075, at: 0.0457932204, mean: 0.287, above: [0.029, 0.0000048, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.499, at: -2.13475919, mean: 0.216, above: [0.026, 0.000081, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 64.43, at: -104.836319, mean: 0.932, above: [0.29, 0.17, 0.053], nearZeros: { max: 2.646e-8, at: -2.4912045 }, inputs: 1046527, unsure: 0 },
  },
  aconC: {
    f: { max: 3.044, at: -13.8025846, mean: 0.272, above: [0.053, 0.0012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.211, at: -1.63835931, mean: 0.352, above: [0.11, 0.02, 0.0003], nearZeros: { max: 3.167e-8, at: -1.50106478 }, inputs: 1046527, unsure: 0.0000019 },
    curvature: { max: 6.78, at: 1.63463843, mean: 0.489, above: [0.2, 0.049, 0.00095], nearZeros: { max: 3.623e-8, at: 1.82489145 }, inputs: 1046527, unsure: 0 },
  },
  colu: {
    f: { max: 3.032, at: -12.5036831, mean: 0.168, above: [0.035, 0.0011, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.528, at: -1.00556076, mean: 0.305, above: [0.11, 0.033, 0.0015], nearZeros: { max: 1.458e-7, at: -0.78090167 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 168.4, at: 4.51553726, mean: 1.67, above: [0.27, 0.21, 0.13], nearZeros: { max: 3.98e-7, at: -0.968349099 }, inputs: 1046527, unsure: 0 },
  },
  delu: {
    f: { max: 3.044, at: -13.8025846, mean: 0.308, above: [0.038, 0.0012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.211, at: -1.63835931, mean: 0.308, above: [0.096, 0.02, 0.0003], nearZeros: { max: 3.167e-8, at: -1.50106478 }, inputs: 1046527, unsure: 0.0000019 },
    curvature: { max: 6.161, at: -8.95716763, mean: 0.32, above: [0.1, 0.024, 0.00045], nearZeros: { max: 3.596e-8, at: -1.81208754 }, inputs: 1046527, unsure: 0 },
  },
  eSwish: {
    f: { max: 3.567, at: -8.11651516, mean: 0.389, above: [0.082, 0.003, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.505, at: -1.70481825, mean: 0.426, above: [0.16, 0.026, 0.00053], nearZeros: { max: 4.75e-8, at: -1.50106478 }, inputs: 1046527, unsure: 0.0000019 },
    curvature: { max: 6.502, at: -3.12551618, mean: 0.495, above: [0.21, 0.049, 0.00075], nearZeros: { max: 5.683e-8, at: 1.81385994 }, inputs: 1046527, unsure: 0 },
  },
  elish: {
    f: { max: 2.72, at: -2.6325841, mean: 0.284, above: [0.061, 0.00094, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.974, at: -1.12303853, mean: 0.348, above: [0.11, 0.015, 0.00031], nearZeros: { max: 2.842e-8, at: -0.676410079 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 5.613, at: 4.13898134, mean: 0.457, above: [0.19, 0.033, 0.00026], nearZeros: { max: 3.623e-8, at: 1.82489145 }, inputs: 1046527, unsure: 0 },
  },
  flattenTSwish: {
    f: { max: 0.5, at: 10.7072029, mean: 0.0768, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.869, at: 1.19331253, mean: 0.115, above: [0.013, 0.00012, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 6.78, at: 1.63463843, mean: 0.245, above: [0.1, 0.024, 0.00049], nearZeros: { max: 3.623e-8, at: 1.82489145 }, inputs: 1046527, unsure: 0 },
  },
  gish: {
    f: { max: 3.407, at: -15.9399042, mean: 0.323, above: [0.039, 0.0012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 13.06, at: -1.60405815, mean: 0.322, above: [0.08, 0.014, 0.00089], nearZeros: { max: 6.771e-8, at: -0.963119447 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 110.5, at: 4.53357697, mean: 0.651, above: [0.14, 0.048, 0.025], nearZeros: { max: 3.464e-8, at: 1.17066014 }, inputs: 1046527, unsure: 0 },
  },
  golu: {
    f: { max: 1.712, at: -1.526214, mean: 0.19, above: [0.0035, 0, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 5.545, at: -0.720746398, mean: 0.22, above: [0.021, 0.00075, 0.000014], nearZeros: { max: 2.048e-8, at: -0.705599487 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 115.4, at: -4.56318235, mean: 0.654, above: [0.096, 0.038, 0.025], nearZeros: { max: 5.042e-8, at: -0.839280427 }, inputs: 1046527, unsure: 0 },
  },
  lisht: {
    f: { max: 2.154, at: -0.751667261, mean: 0.137, above: [0.0014, 0.0000057, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 2.321, at: 0.260698408, mean: 0.124, above: [0.0083, 0.000011, 0], inputs: 1046527, unsure: 0 },
    curvature: { max: 6.54, at: 0.812671483, mean: 0.371, above: [0.12, 0.027, 0.00044], nearZeros: { max: 1.289e-7, at: -0.914319038 }, inputs: 1046527, unsure: 0 },
  },
  logish: {
    f: { max: 3.652, at: -14.455862, mean: 0.38, above: [0.06, 0.0036, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 12.98, at: -1.79340589, mean: 0.503, above: [0.14, 0.046, 0.0028], nearZeros: { max: 4.605e-8, at: -1.6676966 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 7.004, at: -3.1688683, mean: 0.561, above: [0.2, 0.052, 0.0012], nearZeros: { max: 3.836e-8, at: -1.90438592 }, inputs: 1046527, unsure: 0 },
  },
  mish: {
    f: { max: 3.79, at: -12.2396536, mean: 0.338, above: [0.081, 0.0056, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 12.68, at: -1.5271399, mean: 0.474, above: [0.12, 0.048, 0.0095], nearZeros: { max: 1.036e-7, at: -1.46336865 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 13.88, at: 2.06850147, mean: 0.873, above: [0.31, 0.15, 0.031], nearZeros: { max: 6.424e-8, at: 1.12654483 }, inputs: 1046527, unsure: 0 },
  },
  serf: {
    f: { max: 3.074, at: -3.41992426, mean: 0.221, above: [0.031, 0.00049, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 11.59, at: -1.92523158, mean: 0.326, above: [0.11, 0.032, 0.0034], nearZeros: { max: 9.165e-8, at: -0.946241081 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 197.9, at: 8.82913589, mean: 3.38, above: [0.46, 0.16, 0.1], nearZeros: { max: 9.968e-8, at: 0.833253443 }, inputs: 1046527, unsure: 0 },
  },
  silu: {
    f: { max: 3.044, at: -13.8025846, mean: 0.272, above: [0.053, 0.0012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.211, at: -1.63835931, mean: 0.352, above: [0.11, 0.02, 0.0003], nearZeros: { max: 3.167e-8, at: -1.50106478 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 6.78, at: 1.63463843, mean: 0.489, above: [0.2, 0.049, 0.00095], nearZeros: { max: 3.623e-8, at: 1.82489145 }, inputs: 1046527, unsure: 0 },
  },
  sinLu: {
    f: { max: 3.485, at: -13.8081226, mean: 0.308, above: [0.078, 0.0028, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 510000, at: 1755765380, mean: 0.811, above: [0.074, 0.0026, 0.000032], nearZeros: { max: 2.924e-8, at: -0.845435977 }, inputs: 1046527, unsure: 0.00002 },
    curvature: { max: 7.42, at: -8.19369698, mean: 0.345, above: [0.13, 0.032, 0.0014], nearZeros: { max: 1.914e-7, at: 7.81779718 }, inputs: 1046527, unsure: 0 },
  },
  sinSig: {
    f: { max: 4.497, at: -3.87641191, mean: 0.305, above: [0.068, 0.0063, 0.0000029], inputs: 1046527, unsure: 0 },
    slope: { max: 11.97, at: -1.73143792, mean: 0.381, above: [0.12, 0.035, 0.0021], nearZeros: { max: 9.028e-8, at: -1.6135186 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 13.2, at: -3.13217115, mean: 0.759, above: [0.28, 0.13, 0.02], nearZeros: { max: 8.965e-8, at: -1.91484523 }, inputs: 1046527, unsure: 0 },
  },
  smish: {
    f: { max: 4.079, at: -6.76204062, mean: 0.518, above: [0.13, 0.0055, 0.0000019], inputs: 1046527, unsure: 0 },
    slope: { max: 18.38, at: -1.79122233, mean: 0.657, above: [0.15, 0.052, 0.0071], nearZeros: { max: 7.418e-8, at: -1.25084484 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 8.945, at: -3.25401258, mean: 0.602, above: [0.24, 0.078, 0.0045], nearZeros: { max: 3.818e-8, at: -1.93338466 }, inputs: 1046527, unsure: 0 },
  },
  sugarBsilu: {
    f: { max: 2.462, at: 1.64324582, mean: 0.373, above: [0.045, 0.000025, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 6.823, at: -3.76721787, mean: 0.417, above: [0.11, 0.021, 0.00047], nearZeros: { max: 1.798e-8, at: -2.07564521 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 6.937, at: -5.48175144, mean: 0.508, above: [0.21, 0.057, 0.0015], nearZeros: { max: 5.632e-8, at: 1.36103094 }, inputs: 1046527, unsure: 0 },
  },
  swish: {
    f: { max: 3.044, at: -13.8025846, mean: 0.272, above: [0.053, 0.0012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.211, at: -1.63835931, mean: 0.352, above: [0.11, 0.02, 0.0003], nearZeros: { max: 3.167e-8, at: -1.50106478 }, inputs: 1046527, unsure: 0.0000019 },
    curvature: { max: 6.78, at: 1.63463843, mean: 0.489, above: [0.2, 0.049, 0.00095], nearZeros: { max: 3.623e-8, at: 1.82489145 }, inputs: 1046527, unsure: 0 },
  },
  tanhExp: {
    f: { max: 3.139, at: -0.41499576, mean: 0.204, above: [0.013, 0.000052, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 10.6, at: -1.40872133, mean: 0.337, above: [0.097, 0.023, 0.0023], nearZeros: { max: 9.034e-8, at: -1.09061706 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 106.4, at: 3.82299256, mean: 0.968, above: [0.35, 0.054, 0.025], nearZeros: { max: 8.107e-8, at: 0.534496665 }, inputs: 1046527, unsure: 0 },
  },
  telu: {
    f: { max: 3.139, at: -0.41499576, mean: 0.204, above: [0.013, 0.000052, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 10.6, at: -1.40872133, mean: 0.337, above: [0.097, 0.023, 0.0023], nearZeros: { max: 9.034e-8, at: -1.09061706 }, inputs: 1046527, unsure: 0 },
    curvature: { max: 106.4, at: 3.82299256, mean: 0.968, above: [0.35, 0.054, 0.025], nearZeros: { max: 8.107e-8, at: 0.534496665 }, inputs: 1046527, unsure: 0 },
  },
  xsilu: {
    f: { max: 3.044, at: -13.8025846, mean: 0.272, above: [0.053, 0.0012, 0], inputs: 1046527, unsure: 0 },
    slope: { max: 8.211, at: -1.63835931, mean: 0.352, above: [0.11, 0.02, 0.0003], nearZeros: { max: 3.167e-8, at: -1.50106478 }, inputs: 1046527, unsure: 0.0000019 },
    curvature: { max: 6.78, at: 1.63463843, mean: 0.489, above: [0.2, 0.049, 0.00095], nearZeros: { max: 3.623e-8, at: 1.82489145 }, inputs: 1046527, unsure: 0 },
  },
  "sqrt(x)": {
    f: { max: 0.5, at: 3.40282347e+38, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "exp(x)": {
    f: { max: 0.9425, at: -5.83819723, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "expm1(x)": {
    f: { max: 1.334, at: 17.0113049, mean: 0.146, above: [0.000089, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "exp2(x)": {
    f: { max: 0.9712, at: -11.4473925, mean: 0.151, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "log(x)": {
    f: { max: 0.8038, at: 1.28118932, mean: 0.127, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "log1p(x)": {
    f: { max: 0.8791, at: 0.279546469, mean: 0.112, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "log2(x)": {
    f: { max: 0.5, at: 3.80073517e-19, mean: 0.125, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "sin(x)": {
    f: { max: 0.5001, at: 2.67711949, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "cos(x)": {
    f: { max: 0.5, at: -5.22449541, mean: 0.195, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "tan(x)": {
    f: { max: 0.5001, at: 3.92622161, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "sinh(x)": {
    f: { max: 0.5007, at: 2.63036156, mean: 0.134, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "cosh(x)": {
    f: { max: 0.5006, at: -4.72298384, mean: 0.134, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "tanh(x)": {
    f: { max: 1.379, at: 0.629337013, mean: 0.0881, above: [0.00015, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "asinh(x)": {
    f: { max: 0.5, at: -5.25618172, mean: 0.194, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "atan(x)": {
    f: { max: 0.5, at: -2.83588338, mean: 0.218, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "sigmoid(x)": {
    f: { max: 2.253, at: -4.85124445, mean: 0.264, above: [0.039, 0.000026, 0], inputs: 1046527, unsure: 0 },
  },
  "softplus(x)": {
    f: { max: 1.609, at: -0.810899079, mean: 0.177, above: [0.0031, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "erf(x)": {
    f: { max: 1.119, at: -1.06573141, mean: 0.0978, above: [0.0000038, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "erfc(x)": {
    f: { max: 0.7486, at: 9.2012701, mean: 0.0704, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "normpdf(x)": {
    f: { max: 1.768, at: -12.4918432, mean: 0.268, above: [0.0039, 0, 0], inputs: 1046527, unsure: 0 },
  },
  "normcdf(x)": {
    f: { max: 4.157, at: -0.804552794, mean: 0.158, above: [0.032, 0.0018, 9.6e-7], inputs: 1046527, unsure: 0 },
  },
  "wide(x)": {
    f: { max: 0, at: 0, mean: 0, above: [0, 0, 0], inputs: 1046527, unsure: 0 },
  },
};
