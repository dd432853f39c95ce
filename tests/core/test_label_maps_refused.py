"""What cannot be repaired in a label map is named, with its place, and never taken for something else in silence."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from label_makers import COLOURS, MATERIALS, SCENE, indexed, quick
from PIL import Image, PngImagePlugin

from studio.core.errors import ParameterError, PictureError
from studio.core.label_maps import KEY, read_map, write_map


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "map.png"


def test_a_class_beyond_the_palette_is_named(file: Path) -> None:
    map_ = SCENE.copy()
    map_[40, 12] = 37
    for more in (4, 60):  # so many entries, too few for class 37, or enough
        indexed(map_, np.vstack([COLOURS, np.full((more, 3), 7, np.uint8)]), file)
        with pytest.raises(ParameterError) as caught:
            read_map(file, MATERIALS)
        assert str(caught.value) == "The map has class 37 at 12, 40, but the palette Materials ends at 12."
    map_[50, 9] = 200
    Image.fromarray(map_).save(file)
    with pytest.raises(ParameterError, match="has class 37 at 12, 40, class 200 at 9, 50, but the palette Materials"):
        read_map(file, MATERIALS)


def test_unknown_colours_are_listed(file: Path) -> None:
    pixels = COLOURS[SCENE]
    pixels[60:66, 70:76] = (255, 0, 255)
    Image.fromarray(pixels).save(file)
    read = read_map(file, MATERIALS)
    assert (read.indices[60:66, 70:76] == 0).all()
    untouched = np.ones(SCENE.shape, bool)
    untouched[60:66, 70:76] = False
    assert (read.indices == SCENE)[untouched].all()
    assert read.notes == (
        "Colours that are not in the palette Materials became anything: #ff00ff at 70, 60 (36 pixels).",
    )
    pixels[60:110, 70:116] = (255, 0, 255)
    Image.fromarray(pixels).save(file)
    with pytest.raises(ParameterError, match="colours that are not in its palette: #ff00ff at 70, 60"):
        read_map(file, MATERIALS)


def test_a_thin_line_of_an_unknown_colour_is_listed(file: Path) -> None:
    pixels = COLOURS[SCENE]
    pixels[30, 10:90] = (255, 0, 255)
    Image.fromarray(pixels).save(file)
    read = read_map(file, MATERIALS)
    assert (read.indices[30, 10:90] == 0).all()
    assert (np.delete(read.indices, 30, axis=0) == np.delete(SCENE, 30, axis=0)).all()
    assert read.notes == (
        "Colours that are not in the palette Materials became anything: #ff00ff at 10, 30 (80 pixels).",
    )


def test_a_colour_close_to_one_in_use_is_not_taken_for_it(file: Path) -> None:
    """Two browns drawn side by side: only one of them can be rock."""
    pixels = COLOURS[SCENE]
    pixels[100:118, 20:60] = (150, 98 + 30, 66)
    Image.fromarray(pixels).save(file)
    with pytest.raises(ParameterError, match="#968042 at 20, 100"):
        read_map(file, MATERIALS)


def test_a_photo_is_refused(file: Path) -> None:
    random = np.random.default_rng(1)
    small = random.integers(0, 256, (9, 12, 3), np.uint8)
    Image.fromarray(small).resize((160, 120), Image.Resampling.BICUBIC).save(file)
    with pytest.raises(ParameterError, match="not in its palette"):
        read_map(file, MATERIALS)


@quick
@given(st.binary(max_size=80), st.integers(0, 400))
def test_damaged_files_get_a_sentence(file: Path, junk: bytes, at: int) -> None:
    out = io.BytesIO()
    write_map(file, SCENE[:20, :20], MATERIALS)
    out.write(file.read_bytes())
    out.seek(min(at, len(out.getvalue())))
    out.write(junk)
    file.write_bytes(out.getvalue())
    problem = ""
    try:
        indices = read_map(file, MATERIALS).indices
    except (PictureError, ParameterError) as error:
        problem, indices = str(error), np.zeros((1, 1), np.uint8)
    assert not problem or problem.endswith(".")
    assert "\n" not in problem
    assert indices.dtype == np.uint8
    assert int(indices.max()) < len(MATERIALS)


def test_a_remark_that_makes_no_sense_is_not_looked_at(file: Path) -> None:
    for remark in ("{", "[" * 5000, "3", '{"palette": 1, "names": [], "colours": []}', '{"names": ["a"]}'):
        text = PngImagePlugin.PngInfo()
        text.add_itxt(KEY, remark)
        indexed(SCENE, COLOURS, file, pnginfo=text)
        assert (read_map(file, MATERIALS).indices == SCENE).all()


def test_too_large_is_said_before_it_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_map(file, SCENE, MATERIALS)
    monkeypatch.setattr("studio.core.label_maps.MAX_PIXELS", 1000)
    with pytest.raises(PictureError, match="too large: 160 x 120 pixels"):
        read_map(file, MATERIALS)
