"""Writes src/core/statistics/fixture.json: statistics as SciPy and NumPy see them.

Needs Python with numpy and scipy. Run from the repository's root:
    python tools/reference/statistics_fixture.py
"""

import itertools
import json
from pathlib import Path

import numpy as np
import scipy.stats as st

rng = np.random.default_rng(4)


def exact_p(x, y):
    """Share of all orders of y with |rho| at least as large: two-sided, the observed order included."""
    rx, ry = st.rankdata(x), st.rankdata(y)
    a = rx - rx.mean()
    orders = np.array(list(itertools.permutations(ry - ry.mean())))
    cross = np.abs(orders @ a)
    return float(np.mean(cross >= abs(a @ (ry - ry.mean())) - 1e-9))


def case(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    row = {
        "x": x.tolist(),
        "y": y.tolist(),
        "ranks": st.rankdata(y).tolist(),
        "rho": float(st.spearmanr(x, y).statistic),
    }
    if len(x) <= 8:
        row["exactP"] = exact_p(x, y)
    else:
        result = st.permutation_test(
            (x,),
            lambda v: np.abs(st.spearmanr(v, y).statistic),
            permutation_type="pairings",
            alternative="greater",
            n_resamples=19999,
            rng=7,
        )
        row["sampledP"] = float(result.pvalue)
    return row


def summary(values):
    values = np.asarray(values, float)
    return {
        "values": values.tolist(),
        "mean": float(values.mean()),
        "sd": float(values.std(ddof=1)),
        "quantiles": {str(q): float(np.quantile(values, q)) for q in (0, 0.05, 0.5, 0.95, 1)},
    }


correlations = [
    case([1, 2, 3, 4], [10, 20, 30, 40]),
    case([1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
    case([500, 1000, 2000, 4000, 8000, 16000], [0.1, 0.4, 0.3, 0.9, 0.8, 1.4]),
    case([2, 6, 12, 24, 48, 72, 120], [0.2, 0.2, 0.5, 0.1, 0.2, 0.9, 0.9]),
    case([1, 1, 2, 2, 3, 3, 4, 4], rng.normal(size=8).round(1)),
    case(range(8), rng.normal(size=8)),
    case(range(10), np.arange(10) * 0.5 + rng.normal(size=10)),
    case(range(14), rng.normal(size=14).round(1)),
]
summaries = [summary(rng.normal(size=20)), summary([3, 3, 3, 9]), summary(rng.exponential(size=7))]

target = Path(__file__).parents[2] / "src/core/statistics/fixture.json"
target.write_text(json.dumps({"correlations": correlations, "summaries": summaries}, indent=2) + "\n")
print(target)
