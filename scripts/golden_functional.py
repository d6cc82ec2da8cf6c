#!/usr/bin/env python3
"""Writes test/golden/functional.json: the names in torch.nn.functional, and softmax and its kin on hard rows.

    python3 scripts/golden_functional.py > test/golden/functional.json
"""
import json

import torch
import torch.nn.functional as F

ROWS = [[1.0, 2.0, -3.0, 0.5], [float("-inf")] * 4, [float("inf"), 1.0, 2.0, 3.0], [100.0, -100.0, 1e4, 0.0],
        [2.0, 2.0, float("-inf"), 2.0], [float("nan"), 0.0, 1.0, 2.0], [-1e-3, 0.0, 1e-9, 2e-3]]
CALLS = {
    "softmax": lambda x: F.softmax(x, -1), "logSoftmax": lambda x: F.log_softmax(x, -1),
    "softmin": lambda x: F.softmin(x, -1), "logsumexp": lambda x: torch.logsumexp(x, -1),
    "glu": lambda x: F.glu(x, -1), "rrelu": lambda x: F.rrelu(x, training=False),
}
# The activations among them, as PyTorch's documentation lists them; those that change their argument left out.
NAMES = ("threshold relu hardtanh hardswish relu6 elu selu celu leaky_relu prelu rrelu glu gelu logsigmoid hardshrink "
         "tanhshrink softsign softplus softmin softmax softshrink gumbel_softmax log_softmax tanh sigmoid hardsigmoid "
         "silu mish").split()


def number(value):
    return value if abs(value) < float("inf") else str(value).replace("inf", "Infinity").replace("nan", "NaN")


def row(call):
    x = torch.tensor(ROWS, dtype=torch.float64, requires_grad=True)
    y = call(x)
    weights = torch.arange(1, y.numel() + 1, dtype=torch.float64).reshape(y.shape)
    (y * weights).sum().backward()
    return {"values": [number(v) for v in y.flatten().tolist()], "gradient": [number(v) for v in x.grad.flatten().tolist()]}


assert all(hasattr(F, name) for name in NAMES)
print(json.dumps({
    "made by": f"scripts/golden_functional.py, PyTorch {torch.__version__}",
    "names": NAMES,
    "rows": [[number(v) for v in r] for r in ROWS],
    "functions": {name: row(call) for name, call in CALLS.items()},
}))
