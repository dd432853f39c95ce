"""Documents in the window: all the work is saved, goes, and comes back as it was."""

from __future__ import annotations

import numpy as np
import pytest
from document_hands import fill_rooms, layers, open_document, plain, save, stroke, work
from PySide6.QtWidgets import QFileDialog
from window_fakes import CHANGES, MODELS, Studio, same

from studio.document.layer import Kind
from studio.project.open import open_any
from studio.ui.project import leaving, questions
from studio.ui.session.results import Painting
from studio.ui.window import messages
from studio.ui.window.messages import Answer


@pytest.fixture
def studio(open_studio) -> Studio:
    return open_studio(models=(*MODELS, *CHANGES), live=False)


def test_all_rooms_come_back_bit_for_bit(studio: Studio) -> None:
    fill_rooms(studio)
    before, drawn, picture = plain(work(studio)), layers(studio), studio.window.results[0].picture.picture
    session = studio.window.sketch.session
    session.activate(session.document.of_kind(Kind.HINTS)[0].id)
    path = save(studio, studio.folder / "scene.ora")
    assert not studio.window.isWindowModified()
    assert studio.window.windowTitle().startswith("scene.ora")
    studio.window.documents.new(300, 200)
    assert studio.window.session.photo is None
    assert not studio.window.transform.session.chain.steps
    assert len(studio.window.results) == 0
    assert studio.window.windowTitle().startswith("Drawing")
    open_document(studio, path)
    assert plain(work(studio)) == before
    assert layers(studio) == drawn
    assert session.layer.kind is Kind.HINTS
    result = studio.window.results[0]
    assert isinstance(result, Painting)
    assert result.starred
    assert picture is not None
    assert same(result.picture.picture, picture)
    assert not studio.window.documents.modified
    assert studio.window.documents.path == path


