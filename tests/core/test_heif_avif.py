"""Photos as phones take them: HEIC and AVIF."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from picture_makers import packed, scene
from PIL import Image

from studio.core.errors import PictureError
from studio.core.picture_io import load_picture

pillow_heif = pytest.importorskip("pillow_heif")
pillow_heif.register_heif_opener()

KINDS = ("HEIF", "AVIF")


def smooth(channels: int = 3) -> np.ndarray:
    """Ramps alone: a codec for photos may soften edges."""
    y, x = np.mgrid[0:48, 0:64]
    return np.stack([x * 4, y * 5, x + y, 255 - x][:channels], axis=-1).astype(np.uint8)


def coded(kind: str, pixels: np.ndarray, **options: object) -> bytes:
    lossless = {"quality": -1, "chroma": 444} if kind == "HEIF" else {"quality": 100, "subsampling": "4:4:4"}
    return packed(Image.fromarray(pixels), kind, **(lossless | options))


@pytest.mark.parametrize("kind", KINDS)
def test_the_pixels_come_back(kind: str) -> None:
    picture = load_picture(coded(kind, smooth()))
    assert picture.pixels.dtype == np.uint8
    assert np.abs(picture.pixels.astype(int) - smooth()).max() <= 3


@pytest.mark.parametrize("kind", KINDS)
def test_alpha_is_kept(kind: str) -> None:
    pixels = smooth(4)
    found = load_picture(coded(kind, pixels)).alpha
    assert found is not None
    assert np.abs(found.astype(int) - pixels[..., 3]).max() <= 3


@pytest.mark.parametrize("kind", KINDS)
def test_photos_stand_upright_and_say_so(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker"
    picture = load_picture(coded(kind, smooth(), exif=exif.tobytes()))
    assert picture.pixels.shape == (64, 48, 3)
    assert np.abs(picture.pixels.astype(int) - np.rot90(smooth(), -1)).max() <= 3
    assert picture.metadata.exif is not None
    told = Image.Exif()
    told.load(picture.metadata.exif)
    assert told.get(0x0112) == 1
    assert told[0x010F] == "Maker"


def test_ten_bits_are_not_cut_to_eight() -> None:
    y, x = np.mgrid[0:48, 0:64]
    deep = np.stack([x * 1000, y * 1300, (x + y) * 500], axis=-1).astype(np.uint16)
    file = pillow_heif.from_bytes(mode="RGB;16", size=(64, 48), data=deep.tobytes())
    from io import BytesIO

    out = BytesIO()
    file.save(out, quality=-1, chroma=444, format="HEIF")
    picture = load_picture(out.getvalue())
    assert picture.pixels.dtype == np.float32
    assert np.abs(picture.pixels * 65535 - deep).max() < 200  # one step of 8 bits is 257


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_half_a_file_is_refused_in_a_sentence(kind: str, share: float) -> None:
    data = coded(kind, scene(64, 96))
    with pytest.raises(PictureError, match=r"^holiday is damaged or incomplete.*\.$"):
        load_picture(data[: int(len(data) * share)], name="holiday")


@pytest.mark.parametrize("kind", KINDS)
def test_the_limit_of_pixels_holds(kind: str) -> None:
    with pytest.raises(PictureError, match="too large: 64 x 48 pixels"):
        load_picture(coded(kind, smooth()), max_pixels=3000)


def test_a_film_is_no_picture() -> None:
    with pytest.raises(PictureError, match="is a video"):
        load_picture(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + bytes(64))


def test_the_library_waits_for_the_first_photo() -> None:
    code = "import sys, studio.core.picture_io; assert not {'pillow_heif', 'psd_tools'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
