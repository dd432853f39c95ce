"""Generators that are a manifest and nothing else, and an engine that shows what it was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from studio.cli import generate
from studio.core.generate import GenerateRequest, MapRequest, TraceRequest
from studio.core.picture import Picture
from studio.core.resize import fit
from studio.core.step import Engine, Job, Step
from studio.library.manifest import Inference, Input, Manifest, Provenance, Weights, write_manifest
from studio.library.models import ModelStore
from studio.library.palettes import load_palette

MATERIALS = load_palette("materials")


def put_generator(folder: Path, title: str = "Sketch to photo", task: str = "sketch-to-photo", **more: Any) -> None:
    """Writes a manifest without weights; `kind`, `palette`, `hints`, `domains` and `architecture` may be given."""
    kinds = {"sketch-to-photo": "sketch", "labels-to-photo": "labels", "materials-to-photo": "labels"}
    goes_in = Input(
        more.get("kind", kinds.get(task, "picture")),
        16,
        (0.0, 1.0),
        more.get("palette", ""),
        more.get("hints", False),
        domains=more.get("domains", ()),
    )
    folder.mkdir(parents=True)
    write_manifest(
        folder / "model.toml",
        Manifest(
            title=title,
            task=task,
            architecture=more.get("architecture", "generator"),
            network=more.get("network", {}),
            input=goes_in,
            inference=Inference("none", False, "plain"),
            provenance=Provenance("r", "d", "m", "l"),
            weights=Weights(sha256="a" * 64),
        ),
    )


def store(folder: Path) -> ModelStore:
    """A sketch model with hints, one for facades, one for photos, and an encoder, which generates nothing."""
    put_generator(folder / "sketch-to-photo", hints=True)
    put_generator(folder / "facades", "House fronts", "labels-to-photo", palette="facade")
    put_generator(folder / "enhance", "Enhance", "enhance")
    put_generator(folder / "encoder", "Encoder", "encoder", architecture="perceptual-encoder")
    return ModelStore([folder])


def store_of_materials(folder: Path) -> ModelStore:
    """The same, with a model for maps of materials and one that makes such maps of photos."""
    models = store(folder)
    put_generator(
        folder / "landscape-materials",
        "Landscapes from materials",
        "materials-to-photo",
        palette="materials",
        network={"look": 8},
    )
    put_generator(
        folder / "materials-from-photo",
        "Materials from photo",
        "photo-to-materials",
        kind="picture",
        palette="materials",
        architecture="segmenter",
    )
    models.refresh()
    return models


@dataclass
class FakeGenerators:
    """All engines: `generate` gives the negative of what goes in, `trace` black on the left half, white on the right,
    `map` sky above water.

    `meet` is called with every request and may raise.
    """

    meet: Callable[[Any], None] = lambda request: None
    requests: list[Any] = field(default_factory=list)
    made: int = 0
    device: str = ""

    def run(self, request: Any) -> Job[object]:
        self.requests.append(request)
        self.meet(request)
        yield Step(0.5, "half")
        if isinstance(request, MapRequest):
            small = fit(request.photo, 1024, enlarge=False)
            indices = np.full((small.height, small.width), MATERIALS.names.index("sky"), np.uint8)
            indices[small.height // 2 :] = MATERIALS.names.index("water")
            return MATERIALS.paint(indices)
        if isinstance(request, TraceRequest):
            lines = np.full((request.photo.height, request.photo.width, 3), 255, np.uint8)
            lines[:, : request.photo.width // 2] = 0
            return Picture(lines)
        assert isinstance(request, GenerateRequest)
        negative = Picture(255 - request.source.as_uint8()[..., :3])
        return fit(negative, request.params.size) if request.params.size else negative

    def make(self, styles: Any, models: Any, device: str) -> Mapping[str, Engine]:
        self.made += 1
        self.device = device
        return dict.fromkeys((GenerateRequest.engine, TraceRequest.engine, MapRequest.engine), self)

    def command(self, models: ModelStore, *argv: object) -> int:
        """Runs `studio generate` with these engines and models."""
        return generate.run(generate.parse([str(each) for each in argv]), self.make, models)
