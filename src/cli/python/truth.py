"""Exact values of functions, and what they are on both sides of a corner."""
import sys

import mpmath
from mpmath import mp, mpf

import jets
from exchange import unpack
from jets import run
from losses import loss_of, row_of
from precision import encoded, exact


def answer(request):
    found = {"system": "mpmath " + mpmath.__version__, "functions": {}, "rows": {}, "losses": []}
    points = unpack(request["points"])
    total = len(request.get("functions", []))
    for i, item in enumerate(request.get("functions", [])):
        found["functions"][item["name"]] = function_at(item, points)
        print("progress %d %d" % (i + 1, total), file=sys.stderr, flush=True)
    for item in request.get("rows", []):
        found["rows"][item["name"]] = [row_of(item["name"], lane) for lane in request["lanes"]]
    for item in request.get("losses", []):
        found["losses"].append(loss_of(item))
    return found


def function_at(item, points):
    nodes, domain = item["nodes"], item.get("domain")
    # of what never selects there are no corners to look for
    selects = any(node[0] in ("where", "min", "max", "abs", "sign", "floor") for node in nodes)
    columns, kinks = [[], [], []], []
    for i, x in enumerate(points):
        if x != x or domain and abs(x) < float("inf") and run(domain, mpf(x))[0] == 0:
            values = (mp.nan, mp.nan, mp.nan)
        elif x in (float("inf"), -float("inf")):
            values = limits(item.get("otherwise") or nodes, 1 if x > 0 else -1)
        else:
            kink = lambda order, left, right: kinks.append([i, order, left, right])
            values = values_at(nodes, mpf(x), selects, kink)
            if item.get("otherwise") and mp.isnan(values[0]):
                values = values_at(item["otherwise"], mpf(x), True, kink)
        for column, value in zip(columns, values):
            column.append(value)
    if domain:
        columns = [[mp.nan if abs(x) == float("inf") and run(domain, mpf(x))[0] == 0 else v for x, v in zip(points, c)]
                   for c in columns]
    return {"columns": [encoded(column) for column in columns], "kinks": kinks}


def values_at(nodes, x, selects, kink):
    """The values, and what they are on both sides where these differ: at a corner, or so near that no float tells."""
    jets.tie = False
    values = list(exact(lambda: run(nodes, x)))
    at_corner = jets.tie
    if not selects:
        return values
    left, right = sides(nodes, x, "1e-45")
    for order in range(3):
        l, r = left[order], right[order]
        if mp.isnan(l) or mp.isnan(r):
            continue
        if at_corner and abs(r) > mpf("1e15"):
            kink(order, float(mp.sign(l)) * 1.7e308, float(mp.sign(r)) * 1.7e308)
        elif abs(l - r) > mpf("1e-40") * max(1, abs(r)):
            kink(order, limited_float(l), limited_float(r))
        elif at_corner and order > 0:
            # beside a corner at which it is 0 a step leaves a trace of its size
            values[order] = r if abs(l - r) < abs(r) / 2 else mpf(0)
    if not at_corner and abs(x) < 1000000:
        near = sides(nodes, x, "1e-16")
        for order in (1, 2):
            l, r = near[0][order], near[1][order]
            if abs(l - r) > mpf("1e-3") * max(abs(l), abs(r)) and max(abs(l), abs(r)) > mpf("1e-40"):
                kink(order, limited_float(min(l, r)), limited_float(max(l, r)))
    return values


def limited_float(v):
    """JSON has no infinities."""
    return max(-1.7e308, min(1.7e308, float(v)))


def limits(nodes, sign):
    """What the values far out settle at or grow to; NaN if they do neither."""
    samples, others = [], []
    for power in (30, 90, 270, 810):
        try:
            samples.append(exact(lambda: run(nodes, sign * pow(mpf(10), power))))
            others.append(exact(lambda: run(nodes, sign * pow(mpf(7), power) / 3)))
        except (OverflowError, ValueError):
            return (mp.nan, mp.nan, mp.nan)
    return tuple(settled([s[k] for s in samples], [s[k] for s in others]) for k in range(3))


def settled(values, others):
    if any(mp.isnan(v) for v in values + others):
        return mp.nan
    # an exponential that fell out of every range
    values = [v if abs(v) > mpf("1e-100000") else mpf(0) for v in values]
    c, d = values[2:]
    if d == c or abs(d - c) <= mpf("1e-25") * abs(d):
        return d
    sizes = [abs(v) for v in values]
    if all(q <= p * mpf("0.6") for p, q in zip(sizes, sizes[1:])):
        return mpf(0)
    one_sign = len({mp.sign(v) for v in values + others}) == 1
    if all(q >= p * mpf("1.5") for p, q in zip(sizes, sizes[1:])) and one_sign:
        return mp.inf if d > 0 else -mp.inf
    return mp.nan


def sides(nodes, x, step):
    h = (abs(x) if x else mpf(1)) * mpf(step)
    return [exact(lambda: run(nodes, x + sign * h)) for sign in (-1, 1)]
