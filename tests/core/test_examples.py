"""The pictures that the program draws, and reading label maps by their palette."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from studio.core.errors import ParameterError, UnknownChoiceError
from studio.core.examples import EXAMPLE_TASKS, example, example_size
from studio.core.examples.facade import COLOURS
from studio.core.examples.materials import COLOURS as MATERIAL_COLOURS
from studio.core.palettes import Palette
from studio.core.picture import Picture
from studio.library.palettes import load_palette

FACADE = load_palette("facade")
RGB = Palette(("red", "green", "blue"), ((255, 0, 0), (0, 255, 0), (0, 0, 255)))


@pytest.mark.parametrize("task", EXAMPLE_TASKS)
def test_an_example_has_the_size_asked_for_and_is_always_the_same(task: str) -> None:
    for width, height in ((96, 64), (40, 90), (16, 16), (1, 2)):
        first = example(task, width, height)
        assert first.pixels.shape == (height, width, 3)
        assert first.pixels.dtype == np.uint8
        assert first.digest == example(task, width, height).digest
        assert width < 9 or first.pixels.std() > 10, "something is drawn"


@pytest.mark.parametrize("task", ["sketch-to-photo", "materials-to-photo", "labels-to-photo", "map-to-aerial"])
def test_a_larger_example_is_the_same_motif(task: str) -> None:
    small, large = example(task, 96, 96), example(task, 384, 384)
    again = np.asarray(Image.fromarray(large.as_uint8()).resize((96, 96), Image.Resampling.BOX), np.float32)
    likeness = np.corrcoef(small.as_uint8().ravel(), again.ravel())[0, 1]
    assert likeness > 0.8


def test_the_sketch_is_dark_lines_on_white() -> None:
    sketch = example("sketch-to-photo", 384, 256).as_uint8()
    assert (sketch == sketch[..., :1]).all()
    assert (sketch[..., 0] == 255).mean() > 0.75
    assert 0.02 < (sketch[..., 0] < 128).mean() < 0.2
    assert sketch.min() < 60


def test_the_grey_photo_is_grey_and_the_poor_one_is_poor() -> None:
    grey = example("colourise", 192, 128).as_uint8()
    assert (grey == grey[..., :1]).all()
    poor = example("enhance", 192, 128).as_uint8().astype(float)
    sky = poor[4:24, 80:110].mean(axis=2)
    assert np.abs(np.diff(sky, axis=1)).mean() > 3, "there is noise in the clear sky"
    assert poor.mean() < grey.mean() - 10, "and it is too dark"


def test_the_landscape_of_materials_has_the_palettes_colours_and_nothing_else() -> None:
    palette = load_palette("materials")
    assert tuple(MATERIAL_COLOURS.items()) == tuple(zip(palette.names, palette.colours, strict=True))
    used = np.unique(palette.exact_indices(example("materials-to-photo", 300, 200)))
    assert {"sky", "mountain", "water", "trees"} <= {palette.names[index] for index in used}


def test_the_facade_has_the_palettes_colours_and_nothing_else() -> None:
    assert COLOURS.items() <= dict(zip(FACADE.names, FACADE.colours, strict=True)).items()
    picture = example("labels-to-photo", 256, 256)
    indices = FACADE.indices(picture)
    assert (FACADE.paint(indices).pixels == picture.pixels).all()
    assert {FACADE.names[index] for index in np.unique(indices)} == set(FACADE.names)


def test_map_and_aerial_picture_show_the_same_place() -> None:
    """Where the map has water, the picture from the air is dark and calm; where it has a park, green."""
    street_map, aerial = example("map-to-aerial", 256, 256).as_uint8(), example("aerial-to-map", 256, 256).as_uint8()
    water = (street_map == (178, 210, 221)).all(axis=2)
    park = (street_map == (200, 235, 196)).all(axis=2)
    streets = (street_map > 245).all(axis=2)
    assert water.mean() > 0.02
    assert park.mean() > 0.02
    light = aerial.mean(axis=2)
    assert light[water].mean() < light[streets].mean() - 20
    red, green, blue = aerial[park].mean(axis=0)
    assert green > red
    assert green > blue + 10


def test_an_unknown_task_is_a_sentence() -> None:
    with pytest.raises(UnknownChoiceError, match="There is no example for the task 'cats'"):
        example("cats", 64, 64)
    assert example_size("sketch-to-photo", 600) == (600, 400)
    assert example_size("labels-to-photo", 600) == (600, 600)


@given(st.data())
def test_what_is_painted_is_read_back(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 9))
    values = data.draw(st.lists(st.integers(0, len(FACADE) - 1), min_size=height * width, max_size=height * width))
    indices = np.array(values, np.uint8).reshape(height, width)
    assert (FACADE.indices(FACADE.paint(indices)) == indices).all()


def jpeg(picture: Picture, quality: int) -> Picture:
    file = io.BytesIO()
    Image.fromarray(picture.as_uint8()).save(file, "JPEG", quality=quality)
    return Picture(np.array(Image.open(file)))


def test_soft_edges_and_jpeg_are_understood() -> None:
    picture = example("labels-to-photo", 256, 256)
    indices = FACADE.indices(picture)
    assert (FACADE.indices(jpeg(picture, 92)) == indices).mean() > 0.93  # half its colours are missing
    large = example("labels-to-photo", 1024, 1024)
    soft = Picture(np.array(Image.fromarray(large.as_uint8()).resize((256, 256), Image.Resampling.BOX)))
    shares = np.eye(len(FACADE))[FACADE.indices(large)].reshape(256, 4, 256, 4, -1).sum(axis=(1, 3))
    wrong = (FACADE.indices(soft) != shares.argmax(axis=2)) & (shares.max(axis=2) > 9)  # no ties
    assert wrong.mean() < 0.01


def test_an_edge_is_one_of_its_two_sides_and_no_third_class() -> None:
    """Halfway from red to blue along the rainbow of a palette may lie another class."""
    three = Palette(("black", "grey", "white"), ((0, 0, 0), (120, 120, 120), (240, 240, 240)))
    pixels = np.zeros((9, 9, 3), np.uint8)
    pixels[:, 5:] = 240
    pixels[:, 4] = 190  # nearest to white; 70 from grey
    assert set(np.unique(three.indices(Picture(pixels))).tolist()) == {0, 2}
    rgb = np.zeros((9, 9, 3), np.uint8)
    rgb[:, :4], rgb[:, 4], rgb[:, 5:] = (255, 0, 0), (140, 0, 115), (0, 0, 255)
    assert (RGB.indices(Picture(rgb))[0] == [0, 0, 0, 0, 0, 2, 2, 2, 2]).all()


def test_unknown_colours_are_named_with_their_place() -> None:
    pixels = FACADE.paint(np.ones((50, 60), np.uint8)).pixels.copy()
    pixels[17:30, 40:55] = (0x12, 0xAB, 0x34)
    pixels[0:10, 3:13] = (0x80, 0x80, 0x80)
    with pytest.raises(ParameterError) as caught:
        FACADE.indices(Picture(pixels))
    assert str(caught.value) == (
        "The label map has colours that are not in its palette: #12ab34 at 40, 17; #808080 at 3, 0. Draw it in the 12 "
        "colours of the palette only, from background #0000de to shop #af0000."
    )


def test_a_little_dirt_is_no_reason_to_refuse() -> None:
    pixels = FACADE.paint(np.ones((50, 60), np.uint8)).pixels.copy()
    pixels[20:26, 20:28] = (0, 90, 60)  # 1.6 % of the pixels; nearest to the facade's colour is not asked for
    indices = FACADE.indices(Picture(pixels))
    assert (indices == 1).mean() > 0.98


def test_a_photo_is_no_label_map() -> None:
    photo = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    with pytest.raises(ParameterError, match=r"and others\. Draw it in the 12 colours"):
        FACADE.indices(Picture(photo))
    with pytest.raises(ParameterError):
        FACADE.indices(example("colourise", 96, 64))


def test_class_numbers_as_grey_values_are_understood() -> None:
    indices = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert (FACADE.indices(Picture(indices[..., None].repeat(3, axis=2))) == indices).all()


def test_transparent_is_the_first_class() -> None:
    painted = RGB.paint(np.full((4, 4), 2, np.uint8)).pixels
    alpha = np.full((4, 4, 1), 255, np.uint8)
    alpha[0] = 0
    indices = RGB.indices(Picture(np.concatenate([painted, alpha], axis=2)))
    assert (indices[0] == 0).all()
    assert (indices[1:] == 2).all()


def test_a_palette_checks_itself() -> None:
    assert RGB.hex(1) == "#00ff00"
    with pytest.raises(ValueError, match="a colour for every class"):
        Palette(("a", "b"), ((0, 0, 0),))
    with pytest.raises(ValueError, match="class 3 is not in a palette of 3"):
        RGB.paint(np.array([[3]], np.uint8))
