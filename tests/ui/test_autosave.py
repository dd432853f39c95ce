"""Autosave beside a drawing that goes on changing, on disks that fail; and the dialog after a crash."""

import errno
import gc
import os
import time
import weakref

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from studio.core.picture import Picture
from studio.document import edits
from studio.document.brush import Brush
from studio.document.layer import Kind
from studio.document.stroke import Stroke
from studio.document.tools import line
from studio.project import journal as journal_module
from studio.project.project import Project, SavedResult
from studio.project.recovery import found
from studio.ui.project import autosave as autosave_module
from studio.ui.project.autosave import Autosave
from studio.ui.project.recovery_dialog import RecoveryDialog
from studio.ui.sketch.drawing import Drawing
from studio.ui.widgets.background import Background

PEN = Brush(size=7, colour=(10, 90, 200))


class Desk:
    """A drawing with its autosave; `room` stands for everything else."""

    def __init__(self, folder):
        self.drawing, self.background, self.room, self.modified = Drawing(), Background(), "sketch", True
        self.drawing.new(400, 300)
        self.folder, self.results = folder, ()
        self.autosave = Autosave(self.drawing, self.shell, folder, self.background, modified=lambda: self.modified)
        self.said, self.writes = [], []
        self.autosave.failed.connect(self.said.append)
        self.autosave.recovered.connect(lambda: self.said.append("works"))
        self.autosave.written.connect(lambda: self.writes.append(time.monotonic()))

    def shell(self):
        return Project(400, 300, room=self.room, results=self.results)

    def draw(self, y=150.0):
        document = self.drawing.document
        self.drawing.push(line(document, document.active, (5, y), (395, y), PEN))

    def leave_behind(self):
        """What a crash leaves behind."""
        self.autosave.stop(clean=False)
        return found(self.folder)


@pytest.fixture
def quick(monkeypatch):
    """Everything ten times as fast."""
    monkeypatch.setattr(autosave_module, "POLL_MS", 20)
    monkeypatch.setattr(autosave_module, "REST_S", 0.04)
    monkeypatch.setattr(autosave_module, "SOONEST_S", 0.05)
    monkeypatch.setattr(autosave_module, "RETRY_S", (0.1,))


@pytest.fixture
def desk(qtbot, tmp_path, quick):
    made = Desk(tmp_path / "unsaved")
    made.autosave.start(2)
    qtbot.waitUntil(lambda: made.autosave.safe and len(made.writes) > 0, timeout=5000)
    yield made
    made.autosave.stop(clean=True)
    made.background.shutdown()


def same(work, drawing):
    project = work.project()
    layers = drawing.document.layers
    assert [layer.name for layer in project.layers] == [layer.name for layer in layers]
    for saved, layer in zip(project.layers, layers, strict=True):
        assert np.array_equal(saved.pixels, layer.pixels)
        assert (saved.opacity, saved.visible) == (layer.opacity, layer.visible)
    work.release()


def test_what_was_drawn_is_safe_soon(desk, qtbot):
    desk.draw()
    qtbot.waitUntil(lambda: not desk.autosave.safe)
    qtbot.waitUntil(lambda: desk.autosave.safe, timeout=5000)
    (copy,) = desk.folder.glob("*.journal")
    seen = copy.read_bytes()
    (desk.folder / "copy.journal").write_bytes(seen)  # as after kill -9: nothing more is written
    (work,) = found(desk.folder)
    same(work, desk.drawing)
    work.forget()


def test_layers_settings_undo_and_another_document_are_followed(desk, qtbot):
    desk.draw()
    edits.adopt(desk.drawing.document, np.full((300, 400, 4), 90, np.uint8), "Lake")
    desk.drawing.add_layer(Kind.SKETCH)
    desk.drawing.set_layer(desk.drawing.document.active, opacity=0.5)
    desk.drawing.undo()
    qtbot.waitUntil(lambda: desk.autosave.safe, timeout=5000)
    desk.drawing.new(90, 70)
    desk.drawing.push(line(desk.drawing.document, desk.drawing.document.active, (5, 5), (80, 60), PEN))
    qtbot.waitUntil(lambda: len(desk.writes) > 1 and desk.autosave.safe, timeout=5000)
    (work,) = desk.leave_behind()
    assert work.size == (90, 70)
    same(work, desk.drawing)


