"""Losses of PyTorch in float64, with every option: writes test/golden/losses.json. Run: /usr/bin/python3 scripts/golden_losses.py"""
import itertools
import json

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
ROWS, WIDTH = 6, 4


def numbers(count, seed):
    """In [-3, 3], on no corner."""
    return [((i * 7919 + seed * 104729 + 13) % 6007 - 3003.4) / 1001 for i in range(count)]


def grid(seed, *shape):
    count = 1
    for size in shape:
        count *= size
    return torch.tensor(numbers(count, seed)).reshape(shape)


X, T = grid(1, ROWS, WIDTH), grid(2, ROWS, WIDTH)
LOGITS = X.clone()
LOGITS[0] = torch.tensor([1000.0, -1000.0, 40.0, -40.0])
BITS = (T > 0).double()
SOFT = torch.sigmoid(T)
SIGNS = torch.where(T > 0, 1.0, -1.0)
PROBABILITIES = torch.softmax(T, 1)
CLASSES = torch.tensor([2, 0, 3, 1, 3, 2])
WEIGHT = [0.5, 2.0, 0.0, 1.25]
POSITIVE = [3.0, 0.25, 1.0, 7.5]
IMAGE = grid(3, ROWS, WIDTH, 2, 3)
PIXELS = (grid(4, ROWS, 2, 3) * 10).floor().long() % WIDTH
REDUCTIONS = ["mean", "sum"]
# both sides of a corner and the corner itself
ERRORS = torch.tensor([[0.0, 1.0, -1.0, 0.5], [-0.5, 0.25, 2.0, -2.0]])

cases = []


def add(kind, x, t, reductions=REDUCTIONS, **options):
    """All combinations of the options' values."""
    for values in itertools.product(*options.values()):
        for reduction in reductions:
            cases.append((kind, x, t, {**dict(zip(options, values)), "reduction": reduction}))


for kind in ["MSELoss", "L1Loss"]:
    add(kind, X, T)
    add(kind, ERRORS, 0 * ERRORS)
add("SmoothL1Loss", X, T, beta=[1.0, 0.0, 0.3])
# without beta = 0: PyTorch 1.13 gives an error of 0 the slope -1 there
add("SmoothL1Loss", ERRORS, 0 * ERRORS, beta=[1.0, 0.5])
add("HuberLoss", X, T, delta=[1.0, 0.3])
add("HuberLoss", ERRORS, 0 * ERRORS, delta=[1.0, 0.5])
add("BCELoss", SOFT, BITS, weight=[None, WEIGHT])
add("BCELoss", torch.sigmoid(X), SOFT)
add("BCELoss", torch.tensor([[0.0, 1.0, 1.0, 0.0]]), torch.tensor([[1.0, 0.0, 1.0, 0.0]]))
add("BCEWithLogitsLoss", LOGITS, BITS, weight=[None, WEIGHT], pos_weight=[None, POSITIVE])
add("BCEWithLogitsLoss", X, SOFT, pos_weight=[None, POSITIVE])
add("HingeEmbeddingLoss", X, SIGNS, margin=[1.0, 0.25])
add("HingeEmbeddingLoss", ERRORS, torch.sign(torch.tensor([[1.0, -1.0, -1.0, 1.0], [-1.0, 1.0, -1.0, 1.0]])))
add("SoftMarginLoss", X, SIGNS)
add("MultiLabelSoftMarginLoss", X, BITS, weight=[None, WEIGHT])
add("CrossEntropyLoss", LOGITS, CLASSES, weight=[None, WEIGHT], ignore_index=[-100, 3], label_smoothing=[0.0, 0.1])
add("CrossEntropyLoss", X, PROBABILITIES, weight=[None, WEIGHT], label_smoothing=[0.0, 0.1])
add("CrossEntropyLoss", IMAGE, PIXELS, weight=[None, WEIGHT], ignore_index=[-100, 0], label_smoothing=[0.0, 0.2])
add("CrossEntropyLoss", IMAGE, torch.softmax(grid(5, ROWS, WIDTH, 2, 3), 1), label_smoothing=[0.0, 0.2])
add("NLLLoss", torch.log_softmax(X, 1), CLASSES, weight=[None, WEIGHT], ignore_index=[-100, 3])
add("NLLLoss", torch.log_softmax(IMAGE, 1), PIXELS, weight=[None, WEIGHT], ignore_index=[-100, 0])
BY_ROWS = [*REDUCTIONS, "batchmean"]
add("KLDivLoss", torch.log_softmax(X, 1), PROBABILITIES, BY_ROWS)
add("KLDivLoss", torch.log_softmax(X, 1), BITS, BY_ROWS)
add("KLDivLoss", torch.log_softmax(X, 1), torch.log_softmax(T, 1), BY_ROWS, log_target=[True])
COUNTS = (T.abs() * 2).floor()
add("PoissonNLLLoss", X, COUNTS, log_input=[True], full=[False, True])
add("PoissonNLLLoss", X.abs(), COUNTS, log_input=[False], full=[False, True], eps=[1e-8, 1e-3])
VARIANCE = X.abs() + 0.1
VARIANCE[0, :2] = torch.tensor([1e-9, 0.0])
add("GaussianNLLLoss", torch.cat([grid(6, ROWS, WIDTH), VARIANCE], 1), T, full=[False, True], eps=[1e-6, 0.5])
# far out, where exp overflows and shares vanish
FAR = torch.tensor([[1e4, -1e4, 0.0, 30.0], [-1e4, -1e4, 1e4, 1e4], [500.0, 499.0, -800.0, 100.0]])
add("CrossEntropyLoss", FAR, torch.tensor([1, 2, 2]), weight=[None, WEIGHT], label_smoothing=[0.0, 0.1])
add("CrossEntropyLoss", FAR, PROBABILITIES[:3], weight=[None, WEIGHT], label_smoothing=[0.1])
add("BCEWithLogitsLoss", FAR, BITS[:3], weight=[None, WEIGHT], pos_weight=[None, POSITIVE])
add("MultiLabelSoftMarginLoss", FAR, BITS[:3], weight=[None, WEIGHT])
for kind in ["MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss"]:
    add(kind, FAR, T[:3])
