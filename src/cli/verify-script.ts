/**
 * The Python program behind `nonlin verify`: one request on standard input, one answer on standard output, both JSON.
 *
 * `torch` runs PyTorch's own modules, differentiated twice by its autograd; `truth` evaluates the same formulas in
 * mpmath by second-order jets at 150 and 900 digits, which must agree in 30. Nothing of nonlin's arithmetic is in it:
 * formulas arrive as lists of operations. Numbers travel as base64 of little-endian floats.
 */
export const verifyScript: string = String.raw`
import array, base64, json, re, sys


def pack(values, code):
    return base64.b64encode(array.array(code, values).tobytes()).decode()


def unpack(text, code="d"):
    made = array.array(code)
    made.frombytes(base64.b64decode(text))
    return list(made)


# ---- PyTorch

def torch_main(request):
    import torch
    torch.set_num_threads(1)
    answer = {"system": "PyTorch " + torch.__version__, "functions": {}, "rows": {}, "losses": []}
    points = unpack(request["points"])
    for item in request.get("functions", []):
        answer["functions"][item["name"]] = torch_function(torch, item, points)
    for item in request.get("rows", []):
        answer["rows"][item["name"]] = [torch_row(torch, item, lane) for lane in request["lanes"]]
    for item in request.get("losses", []):
        answer["losses"].append(torch_loss(torch, item))
    return answer


def torch_module(torch, item):
    made = re.match(r"^(?:torch\.)?(nn|F)\.(\w+)(?:\((\w+)='(\w+)'\))?$", item["torch"])
    where = torch.nn if made[1] == "nn" else torch.nn.functional
    kind = getattr(where, made[2])
    if made[1] == "F":
        return kind
    options = {made[3]: made[4]} if made[3] else {}
    try:
        return kind(**options)
    except TypeError:
        return kind(**item["params"])


def torch_function(torch, item, points):
    found = {}
    for dtype, code in (("float64", "d"), ("float32", "f")):
        try:
            f = torch_module(torch, item)
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


def torch_row(torch, item, lane):
    found = {}
    for dtype, code in (("float64", "d"), ("float32", "f")):
        x = torch.tensor(unpack(lane["x"]), dtype=getattr(torch, dtype), requires_grad=True)
        v = torch.tensor(unpack(lane["v"]), dtype=getattr(torch, dtype))
        y = torch_axis(torch, item["name"])(x)
        slope, = torch.autograd.grad(y, x, v[: y.numel()].reshape(y.shape))
        found[dtype] = [pack(each.detach().flatten().tolist(), code) for each in (y, slope)]
    return found


def torch_axis(torch, name):
    F = torch.nn.functional
    return {"softmax": lambda x: F.softmax(x, -1), "logSoftmax": lambda x: F.log_softmax(x, -1),
            "softmin": lambda x: F.softmin(x, -1), "logsumexp": lambda x: torch.logsumexp(x, -1),
            "glu": lambda x: F.glu(x, -1)}[name]


def torch_loss(torch, item):
    from torch import nn
    try:
        held = lambda k, v: torch.tensor(v, dtype=torch.float64) if isinstance(v, list) or k == "pos_weight" else v
        options = {k: held(k, v) for k, v in item["options"].items()}
        whole = item["kind"] in ("CrossEntropyLoss", "NLLLoss") and not item.get("probabilities")
        x = torch.tensor(item["x"], dtype=torch.float64, requires_grad=True)
        t = torch.tensor(item["t"], dtype=torch.int64 if whole else torch.float64)
        loss = getattr(nn, item["kind"])(reduction="none", **options)
        half = x.shape[1] // 2
        y = loss(x[:, :half], t, x[:, half:]) if item["kind"] == "GaussianNLLLoss" else loss(x, t)
        slope, = torch.autograd.grad(y.sum(), x)
        return {"elements": pack(y.detach().flatten().tolist(), "d"), "gradients": pack(slope.flatten().tolist(), "d")}
    except (AttributeError, RuntimeError, TypeError) as error:
        return {"missing": str(error).split("\n")[0]}


# ---- mpmath

class Jet:
    """A value with its first and second derivative."""
    __slots__ = ("v", "d", "s")

    def __init__(self, v, d=0, s=0):
        self.v, self.d, self.s = v, d, s


tie = False


def truth_main(request):
    import mpmath
    global mp, mpf
    mp, mpf = mpmath.mp, mpmath.mpf
    answer = {"system": "mpmath " + mpmath.__version__, "functions": {}, "rows": {}, "losses": []}
    points = unpack(request["points"])
    total = len(request.get("functions", []))
    for i, item in enumerate(request.get("functions", [])):
        answer["functions"][item["name"]] = truth_function(item, points)
        print("progress %d %d" % (i + 1, total), file=sys.stderr, flush=True)
    for item in request.get("rows", []):
        answer["rows"][item["name"]] = [truth_row(item["name"], lane) for lane in request["lanes"]]
    for item in request.get("losses", []):
        answer["losses"].append(truth_loss(item))
    return answer


def limited(a, most="1e40"):
    """exp(1e40) is out of every float's range; mpmath gives up on much more."""
    most = mpf(most)
    return most if a > most else -most if a < -most else a


def unary(f, first, second):
    def op(a):
        if a.d == 0 and a.s == 0:
            return Jet(f(a.v))
        p, q = first(a.v), second(a.v)
        return Jet(f(a.v), p * a.d, q * a.d * a.d + p * a.s)
    return op


def tied(a, b):
    global tie
    if a == b:
        tie = True


def less(a, b):
    tied(a.v, b.v)
    return Jet(mpf(1 if a.v < b.v else 0))


def at_most(a, b):
    tied(a.v, b.v)
    return Jet(mpf(1 if a.v <= b.v else 0))


def equals(a, b):
    tied(a.v, b.v)
    return Jet(mpf(1 if a.v == b.v else 0))


def mul(a, b):
    return Jet(a.v * b.v, a.d * b.v + a.v * b.d, a.s * b.v + 2 * a.d * b.d + a.v * b.s)


def inverse(a):
    r = 1 / a.v
    return Jet(r, -r * r * a.d, 2 * r * r * r * a.d * a.d - r * r * a.s)


def power(a, b):
    if b.d == 0 and b.s == 0:
        n = int(b.v) if b.v == int(b.v) else b.v
        f = lambda k: pow(a.v, n - k) if not (a.v == 0 and n - k < 0) else mpf(0) if n in range(k) else mp.inf
        return unary(lambda v: f(0), lambda v: n * f(1) if n != 0 else mpf(0),
                     lambda v: n * (n - 1) * f(2) if n not in (0, 1) else mpf(0))(a)
    return exp(mul(b, log(a)))


def pick(a, b, first):
    tied(a.v, b.v)
    return a if first else b


def stepwise(f):
    def op(a):
        global tie
        if f(a.v) == a.v or a.v == 0:
            tie = True
        return Jet(mpf(f(a.v)))
    return op


def absolute(a):
    tied(a.v, 0)
    return a if a.v >= 0 else Jet(-a.v, -a.d, -a.s)


def expv(a):
    """Of exp(-exp(x)) * exp(x) the first factor wins: what falls may fall further than what grows may grow."""
    return mp.exp(limited(a) if a > 0 else limited(a, "1e45"))


def sigmoidv(a):
    e = expv(-abs(a))
    return (1 if a >= 0 else e) / (1 + e)


def tanhv(a):
    return -mp.expm1(-2 * abs(limited(a))) / (1 + expv(-2 * abs(a))) * mp.sign(a)


def coshm2(a):
    """1 / cosh^2."""
    e = expv(-2 * abs(a))
    return 4 * e / pow(1 + e, 2)


def pdf(a):
    return expv(-a * a / 2) / mp.sqrt(2 * mp.pi)


def cdf(a):
    return mp.erfc(-limited(a, "1e19") / mp.sqrt(2)) / 2


exp = unary(expv, expv, expv)


def log(a):
    if a.v < 0:
        return Jet(mp.nan, mp.nan, mp.nan)
    return unary(lambda v: mp.log(v) if v > 0 else -mp.inf, lambda v: 1 / v, lambda v: -1 / (v * v))(a)


def log1p(a):
    if a.v < -1:
        return Jet(mp.nan, mp.nan, mp.nan)
    return unary(mp.log1p, lambda v: 1 / (1 + v), lambda v: -1 / pow(1 + v, 2))(a)


def root(a):
    if a.v < 0:
        return Jet(mp.nan, mp.nan, mp.nan)
    return unary(mp.sqrt, lambda v: 1 / (2 * mp.sqrt(v)), lambda v: -1 / (4 * v * mp.sqrt(v)))(a)


def sigmoid_slope(v):
    return sigmoidv(v) * sigmoidv(-v)


OPS = {
    "add": lambda a, b: Jet(a.v + b.v, a.d + b.d, a.s + b.s),
    "sub": lambda a, b: Jet(a.v - b.v, a.d - b.d, a.s - b.s),
    "mul": mul, "div": lambda a, b: mul(a, inverse(b)), "neg": lambda a: Jet(-a.v, -a.d, -a.s), "pow": power,
    "sqrt": root, "floor": stepwise(lambda v: mp.floor(v)), "sign": stepwise(lambda v: mp.sign(v)),
    "lt": less, "gt": lambda a, b: less(b, a), "le": at_most, "ge": lambda a, b: at_most(b, a),
    "eq": equals, "ne": lambda a, b: Jet(1 - equals(a, b).v),
    "where": lambda c, a, b: a if c.v != 0 else b, "abs": absolute,
    "min": lambda a, b: pick(a, b, a.v <= b.v), "max": lambda a, b: pick(a, b, a.v >= b.v),
    "exp": exp, "expm1": unary(lambda v: mp.expm1(limited(v)), expv, expv),
    "exp2": lambda a: exp(mul(Jet(mp.ln2), a)), "log": log, "log1p": log1p,
    "log2": lambda a: mul(Jet(1 / mp.ln2), log(a)),
    "sin": unary(lambda v: mp.sin(v), lambda v: mp.cos(v), lambda v: -mp.sin(v)),
    "cos": unary(lambda v: mp.cos(v), lambda v: -mp.sin(v), lambda v: -mp.cos(v)),
    "tan": unary(lambda v: mp.tan(v), lambda v: pow(mp.sec(v), 2), lambda v: 2 * mp.tan(v) * pow(mp.sec(v), 2)),
    "sinh": unary(lambda v: mp.sinh(limited(v)), lambda v: mp.cosh(limited(v)), lambda v: mp.sinh(limited(v))),
    "cosh": unary(lambda v: mp.cosh(limited(v)), lambda v: mp.sinh(limited(v)), lambda v: mp.cosh(limited(v))),
    "tanh": unary(tanhv, coshm2, lambda v: -2 * tanhv(v) * coshm2(v)),
    "asinh": unary(lambda v: mp.asinh(abs(v)) * mp.sign(v), lambda v: 1 / mp.sqrt(1 + v * v), lambda v: -v / pow(mp.sqrt(1 + v * v), 3)),
    "atan": unary(lambda v: mp.atan(v), lambda v: 1 / (1 + v * v), lambda v: -2 * v / pow(1 + v * v, 2)),
    "sigmoid": unary(sigmoidv, sigmoid_slope, lambda v: -sigmoid_slope(v) * tanhv(v / 2)),
    "softplus": unary(lambda v: max(v, mpf(0)) + mp.log1p(expv(-abs(v))), sigmoidv, sigmoid_slope),
    "erf": unary(lambda v: mp.erf(limited(v, "1e19")), lambda v: 2 / mp.sqrt(mp.pi) * expv(-v * v),
                 lambda v: -4 * v / mp.sqrt(mp.pi) * expv(-v * v)),
    "erfc": unary(lambda v: mp.erfc(limited(v, "1e19")), lambda v: -2 / mp.sqrt(mp.pi) * expv(-v * v),
                  lambda v: 4 * v / mp.sqrt(mp.pi) * expv(-v * v)),
    "normpdf": unary(pdf, lambda v: -v * pdf(v), lambda v: (v * v - 1) * pdf(v)),
    "normcdf": unary(cdf, pdf, lambda v: -v * pdf(v)),
}
CONSTANTS = {"pi": lambda: mp.pi, "e": lambda: mp.e}


def run(nodes, x):
    """f, f', f'' at x. A node is ["x"], ["const", number or name] or [op, positions of its arguments]."""
    made = []
    for head, *rest in nodes:
        if head == "x":
            made.append(Jet(x, mpf(1), mpf(0)))
        elif head == "const":
            made.append(Jet(CONSTANTS[rest[0]]() if rest[0] in CONSTANTS else mpf(rest[0])))
        else:
            try:
                made.append(OPS[head](*[made[i] for i in rest]))
            except ZeroDivisionError:
                made.append(Jet(mp.nan, mp.nan, mp.nan))
    last = made[-1]
    return (last.v, mpf(last.d), mpf(last.s))


def close(a, b):
    if mp.isnan(a) or mp.isnan(b):
        return mp.isnan(a) and mp.isnan(b)
    return a == b or abs(a - b) <= mpf("1e-30") * abs(b) or max(abs(a), abs(b)) < mpf("1e-400")


def exact(evaluate):
    """What 150 and 900 digits agree on, or 900 and 2500."""
    with mp.workdps(150):
        rough = evaluate()
    for digits in (900, 2500):
        with mp.workdps(digits):
            fine = evaluate()
            if all(close(a, b) for a, b in zip(rough, fine)):
                return fine
        rough = fine
    return fine


def sides(nodes, x, step):
    h = (abs(x) if x else mpf(1)) * mpf(step)
    return [exact(lambda: run(nodes, x + sign * h)) for sign in (-1, 1)]


def truth_function(item, points):
    nodes, domain = item["nodes"], item.get("domain")
    # of what never selects there are no corners to look for
    selects = any(node[0] in ("where", "min", "max", "abs", "sign", "floor") for node in nodes)
    columns, kinks = [[], [], []], []
    for i, x in enumerate(points):
        if x != x or domain and abs(x) < float("inf") and run(domain, mpf(x))[0] == 0:
            values = (mp.nan, mp.nan, mp.nan)
        elif x in (float("inf"), -float("inf")):
            values = limits(item.get("otherwise") or nodes, 1 if x > 0 else -1)
        else:
            kink = lambda order, left, right: kinks.append([i, order, left, right])
            values = truth_at(nodes, mpf(x), selects, kink)
            if item.get("otherwise") and mp.isnan(values[0]):
                values = truth_at(item["otherwise"], mpf(x), True, kink)
        for column, value in zip(columns, values):
            column.append(value)
    if domain:
        columns = [[mp.nan if abs(x) == float("inf") and run(domain, mpf(x))[0] == 0 else v for x, v in zip(points, c)]
                   for c in columns]
    return {"columns": [encoded(column) for column in columns], "kinks": kinks}


def truth_at(nodes, x, selects, kink):
    """The values, and what they are on both sides where these differ: at a corner, or so near that no float tells."""
    global tie
    tie = False
    values = list(exact(lambda: run(nodes, x)))
    at_corner = tie
    if not selects:
        return values
    left, right = sides(nodes, x, "1e-45")
    for order in range(3):
        l, r = left[order], right[order]
        if mp.isnan(l) or mp.isnan(r):
            continue
        if at_corner and abs(r) > mpf("1e15"):
            kink(order, float(mp.sign(l)) * 1.7e308, float(mp.sign(r)) * 1.7e308)
        elif abs(l - r) > mpf("1e-40") * max(1, abs(r)):
            kink(order, limited_float(l), limited_float(r))
        elif at_corner and order > 0:
            # beside a corner at which it is 0 a step leaves a trace of its size
            values[order] = r if abs(l - r) < abs(r) / 2 else mpf(0)
    if not at_corner and abs(x) < 1000000:
        near = sides(nodes, x, "1e-16")
        for order in (1, 2):
            l, r = near[0][order], near[1][order]
            if abs(l - r) > mpf("1e-3") * max(abs(l), abs(r)) and max(abs(l), abs(r)) > mpf("1e-40"):
                kink(order, limited_float(min(l, r)), limited_float(max(l, r)))
    return values


def limited_float(v):
    """JSON has no infinities."""
    return max(-1.7e308, min(1.7e308, float(v)))


def limits(nodes, sign):
    """What the values far out settle at or grow to; NaN if they do neither."""
    samples, others = [], []
    for power in (30, 90, 270, 810):
        try:
            samples.append(exact(lambda: run(nodes, sign * pow(mpf(10), power))))
            others.append(exact(lambda: run(nodes, sign * pow(mpf(7), power) / 3)))
        except (OverflowError, ValueError):
            return (mp.nan, mp.nan, mp.nan)
    return tuple(settled([s[k] for s in samples], [s[k] for s in others]) for k in range(3))


def settled(values, others):
    if any(mp.isnan(v) for v in values + others):
        return mp.nan
    # an exponential that fell out of every range
    values = [v if abs(v) > mpf("1e-100000") else mpf(0) for v in values]
    c, d = values[2:]
    if d == c or abs(d - c) <= mpf("1e-25") * abs(d):
        return d
    sizes = [abs(v) for v in values]
    if all(q <= p * mpf("0.6") for p, q in zip(sizes, sizes[1:])):
        return mpf(0)
    one_sign = len({mp.sign(v) for v in values + others}) == 1
    if all(q >= p * mpf("1.5") for p, q in zip(sizes, sizes[1:])) and one_sign:
        return mp.inf if d > 0 else -mp.inf
    return mp.nan


def encoded(values):
    """The nearest doubles, and what they miss in 1/254 of their last place."""
    pairs = [nearest(v) for v in values]
    return {"near": pack([y for y, _ in pairs], "d"), "missed": pack([m for _, m in pairs], "b")}


def nearest(v):
    import math
    y = float(v)
    if y != y or abs(y) == float("inf"):
        return y, 0
    with mp.workdps(60):
        off = (mpf(v) - mpf(y)) / mpf(math.ulp(y))
        if abs(off) > 0.5:
            # mpmath rounds some towards 0
            y = math.nextafter(y, math.inf if off > 0 else -math.inf)
            off = (mpf(v) - mpf(y)) / mpf(math.ulp(y))
        return y, max(-127, min(127, int(mp.nint(off * 254))))


# Softmax and its kin, and losses: written out, differentiated by jets in one variable at a time.

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


def truth_row(name, lane):
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


def soft(c, t):
    return times(-t, c)


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
    each = sub(exp(x), times(t, x)) if o.get("log_input", True) else sub(x, times(t, log(add(x, mpf(o.get("eps", 1e-8))))))
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
    "SmoothL1Loss": lambda x, t, o: huber(sub(x, t), mpf(o.get("beta", 1)), 1 / mpf(o.get("beta", 1))) if o.get("beta", 1) else absolute(sub(x, t)),
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
    "MultiLabelSoftMarginLoss": lambda x, t, o: [times(mpf(1) / len(x), add(*[logits_loss(a, b) for a, b in zip(x, t)]))],
    "GaussianNLLLoss": gaussian,
}


def truth_loss(item):
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


request = json.load(sys.stdin)
json.dump({"torch": torch_main, "truth": truth_main}[request["mode"]](request), sys.stdout, allow_nan=False)
`;
