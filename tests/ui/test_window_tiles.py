"""The style tiles show the artist's own photo, and never get in the way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from window_fakes import STYLES, FakePainter, Studio, photo, tile_colour, trouble

from studio.core.picture import Picture
from studio.core.request import TilesRequest
from studio.ui.styles.tile_painter import small_square

IDS = tuple(title.lower().replace(" ", "-") for title in STYLES)


def on_tile(studio: Studio, style: str) -> tuple[int, int, int] | None:
    """The colour in the middle of a tile's own picture, None while it shows the thumbnail."""
    pixmap = studio.window.panel.picker._model._pictures.get(style)
    return pixmap.toImage().pixelColor(pixmap.width() // 2, pixmap.height() // 2).getRgb()[:3] if pixmap else None


def filled(studio: Studio, styles: tuple[str, ...] = IDS) -> bool:
    """Whether the tiles show the photo at hand."""
    small = small_square(studio.window.session.photo.draft)
    return all(on_tile(studio, style) == tile_colour(small, style) for style in styles)


def test_the_tiles_show_the_photo_and_the_next_photo(studio: Studio) -> None:
    assert not studio.tiles.began
    studio.open("one.png", photo(400, 200, seed=1))
    studio.wait(lambda: filled(studio))
    assert studio.tiles.began[0].photo.pixels.shape == (160, 160, 3)
    studio.open("two.png", photo(90, 60, seed=2))
    studio.wait(lambda: filled(studio))
    assert studio.tiles.began[-1].photo.pixels.shape == (60, 60, 3)
    assert len(studio.tiles.began) <= 4, "each tile once for each photo"


def test_the_middle_of_the_photo() -> None:
    pixels = np.zeros((40, 100, 3), np.uint8)
    pixels[:, 30:70] = 200
    small = small_square(Picture(pixels))
    assert small.pixels.shape == (40, 40, 3)
    assert small.pixels.min() == 200


def test_only_tiles_on_screen_a_few_at_a_time(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.ui.styles.tile_painter.CHUNK", 2)
    picker = studio.window.panel.picker
    visible = [IDS[:2]]
    monkeypatch.setattr(picker, "visible_style_ids", lambda: visible[0])
    studio.open()
    studio.wait(lambda: filled(studio, IDS[:2]))
    visible[0] = IDS
    picker.visible_changed.emit()
    studio.wait(lambda: filled(studio))
    assert [request.styles for request in studio.tiles.began] == [IDS[:2], IDS[2:]]


def test_no_photo_or_no_panel_no_work(studio: Studio) -> None:
    studio.window.panel.picker.visible_changed.emit()
    studio.qtbot.wait(150)
    assert not studio.tiles.began
    studio.run("styles-panel")
    studio.open()
    studio.qtbot.wait(150)
    assert not studio.tiles.began
    studio.run("styles-panel")
    studio.wait(lambda: filled(studio))


def test_a_tile_that_cannot_be_painted_keeps_its_thumbnail(studio: Studio) -> None:
    studio.tiles.refused = IDS[:1]
    studio.open()
    studio.wait(lambda: filled(studio, IDS[1:]))
    assert on_tile(studio, IDS[0]) is None
    studio.tiles.trouble = trouble("The models are not installed.")
    studio.open("two.png", photo(seed=7))
    studio.wait(lambda: len(studio.tiles.began) == 2)
    studio.qtbot.wait(200)
    assert len(studio.tiles.began) == 2, "asked once, not for ever"
    assert not any(on_tile(studio, style) for style in IDS), "no tile shows another photo"
    assert not studio.window.status.complaining


def test_what_is_stopped_is_painted_when_it_is_looked_at_again(studio: Studio) -> None:
    studio.open()
    studio.window.painter.stop_all()
    studio.qtbot.wait(100)
    studio.window.panel.picker.visible_changed.emit()
    studio.wait(lambda: filled(studio))


def test_tiles_go_before_a_painting_and_leave_the_live_picture_alone(open_studio: Callable[..., Studio]) -> None:
    painter = FakePainter()
    studio = open_studio(painter)
    painter.gate.clear()
    studio.open()
    studio.pick()
    studio.run("paint")
    studio.wait(lambda: painter.paintings)
    studio.open("two.png", photo(seed=5))
    studio.wait(lambda: filled(studio) and studio.drafted())
    assert isinstance(studio.tiles.began[-1], TilesRequest)
    assert studio.window.painter.asks, "the painting still waits"


def test_a_style_that_was_learned_anew_is_painted_anew(studio: Studio) -> None:
    studio.open()
    studio.wait(lambda: filled(studio))
    count = len(studio.tiles.began)
    path = studio.file("my cat.png", photo(seed=3))
    studio.window.panel.picker.pictures_dropped.emit([path])
    studio.wait(lambda: studio.window.session.choices.styles == (("my-cat", 1.0),))
    studio.wait(lambda: filled(studio, ("my-cat",)))
    assert [request.styles for request in studio.tiles.began[count:]] == [("my-cat",)]