def test_a_hand_that_never_rests_does_not_keep_it_from_saving(desk, qtbot):
    """In the middle of a stroke, and with events all the time."""
    document, started = desk.drawing.document, len(desk.writes)
    stroke = Stroke(document, document.active, PEN)
    desk.drawing.begin(stroke)
    desk.drawing.show(stroke.begin(10, 10))
    moves = iter(range(100_000))
    hand = QTimer(interval=10)
    hand.timeout.connect(lambda: stroke.move(10 + next(moves) % 380, 20 + next(moves) % 260))
    hand.start()
    began = time.monotonic()
    qtbot.waitUntil(lambda: len(desk.writes) > started, timeout=6000)
    hand.stop()
    assert time.monotonic() - began < 4
    assert desk.drawing.busy
    desk.drawing.end()


def test_the_rooms_are_kept_too(desk, qtbot):
    desk.room = "photo"
    qtbot.waitUntil(lambda: not desk.autosave.safe, timeout=5000)
    qtbot.waitUntil(lambda: desk.autosave.safe, timeout=5000)
    (work,) = desk.leave_behind()
    assert work.project().room == "photo"
    work.release()


def test_rooms_that_fail_do_not_cost_the_drawing(desk, qtbot, caplog):
    desk.room = object()
    desk.draw()
    qtbot.waitUntil(lambda: not desk.autosave.safe)
    qtbot.waitUntil(lambda: desk.autosave.safe, timeout=5000)
    (work,) = desk.leave_behind()
    assert work.project().room == "sketch"  # as it was last
    same(work, desk.drawing)
    assert "the rooms cannot be kept" in caplog.text


def test_saved_work_is_not_offered_again(desk, qtbot, tmp_path):
    desk.draw()
    desk.modified = False
    desk.autosave.set_path(tmp_path / "a.ora")
    before = len(desk.writes)
    qtbot.waitUntil(lambda: len(desk.writes) > before, timeout=5000)
    desk.modified = True
    before = len(desk.writes)
    qtbot.waitUntil(lambda: len(desk.writes) > before, timeout=5000)
    (work,) = desk.leave_behind()
    assert work.path == tmp_path / "a.ora"
    work.release()
    desk.autosave.start(2)
    desk.modified = False
    assert [w for w in desk.leave_behind() if w.path is None] == []


def test_a_clean_end_leaves_nothing(desk):
    desk.autosave.stop(clean=True)
    assert list(desk.folder.iterdir()) == []


