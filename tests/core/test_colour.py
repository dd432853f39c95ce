"""Profiles: whatever colours a file means, sRGB is what comes in and what goes out says so."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
import tifffile
from picture_makers import (
    adobe_like_profile,
    adobe_to_srgb,
    chunk,
    grey_profile,
    icc_profile,
    icc_xyz,
    lab_profile,
    packed,
    png,
    red_ink_profile,
    scene,
)
from PIL import Image, ImageCms

from studio.core.colour import Profile, srgb_profile
from studio.core.picture import Picture
from studio.core.picture_io import SAVE_FORMATS, load_picture, save_picture
from studio.core.shaper import Shaper

# Inside both gamuts, so that clipping plays no part.
SOFT = (60 + scene().astype(int) * 100 // 255).astype(np.uint8)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_another_colour_space_becomes_srgb(kind: str) -> None:
    options = {"JPEG": {"quality": 100, "subsampling": 0}, "WEBP": {"lossless": True}}.get(kind, {})
    picture = load_picture(packed(Image.fromarray(SOFT), kind, icc_profile=adobe_like_profile(), **options))
    expected = adobe_to_srgb(SOFT / 255) * 255
    assert np.abs(expected - SOFT).max() > 15, "the profile must change something"
    assert np.abs(picture.pixels - expected).mean() < 1
    assert picture.metadata.profile == "Wide test space"


def test_alpha_is_no_colour() -> None:
    pixels = np.dstack([SOFT, scene()[..., 0]])
    picture = load_picture(packed(Image.fromarray(pixels), "PNG", icc_profile=adobe_like_profile()))
    np.testing.assert_array_equal(picture.pixels[..., 3], pixels[..., 3])
    assert np.abs(picture.rgb - adobe_to_srgb(SOFT / 255) * 255).max() < 2


def test_sixteen_bits_are_converted_in_full_depth() -> None:
    ramp = np.linspace(20_000, 30_000, 500).astype(np.uint16).reshape(1, 500, 1)
    deep = np.concatenate([ramp, ramp[:, ::-1], ramp // 2 + 10_000], axis=2)
    expected = adobe_to_srgb(deep / 65535)
    profile = adobe_like_profile()
    as_png = load_picture(png(deep, chunk(b"iCCP", b"x\0\0" + zlib.compress(profile))))
    out = io.BytesIO()
    tifffile.imwrite(out, deep, photometric="rgb", iccprofile=profile, metadata=None)
    for picture in (as_png, load_picture(out.getvalue())):
        np.testing.assert_allclose(picture.pixels, expected, atol=2e-4)
        assert len(np.unique(picture.pixels[..., 0])) > 250, "8 bits would leave about forty steps"


def test_grey_pictures_have_profiles_too() -> None:
    grey = scene()[..., 0]
    linear = load_picture(packed(Image.fromarray(grey), "PNG", icc_profile=grey_profile(1.0)))
    expected = adobe_to_srgb(np.dstack([grey] * 3) / 255, gamma=1.0)
    # A grey axis is grey in every space with the same white.
    assert np.abs(linear.pixels / 255 - expected).max() < 0.02
    out = io.BytesIO()
    deep = grey.astype(np.uint16) * 257
    tifffile.imwrite(out, deep, photometric="minisblack", iccprofile=grey_profile(1.0), metadata=None)
    np.testing.assert_allclose(load_picture(out.getvalue()).pixels, expected, atol=0.02)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_cmyk_goes_through_its_profile(kind: str) -> None:
    inks = np.zeros((16, 48, 4), np.uint8)
    inks[:, 16:32, 0] = 255
    inks[:, 32:, 3] = 255
    pixels = load_picture(packed(Image.fromarray(inks, "CMYK"), kind, icc_profile=red_ink_profile())).pixels
    paper, red, black = pixels[8, 4].astype(int), pixels[8, 24].astype(int), pixels[8, 44].astype(int)
    assert paper.min() > 245
    assert red[0] > 220
    assert red[1:].max() < 60
    assert black.max() < 20


def test_lab_tiff() -> None:
    lab = ImageCms.profileToProfile(
        Image.fromarray(SOFT), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB", 5000), outputMode="LAB"
    )
    assert lab is not None
    for options in ({}, {"icc_profile": lab_profile()}):
        picture = load_picture(packed(lab, "TIFF", **options))
        assert np.abs(picture.pixels.astype(int) - SOFT).mean() < 3


def test_srgb_under_any_name_leaves_the_pixels_alone() -> None:
    for profile in (srgb_profile(), ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()):
        data = packed(Image.fromarray(scene()), "PNG", icc_profile=profile)
        np.testing.assert_array_equal(load_picture(data).pixels, scene())


@pytest.mark.parametrize(
    "profile",
    [
        b"nonsense",
        b"\0" * 200,
        adobe_like_profile()[:180],
        grey_profile(2.2),
        adobe_like_profile().replace(b"XYZ ", b"ZYX "),
    ],
    ids=["short", "zeros", "cut", "for grey", "damaged"],
)
def test_a_broken_or_unfitting_profile_is_ignored(profile: bytes) -> None:
    np.testing.assert_array_equal(
        load_picture(packed(Image.fromarray(scene()), "PNG", icc_profile=profile)).pixels, scene()
    )


def test_hostile_profiles_never_break_the_reader() -> None:
    good, random = adobe_like_profile(), np.random.default_rng(5)
    for _ in range(300):
        bad = bytearray(good)
        for position in random.integers(0, len(bad), 4):
            bad[position] = random.integers(0, 256)
        profile = Profile.read(bytes(bad))
        if profile is not None:
            profile.to_srgb(Image.fromarray(scene()))
            deep = profile.to_srgb_float(scene().astype(np.float32) / 255)
            assert deep is None or (np.isfinite(deep).all() and deep.min() >= 0 and deep.max() <= 1)


def parametric(kind: int, *values: float) -> bytes:
    return b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + b"".join(struct.pack(">i", round(v * 65536)) for v in values)


@pytest.mark.parametrize(
    ("tag", "function"),
    [
        (parametric(0, 2.4), lambda x: x**2.4),
        (parametric(1, 2.0, 0.9, 0.1), lambda x: (0.9 * x + 0.1) ** 2),
        (parametric(2, 2.0, 0.8, 0.1, 0.05), lambda x: (0.8 * x + 0.1) ** 2 + 0.05),
        (parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045), None),
        (
            parametric(4, 2.0, 0.9, 0.05, 0.4, 0.2, 0.01, 0.02),
            lambda x: np.where(x < 0.2, 0.4 * x + 0.02, (0.9 * x + 0.05) ** 2 + 0.01),
        ),
        (b"curv\0\0\0\0\0\0\0\x03\0\0\x40\0\xff\xff", lambda x: np.interp(x, [0, 0.5, 1], [0, 0x4000 / 65535, 1])),
        (b"curv\0\0\0\0\0\0\0\0", lambda x: x),
    ],
    ids=["gamma", "shifted", "offset", "srgb", "full", "table", "identity"],
)
def test_curves_of_every_kind(tag: bytes, function) -> None:
    shaper = Shaper.read(icc_profile(b"GRAY", [(b"wtpt", icc_xyz((0.9642, 1.0, 0.8249))), (b"kTRC", tag)]))
    assert shaper is not None
    x = np.linspace(0, 1, 33, dtype=np.float32).reshape(1, 33, 1)
    if function is None:  # sRGB's own curve changes nothing
        assert shaper.to_srgb(x) is None
        return
    converted = shaper.to_srgb(x)
    assert converted is not None
    linear = function(x[0, :, 0].astype(float))
    expected = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    np.testing.assert_allclose(converted[0, :, 1], expected, atol=2e-4)


@pytest.mark.parametrize("suffix", SAVE_FORMATS)
def test_saved_files_say_that_they_are_srgb(tmp_path: Path, suffix: str) -> None:
    for keep in (True, False):
        save_picture(Picture(scene()), tmp_path / f"a{suffix}", keep_metadata=keep)
        with Image.open(tmp_path / f"a{suffix}") as image:
            assert image.info["icc_profile"] == srgb_profile()
    if suffix in (".png", ".tif"):
        save_picture(Picture(scene()), tmp_path / f"b{suffix}", bits=16)
        with Image.open(tmp_path / f"b{suffix}") as image:
            assert image.info["icc_profile"] == srgb_profile()
