"""Optimisers and schedules of PyTorch in float64: writes test/golden/optim.json. Run: /usr/bin/python3 scripts/golden_optim.py"""
import json
import warnings

import torch
from torch import optim
from torch.optim import lr_scheduler

from torch_optim import OWN, rule_of

warnings.simplefilter("ignore")
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
STEPS = 50

OPTIMIZERS = [
    ("SGD", {"lr": 0.05}), ("SGD", {"lr": 0.05, "weight_decay": 0.1}),
    ("SGD", {"lr": 0.02, "momentum": 0.9}), ("SGD", {"lr": 0.02, "momentum": 0.8, "dampening": 0.4, "weight_decay": 0.05}),
    ("SGD", {"lr": 0.02, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
    ("SGD", {"lr": 0.002, "momentum": 0.5, "maximize": True}),
    ("Adam", {}), ("Adam", {"lr": 0.05, "amsgrad": True, "betas": [0.5, 0.6]}),
    ("Adam", {"lr": 0.02, "amsgrad": True, "weight_decay": 0.1, "betas": [0.8, 0.7], "eps": 1e-4}),
    ("Adam", {"lr": 0.01, "maximize": True}),
    ("AdamW", {"lr": 0.02}), ("AdamW", {"lr": 0.05, "amsgrad": True, "weight_decay": 0.2, "betas": [0.5, 0.6]}),
    ("RMSprop", {}), ("RMSprop", {"lr": 0.02, "alpha": 0.8, "eps": 1e-4, "weight_decay": 0.1}),
    ("RMSprop", {"lr": 0.01, "momentum": 0.7}), ("RMSprop", {"lr": 0.01, "alpha": 0.9, "centered": True}),
    ("RMSprop", {"lr": 0.005, "momentum": 0.9, "centered": True, "weight_decay": 0.01, "maximize": True}),
    ("Adagrad", {}), ("Adagrad", {"lr": 0.1, "lr_decay": 0.05, "weight_decay": 0.1, "initial_accumulator_value": 0.3, "eps": 1e-6}),
    ("NAdam", {}), ("NAdam", {"lr": 0.02, "betas": [0.7, 0.95], "weight_decay": 0.1, "momentum_decay": 0.1}),
    ("RAdam", {}), ("RAdam", {"lr": 0.02, "betas": [0.8, 0.9], "weight_decay": 0.05, "eps": 1e-5}),
    ("Lion", {"lr": 0.003}), ("Lion", {"lr": 0.003, "betas": [0.8, 0.95], "weight_decay": 0.3}),
]
GROUPS = [
    ("Adam", {"lr": 0.01}, [("*.bias", {"lr": 0.1, "weight_decay": 0.0}), ("0.weight", {"betas": [0.5, 0.9]})], {}),
    ("SGD", {"lr": 0.05, "weight_decay": 0.1}, [("*.bias", {"momentum": 0.9, "weight_decay": 0.0})], {}),
]
CLIPS = [("SGD", {"lr": 0.1, "momentum": 0.9}, [], {"clip_grad_norm": 0.25}), ("Adam", {"lr": 0.05}, [], {"clip_grad_value": 0.05}),
         ("SGD", {"lr": 0.1}, [], {"clip_grad_norm": 0.4, "clip_grad_value": 0.1}), ("SGD", {"lr": 0.1}, [], {"clip_grad_norm": 1e6})]


def numbers(count, seed):
    return [((i * 7919 + seed * 104729 + 13) % 4001 - 2000) / 1000 for i in range(count)]


def network():
    model = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.Tanh(), torch.nn.Linear(5, 2))
    with torch.no_grad():
        for i, p in enumerate(model.parameters()):
            p.copy_(torch.tensor(numbers(p.numel(), i)).reshape(p.shape) / 4)
    return model


def train(*case, **options):
    """A training in float64, and how far PyTorch's own float32 strays from it."""
    wanted = run(*case, **options)
    torch.set_default_dtype(torch.float32)
    single = run(*case, **options)
    torch.set_default_dtype(torch.float64)
    pairs = [(single["losses"], wanted["losses"])] + [(single["final"][n], p) for n, p in wanted["final"].items()]
    apart = [max(abs(a - b) for a, b in zip(got, want)) / max(map(abs, want)) for got, want in pairs]
    return {**wanted, "drift": max(apart)}


def run(kind, options, groups=(), clip={}, schedule=None, own=OWN):
    model = network()
    named = dict(model.named_parameters())
    rule = rule_of([kind, options], named, [{"params": pattern, **apart} for pattern, apart in groups], own)
    scheduler = None if schedule is None else getattr(lr_scheduler, schedule[0])(rule, **schedule[1])
    x = torch.tensor(numbers(24, 7)).reshape(8, 3)
    y = torch.tensor(numbers(16, 8)).reshape(8, 2)
    losses = []
    for _ in range(STEPS):
        rule.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), y)
        loss.backward()
        if "clip_grad_value" in clip:
            torch.nn.utils.clip_grad_value_(model.parameters(), clip["clip_grad_value"])
        if "clip_grad_norm" in clip:
            torch.nn.utils.clip_grad_norm_(model.parameters(), clip["clip_grad_norm"])
        rule.step()
        if scheduler is not None:
            scheduler.step()
        losses.append(loss.item())
    return {"kind": kind, "options": options, "groups": [{"params": p, **apart} for p, apart in groups], "clip": clip,
            "schedule": schedule, "losses": losses, "final": {n: p.flatten().tolist() for n, p in named.items()}}


