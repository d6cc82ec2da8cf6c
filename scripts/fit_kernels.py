"""Coefficients of src/wasm/mathematics/{wide,circular,normal}.ts that were fitted here.

Wide ones are Chebyshev interpolants in float64, with the relative error they reach. The tail of the normal distribution
is fitted in float32: c, k and alpha are drawn at random (fixed seed) until rounding the coefficients costs nothing.

    /usr/bin/python3 scripts/fit_kernels.py      (numpy, scipy and mpmath of Debian; ten seconds)
"""

import mpmath as mp
import numpy as np
from numpy.polynomial import chebyshev, polynomial
from scipy.special import erf, erfcx

mp.mp.dps = 50


def wide(name, f, interval, count):
    """Prints `count` coefficients, lowest first, of f on the interval."""
    coefficients = [float(c) for c in mp.chebyfit(f, interval, count)[::-1]]
    low, high = map(mp.mpf, interval)
    points = [low + (high - low) * i / 2000 for i in range(2001)]
    worst = max(abs(mp.polyval(coefficients[::-1], x) / f(x) - 1) for x in points)
    print(f"{name} 2^{float(mp.log(worst, 2)):.1f}\n  {', '.join(map(repr, coefficients))}")


def odd(f, first):
    """f(a) / a as a function of a^2; `first` at 0."""
    return lambda z: f(mp.sqrt(z)) / mp.sqrt(z) if z > 1e-30 else mp.mpf(first)


def erfc_times_exp(t):
    a = 2 * (1 + t) / (1 - t)
    return mp.erfc(a) * mp.exp(a * a)


def single(values):
    return np.asarray(values).astype(np.float32).astype(np.float64)


def normal_tail(low=0.795, high=18.76, count=9, draws=12000):
    """e^(a^2 / 2) normcdf(-a) = u P((a - k) u), u = alpha / (a + c)."""
    random = np.random.default_rng(2)
    a = np.concatenate([np.linspace(low, 3, 1500), np.linspace(3, high, 1500)])
    want = erfcx(a / np.sqrt(2)) / 2
    nodes = np.cos(np.pi * (2 * np.arange(60) + 1) / 120)
    best = (np.inf, "")
    for _ in range(draws):
        c = np.round(random.uniform(2.8, 4.6) * 64) / 64
        alpha = (high + low + 2 * c) / (high - low)
        k = np.round((low + (low + c) / alpha) * 32) / 32
        alpha = single(alpha * (1 + random.uniform(-2e-3, 2e-3)))
        at = np.clip((alpha * k + nodes * c) / (alpha - nodes), low * 0.9, high * 1.5)
        values = erfcx(at / np.sqrt(2)) / 2 * (at + c) / alpha
        fit = single(chebyshev.cheb2poly(chebyshev.chebfit(nodes, values, count - 1, w=1 / values)))
        u = alpha / (a + c)
        error = np.abs(polynomial.polyval((a - k) * u, fit) * u / want - 1).max()
        listed = ", ".join(f"{x:.9g}" for x in fit)
        best = min(best, (error, f"c {c} k {k} alpha {alpha:.9g}\n  {listed}"))
    print(f"tail 2^{np.log2(best[0]):.1f} {best[1]}")


def normal_center(edge=0.805, count=5):
    """(normcdf(x) - 1/2) / x in x^2, the error weighed as normcdf(-x) feels it; the first coefficient is fixed first."""
    z = np.linspace(1e-6, edge * edge, 4000)
    value = erf(np.sqrt(z / 2)) / 2 / np.sqrt(z)
    weight = np.sqrt(z) / (0.5 - np.sqrt(z) * value)
    first = float(single(1 / np.sqrt(2 * np.pi)))
    powers = np.stack([z**k for k in range(1, count)], 1)
    emphasis = weight.copy()
    for _ in range(100):
        rest = np.linalg.lstsq(powers * emphasis[:, None], (value - first) * emphasis, rcond=None)[0]
        error = np.abs(first + powers @ rest - value) * weight
        emphasis *= (0.01 + error / error.max()) ** 0.3
    print("center\n  " + ", ".join(f"{x:.9g}" for x in [first, *single(rest)]))


half_ln2 = mp.log(2) / 2 * mp.mpf("1.001")
octant = (mp.pi / 4) ** 2 * mp.mpf("1.001")
artanh_end = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2 * mp.mpf("1.01")
wide("sinWide", odd(mp.sin, 1), [0, octant], 5)
wide("cosWide", lambda z: mp.cos(mp.sqrt(z)), [0, octant], 6)
wide("expWide", mp.exp, [-half_ln2, half_ln2], 8)
wide("logWide", odd(lambda s: 2 * mp.atanh(s), 2), [0, artanh_end], 6)
wide("atanWide", odd(mp.atan, 1), [0, mp.tan(mp.pi / 8) ** 2 * mp.mpf("1.001")], 9)
wide("sinhWide", odd(mp.sinh, 1), [0, 1], 6)
wide("erfcWide", erfc_times_exp, [-1, mp.mpf("8.3") / mp.mpf("12.3")], 13)
normal_tail()
normal_center()
