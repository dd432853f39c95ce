"""`studio export`, as people type it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.cli.main import main
from studio.core.picture import Picture
from studio.core.picture_io import load_picture
from studio.document.layer import Kind
from studio.project.openraster_write import save_ora
from studio.project.project import Project, SavedLayer, SavedResult
from studio.provenance.label import read_claims


@pytest.fixture
def document(tmp_path: Path) -> Path:
    pixels = np.zeros((60, 90, 4), np.uint8)
    pixels[10:40, 20:50] = (20, 30, 40, 255)
    results = tuple(SavedResult(Picture(np.full((60, 90, 3), grey, np.uint8)), "art") for grey in (80, 160))
    save_ora(Project(90, 60, (SavedLayer(1, "Sketch", Kind.SKETCH, pixels),), 1, results=results), tmp_path / "art.ora")
    return tmp_path / "art.ora"


def run(*words: object) -> int:
    return main(["export", *map(str, words)])


@pytest.mark.parametrize(
    ("way", "name"),
    [
        ("web", "out.webp"), ("print", "out.tif"), ("full", "out.png"), ("psd", "out.psd"), ("ora", "out.ora"),
        ("sheet", "out.jpg"), ("timelapse", "out.gif"),
    ],
)  # fmt: skip
def test_every_preset(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture, way: str, name: str) -> None:
    assert run(document, "--preset", way, "-o", tmp_path / name) == 0
    assert (tmp_path / name).stat().st_size > 100
    assert capsys.readouterr().out.strip().endswith(name)


def test_which_picture_and_what_it_says(document: Path, tmp_path: Path) -> None:
    assert run(document, "--preset", "full", "-o", tmp_path / "result.png") == 0
    assert run(document, "--preset", "full", "--of", "drawing", "-o", tmp_path / "drawing.png") == 0
    assert run(document, "--preset", "full", "--no-ai-label", "-o", tmp_path / "silent.png") == 0
    result, drawing = load_picture(tmp_path / "result.png"), load_picture(tmp_path / "drawing.png")
    assert (result.pixels == 160).all()
    assert tuple(drawing.pixels[20, 30]) == (20, 30, 40)
    assert read_claims(result.metadata.xmp).source == "compositeWithTrainedAlgorithmicMedia"
    assert read_claims(drawing.metadata.xmp).source == "digitalCreation"
    assert load_picture(tmp_path / "silent.png").metadata.xmp is None


def test_several_documents_into_a_folder(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    other = tmp_path / "broken.ora"
    other.write_bytes(b"PK\x03\x04 nothing")
    code = run(document, other, "--preset", "web", "--size", "64", "--format", "png", "-o", tmp_path / "web")
    assert code == 2
    assert [path.name for path in (tmp_path / "web").iterdir()] == ["art-web.png"]
    with Image.open(tmp_path / "web" / "art-web.png") as image:
        assert image.size == (64, 43)
    assert "broken.ora" in capsys.readouterr().err


def test_pictures_and_photoshop_files_are_documents_too(document: Path, tmp_path: Path) -> None:
    assert run(document, "--preset", "psd", "-o", tmp_path / "art.psd") == 0
    assert run(tmp_path / "art.psd", "--preset", "full", "-o", tmp_path / "flat.png") == 0
    assert run(tmp_path / "flat.png", "--preset", "ora", "-o", tmp_path / "again.ora") == 0
    assert run(tmp_path / "again.ora", "--preset", "full", "-o", tmp_path / "again.png") == 0
    assert np.array_equal(load_picture(tmp_path / "again.png").pixels, load_picture(tmp_path / "flat.png").pixels)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--preset", "poster", "-o", "x.jpg"), "must be one of web, print"),
        (("--preset", "print", "-o", "x.jpg"), "must end in .tif"),
        (("--preset", "web", "--format", "tif", "-o", "x.tif"), "cannot be tif; choose jpg, webp, png"),
        (("--preset", "web", "--of", "cat", "-o", "x.jpg"), "must be one of drawing, result, photo"),
        (("--preset", "web", "--of", "photo", "-o", "x.jpg"), "has no photo"),
        (("--preset", "web", "-o", "art.ora"), "must end in .jpg"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    document: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, words: tuple, sentence: str
) -> None:
    monkeypatch.chdir(document.parent)
    assert run("art.ora", *words) == 2
    assert sentence in capsys.readouterr().err
    assert [path.name for path in document.parent.iterdir()] == ["art.ora"]


def test_nothing_is_overwritten_unasked(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "out.png").write_bytes(b"precious")
    assert run(document, "--preset", "full", "-o", tmp_path / "out.png") == 2
    assert (tmp_path / "out.png").read_bytes() == b"precious"
    assert "exists already" in capsys.readouterr().err
    assert run(document, "--preset", "full", "-o", tmp_path / "out.png", "--overwrite") == 0
    before = document.read_bytes()
    assert run(document, "--preset", "ora", "-o", document, "--overwrite") == 2
    assert document.read_bytes() == before
