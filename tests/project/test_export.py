"""Exports hold what they promise: size, depth, resolution, layers, order in time, and how they were made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
from exchange_makers import ground, lively, patch
from PIL import Image

from studio.core.errors import ParameterError, StudioError
from studio.core.picture import Metadata, Picture
from studio.core.picture_io import load_picture
from studio.core.step import finish
from studio.document.brush import Brush
from studio.document.document import Document
from studio.document.edits import add_layer, set_layer
from studio.document.history import History
from studio.document.layer import Kind
from studio.document.rect import Rect
from studio.document.size import reframe, scale
from studio.document.stroke import Stroke
from studio.project.export.film import Camera, film_bytes, frame_limit, history_film, slides
from studio.project.export.material import Material, Of, material_of
from studio.project.export.presets import PRESETS, Need, Options, preset
from studio.project.export.sheet import before_after
from studio.project.export.write import export
from studio.project.flatten import flattened, on_paper
from studio.project.open import open_any
from studio.project.project import Project, SavedLayer, SavedPhoto, SavedResult, SavedStyling
from studio.provenance.label import read_claims
from studio.provenance.origin import Origin, Says, Source

MADE = Origin(Source.COMPOSITE)


def made(material: Material, way: str, path: Path, options: Options | None = None, says: Says | None = None) -> Path:
    finish(export(material, preset(way), path, options or Options(), says or Says()))
    return path


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".png"])
def test_the_web_gets_a_small_srgb_picture(tmp_path: Path, suffix: str) -> None:
    picture = Picture(np.full((1000, 4000, 3), 90, np.uint8), Metadata(dpi=(300, 300)))
    path = made(Material("art", picture, origin=MADE), "web", tmp_path / f"art{suffix}")
    with Image.open(path) as image:
        assert image.size == (2048, 512)
        assert image.info["icc_profile"]
    back = load_picture(path)
    assert read_claims(back.metadata.xmp).known is Source.COMPOSITE
    assert abs(int(back.pixels[200, 200, 0]) - 90) <= 1


def test_a_small_picture_is_not_made_larger(tmp_path: Path) -> None:
    path = made(Material("art", Picture(noise(30, 50))), "web", tmp_path / "art.png")
    assert np.array_equal(load_picture(path).pixels, noise(30, 50))


@pytest.mark.parametrize(("deep", "kind"), [(True, np.uint16), (False, np.uint8)])
@pytest.mark.parametrize("metadata", [True, False])
def test_print_has_300_dpi_and_the_depth_that_the_picture_has(
    tmp_path: Path, deep: bool, kind: type, metadata: bool
) -> None:
    pixels = noise(40, 60).astype(np.float32) / 255 if deep else noise(40, 60)
    picture = Picture(pixels, Metadata(dpi=(72, 72)))
    path = made(Material("art", picture, origin=MADE), "print", tmp_path / "art.tif", says=Says(metadata=metadata))
    assert tifffile.imread(path).dtype == kind
    back = load_picture(path)
    assert back.metadata.dpi == (300, 300)
    assert np.allclose(back.as_float(), picture.as_float(), atol=1 / 65535)
    assert read_claims(back.metadata.xmp).known is Source.COMPOSITE


@pytest.mark.parametrize("way", ["psd", "ora"])
def test_layers_go_out_and_come_back(tmp_path: Path, way: str) -> None:
    project = lively()
    path = made(Material("art", project=project), way, tmp_path / f"art.{way}")
    back = open_any(path).project
    assert [layer.name for layer in back.layers] == [layer.name for layer in project.layers]
    assert np.abs(flattened(back).astype(int) - flattened(project)).max() <= 1


@pytest.mark.parametrize(("width", "stacked"), [(60, False), (200, True)])
def test_before_and_after_share_a_sheet(width: int, stacked: bool) -> None:
    red = Picture(np.full((80, width, 3), (200, 0, 0), np.uint8))
    blue = Picture(np.full((160, 2 * width, 3), (0, 0, 200), np.uint8))
    sheet = before_after(red, blue, ("Before", "After"), 1200).pixels
    assert max(sheet.shape) <= 1300
    seen = {}
    for name, colour in (("red", (200, 0, 0)), ("blue", (0, 0, 200))):
        rows, columns = np.nonzero((sheet == colour).all(axis=2))
        seen[name] = rows.min(), columns.min(), np.ptp(rows), np.ptp(columns)
    (top, left, high, wide), (top2, left2, high2, wide2) = seen["red"], seen["blue"]
    assert (top < top2, left < left2) == (stacked, not stacked)
    assert abs(wide - wide2) <= 1 if stacked else abs(high - high2) <= 1
    dark = (sheet.max(axis=2) < 150) & (np.ptp(sheet.astype(int), axis=2) < 20)
    assert dark.any()  # the captions
    assert not (before_after(red, blue, ("", ""), 1200).pixels.max(axis=2) < 150).any()


def drawn(strokes: int = 12) -> tuple[Document, History]:
    """A drawing with a history of strokes, a new layer and a setting."""
    document = Document.new(120, 90)
    history = History(document)
    for number in range(strokes):
        if number == strokes // 2:
            history.push(add_layer(document, Kind.SKETCH, "Second"))
            history.push(set_layer(document, document.layers[-2].id, opacity=0.5))
        stroke = Stroke(document, document.active, Brush(size=5.0))
        stroke.begin(5 + 8 * number, 10)
        stroke.move(20 + 8 * number, 80)
        history.push(stroke.end())
    return document, history


def saved(document: Document) -> tuple[SavedLayer, ...]:
    return tuple(
        SavedLayer(one.id, one.name, one.kind, one.pixels.copy(), one.visible, one.opacity) for one in document.layers
    )


def test_the_making_is_filmed_from_the_empty_sheet_to_the_drawing() -> None:
    document, history = drawn()
    before = [layer.pixels.copy() for layer in document.layers]
    steps = len(history)
    film = history_film(120, 90, saved(document), document.active, history.steps(), MADE)
    assert film is not None
    frames = list(film.frames(100, 200))
    assert len(frames) == steps + 1
    assert (frames[0] == 255).all()
    project = Project(120, 90, saved(document))
    assert np.array_equal(frames[-1], on_paper(project).pixels)
    ink = [int((frame < 250).sum()) for frame in frames]
    assert ink[1] > 0
    assert ink[-1] == max(ink)
    # The live drawing and its history are as they were.
    assert all(np.array_equal(a, layer.pixels) for a, layer in zip(before, document.layers, strict=True))
    assert len(history) == steps
    while history.undo():
        pass
    assert not any(layer.pixels.any() for layer in document.layers)
    while history.redo():
        pass
    assert all(np.array_equal(a, layer.pixels) for a, layer in zip(before, document.layers, strict=True))


def test_a_film_goes_on_while_the_artist_does() -> None:
    document, history = drawn(6)
    film = history_film(120, 90, saved(document), document.active, history.steps(), MADE)
    assert film is not None
    last = on_paper(Project(120, 90, saved(document))).pixels
    frames = film.frames(100, 200)
    next(frames)
    while history.undo():
        pass
    history.push(add_layer(document, Kind.SKETCH, "Other", np.full((90, 120, 4), 9, np.uint8)))
    assert np.array_equal(list(frames)[-1], last)


def test_the_camera_sees_what_a_fresh_look_sees() -> None:
    document, _ = drawn(0)
    camera = Camera(document, 50)
    for number in range(6):
        stroke = Stroke(document, document.active, Brush(size=9.0))
        stroke.begin(15 * number, 20)
        stroke.move(70, 9 * number)
        stroke.end()
        assert np.array_equal(camera.frame(), Camera(document, 50).frame())
    assert max(camera.frame().shape) <= 50


def test_a_film_keeps_its_size_when_the_canvas_changes() -> None:
    document, history = drawn(4)
    history.push(reframe(document, Rect(-20, -30, 200, 150)))
    stroke = Stroke(document, document.active, Brush(size=9.0))
    stroke.begin(150, 120)
    stroke.move(190, 140)
    history.push(stroke.end())
    history.push(scale(document, 100, 75))
    film = history_film(100, 75, saved(document), document.active, history.steps(), MADE)
    assert film is not None
    frames = list(film.frames(100, 200))
    assert {frame.shape for frame in frames} == {(75, 100, 3)}
    assert (frames[0] == 255).all()
    assert np.array_equal(frames[-1], on_paper(Project(100, 75, saved(document))).pixels)
    assert len(frames) == len(history) + 1


def test_nothing_done_is_no_film() -> None:
    assert history_film(9, 9, (), 0, (), MADE) is None


@pytest.mark.parametrize("suffix", [".webp", ".gif"])
def test_a_film_loops_and_rests_on_the_end(tmp_path: Path, suffix: str) -> None:
    document, history = drawn()
    film = history_film(120, 90, saved(document), document.active, history.steps(), MADE)
    path = made(Material("art", film=film), "timelapse", tmp_path / f"art{suffix}", Options(seconds=2.0))
    with Image.open(path) as image:
        assert image.n_frames >= 10
        assert image.info["loop"] == 0
        times = []
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            times.append(image.info["duration"])
        last = np.asarray(image.convert("RGB")).astype(int)
        assert 3500 < sum(times) < 4500
        assert times[-1] > 2000
    assert np.abs(last - on_paper(Project(120, 90, saved(document))).pixels).mean() < 6
    if suffix == ".webp":
        assert read_claims(load_picture(path).metadata.xmp).known is Source.COMPOSITE


def test_results_fade_into_each_other_at_one_size() -> None:
    pictures = [Picture(np.full((50, 100, 3), 40, np.uint8)), Picture(np.full((80, 60, 3), 200, np.uint8))]
    frames = list(slides(pictures, 30, 1000))
    assert {frame.shape for frame in frames} == {(80, 60, 3)}
    middle = [int(frame[40, 30, 0]) for frame in frames]
    assert middle == sorted(middle)
    assert {40, 200} < set(middle)


def test_a_film_has_bounded_frames() -> None:
    assert frame_limit(8192, 8192, 60.0) * 1080 * 1080 * 3 <= 256 << 20
    with pytest.raises(StudioError, match="nothing to film"):
        film_bytes([noise(4, 4)], ".webp", 1.0, 80, None)


# --- what there is in a document -------------------------------------------------------------------------------------


def whole() -> Project:
    photo = SavedPhoto(Picture(noise(20, 30, 1)), "cat.jpg")
    results = tuple(
        SavedResult(Picture(noise(20, 30, seed)), "cat.jpg", {"kind": "painting", "photo": photo.picture.digest})
        for seed in (2, 3)
    )
    return replace(lively(), styling=SavedStyling(photo), results=results)


def test_the_newest_result_comes_first_and_knows_its_photo() -> None:
    material = material_of(whole(), "art")
    assert material.picture is not None
    assert material.before is not None
    assert np.array_equal(material.picture.pixels, noise(20, 30, 3))
    assert np.array_equal(material.before.pixels, noise(20, 30, 1))
    assert material.origin.source is Source.COMPOSITE
    assert material.film is not None


def test_one_may_choose_the_picture() -> None:
    drawing = material_of(whole(), "art", Of.DRAWING).picture
    photo = material_of(whole(), "art", Of.PHOTO).picture
    assert drawing is not None
    assert photo is not None
    assert np.array_equal(drawing.pixels, on_paper(lively()).pixels)
    assert np.array_equal(photo.pixels, noise(20, 30, 1))
    with pytest.raises(ParameterError, match="art has no photo"):
        material_of(lively(), "art", Of.PHOTO)


def test_a_drawing_by_hand_says_so() -> None:
    project = Project(56, 40, (SavedLayer(1, "Sketch", Kind.SKETCH, patch((0, 0, 0, 255))),))
    assert material_of(project, "art").origin.source is Source.DRAWN
    over = replace(project, layers=(SavedLayer(2, "Photo", Kind.REFERENCE, ground()), *project.layers))
    assert material_of(over, "art").origin.source is Source.MIXED


def test_what_cannot_be_exported_says_why_and_writes_nothing(tmp_path: Path) -> None:
    for one in PRESETS:
        assert Material("art").missing(one).endswith(" first.")
        with pytest.raises(StudioError, match="first"):
            made(Material("art"), one.id, tmp_path / f"art{one.suffixes[0]}")
    assert not list(tmp_path.iterdir())


def test_wrong_names_and_folders_are_refused_before_the_work(tmp_path: Path) -> None:
    material = Material("art", Picture(noise(9, 9)))
    with pytest.raises(ParameterError, match=r"must end in \.tif"):
        made(material, "print", tmp_path / "art.jpg")
    with pytest.raises(StudioError, match="folder does not exist"):
        made(material, "print", tmp_path / "none" / "art.tif")
    with pytest.raises(StudioError, match="choose one of web, print"):
        preset("poster")


def test_every_preset_says_what_it_needs() -> None:
    assert {one.need for one in PRESETS} == set(Need)
    assert len({one.id for one in PRESETS}) == len(PRESETS)
