"""Values that 150 and 900 digits agree on in 30, and how they travel."""
import math

from mpmath import mp, mpf

from exchange import pack


def close(a, b):
    if mp.isnan(a) or mp.isnan(b):
        return mp.isnan(a) and mp.isnan(b)
    return a == b or abs(a - b) <= mpf("1e-30") * abs(b) or max(abs(a), abs(b)) < mpf("1e-400")


def exact(evaluate):
    """What 150 and 900 digits agree on, or 900 and 2500."""
    with mp.workdps(150):
        rough = evaluate()
    for digits in (900, 2500):
        with mp.workdps(digits):
            fine = evaluate()
            if all(close(a, b) for a, b in zip(rough, fine)):
                return fine
        rough = fine
    return fine


def encoded(values):
    """The nearest doubles, and what they miss in 1/254 of their last place."""
    pairs = [nearest(v) for v in values]
    return {"near": pack([y for y, _ in pairs], "d"), "missed": pack([m for _, m in pairs], "b")}


def nearest(v):
    y = float(v)
    if y != y or abs(y) == float("inf"):
        return y, 0
    with mp.workdps(60):
        off = (mpf(v) - mpf(y)) / mpf(math.ulp(y))
        if abs(off) > 0.5:
            # mpmath rounds some towards 0
            y = math.nextafter(y, math.inf if off > 0 else -math.inf)
            off = (mpf(v) - mpf(y)) / mpf(math.ulp(y))
        return y, max(-127, min(127, int(mp.nint(off * 254))))
