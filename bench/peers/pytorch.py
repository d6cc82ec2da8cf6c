"""
PyTorch as a peer: the same protocol as worker.ts, one JSON object a line. One thread.

Settings of a step: "course" is the page's own spelling (Sigmoid, then BCELoss), with batches taken by index;
"index" the same on logits; "loader" takes the batches from a DataLoader; "foreach" updates all parameters in one
call and sets gradients to None; "sliced" does so too and orders the rows once an epoch, so that a batch is a slice;
"script" compiles the network with torch.jit. AVX-512 comes from outside (ATEN_CPU_CAPABILITY).
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

MODULES = {
    "relu": nn.ReLU,
    "leakyRelu": nn.LeakyReLU,
    "elu": nn.ELU,
    "gelu": nn.GELU,
    "silu": nn.SiLU,
    "tanh": nn.Tanh,
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

    def __init__(self, call, result):
        self.call = call
        self.check = result.flatten()[:64].tolist()

    def reset(self):
        pass

    def run(self, calls):
        call = self.call
        for _ in range(calls):
            call()


class Training:
    """Whole trainings from the same initial weights; see stepCase in course.ts."""

    def __init__(self, task):
        self.task = task
        self.setting = task["setting"]
        batch = task["batch"]
        self.x = decode(task["inputs"], "<f4").reshape(-1, task["sizes"][0])
        self.y = decode(task["targets"], "<f4")
        self.y = self.y.reshape(-1, 1) if task["sizes"][-1] == 1 else self.y.long()
        self.order = decode(task["order"], "<i4").long().reshape(-1, batch)
        self.parameters = [decode(text, "<f4") for text in task["parameters"]]
        steps = len(self.order)
        self.per_epoch = per_epoch = steps // task["epochs"]
        self.unit = min(steps, 10 * per_epoch)
        self.loader = DataLoader(TensorDataset(self.x, self.y), batch_size=batch, shuffle=True, drop_last=True)
        self.reset()
        losses = self.train(steps)
        self.check = [sum(losses[end - per_epoch : end]) / per_epoch for end in (self.unit, steps)]

    def reset(self):
        sizes = self.task["sizes"]
        layers = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            layers += [nn.Linear(inputs, outputs), MODULES[self.task["activation"]]()]
        layers[-1:] = [nn.Sigmoid()] if self.setting in ("course", "loader") else []
        model = nn.Sequential(*layers)
        with torch.no_grad():
            for parameter, initial in zip(model.parameters(), self.parameters):
                parameter.copy_(initial.reshape(parameter.shape))
        fast = self.setting in ("foreach", "sliced", "script")
        self.optimizer = torch.optim.Adam(model.parameters(), lr=self.task["lr"], foreach=fast)
        self.set_to_none = fast
        self.model = torch.jit.script(model) if self.setting == "script" else model
        on_logits = nn.BCEWithLogitsLoss() if sizes[-1] == 1 else nn.CrossEntropyLoss()
        self.criterion = nn.BCELoss() if self.setting in ("course", "loader") else on_logits
        if self.setting == "script":
            # the first two calls compile; they must not move the weights
            for _ in range(3):
                self.criterion(self.model(self.x[self.order[0]]), self.y[self.order[0]]).backward()
            self.optimizer.zero_grad(set_to_none=True)

    def batches(self):
        if self.setting == "loader":
            while True:
                yield from self.loader
        if self.setting == "sliced":
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
        return {"id": len(cases) - 1, "check": [v if v == v else None for v in case.check]}

    def send(reply):
        print(json.dumps(reply), flush=True)

    send({"ready": True})
    for line in sys.stdin:
        try:
            send(answer(json.loads(line)))
        except Exception as error:
            send({"error": f"{type(error).__name__}: {error}"})


main()
