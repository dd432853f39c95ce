"""Files that the window saves say how they were made; what got lost is said, and anybody's file can be verified."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot
from window_fakes import Studio, photo

from studio.core.chain import Generate
from studio.core.picture import Metadata, Picture
from studio.core.picture_io import load_picture, save_picture
from studio.library.paths import user_config_dir
from studio.provenance.credentials import find_signer, sign_file
from studio.provenance.inspection import State, read_record
from studio.provenance.label import CREATOR_TOOL, DC, XMP, Claims, read_claims
from studio.provenance.origin import Origin, Source
from studio.provenance.packet import new_packet
from studio.ui.files.save_dialog import SaveOptions
from studio.ui.provenance.telling import TellingBoxes
from studio.ui.provenance.verify import VerifyWindow
from studio.ui.window.settings import ProvenanceSettings, SaveSettings

REMINDER = "make sure that they agree"


@pytest.fixture
def painted(studio: Studio) -> Studio:
    """A window with one result, not saved."""
    studio.open()
    studio.pick()
    studio.window.session.change("Size", size=128)
    studio.paint()
    return studio


def tell(studio: Studio, **values: object) -> None:
    studio.window.settings.change("provenance", **values)


def save(studio: Studio, path: Path) -> Claims:
    studio.window.file_commands.save_to(path)
    studio.wait(lambda: not studio.window.file_commands.writing)
    return read_claims(load_picture(path).metadata.xmp)


# --- what files say --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif"])
def test_a_saved_painting_says_that_ai_was_used(painted: Studio, tmp_path: Path, suffix: str) -> None:
    claims = save(painted, tmp_path / f"a.{suffix}")
    assert claims.known is Source.COMPOSITE
    assert claims.models == "atelier-encoder"
    assert claims.recipe == ""
    assert not load_picture(tmp_path / f"a.{suffix}").metadata.credentials


def test_the_switches_are_obeyed(painted: Studio, tmp_path: Path) -> None:
    tell(painted, say_ai=False)
    assert save(painted, tmp_path / "a.png").source == ""
    tell(painted, say_ai=True, recipe=True)
    claims = save(painted, tmp_path / "b.png")
    assert '"styles":[["starry-night",1.0]]' in claims.recipe
    painted.window.settings.change("saving", keep_metadata=False)
    assert save(painted, tmp_path / "c.png").known is Source.COMPOSITE


def test_signed_files_name_the_photo_and_the_painting(painted: Studio, tmp_path: Path) -> None:
    tell(painted, credentials=True)
    save(painted, tmp_path / "a.jpg")
    record = read_record(tmp_path / "a.jpg")
    assert record is not None
    assert record.state is State.INTACT
    assert {used.name: used.parent for used in record.used} == {"photo.png": True, "Starry Night": False}
    assert [done.model for done in record.done] == ["", "atelier-encoder"]


def test_a_certificate_that_is_gone_costs_nothing(painted: Studio, tmp_path: Path) -> None:
    tell(painted, credentials=True, certificate=str(tmp_path / "gone.pem"), key=str(tmp_path / "gone.key"))
    painted.window.file_commands.save_to(tmp_path / "a.png")
    painted.wait(lambda: not painted.window.file_commands.writing)
    assert "gone.pem cannot be read" in painted.message
    assert not (tmp_path / "a.png").exists()
    assert painted.window.results.unsaved


def test_drawings_say_whose_hand_made_them(studio: Studio, tmp_path: Path) -> None:
    session, files = studio.window.sketch.session, studio.window.files
    saving = studio.window.settings.current.saving

    def saved(name: str) -> Claims:
        path = tmp_path / name
        files.save(session.source(), path, saving, "drawing")
        studio.wait(path.exists)
        studio.wait(lambda: not studio.window.background.busy)
        return read_claims(load_picture(path).metadata.xmp)

    session.draw_line((10, 10), (200, 100))
    claims = saved("hand.png")
    assert (claims.known, claims.system, claims.models) == (Source.DRAWN, "", "")
    session.set_reference(photo(), "Photo")
    assert saved("over-photo.png").known is Source.MIXED
    session.adopt(photo(seed=4), "Result", '{"model": "sketch-to-photo"}')
    assert saved("with-result.png").known is Source.COMPOSITE
    session.undo()
    assert saved("without.png").known is Source.MIXED


def test_what_a_chain_did_decides(studio: Studio, tmp_path: Path) -> None:
    told = studio.window.provenance.told
    studio.window.rooms.show("transform")
    path = studio.file("sea.png")
    studio.window.files.open_path(path)
    transform = studio.window.transform
    studio.wait(lambda: transform.session.photo is not None)
    transform.session.add(Generate(model="photo-to-winter", seed=5))
    studio.wait(lambda: transform.shown is not None)
    origin = told.origin_of(transform.shown)
    assert origin.source is Source.COMPOSITE
    assert [model.id for model in origin.models] == ["photo-to-winter"]
    assert origin.parent is not None
    assert origin.parent.file == str(path)


def test_the_example_is_nobodys_photo(studio: Studio, tmp_path: Path) -> None:
    studio.run("example")
    studio.wait(lambda: studio.window.session.photo)
    assert REMINDER not in studio.message
    studio.pick()
    studio.window.session.change("Size", size=128)
    studio.paint()
    assert save(studio, tmp_path / "a.png").known is Source.GENERATED


# --- what got lost ---------------------------------------------------------------------------------------------------


def signed(studio: Studio, name: str) -> Path:
    path = studio.file(name)
    sign_file(path, Origin(Source.DRAWN), find_signer("", "", user_config_dir()))
    return path


def test_saving_without_the_credentials_of_the_photo_is_said(studio: Studio, tmp_path: Path) -> None:
    path = signed(studio, "signed.png")
    studio.window.open_photo(path)
    studio.wait(lambda: studio.window.session.photo)
    assert studio.window.session.photo.picture.metadata.credentials
    studio.pick()
    studio.window.session.change("Size", size=128)
    studio.paint()
    save(studio, tmp_path / "a.png")
    assert "a.png is saved, but without the content credentials that its photo has" in studio.message
    assert read_record(tmp_path / "a.png") is None
    studio.help_button("Sign From Now On").click()
    assert studio.window.settings.current.provenance.credentials
    save(studio, tmp_path / "b.png")
    assert studio.message.startswith("Saved as")
    record = read_record(tmp_path / "b.png")
    assert record is not None
    assert [(used.name, used.signed) for used in record.used if used.parent] == [("signed.png", True)]


def test_nothing_is_said_of_photos_that_had_none(painted: Studio, tmp_path: Path) -> None:
    save(painted, tmp_path / "a.png")
    assert painted.message.startswith("Saved as")


# --- people ----------------------------------------------------------------------------------------------------------


def test_one_line_about_people_once_for_each_photo(studio: Studio) -> None:
    studio.open("one.png")
    assert REMINDER in studio.message
    studio.window.status.clear()
    studio.open("two.png", photo(seed=2))
    assert REMINDER in studio.message
    studio.open("one.png")
    assert REMINDER not in studio.message  # said before
    studio.open("three.png", photo(seed=3))
    studio.help_button("Don’t Remind Me").click()
    assert not studio.window.settings.current.provenance.consent
    studio.open("four.png", photo(seed=4))
    assert REMINDER not in studio.message


# --- verifying -------------------------------------------------------------------------------------------------------


def test_the_verify_window_tells_signed_labelled_changed_and_silent_files(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = signed(studio, "mine.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    studio.run("verify")
    dialog = studio.window.findChild(VerifyWindow)
    assert dialog is not None
    studio.wait(lambda: dialog.found is not None)
    assert "Signed by you" in dialog.text()
    assert "without generative AI" in dialog.text()

    def look(file: Path) -> str:
        dialog.look(file)
        studio.wait(lambda: not studio.window.background.busy)
        return dialog.text()

    stranger = tmp_path / "stranger.png"
    stranger.write_bytes(studio.file("plain.png").read_bytes())
    sign_file(stranger, Origin(Source.GENERATED), find_signer("", "", tmp_path / "elsewhere"))
    assert "Signed, and unchanged since." in look(stranger)
    assert "anybody can make a certificate" in dialog.text()
    assert "Created by AI." in dialog.text()
    data = bytearray(stranger.read_bytes())
    data[-20] ^= 1  # within the pixels; the checksum is wrong now, too
    stranger.write_bytes(data)
    record = read_record(stranger)
    assert record is not None
    assert record.state is State.CHANGED
    assert "says nothing" not in look(tmp_path / "plain.png")
    assert "does not say how the picture was made" in dialog.text()
    (tmp_path / "words.png").write_text("no picture")
    assert "not a picture" in look(tmp_path / "words.png")
    assert "does not exist" in look(tmp_path / "nothing.png")
    dialog.close()


def test_what_files_say_is_shown_as_text_only(studio: Studio, tmp_path: Path) -> None:
    words = "<img src='file:///etc/passwd'><b>Signed by you</b>"
    xmp = new_packet({(DC, "title"): words, CREATOR_TOOL: "x" * 5000}, {DC: "dc", XMP: "xmp"})
    save_picture(Picture(photo().pixels, Metadata(xmp=xmp)), tmp_path / "a.png")
    dialog = VerifyWindow(studio.window.background, ProvenanceSettings, studio.window)
    dialog.look(tmp_path / "a.png")
    studio.wait(lambda: dialog.found is not None)
    assert words in dialog.details.toPlainText()
    assert "x" * 2001 not in dialog.text()
    assert "does not say" in dialog.headline.text()


def test_a_folder_is_worked_with_the_same_switches(studio: Studio, tmp_path: Path) -> None:
    tell(studio, say_ai=False, recipe=True, credentials=True)
    transform = studio.window.transform
    transform.session.add(Generate(model="photo-to-winter"))
    transform.applying.apply(tmp_path, tmp_path)
    studio.wait(lambda: studio.apply.began)
    request = studio.apply.began[0]
    assert (request.say_ai, request.recipe) == (False, True)
    assert request.signed_by == ("", "", str(user_config_dir()))


# --- the dialog ------------------------------------------------------------------------------------------------------


def test_the_save_dialog_asks_what_the_file_tells(qtbot: QtBot) -> None:
    dialog = SaveOptions(SaveSettings(), Path("a.png"), None, ProvenanceSettings(certificate="mine.pem"))
    qtbot.addWidget(dialog)
    boxes = dialog.findChild(TellingBoxes)
    assert boxes is not None
    assert (boxes.keep.isChecked(), boxes.ai.isChecked()) == (True, True)
    assert not boxes.recipe.isChecked()
    assert not boxes.credentials.isChecked()
    boxes.ai.setChecked(False)
    boxes.recipe.setChecked(True)
    boxes.credentials.setChecked(True)
    boxes.keep.setChecked(False)
    assert dialog.told() == ProvenanceSettings(say_ai=False, recipe=True, credentials=True, certificate="mine.pem")
    assert not dialog.settings().keep_metadata
    assert all(box.text() and box.toolTip() for box in boxes.findChildren(QCheckBox))
