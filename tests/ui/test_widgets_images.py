"""Pictures for Qt and back, and how a frame is drawn."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QRect, QUrl
from PySide6.QtGui import QColor, QColorSpace, QImage, QPainter, QPixmap

from studio.core.errors import PictureError
from studio.core.picture import Picture
from studio.ui.canvas.frame import Frame
from studio.ui.widgets.images import from_qimage, paths_in, picture_in, square_pixmap, to_qimage

pytestmark = pytest.mark.usefixtures("qapp")


def noise(height: int, width: int, channels: int = 3) -> Picture:
    return Picture(np.random.default_rng(3).integers(0, 256, (height, width, channels), dtype=np.uint8))


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("width", [1, 5, 64])  # Qt's own rows are padded to four bytes
def test_there_and_back(width: int, channels: int) -> None:
    picture = noise(7, width, channels)
    assert np.array_equal(from_qimage(to_qimage(picture)).pixels, picture.pixels)
    assert np.array_equal(from_qimage(to_qimage(picture).copy()).pixels, picture.pixels)


def test_eight_bit_pixels_are_shared_and_kept_alive() -> None:
    picture = noise(50, 50)
    expected = picture.pixels.copy()
    image = to_qimage(picture)
    assert np.shares_memory(np.frombuffer(image.constBits(), np.uint8), picture.pixels)
    del picture
    gc.collect()
    junk = [np.zeros((50, 50, 3), np.uint8) for _ in range(50)]
    assert np.array_equal(from_qimage(image).pixels, expected)
    assert len(junk) == 50


def test_float_pictures_are_rounded() -> None:
    image = to_qimage(Picture(np.full((2, 2, 3), 0.5, np.float32)))
    assert image.pixelColor(0, 0) == QColor(128, 128, 128)


def test_other_formats_and_colour_spaces_become_srgb() -> None:
    palette = QImage(2, 1, QImage.Format.Format_Indexed8)
    palette.setColorTable([0xFFFF0000, 0xFF0000FF])
    palette.setPixel(0, 0, 0)
    palette.setPixel(1, 0, 1)
    assert from_qimage(palette).pixels.tolist() == [[[255, 0, 0], [0, 0, 255]]]
    linear = QImage(1, 1, QImage.Format.Format_RGB32)
    linear.fill(QColor(55, 55, 55))
    linear.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgbLinear))
    assert from_qimage(linear).pixels[0, 0, 0] == pytest.approx(128, abs=2)


def test_nothing_is_a_sentence() -> None:
    with pytest.raises(PictureError, match="no picture here"):
        from_qimage(QImage())


def test_what_is_dropped() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.png"), QUrl.fromLocalFile("/tmp/b.png")])
    assert [path.name for path in paths_in(mime)] == ["b.png"]
    assert picture_in(mime) is None
    mime = QMimeData()
    mime.setImageData(to_qimage(noise(3, 4)).copy())
    dropped = picture_in(mime)
    assert dropped is not None
    assert (dropped.width, dropped.height) == (4, 3)
    broken = QMimeData()
    broken.setImageData(QImage())
    assert picture_in(broken) is None


def test_thumbnails_show_the_middle() -> None:
    pixels = np.zeros((40, 120, 3), np.uint8)
    pixels[:, 40:80] = (255, 0, 0)
    thumbnail = square_pixmap(to_qimage(Picture(pixels)), 20)
    assert (thumbnail.width(), thumbnail.height()) == (20, 20)
    assert thumbnail.toImage().pixelColor(10, 10) == QColor(255, 0, 0)
    assert thumbnail.toImage().pixelColor(2, 10) == QColor(255, 0, 0)


def drawn(picture: Picture, field: QRect, view: QRect, nearest: bool = False) -> np.ndarray:
    pixmap = QPixmap(view.size())
    pixmap.fill(QColor(1, 2, 3))
    painter = QPainter(pixmap)
    Frame(picture).draw(painter, field, view, nearest)
    painter.end()
    return from_qimage(pixmap.toImage()).pixels


def test_at_its_own_size_a_frame_is_exact() -> None:
    picture = noise(40, 60)
    assert np.array_equal(drawn(picture, QRect(0, 0, 60, 40), QRect(0, 0, 60, 40)), picture.pixels)
    part = drawn(picture, QRect(-13, -7, 60, 40), QRect(0, 0, 20, 20))
    assert np.array_equal(part, picture.pixels[7:27, 13:33])


def test_minified_frames_keep_their_mean_instead_of_flickering() -> None:
    pixels = np.zeros((512, 512, 3), np.uint8)
    pixels[::2, ::2] = 255  # a quarter of the light; picking single pixels would give 0 or 255
    small = drawn(Picture(pixels), QRect(0, 0, 70, 70), QRect(0, 0, 70, 70))
    assert small.mean() == pytest.approx(63.75, abs=4)
    assert small.std() < 12


def test_above_four_hundred_percent_pixels_are_squares() -> None:
    picture = noise(8, 8)
    large = drawn(picture, QRect(0, 0, 80, 80), QRect(0, 0, 80, 80), nearest=True)
    assert np.array_equal(large, picture.pixels.repeat(10, 0).repeat(10, 1))
    smooth = drawn(picture, QRect(0, 0, 80, 80), QRect(0, 0, 80, 80))
    assert len(np.unique(smooth.reshape(-1, 3), axis=0)) > 200


def test_a_corner_of_a_huge_field_is_drawn_right() -> None:
    picture = Picture(np.tile(noise(300, 300).pixels, (10, 10, 1)))
    field = QRect(-60000, -60000, 96000, 96000)  # 3200 %; far outside what Qt's rasteriser can address
    shown = drawn(picture, field, QRect(0, 0, 64, 64), nearest=True)
    assert np.array_equal(shown, picture.pixels[1875:1877, 1875:1877].repeat(32, 0).repeat(32, 1))


def test_what_lies_outside_stays_as_it_was() -> None:
    shown = drawn(noise(10, 10), QRect(30, 30, 10, 10), QRect(0, 0, 50, 50))
    assert shown[29, 35].tolist() == [1, 2, 3]
    assert shown[40, 35].tolist() == [1, 2, 3]
    assert shown[30, 30].tolist() != [1, 2, 3]
