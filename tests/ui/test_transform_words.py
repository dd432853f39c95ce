"""What steps and changes are called, and the menu of all steps."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from transform_hands import COLOUR, DUSK, LINES, MAPS, MODELS, SNOW, THAW, WEATHER, style, translation

from studio.core.chain import ChainStep, Generate, Stylize, Trace, Via
from studio.core.params import Quality
from studio.library.generators import TRANSLATIONS
from studio.ui.transform.add_menu import MOST_STYLES, AddMenu
from studio.ui.transform.step_words import DOMAINS, Change, StepWords, changes
from studio.ui.widgets.icons import NAMES

WORDS = StepWords(lambda: MODELS, lambda: (style("wave"), style("night")))


def test_a_change_is_called_by_where_it_leads() -> None:
    assert [change.title for change in changes(MODELS)] == ["Winter", "Summer", "Night", "Sunshine", "Rain", "Acid fog"]


def test_a_domain_that_has_a_model_of_its_own_is_left_to_it() -> None:
    assert Change(WEATHER, "winter") not in changes(MODELS)
    assert Change(WEATHER, "winter") in changes((WEATHER, THAW))


def test_only_translations_are_changes() -> None:
    assert changes((LINES, MAPS, COLOUR)) == ()


def test_a_change_adds_the_model_or_all_of_one_domain() -> None:
    assert Change(SNOW).step() == Generate(model="snow")
    assert Change(WEATHER, "rain").step() == Generate(model="weather", domains=(("rain", 1.0),))


def test_a_change_nobody_has_words_for_says_what_its_model_says() -> None:
    strange = translation("mars", "Life on Mars", "season")
    assert (Change(strange).title, Change(strange).sentence) == ("Life on Mars", "Life on Mars for a photo.")


@pytest.mark.parametrize("change", [*changes(MODELS), *(Change(WEATHER, name) for name in DOMAINS)])
def test_every_change_has_a_sentence_and_an_icon(change: Change) -> None:
    assert change.sentence.endswith(".")
    assert change.icon in NAMES


def test_every_translation_of_the_library_has_words() -> None:
    for task in TRANSLATIONS:
        assert Change(translation("a", "A to b", task)).sentence


@pytest.mark.parametrize(
    ("step", "title"),
    [
        (Generate(model="dusk"), "Night"),
        (Generate(model="colour"), "Colourise"),
        (Generate(model="lines", via=Via.LINES), "Sketch to photo"),
        (Generate(model="weather"), "Weather and seasons"),
        (Generate(model="weather", domains=(("rain", 0.2), ("winter", 0.7), ("sunny", 0.0))), "Winter + Rain"),
        (Generate(model="lost"), "lost"),
        (Stylize(styles=(("wave", 1.0), ("night", 2.0))), "Wave + Night"),
        (Stylize(styles=(("lost", 1.0),)), "lost"),
        (Trace(), "Lines"),
    ],
)
def test_titles(step: ChainStep, title: str) -> None:
    assert WORDS.title(step) == title


def test_a_step_that_lacks_something_says_what_to_do() -> None:
    for step in (Generate(model="lost"), Stylize(styles=(("wave", 1.0), ("lost", 1.0)))):
        assert WORDS.missing(step)
        assert "lost is not installed; " in WORDS.sentence(step)
    for step in (Generate(model="snow"), Stylize(styles=(("wave", 1.0),)), Trace()):
        assert not WORDS.missing(step)
        assert "not installed" not in WORDS.sentence(step)


def test_how_a_model_sees_the_picture_is_told() -> None:
    sentences = {WORDS.sentence(Generate(model="land", via=via)) for via in Via}
    assert len(sentences) == 3


# --- the menu ---------------------------------------------------------------------------------------------------------


def entries(menu: QMenu) -> dict[str, QAction]:
    """All that can be chosen, in all menus below."""
    found: dict[str, QAction] = {}
    for action in menu.actions():
        if isinstance(inner := action.menu(), QMenu):
            found |= entries(inner)
        elif action.isEnabled() and not action.isSeparator():
            found[action.text()] = action
    return found


def chosen(menu: AddMenu, title: str) -> ChainStep:
    steps: list[ChainStep] = []
    menu.chosen.connect(steps.append)
    entries(menu)[title].trigger()
    assert len(steps) == 1
    return steps[0]


@pytest.fixture
def menu(qtbot: QtBot) -> AddMenu:
    menu = AddMenu(lambda: MODELS, lambda: (style("wave"), style("night")))
    qtbot.addWidget(menu)
    menu.fill()
    return menu


@pytest.mark.parametrize(
    ("title", "step"),
    [
        ("Winter", Generate(model="snow")),
        ("Rain", Generate(model="weather", domains=(("rain", 1.0),))),
        ("Colourise", Generate(model="colour")),
        ("Sketch to photo", Generate(model="lines", via=Via.LINES)),
        ("Landscapes", Generate(model="land", via=Via.MAP)),
        ("Lines", Trace()),
        ("Night", Stylize(styles=(("night", 1.0),), quality=Quality.INSTANT)),
    ],
)
def test_the_menu_offers_every_engine(title: str, step: ChainStep, menu: AddMenu) -> None:
    assert chosen(menu, title) == step


def test_maps_of_other_things_cannot_come_from_a_photo(menu: AddMenu) -> None:
    assert "Fronts" not in entries(menu)


def test_every_entry_has_a_tip_of_one_sentence(menu: AddMenu) -> None:
    for title, action in entries(menu).items():
        assert action.toolTip().endswith("."), title


def test_the_menu_lists_what_is_installed_when_it_opens(qtbot: QtBot) -> None:
    models = [SNOW]
    menu = AddMenu(lambda: models, lambda: ())
    qtbot.addWidget(menu)
    menu.fill()
    assert set(entries(menu)) == {"Winter", "Lines"}
    models.append(DUSK)
    menu.aboutToShow.emit()
    assert set(entries(menu)) == {"Winter", "Night", "Lines"}
    assert len(menu.findChildren(QMenu)) == 0


def test_many_styles_are_grouped_by_artist(qtbot: QtBot) -> None:
    many = [style(f"pond-{n}", "Claude Monet") for n in range(MOST_STYLES)] + [style("wave", "Hokusai")]
    menu = AddMenu(lambda: (), lambda: many)
    qtbot.addWidget(menu)
    menu.fill()
    titles = {inner.title() for inner in menu.findChildren(QMenu)}
    assert titles == {"Style", "Claude Monet"}
    assert "Wave (Hokusai)" in entries(menu)
    assert chosen(menu, "Pond-3") == Stylize(styles=(("pond-3", 1.0),), quality=Quality.INSTANT)
