"""Writes test/golden/shapes.json: least values and largest slopes of activations, by mpmath to 40 digits.

    /usr/bin/python3 scripts/golden_shapes.py
"""

import json
from pathlib import Path

import mpmath as mp

mp.mp.dps = 40


def phi(x):
    return mp.ncdf(x)


# name: (function, a place near its least value or None, a place near its largest slope)
functions = {
    "gelu": (lambda x: x * phi(x), -0.75, 1.4),
    "silu": (lambda x: x / (1 + mp.exp(-x)), -1.28, 2.4),
    "mish": (lambda x: x * mp.tanh(mp.log(1 + mp.exp(x))), -1.19, 1.5),
    "quickGelu": (lambda x: x / (1 + mp.exp(-1.702 * x)), -0.75, 1.4),
    "lisht": (lambda x: x * mp.tanh(x), None, 1.2),
    "serf": (lambda x: x * mp.erf(mp.log(1 + mp.exp(x))), -1.0, 1.3),
    "tanhExp": (lambda x: x * mp.tanh(mp.exp(x)), -1.1, 0.55),
    "smish": (lambda x: x * mp.tanh(mp.log(1 + 1 / (1 + mp.exp(-x)))), -1.3, 2.5),
    "logish": (lambda x: x * mp.log(1 + 1 / (1 + mp.exp(-x))), -1.3, 2.5),
    "gaussian": (lambda x: mp.exp(-x * x), None, -0.7),
}


def row(f, least, steep):
    slope = lambda x: mp.diff(f, x)
    bend = lambda x: mp.diff(f, x, 2)
    found = {"slope": mp.nstr(abs(slope(mp.findroot(bend, steep))), 25)}
    if least is not None:
        at = mp.findroot(slope, least)
        found |= {"at": mp.nstr(at, 25), "least": mp.nstr(f(at), 25)}
    return found


table = {name: row(*spec) for name, spec in functions.items()}
path = Path(__file__).parent.parent / "test" / "golden" / "shapes.json"
path.write_text(json.dumps({"mpmath": mp.__version__, "functions": table}, indent=1) + "\n")
