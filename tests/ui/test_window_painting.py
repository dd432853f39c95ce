"""The way of a picture through the real window: open, pick, watch, cancel, paint, look again."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from window_fakes import Studio, expected, photo, same, trouble


def test_pick_a_style_and_the_draft_appears(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    draft, sharp = studio.painter.began
    assert (draft.engine, draft.params.size, sharp.engine, sharp.params.size) == ("instant", 512, "instant", 1024)
    assert studio.window.canvas.result.detail.text() == "full size · 1024 × 683"


def test_live_rests_when_nothing_changes(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    count = len(studio.painter.began)
    studio.window.panel.show_choices()
    studio.window.session.change("Content weight", content=0.1, smoothness=0.9, seed=8)
    studio.qtbot.wait(300)
    assert len(studio.painter.began) == count, "these play no part in an instant picture"


def test_live_off_stays_off(open_studio: Callable[..., Studio]) -> None:
    studio = open_studio(live=False)
    studio.open()
    studio.pick()
    studio.qtbot.wait(300)
    assert not studio.painter.began
    assert studio.window.canvas.result._hint.text() == "Press Finish (Ctrl+Enter)."


def test_paint_keeps_the_result_and_its_parameters(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.window.session.change("Size", size=128)
    first = studio.paint()
    studio.wait(lambda: studio.shows(first))
    assert (studio.shown.width, studio.shown.height) == (128, 85)
    studio.window.panel.sliders["strength"].value_changed.emit(0.2)
    second = studio.paint()
    studio.wait(lambda: studio.shows(second))

    strip = studio.window.strip
    strip.clicked.emit(strip.model().index(0, 0))
    studio.wait(lambda: studio.shows(first))
    assert studio.window.session.choices.strength == 0.6
    assert studio.window.panel.sliders["strength"].value == pytest.approx(0.6)
    studio.qtbot.wait(300)
    assert studio.shows(first), "looking back must not be painted over by a live picture"
    studio.run("next")
    studio.wait(lambda: studio.shows(second))


def test_a_painting_that_exists_is_not_painted_again(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.paint()
    studio.run("paint")
    assert len(studio.painter.paintings) == 1
    assert "before" in studio.message


def test_escape_cancels_and_the_window_goes_on(studio: Studio) -> None:
    studio.painter.gate.clear()
    studio.open()
    studio.pick()
    studio.run("paint")
    studio.wait(lambda: studio.window.status.progress.isVisible() and studio.window.status.percent.text())
    start = time.monotonic()
    studio.qtbot.keyClick(studio.window.canvas.result_view, Qt.Key.Key_Escape)
    studio.wait(lambda: not studio.window.painter.asks)
    assert time.monotonic() - start < 1.0
    assert not studio.window.status.progress.isVisible()
    assert len(studio.window.results) == 0
    studio.painter.gate.set()
    studio.paint()
    assert len(studio.window.results) == 1


def test_paintings_wait_in_line_and_the_line_can_be_emptied(studio: Studio) -> None:
    studio.painter.gate.clear()
    studio.open()
    for style in ("starry-night", "great-wave", "sunflowers"):
        studio.pick(style)
        studio.run("paint")
    studio.wait(lambda: "2" in studio.window.status.queue.text())
    assert studio.window.status.queue.isVisible()
    studio.run("clear-queue")
    studio.wait(lambda: not studio.window.painter.asks)
    assert not studio.window.status.queue.isVisible()
    assert len(studio.window.results) == 0


def test_live_goes_before_a_painting_which_then_finishes(studio: Studio) -> None:
    studio.painter.gate.clear()
    studio.open()
    studio.pick()
    request = studio.window.session.document.request()
    studio.run("paint")
    studio.wait(lambda: studio.painter.paintings)
    studio.pick("great-wave")
    studio.wait(studio.drafted)
    studio.painter.gate.set()
    studio.wait(lambda: len(studio.window.results) == 1)
    assert studio.drafted(), "what the artist asked for last stays in view"
    studio.help_button("Show").click()
    studio.wait(lambda: studio.shows(expected(request)))


def test_a_failure_is_one_sentence_with_help_and_nothing_is_lost(studio: Studio) -> None:
    studio.open()
    studio.pick()
    kept = studio.paint()
    studio.window.panel.sliders["strength"].value_changed.emit(0.3)
    studio.painter.trouble = trouble("There is not enough memory for this size; choose a smaller size.")
    studio.run("paint")
    studio.wait(lambda: "not enough memory" in studio.message)
    assert studio.window.status.complaining
    assert studio.window.commands["paint"].isEnabled()
    studio.painter.trouble = None
    studio.help_button("Use 768 px").click()
    studio.wait(lambda: len(studio.window.results) == 2)
    assert studio.window.session.choices.size == 768
    assert not studio.window.status.complaining
    assert same(studio.window.results[0].picture.picture, kept)


def test_a_bug_in_an_engine_is_a_sentence_too(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    studio.painter.trouble = RuntimeError("mat1 and mat2 shapes cannot be multiplied")
    studio.run("paint")
    studio.wait(lambda: studio.window.status.complaining)
    studio.painter.trouble = None
    studio.help_button("Try Again").click()
    studio.wait(lambda: len(studio.window.results) == 1)


def test_result_becomes_the_photo_and_undo_takes_it_back(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.window.session.change("Size", size=128)
    painted = studio.paint()
    original = studio.window.session.photo
    studio.run("adopt")
    studio.wait(lambda: studio.window.session.photo is not original)
    adopted = studio.window.session.photo
    assert same(adopted.picture, painted)
    assert adopted.steps == ("Starry Night",)
    assert "→ Starry Night" in studio.window.canvas.photo.title.text()
    studio.run("undo")
    assert studio.window.session.photo is original
    studio.wait(lambda: studio.shows(painted))
    studio.run("redo")
    assert studio.window.session.photo is adopted
    studio.run("revert")
    assert studio.window.session.photo is original


def test_a_draft_is_not_adopted_by_accident(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    before = studio.window.session.photo
    studio.run("adopt")
    assert studio.window.session.photo is before
    studio.help_button("Finish").click()
    studio.wait(lambda: len(studio.window.results) == 1)


def test_a_painting_of_another_photo_goes_to_the_history_only(studio: Studio) -> None:
    studio.painter.gate.clear()
    studio.open()
    studio.pick()
    first = studio.window.session.photo
    request = studio.window.session.document.request()
    studio.run("paint")
    studio.wait(lambda: studio.painter.paintings)
    studio.open("other.png", photo(64, 96, seed=9))
    studio.wait(studio.drafted)
    studio.painter.gate.set()
    studio.wait(lambda: len(studio.window.results) == 1)
    assert studio.drafted()
    studio.window.strip.step(0)
    studio.wait(lambda: studio.shows(expected(request)))
    assert same(studio.window.session.photo.picture, first.picture)
    assert studio.window.session.photo.name == "photo.png"


def test_loading_trouble_is_told_and_painting_switched_off(open_studio: Callable[..., Studio], monkeypatch) -> None:
    sentence = "The painting engines could not be loaded; install the application again."
    monkeypatch.setattr("window_fakes.EngineSet", lambda *_: (_ for _ in ()).throw(trouble(sentence)))
    studio = open_studio()
    studio.wait(lambda: studio.message == sentence)
    studio.open()
    studio.pick()
    assert not studio.window.commands["paint"].isEnabled()
    assert studio.window.canvas.result._hint.text() == sentence


def test_previews_stream_while_painting(studio: Studio) -> None:
    studio.painter.gate.clear()
    studio.open()
    studio.window.commands["live"].setChecked(False)
    studio.pick()
    request = studio.window.session.document.request()
    studio.run("paint")
    studio.wait(lambda: studio.shows(expected(request)))
    assert studio.window.bench.shown.result is None
    assert studio.window.canvas.result.detail.text().startswith("being painted")
    studio.run("cancel")
    studio.wait(lambda: studio.window.canvas.result.detail.text().startswith("not finished"))


def test_escape_before_the_engines_are_loaded(studio: Studio) -> None:
    studio.painter.gate.clear()
    studio.open()
    studio.window.commands["live"].setChecked(False)
    studio.pick()
    studio.run("paint")
    studio.window.painter._activities.clear()  # as before the worker has begun
    studio.run("cancel")
    studio.wait(lambda: not studio.window.painter.asks)
    assert "Finish" in studio.window.canvas.result._hint.text()


def test_a_removed_result_leaves_the_view(studio: Studio) -> None:
    studio.open()
    studio.window.commands["live"].setChecked(False)
    studio.pick()
    studio.paint()
    studio.wait(lambda: studio.window.bench.shown and studio.window.bench.shown.result)
    studio.window.bench.remove(studio.window.results[0])
    assert studio.shown is None
    assert not studio.window.commands["save-result"].isEnabled()
