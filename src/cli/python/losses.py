"""Softmax and its kin, and losses: written out, differentiated by jets in one variable at a time."""
from mpmath import mp, mpf

from exchange import unpack
from jets import OPS, Jet, absolute, exp, inverse, log, mul
from precision import encoded, exact


def J(v):
    return v if isinstance(v, Jet) else Jet(mpf(v))


def add(*terms):
    total = Jet(mpf(0))
    for t in terms:
        total = OPS["add"](total, J(t))
    return total


def sub(a, b):
    return OPS["sub"](J(a), J(b))


def times(a, b):
    return mul(J(a), J(b))


def over(a, b):
    return mul(J(a), inverse(J(b)))


def at(name, a):
    return OPS[name](J(a))


def lse(xs):
    most = max(x.v for x in xs)
    return add(most, log(add(*[exp(sub(x, most)) for x in xs])))


ROWS = {
    "softmax": lambda xs: [exp(sub(x, lse(xs))) for x in xs],
    "logSoftmax": lambda xs: [sub(x, lse(xs)) for x in xs],
    "softmin": lambda xs: ROWS["softmax"]([OPS["neg"](x) for x in xs]),
    "logsumexp": lambda xs: [lse(xs)],
    "glu": lambda xs: [mul(a, OPS["sigmoid"](b)) for a, b in zip(xs[: len(xs) // 2], xs[len(xs) // 2:])],
}


def row_of(name, lane):
    x, v = unpack(lane["x"]), unpack(lane["v"])
    def evaluate():
        jets = lambda k: [Jet(mpf(e), mpf(1 if i == k else 0)) for i, e in enumerate(x)]
        values = [y.v for y in ROWS[name](jets(-1))]
        slopes = [sum(mpf(v[j]) * y.d for j, y in enumerate(ROWS[name](jets(k)))) for k in range(len(x))]
        return values + slopes
    found = exact(evaluate)
    count = len(found) - len(x)
    return {"values": encoded(found[:count]), "slopes": encoded(found[count:])}


EPSILON = 9.999999960041972e-13  # 1e-12 in float32


def bce(p, t):
    """PyTorch's: logarithms end at -100, and the slope divides by EPSILON at least."""
    held = lambda a: Jet(max(a.v, mpf(-100)))
    value = OPS["neg"](add(times(t, held(log(Jet(p.v)))), times(1 - t, held(log(Jet(1 - p.v))))))
    return Jet(value.v, (p.v - t) / max(p.v * (1 - p.v), mpf(EPSILON)) * p.d)


def logits_loss(x, t, w=1):
    return add(times((1 - t), x), times(1 + (w - 1) * t, at("softplus", OPS["neg"](x))))


def huber(e, delta, scale):
    a = absolute(e)
    return times(mpf(scale), times(mpf("0.5"), mul(e, e)) if a.v <= delta else times(delta, sub(a, delta / 2)))


def smooth(e, beta):
    return huber(e, beta, 1 / beta) if beta else absolute(e)


def row_loss(x, t, o, log_form):
    logs = x if log_form else ROWS["logSoftmax"](x)
    weights = [mpf(w) for w in o.get("weight", [1] * len(x))]
    smoothing = mpf(o.get("label_smoothing", 0))
    if isinstance(t, list):
        shares = [(1 - smoothing) * mpf(p) + smoothing / len(x) for p in t]
        return add(*[times(-p * w, c) for p, w, c in zip(shares, weights, logs)])
    if t == o.get("ignore_index", -100):
        return Jet(mpf(0))
    picked = times(-(1 - smoothing) * weights[t], logs[t])
    if smoothing == 0:
        return picked
    return add(picked, *[times(-smoothing / len(x) * w, c) for w, c in zip(weights, logs)])


def gaussian(x, t, o):
    half = len(x) // 2
    full = mp.log(2 * mp.pi) / 2 if o.get("full") else mpf(0)
    eps = mpf(o.get("eps", 1e-6))
    # PyTorch clamps the variance and passes its gradient on
    held = [v if v.v >= eps else Jet(eps, v.d, v.s) for v in x[half:]]
    return [add(times(mpf("0.5"), add(log(v), over(mul(sub(m, y), sub(m, y)), v))), full)
            for m, v, y in zip(x[:half], held, t)]


def poisson(x, t, o):
    if o.get("log_input", True):
        each = sub(exp(x), times(t, x))
    else:
        each = sub(x, times(t, log(add(x, mpf(o.get("eps", 1e-8))))))
    if o.get("full") and t > 1:
        each = add(each, t * mp.log(t) - t + mp.log(2 * mp.pi * t) / 2)
    return each


def divergence(x, t, o):
    if o.get("log_target"):
        return times(mp.exp(t), sub(t, x))
    return sub(t * mp.log(t), times(t, x)) if t > 0 else Jet(mpf(0))


EACH = {
    "MSELoss": lambda x, t, o: mul(sub(x, t), sub(x, t)),
    "L1Loss": lambda x, t, o: absolute(sub(x, t)),
    "SmoothL1Loss": lambda x, t, o: smooth(sub(x, t), mpf(o.get("beta", 1))),
    "HuberLoss": lambda x, t, o: huber(sub(x, t), mpf(o.get("delta", 1)), 1),
    "BCELoss": lambda x, t, o: bce(x, t),
    "BCEWithLogitsLoss": lambda x, t, o: logits_loss(x, t, mpf(o.get("pos_weight", 1))),
    "HingeEmbeddingLoss": lambda x, t, o: x if t == 1 else OPS["max"](sub(mpf(o.get("margin", 1)), x), J(0)),
    "SoftMarginLoss": lambda x, t, o: at("softplus", times(-t, x)),
    "PoissonNLLLoss": poisson, "KLDivLoss": divergence,
}
ROW = {
    "CrossEntropyLoss": lambda x, t, o: [row_loss(x, t, o, False)],
    "NLLLoss": lambda x, t, o: [row_loss(x, t, o, True)],
    "MultiLabelSoftMarginLoss": lambda x, t, o: [
        times(mpf(1) / len(x), add(*[logits_loss(a, b) for a, b in zip(x, t)]))
    ],
    "GaussianNLLLoss": gaussian,
}


def loss_of(item):
    kind, o = item["kind"], item["options"]
    whole = kind in ("CrossEntropyLoss", "NLLLoss") and not item.get("probabilities")
    values, slopes = [], []
    for x, t in zip(item["x"], item["t"]):
        t = t if whole else [mpf(v) for v in t]

        def evaluate():
            def row(k):
                xs = [Jet(mpf(e), mpf(1 if i == k else 0)) for i, e in enumerate(x)]
                return ROW[kind](xs, t, o) if kind in ROW else [EACH[kind](a, b, o) for a, b in zip(xs, t)]
            each = [y.v for y in row(-1)]
            return each + [mpf(sum(y.d for y in row(k))) for k in range(len(x))]
        found = exact(evaluate)
        count = len(found) - len(x)
        values += found[:count]
        slopes += found[count:]
    return {"values": encoded(values), "slopes": encoded(slopes)}
