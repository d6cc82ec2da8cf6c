"""Golden values of the statistics, from SciPy: `python3 scripts/golden-statistics.py > test/golden/statistics.json`."""
import json
import sys

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(7)
samples = [rng.normal(0.3, 1, n) for n in (3, 5, 10, 20, 40)]
samples += [rng.lognormal(0, 1, n) - 1.2 for n in (6, 20)]
tied = [np.round(rng.normal(0.2, 1, n), 0) / 2 for n in (5, 9, 12)]


def exact_signed_rank(d):
    """All sign patterns over mid-ranks, counted one by one."""
    d = d[d != 0]
    ranks = stats.rankdata(np.abs(d))
    patterns = (np.arange(2 ** len(d))[:, None] >> np.arange(len(d))) & 1
    sums = patterns @ ranks
    seen = ranks[d > 0].sum()
    tail = min(np.mean(sums <= seen + 1e-9), np.mean(sums >= seen - 1e-9))
    return min(1.0, 2 * tail)


def row(d):
    n = len(d)
    error = d.std(ddof=1) / np.sqrt(n)
    return {
        "differences": d.tolist(),
        "p": stats.ttest_1samp(d, 0).pvalue,
        "pEquivalent": max(
            stats.ttest_1samp(d, -0.5, alternative="greater").pvalue,
            stats.ttest_1samp(d, 0.5, alternative="less").pvalue,
        ),
        "interval": list(stats.t.interval(0.95, n - 1, d.mean(), error)),
    }


json.dump(
    {
        "scipy": scipy.__version__,
        "quantiles": [
            [p, df, stats.t.ppf(p, df)] for p in (0.6, 0.9, 0.975, 0.995, 0.9999) for df in (1, 2, 4, 9, 19, 99, 9999)
        ],
        "paired": [row(d) for d in samples],
        "signedRank": [
            {"differences": d.tolist(), "p": stats.wilcoxon(d, mode="exact").pvalue} for d in samples if len(d) <= 40
        ]
        + [{"differences": d.tolist(), "p": exact_signed_rank(d)} for d in tied],
        "bca": [
            {
                "differences": d.tolist(),
                "interval": list(
                    stats.bootstrap((d,), np.mean, n_resamples=200_000, method="BCa", random_state=1).confidence_interval
                ),
            }
            for d in samples
            if len(d) >= 20
        ],
    },
    sys.stdout,
    indent=1,
)
print()
