"""Run the corpus through the model in PyTorch and keep what the vectors are made of.

    python activations.py text  OUT.npz
    python activations.py reply OUT.npz

`text`: each story alone; the mean residual over tokens from min(20, floor(T / 2)) on.
`reply`: each story as the user's message, through the chat template with the model's default
system prompt and an opened reply; the residual at the last token.

The file holds, with N texts in corpus order and P residual points:
    activations    float32 [N, P, width]
    tokens         int32   [N]             length of what was run
    emotion, topic, writer, line  [N]
    residualNorm   float64 [N, P]          mean norm over positions >= 1
    tokenCount     int                     tokens behind the two sums below
    tokenSum       float64 [P, width]      over single tokens of the stories (neutral texts left
    tokenSquares   float64 [P, width, width]  out): positions >= 1 for `text`, and from the first
                                           token of the user's text on for `reply`
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from reference_model import load_model, load_tokenizer, render_chat, residual_hooks
from stories import NEUTRAL, Story, load_stories

BATCH = 8
FIRST_TOKEN = 20


def encode(stories: list[Story], which: str) -> list[list[int]]:
    tokenizer = load_tokenizer()
    if which == "text":
        texts = [story.text for story in stories]
    else:
        texts = [
            render_chat([{"role": "user", "content": story.text}], open_reply=True)
            for story in stories
        ]
    return [encoding.ids for encoding in tokenizer.encode_batch(texts)]


def shared_prefix(sequences: list[list[int]]) -> int:
    """Number of ids that all sequences begin with."""
    length = 0
    while len({tuple(ids[: length + 1]) for ids in sequences}) == 1:
        length += 1
    return length


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("which", choices=["text", "reply"])
    parser.add_argument("out", type=Path)
    options = parser.parse_args()

    stories, model = load_stories(), load_model()
    sequences = encode(stories, options.which)
    first_counted = 1 if options.which == "text" else shared_prefix(sequences)
    points, width = model.config.num_hidden_layers + 1, model.config.hidden_size
    activations = np.zeros((len(stories), points, width), np.float32)
    norms = np.zeros((len(stories), points))
    token_count = 0
    token_sum = np.zeros((points, width))
    token_squares = np.zeros((points, width, width))

    started = time.monotonic()
    by_length = sorted(range(len(stories)), key=lambda index: len(sequences[index]))
    for start in range(0, len(by_length), BATCH):
        batch = by_length[start : start + BATCH]
        # Padding on the right: no real token attends to it, so its id does not matter.
        padded = torch.zeros(len(batch), max(len(sequences[i]) for i in batch), dtype=torch.long)
        for row, index in enumerate(batch):
            padded[row, : len(sequences[index])] = torch.tensor(sequences[index])
        with residual_hooks(model) as residuals:
            model.model(padded, use_cache=False)
        counted = [
            (row, len(sequences[index]))
            for row, index in enumerate(batch)
            if stories[index].emotion != NEUTRAL
        ]
        token_count += sum(length - first_counted for _, length in counted)
        for point in range(points):
            residual = residuals[point]
            for row, index in enumerate(batch):
                length = len(sequences[index])
                tokens = residual[row, :length]
                norms[index, point] = tokens[1:].norm(dim=-1).double().mean()
                if options.which == "text":
                    kept = tokens[min(FIRST_TOKEN, length // 2) :].double().mean(0)
                else:
                    kept = tokens[-1]
                activations[index, point] = kept
            if counted:
                single = torch.cat([residual[row, first_counted:n] for row, n in counted])
                token_sum[point] += single.double().sum(0).numpy()
                token_squares[point] += (single.T @ single).double().numpy()
        if start % 160 == 0:
            print(f"{start:>5} of {len(stories)}, {time.monotonic() - started:.0f} s", flush=True)

    np.savez(
        options.out,
        activations=activations,
        tokens=np.array([len(ids) for ids in sequences], np.int32),
        emotion=[story.emotion for story in stories],
        topic=[story.topic for story in stories],
        writer=[story.writer for story in stories],
        line=[story.line for story in stories],
        residualNorm=norms,
        tokenCount=token_count,
        tokenSum=token_sum,
        tokenSquares=token_squares,
    )
    print(f"{sum(map(len, sequences)):,} tokens, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
