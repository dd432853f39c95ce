"""Label maps as files: exact round trips, and repairs that are told."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from label_makers import COLOURS, MATERIALS, ROW, SCENE, indexed, quick
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageFilter, PngImagePlugin

from studio.core.errors import ParameterError, PictureError
from studio.core.label_maps import KEY, read_map, write_map
from studio.core.palettes import Palette


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "map.png"


def right(found: NDArray[np.uint8], wanted: NDArray[np.uint8] = SCENE) -> float:
    return float((found == wanted).mean())


def inner(map_: NDArray[np.uint8] = SCENE, reach: int = 2) -> NDArray[np.bool_]:
    """Pixels that no other class is near to."""
    result = np.ones(map_.shape, bool)
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            result &= np.roll(map_, (dy, dx), (0, 1)) == map_
    return result


# --- round trips -----------------------------------------------------------------------------------------------------


@quick
@given(data=st.data())
def test_any_map_of_any_palette_comes_back_exactly(file: Path, data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 40))
    numbers = data.draw(st.lists(st.integers(0, (1 << 24) - 1), min_size=count, max_size=count, unique=True))
    colours = tuple((number >> 16, number >> 8 & 255, number & 255) for number in numbers)
    palette = Palette(tuple(f"class {i}" for i in range(count)), colours, "Test")
    height, width = data.draw(st.integers(1, 12)), data.draw(st.integers(1, 12))
    values = data.draw(st.lists(st.integers(0, count - 1), min_size=height * width, max_size=height * width))
    indices = np.array(values, np.uint8).reshape(height, width)
    write_map(file, indices, palette)
    read = read_map(file, palette)
    assert (read.indices == indices).all()
    assert read.notes == ()
    Image.open(file).convert("RGB").save(file.with_suffix(".bmp"))
    assert (read_map(file.with_suffix(".bmp"), palette).indices == indices).all()


def test_the_file_is_an_indexed_png_with_names(file: Path) -> None:
    write_map(file, SCENE, MATERIALS)
    with Image.open(file) as image:
        assert image.mode == "P"
        assert (np.array(image) == SCENE).all()
        assert (np.array(image.convert("RGB")) == COLOURS[SCENE]).all()
        assert isinstance(image, PngImagePlugin.PngImageFile)
        declared = json.loads(image.text[KEY])
    assert declared["palette"] == "Materials"
    assert tuple(declared["names"]) == MATERIALS.names
    assert declared["colours"][4] == MATERIALS.hex(4)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"map\.jpg cannot hold a label map exactly; choose a name that ends in"):
        write_map(tmp_path / "map.jpg", SCENE, MATERIALS)
    with pytest.raises(ValueError, match="class 13 is not in a palette of 13"):
        write_map(tmp_path / "map.png", np.full((2, 2), 13, np.uint8), MATERIALS)
    with pytest.raises(PictureError, match="folder does not exist"):
        write_map(tmp_path / "no" / "map.png", SCENE, MATERIALS)
    assert list(tmp_path.iterdir()) == []


# --- repairs ---------------------------------------------------------------------------------------------------------


@quick
@given(st.permutations(range(len(MATERIALS))))
def test_a_palette_in_another_order(file: Path, order: list[int]) -> None:
    places = np.argsort(order).astype(np.uint8)
    indexed(places[SCENE], COLOURS[order], file)
    read = read_map(file, MATERIALS)
    assert (read.indices == SCENE).all()
    wanted = "The palette was in another order; the classes were recognised by their colours."
    assert read.notes == (() if (places[np.unique(SCENE)] == np.unique(SCENE)).all() else (wanted,))


@quick
@given(st.lists(st.integers(0, (1 << 24) - 1), min_size=13, max_size=13, unique=True))
def test_other_colours_with_the_names_kept(file: Path, numbers: list[int]) -> None:
    """Whatever colours an editor gives the palette, the names that the file still has say what they are."""
    colours = np.array([[n >> 16, n >> 8 & 255, n & 255] for n in numbers], np.uint8)
    colours[(colours[:, None] == COLOURS).all(axis=2).any(axis=1)] ^= 1  # but none of our own in another's place
    write_map(file, SCENE, MATERIALS)
    with Image.open(file) as image:
        text = PngImagePlugin.PngInfo()
        text.add_itxt(KEY, image.text[KEY])  # type: ignore[attr-defined]
    indexed(SCENE, colours, file, pnginfo=text)
    read = read_map(file, MATERIALS)
    assert (read.indices == SCENE).all()
    assert read.notes == ("The colours of the palette had changed; the classes were recognised by their names.",)


def test_a_map_drawn_with_an_older_palette(file: Path) -> None:
    """Fewer classes, another order and other colours, but the same names."""
    names = tuple(reversed(MATERIALS.names))
    colours = tuple((i * 9, 255 - i, 30) for i in range(len(names)))
    write_map(file, (len(names) - 1 - SCENE).astype(np.uint8), Palette(names, colours, "Old"))
    read = read_map(file, MATERIALS)
    assert (read.indices == SCENE).all()
    assert read.notes == ("The map was drawn in other colours; its classes were recognised by their names.",)
    stranger = Palette((*names[:-1], "lava"), colours, "Volcano")
    write_map(file, np.where(SCENE == 1, 12, 0).astype(np.uint8), stranger)
    with pytest.raises(ParameterError) as caught:
        read_map(file, MATERIALS)
    assert str(caught.value) == (
        "The map has “lava”, which the palette Materials does not have; choose the palette that it was drawn with, "
        "Volcano."
    )


def test_a_few_entries_recoloured_without_names(file: Path) -> None:
    colours = COLOURS.copy()
    colours[[3, 4]] = (255, 0, 255), (1, 2, 3)
    indexed(SCENE, colours, file)
    read = read_map(file, MATERIALS)
    assert (read.indices == SCENE).all()
    assert read.notes == (
        "The palette had other colours for mountain, water; they were recognised by their places in it.",
    )


def soft(values: NDArray[np.uint8] = SCENE, times: int = 4) -> NDArray[np.uint8]:
    """The map as an editor reduces it from a larger one, edges smoothed."""
    height, width = values.shape
    return COLOURS[tilted(values, times)].reshape(height, times, width, times, 3).mean(axis=(1, 3)).round().astype("u1")


def tilted(values: NDArray[np.uint8], times: int) -> NDArray[np.uint8]:
    """The map so many times as large, leaning a little, so that its edges fall between the pixels of the small one."""
    height, width = values.shape
    y, x = np.mgrid[0 : height * times, 0 : width * times]
    rows, columns = (y + 1.7 - 0.02 * x) // times, (x + 1.3 + 0.02 * y) // times
    return values[rows.clip(0, height - 1).astype(int), columns.clip(0, width - 1).astype(int)]


def test_soft_edges(file: Path) -> None:
    times = 4
    pixels = soft()
    height, width = SCENE.shape
    shares = np.eye(13)[tilted(SCENE, times)].reshape(height, times, width, times, 13).sum(axis=(1, 3))
    clear_cut = shares.max(axis=2) > 9  # no ties
    Image.fromarray(pixels).save(file)
    read = read_map(file, MATERIALS)
    wrong = (read.indices != shares.argmax(axis=2)) & clear_cut
    assert wrong.mean() < 0.003
    assert (~(pixels[..., None, :] == COLOURS).all(axis=3).any(axis=2)).mean() > 0.03  # or there was nothing to do
    assert "The edges were soft; each mixed pixel became one of the two classes that meet there." in read.notes


def test_edges_mixed_as_light(file: Path) -> None:
    """Some editors mix linear light: the mixtures are brighter, and lie off the straight line between two colours."""
    height, width = SCENE.shape
    light = (COLOURS[tilted(SCENE, 4)] / 255) ** 2.2
    pixels = light.reshape(height, 4, width, 4, 3).mean(axis=(1, 3)) ** (1 / 2.2) * 255
    Image.fromarray(pixels.round().astype(np.uint8)).save(file)
    read = read_map(file, MATERIALS)
    assert right(read.indices, tilted(SCENE, 4)[2::4, 2::4]) > 0.985
    assert read.notes == ("The edges were soft; each mixed pixel became one of the two classes that meet there.",)


def test_a_blurred_map(file: Path) -> None:
    Image.fromarray(COLOURS[SCENE]).filter(ImageFilter.GaussianBlur(1.2)).save(file)
    read = read_map(file, MATERIALS)
    assert right(read.indices) > 0.97
    assert (read.indices == SCENE)[inner(reach=3)].all()


def test_the_mixture_of_sand_and_rock_is_no_path(file: Path) -> None:
    """Halfway between the two lies the colour of paths, almost."""
    map_ = np.where(np.arange(40)[:, None] + np.arange(60) < 50, ROW["sand"], ROW["rock"])
    blurred = COLOURS[map_].astype(float)
    blurred[1:, :] = (blurred[1:, :] + blurred[:-1, :]) / 2
    Image.fromarray(blurred.round().astype(np.uint8)).save(file)
    assert ROW["path"] not in read_map(file, MATERIALS).indices
    Image.fromarray(blurred.round().astype(np.uint8)).save(file.with_suffix(".jpg"), quality=90)
    assert (read_map(file.with_suffix(".jpg"), MATERIALS).indices == ROW["path"]).mean() < 0.002


@pytest.mark.parametrize("quality", [95, 85, 70])
def test_jpeg(file: Path, quality: int) -> None:
    path = file.with_suffix(".jpg")
    Image.fromarray(COLOURS[SCENE]).save(path, quality=quality)
    read = read_map(path, MATERIALS)
    assert right(read.indices) > 0.975
    assert (read.indices == SCENE)[inner(reach=4)].mean() > 0.999
    assert read.notes == (
        "The map was blurred or compressed with losses, as in JPEG; each colour became the nearest of the palette.",
    )


def test_see_through_and_half_transparent(file: Path) -> None:
    alpha = np.full(SCENE.shape, 255, np.uint8)
    alpha[:30] = 0
    Image.fromarray(np.dstack([COLOURS[SCENE], alpha])).save(file)
    read = read_map(file, MATERIALS)
    assert (read.indices == np.where(alpha > 0, SCENE, 0)).all()
    assert read.notes[-1] == "What was see-through is anything now."
    alpha[30:40], alpha[40:50] = 100, 200
    Image.fromarray(np.dstack([COLOURS[SCENE], alpha])).save(file)
    read = read_map(file, MATERIALS)
    assert (read.indices == np.where(alpha > 128, SCENE, 0)).all()
    assert read.notes[-1] == "Half-transparent pixels became solid or see-through; what is see-through is anything now."
    indexed(SCENE, COLOURS, file, transparency=ROW["water"])
    read = read_map(file, MATERIALS)
    assert (read.indices == np.where(ROW["water"] == SCENE, 0, SCENE)).all()
    assert read.notes == ("What was see-through is anything now.",)


@pytest.mark.parametrize(("mode", "suffix"), [("RGB", ".png"), ("RGBA", ".png"), ("RGB", ".tif"), ("RGB", ".bmp")])
def test_copies_without_a_palette(file: Path, mode: str, suffix: str) -> None:
    path = file.with_suffix(suffix)
    Image.fromarray(COLOURS[SCENE]).convert(mode).save(path)
    read = read_map(path, MATERIALS)
    assert (read.indices == SCENE).all()
    assert read.notes == ("The map was saved without its palette; its classes were recognised by their colours.",)


@pytest.mark.parametrize("mode", ["L", "LA", "I;16"])
def test_grey_values_are_class_numbers(file: Path, mode: str) -> None:
    if mode == "I;16":
        Image.fromarray(SCENE.astype(np.uint16)).save(file)
    else:
        Image.fromarray(SCENE).convert(mode).save(file)
    read = read_map(file, MATERIALS)
    assert (read.indices == SCENE).all()
    assert read.notes == ("The map was saved in grey; its values were read as the numbers of the classes.",)


WIDE = np.array([[0.8225, 0.1774, 0], [0.0332, 0.9669, 0], [0.0171, 0.0724, 0.9108]])  # sRGB light in Display P3


def shifted() -> NDArray[np.uint8]:
    """The scene as a program converts it for a screen with a wide gamut, and then forgets to say so."""
    light = np.clip((COLOURS[SCENE] / 255) ** 2.2 @ WIDE.T, 0, 1)
    return (light ** (1 / 2.2) * 255).round().astype(np.uint8)


def test_colours_that_a_profile_shifted(file: Path) -> None:
    Image.fromarray(shifted()).save(file)
    read = read_map(file, MATERIALS)
    assert (read.indices == SCENE).all()
    note = "The colours were a little off, as a colour profile makes them; each became the nearest one of the palette."
    assert read.notes == (note,)
    Image.fromarray(shifted()).save(file.with_suffix(".jpg"), quality=90)
    read = read_map(file.with_suffix(".jpg"), MATERIALS)
    assert right(read.indices) > 0.975
    assert note in read.notes


def test_a_profile_that_changes_nothing_costs_nothing(file: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(COLOURS[SCENE]).save(file, icc_profile=profile)
    assert (read_map(file, MATERIALS).indices == SCENE).all()


def test_indexed_copies_of_soft_and_lossy_maps(file: Path) -> None:
    """An editor that reduces soft edges to 256 colours leaves a palette in which ours are somewhere."""
    Image.fromarray(soft()).quantize(200, dither=Image.Dither.NONE).save(file)
    read = read_map(file, MATERIALS)
    Image.fromarray(soft()).save(file.with_suffix(".tif"))
    assert right(read.indices, read_map(file.with_suffix(".tif"), MATERIALS).indices) > 0.995
    assert read.notes
