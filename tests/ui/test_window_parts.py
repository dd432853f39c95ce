"""The parts of the window that need no window: undo, settings, the vault, the live clock, what is on the clipboard."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot
from window_fakes import photo

from studio.core.errors import PictureError
from studio.ui.files.drop import contents
from studio.ui.files.recent import LIMIT, remember
from studio.ui.files.save_dialog import free_name
from studio.ui.files.web_picture import is_web_address, name_of
from studio.ui.session.session import Choices, Session, make_photo
from studio.ui.session.undo import UndoHistory
from studio.ui.session.vault import PictureVault
from studio.ui.widgets.background import Background
from studio.ui.window.settings import Settings, SettingsFile, WindowSettings, load_settings, save_settings

# --- undo ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.one_of(st.integers(), st.sampled_from(["undo", "redo"]))))
def test_undo_agrees_with_two_plain_lists(moves: list[int | str]) -> None:
    history: UndoHistory[int] = UndoHistory(0, len, 10**6)
    past, future = [0], []
    for move in moves:
        match move:
            case "undo":
                history.undo()
                if len(past) > 1:
                    future.append(past.pop())
            case "redo":
                history.redo()
                if future:
                    past.append(future.pop())
            case int():
                history.change(move, "set")
                past.append(move)
                future.clear()
        assert history.current == past[-1]
        assert bool(history.undo_text) == (len(past) > 1)
        assert bool(history.redo_text) == bool(future)


def test_changes_merge_until_they_settle_or_something_else_happens() -> None:
    history: UndoHistory[int] = UndoHistory(0, len, 100)
    for value in (1, 2, 3):
        history.change(value, "drag", merge="a")
    history.settle()
    history.change(4, "drag", merge="a")
    history.change(5, "other", merge="b")
    assert [history.undo(), history.undo(), history.undo(), history.undo()] == [4, 3, 0, 0]


def test_memory_bounds_the_history_and_the_present_is_never_forgotten() -> None:
    history: UndoHistory[int] = UndoHistory(1, sum, 10)
    for value in (2, 3, 4, 50):
        history.change(value, "grow")
    assert (history.current, len(history), history.undo_text) == (50, 0, "")


def test_a_photo_shared_by_many_steps_is_counted_once(qtbot: QtBot) -> None:
    session = Session(Choices())
    session.open(make_photo(photo(), "one"), "Open")
    for seed in range(500):
        session.change("Seed", seed=seed + 1)
    session.undo()
    assert session.choices.seed == 499
    assert len(session._history) == 501


# --- settings --------------------------------------------------------------------------------------------------------


def test_settings_come_back(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "deep" / "settings.json")
    file.change("window", theme="light")
    file.change("files", recent=("/a", "/b"))
    file.change(shortcuts=(("paint", "F5"),))
    assert load_settings(tmp_path / "deep" / "settings.json") == file.current
    assert file.current.window == WindowSettings(theme="light")


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[1]", "\x00\x01", '{"window": 3}', '{"window": {"theme": "pink"}}', '{"painting": {"live": "yes"}}',
        '{"painting": {"size": 5}}', '{"files": {"recent": [1]}}', '{"shortcuts": [["a"]]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_damaged_settings_give_the_defaults_and_are_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert load_settings(path) == Settings()
    assert (tmp_path / "settings.json.bak").read_text() == text
    assert not path.exists()


def test_settings_of_a_newer_version_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"window": {"theme": "light", "hologram": True}, "telepathy": 1}))
    assert load_settings(path).window.theme == "light"
    assert path.exists()


def test_settings_that_cannot_be_written_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not save_settings(Settings(), tmp_path / "file" / "settings.json")


# --- the vault -------------------------------------------------------------------------------------------------------


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background()
    yield background
    assert background.shutdown()


def test_the_vault_keeps_every_picture_and_little_memory(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    pictures = [photo(seed=seed) for seed in range(6)]
    size = pictures[0].pixels.nbytes
    vault = PictureVault(tmp_path, 2 * size, background)
    kept = [vault.keep(picture) for picture in pictures]
    qtbot.waitUntil(lambda: vault.in_memory <= 2 * size)
    assert vault.keep(pictures[0]) is kept[0], "a picture that somebody still holds is not kept twice"
    copies = [picture.pixels.copy() for picture in pictures]
    del pictures
    gc.collect()
    for pixels, one in zip(copies, kept, strict=True):
        answers: list[object] = []
        vault.fetch(one, answers.append, answers.append)
        qtbot.waitUntil(lambda answers=answers: bool(answers))
        assert np.array_equal(answers[0].pixels, pixels)
    qtbot.waitUntil(lambda: vault.in_memory <= 2 * size)
    vault.clear()
    assert not list(tmp_path.iterdir())


def test_a_vault_that_cannot_write_forgets_nothing(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    (tmp_path / "blocked").touch()
    pictures = [photo(seed=seed) for seed in range(3)]
    vault = PictureVault(tmp_path / "blocked", 0, background)
    kept = [vault.keep(picture) for picture in pictures]
    qtbot.waitUntil(lambda: not background.busy)
    assert all(one.picture is picture for one, picture in zip(kept, pictures, strict=True))


def test_leftovers_of_a_crash_are_swept_up(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    for name, days in (("results-old", 30), ("results-new", 1), ("precious", 30)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.npy").touch()
        os.utime(tmp_path / name, (time.time() - days * 86400,) * 2)
    PictureVault(tmp_path, 0, background).sweep()
    qtbot.waitUntil(lambda: not background.busy)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["precious", "results-new"]


def test_a_lost_file_of_the_vault_is_a_sentence(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    vault = PictureVault(tmp_path, 0, background)
    old, _new = vault.keep(photo(seed=1)), vault.keep(photo(seed=2))
    qtbot.waitUntil(lambda: old.picture is None)
    old.file.write_bytes(b"no array")
    answers: list[object] = []
    vault.fetch(old, answers.append, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert "no longer on the disk" in answers[0]


# --- background ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "words"),
    [(PictureError("Say this."), "Say this."), (MemoryError(), "not enough memory"), (KeyError("x"), "log")],
)
def test_background_work_fails_as_a_sentence(
    qtbot: QtBot, background: Background, error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> None:
        raise error

    said: list[str] = []
    background.run(work, lambda _: said.append("done"), said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert words in said[0]
    assert bool(caplog.records) == isinstance(error, KeyError)


def test_nothing_is_begun_in_the_background_once_it_is_shut_down(qtbot: QtBot, background: Background) -> None:
    """Pictures of examples are drawn one after the other: the answer for one asks for the next."""
    begun: list[str] = []

    def on_first(_: object) -> None:
        begun.append("answered")
        background.run(lambda: begun.append("second"), begun.append, begun.append)

    background.run(lambda: begun.append("first"), on_first, begun.append)
    assert background.shutdown()
    qtbot.waitUntil(lambda: "answered" in begun)
    assert background.wait()
    assert begun == ["first", "answered"]
    assert not background.busy


# --- small things ----------------------------------------------------------------------------------------------------


def mime(fill: Callable[[QMimeData], object]) -> QMimeData:
    data = QMimeData()
    fill(data)
    return data


def test_what_is_dropped_or_pasted(tmp_path: Path) -> None:
    path = tmp_path / "a picture.png"
    path.touch()
    assert contents(mime(lambda m: m.setUrls([QUrl.fromLocalFile(str(path))]))) == [path]
    assert contents(mime(lambda m: m.setText(f'  "{path}" '))) == [path]
    assert contents(mime(lambda m: m.setUrls([QUrl("https://example.org/a.jpg")]))) == "https://example.org/a.jpg"
    assert contents(mime(lambda m: m.setText("http://example.org/x"))) == "http://example.org/x"
    for words in ("", "hello there", "ftp://example.org/a.png", "file:///etc/passwd", "http://", "a\0b", "x" * 9000):
        assert contents(mime(lambda m, words=words: m.setText(words))) is None


def test_addresses() -> None:
    assert is_web_address("https://example.org/a%20b.png")
    assert not is_web_address("https://[half")
    assert name_of("https://example.org/x/a%20b.png?size=3") == "a b.png"
    assert name_of("https://example.org/") == "example.org"


@given(st.lists(st.integers(0, 20)))
def test_recent_files_are_new_first_without_repeats(numbers: list[int]) -> None:
    recent: tuple[str, ...] = ()
    for number in numbers:
        recent = remember(recent, Path(f"/photos/{number}.png"))
    expected = list(dict.fromkeys(f"/photos/{number}.png" for number in reversed(numbers)))
    assert list(recent) == expected[:LIMIT]


def test_free_names(tmp_path: Path) -> None:
    assert free_name(tmp_path, "cat", ".png") == "cat"
    (tmp_path / "cat.png").touch()
    assert free_name(tmp_path, "cat", ".png", {"cat 2"}) == "cat 3"


def test_a_photo_has_a_small_draft() -> None:
    picture = photo(1000, 500)
    made = make_photo(picture, "big")
    assert (made.draft.width, made.draft.height) == (512, 256)
    assert np.array_equal(made.picture.pixels, picture.pixels)
