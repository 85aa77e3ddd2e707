"""Write src/engine/fixtures/tiny/: a tiny random model of every family, and what PyTorch makes of it.

Each case is a folder with the model as GGUF and/or as config.json + model.safetensors, and
expected.bin: little-endian float32 arrays, one after another. tiny.json lists the cases, their token
ids and the arrays' shapes. The models are transformers' own classes with seeded weights that are
exact in half precision, so that both files hold the same numbers.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gguf import GGUFWriter
from gguf.constants import RopeScalingType
from reference_model import FIXTURES, Write, greedy, residual_hooks
from safetensors.torch import save_file
from transformers import (
    AttentionInterface,
    AttentionMaskInterface,
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    LlamaConfig,
    LlamaForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
)
from transformers.masking_utils import eager_mask
from transformers.models.gemma3.modeling_gemma3 import eager_attention_forward

FOLDER = FIXTURES / "tiny"
SEED = 20261126
TOKENS = 24
PREFIX = 15
LOGIT_POSITIONS = 4
PROBES = 3
STEERED_SHARE = 0.5
GREEDY_TOKENS = 16
SMALLEST_MARGIN = 2e-3
MAX_BYTES = 1_000_000

SMALL = {"vocab_size": 72, "hidden_size": 32, "intermediate_size": 36, "max_position_embeddings": 256}
LLAMA3_SCALING = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}


def capped_attention(module: Any, *args: Any, **kwargs: Any) -> Any:
    """Gemma 3's attention with the soft cap of its config, which transformers does not pass on."""
    kwargs["softcap"] = module.config.attn_logit_softcapping
    return eager_attention_forward(module, *args, **kwargs)


AttentionInterface.register("capped", capped_attention)
AttentionMaskInterface.register("capped", eager_mask)


@dataclass(frozen=True)
class Case:
    name: str
    model_class: Any
    config: Any
    formats: tuple[str, ...]
    attention: str = "eager"
    # config.json as it was written before transformers 5: what to take out, and what to put in.
    old_style: dict[str, Any] = field(default_factory=dict)


CASES = [
    Case(
        "llama",
        LlamaForCausalLM,
        LlamaConfig(
            **SMALL,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=16,
            rope_theta=500000.0,
            rope_scaling=LLAMA3_SCALING,
            tie_word_embeddings=False,
        ),
        ("gguf", "safetensors"),
        old_style={"rope_theta": 500000.0, "rope_scaling": LLAMA3_SCALING},
    ),
    Case(
        "llama-linear",
        LlamaForCausalLM,
        LlamaConfig(
            **SMALL,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=1,
            rope_theta=10000.0,
            rope_scaling={"rope_type": "linear", "factor": 4.0},
            tie_word_embeddings=True,
        ),
        ("gguf",),
    ),
    Case(
        "qwen2",
        Qwen2ForCausalLM,
        Qwen2Config(
            **SMALL,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=2,
            rope_theta=1000000.0,
            tie_word_embeddings=True,
        ),
        ("gguf", "safetensors"),
        old_style={"rope_theta": 1000000.0},
    ),
    Case(
        "qwen2-window",
        Qwen2ForCausalLM,
        Qwen2Config(
            **SMALL,
            num_hidden_layers=4,
            num_attention_heads=4,
            num_key_value_heads=2,
            use_sliding_window=True,
            sliding_window=6,
            max_window_layers=2,
            tie_word_embeddings=False,
        ),
        ("safetensors",),
    ),
    Case(
        "qwen3",
        Qwen3ForCausalLM,
        Qwen3Config(
            **SMALL,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=12,
            rope_theta=1000000.0,
            tie_word_embeddings=False,
        ),
        ("gguf", "safetensors"),
    ),
    Case(
        "gemma3",
        Gemma3ForCausalLM,
        Gemma3TextConfig(
            **SMALL,
            num_hidden_layers=7,
            num_attention_heads=4,
            num_key_value_heads=1,
            head_dim=12,
            query_pre_attn_scalar=12,
            sliding_window=5,
        ),
        ("gguf", "safetensors"),
        old_style={
            "rope_theta": 1000000.0,
            "rope_local_base_freq": 10000.0,
            "layer_types": None,
            "sliding_window_pattern": 6,
        },
    ),
    Case(
        "gemma3-capped",
        Gemma3ForCausalLM,
        Gemma3TextConfig(
            **SMALL,
            num_hidden_layers=4,
            num_attention_heads=4,
            num_key_value_heads=2,
            head_dim=8,
            query_pre_attn_scalar=20,
            sliding_window=7,
            layer_types=["full_attention", "sliding_attention"] * 2,
            rope_scaling={"rope_type": "linear", "factor": 2.0},
            attn_logit_softcapping=3.0,
            final_logit_softcapping=5.0,
            tie_word_embeddings=False,
        ),
        ("safetensors",),
        attention="capped",
    ),
]


