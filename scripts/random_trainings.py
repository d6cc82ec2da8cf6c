"""Trainings by PyTorch of random networks, losses, optimisers and schedules, for scripts/replay.ts: a line of JSON each."""
import json
import math
import random
import sys
import warnings

import torch
from golden_train import OPTIONS, SHARE, TORCH, run
from torch_modules import ACTIVATIONS, module

warnings.simplefilter("ignore")
# steep ones leave the range of numbers in most networks, and steps jump where rounding decides
WILD = {"Exponential", "ReluSquared", "StarRelu", "Xielu", "BilinearGLU", "Hardmax", "Heaviside", "Sign", "Hardshrink", "ThresholdedRelu", "Threshold"}


def pick(r, options):
    """Some of the options, each with one of its values."""
    return {name: r.choice(values) for name, values in options.items() if r.random() < 0.5}


def activation(r):
    plain = [a for a in TORCH if a[0] not in ("Softmax", "LogSoftmax", "Softmin", "Identity") and "num_parameters" not in str(a)]
    own = [[name, *([options] if options else [])] for name in ACTIVATIONS for options in OPTIONS.get(name, [{}])
           if "num_parameters" not in options]
    return r.choice([a for a in plain + own if a[0] not in WILD])


def after(a, size):
    return int(size * SHARE.get(a[0], 1))


def dense(r, size, depth=0):
    """Modules from `size` features on, and the features that they leave."""
    modules = []
    for _ in range(r.randint(1, 3 if depth == 0 else 1)):
        wide = r.choice([4, 8, 12])
        kind = r.random()
        # the slope of a bias before batch normalisation is rounding, and Adam makes a step of it
        modules.append(["Linear", size, wide] + ([{"bias": False}] if kind < 0.15 or r.random() < 0.2 else []))
        size = wide
        if kind < 0.15:
            modules.append(["BatchNorm1d", size, pick(r, {"eps": [1e-3], "momentum": [0.3, None], "affine": [False], "track_running_stats": [False]})])
        elif kind < 0.3:
            modules.append(["LayerNorm", size, pick(r, {"eps": [1e-3], "elementwise_affine": [False]})])
        elif kind < 0.4:
            modules.append(["RMSNorm", size, {"eps": r.choice([1e-5, 1e-2]), "elementwise_affine": r.random() < 0.5}])
        a = activation(r)
        modules.append(a)
        size = after(a, size)
        if depth == 0 and r.random() < 0.25:
            inner, left = dense(r, size, 1)
            block = ["Sequential", *inner, ["Linear", left, size]]
            modules.append(["Residual", block] if r.random() < 0.6 else ["Tied", ["Sequential", *block[1:], ["Tanh"]], r.randint(1, 3)])
        if r.random() < 0.1:
            modules.append(["Dropout", {"p": 0}])
    return modules, size


def window(size, kernel, stride, padding, dilation):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


def image(r, channels, height, width):
    modules = []
    for _ in range(r.randint(1, 2)):
        out, groups = r.choice([(4, 1), (6, 1), (4, channels)])
        if out % groups != 0:
            groups = 1
        o = {"stride": [r.choice([1, 1, 2]), r.choice([1, 2])], "padding": [r.randint(0, 2), r.randint(0, 1)], "dilation": [1, r.choice([1, 2])]}
        kernel = [r.randint(1, 3), r.randint(1, 3)]
        sizes = [window(s, k, *(o[n][i] for n in ("stride", "padding", "dilation"))) for i, (s, k) in enumerate(zip((height, width), kernel))]
        if min(sizes) < 2:
            continue
        # what batch normalisation makes of one number times the image does not depend on the number: its slope is rounding too
        normal = r.random() < 0.3 and channels // groups * kernel[0] * kernel[1] > 1
        modules.append(["Conv2d", channels, out, kernel, {**o, "groups": groups, "bias": not normal and r.random() < 0.8}])
        channels, (height, width) = out, sizes
        if normal:
            modules.append(["BatchNorm2d", channels])
        modules.append(r.choice([["ReLU"], ["GELU"], ["SiLU"], ["Softmax2d"], ["Mish"], ["PReLU", {"num_parameters": channels}], ["AconC", {"num_parameters": channels}]]))
        if min(height, width) >= 3 and r.random() < 0.5:
            o = {"stride": r.choice([1, 2]), "padding": r.randint(0, 1), "ceil_mode": r.random() < 0.5}
            own = pick(r, {"count_include_pad": [False], "divisor_override": [3]})
            pool = r.choice([["MaxPool2d", 2, o], ["AvgPool2d", 2, {**o, **own}]])
            modules.append(pool)
            height, width = module(pool)(torch.zeros(1, 1, height, width)).shape[2:]
    return [*modules, ["Flatten"]], channels * height * width


