"""The corpus of the emotion vectors, in the order of its files and lines."""

from __future__ import annotations

import json
from dataclasses import dataclass

from reference_model import ROOT

STORIES = ROOT / "src" / "content" / "stories"
NEUTRAL = "neutral"


@dataclass(frozen=True)
class Story:
    writer: str
    line: int  # counted from 0
    emotion: str
    topic: str
    text: str


def load_stories() -> list[Story]:
    """All 1,248 texts, neutral ones too: W0 … W7, lines in order."""
    return [
        Story(path.stem, line, **json.loads(text))
        for path in sorted(STORIES.glob("W*.jsonl"))
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines())
    ]
