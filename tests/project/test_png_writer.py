"""PNG files written on several cores: any size and sort, joined without a seam, read by Pillow and by ourselves."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from zip_makers import png

from studio.core.errors import PictureError
from studio.project import bands
from studio.project.bands import workers, zlib_stream
from studio.project.png import png_bytes, png_pieces, read_grey_or_colour, read_rgba


def _pixels(width: int, height: int, channels: int, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    pixels = draw.integers(0, 256, (height, width, channels), np.uint8)
    pixels[: height // 2] //= 64  # half of it can be packed well
    return pixels[..., 0] if channels == 1 else pixels


@given(st.integers(1, 70), st.integers(1, 90), st.sampled_from([1, 3, 4]), st.integers(1, 5000), st.integers(1, 9))
def test_pillow_reads_it_whatever_the_bands(width: int, height: int, channels: int, size: int, step: int) -> None:
    pixels = _pixels(width, height, channels, size)
    asked = []

    def rows(top: int, end: int) -> np.ndarray:
        asked.append((top, end))
        return pixels[top:end]

    with pytest.MonkeyPatch.context() as patch, workers() as pool:
        patch.setattr("studio.project.png.BAND_BYTES", size)
        data = b"".join(png_pieces(pool, width, height, channels, rows, step))
    assert all(top % step == 0 for top, _ in asked)
    with Image.open(io.BytesIO(data)) as image:
        image.verify()
    with Image.open(io.BytesIO(data)) as image:
        assert np.array_equal(np.asarray(image), pixels)
    assert np.array_equal(read_grey_or_colour(data, "it"), pixels)


@pytest.mark.parametrize("length", [0, 1, 999, 1000, 1001, 65521 * 3, 1 << 18])
def test_a_stream_of_bands_is_one_zlib_stream(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "BAND_BYTES", 1000)
    data = bytes(number * number % 251 for number in range(length))
    with workers() as pool:
        assert zlib.decompress(b"".join(zlib_stream(pool, memoryview(data)))) == data


def test_views_of_larger_pictures_are_written_as_they_are() -> None:
    pixels = _pixels(60, 50, 4, 1)[7:40:2, 3:50]
    assert np.array_equal(read_rgba(png_bytes(pixels), "it"), pixels)


def test_hidden_colours_survive() -> None:
    pixels = np.zeros((3, 3, 4), np.uint8)
    pixels[1, 1] = (9, 8, 7, 0)
    assert np.array_equal(read_rgba(png_bytes(pixels), "it"), pixels)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_sort_of_png_becomes_rgba(mode: str) -> None:
    grey = Image.fromarray(_pixels(20, 10, 1, 3))
    image = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257) if mode == "I;16" else grey.convert(mode)
    out = io.BytesIO()
    image.save(out, "PNG")
    pixels = read_rgba(out.getvalue(), "it")
    assert pixels.shape == (10, 20, 4)
    assert (pixels[..., 3] == 255).all()
    expected = np.asarray(grey.convert("1" if mode == "1" else "L").convert("L"))
    assert np.abs(pixels[..., 0].astype(int) - expected).max() <= (8 if mode == "P" else 0)


def test_see_through_colours_and_profiles_are_not_passed_over() -> None:
    pixels = _pixels(8, 6, 3, 1)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", transparency=tuple(int(v) for v in pixels[2, 3]))
    assert read_rgba(out.getvalue(), "it")[2, 3, 3] == 0
    with pytest.raises(PictureError, match="The layer"):
        read_rgba(png(pixels)[:-30], "The layer")


def test_a_worker_that_fails_says_so() -> None:
    def rows(_top: int, _end: int) -> np.ndarray:
        raise ValueError("no rows")

    with workers() as pool, pytest.raises(ValueError, match="no rows"):
        list(png_pieces(pool, 5, 5, 4, rows))
