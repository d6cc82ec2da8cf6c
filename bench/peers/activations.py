"""
The activations of the catalogue's first tier in PyTorch 1.13, by their names here: its own module where it has one,
else the formula as a user would write it for speed, so that torch.jit.script can compile it too.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Formula(nn.Module):
    def __init__(self, f):
        super().__init__()
        self.f = f

    def forward(self, x):
        return self.f(x)


def thresholded_relu(x: Tensor):
    return F.threshold(x, 1.0, 0.0)


def quick_gelu(x: Tensor):
    return x * torch.sigmoid(1.702 * x)


def hard_sigmoid_onnx(x: Tensor):
    return torch.clamp(0.2 * x + 0.5, 0.0, 1.0)


def relu_squared(x: Tensor):
    return torch.square(F.relu(x))


def squareplus(x: Tensor):
    return 0.5 * (x + torch.sqrt(x * x + 4.0))


def sparse_plus(x: Tensor):
    return torch.where(x >= 1.0, x, 0.25 * torch.square(F.relu(x + 1.0)))


def sparse_sigmoid(x: Tensor):
    return torch.clamp(0.5 * x + 0.5, 0.0, 1.0)


def heaviside(x: Tensor):
    return (x >= 0.0).to(x.dtype)


def sine(x: Tensor):
    return torch.sin(x)


def gaussian(x: Tensor):
    return torch.exp(-x * x)


def tanh_exp(x: Tensor):
    return x * torch.tanh(torch.exp(x))


def serf(x: Tensor):
    return x * torch.erf(F.softplus(x))


def smish(x: Tensor):
    return x * torch.tanh(torch.log1p(torch.sigmoid(x)))


def logish(x: Tensor):
    return x * torch.log1p(torch.sigmoid(x))


def gcu(x: Tensor):
    return x * torch.cos(x)


def smelu(x: Tensor):
    return torch.where(x >= 0.5, x, 0.5 * torch.square(F.relu(x + 0.5)))


def exponential(x: Tensor):
    return torch.exp(x)


def absolute(x: Tensor):
    return torch.abs(x)


def sign(x: Tensor):
    return torch.sign(x)


def hardmax(x: Tensor):
    return F.one_hot(torch.argmax(x, -1), x.shape[-1]).to(x.dtype)


def sparsemax(x: Tensor):
    z = torch.sort(x, -1, descending=True)[0]
    k = torch.arange(1, x.shape[-1] + 1, dtype=x.dtype)
    total = torch.cumsum(z, -1) - 1.0
    count = (k * z > total).sum(-1, keepdim=True)
    return F.relu(x - total.gather(-1, count - 1) / count)


def entmax15(x: Tensor):
    """Peters, Niculae, Martins 2019, algorithm 2."""
    half = 0.5 * x
    z = torch.sort(half, -1, descending=True)[0]
    k = torch.arange(1, x.shape[-1] + 1, dtype=x.dtype)
    mean = torch.cumsum(z, -1) / k
    rest = (1.0 - (torch.cumsum(z * z, -1) - k * mean * mean)) / k
    # the root of 0 has no slope
    tau = mean - torch.sqrt(torch.clamp(rest, min=1e-12))
    count = (tau <= z).sum(-1, keepdim=True)
    return torch.square(F.relu(half - tau.gather(-1, count - 1)))


def gumbel_softmax(x: Tensor):
    return F.gumbel_softmax(x, 1.0)


def bilinear_glu(x: Tensor):
    a, b = x.chunk(2, -1)
    return a * b


def reglu(x: Tensor):
    a, b = x.chunk(2, -1)
    return a * F.relu(b)


def geglu(x: Tensor):
    a, b = x.chunk(2, -1)
    return a * F.gelu(b)


def swiglu(x: Tensor):
    a, b = x.chunk(2, -1)
    return a * F.silu(b)


def gtu(x: Tensor):
    a, b = x.chunk(2, -1)
    return torch.tanh(a) * torch.sigmoid(b)


def crelu(x: Tensor):
    return F.relu(torch.cat([x, -x], -1))


def maxout(x: Tensor):
    a, b = x.chunk(2, -1)
    return torch.maximum(a, b)


class Learned(nn.Module):
    """A formula with one parameter for all, as nn.PReLU has."""

    def __init__(self, **initial):
        super().__init__()
        for name, value in initial.items():
            self.register_parameter(name, nn.Parameter(torch.tensor(value)))


class Swish(Learned):
    def __init__(self):
        super().__init__(beta=1.0)

    def forward(self, x):
        return x * torch.sigmoid(self.beta * x)


class StarReLU(Learned):
    def __init__(self):
        super().__init__(s=0.8944, b=-0.4472)

    def forward(self, x):
        return self.s * torch.square(F.relu(x)) + self.b


class Snake(Learned):
    def __init__(self):
        super().__init__(a=1.0)

    def forward(self, x):
        return x + torch.square(torch.sin(self.a * x)) / self.a


class AconC(Learned):
    def __init__(self):
        super().__init__(p1=1.0, p2=0.0, beta=1.0)

    def forward(self, x):
        difference = (self.p1 - self.p2) * x
        return difference * torch.sigmoid(self.beta * difference) + self.p2 * x


class XIELU(Learned):
    def __init__(self):
        super().__init__(ap=0.8, an=0.8)

    def forward(self, x):
        # expm1 of the negative part only, so that no overflow reaches a slope
        negative = self.an * (torch.expm1(torch.clamp(x, max=0.0)) - x)
        return torch.where(x > 0.0, self.ap * x * x, negative) + 0.5 * x


class DyT(Learned):
    def __init__(self):
        super().__init__(alpha=0.5, gamma=1.0, beta=0.0)

    def forward(self, x):
        return self.gamma * torch.tanh(self.alpha * x) + self.beta


class PAU(nn.Module):
    """Molina, Schramowski, Kersting 2020; the coefficients of leaky ReLU, by Horner's rule."""

    def __init__(self):
        super().__init__()
        above = [0.03355815733452378, 0.5050059186781659, 1.6534697310952233]
        above += [2.0100501552600014, 0.9319195586484518, 0.15242646398275836]
        below = [4.812831860534153e-05, 3.9802479055059194, 1.5837587665720168e-05, 0.30183382839661377]
        self.above = nn.Parameter(torch.tensor(above))
        self.below = nn.Parameter(torch.tensor(below))

    def forward(self, x):
        a0, a1, a2, a3, a4, a5 = self.above.unbind()
        b1, b2, b3, b4 = self.below.unbind()
        above = a0 + x * (a1 + x * (a2 + x * (a3 + x * (a4 + x * a5))))
        below = x * (b1 + x * (b2 + x * (b3 + x * b4)))
        return above / (1.0 + torch.abs(below))


