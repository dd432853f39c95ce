"""The materials room: paint, fill, undo, and the photo follows; moods, templates, maps of photos and in files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from window_fakes import MATERIALS, Studio, generated, photo, same, trouble

from studio.core.generate import GenerateRequest
from studio.core.label_maps import read_map, write_map
from studio.core.moods import mood_of
from studio.core.picture import Picture
from studio.document.layer import Kind
from studio.ui.materials.room import MaterialsRoom
from studio.ui.materials.swatches import SIDE
from studio.ui.materials.templates import TemplatesDialog
from studio.ui.materials.toolbox import MapTool
from studio.ui.sketch.flow import DRAFT_SIZE

SKY, WATER, SAND, SNOW = (MATERIALS.names.index(name) for name in ("sky", "water", "sand", "snow"))


@pytest.fixture
def painting(studio: Studio) -> Studio:
    """A window in the materials room."""
    studio.window.rooms.show("materials")
    return studio


def room(studio: Studio) -> MaterialsRoom:
    return studio.window.materials


def paint(studio: Studio, material: int, y: int = 100, lift: bool = True) -> None:
    """A broad stroke across the map."""
    maps = room(studio).maps
    maps.tools.set_material(material)
    maps.choose_tool(MapTool.BRUSH)
    assert maps.begin_stroke(40, y, 1.0)
    for x in range(60, 600, 60):
        maps.stroke_to(x, y, 1.0)
    if lift:
        maps.end()


def wanted(studio: Studio) -> GenerateRequest:
    request = room(studio).desk.inputs.request()
    assert request is not None
    return request


def shown(studio: Studio) -> Picture | None:
    return room(studio).canvas.result_view.picture


def rested(studio: Studio) -> bool:
    """Whether the photo of the map as it is is in view at full size."""
    picture = shown(studio)
    return not room(studio).desk.flow.wanted and picture is not None and same(picture, generated(wanted(studio)))


def indices(studio: Studio) -> np.ndarray:
    return room(studio).maps.indices()


def choose_file(monkeypatch: pytest.MonkeyPatch, how: str, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, how, lambda *_: (str(path), ""))


# --- the live picture ---------------------------------------------------------------------------------------------


def test_the_photo_follows_the_brush_a_draft_first_then_full_size(painting: Studio) -> None:
    painting.generator.held = lambda request: request.params.size != DRAFT_SIZE
    painting.generator.gate.clear()
    paint(painting, SKY, lift=False)
    painting.wait(lambda: shown(painting) is not None)
    picture = shown(painting)
    assert picture is not None
    assert max(picture.width, picture.height) == DRAFT_SIZE
    room(painting).maps.end()
    painting.generator.gate.set()
    painting.wait(lambda: rested(painting))
    assert "full size" in room(painting).head.detail.text()


def test_paint_fill_and_undo_are_seen_in_the_picture(painting: Studio) -> None:
    paint(painting, SKY)
    painting.wait(lambda: rested(painting))
    stroke = shown(painting)
    room(painting).maps.tools.set_material(WATER)
    room(painting).maps.fill(5, 400)
    painting.wait(lambda: rested(painting))
    filled = shown(painting)
    assert filled is not None
    assert stroke is not None
    assert not same(filled, stroke)
    assert set(np.unique(indices(painting))) == {SKY, WATER}
    count = len(painting.generator.live)
    painting.run("undo")
    painting.wait(lambda: shown(painting) is stroke)
    painting.run("redo")
    painting.wait(lambda: shown(painting) is filled)
    assert len(painting.generator.live) == count, "what was made before is not made again"
    painting.run("undo")
    painting.run("undo")
    painting.wait(lambda: shown(painting) is None)


def test_the_newest_map_wins(painting: Studio) -> None:
    painting.generator.gate.clear()
    paint(painting, SKY, lift=False)
    painting.wait(lambda: painting.generator.drafts)
    for y in range(120, 400, 40):
        room(painting).maps.stroke_to(300, y, 1.0)
        QTest.qWait(5)
    assert len(painting.generator.live) == 1
    room(painting).maps.end()
    painting.generator.gate.set()
    painting.wait(lambda: rested(painting))
    assert painting.generator.full[-1].key == wanted(painting).key


def test_the_model_sees_exact_materials_and_the_rest_is_see_through(painting: Studio) -> None:
    paint(painting, SAND)
    pixels = wanted(painting).source.pixels
    seen = {tuple(colour) for colour in pixels.reshape(-1, 4).tolist()}
    assert seen == {(*MATERIALS.colours[SAND], 255), (0, 0, 0, 0)}


def test_map_and_sketch_share_a_document_but_each_room_makes_its_own_picture(painting: Studio) -> None:
    paint(painting, SKY)
    painting.wait(lambda: rested(painting))
    first = shown(painting)
    painting.window.rooms.show("sketch")
    session = painting.window.sketch.session
    assert session is room(painting).session
    QTest.qWait(80)
    assert painting.window.sketch.canvas.result_view.picture is None, "nothing is sketched yet"
    session.begin_stroke(40, 300, 1.0)
    session.stroke_to(300, 320, 1.0)
    session.end()
    painting.wait(lambda: painting.window.sketch.canvas.result_view.picture is not None)
    assert painting.generator.live[-1].params.model == "lines"
    painting.window.rooms.show("materials")
    painting.wait(lambda: rested(painting))
    assert shown(painting) is first
    painting.run("undo")
    assert not (session.source().pixels < 128).any(), "one history for both"
    assert room(painting).maps.labels() is not None


def test_a_failure_is_told_and_the_map_stays(painting: Studio) -> None:
    painting.generator.trouble = trouble("The weights of this model are damaged; install it again.")
    paint(painting, SKY)
    painting.wait(lambda: painting.message)
    assert painting.message == "The weights of this model are damaged; install it again."
    assert room(painting).maps.labels() is not None


# --- materials ----------------------------------------------------------------------------------------------------


def test_the_palette_shows_materials_as_pictures_that_are_made_once(painting: Studio) -> None:
    tiles = room(painting).palette.tiles
    assert [tile.text().lower() for tile in tiles] == list(MATERIALS.names)
    painting.wait(lambda: all(tile.picture is not None for tile in tiles))
    painting.window.rooms.show("photo")
    painting.window.rooms.show("materials")
    QTest.qWait(100)
    assert sum(request.params.size == SIDE for request in painting.generator.began) == len(MATERIALS)


def test_a_tile_is_painted_with_and_shift_keeps_one_for_x(painting: Studio) -> None:
    tools, tiles = room(painting).maps.tools, room(painting).palette.tiles
    painting.qtbot.mouseClick(tiles[WATER], Qt.MouseButton.LeftButton)
    assert tools.material == WATER
    painting.qtbot.mouseClick(tiles[SNOW], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    assert (tools.material, tools.other) == (WATER, SNOW)
    assert tiles[SNOW].badge == "X"
    painting.run("map-swap")
    assert tools.material == SNOW
    assert tiles[SNOW].isChecked()


def test_materials_are_found_by_name_and_by_what_people_call_them(painting: Studio) -> None:
    palette = room(painting).palette
    painting.run("map-find")
    for typed, name in (("sn", "snow"), ("lake", "water"), ("Forest", "trees")):
        QTest.keyClicks(palette.search, typed)
        assert [tile.text() for tile in palette.tiles if tile.isVisible()][0:1] == [name.capitalize()]
        QTest.keyClick(palette.search, Qt.Key.Key_Return)
        assert MATERIALS.names[room(painting).maps.tools.material] == name
        assert palette.search.text() == ""
    QTest.keyClicks(palette.search, "xyz")
    assert palette.nothing.isVisible()
    assert not any(tile.isVisible() for tile in palette.tiles)
    QTest.keyClick(palette.search, Qt.Key.Key_Escape)
    assert all(tile.isVisible() for tile in palette.tiles)


def test_another_model_brings_its_own_palette(painting: Studio) -> None:
    room(painting).generation.change(model="fronts")
    assert [tile.text() for tile in room(painting).palette.tiles] == ["Wall", "Window", "Door"]
    assert not room(painting).panel.strip.isVisible(), "it knows nothing of moods"
    assert not painting.window.commands["map-templates"].isEnabled()
    paint(painting, 2)
    painting.wait(lambda: rested(painting))
    assert wanted(painting).params.model == "fronts"
    room(painting).generation.change(model="land")
    assert len(room(painting).palette.tiles) == len(MATERIALS)
    assert painting.window.settings.current.mapping.model == "land"


# --- moods --------------------------------------------------------------------------------------------------------


def choose(studio: Studio, name: str, second: bool = False) -> None:
    tile = next(tile for tile in room(studio).panel.strip.tiles if tile.text() == name)
    modifier = Qt.KeyboardModifier.ShiftModifier if second else Qt.KeyboardModifier.NoModifier
    studio.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, modifier)


def test_the_strip_shows_the_map_of_now_in_every_mood(painting: Studio) -> None:
    strip = room(painting).panel.strip
    paint(painting, SKY)
    painting.wait(lambda: all(tile.picture is not None for tile in strip.tiles))
    first = [tile.picture for tile in strip.tiles]
    paint(painting, WATER, 300)
    painting.wait(lambda: all(tile.picture not in (None, old) for tile, old in zip(strip.tiles, first, strict=True)))


def test_a_mood_changes_the_picture_and_two_can_be_mixed(painting: Studio) -> None:
    panel, moods = room(painting).panel, room(painting).moods
    paint(painting, SKY)
    painting.wait(lambda: rested(painting))
    choose(painting, "Autumn")
    assert wanted(painting).params.mood == moods.first
    painting.wait(lambda: rested(painting))
    assert not panel.mix.isVisible()
    choose(painting, "Winter", second=True)
    assert panel.mix.isVisible()
    panel.mix.set_value(0.25)
    panel.mix.value_changed.emit(0.25)
    assert moods.first is not None
    assert moods.second is not None
    mixed = wanted(painting).params.mood
    assert mixed is not None
    expected = 0.75 * np.array(moods.first.values) + 0.25 * np.array(moods.second.values)
    assert np.allclose(mixed.values, expected)
    painting.wait(lambda: rested(painting))
    choose(painting, "Winter", second=True)
    assert not panel.mix.isVisible()
    painting.run("reset")
    assert moods.first is not None
    assert moods.first.name == "Noon"
    assert wanted(painting).params.mood == moods.first
    choose(painting, "By seed")
    assert wanted(painting).params.mood is None


def test_night_falls_by_a_slider_from_any_mood(painting: Studio) -> None:
    light = room(painting).panel.light
    choose(painting, "By seed")
    room(painting).maps.tools.set_material(SNOW)
    room(painting).maps.fill(5, 5)
    painting.wait(lambda: rested(painting))
    own = mood_of(shown(painting) or photo())
    brightness = []
    for value in (0.0, 0.1, 0.5, 1.0):
        light.value_changed.emit(value)
        mood = wanted(painting).params.mood or own
        brightness.append(sum(mood.values[:3]))
    assert brightness == sorted(brightness, reverse=True)
    assert brightness[0] - brightness[1] < brightness[0] - brightness[2], "it begins at the picture in view"
    painting.wait(lambda: rested(painting))


def test_the_mood_of_a_photo_joins_the_strip(painting: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = photo(seed=5)
    choose_file(monkeypatch, "getOpenFileName", painting.file("evening.png", picture))
    paint(painting, SKY)
    painting.run("map-photo-mood")
    painting.wait(lambda: room(painting).moods.first == mood_of(picture))
    assert room(painting).panel.strip.tiles[-1].text() == "evening"
    assert room(painting).panel.strip.tiles[-1].isChecked()
    painting.wait(lambda: rested(painting))


# --- keeping, varying, carrying on ----------------------------------------------------------------------------------


def test_keep_puts_the_photo_below_the_map_and_shows_it_again_with_its_mood(painting: Studio) -> None:
    paint(painting, SKY)
    choose(painting, "Sunset")
    painting.wait(lambda: rested(painting))
    kept = shown(painting)
    painting.run("sketch-keep")
    assert len(room(painting).session.document.of_kind(Kind.RESULT)) == 1
    result = painting.window.results[0]
    assert result.name == "map"
    choose(painting, "Noon")
    painting.wait(lambda: rested(painting))
    painting.window.rooms.show("sketch")
    painting.window.rooms.show_result(result)
    assert painting.window.rooms.current is room(painting)
    painting.wait(lambda: shown(painting) is not None and same(shown(painting), kept))  # type: ignore[arg-type]
    chosen = next(tile for tile in room(painting).panel.strip.tiles if tile.isChecked())
    assert chosen.text() == "Sunset"


def test_variations_need_a_map_and_stylise_carries_the_photo_on(painting: Studio) -> None:
    painting.run("sketch-variations")
    assert "Paint something first" in painting.message
    paint(painting, SKY)
    painting.wait(lambda: rested(painting))
    painting.run("sketch-stylise")
    painting.wait(lambda: painting.window.session.photo is not None)
    assert painting.window.rooms.current.name == "photo"
    assert room(painting).chain.linked
    assert not painting.window.sketch.chain.linked
    chips = painting.window.chain_line.chips
    assert chips.chips["sketch"].text() == "map"
    chips.chosen.emit("sketch")
    assert painting.window.rooms.current is room(painting)


# --- templates, photos, files ---------------------------------------------------------------------------------------


def test_a_template_is_one_step_that_can_be_taken_back(painting: Studio) -> None:
    paint(painting, SNOW)
    before = indices(painting).copy()
    painting.run("map-templates")
    dialog = painting.window.findChild(TemplatesDialog)
    assert isinstance(dialog, TemplatesDialog)
    name, tile = next(iter(dialog.tiles.items()))
    as_map = tile.picture
    painting.wait(lambda: tile.picture is not as_map)
    painting.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert len(np.unique(indices(painting))) > 2
    painting.wait(lambda: rested(painting))
    painting.run("undo")
    assert np.array_equal(indices(painting), before)
    room(painting).begin_with(name)
    painting.run("example")
    painting.wait(lambda: rested(painting))


def test_the_map_of_a_photo_is_proposed_and_its_mood_offered(painting: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_file(monkeypatch, "getOpenFileName", painting.file("lake.png", photo(90, 60)))
    painting.run("map-from-photo")
    painting.wait(lambda: room(painting).maps.labels() is not None)
    document = room(painting).session.document
    assert (document.width, document.height) == (90, 60), "an empty sheet takes the photo's form"
    assert len(document.of_kind(Kind.REFERENCE)) == 1
    assert (indices(painting)[:30] == SKY).all()
    assert (indices(painting)[30:] == WATER).all()
    painting.help_button("Use Its Mood").click()
    assert room(painting).moods.first == mood_of(photo(90, 60))
    painting.wait(lambda: rested(painting))
    painting.run("undo")
    assert room(painting).maps.labels() is None


def test_a_map_goes_to_a_file_and_comes_back_exactly(
    painting: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    painting.run("example")
    before = indices(painting).copy()
    assert room(painting).modified
    path = tmp_path / "my map.png"
    choose_file(monkeypatch, "getSaveFileName", path)
    painting.run("map-export")
    painting.wait(lambda: not room(painting).modified)
    assert np.array_equal(read_map(path, MATERIALS).indices, before)
    paint(painting, SNOW)
    assert room(painting).unsaved_map() is not None
    choose_file(monkeypatch, "getOpenFileName", path)
    painting.run("map-import")
    painting.wait(lambda: np.array_equal(indices(painting), before))
    painting.run("undo")
    assert not np.array_equal(indices(painting), before)


def test_a_damaged_map_is_repaired_and_said_and_a_photo_is_none(
    painting: Studio, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    areas = np.full((64, 96), SKY, np.uint8)
    areas[40:] = WATER
    rgb = MATERIALS.paint(areas).pixels.copy()
    rgb[..., 0] = np.clip(rgb[..., 0].astype(int) + 3, 0, 255)  # another editor's colours
    choose_file(monkeypatch, "getOpenFileName", painting.file("shifted.png", Picture(rgb)))
    painting.run("map-import")
    painting.wait(lambda: room(painting).maps.labels() is not None)
    assert indices(painting).shape == (64, 96)
    assert np.array_equal(indices(painting), areas)
    assert len(painting.message) > len("shifted.png is on the map.")
    before = indices(painting).copy()
    choose_file(monkeypatch, "getOpenFileName", painting.file("photo.png", photo(96, 64)))
    painting.run("map-import")
    painting.wait(lambda: painting.window.status.complaining)
    assert np.array_equal(indices(painting), before)


def test_a_map_that_is_dropped_is_taken_for_one(painting: Studio, tmp_path: Path) -> None:
    areas = np.full((60, 90), SKY, np.uint8)
    areas[40:] = SAND
    write_map(tmp_path / "map.png", areas, MATERIALS)
    painting.window.files.open_path(tmp_path / "map.png")
    painting.wait(lambda: room(painting).maps.labels() is not None)
    assert np.array_equal(indices(painting), areas)
    assert not room(painting).session.document.of_kind(Kind.REFERENCE)
    painting.window.files.open_path(painting.file(picture=photo(90, 60)))
    painting.wait(lambda: room(painting).session.document.of_kind(Kind.REFERENCE))


def test_the_layers_of_the_map_are_listed_and_chosen(painting: Studio) -> None:
    paint(painting, WATER)
    layers = room(painting).layers
    before = layers.list.topLevelItemCount()
    painting.window.commands["map-layer-add"].trigger()
    assert layers.list.topLevelItemCount() == before + 1
    assert len(painting.window.sketch.session.document.of_kind(Kind.LABELS)) == 2
    painting.window.commands["undo"].trigger()
    assert layers.list.topLevelItemCount() == before
