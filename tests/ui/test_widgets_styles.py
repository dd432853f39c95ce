"""Picking styles and mixing them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.errors import StudioError
from studio.core.params import BLEND
from studio.core.picture import Picture
from studio.library.styles import (
    STATISTICS,
    THUMBNAIL,
    EncoderStamp,
    StyleLibrary,
    StyleShelf,
    StyleValues,
    write_style,
)
from studio.ui.styles.grid import StyleGrid
from studio.ui.styles.mix import StyleMix
from studio.ui.styles.picker import StylePicker
from studio.ui.widgets.control_slider import ControlSlider
from studio.ui.widgets.elided import ElidedLabel

Key, Mods, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
ENCODER = EncoderStamp(id="atelier-encoder", sha256="0" * 64)
PAINTINGS = (
    ("Starry Night", "Vincent van Gogh", ("night",)),
    ("Great Wave", "Katsushika Hokusai", ("sea",)),
    ("Impression, Sunrise", "Claude Monet", ("sea", "morning")),
    ("Composition VII", "Wassily Kandinsky", ("abstract",)),
)
STARRY, WAVE, SUNRISE, COMPOSITION, MINE = (
    "starry-night",
    "great-wave",
    "impression-sunrise",
    "composition-vii",
    "my-garden",
)


def put(library: StyleLibrary, title: str, artist: str, tags: tuple[str, ...], thumbnail: bytes | None = None) -> str:
    files = {STATISTICS: b"not read here"}
    if thumbnail is not None:
        files[THUMBNAIL] = thumbnail
    values = StyleValues(title=title, artist=artist, tags=tags, swatch=("#ff0000", "#0000ff"), encoder=ENCODER)
    return library.add(values, files).id


def add_sketches(library: StyleLibrary, folder: Path) -> None:
    """Sixty styles of the user's, more than fit on a screen."""
    for number in range(60):
        values = StyleValues(title=f"Sketch {number:02}", encoder=ENCODER)
        write_style(folder / "user" / f"sketch-{number:02}", values, {STATISTICS: b"not read here"})
    library.refresh()


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StyleLibrary:
    """Four paintings that ship and one style of the user's."""
    monkeypatch.setattr(os, "fsync", lambda _file: None)  # nobody pulls the plug here
    bundled = StyleLibrary(tmp_path / "none", tmp_path / "bundled")
    for title, artist, tags in PAINTINGS:
        put(bundled, title, artist, tags)
    Image.new("RGB", (96, 64), (0, 200, 0)).save(tmp_path / "bundled" / WAVE / THUMBNAIL)
    (tmp_path / "bundled" / SUNRISE / THUMBNAIL).write_bytes(b"this is no picture")
    library = StyleLibrary(tmp_path / "bundled", tmp_path / "user")
    put(library, "My garden", "", ())
    assert {style.id for style in library.all()} == {STARRY, WAVE, SUNRISE, COMPOSITION, MINE}
    return library


@pytest.fixture
def shelf(tmp_path: Path) -> StyleShelf:
    return StyleShelf(tmp_path / "styles.json")


@pytest.fixture
def picker(qtbot: QtBot, library: StyleLibrary, shelf: StyleShelf) -> StylePicker:
    picker = StylePicker(library, shelf)
    qtbot.addWidget(picker)
    picker.resize(300, 700)
    picker.show()
    qtbot.waitExposed(picker)
    return picker


def grid_of(picker: StylePicker) -> StyleGrid:
    grid = picker.findChild(StyleGrid)
    assert grid is not None
    return grid


def search_of(picker: StylePicker) -> QLineEdit:
    return next(edit for edit in picker.findChildren(QLineEdit) if edit.accessibleName() == "Search styles")


def chip(picker: StylePicker, text: str) -> QToolButton:
    return next(button for button in picker.findChildren(QToolButton) if button.text() == text)


def at(picker: StylePicker, style_id: str) -> QPoint:
    """The middle of the picture on that tile."""
    grid = grid_of(picker)
    index = grid.model().index(picker.style_ids().index(style_id), 0)
    return grid.tile.picture_rect(grid.visualRect(index)).center()


def pixel(picker: StylePicker, point: QPoint) -> QColor:
    return grid_of(picker).viewport().grab().toImage().pixelColor(point)


def hear(signal: object) -> list[object]:
    heard: list[object] = []
    signal.connect(lambda *args: heard.append(args if len(args) > 1 else args[0]))  # type: ignore[attr-defined]
    return heard


def count(signal: object) -> Callable[[], int]:
    """Counts a signal without arguments."""
    times = [0]

    def heard() -> None:
        times[0] += 1

    signal.connect(heard)  # type: ignore[attr-defined]
    return lambda: times[0]


