"""Exporting from the window: the dialog says what will come of it, and the files hold it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from document_hands import fill_rooms, stroke
from PIL import Image
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from window_fakes import CHANGES, MODELS, Studio, photo

from studio.core.picture import Metadata, Picture
from studio.core.picture_io import load_picture
from studio.document.blend import on_white
from studio.project.export.presets import PRESETS, Options, preset
from studio.project.flatten import flattened
from studio.project.open import open_any
from studio.provenance.label import read_claims
from studio.ui.canvas.captions import Shown
from studio.ui.files.export_dialog import ExportDialog
from studio.ui.files.export_letters import qt_letters
from studio.ui.files.export_offer import Choice, Offer, Take, look_at
from studio.ui.window.settings import ExportSettings


@pytest.fixture
def studio(open_studio) -> Studio:
    return open_studio(models=(*MODELS, *CHANGES), live=False)


def full_offer(folder: Path) -> Offer:
    deep = Picture(np.random.default_rng(1).random((90, 120, 3), np.float32))
    look = look_at(photo())
    return Offer("cat", folder, look_at(deep), look, look, 3, 20, 2, look)


def seen(studio: Studio) -> np.ndarray:
    """The drawing as it looks on its paper."""
    return on_white(studio.window.sketch.session.document.composite())


def run(studio: Studio, way: str, name: str, take: Take, options: Options | None = None) -> Path:
    path = studio.folder / name
    exports = studio.window.exports
    with studio.qtbot.waitSignal(exports.exported, timeout=20_000):
        exports.export(Choice(preset(way), path, take, options or Options()))
    studio.wait(lambda: path.name in studio.message)
    return path


def test_the_dialog_tells_what_will_be_in_the_file(qtbot, tmp_path: Path) -> None:
    dialog = ExportDialog(full_offer(tmp_path), ExportSettings())
    qtbot.addWidget(dialog)
    told = {}
    for row, way in enumerate(PRESETS):
        dialog.ways.setCurrentRow(row)
        assert dialog.go.isEnabled()
        assert not dialog.preview.pixmap().isNull()
        assert dialog.path.suffix == way.suffixes[0]
        assert dialog.path.parent == tmp_path
        told[way.id] = dialog.outcome.text()
    assert told["web"] == "120 × 90 pixels, JPEG"
    assert told["print"] == "120 × 90 pixels, 1.0 × 0.8 cm on paper, 16 bits a channel, TIFF"
    assert "layers: 3" in told["psd"]
    assert "21 frames" in told["timelapse"]


def test_rows_come_and_go_with_what_they_are_for(qtbot, tmp_path: Path) -> None:
    dialog = ExportDialog(full_offer(tmp_path), ExportSettings())
    qtbot.addWidget(dialog)
    dialog.show()
    ids = [way.id for way in PRESETS]
    dialog.ways.setCurrentRow(ids.index("web"))
    assert dialog.quality.isVisible()
    dialog.formats.setCurrentIndex(dialog.formats.findData(".png"))
    assert not dialog.quality.isVisible()
    assert dialog.path.name == "cat-web.png"
    assert not dialog.seconds.isVisible()
    dialog.ways.setCurrentRow(ids.index("timelapse"))
    assert dialog.seconds.isVisible()
    assert dialog.choice().take is Take.HISTORY
    dialog.ways.setCurrentRow(ids.index("psd"))
    assert not dialog.takes.isVisible()
    assert dialog.path.name == "cat.psd"


def test_without_anything_the_dialog_says_what_to_do(qtbot, tmp_path: Path) -> None:
    dialog = ExportDialog(Offer("cat", tmp_path), ExportSettings())
    qtbot.addWidget(dialog)
    for row in range(len(PRESETS)):
        dialog.ways.setCurrentRow(row)
        assert not dialog.go.isEnabled()
        assert dialog.trouble.text().endswith(" first.")


def test_captions_know_other_letters(qtbot) -> None:
    plain, accents = qt_letters("Nachher", 40), qt_letters("Näçhhęr 後", 40)
    assert plain.any()
    assert accents.shape[1] > plain.shape[1]
    assert not plain[:, 0].all()


def test_names_are_free_and_replacing_is_asked_about(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cat-web.jpg").write_bytes(b"precious")
    dialog = ExportDialog(full_offer(tmp_path), ExportSettings())
    qtbot.addWidget(dialog)
    assert dialog.path.name == "cat-web 2.jpg"
    dialog.name.setText("cat-web")
    dialog.name.textEdited.emit("cat-web")
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    dialog.accept()
    assert dialog.result() == 0
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.name.setText(" ")
    dialog.name.textEdited.emit(" ")
    assert not dialog.go.isEnabled()


def test_what_was_chosen_is_remembered(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    dialog = ExportDialog(full_offer(tmp_path), ExportSettings())
    qtbot.addWidget(dialog)
    dialog.folder.click()
    dialog.ways.setCurrentRow(2)
    dialog.quality.setValue(55)
    settings = dialog.settings(ExportSettings())
    assert settings == ExportSettings("full", ".png", 55, 10, str(other))
    again = ExportDialog(full_offer(tmp_path), replace(settings, preset="nothing", suffix=".xyz"))
    qtbot.addWidget(again)
    assert again.way is PRESETS[0]
    assert again.path.parent == other


def test_every_export_of_the_window(studio: Studio) -> None:
    fill_rooms(studio)
    drawing = seen(studio)
    offer = studio.window.exports.offer()
    assert offer.drawing is not None
    assert offer.layers == len(studio.window.sketch.session.document.layers)
    png = load_picture(run(studio, "full", "drawing.png", Take.DRAWING))
    assert np.array_equal(png.pixels, drawing)
    assert read_claims(png.metadata.xmp).source == "composite"  # drawn over a photo
    for way in ("psd", "ora"):
        project = open_any(run(studio, way, f"layers.{way}", Take.DRAWING)).project
        assert np.abs(on_white(flattened(project)).astype(int) - drawing).max() <= 1
    film = run(studio, "timelapse", "film.webp", Take.HISTORY, Options(seconds=1.0))
    with Image.open(film) as image:
        frames = image.n_frames
        image.seek(frames - 1)
        assert frames >= 3
        assert np.abs(np.asarray(image.convert("RGB")).astype(int) - drawing).mean() < 12
    assert np.array_equal(seen(studio), drawing)


def test_a_painting_with_its_photo(studio: Studio) -> None:
    fill_rooms(studio)
    studio.window.rooms.show("photo")
    offer = studio.window.exports.offer()
    assert offer.view is not None
    assert offer.before is not None
    shown = studio.window.rooms.current.shown
    assert shown is not None
    tif = load_picture(run(studio, "print", "art.tif", Take.VIEW))
    assert np.array_equal(tif.pixels, shown.picture.pixels)
    assert tif.metadata.dpi == (300, 300)
    assert read_claims(tif.metadata.xmp).source == "compositeWithTrainedAlgorithmicMedia"
    sheet = load_picture(run(studio, "sheet", "sheet.png", Take.VIEW, Options(side=400))).pixels
    assert sheet.shape[1] in range(380, 420)
    assert (sheet[:4] == 255).all()


def test_the_command_asks_and_exports(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.window.rooms.show("sketch")
    stroke(studio)
    assert studio.window.commands["export"].shortcut().toString() == "Ctrl+Shift+E"
    studio.window.settings.change("exporting", folder=str(studio.folder), preset="full")
    monkeypatch.setattr(ExportDialog, "exec", lambda self: (self.name.setText("mine"), 1)[1])
    with studio.qtbot.waitSignal(studio.window.exports.exported, timeout=20_000):
        studio.run("export")
    assert np.array_equal(load_picture(studio.folder / "mine.png").pixels, seen(studio))
    assert studio.window.settings.current.exporting.preset == "full"


def test_a_folder_that_is_gone_is_told(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    stroke(studio)
    choice = Choice(preset("psd"), studio.folder / "none" / "a.psd", Take.DRAWING, Options())
    studio.window.exports.export(choice)
    studio.wait(lambda: "folder does not exist" in studio.message)
    run(studio, "psd", "a.psd", Take.DRAWING)


def test_a_film_can_be_stopped(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    for y in range(20, 200, 10):
        stroke(studio, y)
    exports = studio.window.exports
    exports.export(Choice(preset("timelapse"), studio.folder / "film.webp", Take.HISTORY, Options(seconds=30.0)))
    exports.stop()
    studio.wait(lambda: "was stopped" in studio.message)
    assert not (studio.folder / "film.webp").exists()
    assert not list(studio.folder.glob("*.part"))


def test_credentials_that_get_lost_are_told(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.open()
    studio.pick()
    studio.paint()
    room = studio.window.rooms.current
    shown = room.shown
    assert isinstance(shown, Shown)
    signed = replace(shown.picture, metadata=Metadata(credentials=True))
    monkeypatch.setattr(type(room), "shown", property(lambda _: replace(shown, picture=signed)))
    path = studio.folder / "art.png"
    studio.window.exports.export(Choice(preset("full"), path, Take.VIEW, Options()))
    studio.wait(lambda: "without the content credentials" in studio.message)
    assert path.exists()
