"""Modules that PyTorch 1.13 lacks, written out in its operations with autograd for slopes, under nonlin's names and options."""
import math

import torch
from torch import nn


def scalar_function(f, trained=(), **defaults):
    """A class of modules that apply f(x, **options); options named in `trained` are parameters, one for each channel if asked for."""

    class Function(nn.Module):
        def __init__(self, num_parameters=1, **options):
            super().__init__()
            self.options = {**defaults, **options}
            for name in trained:
                value = self.options.pop(name)
                self.register_parameter(name, nn.Parameter(torch.full((num_parameters,), float(value))))

        def forward(self, x):
            # channels are axis 1
            own = {name: p.reshape([-1] + [1] * (x.dim() - 2)) for name, p in self.named_parameters()}
            return f(x, **own, **self.options)

    return Function


def gated(f, **defaults):
    """The same of the two halves of the last axis."""
    return scalar_function(lambda x, **options: f(*x.chunk(2, -1), **options), **defaults)


relu, sigmoid, softplus, zero = torch.relu, torch.sigmoid, nn.functional.softplus, torch.zeros_like


def phi(x):
    return torch.special.ndtr(x)


def pau(x, a0, a1, a2, a3, a4, a5, b1, b2, b3, b4):
    above = a0 + a1 * x + a2 * x**2 + a3 * x**3 + a4 * x**4 + a5 * x**5
    return above / (1 + (b1 * x + b2 * x**2 + b3 * x**3 + b4 * x**4).abs())


def xielu(x, ap, an, beta):
    # expm1 of the negative part only, so that no overflow reaches a slope
    return torch.where(x > 0, ap * x * x + beta * x, an * (torch.expm1(x.clamp(max=0)) - x) + beta * x)


def smelu(x, beta):
    bent = (x + beta) ** 2 / (4 * beta)
    return torch.where(x <= -beta, zero(x), torch.where(x >= beta, x, bent))


def sparse_plus(x):
    return torch.where(x <= -1, zero(x), torch.where(x >= 1, x, (x + 1) ** 2 / 4))


def hard_max(x):
    """Of the first largest value; no slope."""
    return nn.functional.one_hot(x.argmax(-1), x.shape[-1]).to(x.dtype) + 0 * x


def sparsemax(x):
    """Martins, Astudillo 2016, algorithm 1; the support is found by sorting and has no slope."""
    z, _ = x.sort(-1, descending=True)
    k = torch.arange(1, x.shape[-1] + 1, dtype=x.dtype)
    count = (1 + k * z > z.cumsum(-1)).sum(-1, keepdim=True)
    total = z.cumsum(-1).gather(-1, count - 1)
    return relu(x - (total - 1) / count)


def entmax15(x):
    """Peters, Niculae, Martins 2019, algorithm 2: exact, by sorting."""
    z, _ = (x / 2).sort(-1, descending=True)
    k = torch.arange(1, x.shape[-1] + 1, dtype=x.dtype)
    mean = z.cumsum(-1) / k
    spread = (z * z).cumsum(-1) - k * mean**2
    inside = ((1 - spread) / k).clamp(min=0)
    # the root of 0 has no slope
    tau = mean - torch.where(inside > 0, inside, torch.ones_like(inside)).sqrt() * (inside > 0)
    count = (tau <= z).sum(-1, keepdim=True)
    return relu(x / 2 - tau.gather(-1, count - 1)) ** 2


