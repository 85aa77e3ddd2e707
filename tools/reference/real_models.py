"""Write src/engine/fixtures/real/: what PyTorch makes of published models that are not in this repository.

    python real_models.py FOLDER [ID …]

FOLDER holds the GGUF files; README.md says how to get them. For each: token ids of a 32-token text,
the residuals of some of its tokens at every point (ID.bin, little-endian float32), the largest
number of all tokens at each point, and a greedy continuation. Takes a minute and 4 GB a model.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gguf import GGUFReader
from gguf.quants import dequantize
from reference_model import FIXTURES, greedy, residual_hooks
from transformers import (
    AutoTokenizer,
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    Qwen2Config,
    Qwen2ForCausalLM,
)

FOLDER = FIXTURES / "real"
TOKENS = 32
KEPT_TOKENS = (0, 1, 15, 31)
# Longer than Gemma's window of 512: the last token's residuals and logits there.
LONG_TOKENS = 700
LONG_POINTS_KEPT = 1
GREEDY_TOKENS = 24
SMALLEST_MARGIN = 2e-3

FILES = {
    "qwen2.5-coder-0.5b-instruct": "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
    "gemma-3-270m": "gemma-3-270m-q4_k_m.gguf",
}
TEXT = (
    "The rain had stopped before seven, and the garden smelled of earth and cut grass. Mira put the "
    "kettle on, counted 12 cups, and opened the letter from her brother. He was coming home on "
    "Sunday, he wrote, with both dogs and no money."
)

PARTS = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
QWEN_PARTS = PARTS | {"ffn_norm": "post_attention_layernorm"}
GEMMA_PARTS = PARTS | {
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
}


class Metadata:
    """What a GGUF says under its family's name."""

    def __init__(self, reader: GGUFReader) -> None:
        self.reader = reader
        self.family = reader.fields["general.architecture"].contents()

    def get(self, key: str, fallback: Any = None) -> Any:
        found = self.reader.fields.get(f"{self.family}.{key}")
        return fallback if found is None else found.contents()


def shared_config(reader: GGUFReader, metadata: Metadata) -> dict[str, Any]:
    embedding = next(tensor for tensor in reader.tensors if tensor.name == "token_embd.weight")
    return {
        "vocab_size": int(embedding.shape[1]),
        "hidden_size": metadata.get("embedding_length"),
        "intermediate_size": metadata.get("feed_forward_length"),
        "num_hidden_layers": metadata.get("block_count"),
        "num_attention_heads": metadata.get("attention.head_count"),
        "num_key_value_heads": metadata.get("attention.head_count_kv"),
        "max_position_embeddings": metadata.get("context_length"),
        "rms_norm_eps": metadata.get("attention.layer_norm_rms_epsilon"),
        "tie_word_embeddings": all(tensor.name != "output.weight" for tensor in reader.tensors),
    }


def empty_model(reader: GGUFReader) -> tuple[Any, dict[str, str], float]:
    """A model of the file's shape, its tensors' names, and what its file adds to gains."""
    metadata = Metadata(reader)
    shared = shared_config(reader, metadata)
    if metadata.family == "qwen2":
        rope = {"rope_type": "default", "rope_theta": metadata.get("rope.freq_base")}
        config = Qwen2Config(**shared, rope_parameters=rope, use_sliding_window=False)
        return Qwen2ForCausalLM._from_config(config, dtype=torch.float32), QWEN_PARTS, 0.0
    if metadata.family == "gemma3":
        head_width = metadata.get("attention.key_length")
        config = Gemma3TextConfig(
            **shared,
            head_dim=head_width,
            query_pre_attn_scalar=head_width,
            sliding_window=metadata.get("attention.sliding_window"),
            rope_parameters={
                "full_attention": {
                    "rope_type": "default",
                    "rope_theta": metadata.get("rope.freq_base"),
                },
                "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0},
            },
            final_logit_softcapping=metadata.get("final_logit_softcapping"),
        )
        return Gemma3ForCausalLM._from_config(config, dtype=torch.float32), GEMMA_PARTS, 1.0
    raise SystemExit(f"no reference for the family {metadata.family}")


def state_name(name: str, parts: dict[str, str]) -> str:
    outer = {
        "token_embd.weight": "model.embed_tokens.weight",
        "output_norm.weight": "model.norm.weight",
        "output.weight": "lm_head.weight",
    }
    if name in outer:
        return outer[name]
    _, layer, part, kind = name.split(".")
    return f"model.layers.{layer}.{parts[part]}.{kind}"


def load(path: Path) -> Any:
    """The model in float32 with exactly the file's weights. Rows of these families lie straight."""
    reader = GGUFReader(path)
    model, parts, gain_offset = empty_model(reader)
    parameters = dict(model.named_parameters())
    for tensor in reader.tensors:
        values = torch.from_numpy(np.array(dequantize(tensor.data, tensor.tensor_type)))
        name = state_name(tensor.name, parts)
        parameters.pop(name).copy_(values - gain_offset if "norm" in name else values)
    assert not parameters, list(parameters)
    return model.eval()


def all_points(model: Any, ids: list[int]) -> Any:
    """Residuals [P, T, width] and logits [T, vocabulary] of one pass."""
    with residual_hooks(model) as kept:
        logits = model(torch.tensor([ids]), use_cache=False).logits[0]
    return torch.stack([kept[point][0] for point in sorted(kept)]), logits


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fixture(name: str, path: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    ids = tokenizer(TEXT).input_ids[:TOKENS]
    assert len(ids) == TOKENS
    model = load(path)
    residuals, logits = all_points(model, ids)
    kept = residuals[:, KEPT_TOKENS]

    reply = greedy(model, ids, GREEDY_TOKENS)
    _, steps = all_points(model, ids + reply)
    best = steps[TOKENS - 1 : -1].topk(2)
    assert best.indices[:, 0].tolist() == reply, "a full pass gives other tokens"
    margin = float((best.values[:, 0] - best.values[:, 1]).min())
    print(f"{name}: margin {margin:.4f}, {tokenizer.decode(reply)!r}")
    assert margin >= SMALLEST_MARGIN, "choose another text"

    long_ids = (ids[:1] + ids[1:] * (LONG_TOKENS // (TOKENS - 1) + 1))[:LONG_TOKENS]
    long_residuals, _ = all_points(model, long_ids)
    arrays = [kept, logits[-1].topk(16).values, long_residuals[:, -LONG_POINTS_KEPT:]]
    data = np.concatenate([np.asarray(array, "<f4").reshape(-1) for array in arrays])
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.bin").write_bytes(data.tobytes())
    description = {
        "file": path.name,
        "sha256": sha256(path),
        "text": TEXT,
        "ids": ids,
        "points": len(residuals),
        "width": residuals.shape[2],
        "keptTokens": KEPT_TOKENS,
        "largest": residuals.abs().amax((1, 2)).tolist(),
        "topIds": logits[-1].topk(16).indices.tolist(),
        "greedyIds": reply,
        "greedyText": tokenizer.decode(reply),
        "smallestMargin": margin,
        "longIds": long_ids,
        "longLargest": long_residuals.abs().amax((1, 2)).tolist(),
    }
    (FOLDER / f"{name}.json").write_text(json.dumps(description) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("id", nargs="*", default=list(FILES))
    options = parser.parse_args()
    for name in options.id:
        fixture(name, options.folder / FILES[name])
        gc.collect()


if __name__ == "__main__":
    main()