LOSSES = {
    "MSELoss": {}, "L1Loss": {}, "SmoothL1Loss": {"beta": [0.3, 2.0]}, "HuberLoss": {"delta": [0.2, 3.0]},
    "BCEWithLogitsLoss": {"pos_weight": ["row"], "weight": ["row"]}, "SoftMarginLoss": {}, "MultiLabelSoftMarginLoss": {"weight": ["row"]},
    "CrossEntropyLoss": {"weight": ["row"], "label_smoothing": [0.1], "ignore_index": [1]}, "HingeEmbeddingLoss": {"margin": [0.5]},
    "PoissonNLLLoss": {"full": [True]}, "NLLLoss": {"weight": ["row"]}, "KLDivLoss": {}, "BCELoss": {"weight": ["row"]},
    "GaussianNLLLoss": {"full": [True], "eps": [1e-2]},
}
HEADS = {"NLLLoss": [["LogSoftmax", {"dim": -1}]], "KLDivLoss": [["LogSoftmax", {"dim": 1}]], "BCELoss": [["Sigmoid"]], "GaussianNLLLoss": [["Softplus"]]}
OPTIMIZERS = {
    "SGD": {"momentum": [0.5, 0.9], "dampening": [0.2], "weight_decay": [0.01], "maximize": [False]},
    "Adam": {"betas": [[0.8, 0.9]], "eps": [1e-6], "weight_decay": [0.05], "amsgrad": [True]},
    "AdamW": {"betas": [[0.8, 0.9]], "eps": [1e-6], "weight_decay": [0.05], "amsgrad": [True]},
    "RMSprop": {"alpha": [0.9], "eps": [1e-3], "weight_decay": [0.01], "momentum": [0.6], "centered": [True]},
    "Adagrad": {"lr_decay": [0.02], "initial_accumulator_value": [0.1], "eps": [1e-5], "weight_decay": [0.01]},
    "NAdam": {"betas": [[0.8, 0.9]], "momentum_decay": [0.02], "weight_decay": [0.01]},
    "RAdam": {"betas": [[0.8, 0.9]], "weight_decay": [0.01]},
    "Lion": {"betas": [[0.8, 0.95]], "weight_decay": [0.1]},
}
RATES = {"SGD": [0.02, 0.1], "Lion": [0.0003, 0.001], "RMSprop": [0.002]}
SCHEDULES = [
    ["StepLR", {"step_size": 9, "gamma": 0.5}], ["MultiStepLR", {"milestones": [7, 30, 30], "gamma": 0.4}], ["ExponentialLR", {"gamma": 0.95}],
    ["CosineAnnealingLR", {"T_max": 20, "eta_min": 0.001}], ["CosineAnnealingWarmRestarts", {"T_0": 7, "T_mult": 2}],
    ["LinearLR", {"start_factor": 0.1, "total_iters": 10}], ["ConstantLR", {"factor": 0.5, "total_iters": 8}],
    ["PolynomialLR", {"total_iters": 60, "power": 1.5}], ["ReduceLROnPlateau", {"patience": 2, "factor": 0.5, "cooldown": 1}],
]


def one(r):
    if r.random() < 0.25:
        sizes = [r.randint(1, 2), r.randint(5, 8), r.randint(5, 8)]
        modules, size = image(r, *sizes)
    else:
        sizes = [r.choice([4, 6])]
        modules, size = dense(r, sizes[0])
    kind = r.choice(list(LOSSES))
    out = 4 if kind == "GaussianNLLLoss" else 3
    modules += [["Linear", size, out], *HEADS.get(kind, [])]
    options = {name: [round(r.uniform(0.2, 2), 3) for _ in range(out)] if value == "row" else value
               for name, value in pick(r, LOSSES[kind]).items()}
    options["reduction"] = r.choice(["mean", "mean", "sum"] + ["batchmean"] * (kind == "KLDivLoss"))
    rule = r.choice(list(OPTIMIZERS))
    given = {"lr": r.choice(RATES.get(rule, [0.003, 0.01])), **pick(r, OPTIMIZERS[rule])}
    if rule == "SGD":
        if options["reduction"] != "mean":
            given["lr"] /= 40
        if "momentum" in given and "dampening" not in given and r.random() < 0.5:
            given["nesterov"] = True
        if "momentum" not in given:
            given.pop("dampening", None)
    more = {}
    if r.random() < 0.3:
        more["groups"] = [{"params": "*.bias", "lr": given["lr"] * 2, "weight_decay": 0.0}]
    if r.random() < 0.3:
        more["clip"] = pick(r, {"clip_grad_norm": [0.1, 1.0], "clip_grad_value": [0.05]}) or {"clip_grad_norm": 0.5}
    if r.random() < 0.4:
        momentum = rule in ("Adam", "AdamW", "NAdam", "RAdam") or "momentum" in given
        cycles = [["OneCycleLR", {"max_lr": given["lr"] * 3, "total_steps": 60, **pick(r, {"three_phase": [True], "pct_start": [0.4]})}]]
        more["schedule"] = r.choice(SCHEDULES + cycles * (momentum and rule != "Lion" and "groups" not in more))
    biased = any("bias" not in str(m) for m in modules if m[0] == "Linear")
    if not biased:
        more.pop("groups", None)
    return "random", modules, [kind, options], [rule, given], sizes, more


def is_finite(case):
    numbers = [*case["losses"], *case["drift"].values(), case["evaluation"]]
    # where float32 has lost its way, nothing is to be compared
    return all(math.isfinite(v) for v in numbers) and max(case["drift"].values()) < 1e-4 and max(map(abs, case["losses"])) < 1e4


count, seed = int(sys.argv[1]), int(sys.argv[2])
r = random.Random(seed)
left_out = 0
while count > 0:
    case = one(r)
    # on two sets of data: where one comes upon a corner within float32's rounding, the other will not
    made = [{**run(case, r.randrange(1000)), "name": f"{seed}.{count}"} for _ in range(2)]
    if not all(map(is_finite, made)):
        left_out += 1
        continue
    print(json.dumps(made))
    count -= 1
print(f"{left_out} left out: not finite, or too steep for float32", file=sys.stderr)
