"""Writes test/golden/onnx.json: networks that PyTorch has exported to ONNX, a row batch each and what PyTorch makes of it.

Run with Debian's PyTorch: /usr/bin/python3 scripts/golden_onnx.py
"""

import base64
import io
import json
import warnings
from pathlib import Path

import torch
from torch import nn

warnings.filterwarnings("ignore")
torch.manual_seed(0)


class Block(nn.Module):
    """A way around."""

    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return x + self.inner(x)


class Rows(nn.Module):
    """Images made flat the way many models do it."""

    def forward(self, x):
        return x.view(x.size(0), -1)


class Clamp(nn.Module):
    def forward(self, x):
        return torch.clamp(x, 0.0, 6.0)


class Formula(nn.Module):
    """In no catalogue."""

    def forward(self, x):
        return x * torch.tanh(1.5 * x) + 0.25


image = (2, 8, 8)
networks = {
    "mlp": (nn.Sequential(nn.Linear(5, 7), nn.ReLU(), nn.Dropout(0.3), nn.Linear(7, 3)), (5,), 13),
    "activations": (
        nn.Sequential(
            *[layer for f in [
                nn.GELU(), nn.GELU(approximate="tanh"), nn.SiLU(), nn.LeakyReLU(0.2), nn.ELU(0.5), nn.SELU(), nn.Sigmoid(),
                nn.Tanh(), nn.Softplus(), nn.Hardswish(), nn.Hardsigmoid(), nn.PReLU(), nn.Mish(), Clamp(), nn.CELU(0.7), Formula(),
            ] for layer in (nn.Linear(4, 4), f)],
            nn.Softmax(-1),
        ),
        (4,),
        16,
    ),
    "cnn": (
        nn.Sequential(
            nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 6, (3, 1), stride=(1, 2)),
            nn.PReLU(6), nn.AvgPool2d(2, padding=1, count_include_pad=False), Rows(), nn.Linear(24, 3), nn.LogSoftmax(1),
        ),
        image,
        14,
    ),
    "norms": (
        nn.Sequential(nn.Linear(4, 6), nn.LayerNorm(6), Block(nn.Sequential(nn.Linear(6, 6), nn.Tanh())), nn.BatchNorm1d(6), nn.Linear(6, 2, bias=False)),
        (4,),
        13,
    ),
    "layer norm": (nn.Sequential(nn.Linear(4, 6), nn.LayerNorm(6), nn.GLU(), nn.Flatten()), (4,), 17),
    "tokens": (nn.Sequential(nn.Linear(4, 6), nn.GELU(), nn.Linear(6, 4), nn.Softmax(-1)), (3, 4), 15),
    "global": (nn.Sequential(nn.Conv2d(2, 4, 3), nn.SiLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2)), image, 13),
}

out = {}
for name, (model, sizes, opset) in networks.items():
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(torch.randn_like(p) * 0.6)
        model.train()
        for _ in range(3):
            model(torch.randn(16, *sizes))
    model.eval()
    x = torch.randn(4, *sizes)
    file = io.BytesIO()
    axes = {} if name == "global" else {"dynamic_axes": {"x": {0: "batch"}, "y": {0: "batch"}}}
    torch.onnx.export(model, x, file, opset_version=opset, input_names=["x"], output_names=["y"], **axes)
    out[name] = {
        "file": base64.b64encode(file.getvalue()).decode(),
        "shape": list(x.shape),
        "x": x.flatten().tolist(),
        "y": model(x).detach().flatten().tolist(),
    }
path = Path(__file__).parent.parent / "test/golden/onnx.json"
path.write_text(json.dumps({"torch": torch.__version__, "networks": out}))
print(path, path.stat().st_size)
