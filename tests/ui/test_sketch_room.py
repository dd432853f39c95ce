"""The sketch room: the photo follows the pen, is kept, shown again, varied; models and their examples."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from window_fakes import Studio, generated, photo, same, trouble

from studio.core.generate import GenerateRequest
from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.ui.sketch.flow import DRAFT_SIZE
from studio.ui.sketch.room import SketchRoom
from studio.ui.sketch.variations import VariationsDialog


@pytest.fixture
def drawing(studio: Studio) -> Studio:
    """A window in the sketch room."""
    studio.window.rooms.show("sketch")
    return studio


def room(studio: Studio) -> SketchRoom:
    return studio.window.sketch


def stroke(studio: Studio, y: int = 100, lift: bool = True) -> None:
    """A line across the drawing."""
    session = room(studio).session
    session.begin_stroke(40, y, 1.0)
    for x in range(60, 300, 20):
        session.stroke_to(x, y + x // 10, 1.0)
    if lift:
        session.end()


def wanted(studio: Studio) -> GenerateRequest:
    request = room(studio).desk.inputs.request()
    assert request is not None
    return request


def shown(studio: Studio) -> Picture | None:
    return room(studio).canvas.result_view.picture


def seen(studio: Studio) -> Picture:
    picture = shown(studio)
    assert picture is not None
    return picture


def open_variations(studio: Studio) -> VariationsDialog:
    studio.run("sketch-variations")
    dialog = studio.window.findChild(VariationsDialog)
    assert isinstance(dialog, VariationsDialog)
    return dialog


def rested(studio: Studio) -> bool:
    """Whether the photo of the drawing as it is is in view at full size."""
    picture = shown(studio)
    return not room(studio).desk.flow.wanted and picture is not None and same(picture, generated(wanted(studio)))


def layers(studio: Studio, kind: Kind) -> int:
    return len(room(studio).session.document.of_kind(kind))


# --- live -------------------------------------------------------------------------------------------------------------


def test_a_draft_comes_while_the_pen_moves_and_full_size_when_it_rests(drawing: Studio) -> None:
    drawing.generator.held = lambda request: request.params.size != DRAFT_SIZE
    drawing.generator.gate.clear()
    stroke(drawing, lift=False)
    drawing.wait(lambda: shown(drawing) is not None)
    assert max(seen(drawing).width, seen(drawing).height) == DRAFT_SIZE
    assert "draft" in room(drawing).head.detail.text()
    room(drawing).session.end()
    drawing.generator.gate.set()
    drawing.wait(lambda: rested(drawing))
    document = room(drawing).session.document
    assert (seen(drawing).width, seen(drawing).height) == (document.width, document.height)
    assert "full size" in room(drawing).head.detail.text()


def test_the_result_view_never_goes_blank_between_frames(drawing: Studio) -> None:
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    seen: list[object] = []
    room(drawing).desk.shown_changed.connect(lambda: seen.append(shown(drawing)))
    for y in (150, 200, 250):
        stroke(drawing, y)
        QTest.qWait(20)
    drawing.wait(lambda: rested(drawing))
    assert seen
    assert None not in seen


def test_the_newest_drawing_wins_and_a_draft_that_has_begun_is_finished(drawing: Studio) -> None:
    drawing.generator.gate.clear()
    stroke(drawing, lift=False)
    drawing.wait(lambda: drawing.generator.drafts)
    for y in range(120, 300, 20):  # while the first draft is still being made
        room(drawing).session.stroke_to(200, y, 1.0)
        QTest.qWait(5)
    assert len(drawing.generator.live) == 1, "drafts that give way to the next one would never be seen"
    room(drawing).session.end()
    drawing.generator.gate.set()
    drawing.wait(lambda: rested(drawing))
    assert not drawing.generator.stopped
    assert len(drawing.generator.drafts) <= 3, "what came in between was never asked for"
    assert drawing.generator.full[-1].key == wanted(drawing).key


def test_full_size_gives_way_to_the_next_stroke(drawing: Studio) -> None:
    drawing.generator.held = lambda request: request.params.size != DRAFT_SIZE
    drawing.generator.gate.clear()
    stroke(drawing)
    drawing.wait(lambda: drawing.generator.full)
    first = drawing.generator.full[0]
    stroke(drawing, 200, lift=False)
    drawing.wait(lambda: first in drawing.generator.stopped)
    drawing.wait(lambda: len(drawing.generator.drafts) == 2)


def test_the_same_drawing_is_never_made_twice(drawing: Studio) -> None:
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    first = shown(drawing)
    stroke(drawing, 200)
    drawing.wait(lambda: rested(drawing))
    second, count = shown(drawing), len(drawing.generator.live)
    drawing.run("undo")
    drawing.wait(lambda: shown(drawing) is first)
    drawing.run("redo")
    drawing.wait(lambda: shown(drawing) is second)
    QTest.qWait(150)
    assert len(drawing.generator.live) == count


def test_it_pauses_while_the_room_is_hidden_or_live_is_off(drawing: Studio) -> None:
    drawing.window.rooms.show("photo")
    stroke(drawing)
    QTest.qWait(150)
    assert not drawing.generator.live
    drawing.window.rooms.show("sketch")
    drawing.wait(lambda: rested(drawing))
    drawing.window.commands["live"].setChecked(False)
    count = len(drawing.generator.live)
    stroke(drawing, 200)
    QTest.qWait(150)
    assert len(drawing.generator.live) == count
    drawing.run("sketch-keep")
    drawing.wait(lambda: rested(drawing))
    assert layers(drawing, Kind.RESULT) == 1, "without live, Keep makes the picture first"


def test_other_live_work_puts_it_off_but_does_not_lose_it(drawing: Studio) -> None:
    drawing.generator.gate.clear()
    stroke(drawing)
    drawing.wait(lambda: drawing.generator.live)
    drawing.service.cancel_live()
    drawing.generator.gate.set()
    drawing.wait(lambda: rested(drawing))


def test_an_empty_sheet_has_no_photo(drawing: Studio) -> None:
    QTest.qWait(100)
    assert not drawing.generator.live
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    drawing.run("undo")
    drawing.wait(lambda: shown(drawing) is None)
    drawing.run("sketch-keep")
    assert "Draw something" in drawing.message


def test_a_failure_is_told_in_one_sentence_and_the_drawing_stays(drawing: Studio) -> None:
    drawing.generator.trouble = trouble("The weights of this model are damaged; install it again.")
    stroke(drawing)
    drawing.wait(lambda: drawing.message)
    assert drawing.message == "The weights of this model are damaged; install it again."
    QTest.qWait(200)
    assert len(drawing.generator.live) == 1, "what failed is not tried again and again"
    assert (room(drawing).session.source().pixels < 128).any()
    drawing.generator.trouble = None
    stroke(drawing, 200)
    drawing.wait(lambda: rested(drawing))


def test_painting_is_not_held_up_by_what_is_made(drawing: Studio) -> None:
    drawing.generator.gate.clear()
    stroke(drawing)
    drawing.wait(lambda: drawing.generator.live)
    began = time.perf_counter()
    drawing.run("undo")
    stroke(drawing, 200)
    assert time.perf_counter() - began < 1.0
    assert room(drawing).session.undo_text


# --- choices ----------------------------------------------------------------------------------------------------------


def test_look_seed_and_size_decide_the_picture(drawing: Studio) -> None:
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    panel, generation = room(drawing).panel, room(drawing).generation
    panel.seed.entry.setValue(77)
    panel.look.value_changed.emit(0.25)
    panel.size_box.chosen.emit(512)
    making = generation.making
    assert (making.seed, making.look, making.size) == (77, 0.25, 512)
    drawing.wait(lambda: rested(drawing))
    assert max(seen(drawing).width, seen(drawing).height) == 512
    drawing.run("dice")
    assert generation.making.seed != 77
    assert panel.seed.entry.value() == generation.making.seed


def test_a_new_drawing_gets_a_seed_of_its_own_unless_it_is_locked(drawing: Studio) -> None:
    generation = room(drawing).generation
    generation.change(seed=5, locked=True)
    room(drawing).session.new(300, 200)
    assert generation.making.seed == 5
    generation.change(locked=False)
    room(drawing).session.new(200, 300)
    assert generation.making.seed != 5


def test_every_model_shows_what_it_makes_of_its_example(drawing: Studio) -> None:
    picker = room(drawing).panel.picker
    drawing.wait(lambda: all(card.complete for card in picker.cards))
    assert [card.text() for card in picker.cards] == ["Sketch to photo", "Colourise"], (
        "maps are painted and photos translated elsewhere"
    )
    drawing.qtbot.mouseClick(picker.cards[1], Qt.MouseButton.LeftButton)
    assert room(drawing).generation.making.model == "colour"
    assert drawing.window.settings.current.generating.model == "colour"


def test_choosing_a_model_loses_nothing(drawing: Studio) -> None:
    stroke(drawing)
    before = room(drawing).session.source()
    for model in ("colour", "lines"):
        room(drawing).generation.change(model=model)
    assert room(drawing).session.source() is before
    drawing.wait(lambda: rested(drawing))


def test_the_example_of_each_model_can_be_tried_and_taken_back(drawing: Studio) -> None:
    for model, kind in (("lines", Kind.SKETCH), ("colour", Kind.REFERENCE)):
        room(drawing).generation.change(model=model)
        before = layers(drawing, kind)
        drawing.run("example")
        drawing.wait(lambda kind=kind, count=before + 1: layers(drawing, kind) == count)
        drawing.wait(lambda: rested(drawing))
        drawing.run("undo")
        assert layers(drawing, kind) == before


def test_a_photo_opened_here_lies_under_the_drawing_and_is_what_picture_models_see(drawing: Studio) -> None:
    room(drawing).generation.change(model="colour")
    drawing.window.files.open_path(drawing.file(picture=photo(90, 60)))
    drawing.wait(lambda: layers(drawing, Kind.REFERENCE) == 1)
    document = room(drawing).session.document
    assert (document.width, document.height) == (90, 60), "an empty canvas takes the photo's form"
    assert same(wanted(drawing).source, photo(90, 60))
    drawing.wait(lambda: rested(drawing))
    assert drawing.window.session.photo is None


def test_tracing_draws_the_lines_of_a_photo_and_the_detail_can_be_changed(drawing: Studio) -> None:
    drawing.window.files.open_path(drawing.file(picture=photo(90, 60)))
    drawing.wait(lambda: layers(drawing, Kind.REFERENCE) == 1)
    drawing.run("sketch-trace")
    drawing.wait(lambda: layers(drawing, Kind.SKETCH) == 2)
    few = int((room(drawing).session.source().pixels < 128).sum())
    room(drawing).panel.detail.value_settled.emit(1.0)
    drawing.wait(lambda: int((room(drawing).session.source().pixels < 128).sum()) > few)
    assert layers(drawing, Kind.SKETCH) == 2, "the new lines take the place of the first ones"
    assert [request.detail for request in drawing.tracer.began] == [0.5, 1.0]
    drawing.wait(lambda: rested(drawing))


def test_hints_colour_the_photo_and_can_be_cleared(drawing: Studio) -> None:
    session = room(drawing).session
    stroke(drawing)
    drawing.window.commands["sketch-hints"].trigger()
    session.tools.set_colour((200, 30, 30))
    stroke(drawing, 200)
    assert wanted(drawing).hints is not None
    drawing.wait(lambda: rested(drawing))
    drawing.run("sketch-clear-hints")
    assert wanted(drawing).hints is None
    drawing.run("undo")
    assert wanted(drawing).hints is not None


# --- results ----------------------------------------------------------------------------------------------------------


def test_keep_is_one_step_of_undo(drawing: Studio) -> None:
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    picture, before = seen(drawing), room(drawing).session.undo_text
    drawing.run("sketch-keep")
    assert layers(drawing, Kind.RESULT) == 1
    layer = room(drawing).session.document.of_kind(Kind.RESULT)[0]
    assert np.array_equal(layer.pixels[..., :3], picture.pixels)
    assert "lines" in layer.note
    assert len(drawing.window.results) == 1
    assert shown(drawing) is picture
    drawing.run("sketch-keep")
    assert layers(drawing, Kind.RESULT) == 1, "once is enough"
    drawing.run("undo")
    assert layers(drawing, Kind.RESULT) == 0
    assert room(drawing).session.undo_text == before
    assert len(drawing.window.results) == 1, "the history forgets nothing"


def test_keep_waits_for_full_size(drawing: Studio) -> None:
    drawing.generator.held = lambda request: request.params.size != DRAFT_SIZE
    drawing.generator.gate.clear()
    stroke(drawing)
    drawing.wait(lambda: drawing.generator.full)
    drawing.run("sketch-keep")
    assert layers(drawing, Kind.RESULT) == 0
    drawing.generator.gate.set()
    drawing.wait(lambda: layers(drawing, Kind.RESULT) == 1)
    assert rested(drawing)


def test_the_history_brings_back_picture_model_seed_and_look(drawing: Studio) -> None:
    generation = room(drawing).generation
    generation.change(seed=11, look=0.5)
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    kept = seen(drawing)
    drawing.run("sketch-keep")
    generation.change(seed=12, look=1.5)
    stroke(drawing, 250)
    drawing.wait(lambda: rested(drawing))
    drawing.window.strip.chosen.emit(drawing.window.results[0])
    assert (generation.making.seed, generation.making.look) == (11, 0.5)
    drawing.wait(lambda: same(seen(drawing), kept))
    QTest.qWait(150)
    assert same(seen(drawing), kept), "it stays until something is drawn"
    stroke(drawing, 300)
    drawing.wait(lambda: rested(drawing))
    assert drawing.generator.full[-1].params.seed == 11


def test_the_history_leads_back_to_the_room_where_a_result_was_made(drawing: Studio) -> None:
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    drawing.run("sketch-keep")
    drawing.window.rooms.show("photo")
    drawing.open()
    drawing.pick()
    drawing.paint()
    kept = drawing.window.results[0].picture.picture
    room(drawing).session.new(300, 200)
    drawing.window.strip.chosen.emit(drawing.window.results[0])
    assert drawing.window.rooms.current is room(drawing)
    assert shown(drawing) is kept
    QTest.qWait(150)
    assert shown(drawing) is kept, "it is looked at until something is drawn"
    drawing.window.strip.chosen.emit(drawing.window.results[1])
    assert drawing.window.rooms.current.name == "photo"


def test_a_result_is_saved_under_the_name_of_model_and_seed(drawing: Studio) -> None:
    room(drawing).generation.change(seed=4)
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    assert room(drawing).finish()
    saved = room(drawing).shown
    assert saved is not None
    assert saved.stem == "drawing-lines-4"
    drawing.window.file_commands.save_to(drawing.folder / "out.png")
    drawing.wait(lambda: not drawing.window.file_commands.writing)
    assert (drawing.folder / "out.png").exists()
    assert not drawing.window.results.unsaved
    assert layers(drawing, Kind.RESULT) == 0


def test_variations_show_nine_seeds_and_a_click_takes_one(drawing: Studio) -> None:
    room(drawing).generation.change(seed=9)
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    dialog = open_variations(drawing)
    assert dialog.tiles[0].seed == 9
    drawing.wait(lambda: all(tile.picture is not None for tile in dialog.tiles))
    pictures = [tile.picture for tile in dialog.tiles if tile.picture is not None]
    assert len({picture.digest for picture in pictures}) == 9
    assert max(pictures[0].width, pictures[0].height) == 192
    chosen = dialog.tiles[4].seed
    drawing.qtbot.mouseClick(dialog.tiles[4], Qt.MouseButton.LeftButton)
    assert room(drawing).generation.making.seed == chosen
    drawing.wait(lambda: rested(drawing))


def test_nine_more_and_a_failure_in_the_grid(drawing: Studio) -> None:
    stroke(drawing)
    dialog = open_variations(drawing)
    before = [tile.seed for tile in dialog.tiles]
    drawing.generator.trouble = trouble("There is not enough memory; close other programs.")
    dialog.more.click()
    assert not set(before) & {tile.seed for tile in dialog.tiles}
    drawing.wait(lambda: "memory" in dialog.words.text())
    dialog.reject()


# --- looking ----------------------------------------------------------------------------------------------------------


def test_both_views_share_zoom_and_the_result_can_be_laid_over(drawing: Studio) -> None:
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    canvas = room(drawing).canvas
    assert canvas.view.viewport is canvas.result_view.viewport
    drawing.run("zoom-200")
    assert canvas.viewport.zoom == 2
    assert drawing.window.canvas.viewport.zoom != 2, "the photo keeps its own"
    plain = canvas.view.grab().toImage()
    room(drawing).panel.overlay.value_changed.emit(0.7)
    assert canvas.view.grab().toImage() != plain
    room(drawing).panel.overlay.value_changed.emit(0.0)
    assert canvas.view.grab().toImage() == plain


def test_holding_a_key_shows_the_drawing_in_place_of_the_photo(drawing: Studio) -> None:
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    view = room(drawing).canvas.result_view
    photo_seen = view.grab().toImage()
    drawing.qtbot.keyPress(view, Qt.Key.Key_Backslash)
    assert view.holding
    assert view.grab().toImage() != photo_seen
    drawing.qtbot.keyRelease(view, Qt.Key.Key_Backslash)
    assert not view.holding


def test_the_result_can_have_a_window_of_its_own(drawing: Studio) -> None:
    stroke(drawing)
    drawing.wait(lambda: rested(drawing))
    canvas = room(drawing).canvas
    drawing.run("sketch-detach")
    own = canvas.result_view.window()
    assert own is not drawing.window
    assert own.isVisible()
    stroke(drawing, 200)
    drawing.wait(lambda: rested(drawing))
    own.close()
    assert canvas.result_view.window() is drawing.window
    assert not drawing.window.commands["sketch-detach"].isChecked()


def test_drawing_with_the_mouse_reaches_the_generator(drawing: Studio) -> None:
    view = room(drawing).canvas.view
    middle = view.rect().center()
    drawing.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 8):
        drawing.qtbot.mouseMove(view, middle + QPoint(4 * step, 2 * step))
    drawing.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(30, 15))
    drawing.wait(lambda: rested(drawing))
    assert (wanted(drawing).source.pixels < 128).any()


def test_without_a_model_the_room_says_so(open_studio: Callable[..., Studio]) -> None:
    studio = open_studio(models=())
    studio.window.rooms.show("sketch")
    stroke(studio)
    assert not studio.window.commands["sketch-keep"].isEnabled()
    assert "No model" in room(studio).panel.words.text()
    QTest.qWait(60)
    assert not studio.generator.began
