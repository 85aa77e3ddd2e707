"""Lets an exported model compute the logits of its last positions only.

    python tools/bench/peers/last_logits.py FILE.onnx…

transformers.js gives an input `num_logits_to_keep` to a model that declares it: 1 while it generates,
0, which means all, elsewhere. Optimum's export does not declare it, so that a prefill would compute
the logits of every position of the prompt. onnx_forms.py uses this; run by itself, it changes files
that were made before. Needs the package `onnx` alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

INPUT = "num_logits_to_keep"
TO_THE_END = np.iinfo(np.int64).max


def keep_last_logits(model: onnx.ModelProto) -> None:
    """Cuts what the output matrix is multiplied with, [batch, positions, width], to its last positions.

    From -0 on are all positions. A model that declares the input already is left as it is.
    """
    graph = model.graph
    if any(given.name == INPUT for given in graph.input):
        return
    index, head = next((i, node) for i, node in enumerate(graph.node) if "logits" in node.output)
    constants = {"start_shape": [1], "end": [TO_THE_END], "axis": [1]}
    for name, value in constants.items():
        array = np.asarray(value, dtype=np.int64)
        graph.initializer.append(numpy_helper.from_array(array, f"{INPUT}/{name}"))
    nodes = [
        helper.make_node("Neg", [INPUT], [f"{INPUT}/negative"]),
        helper.make_node("Reshape", [f"{INPUT}/negative", f"{INPUT}/start_shape"], [f"{INPUT}/start"]),
        helper.make_node(
            "Slice",
            [head.input[0], f"{INPUT}/start", f"{INPUT}/end", f"{INPUT}/axis"],
            [f"{INPUT}/kept"],
        ),
    ]
    head.input[0] = f"{INPUT}/kept"
    for offset, node in enumerate(nodes):
        graph.node.insert(index + offset, node)
    graph.input.append(helper.make_tensor_value_info(INPUT, TensorProto.INT64, []))
    kept = next(output for output in graph.output if output.name == "logits")
    kept.type.tensor_type.shape.dim[1].dim_param = "kept"


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        model = onnx.load(path)
        keep_last_logits(model)
        # Beside the old file first: it may be linked from elsewhere, or the run may end in between.
        new = path.with_suffix(".new")
        onnx.save(model, new)
        new.replace(path)


if __name__ == "__main__":
    main()
