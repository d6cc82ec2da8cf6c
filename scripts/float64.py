#!/usr/bin/env python3
"""f, f', f'' and f''' of formulas at given points, as decimals: mpmath at 140 digits, and at more until two agree.

Reads {"formula", "params", "points"} as lines of JSON and answers each with a line: for every point four texts. Derivatives
are Taylor arithmetic on the formula as it is written: nothing of nonlin is used. Started by scripts/float64.ts.
"""
import json
import re
import sys

import mpmath
from mpmath import mp, mpf

LADDER = (140, 700, 1500)
ZERO, ONE = mpf(0), mpf(1)


class Jet:
    """A value and its first three derivatives."""

    __slots__ = ("d",)

    def __init__(self, d):
        self.d = d

    def __add__(self, other):
        return Jet([a + b for a, b in zip(self.d, jet(other).d)])

    __radd__ = __add__

    def __neg__(self):
        return Jet([-a for a in self.d])

    def __sub__(self, other):
        return self + (-jet(other))

    def __rsub__(self, other):
        return jet(other) - self

    def __mul__(self, other):
        a, b = self.d, jet(other).d
        return Jet([a[0] * b[0], a[1] * b[0] + a[0] * b[1], a[2] * b[0] + 2 * a[1] * b[1] + a[0] * b[2],
                    a[3] * b[0] + 3 * a[2] * b[1] + 3 * a[1] * b[2] + a[0] * b[3]])

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self * reciprocal(jet(other))

    def __rtruediv__(self, other):
        return jet(other) * reciprocal(self)

    def __pow__(self, other):
        n = jet(other)
        if n.constant():
            return power(self, n.d[0])
        return exp(n * log(self))

    def __rpow__(self, other):
        return jet(other) ** self

    def constant(self):
        return not any(self.d[1:])

    def __lt__(self, other):
        return self.d[0] < jet(other).d[0]

    def __le__(self, other):
        return self.d[0] <= jet(other).d[0]

    def __gt__(self, other):
        return self.d[0] > jet(other).d[0]

    def __ge__(self, other):
        return self.d[0] >= jet(other).d[0]


def jet(a):
    return a if isinstance(a, Jet) else Jet([mpf(a), ZERO, ZERO, ZERO])


def compose(g, u):
    """g(u), given the values of g, g', g'', g''' at u (Faa di Bruno)."""
    _, a, b, c = u.d
    return Jet([g[0], g[1] * a, g[2] * a * a + g[1] * b, g[3] * a**3 + 3 * g[2] * a * b + g[1] * c])


def reciprocal(u):
    v = u.d[0]
    if v == 0:
        return Jet([mp.nan] * 4)
    r = 1 / v
    return compose([r, -r * r, 2 * r**3, -6 * r**4], u)


def power(u, n):
    if n == 0:
        return jet(1)
    v, k = u.d[0], int(n) if n == int(n) else None
    if v == 0 and (k is None or k < 3):
        flat = [ZERO] * 4
        if k is not None and k > 0:
            flat[k] = mpf([0, 1, 2][k])
            return compose(flat, u) if k < 3 else Jet(flat)
        return Jet([ZERO if n > 0 else mp.nan] + [mp.nan] * 3)
    if v < 0 and k is None:
        return Jet([mp.nan] * 4)
    raised = lambda m: v ** int(m) if k is not None else mp.power(v, m)
    return compose([raised(n), n * raised(n - 1), n * (n - 1) * raised(n - 2), n * (n - 1) * (n - 2) * raised(n - 3)], u)


def exp(a):
    u = jet(a)
    v = u.d[0]
    # nothing of exp(-1e6) is left in a double, and mpmath gives up on exp(-exp(1e10))
    if v < -1e6:
        return jet(0)
    y = mp.inf if v > mpf(10) ** 400 else mp.exp(v)
    return compose([y, y, y, y], u)


def expm1(a):
    u = jet(a)
    if u.d[0] < -1e6:
        return jet(-1)
    y = mp.exp(u.d[0])
    return compose([mp.expm1(u.d[0]), y, y, y], u)


def log(a):
    u = jet(a)
    v = u.d[0]
    if not v > 0:
        return Jet([mp.nan if v != 0 else -mp.inf] + [mp.nan] * 3)
    return compose([mp.log(v), 1 / v, -1 / v**2, 2 / v**3], u)


def log1p(a):
    u = jet(a)
    w = 1 + u.d[0]
    if not w > 0:
        return log(1 + u)
    return compose([mp.log1p(u.d[0]), 1 / w, -1 / w**2, 2 / w**3], u)


def sqrt(a):
    u = jet(a)
    return power(u, mpf(1) / 2)


