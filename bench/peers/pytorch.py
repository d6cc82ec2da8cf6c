"""
PyTorch as a peer: the same protocol as worker.ts, one JSON object a line. One thread.

Settings of a step: "course" is the page's own spelling (Sigmoid, then BCELoss), with batches taken by index;
"index" the same on logits; "loader" takes the batches from a DataLoader; "foreach" updates all parameters in one
call and sets gradients to None; "sliced" does so too and orders the rows once an epoch, so that a batch is a slice;
"script" compiles the network with torch.jit; "slicedScript" does both. AVX-512 comes from outside (ATEN_CPU_CAPABILITY).
"""

import base64
import json
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from activations import OWN, activation

torch.set_num_threads(1)

ELEMENTWISE = {
    "relu": F.relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "elu": F.elu,
    "selu": F.selu,
    "softplus": F.softplus,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "mish": F.mish,
    "hardswish": F.hardswish,
}

def decode(text, dtype):
    return torch.from_numpy(np.frombuffer(base64.b64decode(text), dtype=dtype).copy())


def normals(n, seed):
    """The numbers of course.ts: twelve uniforms of mulberry32 less six."""
    state = np.uint32(seed) + np.arange(1, 12 * n + 1, dtype=np.uint32) * np.uint32(0x6D2B79F5)
    t = (state ^ (state >> 15)) * (state | 1)
    t ^= t + (t ^ (t >> 7)) * (t | 61)
    uniform = ((t ^ (t >> 14)).astype(np.float64) / 4294967296).reshape(n, 12)
    total = np.full(n, -6.0)
    for i in range(12):
        total += uniform[:, i]
    return torch.from_numpy(total.astype(np.float32))


class Repeated:
    """A call without state, any number of times."""

    unit = None
    note = None

    def __init__(self, call, result):
        self.call = call
        self.check = result.flatten()[:64].tolist()

    def reset(self):
        pass

    def run(self, calls):
        call = self.call
        for _ in range(calls):
            call()


def layers_of(task, widths):
    """The network before its last activation, if any; widths are the outputs of the layers with weights."""
    f, sizes = task["activation"], task["sizes"]
    if task["body"] == "images":
        convolutions = [nn.Conv2d(1, 8, 3, padding=1), activation(f), nn.Conv2d(8, 16, 3, padding=1), activation(f)]
        return [*convolutions, nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, sizes[-1])]
    layers = []
    for inputs, outputs in zip(sizes, widths[:-1]):
        layers.append(nn.Linear(inputs, outputs))
        if task["body"] == "normalised":
            layers += [nn.BatchNorm1d(outputs), activation(f), nn.Dropout(0.1)]
        else:
            layers.append(activation(f))
    return [*layers, nn.Linear(sizes[-2], sizes[-1])]