SCHEDULES = [
    ("StepLR", {"step_size": 7}), ("StepLR", {"step_size": 3, "gamma": 0.5}),
    ("MultiStepLR", {"milestones": [4, 9, 20]}), ("MultiStepLR", {"milestones": [5, 6], "gamma": 0.7}),
    ("ExponentialLR", {"gamma": 0.9}),
    ("CosineAnnealingLR", {"T_max": 12}), ("CosineAnnealingLR", {"T_max": 30, "eta_min": 0.02}),
    ("CosineAnnealingWarmRestarts", {"T_0": 5}), ("CosineAnnealingWarmRestarts", {"T_0": 3, "T_mult": 2, "eta_min": 0.01}),
    ("CosineAnnealingWarmRestarts", {"T_0": 1, "T_mult": 3}),
    ("LinearLR", {}), ("LinearLR", {"start_factor": 0.1, "end_factor": 0.8, "total_iters": 9}),
    ("ConstantLR", {}), ("ConstantLR", {"factor": 0.2, "total_iters": 3}),
    ("PolynomialLR", {}), ("PolynomialLR", {"total_iters": 11, "power": 2.0}),
    ("OneCycleLR", {"max_lr": 0.3, "total_steps": 41}),
    ("OneCycleLR", {"max_lr": 0.3, "epochs": 9, "steps_per_epoch": 5, "pct_start": 0.4, "anneal_strategy": "linear", "div_factor": 10.0, "final_div_factor": 50.0}),
    ("OneCycleLR", {"max_lr": 0.3, "total_steps": 41, "three_phase": True, "cycle_momentum": False}),
    ("OneCycleLR", {"max_lr": 0.2, "total_steps": 60, "three_phase": True, "base_momentum": 0.6, "max_momentum": 0.9}),
]
METRICS = [1.0, 0.9, 0.89995, 0.9, 0.91, 0.92, 0.7, 0.71, 0.72, 0.73, 0.74, 0.75, 0.76, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66] + [0.6] * 20
PLATEAUS = [{"patience": 2}, {"patience": 1, "factor": 0.5, "cooldown": 3, "min_lr": 0.01},
            {"mode": "max", "patience": 3, "threshold": 0.05, "threshold_mode": "abs"},
            {"patience": 0, "factor": 0.3, "threshold_mode": "abs", "threshold": 0.01, "eps": 1e-3}]


def rates(kind, options, metrics=None):
    rule = optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1, momentum=0.9)
    scheduler = getattr(lr_scheduler, kind)(rule, **options)
    found, momenta = [], []
    for i in range(40):
        found.append(rule.param_groups[0]["lr"])
        momenta.append(rule.param_groups[0]["momentum"])
        rule.step()
        scheduler.step(*([] if metrics is None else [metrics[i]]))
    return {"kind": kind, "options": options, "lr": found, "momentum": momenta}


def warm_up():
    rule = optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
    parts = [lr_scheduler.LinearLR(rule, 0.1, total_iters=4), lr_scheduler.ExponentialLR(rule, gamma=0.8)]
    scheduler = lr_scheduler.SequentialLR(rule, parts, [5])
    found = []
    for _ in range(20):
        found.append(rule.param_groups[0]["lr"])
        rule.step()
        scheduler.step()
    return found


table = {
    "made by": f"scripts/golden_optim.py, PyTorch {torch.__version__}",
    "trainings": [train(*case) for case in OPTIMIZERS + GROUPS + CLIPS]
    + [train("SGD", {"lr": 0.1, "momentum": 0.9}, (), {}, ("OneCycleLR", {"max_lr": 0.2, "total_steps": 50})),
       train("Adam", {"lr": 0.05}, (("*.bias", {"lr": 0.01}),), {}, ("CosineAnnealingLR", {"T_max": 50})),
       train("Adam", {"lr": 0.05}, (), {}, ("OneCycleLR", {"max_lr": 0.1, "total_steps": 50}))],
    "nadam113": [train(kind, options, own={}) for kind, options in OPTIMIZERS if kind == "NAdam"],
    "schedules": [rates(*case) for case in SCHEDULES],
    "metrics": METRICS,
    "plateaus": [rates("ReduceLROnPlateau", options, METRICS) for options in PLATEAUS],
    "warmUp": warm_up(),
}
with open("test/golden/optim.json", "w") as f:
    f.write(json.dumps(table, separators=(",", ":")).replace('{"kind"', '\n{"kind"') + "\n")
