"""Byte-level BPE written from its rules, to check the tokenizer fixture by another route.

It shares no code with the `tokenizers` package: it reads tokens and merges from the GGUF itself,
and splits as llama.cpp does for `pre = smollm` (each numeric character by itself, then GPT-2's
expression) unless it is given another expression.
"""

from __future__ import annotations

import regex
from gguf import GGUFReader

NUMERIC = regex.compile(r"\p{N}")
GPT2 = regex.compile(r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")


def byte_symbols() -> list[str]:
    """The printable character that stands for each byte."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    symbols, spare = [], 0x100
    for byte in range(0x100):
        if byte in printable:
            symbols.append(chr(byte))
        else:
            symbols.append(chr(spare))
            spare += 1
    return symbols


class SecondTokenizer:
    """Encodes text; special tokens written in it are plain characters unless asked for."""

    def __init__(self, reader: GGUFReader, *, words: str | None = None, single_digits: bool = True) -> None:
        self.words = regex.compile(words) if words else GPT2
        self.single_digits = single_digits
        tokens = reader.fields["tokenizer.ggml.tokens"].contents()
        kinds = reader.fields["tokenizer.ggml.token_type"].contents()
        merges = reader.fields["tokenizer.ggml.merges"].contents()
        self.ids = {token: index for index, token in enumerate(tokens)}
        self.ranks = {tuple(merge.split(" ")): rank for rank, merge in enumerate(merges)}
        self.control = [token for token, kind in zip(tokens, kinds, strict=True) if kind == 3]
        self.symbols = byte_symbols()

    def encode(self, text: str, *, special: bool) -> list[int]:
        if not special:
            return self.encode_plain(text)
        pattern = "|".join(regex.escape(t) for t in sorted(self.control, key=len, reverse=True))
        ids: list[int] = []
        for piece in regex.split(f"({pattern})", text):
            ids += [self.ids[piece]] if piece in self.control else self.encode_plain(piece)
        return ids

    def encode_plain(self, text: str) -> list[int]:
        ids: list[int] = []
        parts = regex.split(f"({NUMERIC.pattern})", text) if self.single_digits else [text]
        for part in parts:
            for word in (match.group() for match in self.words.finditer(part)):
                symbols = [self.symbols[byte] for byte in word.encode("utf-8")]
                # Bytes without a symbol in the vocabulary vanish before anything is merged.
                known = [symbol for symbol in symbols if symbol in self.ids]
                ids += [self.ids[symbol] for symbol in self.merge(known)]
        return ids

    def merge(self, symbols: list[str]) -> list[str]:
        """Join the leftmost pair of lowest rank until no pair has one."""
        while len(symbols) > 1:
            pairs = list(zip(symbols, symbols[1:], strict=False))
            best = min(range(len(pairs)), key=lambda i: self.ranks.get(pairs[i], len(self.ranks)))
            if pairs[best] not in self.ranks:
                break
            symbols = [*symbols[:best], "".join(pairs[best]), *symbols[best + 2 :]]
        return symbols