class Training:
    """Whole trainings from the same initial weights; see stepCase in course.ts."""

    def __init__(self, task):
        self.setting = task["setting"]
        self.lr = task["lr"]
        batch, classes = task["batch"], task["sizes"][-1]
        self.x = decode(task["inputs"], "<f4").reshape(-1, *((1, 8, 8) if task["body"] == "images" else task["sizes"][:1]))
        self.y = decode(task["targets"], "<f4")
        self.y = self.y.reshape(-1, 1) if classes == 1 else self.y.long()
        self.order = decode(task["order"], "<i4").long().reshape(-1, batch)
        steps = len(self.order)
        self.per_epoch = per_epoch = steps // task["epochs"]
        self.unit = min(steps, 10 * per_epoch)
        self.loader = DataLoader(TensorDataset(self.x, self.y), batch_size=batch, shuffle=True, drop_last=True)
        self.note = "its own" if task["activation"] in OWN else "composed"
        self.build(task)
        self.reset()
        losses = self.train(steps)
        self.check = [sum(losses[end - per_epoch : end]) / per_epoch for end in (self.unit, steps)]

    def build(self, task):
        parameters = [decode(text, "<f4") for text in task["parameters"]]
        on_probabilities = self.setting in ("course", "loader")
        layers = layers_of(task, [len(bias) for bias in parameters[1::2]])
        model = nn.Sequential(*layers, *([nn.Sigmoid()] if on_probabilities else []))
        weighted = [layer for layer in layers if isinstance(layer, (nn.Linear, nn.Conv2d))]
        with torch.no_grad():
            for own, initial in zip([p for layer in weighted for p in (layer.weight, layer.bias)], parameters):
                own.copy_(initial.reshape(own.shape))
        self.initial = {name: value.clone() for name, value in model.state_dict().items()}
        scripted = self.setting in ("script", "slicedScript")
        self.model = torch.jit.script(model) if scripted else model
        on_logits = nn.BCEWithLogitsLoss() if task["sizes"][-1] == 1 else nn.CrossEntropyLoss()
        self.criterion = nn.BCELoss() if on_probabilities else on_logits
        if scripted:
            # the first two calls compile
            for _ in range(3):
                self.criterion(self.model(self.x[self.order[0]]), self.y[self.order[0]]).backward()

    def reset(self):
        self.model.load_state_dict(self.initial)
        fast = self.setting in ("foreach", "sliced", "script", "slicedScript")
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=self.lr, foreach=fast)
        self.optimizer.zero_grad(set_to_none=True)
        self.set_to_none = fast

    def batches(self):
        if self.setting == "loader":
            while True:
                yield from self.loader
        if self.setting in ("sliced", "slicedScript"):
            for epoch in self.order.split(self.per_epoch):
                rows, batch = epoch.flatten(), self.order.shape[1]
                yield from zip(self.x[rows].split(batch), self.y[rows].split(batch))
            return
        for index in self.order:
            yield self.x[index], self.y[index]

    def train(self, steps):
        model, criterion, optimizer, set_to_none = self.model, self.criterion, self.optimizer, self.set_to_none
        losses = []
        for x, y in self.batches():
            optimizer.zero_grad(set_to_none=set_to_none)
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            if len(losses) == steps:
                break
        return losses

    def run(self, calls):
        self.train(calls)


def prepare(task):
    if task["kind"] == "step":
        return Training(task)
    n = task.get("n", 0)
    if task["kind"] == "elementwise":
        f, x = ELEMENTWISE[task["f"]], normals(n, 4)
        return Repeated(lambda: f(x), f(x))
    if task["kind"] == "matmul":
        a, b, c = normals(n * n, 5).reshape(n, n), normals(n * n, 6).reshape(n, n), torch.empty(n, n)
        return Repeated(lambda: torch.mm(a, b, out=c), torch.mm(a, b, out=c))
    raise ValueError("not its work")


def calibrate(case):
    if case.unit is not None:
        return case.unit
    calls = 1
    while True:
        start = time.perf_counter()
        case.run(calls)
        if time.perf_counter() - start > 0.004:
            return calls
        calls *= 2


def measure(case, unit, seconds):
    calls, cpu, wall = 0, 0.0, 0.0
    while True:
        case.reset()
        used, start = time.process_time(), time.perf_counter()
        case.run(unit)
        wall += time.perf_counter() - start
        cpu += time.process_time() - used
        calls += unit
        if wall >= seconds:
            return {"calls": calls, "cpu": cpu, "wall": wall}


def main():
    if len(sys.argv) > 1:
        # as once.ts: one training, timed from outside
        start = time.perf_counter()
        with open(sys.argv[1]) as file:
            Training(json.load(file))
        print(json.dumps({"building": (time.perf_counter() - start) * 1e3}))
        return
    cases = []

    def answer(request):
        if "round" in request:
            case, unit = cases[request["round"]]
            return measure(case, unit, request["seconds"])
        case = prepare(request["prepare"])
        cases.append((case, calibrate(case)))
        # NaN is not JSON
        prepared = {"id": len(cases) - 1, "check": [v if v == v else None for v in case.check]}
        return prepared if case.note is None else {**prepared, "note": case.note}

    def send(reply):
        print(json.dumps(reply), flush=True)

    send({"ready": True})
    for line in sys.stdin:
        try:
            send(answer(json.loads(line)))
        except Exception as error:
            send({"error": f"{type(error).__name__}: {error}"})


main()
