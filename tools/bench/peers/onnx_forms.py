"""ONNX exports for transformers.js, from the folder that forms.py wrote: fp32, q8 and q4.

    python tools/bench/peers/onnx_forms.py

Optimum's export for text generation with past keys and values, then the two roundings of the
script that transformers.js recommends: dynamic 8-bit integers for q8, 4-bit blocks of 32
(MatMulNBits, symmetric) for q4. Needs requirements-onnx.txt, in an environment of its own: the
exporter wants an older transformers than the reference scripts do.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from optimum.exporters.onnx import main_export

from last_logits import keep_last_logits

CACHE = Path(__file__).resolve().parent.parent / ".cache"
BLOCK = 32


def main() -> None:
    source, target = CACHE / "smollm2", CACHE / "onnx" / "smollm2"
    exported = CACHE / "exported"
    main_export(str(source), exported, task="text-generation-with-past", do_validation=False)
    (target / "onnx").mkdir(parents=True, exist_ok=True)
    for path in exported.glob("*.json"):
        shutil.copy(path, target / path.name)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(source / name, target / name)
    model = onnx.load(exported / "model.onnx")
    keep_last_logits(model)
    onnx.save(model, target / "onnx" / "model.onnx")
    quantize_dynamic(
        target / "onnx" / "model.onnx",
        target / "onnx" / "model_quantized.onnx",
        weight_type=QuantType.QInt8,
        extra_options={"EnableSubgraph": True, "MatMulConstBOnly": True},
    )
    quantizer = MatMulNBitsQuantizer(model, block_size=BLOCK, is_symmetric=True, accuracy_level=4)
    quantizer.process()
    onnx.save(quantizer.model.model, target / "onnx" / "model_q4.onnx")
    shutil.rmtree(exported)


if __name__ == "__main__":
    main()
