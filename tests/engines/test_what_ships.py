"""The encoder and the styles that come with the application fit each other, and hold nothing they should not."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from engine_makers import CPU
from PIL import Image

from studio.core.params import Quality, StylizeParams
from studio.core.request import StylizeRequest
from studio.core.scene import scene_picture
from studio.core.step import finish
from studio.engines.bundled_styles import read_catalogue
from studio.engines.gatys import GatysEngine
from studio.engines.perception import ENCODER, Perception
from studio.engines.tensors import to_tensor
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir, resources_dir
from studio.library.statistics import SIZES, read_statistics
from studio.library.styles import StyleLibrary
from studio.networks.losses import gram, gram_error
from studio.training.export import MAX_BYTES


@pytest.fixture(scope="module")
def perception() -> Perception:
    return Perception(StyleLibrary(bundled_styles_dir(), Path("none")), ModelStore([models_dir()]), CPU)


def test_every_painting_of_the_catalogue_is_a_style(perception: Perception) -> None:
    paintings = {painting["id"]: painting for painting in read_catalogue(resources_dir() / "paintings.toml")}
    styles = {style.id: style for style in perception.styles.all()}
    assert perception.styles.problems() == ()
    assert styles.keys() == paintings.keys()
    for style in styles.values():
        assert (style.title, style.artist) == (paintings[style.id]["title"], paintings[style.id]["artist"])
        assert style.swatch


def test_every_style_belongs_to_the_encoder_that_ships(perception: Perception) -> None:
    channels = perception.encoder(ENCODER).tap_channels
    stamp = perception.stamp(ENCODER)
    for style in perception.styles.all():
        assert style.encoder == stamp, style.id
        statistics = read_statistics(style.statistics, style.title, channels)
        assert statistics.sizes == SIZES
        for grams in statistics.grams:
            assert all(float(g.diagonal().min()) >= 0 and float(g.trace()) > 0 for g in grams), style.id


def test_no_pixel_of_a_painting_ships(perception: Perception) -> None:
    for style in perception.styles.all():
        assert style.picture is None
        assert {p.name for p in style.folder.iterdir()} == {"style.toml", "statistics.safetensors", "thumbnail.webp"}
        with Image.open(style.thumbnail) as image:
            assert image.size == (192, 192)


def test_models_are_small_enough_to_ship(perception: Perception) -> None:
    assert perception.models.problems() == ()
    for model in perception.models.all():
        assert model.weights.stat().st_size < MAX_BYTES
        assert all(tensor.dtype == torch.float16 for tensor in perception.models.load_state(model.id).values())


@pytest.mark.parametrize("style", ["starry-night", "great-wave"])
def test_the_shipped_encoder_paints(perception: Perception, few_steps: None, style: str) -> None:
    engine = GatysEngine(perception.encoder, perception.style, CPU)
    photo = scene_picture(96)
    params = StylizeParams(((style, 1.0),), strength=0.9, size=96, quality=Quality.DRAFT)
    painted = finish(engine.run(StylizeRequest(photo, params)))

    def loss(picture: object) -> float:
        taps = perception.encoder(ENCODER)(to_tensor(picture, CPU.device))  # type: ignore[arg-type]
        wanted = perception.grams(style, ENCODER, 96)
        return float(sum(gram_error(gram(tap)[0], g) for tap, g in zip(taps, wanted, strict=True)))

    assert loss(painted) < 0.8 * loss(photo)
