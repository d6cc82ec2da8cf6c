#!/usr/bin/env python3
"""Writes test/golden/activations.json: f, f' and f'' of every activation of tiers 1 and 2, from mpmath at 80 digits.

The formulas are those of a catalogue given as the first argument (name, formula, params), translated here
word by word and differentiated by central differences at 760 digits: nothing of nonlin is used. The Gaussian moments
are those of the catalogue.

    python3 scripts/golden_activations.py activations.json > test/golden/activations.json
"""
import json
import re
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 80

HALF = ["1e-30", "1e-8", "0.001", "0.0625", "0.21875", "0.34375", "0.625", "0.875", "1.1875", "1.65625", "2.125",
        "2.71875", "3.4375", "4.5625", "5.6875", "7.25", "9.5", "12.25", "17.5", "23.75", "38.5", "60.25", "104.5",
        "300.75", "1000.5", "40000.25", "1e10", "1e30"]
POINTS = ["-" + p for p in reversed(HALF)] + HALF


def where(condition, a, b):
    return a if condition else b


def tanh(a):
    """1 - tanh(1000) is 1e-868: nothing of it is left in a double (and mpmath gives up on exp(exp(100)))."""
    return mp.tanh(a) if abs(a) < 1000 else mp.sign(a)


def exp(a):
    """exp(-1e6) is 1e-434294: nothing of it is left in a double (and mpmath gives up on exp(-exp(1e10)))."""
    return mp.exp(a) if a > -1e6 else mpf(0)


def log(a):
    """mpmath goes on into the complex plane."""
    return mp.log(a) if a > 0 else mp.nan if a < 0 else -mp.inf


FUNCTIONS = {
    "exp": exp, "expm1": mp.expm1, "log": log, "log1p": lambda a: mp.log1p(a) if a > -1 else log(1 + a),
    "sqrt": mp.sqrt, "abs": abs, "sinc": mp.sincpi,
    "sign": mp.sign, "sin": mp.sin, "cos": mp.cos, "atan": mp.atan, "asinh": mp.asinh, "sinh": mp.sinh,
    "cosh": mp.cosh, "tanh": tanh, "erf": mp.erf, "erfc": mp.erfc, "max": max, "min": min, "where": where,
    "sigmoid": lambda a: 1 / (1 + mp.exp(-a)) if a >= 0 else mp.exp(a) / (1 + mp.exp(a)),
    "softplus": lambda a: max(a, mpf(0)) + mp.log1p(mp.exp(-abs(a))),
    "pi": mp.pi, "e": mp.e,
}


def compiled(formula, params):
    """The formula as a Python function of x; decimal constants are the doubles that they denote."""
    text = re.sub(r"(?<![\w.])(\d+\.?\d*(?:e[+-]?\d+)?)", lambda m: f"mpf({float(m[1])!r})", formula)
    code = compile(text.replace("^", "**"), formula, "eval")
    names = {**FUNCTIONS, "mpf": mpf, **{k: mpf(v) for k, v in params.items()}}
    return lambda x: eval(code, {"__builtins__": {}}, {**names, "x": x})


def number(value):
    """The nearest double; JSON has no infinities and no NaN, so those are words."""
    y = float(mpf(value))
    return "NaN" if y != y else y if abs(y) < float("inf") else "Infinity" if y > 0 else "-Infinity"


def row(entry):
    f = compiled(entry["formula"], entry["params"])
    columns = [[], [], []]
    for text in POINTS:
        x = mpf(float(text))
        h = mpf(10) ** -20 if abs(x) > 1e-10 else mpf(10) ** -45
        for order, column in enumerate(columns):
            # one-sided pieces meet at kinks; the points keep clear of them by much more than h
            column.append(number(derivative(f, x, order, h)))
    return {"params": entry["params"], "moments": entry["computed"].get("gaussian"), "values": columns}


def derivative(f, x, order, h):
    """Central differences with a step of 1e-20, 40 digits below; 760 digits hold what is left of 1 - 1e-308."""
    with mp.workdps(760):
        if order == 0:
            return f(x)
        if order == 1:
            return (f(x + h) - f(x - h)) / (2 * h)
        return (f(x + h) - 2 * f(x) + f(x - h)) / (h * h)


def main():
    catalogue = json.load(open(sys.argv[1]))
    entries = [e for e in catalogue["entries"] if e["tier"] <= 2 and e["kind"] == "elementwise"]
    table = {
        "made by": f"scripts/golden_activations.py, mpmath {mpmath.__version__}",
        "points": [float(p) for p in POINTS],
        "functions": {e["name"]: row(e) for e in entries},
    }
    print(json.dumps(table, separators=(",", ":")).replace('"functions":{', '"functions":{\n').replace("]]},", "]]},\n"))


main()
