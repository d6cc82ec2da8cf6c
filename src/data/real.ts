/** The three published data sets that are shipped, each in a module of its own that is loaded when asked for. */

import { tensor } from "../base/index.ts";
import type { Dataset } from "./source.ts";

/** Digits 8x8: 1,797 scans of hand-written digits, 64 pixels of 0..16, ten classes. */
export async function loadDigits(): Promise<Dataset> {
  const { rows } = await import("./digits.generated.ts");
  // a line is the digit, then a letter a pixel (a = 0, q = 16), then the line end
  const count = (rows.length + 1) / 66;
  const pixels = new Float32Array(count * 64);
  for (let k = 0; k < pixels.length; k++) pixels[k] = rows.charCodeAt(Math.floor(k / 64) * 66 + 1 + (k % 64)) - 97;
  return {
    name: "digits",
    title: "digits 8x8: scans of hand-written digits",
    task: "classes",
    features: tensor(pixels, [count, 64]),
    targets: tensor(Int32Array.from({ length: count }, (_, i) => Number(rows[i * 66]))),
    classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    featureNames: Array.from({ length: 64 }, (_, k) => `pixel ${Math.floor(k / 8)} ${k % 8}`),
    targetName: "digit",
    provenance: {
      text: "Alpaydin and Kaynak, Optical Recognition of Handwritten Digits (1998), its test set; the copy of scikit-learn",
      licence: "CC BY 4.0 (UCI Machine Learning Repository); copy: BSD-3-Clause",
      url: "https://archive.ics.uci.edu/dataset/80",
    },
    notes: [],
  };
}

/** Breast cancer Wisconsin (diagnostic): 569 tumours, 30 measures of their cell nuclei, malignant or benign. */
export async function loadBreastCancer(): Promise<Dataset> {
  const { names, rows } = await import("./breast-cancer.generated.ts");
  return {
    name: "cancer",
    title: "breast cancer Wisconsin: malignant or benign",
    task: "binary",
    ...numbersOf(rows, names),
    classes: ["malignant", "benign"],
    targetName: "diagnosis",
    provenance: {
      text: "Wolberg, Street, Mangasarian, Breast Cancer Wisconsin (Diagnostic) (1995); the copy of scikit-learn",
      licence: "CC BY 4.0 (UCI Machine Learning Repository); copy: BSD-3-Clause",
      url: "https://archive.ics.uci.edu/dataset/17",
    },
    notes: [],
  };
}

/** Diabetes: 442 patients, ten raw measures, a score of the disease's progress after a year. */
export async function loadDiabetes(): Promise<Dataset> {
  const { names, rows } = await import("./diabetes.generated.ts");
  return {
    name: "diabetes",
    title: "diabetes: progress of the disease after a year",
    task: "regression",
    ...numbersOf(rows, names),
    targetName: "progression",
    provenance: {
      text: "Efron, Hastie, Johnstone, Tibshirani, Least Angle Regression, Ann. Statist. 32 (2004); the copy of scikit-learn",
      licence: "published by the authors without a licence; copy: BSD-3-Clause",
      url: "https://www4.stat.ncsu.edu/~boos/var.select/diabetes.html",
    },
    notes: ["the raw measures, not the centred ones that scikit-learn returns by default"],
  };
}

// Lines of numbers, the target last.
function numbersOf(rows: string, names: string): Pick<Dataset, "features" | "targets" | "featureNames"> {
  const table = rows.split("\n").map((line) => line.split(",").map(Number));
  const featureNames = names.split(",");
  return {
    features: tensor(Float32Array.from(table.flatMap((row) => row.slice(0, -1))), [table.length, featureNames.length]),
    targets: tensor(
      Float32Array.from(table, (row) => row.at(-1)!),
      [table.length, 1],
    ),
    featureNames,
  };
}