def maxout(x, k):
    return x.reshape(*x.shape[:-1], k, x.shape[-1] // k).max(-2).values


ACTIVATIONS = {
    # PyTorch 1.13 has both, but takes 1/alpha and 1/6 for their slopes in float32, even of doubles
    "CELU": scalar_function(lambda x, alpha: torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0) / alpha)), alpha=1.0),
    "Hardsigmoid": scalar_function(lambda x: (x + 3).clamp(0, 6) / 6),
    "ThresholdedRelu": scalar_function(lambda x, alpha: torch.where(x > alpha, x, zero(x)), alpha=1.0),
    "GeluTanh": scalar_function(lambda x: nn.functional.gelu(x, approximate="tanh")),
    "QuickGelu": scalar_function(lambda x: x * sigmoid(1.702 * x)),
    "Swish": scalar_function(lambda x, beta: x * sigmoid(beta * x), ["beta"], beta=1.0),
    "HardSigmoidOnnx": scalar_function(lambda x, alpha, beta: (alpha * x + beta).clamp(0, 1), alpha=0.2, beta=0.5),
    "ReluSquared": scalar_function(lambda x: relu(x) ** 2),
    "StarRelu": scalar_function(lambda x, s, b: s * relu(x) ** 2 + b, ["s", "b"], s=0.8944, b=-0.4472),
    "Squareplus": scalar_function(lambda x, b: (x + torch.sqrt(x * x + b)) / 2, b=4.0),
    "SparsePlus": scalar_function(sparse_plus),
    "SparseSigmoid": scalar_function(lambda x: ((x + 1) / 2).clamp(0, 1)),
    "Exponential": scalar_function(torch.exp),
    "Heaviside": scalar_function(lambda x: (x >= 0).to(x.dtype) + 0 * x),
    "Sign": scalar_function(torch.sign),
    "Abs": scalar_function(torch.abs),
    "Sine": scalar_function(lambda x, w0: torch.sin(w0 * x), w0=1.0),
    "Snake": scalar_function(lambda x, a: x + torch.sin(a * x) ** 2 / a, ["a"], a=1.0),
    "Gaussian": scalar_function(lambda x: torch.exp(-x * x)),
    "TanhExp": scalar_function(lambda x: x * torch.tanh(torch.exp(x))),
    "Serf": scalar_function(lambda x: x * torch.erf(softplus(x))),
    "Smish": scalar_function(lambda x, a, b: a * x * torch.tanh(torch.log1p(sigmoid(b * x))), a=1.0, b=1.0),
    "Logish": scalar_function(lambda x, a, b: a * x * torch.log1p(sigmoid(b * x)), a=1.0, b=1.0),
    "Telu": scalar_function(lambda x: x * torch.tanh(torch.exp(x))),
    "Gcu": scalar_function(lambda x: x * torch.cos(x)),
    "AconC": scalar_function(lambda x, p1, p2, beta: (p1 - p2) * x * sigmoid(beta * (p1 - p2) * x) + p2 * x,
                             ["p1", "p2", "beta"], p1=1.0, p2=0.0, beta=1.0),
    "Pau": scalar_function(pau, ["a0", "a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4"],
                           a0=0.03355815733452378, a1=0.5050059186781659, a2=1.6534697310952233, a3=2.0100501552600014,
                           a4=0.9319195586484518, a5=0.15242646398275836, b1=0.00004812831860534153,
                           b2=3.9802479055059194, b3=0.000015837587665720168, b4=0.30183382839661377),
    "Xielu": scalar_function(xielu, ["ap", "an"], ap=0.8, an=0.8, beta=0.5),
    "Dyt": scalar_function(lambda x, alpha, gamma, beta: gamma * torch.tanh(alpha * x) + beta, ["alpha", "gamma", "beta"],
                           alpha=0.5, gamma=1.0, beta=0.0),
    "Smelu": scalar_function(smelu, beta=0.5),
    "Hardmax": scalar_function(hard_max),
    "Sparsemax": scalar_function(sparsemax),
    "Entmax15": scalar_function(entmax15),
    "BilinearGLU": gated(lambda a, b: a * b),
    "ReGLU": gated(lambda a, b: a * relu(b)),
    "GEGLU": gated(lambda a, b: a * b * phi(b)),
    "SwiGLU": gated(lambda a, b, alpha: a * b * sigmoid(alpha * b), alpha=1.0),
    "GTU": gated(lambda a, b: torch.tanh(a) * sigmoid(b)),
    "CReLU": scalar_function(lambda x: torch.cat([relu(x), relu(-x)], -1)),
    "Maxout": scalar_function(maxout, k=2),
}


class RMSNorm(nn.Module):
    """As torch.nn.RMSNorm of later versions."""

    def __init__(self, size, eps=None, elementwise_affine=True):
        super().__init__()
        self.size = [size] if isinstance(size, int) else size
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(self.size)) if elementwise_affine else None

    def forward(self, x):
        axes = [-1 - i for i in range(len(self.size))]
        eps = torch.finfo(x.dtype).eps if self.eps is None else self.eps
        normal = x / torch.sqrt((x * x).mean(axes, keepdim=True) + eps)
        return normal if self.weight is None else normal * self.weight


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


OWN = {**ACTIVATIONS, "RMSNorm": RMSNorm, "Residual": Residual, "Tied": Tied}


def module(spec):
    """[name, arguments ..., options], an argument being a number, sizes or another such list."""
    name, *rest = spec
    options = rest.pop() if rest and isinstance(rest[-1], dict) else {}
    rest = [module(a) if isinstance(a, list) and isinstance(a[0], str) else a for a in rest]
    return (OWN.get(name) or getattr(nn, name))(*rest, **options)
