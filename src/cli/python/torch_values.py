"""What PyTorch says: its own modules, differentiated twice by its autograd."""
import re

import torch
from torch import nn
from torch.nn import functional as F

from exchange import pack, unpack


def answer(request):
    torch.set_num_threads(1)
    found = {"system": "PyTorch " + torch.__version__, "functions": {}, "rows": {}, "losses": []}
    points = unpack(request["points"])
    for item in request.get("functions", []):
        found["functions"][item["name"]] = function_of(item, points)
    for item in request.get("rows", []):
        found["rows"][item["name"]] = [row_of(item, lane) for lane in request["lanes"]]
    for item in request.get("losses", []):
        found["losses"].append(loss_of(item))
    return found


def module_of(item):
    made = re.match(r"^(?:torch\.)?(nn|F)\.(\w+)(?:\((\w+)='(\w+)'\))?$", item["torch"])
    kind = getattr(nn if made[1] == "nn" else F, made[2])
    if made[1] == "F":
        return kind
    options = {made[3]: made[4]} if made[3] else {}
    try:
        return kind(**options)
    except TypeError:
        return kind(**item["params"])


def function_of(item, points):
    found = {}
    for dtype, code in (("float64", "d"), ("float32", "f")):
        try:
            f = module_of(item)
            f = f.double() if dtype == "float64" and hasattr(f, "double") else f
            x = torch.tensor(points, dtype=getattr(torch, dtype), requires_grad=True)
            y = f(x)
            slope, = torch.autograd.grad(y.sum(), x, create_graph=True)
            second = torch.zeros_like(x)
            if slope.requires_grad:
                second, = torch.autograd.grad(slope.sum(), x, allow_unused=True)
                second = torch.zeros_like(x) if second is None else second
            found[dtype] = [pack(v.detach().tolist(), code) for v in (y, slope, second)]
        except (AttributeError, RuntimeError) as error:
            found["missing"] = str(error).split("\n")[0]
    return found


def row_of(item, lane):
    found = {}
    for dtype, code in (("float64", "d"), ("float32", "f")):
        x = torch.tensor(unpack(lane["x"]), dtype=getattr(torch, dtype), requires_grad=True)
        v = torch.tensor(unpack(lane["v"]), dtype=getattr(torch, dtype))
        y = axis_of(item["name"])(x)
        slope, = torch.autograd.grad(y, x, v[: y.numel()].reshape(y.shape))
        found[dtype] = [pack(each.detach().flatten().tolist(), code) for each in (y, slope)]
    return found


def axis_of(name):
    return {
        "softmax": lambda x: F.softmax(x, -1),
        "logSoftmax": lambda x: F.log_softmax(x, -1),
        "softmin": lambda x: F.softmin(x, -1),
        "logsumexp": lambda x: torch.logsumexp(x, -1),
        "glu": lambda x: F.glu(x, -1),
    }[name]


def loss_of(item):
    found = {}
    for dtype, code in (("float64", "d"), ("float32", "f")):
        try:
            found[dtype] = [pack(v.detach().flatten().tolist(), code) for v in loss_in(getattr(torch, dtype), item)]
        except (AttributeError, RuntimeError, TypeError) as error:
            found["missing"] = str(error).split("\n")[0]
    return found


def loss_in(dtype, item):
    """Each element of the loss, and the slopes of their sum."""
    held = lambda k, v: torch.tensor(v, dtype=dtype) if isinstance(v, list) or k == "pos_weight" else v
    options = {k: held(k, v) for k, v in item["options"].items()}
    of_classes = item["kind"] in ("CrossEntropyLoss", "NLLLoss") and not item.get("probabilities")
    x = torch.tensor(item["x"], dtype=dtype, requires_grad=True)
    t = torch.tensor(item["t"], dtype=torch.int64 if of_classes else dtype)
    loss = getattr(nn, item["kind"])(reduction="none", **options)
    half = x.shape[1] // 2
    y = loss(x[:, :half], t, x[:, half:]) if item["kind"] == "GaussianNLLLoss" else loss(x, t)
    slope, = torch.autograd.grad(y.sum(), x)
    return y, slope
