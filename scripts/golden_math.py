"""
Golden values of the functions in src/base/math: 60-digit mpmath at points spread over each function's domain.

    /usr/bin/python3 scripts/golden_math.py [points per function] [output]

Writes test/golden/math.json. A row is [x, y, r] (pow: [x, exponent, y, r]): y is the value rounded to float64
and r what the rounding took, in units of the last place of y, so that a test can measure fractions of an ulp.
"""

import json
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60

LARGEST = 1.7976931348623157e308


def erfcx(x):
    if x > 1e5:  # asymptotic series, 1 / (2 x^2) < 1e-10
        s, t = mpf(0), mpf(1)
        for k in range(1, 8):
            s, t = s + t, -t * (2 * k - 1) / (2 * x * x)
        return s / (x * mp.sqrt(mp.pi))
    return mp.exp(x * x) * mp.erfc(x)


def normal_quantile(p):
    # Newton on the cdf from a starting value that the table itself does not use
    if p == mpf(1) / 2:
        return mpf(0)
    q = min(p, 1 - p)
    z = mp.sqrt(-2 * mp.log(q))
    z -= mp.log(z * mp.sqrt(2 * mp.pi) + 1) / (z + 1)
    for _ in range(60):
        tail = mp.erfc(z / mp.sqrt(2)) / 2
        step = (mp.log(tail) - mp.log(q)) * tail / mp.npdf(z)
        z += step
        if abs(step) < mpf(10) ** -45 * (abs(z) + mpf(10) ** -5):
            break
    return -z if p < mpf(1) / 2 else z


ANY = [("log", 1e-8, 1), ("log", 1e-320, 1e-8)]
# name: (function, where to draw points: ("lin", a, b) uniform, ("log", a, b) uniform in the logarithm, sign at random)
FUNCTIONS = {
    "exp": (mp.exp, ANY + [("lin", -2, 2), ("lin", -745, 709.7)]),
    "expm1": (mp.expm1, ANY + [("lin", -2, 2), ("lin", -50, 50), ("lin", 50, 709.7)]),
    "exp2": (lambda x: mpf(2) ** x, ANY + [("lin", -2, 2), ("lin", -1074, 1023.9)]),
    "log": (mp.log, [("lin", 0.5, 2), ("lin", 0.99, 1.01), ("pos", 1e-320, LARGEST), ("pos", 1e-3, 1e3)]),
    "log1p": (mp.log1p, [("lin", -0.999999, 1), ("pos", 1e-3, 1e3), ("log", 1e-320, 0.5), ("pos", 1, LARGEST)]),
    "log2": (lambda x: mp.log(x) / mp.log(2), [("lin", 0.5, 2), ("lin", 0.99, 1.01), ("pos", 1e-320, LARGEST)]),
    "log10": (mp.log10, [("lin", 0.5, 2), ("lin", 0.99, 1.01), ("pos", 1e-320, LARGEST)]),
    "sin": (mp.sin, ANY + [("lin", -10, 10), ("log", 1, 1e7), ("log", 1e5, LARGEST)]),
    "cos": (mp.cos, ANY + [("lin", -10, 10), ("log", 1, 1e7), ("log", 1e5, LARGEST)]),
    "tan": (mp.tan, ANY + [("lin", -10, 10), ("log", 1, 1e7), ("log", 1e5, LARGEST)]),
    "sinh": (mp.sinh, ANY + [("lin", -3, 3), ("lin", -710, 710)]),
    "cosh": (mp.cosh, ANY + [("lin", -3, 3), ("lin", -710, 710)]),
    "tanh": (mp.tanh, ANY + [("lin", -3, 3), ("lin", -25, 25)]),
    "asinh": (mp.asinh, ANY + [("lin", -3, 3), ("log", 1, LARGEST)]),
    "atan": (mp.atan, ANY + [("lin", -3, 3), ("log", 1, LARGEST)]),
    "cbrt": (lambda x: mp.sign(x) * mp.cbrt(abs(x)), ANY + [("lin", -3, 3), ("log", 1, LARGEST)]),
    "erf": (mp.erf, ANY + [("lin", -3, 3), ("lin", -6, 6)]),
    "erfc": (mp.erfc, ANY + [("lin", -3, 3), ("lin", -6, 27.2)]),
    "erfcx": (erfcx, ANY + [("lin", -3, 3), ("lin", -26.6, 40), ("pos", 1, 1e150)]),
    "normalPdf": (mp.npdf, ANY + [("lin", -3, 3), ("lin", -38.5, 38.5)]),
    "normalCdf": (lambda x: mp.erfc(-x / mp.sqrt(2)) / 2, ANY + [("lin", -3, 3), ("lin", -38.4, 9)]),
    "normalQuantile": (normal_quantile, [("lin", 1e-9, 1), ("lin", 0.4, 0.6), ("pos", 1e-320, 0.1)]),
    "sigmoid": (lambda x: 1 / (1 + mp.exp(-x)), ANY + [("lin", -3, 3), ("lin", -745, 40)]),
    "softplus": (lambda x: mp.log1p(mp.exp(x)), ANY + [("lin", -3, 3), ("lin", -745, 60)]),
}
SPECIAL = [0.25, 0.4375, 0.5, 0.625, 0.6875, 0.84375, 1.0, 1.1875, 1.25, 2.0, 2.4375, 2.857142857142857, 3.5]
SPECIAL += [0.7853981633974483, 1.5707963267948966, 3.141592653589793, 355.0, 1e5, 2.0**20, 2.0**53, 1e22, LARGEST]
SPECIAL += [5e-324, 2.2250738585072014e-308, 2.0**-53, 2.0**-27, 1e-8]
# the float64 nearest to a multiple of pi / 2, Muller et al., Handbook of Floating-Point Arithmetic, section 11.2
SPECIAL += [6381956970095103 * 2.0**797]


