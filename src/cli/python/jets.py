"""
Every operation of the language in mpmath, on values with their first and second derivatives. Nothing of nonlin's
arithmetic is in it: formulas arrive as lists of operations.
"""
from mpmath import mp, mpf


class Jet:
    """A value with its first and second derivative."""
    __slots__ = ("v", "d", "s")

    def __init__(self, v, d=0, s=0):
        self.v, self.d, self.s = v, d, s


tie = False


def limited(a, most="1e40"):
    """exp(1e40) is out of every float's range; mpmath gives up on much more."""
    most = mpf(most)
    return most if a > most else -most if a < -most else a


def unary(f, first, second):
    def op(a):
        if a.d == 0 and a.s == 0:
            return Jet(f(a.v))
        p, q = first(a.v), second(a.v)
        return Jet(f(a.v), p * a.d, q * a.d * a.d + p * a.s)
    return op


def tied(a, b):
    global tie
    if a == b:
        tie = True


def less(a, b):
    tied(a.v, b.v)
    return Jet(mpf(1 if a.v < b.v else 0))


def at_most(a, b):
    tied(a.v, b.v)
    return Jet(mpf(1 if a.v <= b.v else 0))


def equals(a, b):
    tied(a.v, b.v)
    return Jet(mpf(1 if a.v == b.v else 0))


def mul(a, b):
    return Jet(a.v * b.v, a.d * b.v + a.v * b.d, a.s * b.v + 2 * a.d * b.d + a.v * b.s)


def inverse(a):
    r = 1 / a.v
    return Jet(r, -r * r * a.d, 2 * r * r * r * a.d * a.d - r * r * a.s)


def power(a, b):
    if b.d == 0 and b.s == 0:
        n = int(b.v) if b.v == int(b.v) else b.v
        f = lambda k: pow(a.v, n - k) if not (a.v == 0 and n - k < 0) else mpf(0) if n in range(k) else mp.inf
        return unary(lambda v: f(0), lambda v: n * f(1) if n != 0 else mpf(0),
                     lambda v: n * (n - 1) * f(2) if n not in (0, 1) else mpf(0))(a)
    return exp(mul(b, log(a)))


def pick(a, b, first):
    tied(a.v, b.v)
    return a if first else b


def stepwise(f):
    def op(a):
        global tie
        if f(a.v) == a.v or a.v == 0:
            tie = True
        return Jet(mpf(f(a.v)))
    return op


def absolute(a):
    tied(a.v, 0)
    return a if a.v >= 0 else Jet(-a.v, -a.d, -a.s)


def expv(a):
    """Of exp(-exp(x)) * exp(x) the first factor wins: what falls may fall further than what grows may grow."""
    return mp.exp(limited(a) if a > 0 else limited(a, "1e45"))


def sigmoidv(a):
    e = expv(-abs(a))
    return (1 if a >= 0 else e) / (1 + e)


def tanhv(a):
    return -mp.expm1(-2 * abs(limited(a))) / (1 + expv(-2 * abs(a))) * mp.sign(a)


def coshm2(a):
    """1 / cosh^2."""
    e = expv(-2 * abs(a))
    return 4 * e / pow(1 + e, 2)


def pdf(a):
    return expv(-a * a / 2) / mp.sqrt(2 * mp.pi)


def cdf(a):
    return mp.erfc(-limited(a, "1e19") / mp.sqrt(2)) / 2


exp = unary(expv, expv, expv)


def log(a):
    if a.v < 0:
        return Jet(mp.nan, mp.nan, mp.nan)
    return unary(lambda v: mp.log(v) if v > 0 else -mp.inf, lambda v: 1 / v, lambda v: -1 / (v * v))(a)


def log1p(a):
    if a.v < -1:
        return Jet(mp.nan, mp.nan, mp.nan)
    return unary(mp.log1p, lambda v: 1 / (1 + v), lambda v: -1 / pow(1 + v, 2))(a)


def root(a):
    if a.v < 0:
        return Jet(mp.nan, mp.nan, mp.nan)
    return unary(mp.sqrt, lambda v: 1 / (2 * mp.sqrt(v)), lambda v: -1 / (4 * v * mp.sqrt(v)))(a)


def sigmoid_slope(v):
    return sigmoidv(v) * sigmoidv(-v)


