"""The stack of steps: switched, mixed, masked, moved and removed with mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from transform_hands import Bench, Key, Left, Mods, drag, make_bench, mouse

from studio.core.chain import Generate, Stylize, Trace
from studio.core.picture import Picture
from studio.ui.transform.stack_row import HEIGHT, StackRow

STEPS = (Generate(model="snow"), Generate(model="dusk", strength=0.5), Stylize(styles=(("wave", 1.0),)))
TITLES = ["Winter", "Night", "Wave"]
WHITE = Picture(np.full((8, 8, 3), 255, np.uint8))


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot, STEPS)


def rows(bench: Bench) -> list[StackRow]:
    return bench.panel.stack.rows


def titles(bench: Bench) -> list[str]:
    return [row.title.text() for row in rows(bench)]


def current(bench: Bench) -> list[int]:
    return [place for place, row in enumerate(rows(bench)) if row.current]


def test_the_rows_show_the_steps_in_their_order(bench: Bench) -> None:
    assert titles(bench) == TITLES
    assert [row.slider.text() for row in rows(bench)] == ["100 %", "50 %", "100 %"]
    assert current(bench) == [0]
    assert not bench.panel.stack.hint.isVisible()


def test_an_empty_chain_says_how_to_begin(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    assert bench.panel.stack.hint.isVisible()
    bench.session.add(Trace())
    assert not bench.panel.stack.hint.isVisible()
    bench.session.undo()
    assert bench.panel.stack.hint.isVisible()
    assert rows(bench) == []


# --- strength ---------------------------------------------------------------------------------------------------------


def test_a_drag_is_live_and_one_undo_step(bench: Bench) -> None:
    slider = rows(bench)[1].slider
    live: list[float] = []
    rested: list[float] = []
    bench.session.chain_changed.connect(lambda: live.append(bench.strengths()[1]))
    bench.session.settled.connect(lambda: rested.append(bench.strengths()[1]))
    drag(slider, *(QPoint(x, 9) for x in (30, 36, 42, 48)), drop=False)
    assert len(live) == 3
    assert live == sorted(live)
    assert rested == []
    assert bench.session.selected == 1
    mouse(slider, QEvent.Type.MouseButtonRelease, QPoint(48, 9))
    assert rested == [live[-1]]
    bench.session.undo()
    assert bench.strengths()[1] == 0.5
    assert slider.number == 0.5


def test_two_drags_are_two_undo_steps(bench: Bench) -> None:
    slider = rows(bench)[1].slider
    drag(slider, QPoint(30, 9), QPoint(40, 9))
    between = bench.strengths()[1]
    drag(slider, QPoint(30, 9), QPoint(40, 9))
    bench.session.undo()
    assert bench.strengths()[1] == between != 0.5


def test_keys_and_wheel_settle_when_they_rest(bench: Bench) -> None:
    slider = rows(bench)[1].slider
    rested: list[float] = []
    bench.session.settled.connect(lambda: rested.append(bench.strengths()[1]))
    bench.focus(slider)
    QTest.keyClick(slider, Key.Key_Right)
    at, none = QPointF(5, 5), Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(slider, QWheelEvent(at, at, QPoint(), QPoint(0, 120), none, Mods.NoModifier, phase, False))
    assert bench.strengths()[1] == pytest.approx(0.54)
    assert rested == []
    bench.qtbot.waitUntil(lambda: rested == [pytest.approx(0.54)])
    bench.session.undo()
    assert bench.strengths()[1] == 0.5


def test_a_number_is_typed(bench: Bench) -> None:
    slider = rows(bench)[1].slider
    bench.focus(slider)
    QTest.keyClick(slider, Key.Key_Return)
    entry = slider.findChild(QLineEdit)
    assert entry is not None
    QTest.keyClicks(entry, "25")
    QTest.keyClick(entry, Key.Key_Return)
    assert bench.strengths()[1] == 0.25


def test_a_double_click_takes_the_whole_step(bench: Bench) -> None:
    QTest.mouseDClick(rows(bench)[1].slider, Left)
    assert bench.strengths()[1] == 1.0


# --- on and off, gone -------------------------------------------------------------------------------------------------


def test_the_eye_switches_without_selecting(bench: Bench) -> None:
    eye = rows(bench)[1].eye
    QTest.mouseClick(eye, Left)
    assert [step.on for step in bench.session.chain.steps] == [True, False, True]
    assert eye.accessibleName() == "Night is off"
    assert bench.session.selected == 0
    QTest.mouseClick(eye, Left)
    assert bench.session.chain.steps[1].on


def test_space_switches_the_row_that_has_the_focus(bench: Bench) -> None:
    bench.focus(rows(bench)[2])
    QTest.keyClick(rows(bench)[2], Key.Key_Space)
    assert not bench.session.chain.steps[2].on


def test_the_cross_removes(bench: Bench) -> None:
    QTest.mouseClick(rows(bench)[1].cross, Left)
    assert titles(bench) == ["Winter", "Wave"]
    bench.session.undo()
    assert titles(bench) == TITLES


def test_delete_removes_and_the_keys_go_on(bench: Bench) -> None:
    bench.focus(rows(bench)[2])
    for left in (2, 1, 0):
        row = bench.panel.focusWidget()
        assert isinstance(row, StackRow)
        QTest.keyClick(row, Key.Key_Delete)
        assert len(rows(bench)) == left
    assert bench.panel.stack.add_button.hasFocus()


# --- order ------------------------------------------------------------------------------------------------------------


def test_up_and_down_select(bench: Bench) -> None:
    bench.focus(rows(bench)[0])
    QTest.keyClick(rows(bench)[0], Key.Key_Down)
    assert bench.session.selected == 1
    assert rows(bench)[1].hasFocus()
    QTest.keyClick(rows(bench)[1], Key.Key_Up)
    QTest.keyClick(rows(bench)[0], Key.Key_Up)
    assert bench.session.selected == 0


@pytest.mark.parametrize("part", ["slider", "mask_button"])
def test_the_focus_stays_on_a_step_that_a_command_moves(bench: Bench, part: str) -> None:
    bench.focus(getattr(rows(bench)[0], part))
    bench.session.select(0)
    bench.session.move(0, 2)
    assert getattr(rows(bench)[2], part).hasFocus()


def test_the_focus_elsewhere_is_left_there(bench: Bench) -> None:
    card = bench.card("Night")
    bench.focus(rows(bench)[0])
    bench.focus(card)
    QTest.keyClick(card, Key.Key_Return)
    assert bench.session.selected == 3
    assert card.hasFocus()


@pytest.mark.parametrize("part", ["slider", "eye", "mask_button", "cross"])
def test_alt_and_arrows_move_the_step_from_anywhere_in_its_row(bench: Bench, part: str) -> None:
    widget = getattr(rows(bench)[0], part)
    bench.focus(widget)
    QTest.keyClick(widget, Key.Key_Down, Mods.AltModifier)
    assert titles(bench) == ["Night", "Winter", "Wave"]
    assert bench.session.selected == 1
    assert bench.strengths()[0] == 0.5


def test_the_focus_moves_along(bench: Bench) -> None:
    bench.focus(rows(bench)[0])
    for place in (1, 2, 2):
        row = bench.panel.focusWidget()
        assert isinstance(row, StackRow)
        QTest.keyClick(row, Key.Key_Down, Mods.AltModifier)
        assert rows(bench)[place].hasFocus()
    assert titles(bench) == ["Night", "Wave", "Winter"]
    QTest.keyClick(rows(bench)[2], Key.Key_Up, Mods.AltModifier)
    assert titles(bench) == ["Night", "Winter", "Wave"]
    assert bench.undo_count() == 3 + len(STEPS)


@pytest.mark.parametrize(
    ("start", "way", "after"),
    [
        (0, 1.2, ["Night", "Winter", "Wave"]),
        (0, 9, ["Night", "Wave", "Winter"]),
        (2, -9, ["Wave", "Winter", "Night"]),
        (2, -1.2, ["Winter", "Wave", "Night"]),
        (1, 0.3, TITLES),
    ],
)
def test_rows_are_dragged_to_another_place(bench: Bench, start: int, way: float, after: list[str]) -> None:
    row = rows(bench)[start]
    drag(row, QPoint(4, HEIGHT // 2), QPoint(4, HEIGHT), QPoint(4, round(HEIGHT * (0.5 + way))))
    assert titles(bench) == after
    assert bench.session.selected == (0 if after == TITLES else after.index(TITLES[start]))
    assert bench.undo_count() == len(STEPS) + (after != TITLES)


def test_nothing_moves_under_a_drag_before_it_ends(bench: Bench) -> None:
    """To select is to show other controls, which may need room of the rows."""
    drag(rows(bench)[2], QPoint(4, 9), QPoint(4, 40), drop=False)
    assert bench.session.selected == 0


def test_escape_calls_a_drag_off_wherever_the_keys_go(bench: Bench) -> None:
    row, card = rows(bench)[0], bench.card("Night")
    bench.focus(card)
    drag(row, QPoint(4, 9), QPoint(4, 40), QPoint(4, 90), drop=False)
    assert bench.panel.stack.gap is not None
    QTest.keyClick(card, Key.Key_Escape)
    assert bench.panel.stack.gap is None
    mouse(row, QEvent.Type.MouseButtonRelease, QPoint(4, 90))
    assert titles(bench) == TITLES
    assert card.hasFocus()


def test_a_click_on_a_row_selects_it(bench: Bench) -> None:
    QTest.mouseClick(rows(bench)[2], Left, pos=QPoint(70, 9))
    assert bench.session.selected == 2
    assert current(bench) == [2]


# --- masks ------------------------------------------------------------------------------------------------------------


def test_the_mask_menu_asks_for_the_right_step(bench: Bench) -> None:
    painted: list[int] = []
    loaded: list[int] = []
    bench.panel.mask_asked.connect(painted.append)
    bench.panel.mask_file_asked.connect(loaded.append)
    rows(bench)[2].paint_mask.trigger()
    rows(bench)[1].load_mask.trigger()
    assert (painted, loaded) == ([2], [1])
    assert bench.session.selected == 1


def test_a_mask_is_told_and_cleared(bench: Bench) -> None:
    row = rows(bench)[1]
    assert not row.clear_mask.isEnabled()
    before = row.mask_button.grab().toImage()
    bench.session.set_mask(1, WHITE)
    assert row.mask_button.grab().toImage() != before
    row.clear_mask.trigger()
    assert bench.session.masks == {}
    assert row.mask_button.grab().toImage() == before
    bench.session.undo()
    assert list(bench.session.masks.values()) == [WHITE]


# --- words ------------------------------------------------------------------------------------------------------------


def test_what_is_not_installed_is_seen(bench: Bench) -> None:
    bench.models.clear()
    bench.panel.refresh()
    assert titles(bench) == ["snow", "dusk", "Wave"]
    assert [row.title.property("tone") for row in rows(bench)] == ["danger", "danger", ""]


def test_all_of_a_row_has_a_name(bench: Bench) -> None:
    row = rows(bench)[1]
    names = [widget.accessibleName() for widget in (row, row.eye, row.slider, row.mask_button, row.cross)]
    assert names == ["Night", "Night is on", "Strength of Night", "Mask of Night", "Remove Night"]
    assert all(widget.toolTip().endswith(".") for widget in (row, row.eye, row.slider, row.mask_button, row.cross))


def test_long_titles_do_not_widen_the_panel(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, [Generate(model="a" * 150)], width=304)
    assert bench.panel.width() == 304
    row = rows(bench)[0]
    assert row.cross.mapTo(bench.panel, QPoint(row.cross.width(), 0)).x() <= 304
