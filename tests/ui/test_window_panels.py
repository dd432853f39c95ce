"""Panels, keys and looks of the real window, and undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QToolButton
from window_fakes import Studio

from studio.core.params import STROKE_SIZE, STYLE_WEIGHT, Colours, Quality, Start
from studio.library.reference_vgg import ReferenceStatus
from studio.ui.session.session import Session
from studio.ui.styles.more_options import REFERENCE, MoreOptions
from studio.ui.styles.panel import FOR_OPTIMISER
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.window.commands import all_commands
from studio.ui.window.settings import load_settings
from studio.ui.window.shortcuts import ShortcutsDialog

Key = Qt.Key


def drag(studio: Studio, slider: ControlSlider, start: float, stop: float) -> None:
    """Drags a slider's knob with the mouse, in four moves."""
    track = slider.focusProxy()
    points = [QPoint(round(track.width() * (start + (stop - start) * i / 4)), track.height() // 2) for i in range(5)]
    studio.qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        studio.qtbot.mouseMove(track, point)
    studio.qtbot.mouseRelease(track, Qt.MouseButton.LeftButton, pos=points[-1])


# --- undo ------------------------------------------------------------------------------------------------------------


def test_a_slider_drag_is_one_undo_step(studio: Studio) -> None:
    session, slider = studio.window.session, studio.window.panel.sliders["strength"]
    drag(studio, slider, 0.6, 0.9)
    once = slider.value
    assert once > 0.75
    drag(studio, slider, once, 0.2)
    assert slider.value < 0.4
    studio.run("undo")
    assert session.choices.strength == slider.value == once
    studio.run("undo")
    assert session.choices.strength == slider.value == 0.6
    assert not studio.window.commands["undo"].isEnabled()
    studio.run("redo")
    assert slider.value == once
    assert "Style weight" in studio.window.commands["undo"].text()


def test_undo_brings_back_styles_and_photos(studio: Studio) -> None:
    studio.open("one.png")
    studio.pick("great-wave")
    studio.open("two.png")
    studio.pick("sunflowers")
    seen = []
    while studio.window.commands["undo"].isEnabled():
        studio.run("undo")
        photo, styles = studio.window.session.photo, studio.window.panel.mix.styles()
        seen.append((photo.name if photo else None, [style for style, _ in styles]))
    assert seen == [("two.png", ["great-wave"]), ("one.png", ["great-wave"]), ("one.png", []), (None, [])]
    assert studio.window.canvas.empty_shown


def test_reset_puts_the_controls_back_and_keeps_the_paintings(studio: Studio) -> None:
    studio.pick("great-wave")
    studio.window.session.change("x", strength=0.9, smoothness=0.1, size=512, seed=4)
    studio.run("reset")
    choices = studio.window.session.choices
    assert (choices.strength, choices.smoothness, choices.seed) == (0.6, 0.3, 0)
    assert (choices.size, choices.styles) == (512, (("great-wave", 1.0),))


# --- the panel -------------------------------------------------------------------------------------------------------


def test_two_styles_share_a_blend(studio: Studio) -> None:
    studio.pick("great-wave")
    studio.window.panel.picker.second_chosen.emit("sunflowers")
    assert studio.window.session.choices.styles == (("great-wave", 0.5), ("sunflowers", 0.5))


def test_every_option_reaches_the_document(studio: Studio) -> None:
    panel, session = studio.window.panel, studio.window.session
    panel.quality.setCurrentIndex(3)
    panel.quality.activated.emit(3)
    panel.more.start.activated.emit(2)
    panel.more.colours.activated.emit(1)
    panel.more.seed.setValue(77)
    choices = session.choices
    assert (choices.quality, choices.start, choices.colours, choices.seed) == (
        Quality.BEST, Start.NOISE, Colours.LUMA, 77,
    )  # fmt: skip
    studio.run("dice")
    assert session.choices.seed != 77
    studio.run("undo")
    assert (session.choices.seed, panel.more.seed.value()) == (77, 77)


def test_what_an_instant_painting_has_no_use_for_is_grey(studio: Studio) -> None:
    panel = studio.window.panel
    idle = [*(panel.sliders[control.key] for control in FOR_OPTIMISER), panel.more.seed, panel.more.start]
    busy = [panel.sliders[STYLE_WEIGHT.key], panel.sliders[STROKE_SIZE.key], panel.more.colours]
    panel.fold.set_open(True)
    for quality in (Quality.INSTANT, Quality.GOOD):
        studio.window.session.change("Quality", quality=quality)
        instant = quality is Quality.INSTANT
        assert [widget.isEnabled() for widget in idle] == [not instant] * 4
        assert all(widget.isEnabled() for widget in busy)
        assert panel.waiting.isVisibleTo(panel) == instant


@pytest.mark.parametrize(
    ("typed", "size", "words"),
    [
        ("700", 700, "700 px"),
        ("900px", 900, "900 px"),
        ("3", 64, "64 px"),
        ("99999", 8192, "8192 px"),
        ("?", 1024, "1024 px"),
    ],
)
def test_any_size_may_be_typed(studio: Studio, typed: str, size: int, words: str) -> None:
    box = studio.window.panel.size_box
    box.lineEdit().selectAll()
    studio.qtbot.keyClicks(box.lineEdit(), typed)
    studio.qtbot.keyClick(box.lineEdit(), Key.Key_Return)
    assert studio.window.session.choices.size == size
    assert box.currentText() == words


def test_the_photos_own_size(studio: Studio) -> None:
    box = studio.window.panel.size_box
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.count() - 1)
    assert studio.window.session.choices.size is None


def test_an_encoder_that_is_missing_says_why(studio: Studio) -> None:
    more, status = studio.window.panel.more, studio.window.status
    assert more.encoder.itemText(1) == "Reference VGG-19 (not installed)"
    more.encoder.setCurrentIndex(1)
    more.encoder.activated.emit(1)
    assert "one-time download" in studio.message
    assert [button.text() for button in status.help_buttons] == ["Download", "Choose File…"]
    assert studio.window.session.choices.encoder == "atelier-encoder"
    assert more.encoder.currentIndex() == 0


def test_an_encoder_that_is_installed_can_be_chosen(qtbot) -> None:
    session = Session()
    more = MoreOptions(session, lambda: ReferenceStatus(True, None, "Reference VGG-19 is installed."))
    qtbot.addWidget(more)
    more.encoder.activated.emit(1)
    assert session.choices.encoder == REFERENCE


def test_own_styles_are_renamed_removed_and_taken_back(studio: Studio) -> None:
    studio.pick("great-wave")
    picker = studio.window.panel.picker
    picker.rename_requested.emit("great-wave", "The Sea")
    picker.remove_requested.emit("great-wave")
    assert "great-wave" not in picker.style_ids()
    assert studio.window.session.choices.styles == ()
    assert "The Sea" in studio.message
    studio.help_button("Take Back").click()
    assert "great-wave" in picker.style_ids()


def test_a_picture_that_cannot_become_a_style_is_one_sentence(studio: Studio) -> None:
    path = studio.folder / "words.jpg"
    path.write_text("no picture")
    studio.window.panel.picker.pictures_dropped.emit([path])
    studio.wait(lambda: studio.window.status.complaining)
    assert studio.message.startswith("words.jpg")


# --- the view --------------------------------------------------------------------------------------------------------


def test_split_swap_and_hold_by_key(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    window, view = studio.window, studio.window.canvas.result_view
    studio.qtbot.keyClick(view, Key.Key_S)
    assert view.split_shown
    assert not window.canvas.photo.isVisible()
    studio.qtbot.keyClick(view, Key.Key_S)
    assert window.canvas.photo.isVisible()
    studio.qtbot.keyClick(view, Key.Key_X)
    assert window.canvas.result.x() < window.canvas.photo.x()
    studio.qtbot.keyPress(view, Key.Key_Backslash)
    assert view.holding
    studio.qtbot.keyRelease(view, Key.Key_Backslash)
    assert not view.holding


def test_tab_on_the_canvas_hides_everything_else(studio: Studio) -> None:
    studio.open()
    window = studio.window
    window.canvas.result_view.setFocus()
    studio.qtbot.keyClick(window.canvas.result_view, Key.Key_Tab)
    parts = (window.menuBar(), window.statusBar(), window.panel, window.strip)
    assert not any(part.isVisible() for part in parts)
    studio.qtbot.keyClick(window.canvas.result_view, Key.Key_Escape)
    assert all(part.isVisible() for part in parts)


def test_tab_elsewhere_moves_the_focus(studio: Studio) -> None:
    studio.open()
    slider = studio.window.panel.sliders["strength"]
    slider.setFocus()
    before = QApplication.focusWidget()
    studio.qtbot.keyClick(before, Key.Key_Tab)
    assert QApplication.focusWidget() is not before
    assert studio.window.menuBar().isVisible()


def test_f6_goes_round_the_panels(studio: Studio) -> None:
    studio.open()
    window, places = studio.window, []
    for _ in range(4):
        studio.run("next-panel")
        places.append(QApplication.focusWidget())
    assert len(set(places)) == 4
    assert places[-1] is window.canvas.result_view, "a fresh photo has the focus, and the round ends there"


def test_zoom_commands_and_the_label(studio: Studio) -> None:
    studio.open()
    studio.run("zoom-200")
    assert studio.window.canvas.viewport.zoom == 2
    studio.wait(lambda: any(button.text() == "200 %" for button in studio.window.findChildren(QToolButton)))
    studio.run("fit")
    assert studio.window.canvas.viewport.fitting


def test_themes(studio: Studio) -> None:
    def lightness() -> int:
        return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness()

    studio.run("theme-light")
    assert lightness() > 200
    assert load_settings(studio.window.settings._path).window.theme == "light"
    studio.run("theme-dark")
    assert lightness() < 60
    checked = [one for one in ("dark", "light", "system") if studio.window.commands[f"theme-{one}"].isChecked()]
    assert checked == ["dark"]


def test_layout_and_choices_are_remembered(open_studio: Callable[..., Studio]) -> None:
    first = open_studio()
    first.run("history-panel")
    first.window.panel.fold.set_open(True)
    first.window.session.change("Size", size=2048, quality=Quality.DRAFT)
    assert first.window.close()
    second = open_studio().window
    assert not second.strip.isVisible()
    assert not second.commands["history-panel"].isChecked()
    assert second.panel.fold.open
    assert (second.session.choices.size, second.session.choices.quality) == (2048, Quality.DRAFT)


# --- keys and words --------------------------------------------------------------------------------------------------


def test_every_command_says_what_it_does_and_no_two_share_a_key(studio: Studio) -> None:
    used: dict[tuple[str, str], str] = {}
    for _, command in all_commands():
        assert command.tip.endswith("."), command.id
        assert command.tip.count(". ") == 0, command.id
        for key in studio.window.commands.keys(command.id):
            for room in (command.room,) if command.room else ("photo", "sketch"):
                assert (key, room) not in used, f"{key}: {command.id} and {used[key, room]}"
                used[key, room] = command.id
    assert studio.window.commands["paint"].toolTip().endswith("(Ctrl+Return)")


def test_every_control_has_a_name_and_a_tip(studio: Studio) -> None:
    kinds = (QAbstractButton, QComboBox, QAbstractSpinBox, ControlSlider)
    for kind in kinds:
        for widget in studio.window.findChildren(kind):
            if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit):
                continue
            name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            assert name, f"{widget} in {widget.parent()} has no name"
            assert widget.toolTip(), f"{name} has no tip"


def test_the_list_of_keys_is_searched_and_changed(studio: Studio) -> None:
    studio.run("shortcuts")
    dialog = studio.window.findChild(ShortcutsDialog)
    assert dialog is not None
    dialog.search.setText("canvas only")
    assert dialog.list.model().rowCount() == 1
    dialog.search.setText("ctrl+l")
    dialog.list.setCurrentIndex(dialog.list.model().index(0, 0))
    dialog.edit.setKeySequence(QKeySequence("Ctrl+S"))
    dialog.set_button.click()
    commands = studio.window.commands
    assert commands.keys("live") == ("Ctrl+S",)
    assert commands.keys("save") == (), "a key has one meaning"
    stored = dict(load_settings(studio.window.settings._path).shortcuts)
    assert stored == {"live": "Ctrl+S", "save": ""}
    dialog.reset_button.click()
    assert commands.keys("save") == ("Ctrl+S",)
    dialog.close()