# the picker


def test_lists_the_library(picker: StylePicker, library: StyleLibrary) -> None:
    assert picker.style_ids() == tuple(style.id for style in library.all())
    assert set(picker.visible_style_ids()) == set(picker.style_ids())


def test_only_tiles_on_screen_are_visible_and_painted(
    picker: StylePicker, library: StyleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_sketches(library, tmp_path)
    painted: list[str] = []
    grid = grid_of(picker)
    paint = grid.tile.paint

    def note(painter: object, option: object, index: object) -> None:
        painted.append(index.data())  # type: ignore[attr-defined]
        paint(painter, option, index)  # type: ignore[arg-type]

    monkeypatch.setattr(type(grid.tile), "paint", lambda _self, *args: note(*args))
    picker.refresh()
    grid.viewport().grab()
    first = picker.visible_style_ids()
    assert len(first) < 20
    assert len(set(painted)) <= len(first)
    scrolled = count(picker.visible_changed)
    grid.scrollToBottom()
    assert scrolled() > 0
    last = picker.visible_style_ids()
    assert last[-1] == picker.style_ids()[-1]
    assert set(first).isdisjoint(last)


@pytest.mark.parametrize(
    ("text", "found"),
    [("wave", {WAVE}), ("KANDINSKY", {COMPOSITION}), ("sea", {WAVE, SUNRISE}), ("sea monet", {SUNRISE}), ("zz", set())],
)
def test_searches_title_artist_and_tag(picker: StylePicker, qtbot: QtBot, text: str, found: set[str]) -> None:
    qtbot.keyClicks(search_of(picker), text)
    assert set(picker.style_ids()) == found
    grid = grid_of(picker)
    assert bool(grid.hint) == (not found), "an empty list says why"
    qtbot.keyClick(search_of(picker), Key.Key_Escape)
    assert len(picker.style_ids()) == 5


def test_filters(picker: StylePicker, shelf: StyleShelf, qtbot: QtBot) -> None:
    for style_id in (WAVE, STARRY):
        shelf.used(style_id)
    shelf.toggle_favourite(COMPOSITION)
    shelf.toggle_favourite(WAVE)
    for text, ids in (
        ("Favourites", (COMPOSITION, WAVE)),
        ("Recent", (STARRY, WAVE)),
        ("Mine", (MINE,)),
    ):
        qtbot.mouseClick(chip(picker, text), Left)
        assert picker.style_ids() == ids
    qtbot.mouseClick(chip(picker, "Favourites"), Left)
    qtbot.keyClicks(search_of(picker), "hokusai")
    assert picker.style_ids() == (WAVE,)


def test_clicks_choose_and_control_mixes_in(picker: StylePicker, qtbot: QtBot) -> None:
    chosen, second = hear(picker.style_chosen), hear(picker.second_chosen)
    area = grid_of(picker).viewport()
    qtbot.mouseClick(area, Left, pos=at(picker, WAVE))
    assert (chosen, second) == ([WAVE], [])
    qtbot.mouseClick(area, Left, Mods.ControlModifier, at(picker, STARRY))
    assert (chosen, second) == ([WAVE], [STARRY])


def test_a_press_that_leaves_the_tile_chooses_nothing(picker: StylePicker, qtbot: QtBot) -> None:
    chosen = hear(picker.style_chosen)
    area = grid_of(picker).viewport()
    first, other = picker.style_ids()[:2]
    qtbot.mouseClick(area, Left, pos=at(picker, first))
    qtbot.mousePress(area, Left, pos=at(picker, other))
    qtbot.mouseRelease(area, Left, pos=at(picker, first))
    assert chosen == [first]


def test_the_keyboard_does_all_of_it(picker: StylePicker, shelf: StyleShelf, qtbot: QtBot) -> None:
    chosen, second, removed = hear(picker.style_chosen), hear(picker.second_chosen), hear(picker.remove_requested)
    grid = grid_of(picker)
    picker.activateWindow()
    picker.focus_search()
    qtbot.keyClick(search_of(picker), Key.Key_Down)
    assert grid.marked() == picker.style_ids()[0]
    qtbot.keyClick(grid, Key.Key_Right)
    assert grid.marked() == picker.style_ids()[1]
    qtbot.keyClick(grid, Key.Key_Return)
    qtbot.keyClick(grid, Key.Key_Return, Mods.ShiftModifier)
    assert chosen == second == [picker.style_ids()[1]]
    qtbot.keyClick(grid, Key.Key_F)
    assert shelf.favourites == (picker.style_ids()[1],)
    qtbot.keyClick(grid, Key.Key_Delete)
    assert removed == [], "what ships cannot be removed"
    picker.set_current(MINE)
    qtbot.keyClick(grid, Key.Key_Delete)
    assert removed == [MINE]


def test_enter_in_the_search_takes_the_first(picker: StylePicker, qtbot: QtBot) -> None:
    chosen = hear(picker.style_chosen)
    qtbot.keyClicks(search_of(picker), "hokusai")
    qtbot.keyClick(search_of(picker), Key.Key_Return)
    assert chosen == [WAVE]
    search_of(picker).setText("nothing like it")
    qtbot.keyClick(search_of(picker), Key.Key_Return)
    assert chosen == [WAVE]


def test_the_star_is_clicked_without_choosing(picker: StylePicker, shelf: StyleShelf, qtbot: QtBot) -> None:
    chosen = hear(picker.style_chosen)
    grid = grid_of(picker)
    index = grid.model().index(picker.style_ids().index(WAVE), 0)
    star = grid.tile.star_rect(grid.visualRect(index)).center()
    qtbot.mouseClick(grid.viewport(), Left, pos=star)
    assert shelf.favourites == (WAVE,)
    qtbot.mouseClick(grid.viewport(), Left, pos=star)
    assert shelf.favourites == ()
    assert chosen == []


def test_a_star_that_cannot_be_kept_is_one_sentence(
    picker: StylePicker, shelf: StyleShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_style_id: str) -> bool:
        raise StudioError("The disk is full; free some space and try again.")

    monkeypatch.setattr(shelf, "toggle_favourite", refuse)
    failed = hear(picker.failed)
    picker.toggle_favourite(WAVE)
    assert failed == ["The disk is full; free some space and try again."]


def test_marking_says_nothing_and_scrolls_there_once(
    picker: StylePicker, library: StyleLibrary, tmp_path: Path
) -> None:
    add_sketches(library, tmp_path)
    picker.refresh()
    chosen = hear(picker.style_chosen)
    picker.set_current("sketch-50")
    picker.set_second(WAVE)
    assert "sketch-50" in picker.visible_style_ids()
    grid_of(picker).scrollToTop()
    picker.set_current("sketch-50")
    assert "sketch-50" not in picker.visible_style_ids(), "who looks around is not pulled back"
    assert chosen == []


def test_a_refresh_keeps_the_place(picker: StylePicker, library: StyleLibrary, tmp_path: Path) -> None:
    add_sketches(library, tmp_path)
    picker.refresh()
    bar = grid_of(picker).verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = picker.visible_style_ids()
    picker.toggle_favourite(before[0])
    assert picker.visible_style_ids() == before


def test_pictures_load_later_and_swatches_stand_in(picker: StylePicker, qtbot: QtBot) -> None:
    left_half = at(picker, STARRY) - QPoint(30, 0)
    assert pixel(picker, left_half) == QColor("#ff0000")
    assert pixel(picker, at(picker, STARRY) + QPoint(30, 0)) == QColor("#0000ff")
    # One cannot wait for a pixel of a WebP that was compressed: nearly green is green.
    qtbot.waitUntil(lambda: 190 < pixel(picker, at(picker, WAVE)).green() < 210)
    assert pixel(picker, at(picker, SUNRISE) - QPoint(30, 0)) == QColor("#ff0000"), "a broken thumbnail is none"


def test_an_engine_can_show_the_users_own_photo(picker: StylePicker, qtbot: QtBot) -> None:
    picker.set_tile_picture(STARRY, Picture(np.full((30, 50, 3), (10, 20, 30), np.uint8)))
    assert pixel(picker, at(picker, STARRY)) == QColor(10, 20, 30)
    picker.clear_tile_pictures()
    assert pixel(picker, at(picker, STARRY) - QPoint(30, 0)) == QColor("#ff0000")


def test_the_menu_fits_the_style(picker: StylePicker, shelf: StyleShelf) -> None:
    def texts(style_id: str) -> list[str]:
        return [action.text() for action in picker.menu_for(style_id).actions() if action.text()]

    assert texts(STARRY) == ["Use this style", "Use as second style", "Add to favourites"]
    shelf.toggle_favourite(MINE)
    assert texts(MINE)[2:] == ["Remove from favourites", "Rename…", "Remove"]
    heard = [hear(picker.style_chosen), hear(picker.second_chosen), hear(picker.remove_requested)]
    actions = {action.text(): action for action in picker.menu_for(MINE).actions()}
    for text in ("Use this style", "Use as second style", "Remove"):
        actions[text].trigger()
    assert heard == [[MINE], [MINE], [MINE]]
    actions["Remove from favourites"].trigger()
    assert shelf.favourites == ()


def test_renaming_in_place(picker: StylePicker, qtbot: QtBot) -> None:
    renamed = hear(picker.rename_requested)
    grid = grid_of(picker)
    picker.set_current(MINE)
    for typed, expected in (("  ", []), ("Our garden", [(MINE, "Our garden")])):
        qtbot.keyClick(grid, Key.Key_F2)
        editor = next(edit for edit in grid.findChildren(QLineEdit) if edit.isVisible())
        editor.setText(typed)
        qtbot.keyClick(editor, Key.Key_Return)
        qtbot.waitUntil(lambda: not any(edit.isVisible() for edit in grid.findChildren(QLineEdit)))
        assert renamed == expected
    picker.set_current(STARRY)
    qtbot.keyClick(grid, Key.Key_F2)
    assert not any(edit.isVisible() for edit in grid.findChildren(QLineEdit)), "what ships keeps its name"


def test_dropped_pictures_are_to_become_styles(picker: StylePicker) -> None:
    dropped = hear(picker.pictures_dropped)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.png"), QUrl.fromLocalFile("/tmp/b.png")])
    action = Qt.DropAction.CopyAction
    QApplication.sendEvent(picker, QDragEnterEvent(QPoint(9, 9), action, mime, Left, Mods.NoModifier))
    QApplication.sendEvent(picker, QDropEvent(QPointF(9, 9), action, mime, Left, Mods.NoModifier))
    assert dropped == [[Path("/tmp/a.png"), Path("/tmp/b.png")]]
    grid = grid_of(picker)
    assert not grid.acceptDrops()
    assert not grid.viewport().acceptDrops(), "else the grid would swallow the drop"


def test_every_part_can_be_named_and_reached(picker: StylePicker, qtbot: QtBot) -> None:
    added = count(picker.add_requested)
    for button in picker.findChildren(QToolButton):
        if button.isVisible() and isinstance(button.parent(), StylePicker):
            assert button.accessibleName()
            assert button.toolTip().endswith(".")
            assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
            if button.accessibleName().startswith("Add"):
                qtbot.mouseClick(button, Left)
    assert added() == 1
    model = grid_of(picker).model()
    for row in range(model.rowCount()):
        assert model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_tiles_fill_the_width_at_any_size(picker: StylePicker) -> None:
    grid = grid_of(picker)
    for width in range(200, 900, 7):
        picker.resize(width, 700)
        columns = {at(picker, style_id).x() for style_id in picker.style_ids()}
        assert len(columns) == min(5, max(2, grid.viewport().width() // grid.gridSize().width())), width
        assert 60 <= grid.tile.side < 160


# the mix


@pytest.fixture
def mix(qtbot: QtBot, library: StyleLibrary) -> StyleMix:
    mix = StyleMix(library)
    qtbot.addWidget(mix)
    mix.resize(300, 300)
    mix.show()
    return mix


def sliders(mix: StyleMix) -> list[ControlSlider]:
    return [slider for slider in mix.findChildren(ControlSlider) if slider.isVisible()]


def button(mix: StyleMix, name: str) -> QToolButton:
    return next(b for b in mix.findChildren(QToolButton) if b.isVisible() and b.accessibleName() == name)


def weights(mix: StyleMix) -> dict[str, float]:
    return dict(mix.styles())


def test_the_first_choice_paints_alone(mix: StyleMix) -> None:
    changed, settled = count(mix.changed), count(mix.settled)
    assert mix.styles() == ()
    mix.choose(STARRY)
    assert mix.styles() == ((STARRY, 1.0),)
    mix.choose(WAVE)
    assert mix.styles() == ((WAVE, 1.0),)
    assert (changed(), settled()) == (2, 2)
    assert sliders(mix) == []


def test_two_styles_share_one_blend(mix: StyleMix) -> None:
    mix.choose(STARRY)
    mix.choose_second(WAVE)
    assert mix.styles() == ((STARRY, 0.5), (WAVE, 0.5))
    (blend,) = sliders(mix)
    assert blend.control is BLEND
    changed, settled = count(mix.changed), count(mix.settled)
    blend.value_changed.emit(0.3)
    assert (changed(), settled()) == (1, 0)
    blend.set_value(0.3)
    assert mix.styles() == ((STARRY, 0.7), (WAVE, 0.3))
    mix.choose(COMPOSITION)
    assert mix.styles() == ((COMPOSITION, 0.7), (WAVE, 0.3)), "another painting keeps the blend"
    mix.choose_second(SUNRISE)
    assert mix.styles() == ((COMPOSITION, 0.7), (SUNRISE, 0.3))
    mix.choose(SUNRISE)
    assert mix.styles() == ((SUNRISE, 0.7), (COMPOSITION, 0.3))


def test_plus_adds_the_next_choice(mix: StyleMix, qtbot: QtBot) -> None:
    mix.choose(STARRY)
    plus = button(mix, "Mix in another painting")
    for style_id in (WAVE, SUNRISE, COMPOSITION):
        qtbot.mouseClick(plus, Left)
        assert mix.adding
        mix.choose(style_id)
        assert not mix.adding
    assert weights(mix) == pytest.approx(dict.fromkeys((STARRY, WAVE, SUNRISE, COMPOSITION), 0.25), abs=0.01)
    assert not plus.isVisible(), "four are enough"
    mix.add(MINE)
    assert len(mix.styles()) == 4


def test_three_styles_have_a_weight_each(mix: StyleMix) -> None:
    mix.set_styles(((STARRY, 0.5), (WAVE, 0.25), (SUNRISE, 0.25)))
    assert [slider.value for slider in sliders(mix)] == [0.5, 0.25, 0.25]
    sliders(mix)[0].set_value(1.0)
    assert weights(mix) == pytest.approx({STARRY: 2 / 3, WAVE: 1 / 6, SUNRISE: 1 / 6})
    kept = sliders(mix)
    mix.set_styles(mix.styles())
    assert sliders(mix) == kept
    assert kept[0].value == 1.0, "hearing its own weights again must not move a slider under the hand"
    for slider in sliders(mix):
        slider.set_value(0.0)
    assert weights(mix) == pytest.approx(dict.fromkeys((STARRY, WAVE, SUNRISE), 1 / 3))


def test_removing_keeps_the_proportions_and_the_last_one(mix: StyleMix, qtbot: QtBot) -> None:
    mix.set_styles(((STARRY, 0.6), (WAVE, 0.2), (SUNRISE, 0.2)))
    changed = count(mix.changed)
    qtbot.mouseClick(button(mix, "Take Great Wave out of the mix"), Left)
    assert weights(mix) == pytest.approx({STARRY: 0.75, SUNRISE: 0.25})
    qtbot.mouseClick(button(mix, "Take Starry Night out of the mix"), Left)
    assert mix.styles() == ((SUNRISE, 1.0),)
    mix.remove(SUNRISE)
    assert mix.styles() == ((SUNRISE, 1.0),)
    assert changed() == 2


def test_setting_styles_says_nothing(mix: StyleMix) -> None:
    changed, settled = count(mix.changed), count(mix.settled)
    for styles in (((STARRY, 3.0), (WAVE, 1.0)), ((STARRY, 1.0),), (), ((STARRY, 0.0), (WAVE, 0.0))):
        mix.set_styles(styles)
        assert sum(weights(mix).values()) == pytest.approx(1.0 if styles else 0.0)
    assert (changed(), settled()) == (0, 0)


def test_a_renamed_or_removed_style_is_shown_as_it_is_now(mix: StyleMix, library: StyleLibrary) -> None:
    mix.choose(MINE)
    library.rename(MINE, "Our garden")
    mix.set_styles(mix.styles())
    assert "Our garden" in {label.text() for label in mix.findChildren(ElidedLabel) if label.isVisible()}
    library.remove(MINE)
    mix.set_styles(mix.styles())
    assert mix.styles() == ((MINE, 1.0),)
    assert MINE in {label.text() for label in mix.findChildren(QLabel) if label.isVisible()}


# together with a window that has shortcuts of its own


def test_keys_of_the_picker_come_before_the_windows_shortcuts(
    picker: StylePicker, shelf: StyleShelf, qtbot: QtBot
) -> None:
    taken: list[str] = []
    for keys in ("Esc", "F", "Delete", "F2"):
        QShortcut(QKeySequence(keys), picker).activated.connect(lambda keys=keys: taken.append(keys))
    picker.activateWindow()
    picker.focus_search()
    search = search_of(picker)
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClicks(search, "wave")
    qtbot.keyClick(search, Key.Key_Escape)
    assert (search.text(), taken) == ("", [])
    qtbot.keyClick(search, Key.Key_Escape)
    assert taken == ["Esc"], "an empty field has no use for it"
    picker.set_current(MINE)
    grid_of(picker).setFocus()
    qtbot.keyClick(grid_of(picker), Key.Key_F)
    assert (shelf.favourites, taken) == ((MINE,), ["Esc"])
