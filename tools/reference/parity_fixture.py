"""Write src/engine/fixtures/parity/: what PyTorch float32 makes of fixed inputs.

The engine's parity tests compare with these files. parity.json describes every .bin file: its
shape, and what its axes are. Takes about two minutes with two threads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from reference_model import (
    FIXTURES,
    Message,
    Write,
    encode_chat,
    greedy,
    load_model,
    load_tokenizer,
    manifest,
    residual_hooks,
)

FOLDER = FIXTURES / "parity"
SEED = 20260402

TEXT = (
    "The rain had stopped before seven, and the garden smelled of earth and cut grass. Mira put the "
    "kettle on, counted 12 cups, and opened the letter from her brother. He was coming home on "
    "Sunday, he wrote, with both dogs and no money. She read it twice, laughed out loud, and went to "
    "look for the good blankets before anyone else could take them."
)
TEXT_TOKENS = 64
LOGIT_POSITIONS = 4

DEFAULT_SYSTEM_CHATS = [
    "What is the capital of France?",
    "Write two sentences about the sea.",
    "My code fails 3 of 12 tests. What should I do first?",
    "Explain to a child why the sky is blue.",
    "List five things to pack for a mountain hike.",
    "I lost my dog two days ago. Can you help me write a short note for the neighbours?",
    "Give me a recipe for tomato soup.",
]
SYSTEM_CHAT: list[Message] = [
    {"role": "system", "content": "You are a poet. Answer in plain English."},
    {"role": "user", "content": "Tell me about an old lighthouse."},
]
GREEDY_TOKENS = 64
# A continuation is only a fair test where no step hangs on the last digits of two logits.
SMALLEST_MARGIN = 2e-3

STEERED_POINTS = (6, 15, 24)
STEERING_ALPHA = 0.3
STEERED_READS = (1, 3)  # points after the written one that are kept, besides it and the last
STEERED_TOKENS = 8
STEERED_GREEDY = 24
LOGIT_STRIDE = 4
STEERED_CHAT: list[Message] = [
    {"role": "user", "content": "Write a short diary entry about your day at work."}
]
STEERED_REPLY = "Dear diary, today began with a long walk to the office."

WHERE: dict[str, Callable[[torch.Tensor, int], torch.Tensor]] = {
    "all": lambda positions, prompt: torch.ones_like(positions, dtype=torch.bool),
    "prompt": lambda positions, prompt: positions < prompt,
    "reply": lambda positions, prompt: positions >= prompt,
}


class Folder:
    """Collects arrays as .bin files, with their description for parity.json."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, Any] = {}
        path.mkdir(parents=True, exist_ok=True)

    def add(self, name: str, array: Any, axes: list[str], note: str) -> None:
        data = np.ascontiguousarray(np.asarray(array), dtype="<f4")
        (self.path / f"{name}.bin").write_bytes(data.tobytes())
        self.files[name] = {
            "file": f"{name}.bin",
            "shape": list(data.shape),
            "axes": axes,
            "sha256": hashlib.sha256(data.tobytes()).hexdigest(),
            "note": note,
        }


def all_points(model: Any, ids: list[int], writes: dict[int, Write] | None = None) -> Any:
    """Residuals [P, T, width] and logits [T, vocabulary] of one pass."""
    with residual_hooks(model, writes) as kept:
        logits = model(torch.tensor([ids]), use_cache=False).logits[0]
    return torch.stack([kept[point][0] for point in sorted(kept)]), logits


def plain_part(model: Any, folder: Folder, ids: list[int]) -> dict[str, Any]:
    residuals, logits = all_points(model, ids)
    folder.add(
        "residuals",
        residuals,
        ["point", "token", "width"],
        "point 0: embedding; l: after layer l; 30: before the final norm",
    )
    folder.add(
        "logits",
        logits[-LOGIT_POSITIONS:],
        ["position", "vocabulary"],
        f"the last {LOGIT_POSITIONS} positions of the text",
    )
    random = np.random.default_rng(SEED)
    probes = random.standard_normal((len(residuals), residuals.shape[2], 4)).astype(np.float32)
    probes /= np.linalg.norm(probes, axis=1, keepdims=True)
    centre = residuals[:, 1:].double().mean(1).numpy().astype(np.float32)
    centred = residuals.numpy().astype(np.float64) - centre[:, None, :]
    folder.add("probes", probes, ["point", "width", "column"], "seeded unit directions")
    folder.add("centre", centre, ["point", "width"], "mean residual of positions >= 1")
    folder.add(
        "readings",
        centred @ probes.astype(np.float64),
        ["point", "token", "column"],
        "(residual - centre) . probe, computed in float64",
    )
    next_tokens = torch.tensor(ids[1:])[:, None]
    log_probabilities = logits.double().log_softmax(-1)[:-1].gather(1, next_tokens)[:, 0]
    norms = residuals[:, 1:].norm(dim=-1).double().mean(1)
    return {
        "ids": ids,
        "nextTokenLogProbabilities": log_probabilities.tolist(),
        "residualMaximum": residuals.abs().amax((1, 2)).tolist(),
        "residualNorm": norms.tolist(),
    }


def smallest_margin(
    model: Any, prompt: list[int], reply: list[int], writes: dict[int, Write] | None = None
) -> float:
    """Least of highest minus second highest logit over the steps of a greedy reply.

    One full pass, so it also checks the reply, which was made token by token.
    """
    _, logits = all_points(model, prompt + reply, writes)
    steps = logits[len(prompt) - 1 : -1]
    assert steps.argmax(-1).tolist() == reply
    best = steps.topk(2).values
    return float((best[:, 0] - best[:, 1]).min())


