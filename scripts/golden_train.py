"""
Trainings by PyTorch in float64, and how far its float32 strays from them: writes test/golden/train.json.
Run: /usr/bin/python3 scripts/golden_train.py
"""
import json

import torch
from torch import nn
from torch.optim import lr_scheduler

from torch_modules import ACTIVATIONS, module
from torch_optim import rule_of

torch.set_num_threads(1)
STEPS = 50


def number(i, seed):
    """In [-2, 2], the same in every language; the cube strews what lies side by side."""
    k = (i * 7919 + seed * 104729 + 13) % 4001
    return (k**3 % 4001 - 2000) / 1000


def tensor(rows, sizes, seed):
    n = rows
    for size in sizes:
        n *= size
    return torch.tensor([number(i, seed) for i in range(n)]).reshape(rows, *sizes)


def targets(kind, x, out):
    rows = x.reshape(x.shape[0], -1)
    if kind in ("CrossEntropyLoss", "NLLLoss"):
        return (rows.sum(1).abs() * 10).floor().long() % out
    rows = rows.repeat(1, -(-out // rows.shape[1]))[:, :out]
    return of_target.get(kind, torch.sin)(rows)


def bits(rows):
    return (rows > 0).double()


def signs(rows):
    return 2 * bits(rows) - 1


of_target = {
    "BCELoss": bits, "BCEWithLogitsLoss": bits, "MultiLabelSoftMarginLoss": bits, "SoftMarginLoss": signs,
    "HingeEmbeddingLoss": signs, "PoissonNLLLoss": lambda rows: (2 * rows.abs()).floor(), "KLDivLoss": lambda rows: torch.softmax(rows, 1),
}


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
    ("what lies in groups, or was flattened, normalised",
     [["Conv2d", 2, 4, [2, 3], {"groups": 2, "stride": [1, 2], "dilation": [1, 2], "bias": False}], ["BatchNorm2d", 4], ["Flatten"],
      ["BatchNorm1d", 24], ["Tanh"], ["Linear", 24, 2]],
     ["MSELoss", {}], ["SGD", {"lr": 0.01}], [2, 4, 7]),
    ("convolutions in groups, with borders that keep the size",
     [["Conv2d", 2, 4, [2, 3], {"groups": 2, "padding": "same", "dilation": [3, 1]}], ["SiLU"],
      ["Conv2d", 4, 8, 3, {"groups": 4, "stride": 2, "bias": False}], ["Tanh"], ["Conv2d", 8, 2, 1, {"padding": "valid"}], ["Flatten"],
      ["Linear", 8, 2]],
     ["MSELoss", {}], ["Adam", {"lr": 0.01}], [2, 5, 6]),
]


# PyTorch has these, and the table above uses them only here and there
TORCH = [
    ["Identity"], ["ReLU"], ["LeakyReLU", {"negative_slope": 0.3}], ["PReLU"], ["PReLU", {"num_parameters": 8}],
    ["RReLU", {"lower": 0.25, "upper": 0.25}], ["ReLU6"], ["Threshold", {"threshold": 0.1, "value": -0.5}], ["ELU", {"alpha": 0.6}],
    ["SELU"], ["GELU"], ["GELU", {"approximate": "tanh"}], ["SiLU"], ["Mish"], ["Softplus", {"beta": 3}],
    ["Softsign"], ["Sigmoid"], ["LogSigmoid"], ["Tanh"], ["Hardtanh", {"min_val": -0.5, "max_val": 0.7}], 
    ["Hardswish"], ["Hardshrink", {"lambd": 0.2}], ["Softshrink", {"lambd": 0.1}], ["Tanhshrink"],
    ["Softmax", {"dim": -1}], ["LogSoftmax", {"dim": 1}], ["Softmin", {"dim": 1}], ["GLU"],
]
OPTIONS = {"CELU": [{"alpha": 0.7}], "AconC": [{"num_parameters": 8}, {}], "Snake": [{"num_parameters": 8}, {}], "SwiGLU": [{"alpha": 1.5}],
           "ThresholdedRelu": [{"alpha": 0.2}], "Sine": [{"w0": 2.0}], "Smish": [{"a": 1.3, "b": 0.8}], "Maxout": [{"k": 4}]}
SHARE = {"GLU": 1 / 2, "BilinearGLU": 1 / 2, "ReGLU": 1 / 2, "GEGLU": 1 / 2, "SwiGLU": 1 / 2, "GTU": 1 / 2, "Maxout": 1 / 4, "CReLU": 2}


def of_activation(activation):
    """A training of a network with this activation between its layers, twice."""
    title = activation[0] + (f" {json.dumps(activation[1])}" if len(activation) > 1 else "")
    after = int(8 * SHARE.get(activation[0], 1))
    modules = [["Linear", 4, 8], activation, ["Linear", after, 8], activation, ["Linear", after, 2]]
    # exp(exp(x)) climbs steeply
    lr = 0.0005 if activation[0] == "Exponential" else 0.02
    return f"activation {title}", modules, ["MSELoss", {}], ["SGD", {"lr": lr, "momentum": 0.8}], [4]


own = [[name, *([options] if options else [])] for name in ACTIVATIONS for options in OPTIONS.get(name, [{}])]
cases += [of_activation(a) for a in TORCH + own]
cases.append(("activation Softmax2d", [["Conv2d", 1, 3, 3], ["Softmax2d"], ["Flatten"], ["Linear", 12, 2]],
              ["MSELoss", {}], ["SGD", {"lr": 0.2}], [1, 4, 4]))
cases.append(("pools that reach over the border, batch normalisation without running statistics",
              [["Conv2d", 1, 4, 2, {"bias": False}], ["BatchNorm2d", 4, {"track_running_stats": False}], ["Tanh"], ["MaxPool2d", 3, {"stride": 2, "padding": 1, "ceil_mode": True}],
               ["AvgPool2d", 2, {"stride": [1, 2], "padding": [0, 1], "ceil_mode": True}], ["AvgPool2d", 2, {"stride": 1, "ceil_mode": True, "divisor_override": 3}],
               ["AvgPool2d", [1, 2], {"padding": [0, 1], "ceil_mode": True, "count_include_pad": False}],
               ["Flatten", {"start_dim": 2}], ["Flatten"], ["Linear", 16, 3]],
              ["SmoothL1Loss", {"beta": 0.5}], ["SGD", {"lr": 0.02, "momentum": 0.5}], [1, 7, 8]))


def begin(model, seed):
    """Weights and biases by a rule; the other parameters stay as PyTorch begins them. All are float32's numbers."""
    with torch.no_grad():
        for i, (name, p) in enumerate(model.named_parameters()):
            if p.dim() > 1 or name.endswith("bias"):
                scale = 4 * max(1, p[0].numel() if p.dim() > 1 else 4) ** 0.5
                values = torch.tensor([number(j, seed + i) for j in range(p.numel())], dtype=torch.float64) / scale
                p.copy_(values.reshape(p.shape))
            p.copy_(p.float())


def trained(case, seed, dtype):
    name, modules, loss, optimizer, sizes, *more = case
    more = more[0] if more else {}
    torch.set_default_dtype(dtype)
    model = nn.Sequential(*[module(spec) for spec in modules])
    begin(model, seed)
    rows, batch = 50, 16
    x = tensor(rows, sizes, seed)
    out = model.eval()(x).shape[1]
    model.train()
    y = targets(loss[0], x, out // 2 if loss[0] == "GaussianNLLLoss" else out)
    y = y if y.dtype == torch.long else y.to(dtype)
    criterion = criterion_of(loss)
    named = dict(model.named_parameters())
    rule = rule_of(optimizer, named, more.get("groups", []))
    schedule = schedule_of(rule, more.get("schedule"))
    losses = []
    for step in range(STEPS):
        first = step % 4 * batch  # the fourth batch has two rows
        rule.zero_grad()
        value = criterion(model(x[first:first + batch]), y[first:first + batch])
        value.backward()
        if step == 0:
            gradients = {key: p.grad.tolist() for key, p in named.items()}
        clip(model, more.get("clip", {}))
        rule.step()
        losses.append(value.item())
        schedule(losses[-1])
    model.eval()
    return {
        "y": y.tolist(), "shapes": {key: list(p.shape) for key, p in model.state_dict().items()},
        "gradients": gradients, "losses": losses,
        "final": {key: value.tolist() for key, value in model.state_dict().items()},
        "evaluation": criterion(model(x), y).item(), "prediction": model(x[:3]).tolist(),
    }


def criterion_of(loss):
    options = {key: torch.tensor(v) if isinstance(v, list) else v for key, v in loss[1].items()}
    criterion = getattr(nn, loss[0])(**options)
    if loss[0] != "GaussianNLLLoss":
        return criterion

    def halves(x, y):
        mean, variance = x.chunk(2, 1)
        return criterion(mean, y, variance)

    return halves


def clip(model, limits):
    if "clip_grad_value" in limits:
        nn.utils.clip_grad_value_(model.parameters(), limits["clip_grad_value"])
    if "clip_grad_norm" in limits:
        nn.utils.clip_grad_norm_(model.parameters(), limits["clip_grad_norm"])


def schedule_of(rule, schedule):
    """What is called with the loss after each step."""
    if schedule is None:
        return lambda loss: None
    made = getattr(lr_scheduler, schedule[0])(rule, **schedule[1])
    return made.step if schedule[0] == "ReduceLROnPlateau" else lambda loss: made.step()


def digits(x):
    """Twelve of them: a thousandth of the tolerance."""
    if isinstance(x, dict):
        return {key: digits(value) for key, value in x.items()}
    return [digits(item) for item in x] if isinstance(x, list) else float(f"{x:.12g}") if isinstance(x, float) else x


def flat(x):
    return [v for item in x for v in flat(item)] if isinstance(x, list) else [x]


def apart(got, wanted, least=1e-30):
    """The largest difference, relative to the largest number."""
    got, wanted = flat(got), flat(wanted)
    return max(abs(a - b) for a, b in zip(got, wanted)) / max(least, *map(abs, wanted))


def run(case, seed):
    wanted = trained(case, seed, torch.float64)
    single = trained(case, seed, torch.float32)
    drift = {
        "losses": apart(single["losses"], wanted["losses"]),
        "final": max((apart(single["final"][key], p) for key, p in wanted["final"].items()), default=0),
        "prediction": apart(single["prediction"], wanted["prediction"]),
    }
    name, modules, loss, optimizer, sizes, *more = case
    return {"name": name, "modules": modules, "loss": loss, "optimizer": optimizer, "sizes": sizes,
            **(more[0] if more else {}), "batch": 16, "seed": seed, "rows": 50, "drift": drift, **wanted}


if __name__ == "__main__":
    with open("test/golden/train.json", "w") as f:
        table = {"made by": f"scripts/golden_train.py, PyTorch {torch.__version__}", "cases": [digits(run(case, i + 1)) for i, case in enumerate(cases)]}
        f.write(json.dumps(table, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")