def test_saving_keeps_undo_and_what_is_drawn_after_it_is_modified(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    stroke(studio)
    save(studio, studio.folder / "scene.ora")
    assert not studio.window.isWindowModified()
    assert studio.window.sketch.session.undo_text
    stroke(studio, 200)
    assert studio.window.isWindowModified()
    studio.run("save")
    studio.wait(lambda: not studio.window.isWindowModified())
    studio.run("undo")
    assert studio.window.isWindowModified()


def test_what_is_drawn_while_the_document_is_written_stays_modified(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    stroke(studio)
    desk = studio.window.documents
    desk.save_to(studio.folder / "scene.ora")
    studio.wait(lambda: desk.saver._snapshot is None)  # the copy is whole, the file perhaps not there yet
    seen = studio.window.sketch.session.document.composite()
    stroke(studio, 250)
    studio.wait(lambda: not desk.saver.busy)
    assert desk.modified
    saved = open_any(studio.folder / "scene.ora").project
    pen = next(one for one in saved.layers if one.name == "Sketch")
    assert np.array_equal(pen.pixels[..., 3], seen[..., 3])


def test_a_save_that_fails_leaves_everything_as_it_was(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    stroke(studio)
    save(studio, studio.folder / "gone" / "scene.ora")
    assert studio.window.status.complaining
    assert studio.window.documents.path is None
    assert studio.window.isWindowModified()
    assert studio.help_button("Save Elsewhere…")


def test_save_asks_for_a_name_once_and_a_copy_changes_nothing(studio: Studio, monkeypatch) -> None:
    wanted = [studio.folder / "one", studio.folder / "copy.ora"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wanted.pop(0)), ""))
    studio.window.rooms.show("sketch")
    stroke(studio)
    desk = studio.window.documents
    studio.run("save")
    studio.wait(lambda: not desk.saver.busy)
    assert desk.path == studio.folder / "one.ora"
    stroke(studio, 30)
    studio.run("save-copy")
    studio.wait(lambda: not desk.saver.busy)
    assert (studio.folder / "copy.ora").is_file()
    assert desk.path == studio.folder / "one.ora"
    assert desk.modified
    studio.run("save")
    studio.wait(lambda: not desk.saver.busy)
    assert not desk.modified
    assert wanted == []


def test_the_settings_of_a_room_are_part_of_the_document(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    save(studio, studio.folder / "scene.ora")
    studio.window.rooms.show("materials")
    assert not studio.window.isWindowModified(), "looking round changes nothing"
    studio.window.materials.generation.change(seed=12)
    assert studio.window.isWindowModified()


def test_a_document_that_cannot_be_opened_leaves_the_one_at_hand(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    stroke(studio)
    save(studio, studio.folder / "scene.ora")
    drawn = layers(studio)
    (studio.folder / "broken.ora").write_bytes(b"PK\x03\x04 and nothing more")
    studio.window.file_commands.open_path(studio.folder / "broken.ora")
    studio.wait(lambda: studio.window.status.complaining)
    assert "broken.ora" in studio.message
    assert layers(studio) == drawn
    assert studio.window.documents.path == studio.folder / "scene.ora"


# --- questions -----------------------------------------------------------------------------------------------------


def test_another_document_asks_about_changes_and_saves_them_first(studio: Studio, monkeypatch) -> None:
    studio.window.rooms.show("sketch")
    stroke(studio)
    one = save(studio, studio.folder / "one.ora")
    stroke(studio, 50)
    drawn = layers(studio)
    answers = [Answer.CANCEL, Answer.DOCUMENT]
    asked: list[tuple[str, bool]] = []

    def ask(_parent: object, name: str, closing: bool) -> Answer:
        asked.append((name, closing))
        return answers.pop(0)

    monkeypatch.setattr(leaving, "ask_changes", ask)
    studio.window.documents.new(320, 240)
    assert layers(studio) == drawn
    studio.window.documents.new(320, 240)
    studio.wait(lambda: studio.window.sketch.session.document.width == 320)
    assert asked == [("one.ora", False)] * 2
    open_document(studio, one)
    assert layers(studio) == drawn


def test_closing_saves_a_new_document_under_a_name_that_is_asked_for(studio: Studio, monkeypatch) -> None:
    monkeypatch.setattr(messages, "ask_unsaved", lambda *_: Answer.DOCUMENT)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(studio.folder / "mine.ora"), ""))
    studio.window.rooms.show("sketch")
    stroke(studio)
    drawn = layers(studio)
    studio.window.close()
    studio.wait(lambda: not studio.window.isVisible())
    found = open_any(studio.folder / "mine.ora").project
    assert [one.pixels.tobytes() for one in found.layers] == [one[-1] for one in drawn]


def test_closing_a_saved_document_asks_nothing(studio: Studio, monkeypatch) -> None:
    for module, name in ((messages, "ask_unsaved"), (leaving, "ask_changes")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("nothing is unsaved"))
    fill_rooms(studio)
    save(studio, studio.folder / "scene.ora")
    assert studio.window.close()


def test_a_document_that_is_open_elsewhere_is_opened_as_a_copy(open_studio, monkeypatch) -> None:
    one, other = open_studio(live=False), open_studio(live=False)
    stroke(one)
    path = save(one, one.folder / "shared.ora")
    asked: list[str] = []
    monkeypatch.setattr("studio.ui.project.desk.ask_copy", lambda _parent, name: asked.append(name) or True)
    open_document(other, path)
    assert asked == ["shared.ora"]
    assert other.window.documents.path is None
    assert layers(other) == layers(one)
    other.window.documents.save_to(path)
    assert "another window" in other.message
    assert not other.window.documents.saver.busy


def test_the_question_names_the_document(studio: Studio, qtbot) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QMessageBox

    seen: list[str] = []

    def press() -> None:
        box = studio.window.findChild(QMessageBox)
        seen.append(box.text())
        next(button for button in box.buttons() if button.text().replace("&", "") == "Save").click()

    QTimer.singleShot(0, press)
    assert questions.ask_changes(studio.window, "one.ora", closing=True) is Answer.DOCUMENT
    assert seen == ["“one.ora” has changes that are not saved."]


def test_what_another_program_saved_is_not_written_over_unasked(studio: Studio, monkeypatch) -> None:
    stroke(studio)
    path = save(studio, studio.folder / "shared.ora")
    stroke(studio, 50)
    theirs = path.read_bytes() + b"krita was here"
    path.write_bytes(theirs)
    answers = [Answer.CANCEL, Answer.DISCARD]
    monkeypatch.setattr("studio.ui.project.desk.ask_over", lambda *_: answers.pop(0))
    studio.run("save")
    assert not studio.window.documents.saver.busy
    assert path.read_bytes() == theirs
    studio.run("save")
    studio.wait(lambda: not studio.window.documents.saver.busy)
    assert path.read_bytes() != theirs
    assert not studio.window.documents.modified
    stroke(studio, 150)
    studio.run("save")
    studio.wait(lambda: not studio.window.documents.saver.busy)
    assert answers == [], "what one saved oneself is no surprise"
