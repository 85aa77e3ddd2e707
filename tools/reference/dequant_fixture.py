"""Write src/engine/fixtures/dequant.json, tiny.gguf and tiny.json.

dequant.json: raw blocks of each tensor type that the engine reads, and the floats that the Python
`gguf` package makes of them, both as base64 (little-endian). tiny.gguf: a file with metadata of
every value type and tensors of each of these types and one that the engine must refuse; tiny.json
says what a reader must find in it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import GGUFReader, GGUFValueType, GGUFWriter
from gguf.constants import GGML_QUANT_SIZES
from gguf.quants import dequantize
from reference_model import FIXTURES

BLOCKS = 96
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
    return values.view(np.uint8)


def raw_f16(random: np.random.Generator) -> np.ndarray:
    return finite_halves(random, BLOCKS * 32).view(np.uint8)


def raw_q4_1(random: np.random.Generator) -> np.ndarray:
    """[blocks, 20]: scale, minimum, 32 nibbles; element i low, element i + 16 high."""
    scales = finite_halves(random, BLOCKS)
    minima = random.permutation(finite_halves(random, BLOCKS))
    # As in real weights: small scales with a minimum below zero.
    scales[BLOCKS // 2 :] = random.uniform(0.001, 0.1, BLOCKS // 2).astype(np.float16)
    minima[BLOCKS // 2 :] = -random.uniform(0.01, 1, BLOCKS // 2).astype(np.float16)
    nibbles = random.integers(0, 256, (BLOCKS, 16), dtype=np.uint8)
    nibbles[0], nibbles[1] = 0x00, 0xFF
    halves = np.stack([scales, minima], axis=1).view(np.uint8)
    return np.concatenate([halves, nibbles], axis=1)


def raw_q8_0(random: np.random.Generator) -> np.ndarray:
    """[blocks, 34]: scale, 32 signed bytes."""
    scales = finite_halves(random, BLOCKS)
    scales[BLOCKS // 2 :] = random.uniform(0.0001, 0.01, BLOCKS // 2).astype(np.float16)
    weights = random.integers(-128, 128, (BLOCKS, 32), dtype=np.int8)
    weights[0], weights[1], weights[2] = 0, -128, 127
    return np.concatenate([scales[:, None].view(np.uint8), weights.view(np.uint8)], axis=1)


RAW = {Type.F32: raw_f32, Type.F16: raw_f16, Type.Q4_1: raw_q4_1, Type.Q8_0: raw_q8_0}


def dequant_fixture() -> dict[str, Any]:
    cases = []
    for kind, make in RAW.items():
        raw = make(np.random.default_rng(SEED))
        values = dequantize(raw.reshape(-1), kind).astype("<f4")
        assert np.isfinite(values).all() and values.size == BLOCKS * 32, kind
        cases.append(
            {
                "type": kind.name,
                "typeCode": int(kind),
                "elements": values.size,
                "raw": base64_of(raw),
                "float32": base64_of(values),
            }
        )
    layout = "raw and float32: base64 of little-endian bytes; compare float32 bit for bit"
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
    q4_1, q8_0 = raw_q4_1(random)[20:24], raw_q8_0(random)[60:66]
    q4_k = random.integers(0, 256, (1, GGML_QUANT_SIZES[Type.Q4_K][1]), dtype=np.uint8)
    return [
        ("vector.weight", np.array([1.5, -2, 0, 3e-39, 7], np.float32), Type.F32),
        ("matrix.weight", np.arange(12, dtype=np.float32).reshape(3, 4) - 5, Type.F32),
        ("half.weight", F16_EDGES.reshape(2, 6).copy(), Type.F16),
        ("four.weight", q4_1.reshape(2, -1), Type.Q4_1),
        ("eight.weight", q8_0.reshape(3, -1), Type.Q8_0),
        ("refused.weight", q4_k, Type.Q4_K),
        ("after.weight", np.array([9], np.float32), Type.F32),
    ]


def write_tiny(path: Path) -> None:
    writer = GGUFWriter(path, arch="test")
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
        supported = tensor.tensor_type in RAW
        values = dequantize(tensor.data, tensor.tensor_type).astype("<f4") if supported else None
        tensors.append(
            {
                "name": tensor.name,
                "type": tensor.tensor_type.name,
                "typeCode": int(tensor.tensor_type),
                "dimensions": tensor.shape.tolist(),
                "fileOffset": int(tensor.data_offset),
                "bytes": int(tensor.n_bytes),
                "rawSha256": hashlib.sha256(raw.tobytes()).hexdigest(),
                "float32": None if values is None else base64_of(values),
            }
        )
    return {
        "layout": "metadata in file order, 64-bit integers as strings; dimensions in GGUF order "
        "(fastest first); fileOffset from the start of the file; float32: base64, little-endian, "
        "null where the engine must refuse the type",
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
    (FIXTURES / "tiny.json").write_text(json.dumps(tiny_json(tiny), indent=1) + "\n")


if __name__ == "__main__":
    main()
