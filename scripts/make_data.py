"""
The published data sets as TypeScript modules, from the copies that scikit-learn installs.

    /usr/bin/python3 scripts/make_data.py

Writes src/data/*.generated.ts and test/golden/data.json: SHA-256 of the float32 features and targets, little-endian.
"""

import hashlib
import json

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits

HEAD = "// Written by scripts/make_data.py from scikit-learn %s. Do not edit.\n" % sklearn.__version__


def write(name, **constants):
    with open("src/data/%s.generated.ts" % name, "w") as file:
        file.write(HEAD)
        for key, value in constants.items():
            file.write("export const %s = `%s`;\n" % (key, value))


def lines(data, target):
    return "\n".join(",".join("%.17g" % v if float("%.10g" % v) != v else "%.10g" % v for v in row) + ",%g" % t
                     for row, t in zip(data, target))


def digest(array, kind):
    return hashlib.sha256(np.ascontiguousarray(array, dtype=kind).tobytes()).hexdigest()


digits = load_digits()
rows = ["%d%s" % (t, "".join(chr(97 + int(v)) for v in row)) for row, t in zip(digits.data, digits.target)]
write("digits", rows="\n".join(rows))

cancer = load_breast_cancer()
write("breast-cancer", names=",".join(cancer.feature_names), rows=lines(cancer.data, cancer.target))

diabetes = load_diabetes(scaled=False)
write("diabetes", names=",".join(diabetes.feature_names), rows=lines(diabetes.data, diabetes.target))

sets = {
    name: {"rows": len(d.data), "features": digest(d.data, "<f4"), "targets": digest(d.target, kind)}
    for name, d, kind in (("digits", digits, "<i4"), ("cancer", cancer, "<f4"), ("diabetes", diabetes, "<f4"))
}
with open("test/golden/data.json", "w") as file:
    json.dump({"source": "scripts/make_data.py, scikit-learn %s" % sklearn.__version__, "sets": sets}, file, indent=1)
    file.write("\n")