def draw(rng, spec):
    kind, a, b = spec
    if kind == "lin":
        return rng.uniform(a, b)
    x = float(mp.exp(mpf(rng.uniform(float(mp.log(mpf(a))), float(mp.log(mpf(b)))))))
    return x if kind == "pos" or rng.random() < 0.5 else -x


def rounded(value):
    """value as float64 and what the rounding took in ulps, or None where float64 has no such number."""
    y = to_float(value)
    if y in (float("inf"), float("-inf")):
        return None
    unit = mp.ldexp(1, max(mp.frexp(mpf(y))[1] - 53, -1074)) if y else mp.ldexp(1, -1074)
    return [y, round(float((value - mpf(y)) / unit), 3)]


def to_float(value):
    """Round half to even, subnormals included (mpmath's float() rounds twice there)."""
    if value == 0:
        return 0.0
    exponent = max(mp.frexp(value)[1] - 53, -1074)
    scaled = mp.nint(mp.ldexp(value, -exponent))
    try:
        return float(mp.ldexp(scaled, exponent))
    except OverflowError:
        return float("inf")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rng = random.Random(20240229)
    functions = {}
    for name, (f, specs) in FUNCTIONS.items():
        xs = [draw(rng, spec) for spec in specs for _ in range(-(-count // len(specs)))]
        low, high = min(s[1] if s[0] != "log" else -s[2] for s in specs), max(s[2] for s in specs)
        xs += [s * x for x in SPECIAL for s in (1, -1) if low <= s * x <= high]
        rows = []
        for x in sorted(set(xs)):
            mp.dps = 60 if abs(x) < 1e4 else 700 if name in ("sin", "cos", "tan") else 90
            if abs(x) < 1e-7:
                mp.dps = 400 if name in ("cosh", "expm1", "sigmoid") else 90
            if x == 0 or (name == "normalQuantile" and not 0 < x < 1):
                continue
            y = rounded(f(mpf(x)))
            if y is not None:
                rows.append([x, *y])
        functions[name] = rows
    mp.dps = 60
    rows = []
    while len(rows) < 2 * count:
        x, y = draw(rng, ("pos", 1e-300, 1e300)), rng.uniform(-3, 3)
        if len(rows) % 2:
            x, y = rng.uniform(0.5, 3), rng.uniform(-700, 700)
        if len(rows) % 5 == 0:
            x, y = 1 + rng.uniform(-1, 1) * 1e-5, rng.uniform(-1, 1) * 1e8
        z = rounded(mpf(x) ** mpf(y))
        if z is not None:
            rows.append([x, y, *z])
    functions["pow"] = rows
    out = sys.argv[2] if len(sys.argv) > 2 else "test/golden/math.json"
    with open(out, "w") as file:
        file.write('{\n"source": "scripts/golden_math.py, mpmath %s",\n"functions": {\n' % mpmath.__version__)
        parts = ['"%s": [\n%s\n]' % (n, ",\n".join(json.dumps(r) for r in rows)) for n, rows in functions.items()]
        file.write(",\n".join(parts) + "\n}\n}\n")


main()
