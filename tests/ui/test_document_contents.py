"""What documents bring into the window: results with what made them, layers of other programs."""

from __future__ import annotations

import numpy as np
import pytest
from document_hands import open_document, save, stroke, work
from PySide6.QtWidgets import QFileDialog
from window_fakes import CHANGES, MODELS, Studio, photo, same

from studio.core.chain import Chain, Generate
from studio.document.layer import Kind
from studio.project.openraster_write import save_ora
from studio.project.project import Project, SavedChain, SavedLayer, SavedPhoto, SavedResult
from studio.project.psd_write import save_psd
from studio.ui.session.results import Found, Generated, Painting, Transformed
from studio.ui.sketch.paper import Paper


@pytest.fixture
def studio(open_studio) -> Studio:
    return open_studio(models=(*MODELS, *CHANGES), live=False)


def test_results_of_all_rooms_come_back_with_what_made_them(studio: Studio) -> None:
    window = studio.window
    studio.window.commands["live"].setChecked(True)
    studio.open("old.png", photo(seed=3))
    studio.pick()
    studio.paint()
    studio.open("new.png", photo(seed=4))
    window.rooms.show("transform")
    window.transform.session.set_photo(window.session.photo)
    window.transform.session.add(Generate(model="winter", strength=0.5))
    studio.wait(window.commands["chain-keep"].isEnabled)
    studio.run("chain-keep")
    studio.wait(lambda: len(window.results) == 2)
    window.rooms.show("sketch")
    stroke(studio)
    window.sketch.generation.change(seed=99)
    studio.run("sketch-keep")
    studio.wait(lambda: len(window.results) == 3)
    window.results.star(window.results[2], True)
    kinds = [type(result) for result in window.results]
    titles = [result.title for result in window.results]
    path = save(studio, studio.folder / "all.ora")
    window.documents.new(100, 100)
    open_document(studio, path)
    assert [type(result) for result in window.results] == kinds == [Painting, Transformed, Generated]
    assert [result.title for result in window.results] == titles
    assert [result.starred for result in window.results] == [False, False, True]
    window.rooms.show_result(window.results[2])
    assert window.sketch.generation.making.seed == 99
    window.rooms.show_result(window.results[0])
    studio.wait(lambda: window.session.photo.name == "old.png")
    assert same(window.session.photo.picture, photo(seed=3))
    studio.wait(lambda: window.bench.shown and window.bench.shown.result is window.results[0])


def test_a_saved_result_that_is_not_starred_is_no_part_of_the_document(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.paint()
    result = studio.window.results[0]
    assert len(work(studio).results) == 1
    studio.window.results.mark_saved(result, studio.folder / "out.png")
    assert work(studio).results == ()
    studio.window.results.star(result, True)
    assert len(work(studio).results) == 1


def test_a_picture_of_unknown_origin_is_opened_as_a_photo(studio: Studio) -> None:
    odd = SavedResult(photo(seed=8), "odd", {"kind": "from the future", "starred": True, "title": 5})
    path = studio.folder / "odd.ora"
    save_ora(Project(40, 30, results=(odd,)), path)
    open_document(studio, path)
    result = studio.window.results[0]
    assert isinstance(result, Found)
    assert result.starred
    studio.window.rooms.show_result(result)
    studio.wait(lambda: studio.window.session.photo)
    assert same(studio.window.session.photo.picture, photo(seed=8))
    again = work(studio).results[0].note
    assert again["kind"] == "from the future", "what this version does not know is kept"


def test_a_foreign_document_keeps_its_name_but_is_saved_elsewhere(studio: Studio, monkeypatch) -> None:
    pixels = np.zeros((300, 400, 4), np.uint8)
    pixels[10:20, 10:30] = (200, 10, 10, 255)
    path = studio.folder / "poster.psd"
    save_psd(Project(400, 300, (SavedLayer(1, "Ink", Kind.SKETCH, pixels),), 1), path)
    before = path.read_bytes()
    open_document(studio, path)
    desk = studio.window.documents
    assert studio.window.windowTitle().startswith("poster.psd")
    assert desk.path is None
    assert not desk.modified
    assert [one.name for one in studio.window.sketch.session.document.layers] == ["Ink"]
    stroke(studio)
    assert desk.modified
    proposed: list[str] = []

    def choose(_parent: object, _title: str, start: str, *_: str) -> tuple[str, str]:
        proposed.append(start)
        return str(studio.folder / "poster.ora"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    studio.run("save")
    studio.wait(lambda: not desk.saver.busy)
    assert proposed[0].endswith("poster.ora")
    assert desk.path == studio.folder / "poster.ora"
    assert path.read_bytes() == before


def test_the_canvas_shows_what_was_opened(studio: Studio) -> None:
    studio.window.rooms.show("sketch")
    stroke(studio)
    path = save(studio, studio.folder / "scene.ora")
    studio.window.documents.new(100, 100)
    open_document(studio, path)
    document, view = studio.window.sketch.session.document, studio.window.sketch.canvas.view
    assert view._paper.image(0) == Paper(document, view.KINDS).image(0)
    stroke(studio, 200)
    assert view._paper.image(0) == Paper(document, view.KINDS).image(0)


def test_results_that_wait_on_the_disk_are_saved_too(studio: Studio) -> None:
    window = studio.window
    window.vault.set_budget(0)
    studio.open()
    for style in ("starry-night", "great-wave"):
        studio.pick(style)
        made = studio.paint()
    studio.pick("sunflowers")
    first = window.results[0].picture
    studio.wait(lambda: first.file is not None and first.alive() is None)
    one, again = work(studio).results[0].picture, work(studio).results[0].picture
    assert one is again, "looking twice costs nothing"
    assert first.picture is None
    path = save(studio, studio.folder / "scene.ora")
    open_document(studio, path)
    assert len(window.results) == 2
    found = []
    window.results.fetch(window.results[1], found.append, found.append)
    studio.wait(lambda: found)
    assert same(found[0], made)


def test_a_step_whose_mask_is_missing_is_switched_off(studio: Studio) -> None:
    chain = Chain((Generate(model="winter", mask="masks/1.png"), Generate(model="night")))
    path = studio.folder / "half.ora"
    saved = SavedChain(SavedPhoto(photo(), "hill.png"), chain)
    save_ora(Project(40, 30, transform=saved, room="transform"), path)
    open_document(studio, path)
    steps = studio.window.transform.session.chain.steps
    assert [step.on for step in steps] == [False, True]
    assert [step.mask for step in steps] == [None, None]
    assert "mask of a step is missing" in studio.message
