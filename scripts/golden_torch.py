#!/usr/bin/env python3
"""Writes test/golden/torch.json: values and slopes of PyTorch's activations in float64 at special points.

    python3 scripts/golden_torch.py > test/golden/torch.json
"""
import json
import math

import torch
from torch import nn

POINTS = [-math.inf, -10.5, -3.0, -2.25, -1.0, -0.5, -0.125, -0.0, 0.0, 0.1, 0.5, 0.75, 1.0, 3.0, 4.5, 6.0, 25.0, math.inf, math.nan]

MODULES = {
    "identity": [nn.Identity()],
    "relu": [nn.ReLU()],
    "leakyRelu": [nn.LeakyReLU(), ("negativeSlope", 2.0, nn.LeakyReLU(2.0))],
    "prelu": [nn.PReLU(), ("a", 1.5, nn.PReLU(init=1.5))],
    "relu6": [nn.ReLU6()],
    "threshold": [nn.Threshold(0.1, 20.0)],
    "elu": [nn.ELU(), ("alpha", 2.5, nn.ELU(2.5))],
    "selu": [nn.SELU()],
    "celu": [nn.CELU(), ("alpha", 2.5, nn.CELU(2.5))],
    "gelu": [nn.GELU()],
    "geluTanh": [nn.GELU(approximate="tanh")],
    "silu": [nn.SiLU()],
    "mish": [nn.Mish()],
    "softplus": [nn.Softplus(), ("beta", 2.0, nn.Softplus(2.0))],
    "softsign": [nn.Softsign()],
    "sigmoid": [nn.Sigmoid()],
    "logsigmoid": [nn.LogSigmoid()],
    "tanh": [nn.Tanh()],
    "hardtanh": [nn.Hardtanh(), ("maxVal", 3.0, nn.Hardtanh(-1.0, 3.0))],
    "hardsigmoid": [nn.Hardsigmoid()],
    "hardswish": [nn.Hardswish()],
    "hardshrink": [nn.Hardshrink(), ("lambd", 0.75, nn.Hardshrink(0.75))],
    "softshrink": [nn.Softshrink(), ("lambd", 0.75, nn.Softshrink(0.75))],
    "tanhshrink": [nn.Tanhshrink()],
    "abs": [torch.abs],
    "sign": [torch.sign],
}


def text(value):
    """JSON has no NaN and infinities, and readers drop the sign of zero: those are words."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return "-0" if value == 0 and math.copysign(1, value) < 0 else value


def row(name, case):
    option, module = ({}, case) if not isinstance(case, tuple) else ({case[0]: case[1]}, case[2])
    if isinstance(module, nn.Module):
        module = module.double()
    values, slopes = [], []
    # one point a call: PyTorch's vector paths treat NaN and bounds differently from its scalar ones
    for point in POINTS:
        x = torch.tensor([point], dtype=torch.float64, requires_grad=True)
        y = module(x)
        (slope,) = torch.autograd.grad(y.sum(), x)
        values.append(text(y.item()))
        slopes.append(text(slope.item()))
    return {"name": name, "options": option, "values": values, "slopes": slopes}


rows = [row(name, case) for name, cases in MODULES.items() for case in cases]
print(json.dumps({
    "made by": f"scripts/golden_torch.py, PyTorch {torch.__version__}",
    "points": [text(p) for p in POINTS],
    "rows": rows,
}, separators=(",", ":")).replace('{"name"', '\n{"name"'))
