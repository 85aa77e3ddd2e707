"""Write src/engine/fixtures/dequant.json, tiny.gguf, tiny.json and split/.

dequant.json: raw blocks of each tensor type that the engine reads, and what the Python `gguf` package
makes of them: the first floats, and a sha256 of all of them. tiny.gguf: a file with metadata of every
value type and tensors of some of these types; tiny.json says what a reader must find in it. split/: the
same in three parts.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import GGUFReader, GGUFValueType, GGUFWriter
from gguf.constants import GGML_QUANT_SIZES
from gguf.quants import dequantize
from reference_model import FIXTURES

BLOCKS = 96
SHOWN_BLOCKS = 6
SEED = 7
F16_EDGES = np.array(
    [0x0000, 0x8000, 0x0001, 0x8001, 0x03FF, 0x83FF, 0x0400, 0x8400, 0x7BFF, 0xFBFF, 0x3C00, 0xBC00],
    np.uint16,
).view(np.float16)  # fmt: skip
F32_EDGES = np.array(
    [0x00000000, 0x80000000, 0x00000001, 0x80000001, 0x007FFFFF, 0x00800000, 0x7F7FFFFF, 0xFF7FFFFF,
     0x3F800000, 0xBF800000, 0x3DCCCCCD, 0x33D6BF95],
    np.uint32,
).view(np.float32)  # fmt: skip


def base64_of(array: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")


def finite_halves(random: np.random.Generator, count: int) -> np.ndarray:
    """Half floats of every size, edges first; no infinity and no NaN."""
    bits = random.integers(0, 0x7C00, count, dtype=np.uint16)
    bits |= random.integers(0, 2, count, dtype=np.uint16) << 15
    halves = bits.view(np.float16)
    halves[: min(count, len(F16_EDGES))] = F16_EDGES[:count]
    return halves


def raw_f32(random: np.random.Generator) -> np.ndarray:
    values = (random.standard_normal(BLOCKS * 32) * 10.0 ** random.integers(-30, 30)).astype("<f4")
    values[1::3] = random.standard_normal(len(values[1::3]))
    values[: len(F32_EDGES)] = F32_EDGES
    return values.view(np.uint8).reshape(BLOCKS, -1)


def raw_f16(random: np.random.Generator) -> np.ndarray:
    return finite_halves(random, BLOCKS * 32).view(np.uint8).reshape(BLOCKS, -1)


def raw_bf16(random: np.random.Generator) -> np.ndarray:
    """The upper halves of float32; every size, edges first."""
    bits = random.integers(0, 0x7F80, BLOCKS * 32, dtype=np.uint16)
    bits |= random.integers(0, 2, BLOCKS * 32, dtype=np.uint16) << 15
    bits[: len(F32_EDGES)] = F32_EDGES.view(np.uint32) >> 16
    return bits.view(np.uint8).reshape(BLOCKS, -1)


def raw_blocks(kind: Type, halves: dict[int, float]) -> Callable[[np.random.Generator], np.ndarray]:
    """Random blocks of a format whose half floats lie at the given bytes.

    The first half of the blocks has half floats of every size, extremes first (in another order for
    each place). The second half has scales as real weights have: up to the value given for the place,
    which is below zero for a minimum that is added. Of some blocks all other bits are 0, or all 1.
    """

    def make(random: np.random.Generator) -> np.ndarray:
        blocks = random.integers(0, 256, (BLOCKS, GGML_QUANT_SIZES[kind][1]), dtype=np.uint8)
        for at in (0, 8, BLOCKS - 2):
            blocks[at], blocks[at + 1] = 0x00, 0xFF
        for order, (at, size) in enumerate(halves.items()):
            scales = finite_halves(random, BLOCKS)
            if order > 0:
                scales = random.permutation(scales)
            usual = random.uniform(0.01, 1, BLOCKS - BLOCKS // 2) * size
            scales[BLOCKS // 2 :] = usual.astype(np.float16)
            blocks[:, at : at + 2] = scales[:, None].view(np.uint8)
        return blocks

    return make


RAW = {
    Type.F32: raw_f32,
    Type.F16: raw_f16,
    Type.BF16: raw_bf16,
    Type.Q4_0: raw_blocks(Type.Q4_0, {0: 0.1}),
    Type.Q4_1: raw_blocks(Type.Q4_1, {0: 0.1, 2: -1}),
    Type.Q5_0: raw_blocks(Type.Q5_0, {0: 0.05}),
    Type.Q5_1: raw_blocks(Type.Q5_1, {0: 0.05, 2: -1}),
    Type.Q8_0: raw_blocks(Type.Q8_0, {0: 0.01}),
    Type.Q2_K: raw_blocks(Type.Q2_K, {80: 0.01, 82: 0.01}),
    Type.Q3_K: raw_blocks(Type.Q3_K, {108: 0.01}),
    Type.Q4_K: raw_blocks(Type.Q4_K, {0: 0.001, 2: 0.001}),
    Type.Q5_K: raw_blocks(Type.Q5_K, {0: 0.001, 2: 0.001}),
    Type.Q6_K: raw_blocks(Type.Q6_K, {208: 0.001}),
    Type.IQ4_NL: raw_blocks(Type.IQ4_NL, {0: 0.005}),
    Type.IQ4_XS: raw_blocks(Type.IQ4_XS, {0: 0.0005}),
}


def dequant_fixture() -> dict[str, Any]:
    cases = []
    for kind, make in RAW.items():
        raw = make(np.random.default_rng(SEED))
        values = dequantize(raw.reshape(-1), kind).astype("<f4").reshape(BLOCKS, -1)
        assert np.isfinite(values).all(), kind
        cases.append(
            {
                "type": kind.name,
                "typeCode": int(kind),
                "blocks": BLOCKS,
                "raw": base64_of(raw),
                "sha256": hashlib.sha256(values.tobytes()).hexdigest(),
                "first": base64_of(values[:SHOWN_BLOCKS]),
            }
        )
    layout = (
        "raw: the blocks; sha256: of all their weights as little-endian float32; "
        f"first: these floats for the first {SHOWN_BLOCKS} blocks. raw and first are base64."
    )
    return {"layout": layout, "cases": cases}


V = GGUFValueType
METADATA: list[tuple[str, Any, GGUFValueType, GGUFValueType | None]] = [
    ("test.uint8", 255, V.UINT8, None),
    ("test.int8", -128, V.INT8, None),
    ("test.uint16", 65535, V.UINT16, None),
    ("test.int16", -32768, V.INT16, None),
    ("test.uint32", 4294967295, V.UINT32, None),
    ("test.int32", -2147483648, V.INT32, None),
    ("test.float32", 0.5, V.FLOAT32, None),
    ("test.bool_true", True, V.BOOL, None),
    ("test.bool_false", False, V.BOOL, None),
    ("test.string", "héllo 🙂\n", V.STRING, None),
    ("test.string_empty", "", V.STRING, None),
    ("test.uint64", 18446744073709551615, V.UINT64, None),
    ("test.uint64_small", 42, V.UINT64, None),
    ("test.int64", -9223372036854775808, V.INT64, None),
    ("test.float64", 0.1, V.FLOAT64, None),
    ("test.array.uint8", [0, 1, 255], V.ARRAY, V.UINT8),
    ("test.array.int16", [-1, 0, 1], V.ARRAY, V.INT16),
    ("test.array.int32", [-2147483648, 2147483647], V.ARRAY, V.INT32),
    ("test.array.uint64", [0, 9007199254740993], V.ARRAY, V.UINT64),
    ("test.array.float32", [0.25, -1.5, 0.0], V.ARRAY, V.FLOAT32),
    ("test.array.float64", [1e-300, 1e300], V.ARRAY, V.FLOAT64),
    ("test.array.bool", [True, False, True], V.ARRAY, V.BOOL),
    ("test.array.string", ["", "a", "日本", "Ġthe"], V.ARRAY, V.STRING),
    ("test.array.nested", [[1, 2], [3]], V.ARRAY, V.ARRAY),
]


def json_value(value: Any, kind: GGUFValueType, inner: GGUFValueType | None = None) -> Any:
    """64-bit integers as decimal strings: JSON numbers would round them."""
    if isinstance(value, list):
        return [json_value(item, kind if inner is None else inner) for item in value]
    return str(value) if kind in (V.UINT64, V.INT64) else value


def tiny_tensors() -> list[tuple[str, np.ndarray, Type]]:
    """Raw bytes; the last axis is the row in bytes."""
    random = np.random.default_rng(SEED)
    q4_1, q8_0 = RAW[Type.Q4_1](random)[20:24], RAW[Type.Q8_0](random)[60:66]
    return [
        ("vector.weight", np.array([1.5, -2, 0, 3e-39, 7], np.float32), Type.F32),
        ("matrix.weight", np.arange(12, dtype=np.float32).reshape(3, 4) - 5, Type.F32),
        ("half.weight", F16_EDGES.reshape(2, 6).copy(), Type.F16),
        ("four.weight", q4_1.reshape(2, -1), Type.Q4_1),
        ("eight.weight", q8_0.reshape(3, -1), Type.Q8_0),
        ("four_k.weight", RAW[Type.Q4_K](random)[50:52], Type.Q4_K),
        ("after.weight", np.array([9], np.float32), Type.F32),
    ]


def write_tiny(path: Path, tensors_a_part: int = 0) -> None:
    """In one file, or in parts: path's name with -00001-of-0000N."""
    writer = GGUFWriter(path, arch="test", split_max_tensors=tensors_a_part)
    for key, value, kind, inner in METADATA:
        writer.add_key_value(key, value, kind, inner)
    for name, data, kind in tiny_tensors():
        quantised = kind not in (Type.F32, Type.F16)
        writer.add_tensor(name, data, raw_dtype=kind if quantised else None)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def tiny_json(path: Path) -> dict[str, Any]:
    """Checked against the package's own reader, which flattens nested arrays."""
    reader = GGUFReader(path)
    metadata = [{"key": "general.architecture", "type": "STRING", "value": "test"}]
    for key, value, kind, inner in METADATA:
        if inner is not V.ARRAY:
            assert reader.fields[key].contents() == value, key
        entry = {"key": key, "type": kind.name, "value": json_value(value, kind, inner)}
        metadata.append(entry if inner is None else {**entry, "items": inner.name})
    tensors = []
    for tensor in reader.tensors:
        raw = np.ascontiguousarray(tensor.data).view(np.uint8)
        values = dequantize(tensor.data, tensor.tensor_type).astype("<f4")
        tensors.append(
            {
                "name": tensor.name,
                "type": tensor.tensor_type.name,
                "typeCode": int(tensor.tensor_type),
                "dimensions": tensor.shape.tolist(),
                "fileOffset": int(tensor.data_offset),
                "bytes": int(tensor.n_bytes),
                "rawSha256": hashlib.sha256(raw.tobytes()).hexdigest(),
                "float32": base64_of(values),
            }
        )
    return {
        "layout": "metadata in file order, 64-bit integers as strings; dimensions in GGUF order "
        "(fastest first); fileOffset from the start of the file; float32: base64, little-endian",
        "version": 3,
        "alignment": reader.alignment,
        "dataOffset": int(reader.data_offset),
        "bytes": path.stat().st_size,
        "metadata": metadata,
        "tensors": tensors,
    }


def main() -> None:
    FIXTURES.mkdir(parents=True, exist_ok=True)
    (FIXTURES / "dequant.json").write_text(json.dumps(dequant_fixture(), indent=1) + "\n")
    tiny = FIXTURES / "tiny.gguf"
    write_tiny(tiny)
    split = FIXTURES / "split"
    split.mkdir(exist_ok=True)
    write_tiny(split / "tiny.gguf", tensors_a_part=3)
    (FIXTURES / "tiny.json").write_text(json.dumps(tiny_json(tiny), indent=1) + "\n")


if __name__ == "__main__":
    main()
