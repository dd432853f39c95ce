"""Files that are damaged, or made to do damage: a Picture or one sentence, soon, and nothing else."""

from __future__ import annotations

import io
import os
import re
import threading
import time
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
import tifffile
from picture_makers import adobe_like_profile, chunk, packed, png, png_file, scene
from PIL import Image

from studio.core.errors import PictureError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture

SECONDS = 5.0


def sentence(source: bytes | Path, **options: object) -> str:
    """The error for a file; it must be one sentence that names the file."""
    name = "holiday.jpg" if isinstance(source, bytes) else source.name
    with pytest.raises(PictureError) as caught:
        load_picture(source, name=name, **options)  # type: ignore[arg-type]
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert name in text
    return text


def sample_files() -> dict[str, bytes]:
    """Small files that between them use most of each format."""
    image, with_alpha = Image.fromarray(scene()), Image.fromarray(scene(channels=4))
    exif = Image.Exif()
    exif[0x0112] = 6
    icc = adobe_like_profile()
    deep = scene().astype(np.uint16) * 257
    floats, deflated = io.BytesIO(), io.BytesIO()
    tifffile.imwrite(floats, scene().astype(np.float32) / 255, photometric="rgb", metadata=None)
    tifffile.imwrite(deflated, deep, photometric="rgb", compression="zlib", predictor=True, metadata=None)
    frames = {"save_all": True, "append_images": [image.transpose(Image.Transpose.ROTATE_180)]}
    return {
        "png": packed(image, "PNG", exif=exif, icc_profile=icc, dpi=(300, 300)),
        "png16": png(deep),
        "palette": packed(image.quantize(16), "PNG", transparency=3),
        "jpeg": packed(image, "JPEG", exif=exif, icc_profile=icc, xmp=b"<x tiff:Orientation='3'/>"),
        "progressive": packed(image, "JPEG", progressive=True),
        "cmyk": packed(image.convert("CMYK"), "JPEG"),
        "webp": packed(with_alpha, "WEBP", exif=exif, icc_profile=icc),
        "lossless": packed(with_alpha, "WEBP", lossless=True),
        "moving": packed(image, "WEBP", **frames),
        "tiff": packed(with_alpha, "TIFF", exif=exif, icc_profile=icc),
        "lzw": packed(image, "TIFF", compression="tiff_lzw"),
        "in-jpeg": packed(image, "TIFF", compression="jpeg"),
        "float": floats.getvalue(),
        "deep": deflated.getvalue(),
        "gif": packed(image, "GIF", **frames),
        "bmp": packed(image, "BMP"),
    }


FILES = sample_files()