def seeded_weights(model: Any, seed: int) -> None:
    """Weights large enough that every part matters, rounded to what half precision holds."""
    random = np.random.default_rng(seed)
    is_gemma = model.config.model_type.startswith("gemma")
    for name, parameter in model.named_parameters():
        values = random.standard_normal(tuple(parameter.shape))
        if "norm" in name:
            values = 0.3 * values + (0 if is_gemma else 1)
        elif name.endswith("bias"):
            values = 0.5 * values
        elif "embed_tokens" in name:
            values = values / (model.config.hidden_size**0.5 if is_gemma else 1)
        else:
            values = 1.5 * values / values.shape[1] ** 0.5
        parameter.copy_(torch.from_numpy(values).half().float())


def interleaved(rows: np.ndarray, heads: int) -> np.ndarray:
    """Query or key rows of `llama` as llama.cpp's converter orders them: pairs side by side."""
    return (
        rows.reshape(heads, 2, rows.shape[0] // heads // 2, rows.shape[1])
        .swapaxes(1, 2)
        .reshape(rows.shape)
    )


def gguf_name(name: str, is_gemma: bool) -> str:
    outer = {
        "model.embed_tokens.weight": "token_embd.weight",
        "model.norm.weight": "output_norm.weight",
        "lm_head.weight": "output.weight",
    }
    if name in outer:
        return outer[name]
    _, _, layer, *path, kind = name.split(".")
    part = {
        "input_layernorm": "attn_norm",
        "q_proj": "attn_q",
        "k_proj": "attn_k",
        "v_proj": "attn_v",
        "q_norm": "attn_q_norm",
        "k_norm": "attn_k_norm",
        "o_proj": "attn_output",
        "post_attention_layernorm": "post_attention_norm" if is_gemma else "ffn_norm",
        "pre_feedforward_layernorm": "ffn_norm",
        "gate_proj": "ffn_gate",
        "up_proj": "ffn_up",
        "down_proj": "ffn_down",
        "post_feedforward_layernorm": "post_ffw_norm",
    }[path[-1]]
    return f"blk.{layer}.{part}.{kind}"


def llama3_divisors(config: Any, rope: dict[str, Any]) -> np.ndarray:
    """What llama.cpp's converter stores as rope_freqs.weight."""
    width = config.head_dim
    frequencies = 1.0 / rope["rope_theta"] ** (np.arange(0, width, 2) / width)
    context, factor = rope["original_max_position_embeddings"], rope["factor"]
    low, high = rope["low_freq_factor"], rope["high_freq_factor"]
    divisors = []
    for frequency in frequencies:
        wavelength = 2 * np.pi / frequency
        if wavelength < context / high:
            divisors.append(1.0)
        elif wavelength > context / low:
            divisors.append(factor)
        else:
            smooth = (context / wavelength - low) / (high - low)
            divisors.append(1 / ((1 - smooth) / factor + smooth))
    assert len({*divisors} - {1.0, factor}) > 0, "no frequency lies in the middle"
    return np.array(divisors, np.float32)


def write_gguf(path: Path, model: Any) -> None:
    config = model.config
    is_gemma = config.model_type == "gemma3_text"
    family = "gemma3" if is_gemma else config.model_type
    head_width = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    writer = GGUFWriter(path, family)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    if head_width != config.hidden_size // config.num_attention_heads:
        writer.add_key_length(head_width)
        writer.add_value_length(head_width)
    rope = config.rope_parameters
    if is_gemma:
        assert config.query_pre_attn_scalar == head_width
        writer.add_sliding_window(config.sliding_window)
        rope = rope["full_attention"]
    writer.add_rope_freq_base(rope["rope_theta"])
    if rope["rope_type"] == "linear":
        writer.add_rope_scaling_type(RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(rope["factor"])
    if rope["rope_type"] == "llama3":
        writer.add_tensor("rope_freqs.weight", llama3_divisors(config, rope))
    for name, parameter in model.named_parameters():
        values = parameter.detach().numpy()
        if is_gemma and "norm" in name:
            values = values + np.float32(1)
        if family == "llama" and "q_proj" in name:
            values = interleaved(values, config.num_attention_heads)
        if family == "llama" and "k_proj" in name:
            values = interleaved(values, config.num_key_value_heads)
        kind = np.float16 if values.ndim == 2 else np.float32
        writer.add_tensor(gguf_name(name, is_gemma), np.ascontiguousarray(values, kind))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_safetensors(folder: Path, model: Any, old_style: dict[str, Any]) -> None:
    config = json.loads(model.config.to_json_string(use_diff=False))
    if old_style:
        del config["rope_parameters"]
        config |= old_style
    kept = {key: value for key, value in config.items() if value is not None}
    (folder / "config.json").write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    tensors = {name: value.detach().half() for name, value in model.named_parameters()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})


class Arrays:
    """Float32 arrays one after another, with their places."""

    def __init__(self) -> None:
        self.parts: list[np.ndarray] = []
        self.places: dict[str, Any] = {}

    def add(self, name: str, array: Any) -> None:
        data = np.ascontiguousarray(np.asarray(array), dtype="<f4")
        offset = sum(part.size for part in self.parts)
        self.places[name] = {"offset": offset, "shape": list(data.shape)}
        self.parts.append(data.reshape(-1))

    def bytes(self) -> bytes:
        return np.concatenate(self.parts).tobytes()


def all_points(model: Any, ids: list[int], writes: dict[int, Write] | None = None) -> Any:
    """Residuals [P, T, width] and logits [T, vocabulary] of one pass."""
    with residual_hooks(model, writes) as kept:
        logits = model(torch.tensor([ids]), use_cache=False).logits[0]
    return torch.stack([kept[point][0] for point in sorted(kept)]), logits


def expected(case: Case, model: Any, seed: int) -> tuple[Arrays, dict[str, Any]]:
    random = np.random.default_rng(seed)
    ids = random.integers(0, model.config.vocab_size, TOKENS).tolist()
    arrays = Arrays()
    residuals, logits = all_points(model, ids)
    points, _, width = residuals.shape
    arrays.add("residuals", residuals)
    arrays.add("logits", logits[-LOGIT_POSITIONS:])
    probes = random.standard_normal((points, width, PROBES)).astype(np.float32)
    centre = residuals.double().mean(1).numpy().astype(np.float32)
    centred = residuals.numpy().astype(np.float64) - centre[:, None]
    arrays.add("probes", probes)
    arrays.add("centre", centre)
    arrays.add("readings", centred @ probes.astype(np.float64))
    arrays.add("norms", np.linalg.norm(centred, axis=-1))

    point = points // 2
    direction = random.standard_normal(width)
    norm = float(residuals[point].norm(dim=-1).mean())
    vector = STEERED_SHARE * norm * direction / np.linalg.norm(direction)
    vector = torch.from_numpy(vector.astype(np.float32))

    def write(residual: torch.Tensor) -> torch.Tensor:
        reply = torch.arange(residual.shape[1]) >= PREFIX
        return residual + reply[None, :, None] * vector

    steered, steered_logits = all_points(model, ids, {point: write})
    arrays.add("steer", vector)
    arrays.add("steeredResiduals", steered[point:])
    arrays.add("steeredLogits", steered_logits[-LOGIT_POSITIONS:])

    reply = greedy(model, ids, GREEDY_TOKENS)
    _, steps = all_points(model, ids + reply)
    best = steps[TOKENS - 1 : -1].topk(2)
    assert best.indices[:, 0].tolist() == reply, "a full pass gives other tokens"
    margin = float((best.values[:, 0] - best.values[:, 1]).min())
    print(f"{case.name:>14}: margin {margin:.4f}, largest {residuals.abs().max():.1f}")
    assert margin >= SMALLEST_MARGIN, "choose another seed"
    return arrays, {
        "name": case.name,
        "formats": list(case.formats),
        "ids": ids,
        "prefix": PREFIX,
        "greedyIds": reply,
        "steeredPoint": point,
        "points": points,
        "width": width,
        "arrays": arrays.places,
    }


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    cases = []
    for index, case in enumerate(CASES):
        folder = FOLDER / case.name
        folder.mkdir(parents=True)
        case.config._attn_implementation = case.attention
        model = case.model_class._from_config(case.config, dtype=torch.float32).eval()
        seeded_weights(model, SEED + index)
        if "gguf" in case.formats:
            write_gguf(folder / "model.gguf", model)
        if "safetensors" in case.formats:
            write_safetensors(folder, model, case.old_style)
        arrays, description = expected(case, model, SEED + 100 + index)
        (folder / "expected.bin").write_bytes(arrays.bytes())
        cases.append(description)
    rows = ",\n".join(json.dumps(case) for case in cases)
    (FOLDER / "tiny.json").write_text('{"cases": [\n' + rows + "\n]}\n")
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    print(f"{size:,} bytes in {FOLDER.name}/")
    assert size <= MAX_BYTES


if __name__ == "__main__":
    main()
