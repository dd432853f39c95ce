"""The controls of the selected step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from transform_hands import MODELS, Bench, Key, Left, drag, make_bench, translation

from studio.core.chain import ChainStep, Generate, Stylize, Trace, Via
from studio.core.params import Colours, Quality, Start
from studio.ui.transform.panel import COMMANDS
from studio.ui.transform.step_editor import MOST, StepEditor

WEATHER = Generate(model="weather", domains=(("rain", 0.6),))
LINES = Generate(model="lines", via=Via.LINES)
WAVE = Stylize(styles=(("wave", 1.0),), quality=Quality.INSTANT)
FOUR = Stylize(styles=tuple((name, 1.0) for name in ("wave", "night", "field", "storm")))
ALL = (WEATHER, LINES, WAVE, Trace(), Generate(model="snow"), Generate(model="land", via=Via.MAP))


def open_step(qtbot: QtBot, step: ChainStep) -> tuple[Bench, StepEditor]:
    bench = make_bench(qtbot, [step])
    return bench, bench.panel.editor


def only(bench: Bench) -> ChainStep:
    (step,) = bench.session.chain.steps
    return step


def sliders_shown(editor: QWidget) -> list[QSlider]:
    return [slider for slider in editor.findChildren(QSlider) if slider.isVisible()]


def type_into(entry: QWidget, text: str) -> None:
    entry.setFocus()
    QTest.keySequence(entry, "Ctrl+A")
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Key.Key_Return)


def test_it_is_there_only_for_a_step(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    assert not bench.panel.editor.isVisible()
    bench.session.add(WAVE)
    assert bench.panel.editor.isVisible()
    bench.session.select(None)
    assert not bench.panel.editor.isVisible()


@pytest.mark.parametrize(
    ("step", "controls"),
    [
        (WEATHER, {"sunny", "rain", "winter", "acid-fog"}),
        (LINES, {"detail", "look", "mood", "seed"}),
        (Generate(model="land", via=Via.MAP), {"look", "mood", "seed"}),
        (WAVE, {"style", "weight", "stroke", "colours", "quality", "content", "smoothness", "start", "seed"}),
        (Trace(), {"detail"}),
        (Generate(model="snow"), set()),
        (Generate(model="lost"), set()),
    ],
)
def test_a_step_has_the_controls_that_it_knows(qtbot: QtBot, step: ChainStep, controls: set[str]) -> None:
    _, editor = open_step(qtbot, step)
    there = {*editor.sliders, *editor.domains, *editor.boxes}
    there |= {"seed"} if editor.seed else set()
    there |= {"style"} if editor.style_choice else set()
    assert there == controls


@pytest.mark.parametrize(
    "step", [*ALL, Stylize(styles=tuple((name, 1.0) for name in ("wave", "night", "field", "storm")))]
)
def test_there_are_never_more_than_six_sliders_at_once(qtbot: QtBot, step: ChainStep) -> None:
    _, editor = open_step(qtbot, step)
    assert len(sliders_shown(editor)) <= MOST == 6


def test_domains_beyond_six_are_under_more(qtbot: QtBot) -> None:
    names = [f"place-{n}" for n in range(8)]
    bench = make_bench(qtbot, [Generate(model="many")], models=[translation("many", "Many", "weather", *names)])
    editor = bench.panel.editor
    assert [slider.control.label for slider in sliders_shown(editor)] == [f"Place {n}" for n in range(6)]  # type: ignore[attr-defined]
    assert editor.more is not None
    QTest.mouseClick(editor.more.button, Left)
    assert editor.domains["place-7"].isVisible()


def test_every_control_has_a_name_and_a_sentence(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, ALL)
    for place in range(len(ALL)):
        bench.session.select(place)
        editor = bench.panel.editor
        if editor.more is not None:
            editor.more.set_open(True)
        tab = Qt.FocusPolicy.TabFocus
        for widget in editor.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & tab and widget.focusProxy() is None:
                assert widget.accessibleName(), widget
                assert widget.toolTip().endswith((".", ")")), (widget, widget.accessibleName())


# --- domains ----------------------------------------------------------------------------------------------------------


def test_domains_are_mixed_freely(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, WEATHER)
    assert {name: slider.number for name, slider in editor.domains.items() if slider.number} == {"rain": 0.6}
    slider = editor.domains["sunny"]
    drag(slider, QPoint(5, 9), QPoint(5 + slider.width() // 4, 9), QPoint(5 + slider.width() // 2, 9))
    step = only(bench)
    assert isinstance(step, Generate)
    assert [name for name, _ in step.domains] == ["sunny", "rain"]
    assert dict(step.domains)["sunny"] == pytest.approx(0.5, abs=0.02)
    assert bench.panel.stack.rows[0].title.text() == "Rain + Sunshine"
    bench.session.undo()
    assert only(bench) == WEATHER
    assert slider.number == 0


def test_a_domain_at_zero_is_left_out(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, WEATHER)
    QTest.keyClick(editor.domains["rain"], Key.Key_Home)
    assert only(bench) == Generate(model="weather")
    assert bench.panel.stack.rows[0].title.text() == "Weather and seasons"


def test_a_drag_of_a_domain_is_live_and_settles_once(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, WEATHER)
    live: list[int] = []
    rested: list[int] = []
    bench.session.chain_changed.connect(lambda: live.append(1))
    bench.session.settled.connect(lambda: rested.append(1))
    drag(editor.domains["winter"], *(QPoint(x, 9) for x in (9, 15, 25, 35)))
    assert (len(live), len(rested)) == (3, 1)


# --- generators -------------------------------------------------------------------------------------------------------


def test_a_slider_is_live_and_settles_once(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, LINES)
    rested: list[int] = []
    bench.session.settled.connect(lambda: rested.append(1))
    track = editor.sliders["detail"].findChild(QSlider)
    assert track is not None
    middle = track.width() // 2
    drag(track, QPoint(middle, 10), QPoint(middle + 20, 10), QPoint(middle + 50, 10), drop=False)
    assert only(bench).detail > 0.55  # type: ignore[attr-defined]
    assert rested == []
    drag(track, QPoint(middle + 50, 10))
    assert rested == [1]
    bench.session.undo()
    assert only(bench) == LINES
    assert editor.sliders["detail"].value == 0.5


def test_a_seed_is_typed_and_rolled(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, LINES)
    assert editor.seed is not None
    type_into(editor.seed.entry, "42")
    assert only(bench).seed == 42
    QTest.mouseClick(editor.seed.dice, Left)
    assert only(bench).seed != 42
    assert editor.seed.entry.value() == only(bench).seed
    assert not editor.seed.lock.isVisible()


def test_a_mood_is_chosen(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, LINES)
    box = editor.boxes["mood"]
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    name = box.itemText(1)
    assert only(bench).mood == name != ""  # type: ignore[attr-defined]
    bench.session.undo()
    assert box.currentIndex() == 0


def test_a_mood_nobody_knows_is_shown_as_it_is(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, Generate(model="land", via=Via.MAP, mood="melancholy"))
    assert editor.boxes["mood"].currentText() == "melancholy"
    assert only(bench).mood == "melancholy"  # type: ignore[attr-defined]


# --- styles -----------------------------------------------------------------------------------------------------------


def styles_of(bench: Bench) -> dict[str, float]:
    step = only(bench)
    assert isinstance(step, Stylize)
    total = sum(weight for _, weight in step.styles)
    return {name: pytest.approx(weight / total, abs=0.01) for name, weight in step.styles}


def test_another_style_is_chosen(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, WAVE)
    assert editor.style_choice is not None
    (box,) = editor.style_choice.boxes
    assert box.currentText() == "Wave"
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    assert styles_of(bench) == {"night": 1.0}
    assert box.currentText() == "Night"


def test_styles_are_mixed_in_and_taken_out(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, WAVE)
    choice = editor.style_choice
    assert choice is not None
    QTest.mouseClick(choice.more, Left)
    assert styles_of(bench) == {"wave": 0.5, "night": 0.5}
    assert [slider.control.label for slider in choice.sliders] == ["Blend"]
    entry = choice.sliders[0].findChild(QDoubleSpinBox)
    assert entry is not None
    type_into(entry, "0.2")
    assert styles_of(bench) == {"wave": 0.8, "night": 0.2}
    QTest.mouseClick(choice.more, Left)
    QTest.mouseClick(choice.more, Left)
    assert len(styles_of(bench)) == len(choice.sliders) == 4
    assert not choice.more.isVisible()
    assert sum(slider.value for slider in choice.sliders) == pytest.approx(1, abs=0.02)
    qtbot.wait(1)  # the new rows are laid out
    QTest.mouseClick(choice.crosses[0], Left)
    assert [box.currentText() for box in choice.boxes] == ["Night", "Field", "Storm"]
    for _ in range(4):
        bench.session.undo()
    assert [box.currentText() for box in choice.boxes] == ["Wave", "Night"]
    assert choice.sliders[0].value == 0.5
    bench.session.undo()
    assert [box.currentText() for box in choice.boxes] == ["Wave"]


def test_a_style_that_is_in_the_mix_trades_places(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, Stylize(styles=(("wave", 3.0), ("night", 1.0))))
    assert editor.style_choice is not None
    box = editor.style_choice.boxes[0]
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    assert styles_of(bench) == {"night": 0.75, "wave": 0.25}


def test_choices_of_a_style_step(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, WAVE)
    assert editor.more is not None
    QTest.mouseClick(editor.more.button, Left)
    for key, value in (("colours", Colours.LUMA), ("quality", Quality.DRAFT), ("start", Start.NOISE)):
        box = editor.boxes[key]
        box.setFocus()
        QTest.keyClick(box, Key.Key_Down)
        assert getattr(only(bench), key) == value
    track = editor.sliders["weight"].findChild(QSlider)
    assert track is not None
    QTest.keyClick(track, Key.Key_Home)
    assert only(bench).weight == 0  # type: ignore[attr-defined]
    assert only(bench).strength == 1


def test_a_style_that_is_gone_is_named(qtbot: QtBot) -> None:
    bench, editor = open_step(qtbot, Stylize(styles=(("lost", 1.0),)))
    assert editor.style_choice is not None
    assert editor.style_choice.boxes[0].currentText() == "lost (not installed)"
    assert "not installed" in editor.sentence.text()
    bench.styles.append(bench.styles[0].__class__(**{**vars(bench.styles[0]), "id": "lost", "title": "Found"}))
    bench.panel.refresh()
    assert editor.style_choice.boxes[0].currentText() == "Found"


# --- the whole panel --------------------------------------------------------------------------------------------------


def test_the_editor_follows_the_selection(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, ALL)
    headings = []
    for place in range(len(ALL)):
        bench.session.select(place)
        headings.append(bench.panel.editor.heading.text())
    assert headings == ["Weather and seasons", "Sketch to photo", "Style", "Lines", "Summer to winter", "Landscapes"]
    bench.session.select(0)
    assert set(bench.panel.editor.domains) == {"sunny", "rain", "winter", "acid-fog"}


def test_two_steps_of_a_kind_show_their_own_values(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, [LINES, Generate(model="lines", via=Via.LINES, seed=7, detail=0.9)])
    bench.session.select(1)
    editor = bench.panel.editor
    assert editor.seed is not None
    assert (editor.seed.entry.value(), editor.sliders["detail"].value) == (7, 0.9)
    assert bench.session.chain.steps[0] == LINES
    assert bench.undo_count() == 2


def test_showing_changes_nothing(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, ALL, models=MODELS)
    before = bench.session.chain
    for place in range(len(ALL)):
        bench.session.select(place)
    bench.panel.refresh()
    assert bench.session.chain == before
    assert bench.undo_count() == len(ALL)


def test_a_low_window_scrolls_to_the_step_that_was_added(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, [Trace()] * 12)
    bench.panel.resize(320, 420)
    QTest.mouseClick(bench.card("Winter"), Left)
    row = bench.panel.stack.rows[-1]
    qtbot.waitUntil(lambda: not row.visibleRegion().isEmpty())
    bench.session.select(0)
    qtbot.waitUntil(lambda: not bench.panel.stack.rows[0].visibleRegion().isEmpty())


def test_the_buttons_are_the_commands_of_the_window(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, [WAVE])
    done: list[str] = []
    for command, action in bench.actions.items():
        action.triggered.connect(lambda _=False, command=command: done.append(command))
    found = bench.panel.findChildren(QToolButton)
    buttons = {button.defaultAction().text(): button for button in found if button.defaultAction()}
    for command in COMMANDS:
        assert buttons[command].accessibleName() == command
        QTest.mouseClick(buttons[command], Left)
    assert done == list(COMMANDS)
