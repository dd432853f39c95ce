"""Maps from photos: their form, their colours, and what is refused how."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from studio.core.errors import ModelError, UnavailableError
from studio.core.generate import MapRequest
from studio.core.picture import Picture
from studio.core.step import Step, finish
from studio.engines.device import Device
from studio.engines.maps import MapEngine
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import ModelStore, export_model
from studio.library.palettes import load_palette
from studio.networks.segmenter import Segmenter

CPU = Device(torch.device("cpu"), torch.float32, "CPU")
ENCODER: dict[str, Any] = {"wide": [8] * 5, "taps": [0, 8, 8, 8, 8], "trunk": [[8], [8], [8], [8]]}
PALETTE = load_palette("materials")
SKY, GRASS = PALETTE.names.index("sky"), PALETTE.names.index("grass")


def install(folder: Path, classes: int = len(PALETTE), palette: str = "materials") -> None:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        network = Segmenter(**ENCODER, classes=classes, width=8)
    manifest = Manifest(
        title="Materials from photo",
        task="photo-to-materials",
        architecture="segmenter",
        network=network.config,
        input=Input("picture", 16, (0.0, 1.0), palette),
        inference=Inference("none", False, "plain"),
        provenance=Provenance("none", "noise", "none", "Apache-2.0"),
    )
    export_model(folder / "materials-from-photo", manifest, network.state_dict())


class Blueness:
    """Stands for a network: sky where blue counts most, grass elsewhere; sizes it was given."""

    multiple = 16

    def __init__(self) -> None:
        self.sizes: list[tuple[int, ...]] = []

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        self.sizes.append(tuple(x.shape[2:]))
        scores = torch.zeros(1, len(PALETTE), *x.shape[2:])
        scores[:, SKY] = x[:, 2] - x[:, 1]
        return scores.index_fill_(1, torch.tensor([GRASS]), 0.01)


@pytest.fixture
def engine(tmp_path: Path) -> MapEngine:
    install(tmp_path)
    return MapEngine(ModelStore([tmp_path]), CPU)


def landscape(width: int, height: int) -> Picture:
    pixels = np.full((height, width, 3), (60, 140, 30), np.uint8)
    pixels[: height // 2] = (90, 140, 230)
    return Picture(pixels)


@pytest.mark.parametrize(
    ("size", "form", "seen"),
    [((600, 400), (600, 400), (256, 384)), ((2000, 1000), (1024, 512), (192, 384)), ((50, 90), (50, 90), (384, 224))],
)
def test_a_map_has_the_form_of_its_photo_and_is_looked_at_small(
    engine: MapEngine, size: tuple[int, int], form: tuple[int, int], seen: tuple[int, int]
) -> None:
    network = Blueness()
    engine._networks["materials-from-photo"] = network, PALETTE
    made = finish(engine.run(MapRequest(landscape(*size))))
    assert (made.width, made.height) == form
    assert network.sizes == [seen]
    indices = PALETTE.indices(made)
    middle = form[1] // 2
    border = max(2, form[1] // 100)
    assert (indices[: middle - border] == SKY).all()
    assert (indices[middle + border :] == GRASS).all()


def test_specks_are_not_drawn(engine: MapEngine) -> None:
    engine._networks["materials-from-photo"] = Blueness(), PALETTE
    pixels = landscape(384, 256).pixels.copy()
    pixels[200:203, 100:103] = (0, 0, 255)
    pixels[150:180, 200:260] = (0, 0, 255)
    indices = PALETTE.indices(finish(engine.run(MapRequest(Picture(pixels)))))
    assert indices[201, 101] == GRASS
    assert indices[165, 230] == SKY


def test_an_installed_network_gives_exact_colours_and_the_same_ones_again(engine: MapEngine) -> None:
    photo = Picture(np.random.default_rng(1).integers(0, 255, (70, 110, 4), np.uint8))
    steps: list[Step] = []
    job = engine.run(MapRequest(photo))
    while True:
        try:
            steps.append(next(job))
        except StopIteration as end:
            made = end.value
            break
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    colours = {tuple(colour) for colour in made.pixels.reshape(-1, 3).tolist()}
    assert colours <= set(PALETTE.colours)
    assert made.digest == finish(engine.run(MapRequest(photo))).digest


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        (None, UnavailableError, "need the model materials-from-photo; install"),
        ({"classes": 5}, ModelError, "does not fit its palette of 13 colours"),
        ({"palette": "no-such"}, ModelError, "no-such.toml cannot be used"),
    ],
)
def test_what_cannot_make_a_map_is_a_sentence(
    tmp_path: Path, options: dict[str, Any] | None, error: type[Exception], words: str
) -> None:
    if options is not None:
        install(tmp_path, **options)
    with pytest.raises(error, match=words):
        finish(MapEngine(ModelStore([tmp_path]), CPU).run(MapRequest(landscape(40, 40))))
