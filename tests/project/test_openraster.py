"""OpenRaster files of our own: to the letter of the specification, and read back equal."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from ora_makers import full_project, noise, projects, same, spot
from PIL import Image

from studio.core.errors import StudioError
from studio.document.document import Document
from studio.document.layer import Blend, Kind, Layer
from studio.project.openraster_read import load_ora, read_thumbnail
from studio.project.openraster_write import save_ora, write_ora
from studio.project.project import Project, SavedLayer


def _bytes(project: Project) -> bytes:
    file = io.BytesIO()
    write_ora(project, file)
    return file.getvalue()


def _open(data: bytes, entry: str) -> np.ndarray:
    with zipfile.ZipFile(io.BytesIO(data)) as package, Image.open(package.open(entry)) as image:
        return np.asarray(image.convert("RGBA"))


def test_everything_comes_back(tmp_path: Path) -> None:
    project = full_project()
    save_ora(project, tmp_path / "all.ora")
    opened = load_ora(tmp_path / "all.ora")
    assert opened.remarks == ()
    assert opened.exact
    assert same(opened.project, project)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(projects())
def test_any_project_comes_back(project: Project) -> None:
    opened = load_ora(_bytes(project))
    assert opened.remarks == ()
    assert same(opened.project, project)


def test_one_photo_in_two_rooms_is_one_file_and_one_picture() -> None:
    project = full_project()
    photo = project.styling.photo
    assert photo is not None
    shared = replace(project, transform=replace(project.transform, photo=photo))
    opened = load_ora(_bytes(shared)).project
    assert opened.styling.photo is not None
    assert opened.transform.photo is not None
    assert opened.styling.photo.picture is opened.transform.photo.picture
    assert len(_bytes(shared)) < len(_bytes(project))


def test_the_zip_begins_with_the_stored_mimetype() -> None:
    data = _bytes(full_project())
    # Local header, no extra field: programs look for the type at byte 38.
    assert data[:4] == b"PK\x03\x04"
    assert data[26:30] == b"\x08\x00\x00\x00"
    assert data[30:54] == b"mimetypeimage/openraster"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[0] == "mimetype"
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert {"stack.xml", "mergedimage.png", "Thumbnails/thumbnail.png"} <= set(names)
        assert len(set(names)) == len(names)
        assert all(info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in package.infolist())


def test_the_stack_says_what_the_specification_asks_for() -> None:
    with zipfile.ZipFile(io.BytesIO(_bytes(full_project()))) as package:
        text = package.read("stack.xml")
        image = ElementTree.fromstring(text)
        sizes = {name: Image.open(package.open(name)).size for name in package.namelist() if name.endswith(".png")}
    assert text.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert image.attrib == {"version": "0.0.6", "w": "40", "h": "30"}
    (stack,) = image
    assert stack.tag == "stack"
    top = list(stack)[:5]
    assert [layer.get("name") for layer in top] == [
        "Sketch “äöü” <&>", "Colour hints", "Materials", "Result 1", "Photo to draw over",
    ]  # fmt: skip
    assert top[0].get("selected") == "true"
    assert [layer.get("selected") for layer in top[1:]] == [None] * 4
    assert (top[0].get("x"), top[0].get("y"), sizes[top[0].get("src")]) == ("30", "22", (5, 5))
    assert [layer.get("composite-op") for layer in top[:4]] == [
        "svg:src-over", "svg:multiply", "svg:src-over", "svg:screen",
    ]  # fmt: skip
    assert top[2].get("visibility") == "hidden"
    assert (top[4].get("opacity"), top[4].get("edit-locked")) == ("0.35", "true")
    groups = list(stack)[5:]
    assert {group.tag for group in groups} == {"stack"}
    assert all(group.get("visibility") == "hidden" for group in groups)
    assert {layer.get("src") for layer in stack.iter("layer")} == {name for name in sizes if name.startswith("data/")}


def test_the_merged_picture_is_what_the_document_shows() -> None:
    width, height = 50, 40
    layers = [
        SavedLayer(1, "photo", Kind.REFERENCE, noise(width, height, 1)),
        SavedLayer(2, "shade", Kind.RESULT, noise(width, height, 2), blend=Blend.MULTIPLY),
        SavedLayer(3, "light", Kind.RESULT, noise(width, height, 3), opacity=0.6, blend=Blend.SCREEN),
        SavedLayer(4, "unseen", Kind.RESULT, noise(width, height, 4), visible=False),
        SavedLayer(5, "hints", Kind.HINTS, spot(width, height, 4, 4, (200, 0, 0, 128)), opacity=0.5),
        SavedLayer(6, "lines", Kind.SKETCH, spot(width, height, 30, 22, (0, 0, 0, 255))),
    ]
    merged = _open(_bytes(Project(width, height, tuple(layers))), "mergedimage.png")
    expected = np.zeros((height, width, 4))
    for layer in layers:  # W3C Compositing and Blending Level 1, in the plainest way
        if not layer.visible:
            continue
        source, below = layer.pixels / 255, expected.copy()
        alpha, under = source[..., 3:] * layer.opacity, below[..., 3:]
        cs, cb = source[..., :3], below[..., :3]
        mixed = {Blend.NORMAL: cs, Blend.MULTIPLY: cs * cb, Blend.SCREEN: cs + cb - cs * cb}[layer.blend]
        colour = (1 - under) * cs + under * mixed
        total = alpha + under * (1 - alpha)
        sums = alpha * colour + under * cb * (1 - alpha)
        expected = np.concatenate([sums / np.maximum(total, 1e-9), total], axis=2)
    seen = expected[..., 3] > 0.2  # colours of what can hardly be seen are rounded more
    assert np.abs(merged[..., 3] - expected[..., 3] * 255).max() < 2
    assert np.abs(merged[seen][:, :3] - expected[seen][:, :3] * 255).max() < 6


def test_the_thumbnail_is_small_and_shows_the_drawing(tmp_path: Path) -> None:
    pixels = np.zeros((300, 1030, 4), np.uint8)
    pixels[:, :515] = (255, 0, 0, 255)
    save_ora(Project(1030, 300, (SavedLayer(1, "left", Kind.SKETCH, pixels),)), tmp_path / "wide.ora")
    thumbnail = read_thumbnail(tmp_path / "wide.ora")
    assert thumbnail is not None
    assert (thumbnail.width, thumbnail.height) == (256, 75)
    assert (thumbnail.pixels[40, 60] == (255, 0, 0, 255)).all()
    assert thumbnail.pixels[40, 200, 3] == 0
    assert read_thumbnail(tmp_path / "missing.ora") is None


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (700, 1), (513, 257)])
def test_a_drawing_of_any_size_has_a_thumbnail(tmp_path: Path, size: tuple[int, int]) -> None:
    save_ora(Project(*size, (SavedLayer(1, "a", Kind.SKETCH, noise(*size)),)), tmp_path / "a.ora")
    thumbnail = read_thumbnail(tmp_path / "a.ora")
    assert thumbnail is not None
    assert max(thumbnail.width, thumbnail.height) == min(256, max(size))


def test_the_same_project_gives_the_same_bytes() -> None:
    assert _bytes(full_project()) == _bytes(full_project())


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.ora"
    save_ora(full_project(), target)
    before = target.read_bytes()
    broken = replace(full_project(), layers=(SavedLayer(1, "wrong", Kind.SKETCH, np.zeros((3, 3), np.uint8)),))
    with pytest.raises(StudioError):
        save_ora(broken, target)
    with pytest.raises(StudioError, match="folder"):
        save_ora(full_project(), tmp_path / "nowhere" / "a.ora")
    assert target.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.ora"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_disk_that_fills_up_costs_nothing(tmp_path: Path) -> None:
    import resource

    save_ora(full_project(), tmp_path / "a.ora")
    before = (tmp_path / "a.ora").read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    for most in (10, 3000, len(before) - 500):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))
        try:
            with pytest.raises(StudioError, match=r"a\.ora cannot be written: .+ choose another folder\.") as caught:
                save_ora(full_project(), tmp_path / "a.ora")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert "\n" not in str(caught.value)
    assert (tmp_path / "a.ora").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.ora"]


def test_a_document_of_the_window_comes_back(tmp_path: Path) -> None:
    document = Document.new(64, 48)
    document.layers[1].pixels[10:20, 5:50] = (0, 0, 0, 255)
    names = "id", "name", "kind", "pixels", "visible", "opacity", "locked", "blend", "note"
    layers = tuple(SavedLayer(*(getattr(layer, name) for name in names)) for layer in document.layers)
    save_ora(Project(64, 48, layers, document.active), tmp_path / "a.ora")
    project = load_ora(tmp_path / "a.ora").project
    again = Document(64, 48)
    for one in project.layers:
        again.insert(Layer(one.id, one.name, one.kind, one.pixels.copy()))
    assert project.active == document.active
    assert np.array_equal(again.composite(), document.composite())


@pytest.mark.slow
def test_a_large_document_is_saved_and_opened_soon(tmp_path: Path) -> None:
    side = 2048
    rows = np.arange(side)[:, None]
    pixels = np.empty((side, side, 4), np.uint8)
    for channel in range(4):
        pixels[..., channel] = (rows * (channel + 1) // 9 + np.arange(side) // 7) % 256
    layers = tuple(SavedLayer(n, str(n), Kind.REFERENCE, pixels) for n in range(1, 7))
    began = time.process_time()
    save_ora(Project(side, side, layers), tmp_path / "large.ora")
    saved = time.process_time()
    load_ora(tmp_path / "large.ora")
    # Seconds of work on all cores together; a quarter of a 4096 x 4096 drawing, with room for slow computers.
    assert saved - began < 3
    assert time.process_time() - saved < 6
