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


def exact_signs(values):
    """Share of all signs whose mean is at least as far from 0."""
    values = np.asarray(values, float)
    signs = np.array(list(itertools.product((-1, 1), repeat=len(values))))
    sums = np.abs((signs * values).sum(1))
    return float(np.mean(sums >= abs(values.sum()) - 1e-9))


def holm(ps):
    """Holm's step-down, by its definition."""
    ps = np.asarray(ps, float)
    order = np.argsort(ps, kind="stable")
    out = np.empty(len(ps))
    largest = 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, ps[place] * (len(ps) - rank)))
        out[place] = largest
    return out.tolist()


def roc(positives, negatives):
    u = st.mannwhitneyu(positives, negatives).statistic
    return {
        "positives": list(map(float, positives)),
        "negatives": list(map(float, negatives)),
        "area": float(u / (len(positives) * len(negatives))),
    }


def area_interval(positives, negatives):
    area = lambda p, n: st.mannwhitneyu(p, n).statistic / (len(p) * len(n))
    interval = st.bootstrap(
        (positives, negatives), area, n_resamples=5000, method="percentile", vectorized=False, rng=11
    ).confidence_interval
    return {**roc(positives, negatives), "low": float(interval.low), "high": float(interval.high)}


def slope_interval(x, y):
    interval = st.bootstrap(
        (np.asarray(x, float), np.asarray(y, float)),
        lambda u, v: np.polyfit(u, v, 1)[0],
        paired=True,
        n_resamples=5000,
        method="percentile",
        vectorized=False,
        rng=12,
    ).confidence_interval
    return {
        "x": list(map(float, x)),
        "y": list(map(float, y)),
        "low": float(interval.low),
        "high": float(interval.high),
    }


def newcombe(hits, trials, other_hits, other_trials):
    """Difference of two rates with the ends of Newcombe's square-and-add, SciPy's Wilson ends in it."""
    p, q = hits / trials, other_hits / other_trials
    a = st.binomtest(hits, trials).proportion_ci(method="wilson")
    b = st.binomtest(other_hits, other_trials).proportion_ci(method="wilson")
    return {
        "a": {"hits": hits, "trials": trials},
        "b": {"hits": other_hits, "trials": other_trials},
        "low": float(p - q - np.sqrt((p - a.low) ** 2 + (b.high - q) ** 2)),
        "high": float(p - q + np.sqrt((a.high - p) ** 2 + (q - b.low) ** 2)),
    }


def two_samples(a, b):
    a, b = np.asarray(a, float), np.asarray(b, float)
    difference = lambda x, y: x.mean() - y.mean()
    test = st.permutation_test((a, b), difference, n_resamples=19999, rng=3)
    interval = st.bootstrap((a, b), difference, n_resamples=20000, method="percentile", rng=3)
    n, m = len(a), len(b)
    pooled = np.sqrt(((n - 1) * a.var(ddof=1) + (m - 1) * b.var(ddof=1)) / (n + m - 2))
    g = (a.mean() - b.mean()) / pooled * (1 - 3 / (4 * (n + m - 2) - 1))
    return {
        "a": a.tolist(),
        "b": b.tolist(),
        "p": float(test.pvalue),
        "low": float(interval.confidence_interval.low),
        "high": float(interval.confidence_interval.high),
        "d": float((a.mean() - b.mean()) / pooled),
        "g": float(g),
    }


def one_sample(values):
    values = np.asarray(values, float)
    interval = st.bootstrap((values,), np.mean, n_resamples=20000, method="percentile", rng=5)
    return {
        "values": values.tolist(),
        "low": float(interval.confidence_interval.low),
        "high": float(interval.confidence_interval.high),
        "sd": float(values.std(ddof=1)),
        "effect": float(values.mean() / values.std(ddof=1)),
        "signP": exact_signs(values) if len(values) <= 14 else None,
    }


def line(x, y):
    fit = st.linregress(x, y)
    test = st.permutation_test(
        (np.asarray(y, float),),
        lambda v: np.abs(st.linregress(x, v).slope),
        permutation_type="pairings",
        alternative="greater",
        n_resamples=4999,
        rng=7,
        vectorized=False,
    )
    return {
        "x": list(map(float, x)),
        "y": list(map(float, y)),
        "slope": float(fit.slope),
        "p": float(test.pvalue),
    }


def rate(hits, trials):
    interval = st.binomtest(hits, trials).proportion_ci(method="wilson")
    return {"hits": hits, "trials": trials, "low": float(interval.low), "high": float(interval.high)}


more = {
    "signTests": [one_sample(rng.normal(0.4, 1, 9)), one_sample(rng.normal(0, 1, 14).round(1)), one_sample(rng.normal(0.2, 1, 40))],
    "twoSamples": [two_samples(rng.normal(0.5, 1, 20), rng.normal(0, 1, 25)), two_samples(rng.normal(0, 2, 8), rng.normal(0, 1, 12))],
    "slopes": [line(np.arange(12), np.arange(12) * 0.2 + rng.normal(size=12)), line(rng.normal(size=10), rng.normal(size=10))],
    "rates": [rate(0, 10), rate(3, 20), rate(50, 50), rate(7, 9), rate(1, 1)],
    "rocs": [roc(rng.normal(1, 1, 30), rng.normal(0, 1, 20)), roc([1, 2, 2, 3], [2, 2, 1, 0])],
    "rateDifferences": [newcombe(56, 70, 48, 80), newcombe(9, 10, 3, 10), newcombe(0, 10, 0, 20), newcombe(10, 10, 0, 20)],
    "areaIntervals": [area_interval(rng.normal(1, 1, 30), rng.normal(0, 1, 20)), area_interval(rng.normal(0.3, 1, 15).round(1), rng.normal(0, 1, 15).round(1))],
    "slopeIntervals": [slope_interval(np.arange(12), np.arange(12) * 0.2 + rng.normal(size=12)), slope_interval(rng.normal(size=25), rng.normal(size=25))],
    "holms": [{"ps": ps, "corrected": holm(ps)} for ps in ([0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 0.001], [0.02])],
}
target = Path(__file__).parents[2] / "src/core/statistics/fixture.json"
everything = {"correlations": correlations, "summaries": summaries, **more}
target.write_text(json.dumps(everything, indent=2) + "\n")
print(target)
