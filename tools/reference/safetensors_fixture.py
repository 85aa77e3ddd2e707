"""Write src/engine/fixtures/safetensors/: one file, and the same tensors in two parts with an index.

The `safetensors` package writes them; expected.json has the floats as torch converts them.
"""

from __future__ import annotations

import base64
import json

import torch
from reference_model import FIXTURES
from safetensors.torch import save_file

SEED = 11
FOLDER = FIXTURES / "safetensors"
NOTES = {"format": "pt"}


def tensors() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(SEED)

    def values(*shape: int) -> torch.Tensor:
        scales = 10.0 ** torch.randint(-6, 4, shape, generator=generator)
        return torch.randn(shape, generator=generator) * scales

    edges = torch.tensor([0.0, -0.0, 1.0, -1.0, 6e-8, 65504.0, -65504.0, 6.1e-5])
    return {
        "model.embed.weight": values(6, 8).bfloat16(),
        "model.norm.weight": edges.clone(),
        "model.half.weight": edges.half(),
        "model.brain.bias": torch.cat([edges, torch.tensor([3e38, 1e-40])]).bfloat16(),
        "model.proj.weight": values(3, 4),
        "model.scalar": torch.tensor(2.5),
        "model.empty": torch.zeros(0, 4),
        "model.positions": torch.arange(3),
    }


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = tensors()
    save_file(made, FOLDER / "model.safetensors", metadata=NOTES)
    names = sorted(made)
    parts = {
        "model-00001-of-00002.safetensors": names[:4],
        "model-00002-of-00002.safetensors": names[4:],
    }
    for file, inside in parts.items():
        save_file({name: made[name] for name in inside}, FOLDER / file, metadata=NOTES)
    index = {
        "metadata": {"total_size": sum(t.numel() * t.element_size() for t in made.values())},
        "weight_map": {name: file for file, inside in parts.items() for name in inside},
    }
    (FOLDER / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n")
    expected = [
        {
            "name": name,
            "shape": list(tensor.shape),
            "dtype": str(tensor.dtype).removeprefix("torch."),
            "float32": base64.b64encode(tensor.float().numpy().tobytes()).decode("ascii")
            if tensor.is_floating_point()
            else None,
        }
        for name, tensor in made.items()
    ]
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
