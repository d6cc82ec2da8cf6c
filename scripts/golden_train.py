"""Trainings by PyTorch in float64: writes test/golden/train.json. Run: /usr/bin/python3 scripts/golden_train.py"""
import json
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def number(i, seed):
    """In [-2, 2], the same in every language."""
    return ((i * 7919 + seed * 104729 + 13) % 4001 - 2000) / 1000


def tensor(rows, sizes, seed):
    n = rows
    for size in sizes:
        n *= size
    return torch.tensor([number(i, seed) for i in range(n)]).reshape(rows, *sizes)


def targets(kind, x, out):
    rows = x.reshape(x.shape[0], -1)
    if kind in ("CrossEntropyLoss", "NLLLoss"):
        return (rows.sum(1).abs() * 10).floor().long() % out
    if kind in ("BCELoss", "BCEWithLogitsLoss"):
        return (rows[:, :out] > 0).double()
    return torch.sin(rows[:, :out])


cases = [
    # name, modules as nn's names with arguments, loss, optimiser
    ("the course's network, GELU, Adam",
     [["Linear", 20, 64], ["GELU"], ["Linear", 64, 32], ["GELU"], ["Linear", 32, 16], ["GELU"], ["Linear", 16, 1]],
     ["BCEWithLogitsLoss", {}], ["Adam", {"lr": 0.01}], [20]),
    ("LeakyReLU, SGD with momentum and decay",
     [["Linear", 6, 8], ["LeakyReLU", {"negative_slope": 0.2}], ["Linear", 8, 3]],
     ["MSELoss", {}], ["SGD", {"lr": 0.05, "momentum": 0.9, "weight_decay": 0.01}], [6]),
    ("ELU, SGD with dampening",
     [["Linear", 6, 8], ["ELU", {"alpha": 0.7}], ["Linear", 8, 3]],
     ["HuberLoss", {"delta": 0.5}], ["SGD", {"lr": 0.05, "momentum": 0.8, "dampening": 0.3}], [6]),
    ("SiLU, SGD with Nesterov",
     [["Linear", 6, 8], ["SiLU"], ["Linear", 8, 3]],
     ["MSELoss", {"reduction": "sum"}], ["SGD", {"lr": 0.001, "momentum": 0.9, "nesterov": True, "weight_decay": 0.1}], [6]),
    ("Tanh, Sigmoid, plain SGD",
     [["Linear", 6, 8], ["Tanh"], ["Linear", 8, 3], ["Sigmoid"]],
     ["BCELoss", {}], ["SGD", {"lr": 0.3, "weight_decay": 0.001}], [6]),
    ("PReLU, AdamW",
     [["Linear", 6, 8], ["PReLU"], ["Linear", 8, 8], ["PReLU", {"num_parameters": 8, "init": 0.1}], ["Linear", 8, 4]],
     ["CrossEntropyLoss", {}], ["AdamW", {"lr": 0.01, "weight_decay": 0.1}], [6]),
    ("Softplus, Adam with decay and betas",
     [["Linear", 6, 8, {"bias": False}], ["Softplus", {"beta": 2}], ["Linear", 8, 4]],
     ["CrossEntropyLoss", {"reduction": "sum"}],
     ["Adam", {"lr": 0.02, "betas": [0.8, 0.95], "eps": 1e-6, "weight_decay": 0.05}], [6]),
    ("Flatten, Mish, Hardswish, L1",
     [["Flatten"], ["Linear", 6, 8], ["Mish"], ["Linear", 8, 8], ["Hardswish"], ["Linear", 8, 3]],
     ["L1Loss", {}], ["SGD", {"lr": 0.05, "momentum": 0.5}], [2, 3]),
    ("BatchNorm1d",
     [["Linear", 6, 8], ["BatchNorm1d", 8], ["GELU"], ["Linear", 8, 8, {"bias": False}],
      ["BatchNorm1d", 8, {"momentum": 0.3, "eps": 0.001, "affine": False}], ["Tanh"], ["Linear", 8, 3]],
     ["MSELoss", {}], ["SGD", {"lr": 0.05, "momentum": 0.9, "weight_decay": 0.01}], [6]),
    ("BatchNorm1d over a length, the mean of all batches",
     [["BatchNorm1d", 3, {"momentum": None}], ["Tanh"], ["Flatten"], ["Linear", 12, 8],
      ["BatchNorm1d", 8], ["Linear", 8, 2]],
     ["MSELoss", {}], ["SGD", {"lr": 0.1}], [3, 4]),
    ("LayerNorm",
     [["LayerNorm", 6], ["Linear", 6, 8], ["LayerNorm", 8, {"eps": 0.01}], ["GELU"], ["Linear", 8, 8],
      ["LayerNorm", [8], {"elementwise_affine": False}], ["Dropout", 0], ["Linear", 8, 4]],
     ["CrossEntropyLoss", {}], ["Adam", {"lr": 0.01}], [6]),
    ("LayerNorm over two axes, AdamW",
     [["LayerNorm", [3, 4]], ["SiLU"], ["Flatten"], ["Linear", 24, 3]],
     ["MSELoss", {}], ["AdamW", {"lr": 0.01}], [2, 3, 4]),
    ("RMSNorm, Residual, Tied, a nested Sequential",
     [["Linear", 6, 8], ["RMSNorm", 8, {"eps": 0.001}],
      ["Residual", ["Sequential", ["Linear", 8, 5], ["Tanh"], ["Linear", 5, 8]]],
      ["Tied", ["Sequential", ["Linear", 8, 8], ["Tanh"]], 3], ["Linear", 8, 3], ["Softmax", {"dim": -1}]],
     ["MSELoss", {}], ["Adam", {"lr": 0.01}], [6]),
    ("a small image network: Conv2d, BatchNorm2d, MaxPool2d, AvgPool2d",
     [["Conv2d", 1, 3, 3, {"padding": 1}], ["BatchNorm2d", 3], ["ReLU"], ["MaxPool2d", 2],
      ["Conv2d", 3, 4, 3, {"stride": 2, "padding": 1, "bias": False}], ["GELU"], ["AvgPool2d", 2],
      ["Flatten"], ["Linear", 4, 3], ["LogSoftmax", {"dim": -1}]],
     ["NLLLoss", {}], ["SGD", {"lr": 0.05, "momentum": 0.9}], [1, 8, 8]),
    ("windows of every kind: sizes, strides, padding and dilation by axis",
     [["Conv2d", 2, 3, [3, 2], {"stride": [1, 2], "padding": [1, 0], "dilation": [2, 1]}], ["Tanh"],
      ["MaxPool2d", 3, {"stride": 2, "padding": 1}], ["AvgPool2d", [2, 3], {"stride": 1, "padding": 1, "count_include_pad": False}],
      ["Conv2d", 3, 2, 1, {"stride": 2}], ["Flatten"], ["Linear", 4, 2]],
     ["MSELoss", {}], ["Adam", {"lr": 0.01}], [2, 7, 9]),
    ("GLU",
     [["Linear", 6, 12], ["GLU"], ["Linear", 6, 8], ["GLU"], ["Linear", 4, 3]],
     ["MSELoss", {}], ["Adam", {"lr": 0.01}], [6]),
]


