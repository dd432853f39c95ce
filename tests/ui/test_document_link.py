"""Files that other programs save, and the list of recent ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from document_hands import save, stroke
from PySide6.QtWidgets import QFileDialog
from window_fakes import CHANGES, MODELS, Studio, encoded, photo, same

from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.project.openraster_write import save_ora
from studio.project.project import Project, SavedLayer
from studio.ui.project import watch


@pytest.fixture
def studio(open_studio, monkeypatch: pytest.MonkeyPatch) -> Studio:
    monkeypatch.setattr(watch, "LOOK_MS", 40)
    return open_studio(models=(*MODELS, *CHANGES), live=False)


def replace(path: Path, picture: Picture) -> None:
    """As careful programs save: another file is put in its place."""
    other = path.with_suffix(".part")
    other.write_bytes(encoded(picture))
    other.replace(path)


def lines(y: int) -> Picture:
    pixels = np.full((64, 96, 3), 255, np.uint8)
    pixels[y : y + 4, 10:80] = 0
    return Picture(pixels)


def follow(studio: Studio, path: Path) -> None:
    studio.window.live_link.follow(path)
    assert studio.window.commands["watch"].isChecked()


def test_the_photo_follows_the_file_and_undo_goes_back_before_it(studio: Studio) -> None:
    studio.open("mine.png", photo(seed=9))
    path = studio.file("krita.png", photo(seed=2))
    follow(studio, path)
    session = studio.window.session
    studio.wait(lambda: same(session.photo.picture, photo(seed=2)))
    studio.pick()
    replace(path, photo(seed=3))
    studio.wait(lambda: same(session.photo.picture, photo(seed=3)))
    path.write_bytes(encoded(photo(seed=4)))
    studio.wait(lambda: same(session.photo.picture, photo(seed=4)))
    studio.run("watch")
    assert "not followed any more" in studio.message
    replace(path, photo(seed=5))
    studio.qtbot.wait(250)
    assert same(session.photo.picture, photo(seed=4))
    while not same(session.photo.picture, photo(seed=9)):
        before = session.undo_text
        studio.run("undo")
    assert before == "Watch file"


def test_lines_become_a_layer_that_is_brought_up_to_date(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    path = studio.file("ink.png", lines(10))
    follow(studio, path)
    session = studio.window.sketch.session

    def drawn() -> list[np.ndarray]:
        return [layer.pixels for layer in session.document.of_kind(Kind.SKETCH) if layer.name == "ink"]

    studio.wait(lambda: drawn() and drawn()[0][12, 40, 3] == 255)
    assert (session.document.width, session.document.height) == (96, 64)
    replace(path, lines(40))
    studio.wait(lambda: drawn()[0][42, 40, 3] == 255)
    assert len(drawn()) == 1
    assert drawn()[0][12, 40, 3] == 0
    studio.run("undo")
    assert drawn()[0][12, 40, 3] == 255


def test_a_layered_document_is_followed_as_it_looks(studio: Studio) -> None:
    pixels = np.zeros((20, 30, 4), np.uint8)
    pixels[5:, :, 0], pixels[5:, :, 3] = 255, 255
    path = studio.folder / "gimp.ora"
    save_ora(Project(30, 20, (SavedLayer(1, "Paint", Kind.RESULT, pixels),), 1), path)
    studio.window.rooms.show("transform")
    follow(studio, path)
    session = studio.window.transform.session
    studio.wait(lambda: session.photo)
    seen = session.photo.picture.pixels
    assert tuple(seen[0, 0]) == (255, 255, 255)
    assert tuple(seen[10, 10]) == (255, 0, 0)
    assert studio.window.documents.path is None, "it is followed, not opened"


def test_half_a_file_is_told_and_the_whole_one_taken(studio: Studio) -> None:
    path = studio.folder / "slow.png"
    path.write_bytes(encoded(photo(seed=2))[:200])
    follow(studio, path)
    studio.wait(lambda: studio.window.status.complaining)
    path.write_bytes(encoded(photo(seed=2)))
    studio.wait(lambda: studio.window.session.photo and same(studio.window.session.photo.picture, photo(seed=2)))


def test_the_command_asks_for_a_file(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["", str(studio.file("a.png"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (names.pop(0), ""))
    studio.run("watch")
    assert not studio.window.commands["watch"].isChecked()
    studio.run("watch")
    assert studio.window.commands["watch"].isChecked()
    studio.wait(lambda: studio.window.session.photo)
    studio.window.documents.new(100, 100)
    assert not studio.window.commands["watch"].isChecked(), "another document does not follow it"


def test_recent_files_have_small_pictures(studio: Studio) -> None:
    studio.open("sunset.png")
    studio.window.rooms.show("sketch")
    stroke(studio)
    path = save(studio, studio.folder / "scene.ora")
    menu = studio.window.recent._menu
    studio.wait(lambda: list((studio.window.cache / "recent").glob("*.png")))
    menu.aboutToShow.emit()
    entries = {action.text().split(" ", 1)[-1]: action for action in menu.actions() if action.text()}
    assert list(entries)[:2] == ["scene.ora", "sunset.png"]
    studio.wait(lambda: all(not entries[name].icon().isNull() for name in ("scene.ora", "sunset.png")))
    studio.window.documents.new(100, 100)
    entries["scene.ora"].trigger()
    studio.wait(lambda: studio.window.documents.path == path)
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    studio.wait(lambda: not list((studio.window.cache / "recent").glob("*.png")))
    assert studio.window.settings.current.files.recent == ()


def test_a_document_can_be_named_on_the_command_line(studio: Studio) -> None:
    stroke(studio)
    path = save(studio, studio.folder / "scene.ora")
    studio.window.documents.new(100, 100)
    studio.window.open_photo(path)
    studio.wait(lambda: studio.window.documents.path == path)
