"""The cards of changes: shown on the artist's own photo, made only when they are seen, clicked to add a step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from transform_hands import MODELS, SNOW, WEATHER, Bench, Key, Left, drag, make_bench, translation

from studio.core.chain import Generate
from studio.ui.transform import card_painter
from studio.ui.transform.card_painter import SIDE
from studio.ui.transform.cards import ACROSS, PICTURE, SPLIT, ChangeCard


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_painter, "CALM_MS", 10)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


def wait(bench: Bench, count: int) -> None:
    bench.qtbot.waitUntil(lambda: len(bench.line.wanted) == count)


def colour(card: ChangeCard, share: float) -> QColor:
    """What is seen at a share of the card's width, in the middle of its picture."""
    image = card.grab().toImage()
    return image.pixelColor(round(share * card.width()), PICTURE // 2)


def test_a_click_adds_the_step_and_selects_it(bench: Bench) -> None:
    QTest.mouseClick(bench.card("Rain"), Left)
    QTest.mouseClick(bench.card("Winter"), Left)
    rain = Generate(model="weather", domains=(("rain", 1.0),))
    assert bench.session.chain.steps == (rain, Generate(model="snow"))
    assert bench.session.selected == 1
    assert bench.undo_count() == 2


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
def test_the_keys_add_it_too(bench: Bench, key: Qt.Key) -> None:
    bench.focus(bench.card("Night"))
    QTest.keyClick(bench.card("Night"), key)
    assert bench.session.chain.steps == (Generate(model="dusk"),)


def test_arrows_go_through_the_cards(bench: Bench) -> None:
    cards = bench.panel.cards.cards
    bench.focus(cards[0])
    QTest.keyClick(cards[0], Key.Key_Right)
    assert cards[1].hasFocus()
    QTest.keyClick(cards[1], Key.Key_Down)
    assert cards[1 + ACROSS].hasFocus()
    QTest.keyClick(cards[1 + ACROSS], Key.Key_Down)
    assert cards[1 + ACROSS].hasFocus()
    QTest.keyClick(cards[1 + ACROSS], Key.Key_Up)
    assert cards[1].hasFocus()


def test_nothing_is_made_without_a_photo(bench: Bench) -> None:
    bench.qtbot.wait(60)
    assert bench.line.wanted == []


def test_each_card_asks_its_own_model_for_the_small_photo(bench: Bench) -> None:
    bench.photo()
    wait(bench, 6)
    asked = {(one.params.model, one.params.domains) for one in bench.line.requests}
    assert asked == {
        ("snow", ()), ("thaw", ()), ("dusk", ()),
        ("weather", (("sunny", 1.0),)), ("weather", (("rain", 1.0),)), ("weather", (("acid-fog", 1.0),)),
    }  # fmt: skip
    for one in bench.line.requests:
        assert (one.source.width, one.source.height, one.params.size) == (SIDE, SIDE // 2, SIDE)


def test_before_and_after_show_at_both_sides_of_the_line(bench: Bench) -> None:
    bench.photo()
    wait(bench, 6)
    card = bench.card("Winter")
    whole = colour(card, 0.8)
    assert not card.complete
    bench.line.serve()
    assert all(one.complete for one in bench.panel.cards.cards)
    assert colour(card, 0.8) == QColor(9, 9, 9)
    assert colour(card, 0.8) != whole
    assert colour(card, 0.2) != QColor(9, 9, 9)


def test_the_line_follows_the_pointer_and_goes_back(bench: Bench) -> None:
    bench.photo()
    wait(bench, 6)
    bench.line.serve()
    card = bench.card("Winter")
    QTest.mouseMove(card, QPoint(card.width() - 10, 20))
    assert card.split > 0.8
    assert colour(card, 0.7) != QColor(9, 9, 9)
    QTest.mouseMove(bench.panel, QPoint(2, 800))
    bench.qtbot.waitUntil(lambda: card.split == SPLIT)


def test_another_photo_begins_anew(bench: Bench) -> None:
    bench.photo(1)
    wait(bench, 6)
    late = bench.line.wanted[5]
    bench.line.serve(5)
    bench.photo(2, "another")
    assert not any(card.complete for card in bench.panel.cards.cards)
    wait(bench, 6)
    late.done(bench.line.wanted[0].request.source)  # of the photo before
    assert not any(card.complete for card in bench.panel.cards.cards)


def test_undo_brings_the_cards_of_the_photo_before_back(bench: Bench) -> None:
    bench.photo(1)
    wait(bench, 6)
    first = bench.line.requests[0].source.digest
    bench.photo(2)
    bench.session.undo()
    bench.qtbot.waitUntil(lambda: bool(bench.line.wanted) and bench.line.requests[0].source.digest == first)


def test_what_could_not_be_made_keeps_its_icon_and_is_tried_again(bench: Bench) -> None:
    bench.photo()
    wait(bench, 6)
    bench.line.serve(5)
    bench.line.serve(1, fail=True)
    failed = [card for card in bench.panel.cards.cards if not card.complete]
    assert len(failed) == 1
    bench.panel.hide()
    bench.panel.show()
    wait(bench, 1)


def test_a_hidden_panel_asks_for_nothing(bench: Bench) -> None:
    bench.panel.hide()
    bench.photo()
    bench.qtbot.wait(60)
    assert bench.line.wanted == []
    bench.panel.show()
    wait(bench, 6)
    bench.panel.hide()
    assert bench.line.wanted == []


def test_only_the_cards_in_view_are_made(qtbot: QtBot) -> None:
    many = [translation(f"m{n:02}", f"Now to place {n:02}", "season") for n in range(60)]
    bench = make_bench(qtbot, models=many)
    bench.photo()
    qtbot.waitUntil(lambda: bool(bench.line.wanted))
    first = {one.params.model for one in bench.line.requests}
    assert "m00" in first
    assert "m59" not in first
    bar = bench.panel.cards_scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: "m59" in {one.params.model for one in bench.line.requests})
    assert "m00" not in {one.params.model for one in bench.line.requests}


def test_models_that_come_and_go(bench: Bench) -> None:
    bench.photo()
    wait(bench, 6)
    bench.line.serve()
    kept = bench.card("Winter")
    bench.models.remove(WEATHER)
    bench.panel.refresh()
    assert [card.text() for card in bench.panel.cards.cards] == ["Winter", "Summer", "Night"]
    assert bench.card("Winter") is kept
    assert kept.complete
    bench.models.append(WEATHER)
    bench.panel.refresh()
    wait(bench, 3)
    bench.line.serve()
    assert bench.card("Rain").complete


def test_without_models_there_is_a_sentence(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, models=[one for one in MODELS if not one.translates])
    assert bench.panel.cards.hint.isVisible()
    bench.models.append(SNOW)
    bench.panel.refresh()
    assert not bench.panel.cards.hint.isVisible()


def test_cards_are_named_for_those_who_cannot_see_them(bench: Bench) -> None:
    card = bench.card("Winter")
    assert card.accessibleName() == "Add Winter"
    assert card.accessibleDescription() == card.toolTip() != ""


def test_a_press_that_leaves_the_card_adds_nothing(bench: Bench) -> None:
    drag(bench.card("Winter"), QPoint(9, 9), QPoint(9, 300))
    assert bench.session.chain.steps == ()