def test_a_full_disk_is_said_once_and_everything_is_safe_when_there_is_room(desk, qtbot, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    real = os.fsync
    monkeypatch.setattr(journal_module.os, "fsync", full)
    desk.draw(100)
    qtbot.waitUntil(lambda: bool(desk.said), timeout=5000)
    desk.draw(200)
    qtbot.wait(400)
    assert len(desk.said) == 1
    assert "the disk is full" in desk.said[0]
    assert not desk.autosave.safe
    monkeypatch.setattr(journal_module.os, "fsync", real)
    qtbot.waitUntil(lambda: desk.autosave.safe, timeout=5000)
    assert desk.said[1:] == ["works"]
    (work,) = desk.leave_behind()
    same(work, desk.drawing)


def test_a_removed_drive_is_survived(desk, qtbot):
    """The folder is gone, then a file is in its place, then it is back."""
    desk.draw(100)
    for path in desk.folder.iterdir():
        path.unlink()
    desk.folder.rmdir()
    desk.folder.write_text("")
    qtbot.waitUntil(lambda: bool(desk.said), timeout=5000)
    desk.draw(200)
    desk.folder.unlink()
    qtbot.waitUntil(lambda: desk.said[-1] == "works" and desk.autosave.safe, timeout=5000)
    (work,) = desk.leave_behind()
    same(work, desk.drawing)


def test_a_folder_that_never_works_costs_nothing_but_safety(qtbot, tmp_path, quick):
    (tmp_path / "file").write_text("in the way")
    desk = Desk(tmp_path / "file" / "unsaved")
    desk.autosave.start(2)
    qtbot.waitUntil(lambda: bool(desk.said), timeout=5000)
    desk.draw()
    desk.autosave.stop(clean=False)
    desk.background.shutdown()
    assert desk.drawing.document.layers[-1].pixels.any()


def test_what_was_taken_over_is_forgotten_only_when_it_is_safe_again(desk, qtbot):
    desk.draw()
    (old,) = desk.leave_behind()
    forgotten = []
    desk.autosave.start(2)
    desk.autosave.keep_then(lambda: forgotten.append(len(found(desk.folder))))
    assert not forgotten
    qtbot.waitUntil(lambda: bool(forgotten), timeout=5000)
    old.forget()


def test_a_large_document_never_keeps_the_hand_waiting(qtbot, tmp_path, quick):
    desk = Desk(tmp_path / "unsaved")
    desk.drawing.new(4096, 2048)
    noise = np.random.default_rng(0).integers(0, 255, (512, 512, 4), np.uint8)
    desk.drawing.document.layers[-1].pixels[...] = np.tile(noise, (4, 8, 1))
    beats = [time.monotonic()]
    heart = QTimer(interval=1)
    heart.timeout.connect(lambda: beats.append(time.monotonic()))
    heart.start()
    desk.autosave.start(2)
    qtbot.waitUntil(lambda: bool(desk.writes), timeout=20_000)
    heart.stop()
    assert np.quantile(np.diff(beats), 0.98) < 0.05  # other programs share the machine: the rule, not the exception
    (work,) = desk.leave_behind()
    same(work, desk.drawing)
    desk.background.shutdown()


@pytest.fixture
def works(desk, qtbot):
    """Two windows ended badly, newest first."""
    desk.draw()
    desk.autosave.set_path(desk.folder / "Lake.ora")
    (first,) = desk.leave_behind()
    first.release()
    desk.autosave.set_path(None)
    desk.drawing.new(200, 300)
    desk.autosave.start(2)
    made = desk.leave_behind()
    assert [work.name for work in made] == ["", "Lake.ora"]
    return made


def test_the_dialog_shows_what_was_found(works, desk, qtbot):
    dialog = RecoveryDialog(works, desk.background)
    qtbot.addWidget(dialog)
    assert dialog.list.count() == 2
    assert "Lake.ora" in dialog.list.item(1).text()
    assert "200 × 300" in dialog.list.item(0).text()

    def shows_the_line():
        image = dialog.list.item(1).icon().pixmap(dialog.list.iconSize()).toImage()
        red, green, blue, alpha = image.pixelColor(image.rect().center()).getRgb()
        return alpha == 255 and red < 60 and green < 130 and blue > 180

    qtbot.waitUntil(shows_the_line)
    dialog.list.setCurrentRow(1)
    with qtbot.waitSignal(dialog.open_requested) as said:
        dialog.open_button.click()
    assert said.args == [works[1]]
    (free,) = found(desk.folder)  # the other one is for the next start
    assert free.size == (200, 300)
    free.release()
    works[1].release()


def test_later_keeps_and_delete_asks(works, desk, qtbot, monkeypatch):
    dialog = RecoveryDialog(works, desk.background)
    qtbot.addWidget(dialog)
    answers = iter((False, True))
    monkeypatch.setattr(RecoveryDialog, "_sure", lambda *_: next(answers))
    dialog.delete_button.click()
    assert dialog.list.count() == 2
    dialog.delete_button.click()
    assert dialog.list.count() == 1
    dialog.later_button.click()
    (kept,) = found(desk.folder)
    assert kept.name == "Lake.ora"
    kept.release()


def test_deleting_is_asked_about_in_words(works, desk, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    dialog = RecoveryDialog(works, desk.background)
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(1)
    dialog.delete_button.click()
    assert asked == ["Delete “Lake.ora” for good?"]
    assert dialog.list.count() == 2
    dialog.reject()


def test_it_keeps_no_picture_in_memory_that_nobody_else_needs(desk, qtbot):
    picture = Picture(np.full((20, 30, 3), 7, np.uint8))
    gone = weakref.ref(picture)
    desk.results = (SavedResult(picture, "Lake"),)
    desk.autosave.nudge()
    qtbot.waitUntil(lambda: len(desk.writes) > 1, timeout=5000)
    desk.results = ()
    del picture
    gc.collect()
    assert gone() is None


def test_without_autosave_what_was_taken_over_goes_when_it_is_saved(desk):
    desk.autosave.stop(clean=True)
    forgotten = []
    desk.autosave.keep_then(lambda: forgotten.append(True))
    desk.autosave.stop(clean=True)
    assert not forgotten
    desk.modified = False
    desk.autosave.stop(clean=True)
    assert forgotten
