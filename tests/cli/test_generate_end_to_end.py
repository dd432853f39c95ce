"""The real thing but for the training: small random generators among the user's models, run by the command."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from studio.cli.main import main
from studio.core.examples import example
from studio.core.picture_io import load_picture
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import export_model
from studio.library.paths import user_models_dir
from studio.networks.generator import Generator


def install(model_id: str, task: str, goes_in: Input, **network: object) -> None:
    """Exports a tiny generator with random weights that have something to say."""
    torch.manual_seed(3)
    made = Generator(widths=(8, 8), down=(1, 1), up=(1,), full=4, **network)  # type: ignore[arg-type]
    torch.nn.init.normal_(made.paint.weight, std=0.5)
    if made.look_size:
        made.learn_looks(torch.rand(40, 3, 8, 8))
        for blocks in (*made.going_down, *made.going_up):
            for block in blocks:  # type: ignore[attr-defined]
                torch.nn.init.normal_(block.look.weight, std=0.5)
    manifest = Manifest(
        title=model_id.title(),
        task=task,
        architecture="generator",
        network=made.config,
        input=goes_in,
        inference=Inference("none", False, "plain"),
        provenance=Provenance("r", "d", "m", "l"),
    )
    export_model(user_models_dir() / model_id, manifest, made.state_dict())


def made_from(source: Path, *options: str) -> np.ndarray:
    """The picture that the command makes, in the folder of `source`."""
    target = source.with_name("made.png")
    assert main(["generate", str(source), "--device", "cpu", "--overwrite", "-o", str(target), *options]) == 0
    return load_picture(target).pixels


@pytest.fixture
def sketch(tmp_path: Path) -> Path:
    Image.fromarray(example("sketch-to-photo", 90, 61).as_uint8()).save(tmp_path / "sketch.png", dpi=(300, 300))
    return tmp_path / "sketch.png"


def test_a_sketch_with_and_without_hints(sketch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install("tiny", "sketch-to-photo", Input("sketch", 4, (0.0, 1.0), hints=True), source="lines", hints=True)
    plain = made_from(sketch, "--model", "tiny")
    assert plain.shape == (61, 90, 3)
    assert plain.std() > 0
    assert (plain == made_from(sketch, "--model", "tiny")).all()
    assert load_picture(sketch.with_name("made.png")).metadata.dpi == pytest.approx((300, 300), abs=0.1)

    red = np.zeros((61, 90, 4), np.uint8)
    red[:, :30] = (255, 0, 0, 255)
    Image.fromarray(red).save(sketch.with_name("red.png"))
    hinted = made_from(sketch, "--model", "tiny", "--hints", str(sketch.with_name("red.png")))
    changed = (hinted != plain).any(axis=2)
    assert changed[:, :30].mean() > 0.5
    assert not changed[:, 75:].any(), "far from the hint nothing changes"

    assert made_from(sketch, "--model", "tiny", "--size", "64").shape == (43, 64, 3)
    traced = made_from(sketch, "--model", "tiny", "--trace", "0.7")
    assert traced.shape == plain.shape
    assert main(["generate", "--list"]) == 0
    assert "tiny" in capsys.readouterr().out


def test_a_label_map(tmp_path: Path) -> None:
    install("fronts", "labels-to-photo", Input("labels", 4, (0.0, 1.0), "facade"), source="labels", classes=12)
    Image.fromarray(example("labels-to-photo", 64, 64).as_uint8()).save(tmp_path / "labels.png")
    made = made_from(tmp_path / "labels.png", "--model", "fronts")
    assert made.shape == (64, 64, 3)
    assert main(["generate", "--example", "--model", "fronts", "--size", "64", "-o", str(tmp_path / "e.png")]) == 0
    assert (load_picture(tmp_path / "e.png").pixels == made).all(), "the example is that very label map"


def test_a_map_of_materials_in_three_moods(tmp_path: Path) -> None:
    goes_in = Input("labels", 4, (0.0, 1.0), "materials", position=True)
    network = {"source": "labels", "classes": 13, "position": True, "look": 4, "noise": True, "adaptive": True}
    install("land", "materials-to-photo", goes_in, **network)
    Image.fromarray(example("materials-to-photo", 96, 64).as_uint8()).save(tmp_path / "map.png")
    evening = np.full((40, 40, 3), (200, 90, 40), np.uint8)
    Image.fromarray(evening).save(tmp_path / "evening.png")
    seed, noon, night, photo = (
        made_from(tmp_path / "map.png", "--model", "land", *options)
        for options in ((), ("--mood", "noon"), ("--mood", "Night"), ("--style-image", str(tmp_path / "evening.png")))
    )
    assert seed.shape == (64, 96, 3)
    assert len({made.tobytes() for made in (seed, noon, night, photo)}) == 4
    assert (noon == made_from(tmp_path / "map.png", "--model", "land", "--mood", "noon")).all()


def test_lines_alone(tmp_path: Path) -> None:
    pixels = np.full((48, 64, 3), 220, np.uint8)
    pixels[:, 32:] = 30
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    drawn = made_from(tmp_path / "photo.png", "--trace").min(axis=2)
    assert drawn[10:-10, 28:36].min() < 128, "a line where light meets dark"
    assert drawn[10:-10, 4:20].min() > 200, "none where nothing is"