def greedy_part(model: Any, tokenizer: Any) -> list[dict[str, Any]]:
    chats = [[{"role": "user", "content": text}] for text in DEFAULT_SYSTEM_CHATS]
    result = []
    for messages in [*chats, SYSTEM_CHAT]:
        prompt = encode_chat(messages, open_reply=True)
        reply = greedy(model, prompt, GREEDY_TOKENS)
        smallest = smallest_margin(model, prompt, reply)
        print(f"{smallest:.4f}  {tokenizer.decode(reply)[:70]!r}", flush=True)
        if smallest < SMALLEST_MARGIN:
            continue
        result.append(
            {
                "messages": messages,
                "promptIds": prompt,
                "ids": reply,
                "text": tokenizer.decode(reply, skip_special_tokens=False),
                "smallestMargin": smallest,
            }
        )
    assert len(result) >= 6, "choose other prompts"
    return result


def adding(vector: torch.Tensor, where: str, prompt: int, start: int) -> Write:
    """A write that adds a vector at the positions of `where`, for a pass that begins at `start`."""

    def write(residual: torch.Tensor) -> torch.Tensor:
        positions = start + torch.arange(residual.shape[1])
        return residual + WHERE[where](positions, prompt)[None, :, None] * vector

    return write


def steering_part(model: Any, tokenizer: Any, folder: Folder, norms: list[float]) -> Any:
    random = np.random.default_rng(SEED + 1)
    prompt = encode_chat(STEERED_CHAT, open_reply=True)
    reply = tokenizer.encode(STEERED_REPLY).ids
    last_point = model.config.num_hidden_layers
    directions, cases, hidden, last_logits = [], [], [], []
    for point in STEERED_POINTS:
        direction = random.standard_normal(model.config.hidden_size)
        direction = torch.tensor(direction / np.linalg.norm(direction), dtype=torch.float32)
        directions.append(direction)
        vector = direction * np.float32(STEERING_ALPHA * norms[point])
        reads = [point, *(point + after for after in STEERED_READS), last_point]
        for where in WHERE:
            # Bound by value: greedy calls it later, within this turn of the loop.
            def writes_at(
                start: int, _length: int, point: int = point, where: str = where, v: Any = vector
            ) -> dict[int, Write]:
                return {point: adding(v, where, len(prompt), start)}

            residuals, logits = all_points(model, prompt + reply, writes_at(0, 0))
            continuation = greedy(model, prompt, STEERED_GREEDY, writes_at)
            smallest = smallest_margin(model, prompt, continuation, writes_at(0, 0))
            print(f"{smallest:.4f}  {point} {where} {tokenizer.decode(continuation)[:70]!r}")
            assert smallest >= SMALLEST_MARGIN, "choose another seed"
            hidden.append(residuals[reads, -STEERED_TOKENS:])
            last_logits.append(logits[-1, ::LOGIT_STRIDE])
            cases.append(
                {
                    "point": point,
                    "where": where,
                    "readPoints": reads,
                    "residualMaximum": residuals[reads].abs().amax((1, 2)).tolist(),
                    "lastArgmax": int(logits[-1].argmax()),
                    "greedyIds": continuation,
                    "greedyText": tokenizer.decode(continuation, skip_special_tokens=False),
                    "smallestMargin": smallest,
                }
            )
    folder.add(
        "steering_directions",
        torch.stack(directions),
        ["steered point", "width"],
        "unit directions for points " + ", ".join(map(str, STEERED_POINTS)),
    )
    folder.add(
        "steering_residuals",
        torch.stack(hidden),
        ["case", "read point", "token", "width"],
        f"the last {STEERED_TOKENS} tokens of promptIds + replyIds, at the case's readPoints; "
        "at the written point the residual is that after the write",
    )
    folder.add(
        "steering_logits",
        torch.stack(last_logits),
        ["case", f"vocabulary, every {LOGIT_STRIDE}th id from 0"],
        "logits at the last token of promptIds + replyIds",
    )
    return {
        "messages": STEERED_CHAT,
        "promptIds": prompt,
        "replyIds": reply,
        "alpha": STEERING_ALPHA,
        "norms": {str(point): norms[point] for point in STEERED_POINTS},
        "rule": "residual[point] += alpha * norms[point] * direction, at all positions, at "
        "positions < promptIds.length (prompt), or at the rest (reply)",
        "greedyRule": f"{STEERED_GREEDY} tokens from promptIds alone; new tokens are reply",
        "cases": cases,
    }


def main() -> None:
    model, tokenizer = load_model(), load_tokenizer()
    folder = Folder(FOLDER)
    ids = tokenizer.encode(TEXT).ids[:TEXT_TOKENS]
    text = tokenizer.decode(ids)
    assert len(ids) == TEXT_TOKENS and tokenizer.encode(text).ids == ids
    plain = plain_part(model, folder, ids)
    steering = steering_part(model, tokenizer, folder, plain["residualNorm"])
    description = {
        "layout": "each .bin is little-endian float32 in C order (last axis fastest), with the "
        "shape and axes given under files",
        "reference": f"PyTorch {torch.__version__.split('+')[0]} float32 on CPU, exact weights",
        "weightsSha256": manifest()["sha256"],
        "points": len(plain["residualNorm"]),
        "width": model.config.hidden_size,
        "vocabulary": model.config.vocab_size,
        "files": folder.files,
        "plain": {"text": text, **plain},
        "greedy": greedy_part(model, tokenizer),
        "steering": steering,
    }
    rows = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in description.items()]
    (FOLDER / "parity.json").write_text("{\n" + ",\n".join(rows) + "\n}\n")
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{size:,} bytes in {FOLDER.name}/")
    assert size <= 8_000_000


if __name__ == "__main__":
    main()
