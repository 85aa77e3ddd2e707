"""Write src/engine/fixtures/vectors_reference.*: the emotion vectors in NumPy, float64.

    python vectors_numpy.py ACTIVATIONS_TEXT.npz ACTIVATIONS_REPLY.npz

Independent of the product's TypeScript. Per residual point, with N stories (neutral texts left
out), r_i the story's activation, and e(i) its emotion:

    m_e     = mean of r_i over the stories of e;  mu = mean of the 24 m_e
    S_w     = sum_i (r_i - m_e(i)) (r_i - m_e(i))^T / N
    S       = (1 - shrinkage) S_w + shrinkage * trace(S_w) / width * I,  shrinkage = 0.5
    v_e     = unit of S^-1 (m_e - mu)
    sigma_e = sqrt(v_e^T S v_e), the story sigma of a reading

Point 0 of the reply set is empty: the embedding of the template's last token is the same for every
story. There the vectors are zero and the sigmas one, so that every reading is zero.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from reference_model import FIXTURES, manifest
from stories import NEUTRAL, load_stories

SHRINKAGE = 0.5
SETS = ("text", "reply")


def discriminant(
    activations: np.ndarray, labels: np.ndarray, emotions: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Centre [width], unit vectors [emotions, width] and story sigmas [emotions] at one point."""
    stories = activations.astype(np.float64)
    if (activations == activations[0]).all():
        shape = (len(emotions), stories.shape[1])
        return stories[0], np.zeros(shape), np.ones(len(emotions))
    means = np.stack([stories[labels == emotion].mean(0) for emotion in emotions])
    centre = means.mean(0)
    spread = stories - means[np.searchsorted(emotions, labels)]
    pooled = spread.T @ spread / len(stories)
    width = len(centre)
    shrunk = (1 - SHRINKAGE) * pooled + SHRINKAGE * np.trace(pooled) / width * np.eye(width)
    vectors = np.linalg.solve(shrunk, (means - centre).T).T
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    sigmas = np.sqrt(np.einsum("ed,df,ef->e", vectors, shrunk, vectors))
    return centre, vectors, sigmas


def token_sigma(data: Any, point: int, vectors: np.ndarray, sigmas: np.ndarray) -> np.ndarray:
    """Standard deviation of z (story sigma) over single tokens, from their second moments."""
    count, mean = int(data["tokenCount"]), data["tokenSum"][point] / int(data["tokenCount"])
    covariance = data["tokenSquares"][point] / count - np.outer(mean, mean)
    return np.sqrt(np.einsum("ed,df,ef->e", vectors, covariance, vectors)) / sigmas


def resubstitution(
    activations: np.ndarray, labels: np.ndarray, emotions: list[str], fit: tuple[np.ndarray, ...]
) -> float:
    """Share of the very stories it was built from whose strongest reading is their own emotion."""
    centre, vectors, sigmas = fit
    readings = (activations.astype(np.float64) - centre) @ vectors.T / sigmas
    return float((readings.argmax(1) == np.searchsorted(emotions, labels)).mean())


def one_set(path: Path) -> tuple[np.ndarray, dict[str, Any]]:
    """Unit vectors [points, emotions, width], and the numbers beside them."""
    data = np.load(path)
    labels, activations = data["emotion"], data["activations"]
    order = [(story.writer, story.line, story.emotion) for story in load_stories()]
    assert [tuple(row) for row in zip(data["writer"], data["line"], labels, strict=True)] == order
    kept = labels != NEUTRAL
    emotions = sorted(set(labels[kept].tolist()))
    assert len(emotions) == 24 and kept.sum() == 1152
    vectors, centres, sigmas, token_sigmas, accuracy = [], [], [], [], []
    for point in range(activations.shape[1]):
        stories = activations[kept, point]
        fit = discriminant(stories, labels[kept], emotions)
        centres.append(fit[0])
        vectors.append(fit[1])
        sigmas.append(fit[2])
        token_sigmas.append(token_sigma(data, point, fit[1], fit[2]))
        accuracy.append(resubstitution(stories, labels[kept], emotions, fit))
    numbers = {
        "emotions": emotions,
        "stories": int(kept.sum()),
        "tokensRun": int(data["tokens"].sum()),
        "storySigma": np.float32(sigmas).tolist(),
        "tokenSigma": np.float32(token_sigmas).tolist(),
        "centreNorm": np.linalg.norm(centres, axis=1).tolist(),
        "residualNorm": {
            "stories": data["residualNorm"][kept].mean(0).tolist(),
            "neutral": data["residualNorm"][~kept].mean(0).tolist(),
        },
        "resubstitutionAccuracy": accuracy,
    }
    return np.stack(vectors), {**numbers, "centre": np.float32(centres)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in SETS:
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    results = {name: one_set(getattr(options, name)) for name in SETS}

    vectors = np.stack([results[name][0] for name in SETS]).astype("<f2")
    centres = np.stack([numbers.pop("centre") for _, numbers in results.values()]).astype("<f4")
    (FIXTURES / "vectors_reference.bin").write_bytes(vectors.tobytes())
    (FIXTURES / "vectors_reference_centre.bin").write_bytes(centres.tobytes())
    description = {
        "layout": "little-endian, C order. vectors: float16 unit vectors, of which the rounding "
        "alone costs less than 1e-6 of cosine; centre: float32; storySigma, tokenSigma: "
        "[point][emotion]. Order of stories: files W0 to W7, lines in order",
        "rules": {
            "text": "mean residual over tokens from min(20, floor(T / 2)) on, the story alone",
            "reply": "residual at the last token of the opened reply, the story as the user's "
            "message, the template's default system prompt",
            "tokenSigma": "over single tokens of the 1,152 stories: text, positions >= 1; reply, "
            "positions from the first token of the user's text to the end of the prompt",
            "residualNorm": "mean over texts of the mean norm at positions >= 1",
            "empty points": "where all stories have the same activation (reply, point 0) the vectors "
            "are zero and the sigmas one",
        },
        "shrinkage": SHRINKAGE,
        "weightsSha256": manifest()["sha256"],
        "vectors": {
            "file": "vectors_reference.bin",
            "shape": list(vectors.shape),
            "axes": ["set", "point", "emotion", "width"],
            "sha256": hashlib.sha256(vectors.tobytes()).hexdigest(),
        },
        "centre": {
            "file": "vectors_reference_centre.bin",
            "shape": list(centres.shape),
            "axes": ["set", "point", "width"],
            "sha256": hashlib.sha256(centres.tobytes()).hexdigest(),
        },
        "sets": {name: numbers for name, (_, numbers) in results.items()},
    }
    rows = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in description.items()]
    (FIXTURES / "vectors_reference.json").write_text("{\n" + ",\n".join(rows) + "\n}\n")
    for name, (_, numbers) in results.items():
        print(name, [round(value, 3) for value in numbers["resubstitutionAccuracy"]])


if __name__ == "__main__":
    main()
