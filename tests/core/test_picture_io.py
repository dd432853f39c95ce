"""Opening and saving: what goes in comes out, in every format that artists use."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from picture_makers import chunk, names, packed, png, scene
from PIL import Image

from studio.core.errors import PictureError
from studio.core.picture import Picture
from studio.core.picture_io import PICTURE_SUFFIXES, SAVE_FORMATS, load_picture, save_picture

LOSSLESS = [".png", ".tif", ".webp"]


def saved(picture: Picture, path: Path, **options: object) -> Picture:
    save_picture(picture, path, **options)  # type: ignore[arg-type]
    return load_picture(path)


sides = st.integers(1, 24)
pictures8 = st.tuples(sides, sides, st.sampled_from([3, 4])).flatmap(lambda shape: arrays(np.uint8, shape)).map(Picture)
pictures16 = (
    st.tuples(sides, sides, st.sampled_from([3, 4]))
    .flatmap(lambda shape: arrays(np.uint16, shape))
    .map(lambda values: Picture(values.astype(np.float32) / np.float32(65535)))
)


@settings(max_examples=40)
@given(picture=pictures8, suffix=st.sampled_from(LOSSLESS))
def test_lossless_formats_keep_every_pixel_and_the_alpha(
    picture: Picture, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = saved(picture, tmp_path_factory.mktemp("p") / f"a{suffix}", lossless=True)
    assert again.pixels.dtype == np.uint8
    # WebP and PNG writers may leave out an alpha that is opaque everywhere.
    expected = picture.rgb if again.alpha is None else picture.pixels
    np.testing.assert_array_equal(again.pixels, expected)
    assert again.alpha is not None or picture.alpha is None or (picture.alpha == 255).all()


@settings(max_examples=40)
@given(picture=pictures16, suffix=st.sampled_from([".png", ".tif"]))
def test_sixteen_bits_survive(picture: Picture, suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    again = saved(picture, tmp_path_factory.mktemp("p") / f"a{suffix}", bits=16)
    assert again.pixels.dtype == np.float32
    np.testing.assert_array_equal(again.pixels, picture.pixels)


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_quality_trades_size_for_likeness(tmp_path: Path, suffix: str) -> None:
    picture = Picture(np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8))
    sizes, errors = [], []
    for quality in (20, 95):
        path = tmp_path / f"{quality}{suffix}"
        again = saved(picture, path, quality=quality)
        sizes.append(path.stat().st_size)
        errors.append(np.abs(again.pixels.astype(float) - picture.pixels).mean())
    assert sizes[0] < sizes[1]
    assert errors[0] > errors[1]


def test_jpeg_keeps_colour_edges_at_high_quality(tmp_path: Path) -> None:
    for quality, sampling in ((90, (1, 1)), (80, (2, 2))):
        save_picture(Picture(scene()), tmp_path / "a.jpg", quality=quality)
        with Image.open(tmp_path / "a.jpg") as image:
            assert image.layer[0][1:3] == sampling  # type: ignore[attr-defined]


def test_jpeg_lays_transparency_on_white(tmp_path: Path) -> None:
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[:, 8:, 3] = 255
    again = saved(Picture(pixels), tmp_path / "a.jpg")
    assert again.alpha is None
    assert again.pixels[:, :6].min() > 245
    assert again.pixels[:, 10:].max() < 10


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF"])
def test_the_content_decides_and_not_the_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(packed(Image.fromarray(scene()), kind))
    picture = load_picture(path)
    assert picture.pixels.shape == (24, 32, 3)
    assert np.abs(picture.pixels.astype(int) - scene()).mean() < 12
    np.testing.assert_array_equal(load_picture(path.read_bytes()).pixels, picture.pixels)
    np.testing.assert_array_equal(load_picture(memoryview(path.read_bytes())).pixels, picture.pixels)


def test_the_suffixes_cover_what_can_be_saved() -> None:
    assert set(SAVE_FORMATS) < set(PICTURE_SUFFIXES)


def test_an_animation_gives_its_first_frame() -> None:
    frames = [Image.fromarray(np.full((8, 8, 3), value, np.uint8)) for value in (200, 40)]
    for kind, options in (("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {}), ("TIFF", {})):
        data = packed(frames[0], kind, save_all=True, append_images=frames[1:], **options)
        assert (load_picture(data).pixels == 200).all(), kind


def test_the_jpeg_of_a_phone_with_more_pictures_inside_gives_the_first() -> None:
    frames = [Image.fromarray(np.full((16, 16, 3), value, np.uint8)) for value in (200, 40)]
    assert (load_picture(packed(frames[0], "MPO", save_all=True, append_images=frames[1:])).pixels == 200).all()


def test_grey_two_level_and_palette_pictures_become_rgb() -> None:
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    np.testing.assert_array_equal(load_picture(packed(Image.fromarray(grey), "PNG")).pixels, np.dstack([grey] * 3))
    bits = Image.fromarray(grey > 100)
    assert bits.mode == "1"
    for kind in ("PNG", "TIFF", "BMP", "GIF"):
        np.testing.assert_array_equal(load_picture(packed(bits, kind)).pixels[..., 0], np.where(grey > 100, 255, 0))
    palette = Image.fromarray(scene()).quantize(16)
    for kind in ("PNG", "GIF", "BMP", "TIFF"):
        np.testing.assert_array_equal(load_picture(packed(palette, kind)).pixels, np.asarray(palette.convert("RGB")))


def test_transparent_palettes_and_grey_with_alpha() -> None:
    palette = Image.fromarray(scene()).quantize(4)
    indices = np.asarray(palette)
    picture = load_picture(packed(palette, "PNG", transparency=bytes([0, 90, 255, 255])))
    assert picture.alpha is not None
    np.testing.assert_array_equal(picture.alpha, np.array([0, 90, 255, 255])[indices])
    gif = load_picture(packed(palette, "GIF", transparency=1))
    assert gif.alpha is not None
    assert (gif.alpha == 0).any()
    assert (gif.alpha == 255).any()
    grey = scene(channels=3)[..., :2]
    picture = load_picture(png(grey))
    np.testing.assert_array_equal(picture.pixels, grey[..., [0, 0, 0, 1]])
    keyed = load_picture(png(scene(), chunk(b"tRNS", bytes([0, 250, 0, 20, 0, 30]))))
    np.testing.assert_array_equal(keyed.pixels[..., 3], np.where((scene() == (250, 20, 30)).all(axis=2), 0, 255))


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_sixteen_bit_png_keeps_its_depth(channels: int) -> None:
    deep = np.random.default_rng(1).integers(0, 65536, (9, 11, channels), dtype=np.uint16)
    picture = load_picture(png(deep))
    assert picture.pixels.dtype == np.float32
    expected = np.repeat(deep, 3, axis=2) if channels == 1 else deep
    np.testing.assert_allclose(picture.pixels, expected / 65535, atol=1e-6)


def test_the_transparent_colour_of_sixteen_bit_png_becomes_alpha() -> None:
    deep = np.random.default_rng(1).integers(0, 65536, (9, 11, 3), dtype=np.uint16)
    picture = load_picture(png(deep, chunk(b"tRNS", deep[2, 3].astype(">u2").tobytes())))
    assert picture.alpha is not None
    assert picture.alpha[2, 3] == 0
    assert picture.alpha.sum() == 9 * 11 - 1
    grey = load_picture(png(deep[..., :1], chunk(b"tRNS", deep[4, 5, :1].astype(">u2").tobytes())))
    assert grey.alpha is not None
    assert grey.alpha[4, 5] == 0


TIFFS = {
    "plain": {},
    "big-endian": {"byteorder": ">"},
    "deflate": {"compression": "zlib", "predictor": True},
    "tiled": {"tile": (16, 16)},
    "planes": {"planarconfig": "separate"},
    "planes-big-endian": {"planarconfig": "separate", "byteorder": ">"},
    "strips": {"rowsperstrip": 3},
    "bigtiff": {"bigtiff": True},
}


@pytest.mark.parametrize("options", TIFFS.values(), ids=TIFFS)
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_sixteen_bit_tiff_keeps_its_depth(options: dict, channels: int) -> None:
    if channels == 1 and "planarconfig" in options:
        pytest.skip("one plane")
    deep = np.random.default_rng(1).integers(0, 65536, (20, 33, channels), dtype=np.uint16)
    layout = deep[..., 0] if channels == 1 else np.moveaxis(deep, -1, 0) if "planarconfig" in options else deep
    out = io.BytesIO()
    extra = {"extrasamples": ["unassalpha"]} if channels == 4 else {}
    tifffile.imwrite(
        out, layout, photometric="minisblack" if channels == 1 else "rgb", metadata=None, **options, **extra
    )
    picture = load_picture(out.getvalue())
    expected = np.repeat(deep, 3, axis=2) if channels == 1 else deep
    assert picture.pixels.dtype == np.float32
    np.testing.assert_allclose(picture.pixels, expected / 65535, atol=1e-6)


@pytest.mark.parametrize("kind", ["float16", "float32", "float64", "uint32", "int16"])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_float_and_wide_tiff(kind: str, channels: int) -> None:
    truth = np.random.default_rng(2).random((12, 10, channels)).astype(np.float32)
    whole = np.dtype(kind).kind in "ui"
    stored = (truth * np.iinfo(kind).max).astype(kind) if whole else truth.astype(kind)  # type: ignore[type-var]
    out = io.BytesIO()
    extra = {"extrasamples": ["unassalpha"]} if channels == 4 else {}
    photometric = "minisblack" if channels == 1 else "rgb"
    tifffile.imwrite(out, stored[..., 0] if channels == 1 else stored, photometric=photometric, metadata=None, **extra)
    picture = load_picture(out.getvalue())
    expected = np.repeat(truth, 3, axis=2) if channels == 1 else truth
    np.testing.assert_allclose(picture.pixels, expected, atol=1e-3 if kind == "float16" else 1e-4)


def test_float_tiff_with_highlights_or_nonsense_is_scaled_and_never_clipped() -> None:
    values = np.linspace(0, 4, 64, dtype=np.float32).reshape(8, 8)
    values[0, 0] = np.nan
    out = io.BytesIO()
    tifffile.imwrite(out, values, photometric="minisblack", metadata=None)
    pixels = load_picture(out.getvalue()).pixels[..., 0]
    assert pixels[0, 0] == 0
    np.testing.assert_allclose(pixels[1:], values[1:] / 4, atol=1e-6)


def test_inverted_and_premultiplied_tiff() -> None:
    grey = np.arange(0, 65536, 1024, dtype=np.uint16).reshape(8, 8)
    out = io.BytesIO()
    tifffile.imwrite(out, grey, photometric="miniswhite", metadata=None)
    np.testing.assert_allclose(load_picture(out.getvalue()).pixels[..., 0], 1 - grey / 65535, atol=1e-6)
    straight = np.full((4, 4, 4), 0.5, np.float32)
    out = io.BytesIO()
    tifffile.imwrite(
        out,
        straight * [0.5, 0.5, 0.5, 1],
        photometric="rgb",
        extrasamples=["assocalpha"],
        metadata=None,
    )
    np.testing.assert_allclose(load_picture(out.getvalue()).pixels, straight, atol=1e-6)


def test_cmyk_jpeg_from_adobe_programs_is_not_inverted() -> None:
    cmyk = Image.fromarray(scene()).convert("CMYK")
    data = packed(cmyk, "JPEG", quality=95)
    assert b"Adobe" in data  # Pillow writes the marker and the inverted values that Photoshop writes
    pixels = load_picture(data).pixels
    assert np.abs(pixels.astype(int) - scene()).mean() < 6
    assert np.abs(load_picture(packed(cmyk, "TIFF")).pixels.astype(int) - scene()).mean() < 1


def test_saving_never_leaves_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.png"
    target.write_bytes(b"precious")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PictureError, match=r"a\.png cannot be written: the disk is full"):
        save_picture(Picture(scene()), target)
    assert target.read_bytes() == b"precious"
    assert names(tmp_path) == ["a.png"]


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("a.bmp", {}, "its name must end in one of .png, .jpg"),
        ("a", {}, "its name must end in one of"),
        ("a.jpg", {"quality": 0}, "quality must be between 1 and 100, not 0"),
        ("a.jpg", {"bits": 16}, "cannot hold 16 bits"),
        ("none/a.png", {}, "folder does not exist"),
    ],
)
def test_what_cannot_be_saved_says_why(tmp_path: Path, name: str, options: dict, words: str) -> None:
    with pytest.raises(PictureError, match=words):
        save_picture(Picture(scene()), tmp_path / name, **options)
    assert names(tmp_path) == []


def test_formats_that_are_too_small_for_a_picture_say_so(tmp_path: Path) -> None:
    wide = Picture(np.zeros((1, 16_384, 3), np.uint8))
    with pytest.raises(PictureError, match="WEBP allows 16383 pixels a side, not 16384; use PNG"):
        save_picture(wide, tmp_path / "a.webp")
    assert saved(wide, tmp_path / "a.png").width == 16_384


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    for suffix in SAVE_FORMATS:
        for name in ("a", "b"):
            save_picture(Picture(scene()), tmp_path / f"{name}{suffix}")
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes(), suffix