OWN = {
    "identity": nn.Identity,
    "relu": nn.ReLU,
    "leakyRelu": nn.LeakyReLU,
    "prelu": nn.PReLU,
    "rrelu": nn.RReLU,
    "relu6": nn.ReLU6,
    "threshold": lambda: nn.Threshold(0.1, 20.0),
    "elu": nn.ELU,
    "selu": nn.SELU,
    "celu": nn.CELU,
    "gelu": nn.GELU,
    "geluTanh": lambda: nn.GELU(approximate="tanh"),
    "silu": nn.SiLU,
    "mish": nn.Mish,
    "softplus": nn.Softplus,
    "softsign": nn.Softsign,
    "sigmoid": nn.Sigmoid,
    "logsigmoid": nn.LogSigmoid,
    "tanh": nn.Tanh,
    "hardtanh": nn.Hardtanh,
    "hardsigmoid": nn.Hardsigmoid,
    "hardswish": nn.Hardswish,
    "hardshrink": nn.Hardshrink,
    "softshrink": nn.Softshrink,
    "tanhshrink": nn.Tanhshrink,
    "softmax": lambda: nn.Softmax(-1),
    "logSoftmax": lambda: nn.LogSoftmax(-1),
    "softmin": lambda: nn.Softmin(-1),
    "glu": nn.GLU,
}

COMPOSED = {
    "thresholdedRelu": thresholded_relu,
    "quickGelu": quick_gelu,
    "swish": Swish,
    "hardSigmoidOnnx": hard_sigmoid_onnx,
    "reluSquared": relu_squared,
    "starRelu": StarReLU,
    "squareplus": squareplus,
    "sparsePlus": sparse_plus,
    "sparseSigmoid": sparse_sigmoid,
    "exponential": exponential,
    "heaviside": heaviside,
    "sign": sign,
    "abs": absolute,
    "sine": sine,
    "snake": Snake,
    "gaussian": gaussian,
    "tanhExp": tanh_exp,
    "serf": serf,
    "smish": smish,
    "logish": logish,
    "telu": tanh_exp,
    "gcu": gcu,
    "aconC": AconC,
    "pau": PAU,
    "xielu": XIELU,
    "dyt": DyT,
    "smelu": smelu,
    "hardmax": hardmax,
    "sparsemax": sparsemax,
    "entmax15": entmax15,
    "gumbelSoftmax": gumbel_softmax,
    "bilinearGlu": bilinear_glu,
    "reglu": reglu,
    "geglu": geglu,
    "swiglu": swiglu,
    "gtu": gtu,
    "crelu": crelu,
    "maxout": maxout,
}


def activation(name):
    """A module of that name."""
    if name in OWN:
        return OWN[name]()
    made = COMPOSED[name]
    return made() if isinstance(made, type) else Formula(made)