# rows of several axes
BITMAP = (grid(5, ROWS, WIDTH, 2, 3) > 0).double()
CHANNELS = [[[v]] for v in POSITIVE]
add("BCEWithLogitsLoss", IMAGE, BITMAP, weight=[None, CHANNELS], pos_weight=[None, CHANNELS])
add("BCELoss", torch.sigmoid(IMAGE), BITMAP, weight=[None, [[[v]] for v in WEIGHT]])
add("MultiLabelSoftMarginLoss", IMAGE, BITMAP, weight=[None, [0.5, 2.0, 1.25]])
add("SoftMarginLoss", IMAGE, 2 * BITMAP - 1)
add("HingeEmbeddingLoss", IMAGE, 2 * BITMAP - 1, margin=[0.5])
add("KLDivLoss", torch.log_softmax(IMAGE, 1), torch.softmax(grid(7, ROWS, WIDTH, 2, 3), 1), BY_ROWS)
add("PoissonNLLLoss", IMAGE, (grid(8, ROWS, WIDTH, 2, 3).abs() * 2).floor(), full=[True])
add("SmoothL1Loss", IMAGE, grid(8, ROWS, WIDTH, 2, 3), beta=[0.7])
add("HuberLoss", IMAGE, grid(8, ROWS, WIDTH, 2, 3), delta=[0.7])
add("NLLLoss", torch.log_softmax(grid(3, 2, 3, 5), 1), torch.tensor([[0, 2, 1, 1, 0], [-100, 1, 2, 2, 0]]), weight=[None, [0.5, 2.0, 1.0]])
add("MSELoss", X[:1, :1], T[:1, :1])


def call(kind, options):
    made = {k: torch.tensor(v) if isinstance(v, list) else v for k, v in options.items() if v is not None}
    criterion = getattr(nn, kind)(**made)
    if kind != "GaussianNLLLoss":
        return criterion
    # the means, then the variances
    return lambda x, t: criterion(x[:, : x.shape[1] // 2], t, x[:, x.shape[1] // 2 :])


def run(kind, x, t, options):
    x = x.clone().requires_grad_()
    value = call(kind, options)(x, t)
    value.backward()
    each = call(kind, {**options, "reduction": "none"})(x, t)
    given = {k: v for k, v in options.items() if v is not None}
    # PyTorch knows probabilities by their shape
    if kind == "CrossEntropyLoss" and t.dtype == torch.float64:
        given["probabilities"] = True
    return {
        "kind": kind, "options": given, "x": x.tolist(), "t": t.tolist(),
        "value": value.item(), "elements": each.flatten().tolist(), "gradients": x.grad.flatten().tolist(),
    }


def digits(x):
    """Fourteen of them."""
    if isinstance(x, list):
        return [digits(item) for item in x]
    return {key: digits(v) for key, v in x.items()} if isinstance(x, dict) else float(f"{x:.14g}") if isinstance(x, float) else x


if __name__ == "__main__":
    made = [{"kind": kind, **digits(run(kind, *rest))} for kind, *rest in cases]
    table = {"made by": f"scripts/golden_losses.py, PyTorch {torch.__version__}", "cases": made}
    with open("test/golden/losses.json", "w") as f:
        f.write(json.dumps(table, separators=(",", ":")).replace('{"kind"', '\n{"kind"') + "\n")
