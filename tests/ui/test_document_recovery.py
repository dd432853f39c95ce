"""Work that was not saved when a window ended badly is offered by the next one."""

from __future__ import annotations

import pytest
from document_hands import fill_rooms, layers, plain, save, stroke, work
from window_fakes import CHANGES, MODELS, Studio

from studio.library import paths
from studio.project.recovery import found
from studio.ui.project.recovery_dialog import RecoveryDialog


@pytest.fixture
def open_one(open_studio):
    return lambda: open_studio(models=(*MODELS, *CHANGES), live=False)


def crash(studio: Studio) -> None:
    """The window ends without a word; its work is in the journal only."""
    studio.window.safety.autosave.nudge()
    with studio.qtbot.waitSignal(studio.window.safety.autosave.written, timeout=20_000):
        pass
    studio.window.safety.close(clean=False)
    studio.window.documents.claims.keep(None)


def offer(studio: Studio) -> RecoveryDialog:
    studio.wait(lambda: studio.window.findChild(RecoveryDialog))
    dialog = studio.window.findChild(RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    return dialog


def test_everything_is_offered_and_comes_back(open_one) -> None:
    one = open_one()
    fill_rooms(one)
    path = save(one, one.folder / "scene.ora")
    stroke(one, 200)
    before, drawn = plain(work(one)), layers(one)
    crash(one)
    other = open_one()
    dialog = offer(other)
    assert "scene.ora" in dialog.list.item(0).text()
    dialog.open_button.click()
    other.wait(lambda: other.window.documents.path)
    assert layers(other) == drawn
    assert plain(work(other)) == before
    assert other.window.documents.path == path
    assert other.window.documents.modified
    other.wait(lambda: other.window.safety.autosave.safe)
    save(other, path)
    assert not other.window.documents.modified


def test_closing_in_good_order_leaves_nothing_behind(open_one) -> None:
    one = open_one()
    stroke(one)
    save(one, one.folder / "scene.ora")
    assert one.window.close()
    assert found(paths.user_data_dir() / "unsaved") == []
    other = open_one()
    other.qtbot.wait(300)
    assert other.window.findChild(RecoveryDialog) is None


def test_later_means_at_the_next_start(open_one) -> None:
    one = open_one()
    stroke(one)
    drawn = layers(one)
    crash(one)
    other = open_one()
    offer(other).later_button.click()
    assert other.window.close()
    third = open_one()
    offer(third).open_button.click()
    third.wait(lambda: layers(third) == drawn)
    assert third.window.documents.path is None
    assert third.window.documents.modified


def test_a_disk_that_fails_is_told_and_the_work_goes_on(open_one, monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.core.errors import StudioError
    from studio.project.journal import Journal

    one = open_one()
    real = Journal.write

    def full(*_: object) -> None:
        raise StudioError("The disk is full; free some space.")

    monkeypatch.setattr(Journal, "write", full)
    stroke(one)
    one.window.safety.autosave.nudge()
    one.wait(lambda: one.window.status.complaining)
    assert "The disk is full" in one.message
    assert one.help_button("Save Now…")
    monkeypatch.setattr(Journal, "write", real)
    one.wait(lambda: "kept safe again" in one.message)


def test_switched_off_nothing_is_written(open_one) -> None:
    one = open_one()
    one.window.settings.change("safety", autosave=False)
    assert not one.window.safety.autosave.running
    one.window.settings.change("safety", autosave=True)
    assert one.window.safety.autosave.running
