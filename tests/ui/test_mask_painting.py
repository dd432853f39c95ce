"""Brushing over the photo where a style goes, with mouse, pen and keys, in a real window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QToolButton
from window_fakes import Studio, photo

from studio.core.style_masks import PHOTO_STYLE, StyleMasks
from studio.ui.canvas.picture_view import PictureView
from studio.ui.masks.painter import MaskPainter

Kind, Button, Mods, Key = QEvent.Type, Qt.MouseButton, Qt.KeyboardModifier, Qt.Key
PEN, WAVE = QPointingDevice.PointerType.Pen, "great-wave"


@pytest.fixture
def painted(open_studio) -> Studio:
    """A photo, two styles, the brush out for the second one."""
    studio = open_studio(live=False)
    studio.open(picture=photo(96, 64))
    studio.pick("starry-night")
    studio.window.panel.mix.choose_second(WAVE)
    studio.window.commands["mask"].setChecked(True)
    return studio


def view(studio: Studio) -> PictureView:
    return studio.window.canvas.photo.view


def brush(studio: Studio) -> MaskPainter:
    return studio.window.masks.painter


def masks(studio: Studio) -> dict[str, np.ndarray]:
    found = studio.window.session.masks
    return dict(found.planes) if found else {}


def place(studio: Studio, x: float, y: float) -> QPointF:
    return view(studio).viewport.picture_to_widget(QPointF(x, y), QSizeF(view(studio).size()))


def mouse(studio: Studio, kind: Kind, x: float, y: float, mods=Mods.NoModifier, button=Button.LeftButton) -> None:
    at = place(studio, x, y)
    event = QMouseEvent(kind, at, QPointF(view(studio).mapToGlobal(at)), button, button, mods)
    QApplication.sendEvent(view(studio), event)


def drag(studio: Studio, *points: tuple[float, float], mods=Mods.NoModifier, button=Button.LeftButton) -> None:
    mouse(studio, Kind.MouseButtonPress, *points[0], mods, button)
    for point in points[1:]:
        mouse(studio, Kind.MouseMove, *point, mods, button)
    mouse(studio, Kind.MouseButtonRelease, *points[-1], mods, button)


def pen(
    studio: Studio, kind: Kind, x: float, y: float, pressure: float, tip: QPointingDevice.PointerType = PEN
) -> bool:
    device = QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, tip,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 2,
    )  # fmt: skip
    at = place(studio, x, y)
    button = Button.NoButton if kind == Kind.TabletMove else Button.LeftButton
    event = QTabletEvent(
        kind, device, at, QPointF(view(studio).mapToGlobal(at)), pressure, 0, 0, 0, 0, 0, Mods.NoModifier, button,
        Button.LeftButton,
    )  # fmt: skip
    QApplication.sendEvent(view(studio), event)
    return event.isAccepted()


def value(studio: Studio, style: str, x: float, y: float) -> int:
    plane = masks(studio).get(style)
    if plane is None:
        return 0
    return int(plane[min(plane.shape[0] - 1, int(y * plane.shape[0])), int(x * plane.shape[1])])


def test_a_stroke_paints_the_style_softly_and_the_request_carries_it(painted: Studio) -> None:
    document = painted.window.session.document
    before = document.request().key, document.draft_request().key
    drag(painted, (0.3, 0.5), (0.7, 0.5))
    assert list(masks(painted)) == [WAVE]
    assert masks(painted)[WAVE].shape == (341, 512)
    row = masks(painted)[WAVE][:, 256]
    assert row[170] == 255
    assert (row[0], row[-1]) == (0, 0)
    assert np.count_nonzero((row > 0) & (row < 255)) > 20, "soft edges"
    document = painted.window.session.document
    assert document.request().masks is document.draft_request().masks is document.sharp_request().masks
    assert isinstance(document.request().masks, StyleMasks)
    assert document.request().key != before[0]
    assert document.draft_request().key != before[1]


def test_a_stroke_is_one_step_that_is_undone_bit_for_bit(painted: Studio, qtbot) -> None:
    session = painted.window.session
    drag(painted, (0.2, 0.2), (0.4, 0.3))
    first = {style: plane.copy() for style, plane in masks(painted).items()}
    mouse(painted, Kind.MouseButtonPress, 0.4, 0.5)
    qtbot.waitUntil(lambda: not same(masks(painted), first))  # it is handed over while the brush is down
    mouse(painted, Kind.MouseMove, 0.6, 0.6)
    qtbot.wait(80)
    mouse(painted, Kind.MouseMove, 0.8, 0.7)
    mouse(painted, Kind.MouseButtonRelease, 0.8, 0.7)
    second = {style: plane.copy() for style, plane in masks(painted).items()}
    assert value(painted, WAVE, 0.8, 0.7) > 0
    painted.run("undo")
    assert same(masks(painted), first)
    painted.run("undo")
    assert session.masks is None
    painted.run("redo")
    assert same(masks(painted), first)
    painted.run("redo")
    assert same(masks(painted), second)
    painted.run("undo")
    drag(painted, (0.1, 0.9), (0.2, 0.9))
    assert value(painted, WAVE, 0.8, 0.7) == 0, "the sheet went back too"


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return list(one) == list(other) and all(np.array_equal(one[style], other[style]) for style in one)


def test_masks_go_with_their_photo_and_come_back(painted: Studio) -> None:
    drag(painted, (0.3, 0.5), (0.7, 0.5))
    kept = painted.window.session.masks
    painted.open("other.png", photo(64, 96, seed=4))
    assert painted.window.session.masks is None
    assert not painted.window.masks.on
    painted.run("undo")
    assert painted.window.session.masks is kept


def test_a_result_brings_its_masks_back(painted: Studio) -> None:
    drag(painted, (0.3, 0.5), (0.7, 0.5))
    kept = painted.window.session.masks
    painted.paint()
    painted.run("undo")
    assert painted.window.session.masks is None
    painted.window.bench.show_result(painted.window.results[0])
    painted.wait(lambda: painted.window.session.masks is kept)


def test_keys_erase_change_the_brush_and_leave(painted: Studio, qtbot) -> None:
    window = painted.window
    window.activateWindow()
    view(painted).setFocus()
    drag(painted, (0.2, 0.5), (0.8, 0.5))
    size, softness = brush(painted).size, brush(painted).softness
    qtbot.keyClick(view(painted), Key.Key_BracketRight)
    assert brush(painted).size > size
    qtbot.keyClick(view(painted), Key.Key_BracketLeft)
    qtbot.keyClick(view(painted), Key.Key_BracketLeft)
    assert brush(painted).size < size
    qtbot.keyClick(view(painted), Key.Key_BracketRight, Mods.ShiftModifier)
    assert brush(painted).softness > softness
    qtbot.keyClick(view(painted), Key.Key_E)
    assert window.masks.bar.eraser.isChecked()
    drag(painted, (0.5, 0.5), (0.5, 0.5))
    assert value(painted, WAVE, 0.5, 0.5) == 0
    assert value(painted, WAVE, 0.2, 0.5) > 0
    qtbot.keyClick(view(painted), Key.Key_Escape)
    assert not window.masks.on
    assert not window.masks.bar.isVisible()
    assert window.session.masks is not None
    qtbot.keyClick(view(painted), Key.Key_B)
    assert brush(painted).target == WAVE
    assert not brush(painted).erasing
    qtbot.keyClick(view(painted), Key.Key_K)
    assert brush(painted).target == PHOTO_STYLE


def test_shift_and_a_drag_changes_the_size_and_paints_nothing(painted: Studio) -> None:
    size = brush(painted).size
    drag(painted, (0.4, 0.5), (0.6, 0.5), mods=Mods.ShiftModifier)
    assert brush(painted).size > size * 1.2
    assert masks(painted) == {}


def test_space_and_the_middle_button_still_pan(painted: Studio, qtbot) -> None:
    viewport = view(painted).viewport
    viewport.set_zoom(8)
    for button in (Button.LeftButton, Button.MiddleButton):
        centre = viewport.centre
        if button == Button.LeftButton:
            qtbot.keyPress(view(painted), Key.Key_Space)
        drag(painted, (0.5, 0.5), (0.45, 0.5), button=button)
        qtbot.keyRelease(view(painted), Key.Key_Space)
        assert viewport.centre != centre
    assert masks(painted) == {}


def test_a_pens_pressure_counts_and_its_echo_does_not(painted: Studio) -> None:
    assert pen(painted, Kind.TabletPress, 0.3, 0.5, 0.25)
    mouse(painted, Kind.MouseButtonPress, 0.9, 0.9)
    assert pen(painted, Kind.TabletMove, 0.35, 0.5, 0.25)
    mouse(painted, Kind.MouseMove, 0.9, 0.9)
    assert pen(painted, Kind.TabletRelease, 0.35, 0.5, 0.0)
    mouse(painted, Kind.MouseButtonRelease, 0.9, 0.9)
    assert value(painted, WAVE, 0.32, 0.5) == pytest.approx(128, abs=2), "a quarter's pressure, half the cover"
    assert value(painted, WAVE, 0.9, 0.9) == 0
    light = np.count_nonzero(masks(painted)[WAVE])
    painted.run("undo")
    assert painted.window.session.masks is None, "one stroke, one step"
    pen(painted, Kind.TabletPress, 0.3, 0.5, 1.0)
    pen(painted, Kind.TabletMove, 0.35, 0.5, 1.0)
    pen(painted, Kind.TabletRelease, 0.35, 0.5, 0.0)
    assert value(painted, WAVE, 0.32, 0.5) == 255
    assert np.count_nonzero(masks(painted)[WAVE]) > 1.5 * light, "and a larger brush"
    eraser = QPointingDevice.PointerType.Eraser
    pen(painted, Kind.TabletPress, 0.32, 0.5, 1.0, eraser)
    pen(painted, Kind.TabletRelease, 0.32, 0.5, 0.0, eraser)
    assert value(painted, WAVE, 0.32, 0.5) == 0
    assert not brush(painted).erasing


def test_the_rows_the_bar_and_the_menu_agree(painted: Studio, qtbot) -> None:
    window = painted.window
    rows = {b.accessibleName(): b for b in window.panel.mix.findChildren(QToolButton) if b.isVisible()}
    wave, starry = rows["Paint where Great Wave goes"], rows["Paint where Starry Night goes"]
    assert (wave.isChecked(), starry.isChecked()) == (True, False)
    qtbot.mouseClick(starry, Button.LeftButton)
    assert (wave.isChecked(), starry.isChecked()) == (False, True)
    assert window.masks.bar.chips["starry-night"].isChecked()
    qtbot.mouseClick(rows["Keep the photo here"], Button.LeftButton)
    assert window.commands["mask-photo"].isChecked()
    drag(painted, (0.5, 0.5), (0.5, 0.5))
    assert list(masks(painted)) == [PHOTO_STYLE]
    qtbot.mouseClick(window.masks.bar.invert, Button.LeftButton)
    assert (value(painted, PHOTO_STYLE, 0.5, 0.5), value(painted, PHOTO_STYLE, 0.1, 0.1)) == (0, 255)
    qtbot.mouseClick(window.masks.bar.clear, Button.LeftButton)
    assert masks(painted) == {}
    painted.run("undo")
    assert value(painted, PHOTO_STYLE, 0.1, 0.1) == 255
    qtbot.mouseClick(rows["Keep the photo here"], Button.LeftButton)
    assert not window.masks.on


def test_a_style_that_is_painted_but_not_mixed_can_still_be_reached(painted: Studio) -> None:
    drag(painted, (0.3, 0.5), (0.7, 0.5))
    painted.window.panel.mix.remove(WAVE)
    assert WAVE in painted.window.masks.bar.chips
    assert brush(painted).target == WAVE
    painted.window.styles.remove(WAVE)
    assert masks(painted) == {}
    assert brush(painted).target == "starry-night"


def test_the_tint_and_the_brush_are_on_the_photo_only_while_painting(painted: Studio) -> None:
    def look(x: float, y: float) -> tuple[int, ...]:
        image = view(painted).grab().toImage()
        at = place(painted, x, y) * image.devicePixelRatio()
        return image.pixelColor(at.toPoint()).getRgb()[:3]

    plain = look(0.5, 0.5)
    drag(painted, (0.5, 0.5), (0.52, 0.5))
    mouse(painted, Kind.MouseMove, 0.1, 0.1)
    tint = next(one.tint for one in brush(painted).targets() if one.style == WAVE).getRgb()[:3]
    assert look(0.5, 0.5) == pytest.approx([0.55 * a + 0.45 * b for a, b in zip(plain, tint, strict=True)], abs=4)
    field = view(painted).viewport.field(QSizeF(view(painted).size()))
    assert painted.window.masks.overlay.radius() == pytest.approx(brush(painted).size / 2 * field.width())
    assert view(painted).cursor().shape() == Qt.CursorShape.BlankCursor
    painted.window.masks.leave()
    assert look(0.5, 0.5) == plain
    assert view(painted).cursor().shape() != Qt.CursorShape.BlankCursor


def test_only_dirty_rectangles_are_repainted(painted: Studio, monkeypatch) -> None:
    asked: list = []
    monkeypatch.setattr(view(painted), "update", lambda *area: asked.append(area))
    mouse(painted, Kind.MouseButtonPress, 0.4, 0.5)
    mouse(painted, Kind.MouseMove, 0.42, 0.5)
    whole = view(painted).width() * view(painted).height()
    assert asked
    assert all(area and area[0].width() * area[0].height() < whole / 4 for area in asked)
    monkeypatch.undo()
    mouse(painted, Kind.MouseButtonRelease, 0.42, 0.5)


def test_without_a_photo_there_is_nothing_to_paint_on(studio: Studio) -> None:
    assert not studio.window.commands["mask"].isEnabled()
    studio.pick()
    assert not studio.window.commands["mask"].isEnabled()
    studio.open()
    assert studio.window.commands["mask"].isEnabled()
    assert not studio.window.commands["mask-invert"].isEnabled()
