"""Orientation, EXIF, XMP and resolution: pixels upright, the rest kept and kept true."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from picture_makers import packed, scene
from PIL import Image, TiffImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from studio.core.decode import upright
from studio.core.picture import Metadata, Picture
from studio.core.picture_io import SAVE_FORMATS, load_picture, save_picture

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6" tiff:Artist="M"/>'
    b"</rdf:RDF></x:xmpmeta>"
)


def sideways(pixels: np.ndarray, orientation: int) -> np.ndarray:
    """The stored pixels of an upright picture, by EXIF's own table of where row 0 and column 0 are."""
    flips = {
        1: (0, 0, 0),
        2: (0, 1, 0),
        3: (1, 1, 0),
        4: (1, 0, 0),
        5: (0, 0, 1),
        6: (0, 1, 1),
        7: (1, 1, 1),
        8: (1, 0, 1),
    }
    up_down, left_right, swap = flips[orientation]
    stored = pixels[::-1] if up_down else pixels
    stored = stored[:, ::-1] if left_right else stored
    return np.ascontiguousarray(stored.swapaxes(0, 1) if swap else stored)


def rich_exif(orientation: int = 6) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "Camera works"
    exif[Base.Artist] = "Berthe"
    exif[Base.Copyright] = "© 1874".encode()  # as UTF-8, as most programs write it
    exif[Base.Software] = "Other program"
    exif[IFD.Exif] = {
        int(Base.DateTimeOriginal): "1874:04:15 10:00:00",
        int(Base.FNumber): TiffImagePlugin.IFDRational(28, 10),
        int(Base.ColorSpace): 65535,
        int(Base.ExifImageWidth): 4000,
        int(Base.ExifImageHeight): 3000,
        int(Base.MakerNote): b"private" * 10,
    }
    exif[IFD.GPSInfo] = {int(GPS.GPSLatitudeRef): "N", int(GPS.GPSLatitude): (48.0, 52.0, 12.0)}
    return exif


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "deflated TIFF"])
def test_pixels_come_upright_and_the_block_says_so(tmp_path: Path, kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    options: dict = {"JPEG": {"quality": 100, "subsampling": 0}, "WEBP": {"lossless": True}}.get(kind, {})
    if kind == "deflated TIFF":
        options = {"compression": "tiff_adobe_deflate"}
    data = packed(Image.fromarray(sideways(scene(), orientation)), kind.split()[-1], exif=exif, **options)
    picture = load_picture(data)
    assert picture.pixels.shape == (24, 32, 3)
    assert np.abs(picture.pixels.astype(int) - scene()).mean() < 2
    assert picture.metadata.exif is not None
    again = Image.Exif()
    again.load(picture.metadata.exif)
    assert again[Base.Orientation] == 1
    save_picture(picture, tmp_path / "a.jpg")
    np.testing.assert_allclose(load_picture(tmp_path / "a.jpg").pixels, picture.pixels, atol=60)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sixteen_bit_tiff_comes_upright_too(orientation: int) -> None:
    import tifffile

    deep = scene().astype(np.uint16) * 257
    for planar in ("contig", "separate"):
        stored = sideways(deep, orientation)
        out = io.BytesIO()
        tifffile.imwrite(
            out,
            np.moveaxis(stored, -1, 0) if planar == "separate" else stored,
            photometric="rgb",
            planarconfig=planar,
            metadata=None,
            extratags=[(274, "H", 1, orientation, True)],
        )
        np.testing.assert_allclose(load_picture(out.getvalue()).pixels, deep / 65535, atol=1e-6)
    out = io.BytesIO()
    tifffile.imwrite(
        out, sideways(deep / np.float32(65535), orientation).astype(np.float32), photometric="rgb", metadata=None,
        extratags=[(274, "H", 1, orientation, True)],
    )  # fmt: skip
    np.testing.assert_allclose(load_picture(out.getvalue()).pixels, deep / 65535, atol=1e-6)


def test_upright_undoes_every_orientation() -> None:
    for orientation in range(1, 9):
        np.testing.assert_array_equal(upright(sideways(scene(), orientation), orientation), scene())


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_metadata_travels_through_open_and_save(tmp_path: Path, suffix: str) -> None:
    source = packed(Image.fromarray(scene()), "JPEG", exif=rich_exif(), xmp=XMP, dpi=(300, 300))
    picture = load_picture(source)
    assert picture.metadata.dpi == (300, 300)
    save_picture(picture, tmp_path / f"a{suffix}")
    with Image.open(tmp_path / f"a{suffix}") as image:
        exif = image.getexif()
        assert exif[Base.Orientation] == 1
        assert exif[Base.Copyright] == "© 1874".encode().decode("latin-1")
        assert exif.get_ifd(IFD.Exif)[Base.MakerNote] == b"private" * 10
        assert exif[Base.Software] == "Atelier Studio"
        assert exif[Base.Make] == "Camera works"
        assert exif[Base.Artist] == "Berthe"
        details, gps = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
        assert details[Base.DateTimeOriginal] == "1874:04:15 10:00:00"
        assert float(details[Base.FNumber]) == pytest.approx(2.8)
        assert details[Base.ColorSpace] == 1, "the pixels are sRGB now"
        assert (details[Base.ExifImageWidth], details[Base.ExifImageHeight]) == (picture.width, picture.height)
        assert tuple(map(float, gps[GPS.GPSLatitude])) == (48, 52, 12)
        assert float(exif[Base.XResolution]) == 300
    again = load_picture(tmp_path / f"a{suffix}")
    assert again.metadata.xmp == XMP.replace(b'Orientation="6"', b'Orientation="1"')
    assert again.metadata.dpi == pytest.approx((300, 300), abs=0.01)


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_sixteen_bit_files_keep_what_they_can(tmp_path: Path, suffix: str) -> None:
    picture = load_picture(packed(Image.fromarray(scene()), "JPEG", exif=rich_exif(1), xmp=XMP, dpi=(300, 300)))
    save_picture(picture, tmp_path / f"a{suffix}", bits=16)
    again = load_picture(tmp_path / f"a{suffix}")
    assert again.metadata.dpi == pytest.approx((300, 300), abs=0.02)
    assert again.metadata.xmp == picture.metadata.xmp
    with Image.open(tmp_path / f"a{suffix}") as image:
        assert image.getexif()[Base.Artist] == "Berthe"
        assert image.getexif()[Base.Software] == "Atelier Studio"


@pytest.mark.parametrize("suffix", SAVE_FORMATS)
def test_stripping_leaves_the_profile_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    picture = load_picture(packed(Image.fromarray(scene()), "JPEG", exif=rich_exif(), xmp=XMP, dpi=(300, 300)))
    save_picture(picture, tmp_path / f"a{suffix}", keep_metadata=False)
    data = (tmp_path / f"a{suffix}").read_bytes()
    for word in (b"Berthe", b"Camera", b"xmpmeta", b"Atelier", b"Exif"):
        assert word not in data
    metadata = load_picture(data).metadata
    assert metadata.exif is None or suffix in (".tif", ".tiff")
    assert (metadata.xmp, metadata.dpi) == (None, None)


def test_a_tiff_source_gives_no_layout_tags_to_its_copies(tmp_path: Path) -> None:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[315] = "Berthe"
    source = packed(Image.fromarray(scene(48, 64)), "TIFF", tiffinfo=tags, compression="tiff_lzw")
    picture = load_picture(source)
    smaller = Picture(picture.pixels[:10, :10], picture.metadata)
    for suffix in (".jpg", ".tif"):
        save_picture(smaller, tmp_path / f"a{suffix}")
        with Image.open(tmp_path / f"a{suffix}") as image:
            image.load()
            assert image.size == (10, 10)
            assert image.getexif()[Base.Artist] == "Berthe"
            if suffix == ".jpg":
                assert set(image.getexif()) == {Base.Artist, Base.Orientation, Base.Software}


def test_damaged_metadata_never_costs_the_picture(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    good = rich_exif().tobytes()
    for _ in range(12):
        bad = bytearray(good)
        for position in random.integers(6, len(bad), 6):
            bad[position] = random.integers(0, 256)
        picture = load_picture(packed(Image.fromarray(scene()), "JPEG", exif=bytes(bad)))
        assert set(picture.pixels.shape[:2]) == {24, 32}
        for suffix in (".jpg", ".tif", ".png", ".webp"):
            save_picture(Picture(scene(), Metadata(exif=bytes(bad))), tmp_path / f"a{suffix}")
            save_picture(picture, tmp_path / f"b{suffix}")
            assert load_picture(tmp_path / f"b{suffix}").pixels.shape == picture.pixels.shape


def test_blocks_too_large_for_jpeg_are_left_out_and_not_an_error(tmp_path: Path) -> None:
    exif = rich_exif(1)
    exif[IFD.Exif] = {int(Base.MakerNote): b"x" * 70_000, int(Base.DateTimeOriginal): "1874:04:15 10:00:00"}
    picture = Picture(scene(), Metadata(exif=exif.tobytes(), xmp=b"<x>" + b" " * 70_000 + b"</x>"))
    save_picture(picture, tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as image:
        assert image.getexif()[Base.Artist] == "Berthe"
        assert image.getexif().get_ifd(IFD.Exif)[Base.DateTimeOriginal] == "1874:04:15 10:00:00"
        assert "xmp" not in image.info
