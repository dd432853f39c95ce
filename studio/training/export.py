"""From averaged weights to an installed model: fp16 safetensors and a manifest that says where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import nn

from studio.core.errors import StudioError
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import export_model
from studio.training.recipe import Recipe

MAX_BYTES = 25 * 1024**2


def export_network(
    network: nn.Module,
    recipe: Recipe,
    architecture: str,
    config: Mapping[str, Any],
    figures: Mapping[str, float],
    folder: Path,
    input_: Input | None = None,
    inference: Inference | None = None,
) -> Path:
    """Writes `network` as the model the recipe's [export] names, below `folder`; returns the model's folder.

    figures: what was measured on held-back pictures, kept in the manifest. StudioError if it would exceed 25 MB.
    """
    wanted = recipe.export
    state = dict(network.state_dict())
    if 2 * sum(t.numel() for t in state.values()) > MAX_BYTES:
        raise StudioError(
            f"The model {wanted['id']} would be larger than {MAX_BYTES // 1024**2} MB; make its network narrower."
        )
    manifest = Manifest(
        title=recipe.title,
        task=wanted["task"],
        architecture=architecture,
        network=dict(config),
        input=input_ or Input("picture", 1, (0.0, 1.0)),
        inference=inference or Inference("none", False, "plain"),
        provenance=Provenance(
            recipe=f"resources/recipes/{recipe.name}.toml",
            data=wanted["data"],
            metrics="; ".join(f"{name} {value:.4g}" for name, value in figures.items()),
            licence=wanted["licence"],
        ),
    )
    export_model(folder / wanted["id"], manifest, state)
    return folder / wanted["id"]
