"""The shipped model in the forms that the benchmark's peers read, from its exact weights.

    python tools/bench/peers/forms.py

Writes to tools/bench/.cache (never committed): the joined GGUF; the same with its matrices as Q8_0
and as Q4_0, rounded by the Python `gguf` package; a Hugging Face folder in float32, from which
onnx_forms.py makes the ONNX exports; and PyTorch's log-probabilities over one of our own texts.
Needs tools/reference/requirements.txt.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, LlamaFileType
from gguf.constants import GGUFValueType
from gguf.quants import dequantize, quantize

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "reference"))

from reference_model import MODEL_FOLDER, load_model, load_tokenizer, manifest  # noqa: E402
from stories import load_stories  # noqa: E402

CACHE = HERE.parent / ".cache"
TOKENS = 640
POSITIONS = 512
# As many of our stories as surely fill the positions.
TEXTS = 12

Q8_0 = GGMLQuantizationType.Q8_0
Q4_0 = GGMLQuantizationType.Q4_0
FILE_TYPES = {Q8_0: LlamaFileType.MOSTLY_Q8_0, Q4_0: LlamaFileType.MOSTLY_Q4_0}


def join_shards() -> Path:
    joined = CACHE / "gguf" / "q4_1.gguf"
    joined.parent.mkdir(parents=True, exist_ok=True)
    with joined.open("wb") as out:
        for shard in manifest()["shards"]:
            out.write((MODEL_FOLDER / shard["file"]).read_bytes())
    return joined


def requantise(source: Path, kind: GGMLQuantizationType) -> None:
    """A GGUF with the same metadata, its matrices rounded to `kind`; norms stay float32.

    As llama.cpp does it, an embedding that is the output matrix as well is kept at Q8_0.
    """
    reader = GGUFReader(source)
    target = CACHE / "gguf" / f"{kind.name.lower()}.gguf"
    writer = GGUFWriter(target, "llama")
    for field in reader.fields.values():
        if field.name.startswith("GGUF.") or field.name == "general.architecture":
            continue
        if field.name in ("general.file_type", "general.quantization_version"):
            continue
        inner = field.types[1] if field.types[0] == GGUFValueType.ARRAY else None
        writer.add_key_value(field.name, field.contents(), field.types[0], inner)
    writer.add_file_type(FILE_TYPES[kind])
    writer.add_quantization_version(2)
    for tensor in reader.tensors:
        values = np.ascontiguousarray(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
        if values.ndim == 1:
            writer.add_tensor(tensor.name, values)
            continue
        form = Q8_0 if tensor.name == "token_embd.weight" else kind
        writer.add_tensor(tensor.name, quantize(values, form), raw_dtype=form)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_hugging_face_folder(model: torch.nn.Module) -> None:
    folder = CACHE / "smollm2"
    model.save_pretrained(folder)
    config = json.loads((folder / "config.json").read_text())
    # Older releases of transformers, which the exporter needs, read the rotary base here.
    config["rope_theta"] = config.pop("rope_parameters")["rope_theta"]
    config["torch_dtype"] = "float32"
    (folder / "config.json").write_text(json.dumps(config, indent=2))
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(MODEL_FOLDER / name, folder / name)


def write_reference(model: torch.nn.Module) -> None:
    """Log-probabilities [rows, vocabulary], float32, at positions of one text.

    wllama takes text only: a position counts where the text up to it is encoded as the tokens up to it.
    """
    tokenizer = load_tokenizer(recognise_special=False)
    text = "\n\n".join(story.text for story in load_stories()[:TEXTS])
    ids = tokenizer.encode(text).ids[:TOKENS]
    prefixes = [tokenizer.decode(ids[: row + 1], skip_special_tokens=False) for row in range(TOKENS)]
    rows = [row for row, prefix in enumerate(prefixes) if tokenizer.encode(prefix).ids == ids[: row + 1]]
    rows = rows[:POSITIONS]
    assert len(rows) == POSITIONS, len(rows)
    logits = model(torch.tensor([ids])).logits[0, rows].double()
    log_probabilities = torch.log_softmax(logits, dim=-1).float().numpy()
    (CACHE / "reference.bin").write_bytes(np.ascontiguousarray(log_probabilities, "<f4").tobytes())
    told = {"ids": ids[: rows[-1] + 1], "rows": rows, "prefixes": [prefixes[row] for row in rows]}
    (CACHE / "reference.json").write_text(json.dumps(told))


def main() -> None:
    source = join_shards()
    for kind in (Q8_0, Q4_0):
        requantise(source, kind)
    model = load_model()
    write_reference(model)
    write_hugging_face_folder(model)


if __name__ == "__main__":
    main()
