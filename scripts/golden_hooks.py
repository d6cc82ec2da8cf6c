"""What PyTorch's hooks see of small networks, in float64: writes test/golden/hooks.json.

Run: /usr/bin/python3 scripts/golden_hooks.py
"""
import json
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


class Residual(nn.Module):
    def __init__(self, block):
        super().__init__()
        self.block = block

    def forward(self, x):
        return x + self.block(x)


class Tied(nn.Module):
    def __init__(self, block, times):
        super().__init__()
        self.block, self.times = block, times

    def forward(self, x):
        for _ in range(self.times):
            x = self.block(x)
        return x


def number(i, seed):
    """In [-2, 2], the same in every language."""
    return ((i * 7919 + seed * 104729 + 13) % 4001 - 2000) / 1000


def tensor(shape, seed, scale=1):
    n = 1
    for size in shape:
        n *= size
    return (torch.tensor([number(i, seed) for i in range(n)]) * scale).reshape(shape)


def module(spec):
    """["Linear", 3, 5] as nn.Linear(3, 5); lists among the arguments are modules."""
    kind, *args = spec
    args = [module(a) if isinstance(a, list) else a for a in args]
    return {"Residual": Residual, "Tied": Tied}.get(kind, getattr(nn, kind, None))(*args)


def sequential(*specs):
    return ["Sequential", *specs]


cases = [
    ("nested", sequential(["Linear", 3, 5], sequential(["GELU"], ["Linear", 5, 4]), ["ReLU"], ["Linear", 4, 2]), "MSELoss", [3], False),
    ("batch norm in training", sequential(["Linear", 3, 6], ["BatchNorm1d", 6], ["Tanh"], ["Linear", 6, 3]), "CrossEntropyLoss", [3], True),
    ("batch norm in evaluation", sequential(["Linear", 3, 6], ["BatchNorm1d", 6], ["Tanh"], ["Linear", 6, 3]), "CrossEntropyLoss", [3], False),
    ("a residual and a tied block", sequential(["Linear", 3, 4], ["Residual", sequential(["Linear", 4, 4], ["SiLU"])], ["Tied", sequential(["Linear", 4, 4], ["Tanh"]), 3], ["PReLU"], ["Linear", 4, 1]), "BCEWithLogitsLoss", [3], False),
    ("images", sequential(["Conv2d", 1, 2, 3], ["ELU"], ["MaxPool2d", 2], ["Flatten"], ["Linear", 8, 2]), "L1Loss", [1, 6, 6], False),
]


def observe(model, loss, x, y):
    seen, turns = {}, {}

    def forward(name):
        def hook(m, given, made):
            turn = turns[name] = turns.get(name, -1) + 1
            seen[name, turn] = {"name": name, "turn": turn, "input": given[0].detach(), "output": made.detach()}
        return hook

    def backward(name):
        def hook(m, to_input, to_output):
            # the last turn is the first that a gradient reaches
            seen[name, turns[name]].update(inputGradient=to_input[0], outputGradient=to_output[0])
            turns[name] -= 1
        return hook

    for name, m in model.named_modules():
        m.register_forward_hook(forward(name))
        m.register_full_backward_hook(backward(name))
    value = loss(model(x), y)
    value.backward()
    return value.item(), list(seen.values())


def case(name, spec, loss, sizes, training):
    model = module(spec)
    state = model.state_dict()
    for k, (key, value) in enumerate(state.items()):
        if value.is_floating_point():
            # a running variance is positive
            made = tensor(value.shape, k + 1, 0.5)
            state[key] = made.abs() + 0.5 if key.endswith("running_var") else made
    model.load_state_dict(state)
    model.train(training)
    x = tensor([5, *sizes], 99).requires_grad_(True)
    with torch.no_grad():
        out = tensor(model.eval()(x).shape, 77)
        model.train(training)
    y = {"CrossEntropyLoss": out.argmax(1), "BCEWithLogitsLoss": (out > 0).double()}.get(loss, out)
    value, seen = observe(model, getattr(nn, loss)(), x, y)
    parameters = {key: {"data": v.flatten().tolist(), "shape": list(v.shape)} for key, v in state.items()}
    return {
        "name": name, "model": spec, "loss": loss, "training": training,
        "x": x.tolist(), "y": y.tolist(), "parameters": parameters, "value": value,
        "passages": [{k: v.tolist() if torch.is_tensor(v) else v for k, v in row.items()} for row in seen],
        "gradients": {key: v.grad.norm().item() for key, v in model.named_parameters()},
    }


with open("test/golden/hooks.json", "w") as out:
    json.dump({"torch": torch.__version__, "cases": [case(*c) for c in cases]}, out)
    out.write("\n")
