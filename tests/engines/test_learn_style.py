from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from engine_makers import Studio, dots, waves
from PIL import Image

from studio.core.errors import PictureError
from studio.core.params import Quality
from studio.core.picture import Picture
from studio.core.picture_io import load_picture, save_picture
from studio.core.request import LearnStyleRequest
from studio.core.scene import scene_picture
from studio.core.step import finish
from studio.engines import learn_style
from studio.engines.learn_style import swatch, thumbnail
from studio.engines.perception import ENCODER
from studio.library.styles import Style

DRAFT = {"quality": Quality.DRAFT}


def learn(studio: Studio, path: Path, title: str = "") -> Style:
    return finish(studio.learner.run(LearnStyleRequest(path, title)))


def put(studio: Studio, name: str, picture: Picture | None = None) -> Path:
    path = studio.root / name
    save_picture(picture or waves(60, 90), path)
    return path


def test_a_learned_style_paints(studio: Studio, few_steps: None) -> None:
    style = learn(studio, put(studio, "new.png", dots(50, 70)))
    assert studio.styles.get("new") == style
    assert not style.bundled
    assert style.encoder == studio.perception.stamp(ENCODER)
    photo = scene_picture(64)
    painted = studio.paint(photo, "new", **DRAFT)
    assert studio.style_loss(painted, "new") < studio.style_loss(photo, "new")


@pytest.mark.parametrize(
    ("name", "given", "title"),
    [
        ("my_cat-photo 2.png", "", "my cat photo 2"),
        ("__.png", "", "My style"),
        ("cat.png", "  My\tdog ", "My dog"),
        ("cat.png", " \n ", "cat"),
    ],
)
def test_the_title_is_the_users_or_the_files(studio: Studio, name: str, given: str, title: str) -> None:
    assert learn(studio, put(studio, name), given).title == title


def test_the_thumbnail_is_a_square_from_the_middle(studio: Studio) -> None:
    pixels = np.zeros((60, 180, 3), np.uint8)
    pixels[:, 60:120] = (200, 30, 30)
    style = learn(studio, put(studio, "wide.png", Picture(pixels)))
    with Image.open(style.thumbnail) as image:
        assert (image.format, image.size) == ("WEBP", (192, 192))
        red = np.asarray(image.convert("RGB"), float)
    assert np.abs(red[8:-8, 8:-8] - (200, 30, 30)).max() < 12


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (500, 3)])
def test_any_form_of_picture_has_a_thumbnail(size: tuple[int, int]) -> None:
    with Image.open(io.BytesIO(thumbnail(Picture(np.full((*size, 3), 90, np.uint8))))) as image:
        assert image.size == (192, 192)


def test_the_swatch_goes_from_dark_to_light(studio: Studio) -> None:
    pixels = np.zeros((30, 40, 3), np.uint8)
    pixels[:, :10], pixels[:, 10:20], pixels[:, 20:30], pixels[:, 30:] = (
        (250, 240, 230), (10, 0, 60), (200, 40, 40), (40, 160, 70)
    )  # fmt: skip
    style = learn(studio, put(studio, "flag.png", Picture(pixels)))
    colours = [tuple(bytes.fromhex(colour[1:])) for colour in style.swatch]
    luma = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in colours]
    assert luma == sorted(luma)
    for wanted in ((10, 0, 60), (200, 40, 40), (40, 160, 70), (250, 240, 230)):
        assert min(max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) for colour in colours) < 12


def test_a_swatch_of_one_colour() -> None:
    assert set(swatch(Picture(np.full((9, 9, 3), (16, 32, 48), np.uint8)))) == {"#102030"}
    assert len(swatch(scene_picture(64))) == 6


def test_the_kept_picture_is_small_and_opaque(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learn_style, "LARGEST_STYLE", 100)
    rgba = np.dstack([waves(150, 200).pixels, np.full((150, 200), 40, np.uint8)])
    style = learn(studio, put(studio, "large.png", Picture(rgba)))
    assert style.picture is not None
    kept = load_picture(style.picture)
    assert kept.pixels.shape == (75, 100, 3)


@pytest.mark.parametrize(
    "picture",
    [
        Picture(np.full((1, 1, 3), 77, np.uint8)),
        Picture(np.zeros((2, 90, 3), np.uint8)),
        Picture(waves(20, 30).as_float()),
    ],
    ids=["dot", "line", "deep"],
)
def test_every_picture_can_be_a_style(studio: Studio, few_steps: None, picture: Picture) -> None:
    style = learn(studio, put(studio, "odd.png", picture))
    painted = Studio(studio.root).paint(scene_picture(64), style.id, **DRAFT)
    assert painted.pixels.shape == (64, 64, 3)


@pytest.mark.parametrize("content", [b"", b"this is no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_file_that_is_no_picture_leaves_nothing(studio: Studio, content: bytes) -> None:
    path = studio.root / "bad.png"
    path.write_bytes(content)
    before = sorted(p.name for p in (studio.root / "user").iterdir())
    with pytest.raises(PictureError):
        learn(studio, path)
    assert sorted(p.name for p in (studio.root / "user").iterdir()) == before
    with pytest.raises(PictureError):
        learn(studio, studio.root / "absent.png")


def test_steps_rise_and_stopping_midway_leaves_nothing(studio: Studio) -> None:
    path = put(studio, "new.png")
    dones = [step.done for step in studio.learner.run(LearnStyleRequest(path))]
    assert dones == sorted(dones)
    assert 0 <= dones[0] <= dones[-1] <= 1
    before = sorted(p.name for p in (studio.root / "user").iterdir())
    job = studio.learner.run(LearnStyleRequest(path, "other"))
    next(job)
    next(job)
    job.close()
    assert sorted(p.name for p in (studio.root / "user").iterdir()) == before
