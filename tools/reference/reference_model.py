"""The shipped model in PyTorch, float32, with the exact weights of its GGUF.

Everything that another reference script needs: the joined shards, the tokenizer, the model, and
the residual stream at all points. Point 0 is the embedding, point l is the sum after layer l;
point 30 is taken before the final norm.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gguf import GGUFReader
from gguf.quants import dequantize
from jinja2.sandbox import ImmutableSandboxedEnvironment
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM, LlamaConfig

ROOT = Path(__file__).resolve().parents[2]
MODEL_FOLDER = ROOT / "models" / "smollm2-135m-instruct"
FIXTURES = ROOT / "src" / "engine" / "fixtures"

Message = dict[str, str]

torch.set_grad_enabled(False)
torch.set_num_threads(2)


def manifest() -> dict[str, Any]:
    return json.loads((MODEL_FOLDER / "manifest.json").read_text())


@contextmanager
def joined_gguf() -> Iterator[GGUFReader]:
    """A reader over the joined shards, which live in a temporary file meanwhile."""
    with tempfile.NamedTemporaryFile(suffix=".gguf") as joined:
        for shard in manifest()["shards"]:
            joined.write((MODEL_FOLDER / shard["file"]).read_bytes())
        joined.flush()
        yield GGUFReader(joined.name)


def load_tokenizer(*, recognise_special: bool = True) -> Tokenizer:
    """The shipped tokenizer; without recognition, special tokens in a text are plain characters."""
    description = json.loads((MODEL_FOLDER / "tokenizer.json").read_text())
    if not recognise_special:
        description["added_tokens"] = []
    return Tokenizer.from_str(json.dumps(description))


def render_chat(messages: list[Message], *, open_reply: bool) -> str:
    """A chat through the model's own template, with the settings that transformers uses."""
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    config = json.loads((MODEL_FOLDER / "tokenizer_config.json").read_text())
    template = environment.from_string(config["chat_template"])
    return template.render(messages=messages, add_generation_prompt=open_reply)


# Stands for the first character of a control token that a person wrote out, while a chat is rendered.
MASK = "\ue000"


def encode_chat(messages: list[Message], *, open_reply: bool) -> list[int]:
    """Ids of a chat. Only the template's own control tokens become control tokens.

    What lies between two of them is encoded as one string, so that the template's characters and
    the content's merge as they do in the rendered text.
    """
    recognising, plain = load_tokenizer(), load_tokenizer(recognise_special=False)
    control = [token.content for token in recognising.get_added_tokens_decoder().values()]

    def masked(content: str) -> str:
        assert MASK not in content
        for token in control:
            content = content.replace(token, MASK + token[1:])
        return content

    hidden = [{**message, "content": masked(message["content"])} for message in messages]
    rendered = render_chat(hidden, open_reply=open_reply)
    ids: list[int] = []
    for piece in re.split("(" + "|".join(map(re.escape, control)) + ")", rendered):
        if piece in control:
            ids.append(recognising.token_to_id(piece))
        else:
            ids += plain.encode(piece.replace(MASK, "<")).ids
    return ids


def llama_config(shape: dict[str, Any]) -> LlamaConfig:
    return LlamaConfig(
        vocab_size=shape["vocabulary"],
        hidden_size=shape["width"],
        intermediate_size=shape["feedForward"],
        num_hidden_layers=shape["layers"],
        num_attention_heads=shape["heads"],
        num_key_value_heads=shape["kvHeads"],
        head_dim=shape["headWidth"],
        max_position_embeddings=shape["contextLength"],
        rms_norm_eps=shape["rmsEpsilon"],
        rope_parameters={"rope_type": "default", "rope_theta": shape["ropeBase"]},
        tie_word_embeddings=shape["tiedOutput"],
        attention_bias=False,
        mlp_bias=False,
        bos_token_id=1,
        eos_token_id=2,
    )


