"""The Transform room in a window: the result follows the chain, is kept, saved and called back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_fakes import CHANGES, MODELS, Studio, photo, same, transformed, trouble

from studio.core.chain import Generate, Stylize
from studio.core.params import Quality
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.ui.transform.requests import DRAFT_SIZE
from studio.ui.transform.room import TransformRoom

WINTER, NIGHT = Generate(model="winter"), Generate(model="night")


@pytest.fixture
def world(open_studio: Callable[..., Studio]) -> Studio:
    """A window in the Transform room, with a photo."""
    studio = open_studio(models=(*MODELS, *CHANGES))
    studio.window.rooms.show("transform")
    open_photo(studio)
    return studio


def open_photo(studio: Studio, name: str = "hill.png", picture: Picture | None = None) -> None:
    before = room(studio).session.photo
    studio.window.files.open_path(studio.file(name, picture or photo(600, 400)))
    studio.wait(lambda: room(studio).session.photo is not before)


def room(studio: Studio) -> TransformRoom:
    return studio.window.transform


def shown(studio: Studio) -> Picture | None:
    return room(studio).canvas.result_view.picture


def rested(studio: Studio) -> bool:
    """Whether the result of the chain as it is is in view at full size."""
    picture, request = shown(studio), room(studio).session.request()
    wanted = room(studio).desk.flow.wanted
    return not wanted and picture is not None and request is not None and same(picture, transformed(request))


# --- the live picture -------------------------------------------------------------------------------------------------


def test_the_result_follows_the_chain_a_draft_first_then_full_size(world: Studio) -> None:
    world.chain.held = lambda request: not request.draft
    world.chain.gate.clear()
    room(world).session.add(WINTER)
    world.wait(lambda: shown(world) is not None)
    picture = shown(world)
    assert picture is not None
    assert (picture.width, picture.height) == (DRAFT_SIZE, 341)
    assert "draft" in room(world).canvas.result.detail.text()
    world.chain.gate.set()
    world.wait(lambda: rested(world))
    assert "full size" in room(world).canvas.result.detail.text()
    assert world.chain.full[-1].photo is room(world).session.photo.picture


def test_while_a_slider_moves_there_are_drafts_and_the_newest_wins(world: Studio) -> None:
    session = room(world).session
    session.add(WINTER)
    world.wait(lambda: rested(world))
    world.chain.gate.clear()
    full = len(world.chain.full)
    for value in np.linspace(0.9, 0.3, 13):
        session.change(0, settled=False, strength=float(value))
        QTest.qWait(2)
    assert len(world.chain.full) == full
    session.settle()
    world.chain.gate.set()
    world.wait(lambda: rested(world))
    assert world.chain.full[-1].chain.steps[0].strength == pytest.approx(0.3)
    assert len(world.chain.drafts) < 10, "what came in between was never asked for"
    world.run("undo")
    assert session.chain.steps[0].strength == 1.0, "a drag is one step"


def test_full_size_gives_way_to_the_next_change(world: Studio) -> None:
    world.chain.held = lambda request: not request.draft
    world.chain.gate.clear()
    room(world).session.add(WINTER)
    world.wait(lambda: world.chain.full)
    first = world.chain.full[0]
    room(world).session.add(NIGHT)
    world.wait(lambda: first in world.chain.stopped)
    world.chain.gate.set()
    world.wait(lambda: rested(world))


def test_undo_brings_back_a_picture_that_was_made_before(world: Studio) -> None:
    session = room(world).session
    session.add(WINTER)
    world.wait(lambda: rested(world))
    winter = shown(world)
    session.add(NIGHT)
    world.wait(lambda: rested(world))
    count = len(world.chain.began)
    world.run("undo")
    world.wait(lambda: shown(world) is winter)
    world.run("undo")
    world.wait(lambda: shown(world) is None)
    world.run("redo")
    world.wait(lambda: shown(world) is winter)
    QTest.qWait(100)
    assert len(world.chain.began) == count


def test_drafts_never_wait_for_the_optimiser(world: Studio) -> None:
    room(world).session.add(Stylize((("starry-night", 1.0),), quality=Quality.BEST))
    world.wait(lambda: rested(world))
    assert [step.quality for step in world.chain.drafts[0].chain.steps] == [Quality.INSTANT]
    assert [step.quality for step in world.chain.full[-1].chain.steps] == [Quality.BEST]


def test_it_pauses_while_hidden_and_without_live_keep_makes_it(world: Studio) -> None:
    world.window.rooms.show("photo")
    room(world).session.add(WINTER)
    QTest.qWait(120)
    assert not world.chain.began
    world.window.rooms.show("transform")
    world.wait(lambda: rested(world))
    world.window.commands["live"].setChecked(False)
    room(world).session.add(NIGHT)
    count = len(world.chain.began)
    QTest.qWait(120)
    assert len(world.chain.began) == count
    world.run("chain-keep")
    world.wait(lambda: len(world.window.results) == 1)
    assert rested(world)


def test_a_failure_is_told_and_nothing_is_lost(world: Studio) -> None:
    world.chain.trouble = trouble("The weights of this model are damaged; install it again.")
    room(world).session.add(WINTER)
    world.wait(lambda: world.message == "The weights of this model are damaged; install it again.")
    QTest.qWait(150)
    assert len(world.chain.began) == 1, "what failed is not tried again and again"
    world.chain.trouble = None
    room(world).session.add(NIGHT)
    world.wait(lambda: rested(world))


# --- results ----------------------------------------------------------------------------------------------------------


def test_keep_puts_it_into_the_history_once_and_show_brings_all_of_it_back(world: Studio) -> None:
    session = room(world).session
    session.add(WINTER)
    world.wait(lambda: rested(world))
    kept, source = shown(world), session.photo
    world.run("chain-keep")
    world.run("chain-keep")
    assert len(world.window.results) == 1
    result = world.window.results[0]
    assert (result.title, result.stem) == ("Winter", "hill-winter")
    session.add(NIGHT)
    open_photo(world, "other.png", photo(300, 200, seed=9))
    world.wait(lambda: rested(world))
    world.window.rooms.show("photo")
    world.window.strip.chosen.emit(result)
    assert world.window.rooms.current is room(world)
    assert (session.photo, session.chain.steps) == (source, (WINTER,))
    assert shown(world) is kept
    world.run("undo")
    assert len(session.chain.steps) == 2
    world.wait(lambda: rested(world))


def test_the_result_is_saved_at_full_size_under_the_name_of_its_steps(world: Studio) -> None:
    session = room(world).session
    session.add(WINTER)
    session.add(NIGHT)
    world.wait(lambda: rested(world))
    assert room(world).finish()
    seen = room(world).shown
    assert seen is not None
    assert seen.stem == "hill-winter-night"
    assert seen.folder == world.folder
    world.window.file_commands.save_to(world.folder / "out.png")
    world.wait(lambda: not world.window.file_commands.writing)
    assert same(load_picture(world.folder / "out.png"), seen.picture)
    assert not world.window.results.unsaved


def test_a_draft_is_not_taken_for_the_result(world: Studio) -> None:
    world.chain.held = lambda request: not request.draft
    world.chain.gate.clear()
    room(world).session.add(WINTER)
    world.wait(lambda: shown(world) is not None)
    assert not room(world).finish()
    assert not room(world).desk.stylise()
    world.run("chain-keep")
    assert not len(world.window.results)
    world.chain.gate.set()
    world.wait(lambda: len(world.window.results) == 1)


def test_a_result_that_is_thrown_away_is_made_again(world: Studio) -> None:
    room(world).session.add(WINTER)
    world.wait(lambda: rested(world))
    world.run("chain-keep")
    result = world.window.results[0]
    result.saved_to = world.folder / "there.png"
    world.run("remove")
    assert not len(world.window.results)
    assert rested(world)
    assert room(world).shown is not None
    assert room(world).shown.result is None


# --- photos, words and commands ---------------------------------------------------------------------------------------


def test_another_photo_goes_through_the_same_chain(world: Studio) -> None:
    session = room(world).session
    session.add(WINTER)
    world.wait(lambda: rested(world))
    open_photo(world, "lake.png", photo(500, 500, seed=4))
    world.wait(lambda: rested(world))
    assert world.window.session.photo is None, "the photo room keeps its own"
    assert room(world).title == "lake.png"
    world.run("undo")
    world.wait(lambda: rested(world))
    assert room(world).title == "hill.png"


def test_the_empty_room_offers_a_photo_and_an_example(open_studio: Callable[..., Studio]) -> None:
    studio = open_studio(models=CHANGES)
    studio.window.rooms.show("transform")
    assert room(studio).canvas.empty_shown
    assert not studio.window.commands["chain-keep"].isEnabled()
    studio.run("example")
    studio.wait(lambda: not room(studio).canvas.empty_shown)
    assert "right" in room(studio).canvas.result._hint.text()


def test_chips_say_the_chain_and_select_its_steps(world: Studio) -> None:
    session, chips = room(world).session, room(world).chips
    world.window.resize(1600, 900)
    for step in (WINTER, NIGHT, Generate(model="weather", domains=(("rain", 0.7),))):
        session.add(step)
    assert chips.words == ("photo", "Winter", "Night", "Rain")
    world.qtbot.mouseClick(chips.chips[1], Qt.MouseButton.LeftButton)
    assert session.selected == 0
    assert chips.chips[1].isChecked()
    session.change(1, on=False)
    assert chips.words == ("photo", "Winter", "Rain")
    for _ in range(4):
        session.add(WINTER)
    assert (chips.words[0], chips.words[-1]) == ("photo", "Winter")
    assert 3 < len(chips.chips) <= 6, "a long chain shows its end"
    least = world.window.minimumSizeHint().width()
    chips.setFixedWidth(200)
    assert 1 < len(chips.chips) < 4
    for _ in range(9):
        session.add(NIGHT)
    assert world.window.minimumSizeHint().width() == least, "words never push the window apart"


def test_commands_change_the_selected_step(world: Studio) -> None:
    session = room(world).session
    session.add(WINTER)
    session.add(Generate(model="weather", domains=(("rain", 0.7),), strength=0.4))
    world.run("chain-up")
    assert [step.strength for step in session.chain.steps] == [0.4, 1.0]
    assert not world.window.commands["chain-up"].isEnabled()
    world.run("dice")
    assert session.selected_step.seed != 0
    world.run("reset")
    assert session.selected_step == Generate(model="weather", domains=(("rain", 0.7),))
    world.run("chain-toggle")
    assert not session.selected_step.on
    world.run("chain-down")
    world.run("chain-remove")
    assert session.chain.steps == (WINTER,)


def test_the_views_share_zoom_and_can_be_compared(world: Studio) -> None:
    room(world).session.add(WINTER)
    world.wait(lambda: rested(world))
    canvas = room(world).canvas
    world.run("zoom-200")
    assert canvas.photo.view.viewport is canvas.result_view.viewport
    assert canvas.viewport.zoom == 2
    world.window.commands["split"].setChecked(True)
    assert canvas.result_view.split_shown
    assert not canvas.photo.isVisible()
    world.window.commands["split"].setChecked(False)
    world.window.commands["swap"].setChecked(True)
    assert canvas.result.x() < canvas.photo.x()


def test_the_room_and_its_panel_are_remembered(world: Studio, open_studio: Callable[..., Studio]) -> None:
    assert world.window.transform.panel.isVisible()
    assert not world.window.panel.isVisible()
    world.window.commands["history-panel"].trigger()
    assert world.window.close()
    second = open_studio(models=CHANGES)
    assert second.window.rooms.current is room(second)
    assert not second.window.strip.isVisible()
    assert room(second).panel.isVisible()
