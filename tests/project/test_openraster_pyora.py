"""OpenRaster against another implementation, in both directions."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from ora_makers import full_project, noise, same, spot
from PIL import Image

from studio.document.layer import Blend, Kind
from studio.project.openraster_read import load_ora
from studio.project.openraster_write import save_ora, write_ora
from studio.project.project import Project, SavedLayer

pyora = pytest.importorskip("pyora")
OPS = {Blend.NORMAL: "svg:src-over", Blend.MULTIPLY: "svg:multiply", Blend.SCREEN: "svg:screen"}


def test_pyora_reads_what_we_write(tmp_path: Path) -> None:
    project = full_project()
    save_ora(project, tmp_path / "ours.ora")
    theirs = pyora.Project.load(str(tmp_path / "ours.ora"))
    assert tuple(theirs.dimensions) == (project.width, project.height)
    layers = [layer for layer in theirs.children if layer.type == pyora.TYPE_LAYER][::-1]
    assert len(layers) == len(project.layers)
    for ours, layer in zip(project.layers, layers, strict=True):
        assert layer.name == ours.name
        assert layer.visible == ours.visible
        assert layer.opacity == ours.opacity
        assert layer.composite_op == OPS[ours.blend]
        assert np.array_equal(np.asarray(layer.get_image_data(raw=False)), ours.pixels)
    groups = [group for group in theirs.children if group.type == pyora.TYPE_GROUP]
    assert [group.name for group in groups][-1] == "Atelier Photo"
    assert not any(group.visible for group in groups)


def test_the_merged_picture_is_what_pyora_makes_of_the_layers(tmp_path: Path) -> None:
    layers = (
        SavedLayer(1, "a", Kind.REFERENCE, noise(30, 20, 1)),
        SavedLayer(2, "b", Kind.RESULT, noise(30, 20, 2), opacity=0.5),
        SavedLayer(3, "c", Kind.SKETCH, spot(30, 20, 3, 3, (9, 9, 9, 255))),
    )
    save_ora(Project(30, 20, layers), tmp_path / "a.ora")
    theirs = np.asarray(pyora.Project.load(str(tmp_path / "a.ora")).get_image_data(use_original=False)).astype(int)
    with zipfile.ZipFile(tmp_path / "a.ora") as package:
        ours = np.asarray(Image.open(package.open("mergedimage.png"))).astype(int)
    assert np.abs(theirs - ours)[ours[..., 3] > 30].max() <= 6
    assert np.abs(theirs - ours)[..., 3].max() <= 2


def test_we_read_what_pyora_writes() -> None:
    theirs = pyora.Project.new(40, 30)
    paper, lines, inner = noise(40, 30, 1), spot(10, 8, 2, 1, (0, 0, 0, 255)), noise(50, 40, 2)
    theirs.add_layer(Image.fromarray(paper), "Paper", z_index="above")
    group = theirs.root.add_group("Group", opacity=0.5)
    group.add_layer(Image.fromarray(inner), "Inside", offsets=(-5, -7), visible=False, opacity=0.5)
    theirs.add_layer(
        Image.fromarray(lines), "Lines", z_index="above", offsets=(20, 10), opacity=0.25, composite_op="svg:multiply"
    )
    theirs.add_layer(Image.fromarray(paper), "Odd", z_index="above", composite_op="svg:hue")
    file = io.BytesIO()
    theirs.save(file)
    opened = load_ora(file.getvalue(), "theirs.ora")
    project = opened.project
    assert (project.width, project.height) == (40, 30)
    by_name = {layer.name: layer for layer in project.layers}
    assert set(by_name) == {"Paper", "Inside", "Lines", "Odd"}
    assert np.array_equal(by_name["Paper"].pixels, paper)
    assert np.array_equal(by_name["Inside"].pixels, inner[7:37, 5:45])
    assert (by_name["Inside"].visible, by_name["Inside"].opacity) == (False, 0.25)
    assert np.array_equal(by_name["Lines"].pixels[10:18, 20:30], lines)
    assert not by_name["Lines"].pixels[:10].any()
    assert (by_name["Lines"].blend, by_name["Lines"].opacity) == (Blend.MULTIPLY, 0.25)
    assert by_name["Odd"].blend is Blend.NORMAL
    assert any("svg:hue" in remark for remark in opened.remarks)
    assert any("Inside" in remark for remark in opened.remarks)
    assert not opened.exact
    assert project.active == by_name["Odd"].id


def test_after_a_foreign_program_everything_painted_survives(tmp_path: Path) -> None:
    project = full_project()
    save_ora(project, tmp_path / "ours.ora")
    pyora.Project.load(str(tmp_path / "ours.ora")).save(str(tmp_path / "theirs.ora"))  # drops what it does not know
    opened = load_ora(tmp_path / "theirs.ora")
    back = opened.project
    for before, after in zip(project.layers, back.layers, strict=True):
        for field in ("name", "visible", "opacity", "locked", "blend"):
            assert getattr(before, field) == getattr(after, field)
        assert same(before.pixels, after.pixels)
        assert before.kind is after.kind
    assert back.active == back.layers[4].id
    assert back.styling.photo is not None
    assert project.styling.photo is not None
    assert same(back.styling.photo.picture.pixels, project.styling.photo.picture.pixels)
    assert back.styling.photo.name == "holiday.jpg"
    assert back.transform.photo is not None
    assert [result.name for result in back.results] == [result.name for result in project.results]
    assert back.styling.masks is not None
    assert project.styling.masks is not None
    assert [style for style, _ in back.styling.masks.planes] == ["wave", "photo"]
    assert all(
        np.array_equal(one, two)
        for (_, one), (_, two) in zip(back.styling.masks.planes, project.styling.masks.planes, strict=True)
    )
    assert len(opened.remarks) == 1
    assert opened.exact
    file = io.BytesIO()
    write_ora(back, file)
    assert same(load_ora(file.getvalue()).project, back)