def halves_from_pairs(weight: np.ndarray, heads: int) -> np.ndarray:
    """Rows of a query or key matrix from the GGUF's order to that of transformers.

    The GGUF keeps the two coordinates that a rotary angle turns side by side; transformers keeps
    all first coordinates of a head, then all second ones.
    """
    rows, columns = weight.shape
    pairs = weight.reshape(heads, rows // heads // 2, 2, columns)
    return pairs.swapaxes(1, 2).reshape(rows, columns)


def state_name(gguf_name: str) -> str:
    """The name in transformers of a tensor in the GGUF."""
    outer = {
        "token_embd.weight": "model.embed_tokens.weight",
        "output_norm.weight": "model.norm.weight",
    }
    if gguf_name in outer:
        return outer[gguf_name]
    _, layer, part, _ = gguf_name.split(".")
    inner = {
        "attn_norm": "input_layernorm",
        "attn_q": "self_attn.q_proj",
        "attn_k": "self_attn.k_proj",
        "attn_v": "self_attn.v_proj",
        "attn_output": "self_attn.o_proj",
        "ffn_norm": "post_attention_layernorm",
        "ffn_gate": "mlp.gate_proj",
        "ffn_up": "mlp.up_proj",
        "ffn_down": "mlp.down_proj",
    }
    return f"model.layers.{layer}.{inner[part]}.weight"


def exact_weights(reader: GGUFReader, shape: dict[str, Any]) -> dict[str, torch.Tensor]:
    """All weights as float32, by their names in transformers."""
    state = {}
    for tensor in reader.tensors:
        values = dequantize(tensor.data, tensor.tensor_type)
        if ".attn_q." in tensor.name:
            values = halves_from_pairs(values, shape["heads"])
        if ".attn_k." in tensor.name:
            values = halves_from_pairs(values, shape["kvHeads"])
        state[state_name(tensor.name)] = torch.from_numpy(np.array(values, dtype=np.float32))
    return state


def load_model() -> Any:
    """LlamaForCausalLM in float32, ready to run."""
    shape = manifest()["architecture"]
    config = llama_config(shape)
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32).eval()
    with joined_gguf() as reader:
        missing, unexpected = model.load_state_dict(exact_weights(reader, shape), strict=False)
    # The output matrix is the embedding, so it has no weights of its own.
    assert set(missing) <= {"lm_head.weight"} and not unexpected, (missing, unexpected)
    model.tie_weights()
    return model


# A write takes the residual at a point [batch, T, width] and returns what replaces it.
Write = Callable[[torch.Tensor], torch.Tensor]


@contextmanager
def residual_hooks(model: Any, writes: dict[int, Write] | None = None) -> Iterator[dict[int, Any]]:
    """While open, each forward pass fills the yielded dict: point → residual [batch, T, width].

    `writes` replace the residual at a point before it is kept and before the next layer reads it.
    """
    kept: dict[int, Any] = {}
    writes = writes or {}

    def keep(point: int, residual: torch.Tensor) -> torch.Tensor:
        changed = writes[point](residual) if point in writes else residual
        kept[point] = changed
        return changed

    def on_embedding(_module: Any, _inputs: Any, output: torch.Tensor) -> torch.Tensor:
        return keep(0, output)

    def on_layer(point: int) -> Callable[..., Any]:
        def hook(_module: Any, _inputs: Any, output: Any) -> Any:
            if isinstance(output, tuple):
                return (keep(point, output[0]), *output[1:])
            return keep(point, output)

        return hook

    handles = [model.model.embed_tokens.register_forward_hook(on_embedding)]
    for index, layer in enumerate(model.model.layers):
        handles.append(layer.register_forward_hook(on_layer(index + 1)))
    try:
        yield kept
    finally:
        for handle in handles:
            handle.remove()


def greedy(
    model: Any,
    prompt: list[int],
    count: int,
    writes_at: Callable[[int, int], dict[int, Write]] | None = None,
) -> list[int]:
    """Exactly `count` tokens of highest logit after a prompt; stop tokens do not stop it.

    `writes_at(start, length)` gives the writes for a pass over positions start … start + length − 1.
    """
    ids, cache, step = [], None, prompt
    position = 0
    for _ in range(count):
        writes = writes_at(position, len(step)) if writes_at else None
        with residual_hooks(model, writes):
            result = model(torch.tensor([step]), past_key_values=cache, use_cache=True)
        position += len(step)
        cache = result.past_key_values
        chosen = int(result.logits[0, -1].argmax())
        ids.append(chosen)
        step = [chosen]
    return ids