def sigmoid(a):
    u = jet(a)
    if u.d[0] < -1e6 or u.d[0] > 1e6:
        return jet(0 if u.d[0] < 0 else 1)
    return 1 / (1 + exp(-u)) if u >= 0 else exp(u) / (1 + exp(u))


def softplus(a):
    u = jet(a)
    return where(u > 0, u + log1p(exp(-u)) if u > 0 else None, log1p(exp(u)) if not u > 0 else None)


def tanh(a):
    u = jet(a)
    if abs(u.d[0]) > 1e5:
        return jet(mp.sign(u.d[0]))
    y = mp.tanh(u.d[0])
    s = 1 / mp.cosh(u.d[0]) ** 2
    return compose([y, s, -2 * y * s, s * (6 * y * y - 2)], u)


def sin(a):
    u = jet(a)
    s, c = mp.sin(u.d[0]), mp.cos(u.d[0])
    return compose([s, c, -s, -c], u)


def cos(a):
    u = jet(a)
    s, c = mp.sin(u.d[0]), mp.cos(u.d[0])
    return compose([c, -s, -c, s], u)


def atan(a):
    u = jet(a)
    v = u.d[0]
    w = 1 + v * v
    return compose([mp.atan(v), 1 / w, -2 * v / w**2, (6 * v * v - 2) / w**3], u)


def asinh(a):
    u = jet(a)
    v = u.d[0]
    w = mp.sqrt(1 + v * v)
    return compose([mp.asinh(v), 1 / w, -v / w**3, (2 * v * v - 1) / w**5], u)


def bell(u, value, sign):
    v = u.d[0]
    if abs(v) > 1000:
        return Jet([value, ZERO, ZERO, ZERO])
    g = sign * 2 / mp.sqrt(mp.pi) * mp.exp(-v * v)
    return compose([value, g, -2 * v * g, g * (4 * v * v - 2)], u)


def erf(a):
    u = jet(a)
    v = u.d[0]
    return bell(u, mp.sign(v) if abs(v) > 1000 else mp.erf(v), 1)


def erfc(a):
    u = jet(a)
    v = u.d[0]
    return bell(u, mpf(1 - mp.sign(v)) if abs(v) > 1000 else mp.erfc(v), -1)


def sinc(a):
    u = jet(a)
    v = u.d[0] * mp.pi
    if abs(v) > mpf(10) ** -20:
        t = u * mp.pi
        return sin(t) / t
    s = (u * mp.pi) * (u * mp.pi)
    return 1 - s / 6 + s * s / 120 - s * s * s / 5040 + s * s * s * s / 362880


def absolute(a):
    u = jet(a)
    return -u if u < 0 else u


def where(condition, a, b):
    return jet(a if condition else b)


FUNCTIONS = {
    "exp": exp, "expm1": expm1, "log": log, "log1p": log1p, "sqrt": sqrt, "abs": absolute, "sinc": sinc,
    "sign": lambda a: jet(mp.sign(jet(a).d[0])), "sin": sin, "cos": cos, "atan": atan, "asinh": asinh, "tanh": tanh,
    "erf": erf, "erfc": erfc, "sigmoid": sigmoid, "softplus": softplus, "where": where,
    "max": lambda a, b: jet(a) if jet(a) >= b else jet(b), "min": lambda a, b: jet(a) if jet(a) <= b else jet(b),
    "normcdf": lambda a: erfc(-jet(a) / mp.sqrt(2)) / 2, "sinh": lambda a: (exp(a) - exp(-jet(a))) / 2,
}


def compiled(formula):
    """The formula as code; decimal constants are the doubles that they denote."""
    text = re.sub(r"(?<![\w.])(\d+\.?\d*(?:e[+-]?\d+)?)", lambda m: f"mpf({float(m[1])!r})", formula)
    return compile(text.replace("^", "**").strip(), formula, "eval")


def at(code, params, x, digits):
    with mp.workdps(digits):
        names = {**FUNCTIONS, "mpf": mpf, "pi": +mp.pi, "e": +mp.e, **{k: mpf(v) for k, v in params.items()}}
        return jet(eval(code, {"__builtins__": {}}, {**names, "x": Jet([mpf(x), ONE, ZERO, ZERO])})).d


def settled(code, params, x):
    """The four values to 18 digits at the first precision that the next confirms."""
    before = None
    for digits in LADDER:
        now = at(code, params, x, digits)
        if before is not None and all(same(a, b) for a, b in zip(before, now)):
            break
        before = now
    return [mpmath.nstr(y, 20) for y in now]


def same(a, b):
    return a == b or (mp.isnan(a) and mp.isnan(b)) or abs(a - b) <= abs(b) * mpf(10) ** -18 or abs(b) < mpf(10) ** -330


for line in sys.stdin:
    row = json.loads(line)
    code = compiled(row["formula"])
    print(json.dumps([settled(code, row["params"], float(x)) for x in row["points"]]), flush=True)
