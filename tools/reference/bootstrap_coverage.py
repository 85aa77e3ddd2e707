"""Prints how often 95 % bootstrap intervals hold the mean, and how far BCa's ends lie from percentile ones.

The figures in src/core/statistics/bootstrap.ts. Needs Python with numpy and scipy, 15 s:
    python tools/reference/bootstrap_coverage.py
"""

import numpy as np
import scipy.stats as st

SAMPLES = 400
rng = np.random.default_rng(1)
kinds = {"normal": (rng.normal, 0.0), "exponential": (rng.exponential, 1.0)}

for kind, (draw, mean) in kinds.items():
    for n in (8, 12, 20, 40):
        held = {"percentile": 0, "BCa": 0}
        gaps = []
        for seed in range(SAMPLES):
            values = draw(size=n)
            ends = {}
            for method in held:
                found = st.bootstrap((values,), np.mean, n_resamples=1000, method=method, rng=seed)
                ends[method] = np.array(found.confidence_interval)
                held[method] += bool(ends[method][0] <= mean <= ends[method][1])
            gap = np.abs(ends["BCa"] - ends["percentile"]).max()
            gaps.append(gap / np.ptp(ends["percentile"]))
        rates = ", ".join(f"{method} {count / SAMPLES:.3f}" for method, count in held.items())
        print(f"{kind}, n = {n}: {rates}; median gap {np.median(gaps):.3f} of the width", flush=True)