@pytest.mark.parametrize("kind", FILES)
def test_damaged_files_give_a_picture_or_a_sentence(
    kind: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    good = FILES[kind]
    assert isinstance(load_picture(good), Picture)
    random = np.random.default_rng(len(good))
    outcomes = {"picture": 0, "sentence": 0}
    for attempt in range(40):
        bad = bytearray(good)
        if attempt % 2:
            bad = bad[: random.integers(1, len(bad))]
        else:
            # Damage the head more often: that is where sizes and counts are.
            reach = len(bad) if attempt % 4 else min(len(bad), 200)
            for position in random.integers(0, reach, random.integers(1, 6)):
                bad[position] ^= 1 << random.integers(0, 8)
        began = time.process_time()  # the machine may be busy with other things
        outcome = "picture"
        try:
            assert load_picture(bytes(bad), name="holiday.jpg").pixels.size
        except PictureError as error:
            outcome = str(error)
        assert outcome == "picture" or re.fullmatch(r"holiday\.jpg .+\.", outcome)
        outcomes["picture" if outcome == "picture" else "sentence"] += 1
        assert time.process_time() - began < SECONDS
    assert outcomes["sentence"], outcomes
    printed = capfd.readouterr()
    assert printed.out == ""
    # libtiff's C code complains on stderr by itself; nothing else may.
    assert printed.err == "" or kind in ("tiff", "lzw", "in-jpeg", "deep")
    assert not caplog.records


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "gif", "bmp", "tiff", "lzw", "deep", "float"])
def test_half_a_file_is_called_damaged(kind: str) -> None:
    assert "holiday.jpg is damaged or incomplete: " in sentence(FILES[kind][: len(FILES[kind]) // 2])
    assert "open another copy of it" in sentence(FILES[kind][:20])


def test_what_is_no_picture_at_all() -> None:
    assert sentence(b"").startswith("holiday.jpg is empty")
    for data in (b"hello, this is text", b"%PDF-1.7\n", b"\0" * 5000, b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        assert "is not a picture that can be opened; use PNG, JPEG" in sentence(data)
    assert "is damaged or incomplete" in sentence(b"\0\0\0\x18ftypheic" + b"\0" * 40)
    assert "is a video" in sentence(b"\0\0\0\x18ftypisom" + b"\0" * 40)
    # Formats that Pillow could open through other programs or risky readers stay closed.
    assert "is not a picture" in sentence(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    assert "is not a picture" in sentence(packed(Image.fromarray(scene()), "PPM"))


def test_pictures_without_pixels() -> None:
    assert "damaged" in sentence(png_file(0, 5, 8, 2, b""))
    assert "damaged" in sentence(FILES["bmp"][:18] + b"\0" * 8 + FILES["bmp"][26:])


@pytest.mark.parametrize("side", [20_000, 2**31 - 1])
def test_a_bomb_is_refused_before_it_goes_off(side: int) -> None:
    bomb = png_file(side, side, 8, 2, zlib.compress(b"\0" * 1_000_000))
    began = time.process_time()
    text = sentence(bomb)
    assert f"is too large: {side} x {side} pixels, and the limit is 200 million" in text
    assert time.process_time() - began < 1


def test_a_webp_canvas_is_measured_before_it_is_made() -> None:
    bomb = bytearray(FILES["moving"])
    assert bomb[12:16] == b"VP8X"
    bomb[24:30] = (60_000).to_bytes(3, "little") * 2
    began = time.process_time()
    assert "is too large: 60001 x 60001 pixels" in sentence(bytes(bomb))
    bomb[27:30] = b"\0\0\0"
    assert "is damaged" in sentence(bytes(bomb))
    assert time.process_time() - began < 0.5


def test_the_limit_is_a_parameter_and_works_for_every_reader() -> None:
    assert load_picture(FILES["png"], max_pixels=32 * 24).width
    for kind in FILES:
        assert "too large: " in sentence(FILES[kind], max_pixels=700), kind
    assert "0 MB, and the limit is 0 MB" in sentence(FILES["png"], max_bytes=100)


def test_between_the_limits_of_pillow_and_ours_pictures_open() -> None:
    # 180 million pixels of one bit: more than Pillow allows by itself, 22 MB unpacked.
    width, height = 18_000, 10_000
    rows = png_file(width, height, 1, 0, b"\0" * (height * (width // 8 + 1)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        before = Image.MAX_IMAGE_PIXELS
        with pytest.raises(PictureError, match="too large: 18000 x 10000 pixels"):
            load_picture(rows, max_pixels=width * height - 1)
        with Image.open(io.BytesIO(FILES["png"])) as image:
            assert image.size == (32, 24)
        assert before == Image.MAX_IMAGE_PIXELS
        assert warnings.filters[0][0] == "error"


def test_text_and_profile_bombs_in_png() -> None:
    bomb = zlib.compress(b"\0" * 100_000_000, 9)
    for kind, head in ((b"iCCP", b"x\0\0"), (b"zTXt", b"Comment\0\0"), (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0")):
        began = time.process_time()
        try:
            picture = load_picture(png(scene(), chunk(kind, head + bomb)))
        except PictureError:
            pass
        else:
            np.testing.assert_array_equal(picture.pixels, scene())
        assert time.process_time() - began < 1


def test_tiff_directories_that_point_at_themselves_or_nowhere() -> None:
    good = FILES["tiff"]
    start = int.from_bytes(good[4:8], "little")
    for target in (0, 4, start, len(good), 2**32 - 1):
        began = time.process_time()
        sentence_or_picture = good[:4] + target.to_bytes(4, "little") + good[8:]
        try:
            load_picture(sentence_or_picture)
        except PictureError:
            assert target != start
        assert time.process_time() - began < 1


def test_a_small_tiff_that_promises_many_pixels_is_incomplete() -> None:
    out = io.BytesIO()
    tifffile.imwrite(out, scene(), photometric="rgb", metadata=None, rowsperstrip=24)
    file = bytearray(out.getvalue())
    at = file.index((257).to_bytes(2, "little") + (4).to_bytes(2, "little") + (1).to_bytes(4, "little")) + 8
    file[at : at + 4] = (3_000_000).to_bytes(4, "little")
    assert "is damaged or incomplete: the file ends too early" in sentence(bytes(file))


def test_places_that_hold_no_picture(tmp_path: Path) -> None:
    assert "does not exist" in sentence(tmp_path / "missing.png")
    assert "is a folder" in sentence(tmp_path)
    (tmp_path / "file").write_bytes(b"")
    assert "is empty" in sentence(tmp_path / "file")
    with pytest.raises(PictureError, match="cannot be opened: Not a directory"):
        load_picture(tmp_path / "file" / "a.png")
    with pytest.raises(PictureError, match="cannot be opened"):
        load_picture(tmp_path / ("x" * 400))
    with pytest.raises(PictureError, match="cannot be opened: its name is not valid"):
        load_picture("a\0b.png")


@pytest.mark.skipif(os.name != "posix", reason="posix devices")
def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert "is not an ordinary file" in sentence(tmp_path / "pipe.png")
    assert "is not an ordinary file" in sentence(Path("/dev/zero"))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(FILES["png"])

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # as root, every file may be read
    assert "secret.png may not be read" in sentence(path)


def test_running_out_of_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("studio.core.picture_io.decode", exhausted)
    assert "needs more memory than there is" in sentence(FILES["png"])


def test_threads_may_open_pictures_at_once_and_leave_pillow_as_it_was() -> None:
    limit, filters = Image.MAX_IMAGE_PIXELS, list(warnings.filters)
    problems: list[BaseException] = []

    def work() -> None:
        try:
            for kind in FILES:
                load_picture(FILES[kind])
                sentence(FILES[kind][:30])
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    assert limit == Image.MAX_IMAGE_PIXELS
    assert warnings.filters == filters