class RMSNorm(nn.Module):  # as torch.nn.RMSNorm of later versions
    def __init__(self, size, eps):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(size))

    def forward(self, x):
        return x / torch.sqrt((x * x).mean(-1, keepdim=True) + self.eps) * self.weight


class Residual(nn.Module):
    def __init__(self, block):
        super().__init__()
        self.block = block

    def forward(self, x):
        return x + self.block(x)


class Tied(nn.Module):
    def __init__(self, block, times):
        super().__init__()
        self.block = block
        self.times = times

    def forward(self, x):
        for _ in range(self.times):
            x = self.block(x)
        return x


own = {"RMSNorm": RMSNorm, "Residual": Residual, "Tied": Tied}


def module(spec):
    name, *rest = spec
    options = rest.pop() if rest and isinstance(rest[-1], dict) else {}
    rest = [module(a) if isinstance(a, list) and isinstance(a[0], str) else a for a in rest]
    return (own.get(name) or getattr(nn, name))(*rest, **options)


def run(case, seed):
    name, modules, loss, optimizer, sizes = case
    torch.manual_seed(seed)
    model = nn.Sequential(*[module(spec) for spec in modules])
    initial = {key: value.tolist() for key, value in model.state_dict().items()}
    rows, batch, steps = 50, 16, 24
    x = tensor(rows, sizes, seed)
    out = model.eval()(x).shape[1]
    model.train()
    y = targets(loss[0], x, out)
    criterion = getattr(nn, loss[0])(**loss[1])
    rule = getattr(torch.optim, optimizer[0])(model.parameters(), **optimizer[1])
    losses = []
    for step in range(steps):
        begin = step % 4 * batch  # the fourth batch has two rows
        rule.zero_grad()
        value = criterion(model(x[begin:begin + batch]), y[begin:begin + batch])
        value.backward()
        if step == 0:
            gradients = {key: p.grad.tolist() for key, p in model.named_parameters()}
        rule.step()
        losses.append(value.item())
    model.eval()
    return {
        "name": name, "modules": modules, "loss": loss, "optimizer": optimizer, "sizes": sizes, "batch": batch,
        "seed": seed, "rows": rows, "y": y.tolist(), "initial": initial, "gradients": gradients, "losses": losses,
        "final": {key: value.tolist() for key, value in model.state_dict().items()},
        "evaluation": criterion(model(x), y).item(), "prediction": model(x[:3]).tolist(),
    }


with open("test/golden/train.json", "w") as f:
    json.dump({"torch": torch.__version__, "cases": [run(case, i + 1) for i, case in enumerate(cases)]}, f)
    f.write("\n")
