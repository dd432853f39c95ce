"""From room to room: drawings and photos carried to the Transform room, results on to the styles; and closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from window_fakes import CHANGES, MODELS, Studio, photo, same, transformed

from studio.core.chain import Generate
from studio.core.chain_file import read_chain
from studio.ui.transform.room import TransformRoom
from studio.ui.window import messages
from studio.ui.window.messages import Answer

WINTER = Generate(model="winter")


@pytest.fixture
def world(open_studio: Callable[..., Studio]) -> Studio:
    return open_studio(models=(*MODELS, *CHANGES))


def room(studio: Studio) -> TransformRoom:
    return studio.window.transform


def draw(studio: Studio, y: int = 100) -> None:
    """A line in the sketch room, and the photo of it."""
    sketch = studio.window.sketch
    studio.window.rooms.show("sketch")
    sketch.session.begin_stroke(40, y, 1.0)
    sketch.session.stroke_to(300, y + 10, 1.0)
    sketch.session.end()
    studio.wait(lambda: sketch.desk.newest() is not None)


def rested(studio: Studio) -> bool:
    seen, request = room(studio).desk.current, room(studio).session.request()
    return seen is not None and request is not None and same(seen.picture, transformed(request))


def test_the_tab_stands_between_materials_and_photo(world: Studio) -> None:
    assert list(world.window.rooms.names) == ["photo", "sketch", "materials", "transform"]
    world.qtbot.keyClick(world.window, Qt.Key.Key_F2)
    assert room(world).canvas.isVisible()
    assert room(world).panel.isVisible()
    menus = {action.text().replace("&", ""): action for action in world.window.menuBar().actions()}
    assert menus["Transform"].isVisible()
    assert not menus["Generate"].isVisible()


def test_a_drawing_is_carried_here_and_stays_linked(world: Studio) -> None:
    draw(world)
    made = world.window.sketch.desk.newest()
    assert made is not None
    world.run("transform-this")
    assert world.window.rooms.current is room(world)
    session = room(world).session
    world.wait(lambda: session.photo is not None)
    assert same(session.photo.picture, made.picture)
    session.add(WINTER)
    world.wait(lambda: rested(world))
    assert room(world).chips.words == ("sketch", "Winter")
    first = session.photo
    draw(world, 200)
    world.wait(lambda: session.photo is not first)
    world.qtbot.keyClick(world.window, Qt.Key.Key_F2)
    world.wait(lambda: rested(world))
    world.run("undo")
    assert (session.photo, len(session.chain.steps)) == (first, 1)
    world.qtbot.mouseClick(room(world).chips.chips[0], Qt.MouseButton.LeftButton)
    assert world.window.rooms.current is world.window.sketch


def test_another_photo_ends_the_link(world: Studio) -> None:
    draw(world)
    world.run("transform-this")
    session = room(world).session
    world.wait(lambda: session.photo is not None)
    carried = session.photo
    world.window.files.open_path(world.file(picture=photo(90, 60)))
    world.wait(lambda: session.photo is not carried)
    opened = session.photo
    assert room(world).chips.words == ("photo",)
    draw(world, 200)
    world.qtbot.wait(80)
    assert session.photo is opened


def test_photos_and_paintings_are_carried_here(world: Studio) -> None:
    assert not world.window.commands["transform-this"].isEnabled()
    world.open(picture=photo(96, 64))
    world.run("transform-this")
    session = room(world).session
    world.wait(lambda: session.photo is not None)
    assert session.photo is world.window.session.photo
    world.window.rooms.show("photo")
    world.pick()
    world.wait(world.drafted)
    world.run("transform-this")
    world.wait(lambda: session.photo is not world.window.session.photo)
    assert world.shows(session.photo.picture)


def test_the_result_goes_on_to_the_styles_and_follows_when_one_comes_back(world: Studio) -> None:
    window = world.window
    window.rooms.show("transform")
    session = room(world).session
    window.files.open_path(world.file("hill.png", photo(96, 64)))
    world.wait(lambda: session.photo is not None)
    session.add(WINTER)
    world.wait(lambda: rested(world))
    world.run("chain-stylise")
    assert window.rooms.current.name == "photo"
    world.wait(lambda: window.session.photo is not None)
    assert window.session.photo.name == "hill.png"
    assert same(window.session.photo.picture, transformed(session.request()))
    world.pick()
    world.wait(world.drafted)
    chips = window.chain_line.chips
    assert [chip.accessibleName() for chip in chips.chips.values()] == ["photo", "Winter", "Starry Night"]
    world.qtbot.mouseClick(chips.chips["photo"], Qt.MouseButton.LeftButton)
    assert window.rooms.current is room(world)
    assert room(world).chips.words == ("photo", "Winter", "Starry Night")
    before = window.session.photo
    session.change(0, strength=0.5)
    world.wait(lambda: rested(world))
    world.qtbot.mouseClick(room(world).chips.chips[-1], Qt.MouseButton.LeftButton)
    assert window.rooms.current.name == "photo"
    world.wait(lambda: window.session.photo is not before)
    assert same(window.session.photo.picture, transformed(session.request()))
    room(world).chain.cut()
    assert room(world).chips.words == ("photo", "Winter")


def test_an_unsaved_chain_is_noticed_when_the_window_closes(
    world: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[object, ...]] = []
    answers = [Answer.CANCEL, Answer.SAVE]

    def ask(_parent: object, *arguments: object) -> Answer:
        asked.append(arguments)
        return answers.pop(0)

    monkeypatch.setattr(messages, "ask_unsaved", ask)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    world.window.rooms.show("transform")
    room(world).session.add(WINTER)
    assert not world.window.close()
    assert asked == [(0, False, True)]
    with world.qtbot.waitSignal(world.window.closed):
        world.window.close()
    assert read_chain(tmp_path / "chain.toml") == room(world).session.chain


def test_without_steps_nothing_is_asked(world: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask_unsaved", lambda *_: pytest.fail("nothing is unsaved"))
    room(world).session.add(WINTER)
    room(world).session.remove(0)
    assert world.window.close()
