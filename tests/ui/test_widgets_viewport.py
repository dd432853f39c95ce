"""The shared zoom and centre."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from studio.ui.canvas.viewport import MARGIN, MAX_ZOOM, MIN_ZOOM, Viewport

VIEW = QSizeF(800, 600)


@pytest.fixture
def viewport() -> Viewport:
    viewport = Viewport()
    viewport.set_document_size(4000, 2000)
    viewport.set_view(VIEW, 1.0)
    return viewport


def close(a: QPointF, b: QPointF) -> bool:
    return abs(a.x() - b.x()) < 1e-6 and abs(a.y() - b.y()) < 1e-6


def test_fits_until_the_user_zooms(viewport: Viewport) -> None:
    field = viewport.field(VIEW)
    assert viewport.fitting
    assert field.left() == pytest.approx(MARGIN)
    assert field.width() == pytest.approx(800 - 2 * MARGIN)
    assert field.center() == QPointF(400, 300)
    narrow = viewport.field(QSizeF(400, 600))
    assert narrow.width() == pytest.approx(400 - 2 * MARGIN), "each view fits the picture into itself"
    viewport.zoom_at(QPointF(10, 10), 2.0, VIEW)
    assert not viewport.fitting
    viewport.fit()
    assert viewport.field(VIEW) == field


def test_one_hundred_percent_is_one_physical_pixel(viewport: Viewport) -> None:
    viewport.set_zoom(1.0)
    assert viewport.field(VIEW).width() == pytest.approx(4000)
    viewport.set_view(VIEW, 2.0)
    assert viewport.field(VIEW).width() == pytest.approx(2000)
    assert viewport.zoom == 1.0


@settings(max_examples=40)
@given(
    x=st.floats(0, 800),
    y=st.floats(0, 600),
    factors=st.lists(st.floats(1.05, 4.0), min_size=1, max_size=5),
)
def test_zooming_in_keeps_what_is_under_the_pointer(x: float, y: float, factors: list[float]) -> None:
    viewport = Viewport()
    viewport.set_document_size(640, 480)
    viewport.set_view(VIEW, 1.0)
    point = QPointF(x, y)
    for factor in factors:
        under = viewport.widget_to_picture(point, VIEW)
        viewport.zoom_at(point, factor, VIEW)
        if 0.0 < viewport.centre.x() < 1.0 and 0.0 < viewport.centre.y() < 1.0:  # else it ran into the edge
            assert close(viewport.widget_to_picture(point, VIEW), under)
        assert MIN_ZOOM <= viewport.zoom <= MAX_ZOOM


def test_positions_go_there_and_back(viewport: Viewport) -> None:
    viewport.zoom_at(QPointF(123, 456), 3.7, VIEW)
    for point in (QPointF(0, 0), QPointF(399.5, 20), QPointF(800, 600)):
        assert close(viewport.picture_to_widget(viewport.widget_to_picture(point, VIEW), VIEW), point)


def test_zoom_has_limits(viewport: Viewport) -> None:
    viewport.set_zoom(1000)
    assert viewport.zoom == MAX_ZOOM
    viewport.set_zoom(0.0001)
    assert viewport.zoom == MIN_ZOOM


def test_panning_moves_the_picture_with_the_hand_but_never_loses_it(viewport: Viewport) -> None:
    viewport.set_zoom(1.0)
    before = viewport.picture_to_widget(QPointF(0.25, 0.25), VIEW)
    viewport.pan(QPointF(30, -20))
    assert close(viewport.picture_to_widget(QPointF(0.25, 0.25), VIEW), before + QPointF(30, -20))
    viewport.pan(QPointF(1e6, -1e6))
    assert viewport.centre == QPointF(0.0, 1.0)


def test_a_fitted_picture_stays_where_it_is(viewport: Viewport) -> None:
    field = viewport.field(VIEW)
    viewport.pan(QPointF(50, 50))
    assert viewport.fitting
    assert viewport.field(VIEW) == field


def test_another_document_is_fitted_and_the_same_size_keeps_the_place(viewport: Viewport) -> None:
    viewport.set_zoom(2.0)
    viewport.set_document_size(4000, 2000)
    assert viewport.zoom == 2.0
    viewport.set_document_size(100, 100)
    assert viewport.fitting


def test_nothing_to_see_is_no_error() -> None:
    viewport = Viewport()
    viewport.zoom_at(QPointF(1, 1), 2.0, VIEW)
    viewport.pan(QPointF(5, 5))
    assert viewport.field(VIEW).isEmpty()
    assert viewport.widget_to_picture(QPointF(3, 3), VIEW) == QPointF(0.5, 0.5)


def test_changed_is_emitted_once_for_each_change(viewport: Viewport) -> None:
    heard: list[float] = []
    viewport.changed.connect(lambda: heard.append(viewport.zoom))
    viewport.set_zoom(2.0)
    viewport.pan(QPointF(1, 1))
    viewport.set_view(QSizeF(700, 600), 1.0)  # a fixed zoom does not depend on the view
    viewport.fit()
    viewport.set_view(QSizeF(400, 300), 1.0)
    assert heard == [2.0, 2.0, pytest.approx(668 / 4000), pytest.approx(368 / 4000)]
