"""Chains on the disk and masks of steps in the window: opened, saved, dropped, painted, applied to a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from window_fakes import CHANGES, MODELS, Studio, encoded, photo, transformed, trouble

from studio.core.apply import Applied
from studio.core.chain import Chain, Generate
from studio.core.chain_file import load_masks, read_chain, write_chain
from studio.core.picture import Picture
from studio.ui.transform.apply import ProblemsDialog
from studio.ui.transform.chain_store import open_chain, save_chain
from studio.ui.transform.room import TransformRoom

WINTER, NIGHT = Generate(model="winter"), Generate(model="night")


@pytest.fixture
def world(open_studio: Callable[..., Studio]) -> Studio:
    """The Transform room with a photo and two steps."""
    studio = open_studio(models=(*MODELS, *CHANGES))
    studio.window.rooms.show("transform")
    studio.window.files.open_path(studio.file("hill.png", photo(96, 64)))
    studio.wait(lambda: room(studio).session.photo is not None)
    for step in (WINTER, NIGHT):
        room(studio).session.add(step)
    return studio


def room(studio: Studio) -> TransformRoom:
    return studio.window.transform


def grey(value: int) -> Picture:
    return Picture(np.full((8, 12, 3), value, np.uint8))


def choose(monkeypatch: pytest.MonkeyPatch, how: str, *answers: Path) -> None:
    given = iter(answers)
    monkeypatch.setattr(QFileDialog, how, lambda *_: (str(next(given)), ""))


# --- chain files ------------------------------------------------------------------------------------------------------


def test_a_chain_comes_back_with_the_masks_of_all_its_steps(tmp_path: Path) -> None:
    chain = Chain((Generate(model="a", mask="x.png"), Generate(model="b", mask="y.png", on=False), WINTER))
    masks = {"x.png": grey(40), "y.png": grey(90), "nobody.png": grey(1)}
    for name in ("dream.toml", "dream.toml", 'odd "name"\u0007.toml'):
        save_chain(tmp_path / name, chain, masks)
        found, planes = open_chain(tmp_path / name)
        assert [step.mask is None for step in found.steps] == [False, False, True]
        assert [planes[step.mask].pixels[0, 0, 0] for step in found.steps if step.mask] == [40, 90]
        assert dict(load_masks(found, tmp_path)).keys() < planes.keys(), "the command line needs those that work"
    assert len(list((tmp_path / "dream-masks").iterdir())) == 2


def test_saving_another_chain_leaves_the_masks_of_the_first_alone(tmp_path: Path) -> None:
    one, other = (Chain((Generate(model=model, mask="m.png"),)) for model in "ab")
    save_chain(tmp_path / "dream.toml", one, {"m.png": grey(10)})
    first = (tmp_path / "dream.toml").read_bytes()
    save_chain(tmp_path / "dream.toml", other, {"m.png": grey(20)})
    (tmp_path / "old.toml").write_bytes(first)
    found, masks = open_chain(tmp_path / "old.toml")
    assert [mask.pixels[0, 0, 0] for mask in masks.values()] == [10]
    assert found.steps[0].mask in masks


def test_save_asks_once_and_open_is_one_step_of_undo(
    world: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    session = room(world).session
    session.set_mask(0, grey(77))
    choose(monkeypatch, "getSaveFileName", tmp_path / "dream")
    world.run("chain-save")
    world.wait(lambda: not session.modified)
    assert len(read_chain(tmp_path / "dream.toml").steps) == 2
    session.remove(1)
    assert world.window.isWindowModified()
    world.run("chain-save")
    world.wait(lambda: not session.modified)
    assert len(read_chain(tmp_path / "dream.toml").steps) == 1
    session.set_chain(Chain((NIGHT,)), {})
    choose(monkeypatch, "getOpenFileName", tmp_path / "dream.toml")
    world.run("chain-open")
    world.wait(lambda: len(session.masks) == 1)
    assert not session.modified
    assert session.mask(0).pixels[0, 0, 0] == 77
    world.run("undo")
    assert session.chain == Chain((NIGHT,))


def test_a_chain_that_cannot_be_read_changes_nothing(
    world: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = room(world).session.chain
    write_chain(tmp_path / "lost.toml", Chain((Generate(model="a", mask="lost.png", on=False),)))
    (tmp_path / "bad.toml").write_text("format = 9")
    for name, word in (("lost.toml", "lost.png"), ("bad.toml", "format")):
        choose(monkeypatch, "getOpenFileName", tmp_path / name)
        world.run("chain-open")
        world.wait(lambda word=word: word in world.message)
    assert room(world).session.chain is before


def test_a_chain_that_is_dropped_in_any_room_is_opened_here(world: Studio, tmp_path: Path) -> None:
    write_chain(tmp_path / "dream.toml", Chain((NIGHT,)))
    world.window.rooms.show("photo")
    world.window.canvas.files_dropped.emit([tmp_path / "dream.toml"])
    world.wait(lambda: room(world).session.chain == Chain((NIGHT,)))
    assert world.window.rooms.current is room(world)
    assert room(world).files.name == "dream"


# --- masks ------------------------------------------------------------------------------------------------------------


def test_a_mask_is_painted_on_the_photo_and_the_step_works_there_only(world: Studio) -> None:
    session, masks = room(world).session, room(world).masks
    room(world).panel.mask_asked.emit(0)
    assert masks.on
    assert session.selected == 0
    assert masks.bar.isVisible()
    hand = masks.painter
    hand.set_brush(size=0.2)
    hand.begin(QPointF(0.2, 0.5))
    hand.move(QPointF(0.3, 0.5))
    hand.end()
    mask = session.mask(0)
    assert mask is not None
    assert (mask.width, mask.height) == (512, 341)
    assert mask.pixels[170, 128, 0] == 255
    assert mask.pixels[170, 480, 0] == 0
    request = session.request()
    assert request is not None
    world.wait(lambda: room(world).desk.current is not None)
    assert np.array_equal(room(world).desk.current.picture.pixels, transformed(request).pixels)
    world.run("undo")
    assert session.mask(0) is None
    world.run("redo")
    world.run("chain-mask-invert")
    assert session.mask(0).pixels[170, 480, 0] == 255
    world.run("chain-mask-clear")
    assert session.mask(0) is None, "nothing painted: it works everywhere"
    assert room(world).cancel()
    assert not masks.on
    assert not masks.bar.isVisible()


def test_the_brush_goes_on_with_the_mask_of_the_step_that_is_selected(world: Studio) -> None:
    session, hand = room(world).session, room(world).masks.painter
    session.set_mask(1, grey(255))
    world.run("chain-mask")
    assert hand.sheet is not None
    assert hand.sheet.planes["step"].min() == 255, "that of the last step, as large as masks are painted"
    session.select(0)
    assert not hand.sheet.planes
    session.remove(0)
    session.remove(0)
    assert not room(world).masks.on


def test_keys_of_the_brush_work_in_this_room_only(world: Studio) -> None:
    view = room(world).canvas.photo.view
    view.setFocus()
    world.qtbot.keyClick(view, Qt.Key.Key_B)
    assert room(world).masks.on
    assert not world.window.masks.on
    size = room(world).masks.painter.size
    world.qtbot.keyClick(view, Qt.Key.Key_BracketRight)
    assert room(world).masks.painter.size > size
    world.qtbot.keyClick(view, Qt.Key.Key_E)
    assert room(world).masks.painter.erasing
    world.qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not room(world).masks.on


def test_a_mask_can_be_loaded_from_a_picture(world: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sky.png").write_bytes(encoded(grey(200)))
    choose(monkeypatch, "getOpenFileName", tmp_path / "sky.png")
    room(world).panel.mask_file_asked.emit(1)
    world.wait(lambda: room(world).session.mask(1) is not None)
    assert room(world).session.mask(1).pixels[0, 0, 0] == 200
    (tmp_path / "sky.png").write_bytes(b"no picture")
    choose(monkeypatch, "getOpenFileName", tmp_path / "sky.png")
    room(world).panel.mask_file_asked.emit(0)
    world.wait(lambda: "sky.png" in world.message and world.window.status.complaining)
    assert room(world).session.mask(0) is None


# --- a folder ---------------------------------------------------------------------------------------------------------


def folders(monkeypatch: pytest.MonkeyPatch, *answers: Path) -> None:
    given = iter(answers)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(next(given)))


def test_the_chain_is_applied_to_a_folder_and_what_failed_is_listed(
    world: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    session = room(world).session
    session.set_mask(1, grey(9))
    folders(monkeypatch, tmp_path / "album", tmp_path / "out")
    world.apply.result = Applied(3, 1, 1, ("b.jpg is damaged or incomplete; open another one.",))
    world.apply.gate.clear()
    world.run("chain-apply")
    world.wait(lambda: "photo 1 of 2" in world.window.status.note.text())
    request = world.apply.began[0]
    assert (request.photos, request.out, request.label) == ((tmp_path / "album",), tmp_path / "out", "chain")
    assert request.chain == session.chain
    assert [mask.pixels[0, 0, 0] for _, mask in request.masks] == [9]
    world.apply.gate.set()
    world.wait(lambda: world.window.status.complaining)
    assert world.message == "2 of 3 pictures are finished in out. 1 failed."
    world.help_button("Show What Failed").click()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ProblemsDialog))
    assert "b.jpg" in dialog.list.toPlainText()
    dialog.reject()


def test_applying_can_be_stopped_and_the_room_stays_live_meanwhile(world: Studio, tmp_path: Path) -> None:
    world.apply.gate.clear()
    room(world).applying.apply(tmp_path / "album", tmp_path / "out")
    world.wait(lambda: world.apply.began)
    room(world).session.change(0, strength=0.5)
    world.wait(lambda: room(world).desk.current is not None)
    assert room(world).applying.busy
    world.window.status.stop_requested.emit()
    world.wait(lambda: not room(world).applying.busy)
    assert "goes on from there" in world.message


def test_a_folder_that_cannot_be_worked_is_told(world: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    world.apply.trouble = trouble("The folder album holds no pictures.")
    folders(monkeypatch, tmp_path, tmp_path)
    world.run("chain-apply")
    world.wait(lambda: world.window.status.complaining)
    assert world.message == "The folder album holds no pictures."
    room(world).session.set_chain(Chain((Generate(model="winter", on=False),)), {})
    assert not world.window.commands["chain-apply"].isEnabled()
