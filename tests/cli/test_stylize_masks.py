"""`studio stylize` with masks, the instant quality and the starts: what reaches which engine, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from cli_fakes import FakeEngine, FakeStyles, stylize_with
from PIL import Image

from studio.cli import stylize
from studio.cli.masks import brightness
from studio.core.errors import ParameterError, PictureError, StudioError, UnavailableError, UnknownChoiceError
from studio.core.params import Colours, Quality, Start
from studio.core.picture import Picture
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.step import Engine
from studio.core.style_masks import MAX_MASK_SIDE

STYLE = ("--style", "starry-night")


def saved(path: Path, pixels: np.ndarray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels.astype(np.uint8)).save(path)
    return path


def photo(path: Path, width: int = 30, height: int = 20) -> Path:
    return saved(path, np.full((height, width, 3), 90))


def left_half(path: Path, width: int = 30, height: int = 20) -> Path:
    pixels = np.zeros((height, width))
    pixels[:, : width // 2] = 255
    return saved(path, pixels)


def test_masks_reach_the_engine_as_they_were_drawn(tmp_path: Path) -> None:
    engine = FakeEngine()
    sky, rest = left_half(tmp_path / "sky.png"), saved(tmp_path / "a=b.png", np.full((20, 30), 40))
    masks = ("--mask", f"great-wave={sky}", "--mask", f"photo={rest}")
    assert stylize_with(engine, photo(tmp_path / "a.png"), *STYLE, *masks, "-o", tmp_path / "out.png") == 0
    (request,) = engine.requests
    assert request.masks is not None
    (wave, plane), (kept, faint) = request.masks.planes
    assert (wave, kept) == ("great-wave", "photo")
    np.testing.assert_array_equal(plane, np.asarray(Image.open(sky)))
    assert (faint == 40).all()


def test_without_masks_none_are_sent(tmp_path: Path) -> None:
    engine = FakeEngine()
    assert stylize_with(engine, photo(tmp_path / "a.png"), *STYLE, "-o", tmp_path / "out.png") == 0
    assert engine.requests[0].masks is None


@pytest.mark.parametrize("size", [(30, 20), (12, 80), (MAX_MASK_SIDE + 500, 40)])
def test_a_mask_of_another_size_is_stretched_over_every_photo_of_a_folder(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    engine = FakeEngine()
    photo(tmp_path / "album" / "a.png", *size)
    photo(tmp_path / "album" / "b.png", 50, 50)
    mask = left_half(tmp_path / "mask.png", 200, 100)
    options = (*STYLE, "--mask", f"great-wave={mask}", "--quality", "instant", "-o", tmp_path / "out")
    assert stylize_with(engine, tmp_path / "album", *options) == 0
    assert [type(request) for request in engine.requests] == [InstantRequest] * 2
    for request in engine.requests:
        assert request.masks is not None
        plane = request.masks.planes[0][1]
        height, width = plane.shape
        assert max(width, height) == min(MAX_MASK_SIDE, max(request.photo.width, request.photo.height))
        assert width / height == pytest.approx(request.photo.width / request.photo.height, rel=0.05)
        assert plane[:, : width // 3].min() == 255
        assert plane[:, -(width // 3) :].max() == 0


def test_the_instant_quality_goes_to_the_instant_engine_and_the_others_do_not(tmp_path: Path) -> None:
    engines: dict[str, FakeEngine] = {InstantRequest.engine: FakeEngine(), StylizeRequest.engine: FakeEngine()}

    def make(*_: Any) -> Mapping[str, Engine]:
        return engines

    source = photo(tmp_path / "a.png")
    for quality in Quality:
        argv = [str(source), *STYLE, "--quality", quality, "-o", str(tmp_path / f"{quality}.png")]
        assert stylize.run(stylize.parse(argv), make, FakeStyles()) == 0
    assert [request.params.quality for request in engines["instant"].requests] == [Quality.INSTANT]
    assert [request.params.quality for request in engines["gatys"].requests] == list(Quality)[1:]
    assert [type(request) for request in engines["gatys"].requests] == [StylizeRequest] * 3


def test_an_engine_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    argv = [str(photo(tmp_path / "a.png")), *STYLE, "--quality", "instant", "-o", str(tmp_path / "b.png")]
    assert stylize.run(stylize.parse(argv), lambda *_: {}, FakeStyles()) == 2
    assert "The instant engine is not installed; choose another --quality." in capsys.readouterr().err
    assert issubclass(UnavailableError, StudioError)


def test_the_new_choices_reach_the_parameters(tmp_path: Path) -> None:
    engine = FakeEngine()
    options = ("--start", "instant", "--colours", "only", "-o", tmp_path / "b.png")
    assert stylize_with(engine, photo(tmp_path / "a.png"), *STYLE, *options) == 0
    params = engine.requests[0].params
    assert (params.start, params.colours) == (Start.INSTANT, Colours.ONLY)
    assert stylize.to_params(stylize.parse(["a.png", *STYLE, "-o", "b.png"])).start == Start.PHOTO


@pytest.mark.parametrize(
    ("masks", "error", "words"),
    [
        (["great-wave"], ParameterError, "must be a style and a picture, such as .*, not 'great-wave'"),
        (["=mask.png"], ParameterError, "must be a style and a picture"),
        (["great-wave="], ParameterError, "must be a style and a picture"),
        (["great-wafe=mask.png"], UnknownChoiceError, "no style called 'great-wafe'; did you mean great-wave"),
        (["phto=mask.png"], UnknownChoiceError, "did you mean photo"),
        (["great-wave=none.png"], PictureError, "none.png does not exist"),
        (["great-wave=notes.png"], PictureError, "notes.png is not a picture"),
        (["great-wave=mask.png", "great-wave=mask.png"], ParameterError, "two masks for great-wave"),
    ],
)
def test_wrong_masks_are_refused_before_any_engine_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, masks: list[str], error: type[StudioError], words: str
) -> None:
    engine = FakeEngine()
    photo(tmp_path / "a.png")
    left_half(tmp_path / "mask.png")
    (tmp_path / "notes.png").write_text("not a picture")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=words) as caught:
        stylize_with(engine, "a.png", *STYLE, *(f"--mask={mask}" for mask in masks), "-o", "b.png")
    assert str(caught.value).endswith((".", "?"))
    assert "\n" not in str(caught.value)
    assert not engine.made
    assert not (tmp_path / "b.png").exists()


def test_white_paints_black_does_not_and_transparent_neither() -> None:
    pixels = np.array([[[255, 255, 255, 255], [0, 0, 0, 255], [255, 255, 255, 0], [128, 128, 128, 255]]], np.uint8)
    assert brightness(Picture(pixels)).tolist() == [[255, 0, 0, 128]]
    assert brightness(Picture(np.full((1, 1, 3), 0.5, np.float32))).tolist() == [[128]]


def test_help_speaks_of_masks(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        stylize.parse(["--help"])
    words = " ".join(capsys.readouterr().out.split())
    assert "--mask STYLE=FILE" in words
    assert "instant, draft, good, best" in words
    assert "photo, noise, instant" in words
    assert "style, luma, statistics, only" in words
