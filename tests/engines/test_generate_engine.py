"""Generators at work: requests in, pictures out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from studio.core.errors import ModelError, OutOfMemoryError, UnknownChoiceError
from studio.core.generate import GenerateParams, GenerateRequest, TraceRequest, VariationsRequest
from studio.core.moods import VALUES, Mood, mix, mood_of
from studio.core.picture import Picture
from studio.core.step import finish
from studio.engines.conditions import label_edges, label_planes
from studio.engines.device import Device
from studio.engines.generate import FARTHEST, GenerateEngine, VariationsEngine, mood_code
from studio.engines.trace import TraceEngine
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import ModelStore, export_model
from studio.library.palettes import load_palette
from studio.networks.generator import Generator, luma
from studio.networks.resnet import ResNetGenerator
from studio.networks.spade import Spade

CPU = Device(torch.device("cpu"), torch.float32, "CPU")
SMALL: dict[str, Any] = {"widths": [8, 12, 16, 16], "down": [1, 1, 1, 1], "up": [1, 1, 1], "full": 4}


def install(folder: Path, model_id: str, kind: str, palette: str = "", **network: Any) -> None:
    torch.manual_seed(2)
    generator = Generator(**(SMALL | network))
    for parameter in generator.parameters():
        parameter.data += 0.03 * torch.randn_like(parameter)
    if generator.look_size:
        generator.learn_looks(torch.rand(30, 3, 8, 8))
    hints = bool(network.get("hints"))
    manifest = Manifest(
        title=model_id.title(),
        task="test",
        architecture="generator",
        network=generator.config,
        input=Input(kind, 16, (0.0, 1.0), palette=palette, hints=hints),
        inference=Inference("none", False, "plain"),
        provenance=Provenance("none", "noise", "none", "Apache-2.0"),
    )
    export_model(folder / model_id, manifest, dict(generator.state_dict()))


@pytest.fixture
def engine(tmp_path: Path) -> GenerateEngine:
    sketch = {"source": "lines", "hints": True, "position": True, "draft": True, "look": 4, "noise": True}
    install(tmp_path, "sketch", "sketch", **sketch)
    install(tmp_path, "colours", "picture", source="grey", hints=True, output="chroma")
    install(tmp_path, "clean", "picture", source="colour", output="residual")
    install(tmp_path, "house", "labels", "facade", source="labels", classes=12, draft=True)
    return GenerateEngine(ModelStore([tmp_path]), CPU)


def sketch_picture(width: int = 150, height: int = 90) -> Picture:
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[height // 2, :] = 0
    pixels[:, width // 3] = 40
    return Picture(pixels)


def hints_picture(width: int = 150, height: int = 90) -> Picture:
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[:30] = (40, 90, 220, 255)
    return Picture(pixels)


def make(engine: GenerateEngine, source: Picture, hints: Picture | None = None, **params: Any) -> Picture:
    return finish(engine.run(GenerateRequest(source, GenerateParams(**params), hints)))


def test_a_sketch_of_any_size_gives_a_picture_of_that_size_or_of_the_size_asked_for(engine: GenerateEngine) -> None:
    made = make(engine, sketch_picture(), model="sketch")
    assert (made.width, made.height, made.pixels.dtype) == (150, 90, np.uint8)
    larger = make(engine, sketch_picture(), model="sketch", size=300)
    assert (larger.width, larger.height) == (300, 180)


def test_the_same_request_gives_the_same_picture_and_every_part_of_it_matters(engine: GenerateEngine) -> None:
    first = make(engine, sketch_picture(), model="sketch", seed=5)
    assert make(engine, sketch_picture(), model="sketch", seed=5).digest == first.digest
    digests = {first.digest}
    digests.add(make(engine, sketch_picture(), model="sketch", seed=6).digest)
    digests.add(make(engine, sketch_picture(), model="sketch", seed=5, look=0.5).digest)
    digests.add(make(engine, sketch_picture(), hints_picture(), model="sketch", seed=5).digest)
    digests.add(make(engine, Picture(sketch_picture().pixels[::-1].copy()), model="sketch", seed=5).digest)
    assert len(digests) == 5


def test_transparent_paper_is_white_paper(engine: GenerateEngine) -> None:
    opaque = sketch_picture()
    alpha = 255 - opaque.pixels[..., :1]
    transparent = Picture(np.concatenate([np.zeros_like(opaque.pixels), alpha], axis=2))
    ours, theirs = (make(engine, s, model="sketch").as_float() for s in (transparent, opaque))
    assert np.abs(ours - theirs).max() < 0.02


def test_colours_keep_the_brightness_of_a_photo_at_its_own_size(engine: GenerateEngine) -> None:
    rng = np.random.default_rng(1)
    photo = Picture(rng.integers(60, 190, (420, 640, 1), np.uint8).repeat(3, axis=2))
    made = make(engine, photo, model="colours")
    assert (made.width, made.height) == (640, 420)

    def bright(picture: Picture) -> torch.Tensor:
        return luma(torch.from_numpy(picture.as_float()).permute(2, 0, 1)[None])

    inside = (made.pixels.min(2) > 0) & (made.pixels.max(2) < 255)
    difference = (bright(made) - bright(photo))[0, 0].abs().numpy()
    assert inside.mean() > 0.5
    assert difference[inside].max() < 0.02


def test_tiles_of_a_large_photo_fit_together(engine: GenerateEngine) -> None:
    rng = np.random.default_rng(2)
    photo = Picture(rng.integers(0, 255, (640, 700, 3), np.uint8))
    whole = make(engine, photo, model="clean")
    engine.tile = 256
    notes = []
    job = engine.run(GenerateRequest(photo, GenerateParams("clean")))
    while True:
        try:
            notes.append(next(job).note)
        except StopIteration as end:
            tiled = end.value
            break
    assert sum("generating at" in note for note in notes) > 3
    assert np.abs(tiled.as_float() - whole.as_float()).max() <= 1 / 255 + 1e-6


def test_label_maps_are_read_by_their_colours(engine: GenerateEngine) -> None:
    palette = load_palette("facade")
    indices = np.zeros((96, 96), np.uint8)
    indices[40:] = 1
    made = make(engine, palette.paint(indices), model="house")
    indices[:20, :20] = 2
    other = make(engine, palette.paint(indices), model="house")
    assert made.digest != other.digest


def test_the_mood_of_a_photo_is_the_look_that_training_gives_it(engine: GenerateEngine) -> None:
    network, _ = engine._network("sketch")
    assert isinstance(network, Generator)
    photo = Picture(np.random.default_rng(4).integers(90, 170, (40, 60, 3), np.uint8))
    there = network.look_of(torch.from_numpy(photo.as_float()).permute(2, 0, 1)[None])
    assert torch.allclose(mood_code(network, mood_of(photo)), there.clamp(-FARTHEST, FARTHEST), atol=1e-3)
    odd = mood_code(network, Mood("odd", (9.0,) * VALUES))
    assert odd.abs().max() == FARTHEST


def test_a_mood_decides_more_than_the_seed_and_a_mix_lies_between(engine: GenerateEngine) -> None:
    rng = np.random.default_rng(5)
    bright, dark = (
        mood_of(Picture(rng.integers(low, low + 40, (24, 24, 3), np.uint8)), name)
        for low, name in ((150, "b"), (70, "d"))
    )

    def painted(mood: Mood | None, seed: int = 3, look: float = 1.0) -> np.ndarray:
        return make(engine, sketch_picture(), model="sketch", mood=mood, seed=seed, look=look).as_float()

    first = painted(bright)
    assert (painted(bright) == first).all()
    assert (painted(bright, seed=4) != first).any()
    moods_apart = np.abs(painted(dark) - first).mean()
    assert np.abs(painted(bright, seed=4) - first).mean() < moods_apart
    between = painted(mix(bright, dark, 0.5))
    assert max(np.abs(between - first).mean(), np.abs(between - painted(dark)).mean()) < moods_apart
    assert (painted(bright, look=0) == painted(None, look=0)).all()


def test_enlarged_labels_have_smooth_borders_and_stay_labels() -> None:
    palette = load_palette("facade")
    y, x = np.mgrid[:32, :32]
    slope = palette.paint((2 * y > x + 8).astype(np.uint8))
    planes = label_planes(palette, slope, 256, 256)
    assert planes.shape == (1, 12, 256, 256)
    assert ((planes == 0) | (planes == 1)).all()
    assert (planes.sum(1) == 1).all()
    border = planes[0, 1].argmax(0).float()[40:200]  # the first row of the lower class in every column
    assert (border.diff().abs() <= 2).all(), "steps of 8 px would be stairs"
    small = label_planes(palette, slope, 8, 8)
    assert torch.equal(small.sum(1), torch.ones(1, 8, 8))


def test_edges_are_the_pixels_on_both_sides_of_a_border() -> None:
    planes = torch.zeros(1, 2, 5, 6)
    planes[:, 0, :, :2] = 1
    planes[:, 1, :, 2:] = 1
    assert label_edges(planes)[0, 0].tolist() == [[0, 1, 1, 0, 0, 0]] * 5


@pytest.mark.parametrize("options", [{}, {"unknown": True, "edges": True, "latent": 6, "ups": "more"}])
def test_a_published_spade_runs_in_the_same_engine(
    engine: GenerateEngine, tmp_path: Path, options: dict[str, Any]
) -> None:
    torch.manual_seed(3)
    network = Spade(12, width=2, hidden=4, size=(64, 64), **options)
    for parameter in network.parameters():
        parameter.data += 0.1 * torch.randn_like(parameter)
    manifest = Manifest(
        title="Published",
        task="labels-to-photo",
        architecture="spade",
        network=network.config,
        input=Input("labels", network.multiple, (0.0, 1.0), palette="facade"),
        inference=Inference("batch", False, "none"),
        provenance=Provenance("none", "noise", "none", "Apache-2.0"),
    )
    export_model(tmp_path / "published", manifest, network.state_dict())
    palette = load_palette("facade")
    indices = np.zeros((90, 150), np.uint8)
    indices[40:, :70] = 3
    made = make(engine, palette.paint(indices), model="published", size=200)
    assert (made.width, made.height) == (200, 120)
    again = make(engine, palette.paint(indices), model="published", size=200, seed=1)
    assert (again.digest != made.digest) == ("latent" in options)
    indices[40:, :70] = 5
    assert make(engine, palette.paint(indices), model="published", size=200).digest != made.digest


@pytest.mark.parametrize("options", [{}, {"norm": "batch", "dropout": 0.5}])
def test_a_published_cyclegan_runs_in_the_same_engine(
    engine: GenerateEngine, tmp_path: Path, options: dict[str, Any]
) -> None:
    torch.manual_seed(3)
    network = ResNetGenerator(width=4, blocks=1, **options)
    manifest = Manifest(
        title="Winter",
        task="summer-to-winter",
        architecture="cyclegan-resnet",
        network=network.config,
        input=Input("picture", network.multiple, (-1.0, 1.0)),
        inference=Inference(network.config["norm"], False, "none"),
        provenance=Provenance("none", "noise", "none", "Apache-2.0"),
    )
    export_model(tmp_path / "winter", manifest, network.state_dict())
    pixels = np.random.default_rng(6).integers(0, 255, (40, 64, 3), np.uint8)
    made = make(engine, Picture(pixels), model="winter")
    ours = torch.from_numpy(pixels / np.float32(255)).permute(2, 0, 1)[None] * 2 - 1
    with torch.no_grad():
        expected = network.eval()(ours)[0].permute(1, 2, 0) / 2 + 0.5
    assert np.abs(made.as_float() - expected.numpy()).max() < 0.02
    for width, height in ((61, 37), (3, 2)):
        odd = make(engine, Picture(pixels[:height, :width].copy()), model="winter")
        assert (odd.width, odd.height) == (width, height)
    larger = make(engine, Picture(pixels), model="winter", size=96)
    assert (larger.width, larger.height) == (96, 60)


def test_variations_are_the_pictures_of_their_seeds(engine: GenerateEngine) -> None:
    source, params = sketch_picture(), GenerateParams("sketch", size=64)
    job = VariationsEngine(engine).run(VariationsRequest(source, params, None, (3, 9)))
    made = finish(job)
    assert list(made) == [3, 9]
    alone = finish(engine.run(GenerateRequest(source, replace(params, seed=9))))
    assert made[9].digest == alone.digest != made[3].digest


def test_a_model_that_is_not_there_is_a_sentence(engine: GenerateEngine) -> None:
    with pytest.raises(UnknownChoiceError, match="sketch"):
        make(engine, sketch_picture(), model="sketsch")


def test_a_label_model_without_its_palette_is_a_sentence(engine: GenerateEngine, tmp_path: Path) -> None:
    install(tmp_path, "odd", "labels", "facade", source="labels", classes=5)
    with pytest.raises(ModelError, match="palette of 5"):
        make(engine, sketch_picture(), model="odd")


def test_too_little_memory_means_smaller_tiles_and_in_the_end_a_sentence(
    engine: GenerateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides: list[int] = []

    def scarce(self: GenerateEngine, network: Any, condition: torch.Tensor, *rest: Any) -> torch.Tensor:
        sides.append(max(condition.shape[2:]))
        raise torch.OutOfMemoryError

    monkeypatch.setattr(GenerateEngine, "_pass", scarce)
    with pytest.raises(OutOfMemoryError):
        make(engine, Picture(np.zeros((1300, 1300, 3), np.uint8)), model="clean")
    assert sides == sorted(sides, reverse=True)
    assert len(set(sides)) == 3


def test_a_trace_is_dark_lines_on_white_as_large_as_the_photo() -> None:
    pixels = np.full((200, 1300, 3), 60, np.uint8)
    pixels[:, 600:] = 200
    traced = finish(TraceEngine(CPU).run(TraceRequest(Picture(pixels), 0.5)))
    assert (traced.width, traced.height) == (1300, 200)
    columns = traced.as_float().mean((0, 2))
    assert columns[590:610].min() < 0.5
    assert columns[:560].min() > 0.99
