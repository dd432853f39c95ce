from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from engine_makers import Studio, dots, waves
from PIL import Image

from studio.core.errors import PictureError, StudioError
from studio.core.params import Quality
from studio.core.picture_io import save_picture
from studio.core.scene import scene_picture
from studio.core.step import finish
from studio.engines import gatys
from studio.engines.bundled_styles import build_styles, read_catalogue
from studio.engines.gatys import Plan
from studio.engines.perception import ENCODER
from studio.library.names import is_slug
from studio.library.paths import resources_dir
from studio.library.styles import STATISTICS, THUMBNAIL, StyleLibrary

PAINTING = """
[[painting]]
file = "{0}.png"
id = "{0}"
title = "The {0}"
artist = "Nobody Known"
year = "1900"
tags = ["fake", "blue"]
"""


@pytest.fixture
def catalogue(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two paintings, and plans that paint their tiles in a moment."""
    monkeypatch.setitem(gatys.PLANS, Quality.GOOD, Plan((0.25, 1.0), (6, 2), 0.04, 0.01))
    save_picture(waves(70, 90), studio.root / "sea.png")
    save_picture(dots(90, 70), studio.root / "berries.png")
    path = studio.root / "paintings.toml"
    path.write_text("format = 1\n" + PAINTING.format("sea") + PAINTING.format("berries") + 'note = "Probably."\n')
    return path


def test_paintings_become_styles_without_pixels(studio: Studio, catalogue: Path, few_steps: None) -> None:
    target = studio.root / "bundled"
    steps, job = [], build_styles(catalogue, studio.root, target, studio.perception)
    while True:
        try:
            steps.append(next(job))
        except StopIteration as end:
            built = end.value
            break
    assert built == 2
    assert [(step.done, step.note) for step in steps] == [(0.5, "The sea"), (1.0, "The berries")]
    for style_id in ("sea", "berries"):
        names = {path.name for path in (target / style_id).iterdir()}
        assert names == {"style.toml", STATISTICS, THUMBNAIL}
    studio.styles.refresh()
    style = studio.styles.get("berries")
    assert style.bundled
    assert style.picture is None
    assert (style.artist, style.year, style.tags, style.note) == ("Nobody Known", "1900", ("fake", "blue"), "Probably.")
    assert style.encoder == studio.perception.stamp(ENCODER)
    assert studio.paint(scene_picture(64), "sea", quality=Quality.DRAFT).width == 64


def test_a_tile_shows_our_scene_and_not_the_painting(studio: Studio, catalogue: Path) -> None:
    finish(build_styles(catalogue, studio.root, studio.root / "bundled", studio.perception))
    scene = np.asarray(Image.fromarray(scene_picture().pixels).resize((192, 192)), float)
    tiles = {}
    for style_id in ("sea", "berries"):
        data = (studio.root / "bundled" / style_id / THUMBNAIL).read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (192, 192)
            tiles[style_id] = np.asarray(image.convert("RGB"), float)
        painting = Image.open(studio.root / f"{style_id}.png").convert("RGB").resize((192, 192))
        shapes = [_shapes(a) for a in (tiles[style_id], scene, np.asarray(painting, float))]
        assert np.corrcoef(shapes[0], shapes[1])[0, 1] > 0.5
        assert abs(np.corrcoef(shapes[0], shapes[2])[0, 1]) < 0.4
    assert not np.array_equal(tiles["sea"], tiles["berries"])


def _shapes(pixels: np.ndarray) -> np.ndarray:
    return pixels.mean(2).ravel()


def test_building_again_after_a_change_of_paintings(studio: Studio, catalogue: Path) -> None:
    target = studio.root / "bundled"
    finish(build_styles(catalogue, studio.root, target, studio.perception))
    before = (target / "sea" / THUMBNAIL).read_bytes()
    library = studio.perception.styles
    save_picture(dots(60, 60), studio.root / "sea.png")
    finish(build_styles(catalogue, studio.root, target, studio.perception))
    assert (target / "sea" / THUMBNAIL).read_bytes() != before
    assert studio.perception.styles is library
    assert [style.id for style in StyleLibrary(target, studio.root / "none").all()] == ["berries", "sea"]


def test_a_painting_that_is_not_there_is_a_sentence(studio: Studio, catalogue: Path) -> None:
    (studio.root / "sea.png").unlink()
    with pytest.raises(PictureError, match=r"sea\.png does not exist"):
        finish(build_styles(catalogue, studio.root, studio.root / "bundled", studio.perception))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (PAINTING.format("sea") + "size = 3\n", "has an unknown key: size"),
        (PAINTING.format("sea").replace('title = "The sea"\n', ""), "lacks the key: title"),
        ("format = [", r"cannot be read: .*\."),
    ],
)
def test_a_catalogue_is_read_strictly(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "paintings.toml"
    path.write_text(text)
    with pytest.raises(StudioError, match=rf"catalogue paintings.toml {sentence}"):
        read_catalogue(path)


def test_the_catalogue_that_ships_is_complete() -> None:
    paintings = read_catalogue(resources_dir() / "paintings.toml")
    assert len(paintings) > 30
    assert all(is_slug(painting["id"]) for painting in paintings)
    for key in ("id", "file"):
        assert len({painting[key] for painting in paintings}) == len(paintings)


def test_the_scene_is_always_the_same() -> None:
    assert scene_picture().digest == scene_picture().digest
    assert (scene_picture(100).width, scene_picture(100).height) == (100, 100)
    assert len(np.unique(scene_picture(64).pixels.reshape(-1, 3), axis=0)) > 500
