"""The slider of a control."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from studio.core.params import BLEND, STROKE_SIZE, STYLE_WEIGHT, Control
from studio.ui.widgets.control_slider import REST_MS, ControlSlider

Key, Mods, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


class Bench:
    """A shown slider, its parts, and what it said."""

    def __init__(self, qtbot: QtBot, control: Control) -> None:
        self.bot = qtbot
        self.slider = ControlSlider(control)
        qtbot.addWidget(self.slider)
        self.slider.resize(300, 60)
        self.slider.show()
        qtbot.waitExposed(self.slider)
        track, entry = self.slider.findChild(QSlider), self.slider.findChild(QDoubleSpinBox)
        assert track is not None
        assert entry is not None
        self.track, self.entry = track, entry
        self.changed: list[float] = []
        self.settled: list[float] = []
        self.slider.value_changed.connect(self.changed.append)
        self.slider.value_settled.connect(self.settled.append)

    def x(self, position: float) -> int:
        return round(8 + position * (self.track.width() - 16))

    def at(self, position: float) -> QPoint:
        return QPoint(self.x(position), self.track.height() // 2)

    def wheel(self, target: QWidget, clicks: int) -> bool:
        at = QPointF(5, 5)
        none = Qt.MouseButton.NoButton
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, at, QPoint(), QPoint(0, 120 * clicks), none, Mods.NoModifier, phase, False)
        event.ignore()
        QApplication.sendEvent(target, event)
        return event.isAccepted()

    def focus(self, widget: QWidget) -> None:
        self.slider.activateWindow()
        widget.setFocus()
        self.bot.waitUntil(widget.hasFocus)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return Bench(qtbot, STYLE_WEIGHT)


@pytest.fixture
def strokes(qtbot: QtBot) -> Bench:
    return Bench(qtbot, STROKE_SIZE)


def test_starts_at_the_default_and_says_what_it_is(bench: Bench) -> None:
    assert bench.slider.value == STYLE_WEIGHT.default
    assert bench.entry.text() == "0.60"
    label = bench.slider.findChild(QLabel)
    assert label is not None
    assert label.text() == STYLE_WEIGHT.label
    for widget in (bench.slider, bench.track, bench.entry, label):
        assert widget.toolTip() == STYLE_WEIGHT.tip
    assert bench.slider.accessibleName() == bench.track.accessibleName() == STYLE_WEIGHT.label
    assert bench.entry.accessibleName()


def test_setting_it_says_nothing(bench: Bench) -> None:
    bench.slider.set_value(0.25)
    assert bench.slider.value == 0.25
    assert bench.track.value() / bench.track.maximum() == 0.25
    assert bench.entry.text() == "0.25"
    bench.slider.set_value(99)
    assert bench.slider.value == STYLE_WEIGHT.maximum
    bench.bot.wait(REST_MS + 50)
    assert bench.changed == bench.settled == []


def test_dragging_changes_and_letting_go_settles(bench: Bench) -> None:
    bench.bot.mousePress(bench.track, Left, pos=bench.at(0.6))
    for step in (0.7, 0.8, 0.9):
        bench.bot.mouseMove(bench.track, bench.at(step))
    bench.bot.wait(REST_MS + 50)
    assert bench.settled == [], "a hand that pauses has not let go"
    bench.bot.mouseRelease(bench.track, Left, pos=bench.at(0.9))
    assert bench.changed == pytest.approx([0.7, 0.8, 0.9], abs=0.011)
    assert bench.settled == [bench.slider.value]


def test_a_click_beside_the_knob_jumps_there(bench: Bench) -> None:
    bench.bot.mouseClick(bench.track, Left, pos=bench.at(0.1))
    assert bench.slider.value == pytest.approx(0.1, abs=0.011)
    assert bench.settled == [bench.slider.value]
    bench.bot.mouseClick(bench.track, Left, pos=bench.at(0.1))
    assert len(bench.settled) == 1, "nothing moved"


def test_control_makes_it_fine(bench: Bench) -> None:
    bench.bot.mousePress(bench.track, Left, Mods.ControlModifier, bench.at(0.6))
    for step in (0.7, 0.8, 1.0):
        fine_move(bench, step)
    bench.bot.mouseRelease(bench.track, Left, Mods.ControlModifier, bench.at(1.0))
    assert bench.slider.value == pytest.approx(0.64, abs=0.011)


def fine_move(bench: Bench, position: float) -> None:
    at = QPointF(bench.at(position))
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, Left, Mods.ControlModifier)
    QApplication.sendEvent(bench.track, event)


def test_a_double_click_resets(bench: Bench) -> None:
    bench.slider.set_value(0.1)
    bench.bot.mouseDClick(bench.track, Left, pos=bench.at(0.1))
    assert bench.slider.value == STYLE_WEIGHT.default
    assert bench.settled[-1] == STYLE_WEIGHT.default
    bench.slider.set_value(0.1)
    label = bench.slider.findChild(QLabel)
    assert label is not None
    bench.bot.mouseDClick(label, Left)
    assert bench.slider.value == STYLE_WEIGHT.default


def test_typing(bench: Bench) -> None:
    bench.focus(bench.entry)
    bench.entry.selectAll()
    bench.bot.keyClicks(bench.entry, "0,85")
    assert bench.changed == [], "half a number is none"
    bench.bot.keyClick(bench.entry, Key.Key_Return)
    assert bench.changed == bench.settled == [0.85]
    assert bench.track.value() == 85


def test_typing_nonsense_changes_nothing(bench: Bench) -> None:
    bench.focus(bench.entry)
    bench.entry.selectAll()
    bench.bot.keyClicks(bench.entry, "abc")
    bench.bot.keyClick(bench.entry, Key.Key_Return)
    assert bench.slider.value == STYLE_WEIGHT.default


def test_the_wheel_works_only_when_focused(bench: Bench) -> None:
    bench.bot.mouseMove(bench.slider)
    for target in (bench.track, bench.entry):
        target.clearFocus()
        assert not bench.wheel(target, 3), "the panel should scroll"
    assert bench.changed == []
    bench.focus(bench.track)
    assert bench.wheel(bench.track, 3)
    assert bench.slider.value == pytest.approx(0.63)
    bench.wheel(bench.track, 2)
    assert bench.settled == []
    bench.bot.waitUntil(lambda: bench.settled == [pytest.approx(0.65)], timeout=2000)


def test_keys(bench: Bench) -> None:
    bench.focus(bench.track)
    for key, value in (
        (Key.Key_Right, 0.61),
        (Key.Key_Up, 0.62),
        (Key.Key_Left, 0.61),
        (Key.Key_Down, 0.60),
        (Key.Key_PageUp, 0.70),
        (Key.Key_PageDown, 0.60),
        (Key.Key_End, 1.0),
        (Key.Key_Home, 0.0),
    ):
        bench.bot.keyClick(bench.track, key)
        assert bench.slider.value == pytest.approx(value), key
    bench.bot.waitUntil(lambda: bench.settled == [0.0], timeout=2000)


def test_tab_stops_at_the_slider_and_the_number(bench: Bench) -> None:
    assert bench.track.focusPolicy() == bench.entry.focusPolicy() == Qt.FocusPolicy.StrongFocus
    bench.slider.setFocus()
    assert bench.slider.focusProxy() is bench.track


def test_logarithmic_controls_move_in_ratios(strokes: Bench) -> None:
    assert strokes.track.value() / strokes.track.maximum() == pytest.approx(0.5)  # 1.0 between 0.25 and 4
    strokes.bot.mouseClick(strokes.track, Left, pos=strokes.at(0.75))
    assert strokes.slider.value == pytest.approx(2.0, abs=0.05)
    strokes.slider.set_value(1.0)
    strokes.focus(strokes.entry)
    strokes.bot.keyClick(strokes.entry, Key.Key_Up)
    assert strokes.slider.value == pytest.approx(1.03, abs=0.006)
    strokes.slider.set_value(0.5)
    strokes.bot.keyClick(strokes.entry, Key.Key_Up)
    assert strokes.slider.value == pytest.approx(0.51, abs=0.006)


@settings(max_examples=60)
@given(value=st.floats(0.25, 4.0))
def test_any_typed_value_is_kept_as_typed(qapp: QApplication, value: float) -> None:
    slider = ControlSlider(STROKE_SIZE)
    entry = slider.findChild(QDoubleSpinBox)
    assert entry is not None
    heard: list[float] = []
    slider.value_changed.connect(heard.append)
    entry.setValue(value)
    assert slider.value == pytest.approx(value, abs=0.00501)
    assert heard == ([] if slider.value == STROKE_SIZE.default else [slider.value])


def test_another_label(bench: Bench) -> None:
    slider = ControlSlider(BLEND)
    bench.bot.addWidget(slider)
    slider.set_label("A very long title of a painting that nobody has room for")
    label = slider.findChild(QLabel)
    assert label is not None
    assert label.text().endswith("…")
    assert slider.accessibleName().endswith("for")
