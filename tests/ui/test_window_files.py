"""Files in and out of the real window: open, drop, paste, save, and what goes wrong with them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from window_fakes import Studio, encoded, photo, same

from studio.core.picture_io import load_picture
from studio.ui.files.save_dialog import SaveOptions
from studio.ui.widgets.images import from_qimage, to_qimage
from studio.ui.window import messages
from studio.ui.window.messages import Answer
from studio.ui.window.settings import load_settings


def drop(target: QWidget, mime: QMimeData) -> None:
    """What Qt does when something is let go over `target`."""
    actions, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(10, 10), actions, mime, button, keys)
    target.dragEnterEvent(enter)
    assert enter.isAccepted()
    target.dropEvent(QDropEvent(QPointF(10, 10), actions, mime, button, keys))


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


@pytest.fixture
def painted(studio: Studio) -> Studio:
    """A window with one result, not saved."""
    studio.open()
    studio.pick()
    studio.window.session.change("Size", size=128)
    studio.paint()
    return studio


def save(studio: Studio, path: Path) -> None:
    studio.window.file_commands.save_to(path)
    studio.wait(lambda: not studio.window.file_commands.writing)


# --- opening ---------------------------------------------------------------------------------------------------------


def test_an_empty_window_says_what_to_do_and_shows_an_example(studio: Studio) -> None:
    assert studio.window.canvas.empty_shown
    studio.window.canvas.empty.example_requested.emit()
    studio.wait(lambda: studio.window.session.photo)
    assert not studio.window.canvas.empty_shown
    assert "Pick a painting" in studio.window.canvas.result._hint.text()


def test_open_dialog(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    path = studio.file("sunset.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    studio.run("open")
    studio.wait(lambda: studio.window.session.photo)
    assert studio.window.windowTitle().startswith("sunset.png")
    assert same(studio.window.canvas.photo.view.picture, photo())


def test_drop_a_photo_on_the_canvas_and_a_picture_on_the_picker(studio: Studio) -> None:
    drop(studio.window.canvas.photo.view, files(studio.file("dropped.png")))
    studio.wait(lambda: studio.window.session.photo)
    assert studio.window.session.photo.name == "dropped.png"
    drop(studio.window.panel.picker, files(studio.file("my cat.png", photo(seed=5))))
    studio.wait(lambda: studio.window.session.choices.styles)
    assert studio.window.session.choices.styles == (("my-cat", 1.0),)
    assert "my-cat" in studio.window.panel.picker.style_ids()
    studio.wait(studio.drafted)


def test_drop_beside_the_canvas_opens_too(studio: Studio) -> None:
    drop(studio.window, files(studio.file("beside.png")))
    studio.wait(lambda: studio.window.session.photo)


def test_paste_a_picture_a_file_and_a_path(studio: Studio) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(to_qimage(photo(40, 30)))
    studio.run("paste")
    studio.wait(lambda: studio.window.session.photo)
    assert same(studio.window.session.photo.picture, photo(40, 30))
    clipboard.setMimeData(files(studio.file("copied.png")))
    studio.run("paste")
    studio.wait(lambda: studio.window.session.photo.name == "copied.png")
    clipboard.setText(str(studio.file("typed.png", photo(20, 20))))
    studio.run("paste")
    studio.wait(lambda: studio.window.session.photo.name == "typed.png")
    clipboard.setText("just words")
    studio.run("paste")
    assert "clipboard" in studio.message
    assert studio.window.session.photo.name == "typed.png"


@pytest.fixture
def web() -> Iterator[str]:
    """A server with one picture and one page that leads to a file of this computer."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/picture"):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(encoded(photo(50, 40)))
            elif self.path.startswith("/trick"):
                self.send_response(302)
                self.send_header("Location", "file:///etc/passwd")
                self.end_headers()
            else:
                self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_paste_an_address(studio: Studio, web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    QGuiApplication.clipboard().setText(f"{web}/picture/night%20sky.png")
    studio.run("paste")
    studio.wait(lambda: studio.window.session.photo)
    assert studio.window.session.photo.name == "night sky.png"
    for page in ("missing.png", "trick"):
        studio.window.status.clear()
        QGuiApplication.clipboard().setText(f"{web}/{page}")
        studio.run("paste")
        studio.wait(lambda: studio.window.status.complaining)
        assert "could not be fetched" in studio.message
    assert studio.window.session.photo.name == "night sky.png"


@pytest.mark.parametrize("kind", ["truncated", "text", "empty", "folder", "missing"])
def test_bad_files_are_one_sentence_and_the_photo_stays(studio: Studio, kind: str) -> None:
    studio.open()
    before = studio.window.session.photo
    path = studio.folder / "bad.png"
    match kind:
        case "truncated":
            path.write_bytes(encoded(photo(300, 300))[:2000])
        case "text":
            path.write_text("not a picture")
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
    studio.window.open_photo(path)
    studio.wait(lambda: studio.window.status.complaining)
    assert studio.message.startswith("bad.png")
    assert "Traceback" not in studio.message
    assert studio.window.session.photo is before


def test_recent_files_and_the_missing_ones_greyed(studio: Studio) -> None:
    first = studio.open("first.png")
    studio.open("second.png")
    first.unlink()
    menu = studio.window.recent._menu
    menu.aboutToShow.emit()
    actions = [action for action in menu.actions() if action.toolTip().endswith(".png")]
    assert [Path(action.toolTip()).name for action in actions] == ["second.png", "first.png"]
    assert [action.isEnabled() for action in actions] == [True, False]
    stored = load_settings(studio.window.settings._path)
    assert [Path(name).name for name in stored.files.recent] == ["second.png", "first.png"]


# --- saving ----------------------------------------------------------------------------------------------------------


def test_save_and_open_again(painted: Studio) -> None:
    result = painted.window.results[0]
    path = painted.folder / "out.png"
    save(painted, path)
    assert same(load_picture(path), result.picture.picture)
    assert result.saved_to == path
    assert not painted.window.isWindowModified()
    assert "Saved as" in painted.message
    painted.run("save-result")
    assert "is saved as out.png" in painted.message


def test_save_as_asks_where_and_how_and_never_proposes_a_file_that_exists(
    painted: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    (painted.folder / "photo-starry-night.png").write_bytes(b"something of mine")
    proposed: list[str] = []

    def choose(_parent: QWidget, _title: str, start: str, *_: str) -> tuple[str, str]:
        proposed.append(start)
        return str(painted.folder / "mine.jpg"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(SaveOptions, "exec", lambda self: self.quality.setValue(40) or self.keep.setChecked(False) or 1)
    painted.run("save-result-as")
    painted.wait(lambda: not painted.window.file_commands.writing)
    assert proposed == [str(painted.folder / "photo-starry-night 2.png")]
    with Image.open(painted.folder / "mine.jpg") as saved:
        assert saved.format == "JPEG"
    saving = load_settings(painted.window.settings._path).saving
    assert (saving.suffix, saving.jpeg_quality, saving.keep_metadata) == (".jpg", 40, False)


def test_the_photos_data_is_kept_or_stripped(studio: Studio) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera maker"
    Image.fromarray(photo().as_uint8()).save(studio.folder / "camera.jpg", exif=exif)
    studio.window.open_photo(studio.folder / "camera.jpg")
    studio.wait(lambda: studio.window.session.photo)
    studio.pick()
    studio.paint()
    save(studio, studio.folder / "kept.jpg")
    studio.window.settings.change("saving", keep_metadata=False)
    save(studio, studio.folder / "stripped.jpg")
    with Image.open(studio.folder / "kept.jpg") as kept, Image.open(studio.folder / "stripped.jpg") as stripped:
        assert kept.getexif().get(0x010F) == "Camera maker"
        assert 0x010F not in stripped.getexif()


def test_a_save_that_fails_says_so_and_the_result_stays_unsaved(painted: Studio) -> None:
    save(painted, painted.folder / "no such folder" / "out.png")
    assert painted.window.status.complaining
    assert "out.png" in painted.message
    assert painted.help_button("Save Elsewhere…")
    assert painted.window.results[0].unsaved


def test_a_draft_is_saved_only_on_request(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    draft = studio.shown
    path = studio.folder / "draft.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(SaveOptions, "exec", lambda _: 1)
    studio.run("save-result")
    assert "not a finished painting" in studio.message
    assert not path.exists()
    studio.help_button("Save as It Is").click()
    studio.wait(lambda: not studio.window.file_commands.writing and path.exists())
    assert same(load_picture(path), draft)


def test_copy_the_result(painted: Studio) -> None:
    painted.wait(lambda: painted.window.bench.shown.result)
    painted.run("copy")
    copied = from_qimage(QGuiApplication.clipboard().image())
    assert same(copied, painted.window.results[0].picture.picture)


# --- closing ---------------------------------------------------------------------------------------------------------


def test_close_asks_only_about_unsaved_results(painted: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    answers = iter([Answer.CANCEL])

    def ask(_parent: QWidget, count: int, painting: bool) -> Answer:
        assert not painting
        asked.append(count)
        return next(answers)

    monkeypatch.setattr(messages, "ask_unsaved", ask)
    assert not painted.window.close()
    assert painted.window.isVisible()
    save(painted, painted.folder / "out.png")
    assert painted.window.close()
    assert asked == [1]


def test_close_asks_about_a_painting_under_way(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [Answer.CANCEL, Answer.DISCARD]
    monkeypatch.setattr(messages, "ask_unsaved", lambda _parent, count, painting: answers.pop(0) if painting else count)
    studio.painter.gate.clear()
    studio.open()
    studio.pick()
    studio.run("paint")
    assert not studio.window.close()
    assert studio.window.close()
    studio.wait(lambda: not studio.window.painter.asks)


def test_close_can_save_everything_first(painted: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    painted.window.panel.sliders["strength"].value_changed.emit(0.2)
    painted.paint()
    folder = painted.folder / "kept"
    folder.mkdir()
    monkeypatch.setattr(messages, "ask_unsaved", lambda *_: Answer.SAVE)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    painted.window.close()
    painted.wait(lambda: not painted.window.isVisible())
    assert sorted(path.name for path in folder.iterdir()) == ["photo-starry-night 2.png", "photo-starry-night.png"]
    assert same(load_picture(folder / "photo-starry-night.png"), painted.window.results[0].picture.picture)


def test_close_stays_open_when_saving_fails(painted: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask_unsaved", lambda *_: Answer.SAVE)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(painted.folder / "gone"))
    painted.window.close()
    painted.wait(lambda: painted.window.status.complaining)
    painted.qtbot.wait(50)
    assert painted.window.isVisible()
    assert len(painted.window.results.unsaved) == 1


def test_remove_asks_for_unsaved_results(painted: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    painted.window.strip.step(0)
    monkeypatch.setattr(messages, "ask_remove", lambda *_: False)
    painted.run("remove")
    assert len(painted.window.results) == 1
    monkeypatch.setattr(messages, "ask_remove", lambda *_: True)
    painted.run("remove")
    assert len(painted.window.results) == 0
