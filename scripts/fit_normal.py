"""Polynomials for erf and erfc, fitted by mpmath: src/targets/normal.generated.ts.

near: erf(a) / a as a polynomial in a^2, for a <= `edge`.
far:  (1 + 2 a) e^(a^2) erfc(a) as a polynomial in t = (a - 2) / (a + 2), beyond.

    python3 scripts/fit_normal.py > src/targets/normal.generated.ts
"""

import mpmath as mp

mp.mp.dps = 60
EDGE = mp.mpf("0.65")
ACCURACY = {"float32": (2.0**-27, 10.5), "float64": (2.0**-56, 27.5)}


def near(z):
    a = mp.sqrt(z)
    return mp.erf(a) / a if z > 0 else 2 / mp.sqrt(mp.pi)


def far(t):
    a = 2 * (1 + t) / (1 - t)
    return (1 + 2 * a) * mp.exp(a * a) * mp.erfc(a)


def fitted(f, interval, accuracy):
    """Coefficients, lowest first, of the least degree that is accurate."""
    for count in range(3, 40):
        coefficients, error = mp.chebyfit(f, interval, count, error=True)
        if error < accuracy:
            return [float(c) for c in reversed(coefficients)]
    raise ArithmeticError("no polynomial is accurate enough")


def main():
    print("// written by scripts/fit_normal.py")
    print(f"export const edge = {float(EDGE)};")
    for name, (accuracy, most) in ACCURACY.items():
        ends = [(a - 2) / (a + 2) for a in (EDGE, mp.mpf(most))]
        print(f"export const {name} = {{")
        print(f"  near: {fitted(near, [mp.mpf(0), EDGE**2], accuracy)},")
        print(f"  far: {fitted(far, ends, accuracy)},")
        print("} as const;")


main()
