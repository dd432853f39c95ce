"""Large pictures are reduced on another thread, and something like them shows meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from studio.core.picture import Picture
from studio.ui.canvas import frame as frames
from studio.ui.canvas.frame import Frame, reduced
from studio.ui.canvas.picture_view import PictureView
from studio.ui.canvas.viewport import Viewport
from studio.ui.widgets.images import from_qimage

pytestmark = pytest.mark.usefixtures("qapp")
Work = tuple[Callable[[], QImage], Callable[[QImage], None]]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    """What was put aside; pictures of more than 1,000 pixels are large."""
    monkeypatch.setattr(frames, "LARGE", 1000)
    monkeypatch.setattr(frames, "ROUGH", 400)
    return []


def photo(channels: int = 3, kind: type = np.uint8) -> Picture:
    """Light grows from left to right, with noise."""
    rng = np.random.default_rng(2)
    pixels = np.linspace(40, 200, 160)[None, :, None] + rng.normal(0, 8, (120, 160, channels))
    pixels = pixels.clip(0, 255).astype(np.uint8)
    return Picture(pixels if kind is np.uint8 else pixels.astype(np.float32) / 255)


def drawn(frame: Frame, width: int, height: int) -> np.ndarray:
    pixmap = QPixmap(width, height)
    pixmap.fill(QColor(1, 2, 3))
    painter = QPainter(pixmap)
    frame.draw(painter, pixmap.rect(), QRect(0, 0, width, height), nearest=False)
    painter.end()
    return from_qimage(pixmap.toImage()).pixels.astype(float)


@pytest.mark.parametrize("kind", [np.uint8, np.float32])
def test_a_large_picture_shows_roughly_at_once_and_smoothly_when_it_is_ready(work: list[Work], kind: type) -> None:
    frame = Frame(photo(kind=kind), lambda *one: work.append(one))
    rough = drawn(frame, 40, 30)
    assert np.corrcoef(rough.mean((0, 2)), np.arange(40))[0, 1] > 0.95
    drawn(frame, 40, 30)
    assert len(work) == 1, "the same copy is asked for once"
    assert frame.version == 0
    make, take = work[0]
    take(make())
    assert frame.version == 1
    wanted = photo().pixels.reshape(30, 4, 40, 4, 3).mean((1, 3))
    assert np.abs(drawn(frame, 40, 30) - wanted).max() <= 1
    assert np.abs(rough - wanted).mean() > 2
    assert len(work) == 1


def test_at_its_own_size_a_large_picture_is_exact_at_once(work: list[Work]) -> None:
    assert np.array_equal(drawn(Frame(photo(), lambda *one: work.append(one)), 160, 120), photo().pixels)
    assert not work


def test_small_pictures_wait_for_nothing(monkeypatch: pytest.MonkeyPatch, work: list[Work]) -> None:
    monkeypatch.setattr(frames, "LARGE", 10**6)
    frame = Frame(photo(), lambda *one: work.append(one))
    assert np.abs(drawn(frame, 40, 30) - photo().pixels.reshape(30, 4, 40, 4, 3).mean((1, 3))).max() <= 2
    assert not work


def test_what_shows_through_is_mixed_as_it_is_seen() -> None:
    pixels = np.zeros((8, 8, 4), np.uint8)
    pixels[:, ::2] = (200, 100, 50, 255)  # the others are nothing, and black
    image = reduced(Picture(pixels), 1)
    assert (image.width(), image.height()) == (4, 4)
    seen = image.pixelColor(1, 1)
    assert abs(seen.alpha() - 128) <= 1
    assert all(abs(ours - theirs) <= 2 for ours, theirs in zip(seen.getRgb()[:3], (200, 100, 50), strict=True))


def test_a_view_is_painted_again_when_the_copy_is_there(qtbot, work: list[Work]) -> None:
    held, threads = threading.Event(), []

    class Held(Picture):
        def as_uint8(self) -> np.ndarray:
            if self.width == 160:  # all of it, not the pixels that stand for it
                threads.append(threading.current_thread())
                held.wait(10)
            return super().as_uint8()

    view = PictureView(Viewport())
    qtbot.addWidget(view)
    view.resize(200, 160)
    view.show()
    view.set_picture(Held(photo(kind=np.float32).pixels))
    rough = from_qimage(view.grab().toImage()).pixels.astype(float)
    held.set()
    qtbot.waitUntil(lambda: view._frame is not None and view._frame.version == 1, timeout=10_000)
    smooth = from_qimage(view.grab().toImage()).pixels.astype(float)
    assert np.abs(rough - smooth).mean() > 0.5
    assert len(threads) == 1
    assert threading.main_thread() not in threads