OPS = {
    "add": lambda a, b: Jet(a.v + b.v, a.d + b.d, a.s + b.s),
    "sub": lambda a, b: Jet(a.v - b.v, a.d - b.d, a.s - b.s),
    "mul": mul, "div": lambda a, b: mul(a, inverse(b)), "neg": lambda a: Jet(-a.v, -a.d, -a.s), "pow": power,
    "sqrt": root, "floor": stepwise(lambda v: mp.floor(v)), "sign": stepwise(lambda v: mp.sign(v)),
    "lt": less, "gt": lambda a, b: less(b, a), "le": at_most, "ge": lambda a, b: at_most(b, a),
    "eq": equals, "ne": lambda a, b: Jet(1 - equals(a, b).v),
    "where": lambda c, a, b: a if c.v != 0 else b, "abs": absolute,
    "min": lambda a, b: pick(a, b, a.v <= b.v), "max": lambda a, b: pick(a, b, a.v >= b.v),
    "exp": exp, "expm1": unary(lambda v: mp.expm1(limited(v)), expv, expv),
    "exp2": lambda a: exp(mul(Jet(mp.ln2), a)), "log": log, "log1p": log1p,
    "log2": lambda a: mul(Jet(1 / mp.ln2), log(a)),
    "sin": unary(lambda v: mp.sin(v), lambda v: mp.cos(v), lambda v: -mp.sin(v)),
    "cos": unary(lambda v: mp.cos(v), lambda v: -mp.sin(v), lambda v: -mp.cos(v)),
    "tan": unary(lambda v: mp.tan(v), lambda v: pow(mp.sec(v), 2), lambda v: 2 * mp.tan(v) * pow(mp.sec(v), 2)),
    "sinh": unary(lambda v: mp.sinh(limited(v)), lambda v: mp.cosh(limited(v)), lambda v: mp.sinh(limited(v))),
    "cosh": unary(lambda v: mp.cosh(limited(v)), lambda v: mp.sinh(limited(v)), lambda v: mp.cosh(limited(v))),
    "tanh": unary(tanhv, coshm2, lambda v: -2 * tanhv(v) * coshm2(v)),
    "asinh": unary(lambda v: mp.asinh(abs(v)) * mp.sign(v), lambda v: 1 / mp.sqrt(1 + v * v),
                   lambda v: -v / pow(mp.sqrt(1 + v * v), 3)),
    "atan": unary(lambda v: mp.atan(v), lambda v: 1 / (1 + v * v), lambda v: -2 * v / pow(1 + v * v, 2)),
    "sigmoid": unary(sigmoidv, sigmoid_slope, lambda v: -sigmoid_slope(v) * tanhv(v / 2)),
    "softplus": unary(lambda v: max(v, mpf(0)) + mp.log1p(expv(-abs(v))), sigmoidv, sigmoid_slope),
    "erf": unary(lambda v: mp.erf(limited(v, "1e19")), lambda v: 2 / mp.sqrt(mp.pi) * expv(-v * v),
                 lambda v: -4 * v / mp.sqrt(mp.pi) * expv(-v * v)),
    "erfc": unary(lambda v: mp.erfc(limited(v, "1e19")), lambda v: -2 / mp.sqrt(mp.pi) * expv(-v * v),
                  lambda v: 4 * v / mp.sqrt(mp.pi) * expv(-v * v)),
    "normpdf": unary(pdf, lambda v: -v * pdf(v), lambda v: (v * v - 1) * pdf(v)),
    "normcdf": unary(cdf, pdf, lambda v: -v * pdf(v)),
}
CONSTANTS = {"pi": lambda: mp.pi, "e": lambda: mp.e}


def run(nodes, x):
    """f, f', f'' at x. A node is ["x"], ["const", number or name] or [op, positions of its arguments]."""
    made = []
    for head, *rest in nodes:
        if head == "x":
            made.append(Jet(x, mpf(1), mpf(0)))
        elif head == "const":
            made.append(Jet(CONSTANTS[rest[0]]() if rest[0] in CONSTANTS else mpf(rest[0])))
        else:
            try:
                made.append(OPS[head](*[made[i] for i in rest]))
            except ZeroDivisionError:
                made.append(Jet(mp.nan, mp.nan, mp.nan))
    last = made[-1]
    return (last.v, mpf(last.d), mpf(last.s))
