"""Runs exported PyTorch and JAX files at given points: run_python.py FOLDER NAME ...

FOLDER holds exported_torch.py, exported_jax.py, float32.bin and float64.bin (points, all as float64). Written there:
torch_float32.bin and torch_float64.bin with f, f' and f'' of each function, f' and f'' by autograd, jax_float64.bin
with f and f', and systems.txt. JAX cannot be had here: NumPy and SciPy stand in its place, under its names.
"""

import ast
import sys
import types
from pathlib import Path

import numpy as np
import scipy
import scipy.special
import torch

folder = Path(sys.argv[1])
names = sys.argv[2:]


class SymbolicZero:
    """The direction of what is not differentiated."""


def custom_jvp(f):
    """A function that carries the rule which defjvp gives it."""
    f.defjvp = lambda rule, symbolic_zeros: setattr(f, "rule", rule) or rule
    return f


def stand_in():
    """jax, as far as an exported file uses it."""
    numpy_names = {name: getattr(np, name) for name in dir(np)}
    jax = types.ModuleType("jax")
    jax.numpy = types.ModuleType("jax.numpy")
    jax.numpy.__dict__.update(numpy_names)
    jax.custom_jvp = custom_jvp
    jax.nn = types.SimpleNamespace(sigmoid=scipy.special.expit, softplus=lambda a: np.logaddexp(a, 0.0))
    jax.scipy = types.SimpleNamespace(special=scipy.special)
    jax.custom_derivatives = types.ModuleType("jax.custom_derivatives")
    jax.custom_derivatives.SymbolicZero = SymbolicZero
    sys.modules.update({f"jax{name}": module for name, module in {
        "": jax, ".numpy": jax.numpy, ".custom_derivatives": jax.custom_derivatives,
    }.items()})


def load(name):
    text = (folder / f"{name}.py").read_text()
    ast.parse(text)
    module = types.ModuleType(name)
    exec(compile(text, name, "exec"), module.__dict__)
    return module


def run_torch(module, points, dtype):
    rows = []
    for name in names:
        x = torch.tensor(points, dtype=dtype, requires_grad=True)
        y = getattr(module, name)(x)
        assert y.dtype == dtype and y.shape == x.shape, name
        (slope,) = torch.autograd.grad(y.sum(), x, create_graph=True)
        (second,) = torch.autograd.grad(slope.sum(), x)
        rows += [t.detach().double().numpy() for t in (y, slope, second)]
    return np.concatenate(rows)


def torch_partials(module, points):
    """The gradients of parameters, one for each element."""
    rows = [np.empty(0)]
    for name in names:
        f = getattr(module, name)
        x = torch.tensor(points, dtype=torch.float64)
        parameters = [torch.full_like(x, v, requires_grad=True) for v in f.__defaults__ or ()]
        if parameters:
            rows += [g.numpy() for g in torch.autograd.grad(f(x, *parameters).sum(), parameters)]
    return np.concatenate(rows)


def jax_partials(module, points):
    rows = [np.empty(0)]
    for name in names:
        defaults = getattr(module, name).__defaults__ or ()
        for i, _ in enumerate(defaults):
            tangents = [SymbolicZero() for _ in (points, *defaults)]
            tangents[i + 1] = 1.0
            rows += [getattr(module, f"_{name}").rule((points, *defaults), tuple(tangents))[1]]
    return np.concatenate(rows)


def check_modules(module):
    """Every module applies, in the dtype of its input; one parameter for each channel broadcasts along dimension 1."""
    kinds = [v for v in vars(module).values() if isinstance(v, type) and issubclass(v, torch.nn.Module)]
    assert len(kinds) == len(names)
    for kind in kinds:
        for dtype in (torch.bfloat16, torch.float64):
            x = torch.randn(2, 3, 4).to(dtype)
            y = kind().to(dtype)(x)
            assert y.shape == x.shape and y.dtype == dtype, kind
    channels = module.PReLU(3)
    channels(torch.randn(2, 3, 4)).sum().backward()
    assert channels.a.grad.shape == (3,)


def run_jax(module, points):
    rows = []
    for name in names:
        f = getattr(module, name)
        defaults = f.__defaults__ or ()
        tangents = (np.ones_like(points), *(SymbolicZero() for _ in defaults))
        _, slope = getattr(module, f"_{name}").rule((points, *defaults), tangents)
        rows += [f(points), slope]
    return np.concatenate(rows)


def main():
    torch.set_num_threads(1)
    np.seterr(all="ignore")
    stand_in()
    module = load("exported_torch")
    for dtype in ("float32", "float64"):
        points = np.fromfile(folder / f"{dtype}.bin")
        run_torch(module, points, getattr(torch, dtype)).tofile(folder / f"torch_{dtype}.bin")
    check_modules(module)
    points = np.fromfile(folder / "float64.bin")
    torch_partials(module, points).tofile(folder / "torch_partials.bin")
    jax = load("exported_jax")
    run_jax(jax, points).tofile(folder / "jax_float64.bin")
    jax_partials(jax, points).tofile(folder / "jax_partials.bin")
    systems = [f"PyTorch {torch.__version__}", f"NumPy {np.__version__} and SciPy {scipy.__version__}"]
    (folder / "systems.txt").write_text("\n".join(systems))


main()
