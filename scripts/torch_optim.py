"""Optimisers that PyTorch 1.13 lacks, and how all are made from their names."""
import fnmatch

import torch
from torch import optim


class Lion(optim.Optimizer):
    """Algorithm 2 of arXiv:2302.06675; PyTorch has none."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                direction = (beta1 * m + (1 - beta1) * p.grad).sign()
                p -= group["lr"] * (direction + group["weight_decay"] * p)
                m.copy_(beta2 * m + (1 - beta2) * p.grad)


class NAdam(optim.Optimizer):
    """PyTorch 2's NAdam. That of 1.13 takes mu twice in the product of the next step (mu_product * mu * mu_next)."""

    def __init__(self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "momentum_decay": momentum_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                s = self.state[p]
                if not s:
                    s.update(t=0, product=1.0, m=torch.zeros_like(p), v=torch.zeros_like(p))
                g = p.grad + group["weight_decay"] * p
                s["t"] += 1
                mu = beta1 * (1 - 0.5 * 0.96 ** (s["t"] * group["momentum_decay"]))
                mu_next = beta1 * (1 - 0.5 * 0.96 ** ((s["t"] + 1) * group["momentum_decay"]))
                s["product"] *= mu
                s["m"].mul_(beta1).add_(g, alpha=1 - beta1)
                s["v"].mul_(beta2).addcmul_(g, g, value=1 - beta2)
                denominator = (s["v"] / (1 - beta2 ** s["t"])).sqrt() + group["eps"]
                p -= group["lr"] * (1 - mu) / (1 - s["product"]) * g / denominator
                p -= group["lr"] * mu_next / (1 - s["product"] * mu_next) * s["m"] / denominator


OWN = {"Lion": Lion, "NAdam": NAdam}


def rule_of(optimizer, named, groups=(), own=OWN):
    """The optimiser [name, options] over the parameters; a group states which are its own, a name or a pattern, and its options."""
    kind, options = optimizer
    taken, given = set(), []
    for group in groups:
        patterns = group["params"] if isinstance(group["params"], list) else [group["params"]]
        members = [n for n in named if any(fnmatch.fnmatchcase(n, pattern) for pattern in patterns)]
        taken.update(members)
        given.append({**group, "params": [named[n] for n in members]})
    given.insert(0, {"params": [p for n, p in named.items() if n not in taken]})
    return (own.get(kind) or getattr(optim, kind))(given, **options)
