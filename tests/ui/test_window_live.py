"""The live picture: it follows the hand without gaps, never goes back, and is sharp when the hand rests."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from window_fakes import FakePainter, Studio, expected, photo, same, trouble

from studio.core.params import Colours, Quality, Start
from studio.core.request import InstantRequest, StylizeRequest
from studio.ui.session.asks import Ask, Kind
from studio.ui.window.settings import PaintSettings, load_settings

OpenStudio = Callable[..., Studio]


@pytest.fixture
def frames(studio: Studio) -> list[Ask]:
    """Every live picture that was shown; drafts take 40 ms here."""
    studio.painter.steps, studio.painter.pause_s = 1, 0.04
    shown: list[Ask] = []
    studio.window.painter.live_finished.connect(lambda _picture, ask, _seconds: shown.append(ask))
    return shown


def move(studio: Studio, values: int, every_ms: int = 8) -> list[float]:
    """Moves the style weight and holds the button."""
    slider = studio.window.panel.sliders["strength"]
    moved = [0.2 + 0.6 * index / values for index in range(values)]
    for value in moved:
        slider.value_changed.emit(value)
        studio.qtbot.wait(every_ms)
    return moved


def test_a_hand_that_never_rests_is_followed(
    studio: Studio, frames: list[Ask], monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    monkeypatch.setattr("studio.ui.session.live.REST_MS", 60_000)
    frames.clear()
    studio.painter.began.clear()
    began = time.monotonic()
    values = move(studio, 100)
    took = time.monotonic() - began
    during = len(frames)
    studio.window.session.settle()
    studio.wait(studio.drafted)
    assert during >= min(8, took / 0.04 / 4), "drafts that give way to the next value are never seen"
    strengths = [ask.document.choices.strength for ask in frames]
    assert strengths == sorted(strengths), "no frame is older than one shown before"
    assert strengths[-1] == values[-1]
    drafts = [ask for ask in frames if ask.kind is Kind.DRAFT]
    assert not studio.painter.stopped, "no draft was begun in vain"
    assert [ask.request for ask in drafts] == studio.painter.drafts
    assert frames[-1].kind is Kind.SHARP


def test_the_first_draft_is_asked_for_at_once(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    studio.window.panel.sliders["strength"].value_changed.emit(0.25)
    (ask,) = studio.window.painter.asks
    assert (ask.kind, ask.request) == (Kind.DRAFT, studio.window.session.document.draft_request())


def test_letting_go_sharpens_at_once(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    monkeypatch.setattr("studio.ui.session.live.REST_MS", 60_000)
    slider = studio.window.panel.sliders["strength"]
    slider.value_changed.emit(0.25)
    draft = expected(studio.window.session.document.draft_request())
    studio.wait(lambda: studio.shows(draft))
    studio.qtbot.wait(150)
    assert studio.shows(draft), "the hand still holds the slider"
    assert studio.window.canvas.result.detail.text() == "draft 512 px"
    zoom = studio.window.canvas.viewport.field(studio.window.canvas.result_view.size().toSizeF())
    slider.value_settled.emit(0.25)
    studio.wait(studio.drafted)
    assert zoom == studio.window.canvas.viewport.field(studio.window.canvas.result_view.size().toSizeF())
    assert studio.window.canvas.result.detail.text().startswith("full size")
    assert studio.window.status.device.text().startswith("CPU, fake · ")


def test_a_change_stops_the_sharpening(open_studio: OpenStudio) -> None:
    studio = open_studio(FakePainter(endless=lambda request: request.params.size == 1024))
    studio.open()
    studio.pick()
    studio.wait(lambda: studio.painter.began[-1:] and studio.painter.began[-1].params.size == 1024)
    studio.window.panel.sliders["strength"].value_changed.emit(0.25)
    draft = expected(studio.window.session.document.draft_request())
    studio.wait(lambda: studio.shows(draft))
    assert [request.params.strength for request in studio.painter.stopped] == [0.6]


def test_going_back_to_what_is_shown_asks_for_nothing(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    picture, count = studio.shown, len(studio.painter.began)
    studio.painter.gate.clear()
    slider = studio.window.panel.sliders["strength"]
    slider.value_changed.emit(0.25)
    slider.value_changed.emit(0.6)
    studio.wait(studio.drafted)
    studio.qtbot.wait(100)
    assert studio.shown is picture
    assert len(studio.painter.began) <= count + 1


def test_another_size_needs_no_other_draft(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    studio.window.session.change("Size", size=768)
    studio.wait(studio.drafted)
    studio.window.session.change("Size", size=512)
    studio.wait(studio.drafted)
    assert [request.params.size for request in studio.painter.began] == [512, 1024, 768, 512]
    assert len(studio.painter.drafts) == 2, "the draft, and 512 px as the full size"
    assert studio.window.canvas.result.detail.text().startswith("full size")


def test_no_frame_of_another_photo(open_studio: OpenStudio) -> None:
    studio = open_studio(FakePainter(steps=1, pause_s=0.05))
    studio.pick()
    shown: list[bool] = []
    studio.window.painter.live_finished.connect(
        lambda _picture, ask, _seconds: shown.append(ask.document.photo is studio.window.session.photo)
    )
    for number in range(6):
        studio.open(f"{number}.png", photo(64 + number, 64, seed=number))
        studio.qtbot.wait(number * 12)
    studio.wait(studio.drafted)
    assert shown
    assert all(shown)


def test_a_style_that_cannot_be_painted_at_once_is_a_sentence(studio: Studio) -> None:
    studio.open()
    studio.painter.trouble = trouble("“Starry Night” cannot be painted at once; press Finish.")
    studio.pick()
    studio.wait(lambda: "press Finish" in studio.message)
    studio.qtbot.wait(100)
    assert len(studio.painter.began) == 1, "asked once, not for ever"
    assert "press Finish" in studio.window.canvas.result._hint.text()
    studio.painter.trouble = None
    studio.paint()
    assert len(studio.window.results) == 1
    studio.pick("great-wave")
    studio.wait(studio.drafted)


def test_escape_stops_the_sharpening_and_the_draft_stays(open_studio: OpenStudio) -> None:
    studio = open_studio(FakePainter(endless=lambda request: request.params.size == 1024))
    studio.open()
    studio.pick()
    studio.wait(lambda: studio.painter.began[-1:] and studio.painter.began[-1].params.size == 1024)
    studio.wait(lambda: studio.window.status.note.text() == "Sharpening")
    studio.run("cancel")
    studio.wait(lambda: not studio.window.painter.asks)
    studio.qtbot.wait(150)
    assert len(studio.painter.began) == 2, "what was stopped does not start again by itself"
    assert studio.shows(expected(studio.window.session.document.draft_request()))


def test_drafts_leave_the_status_line_alone(studio: Studio, frames: list[Ask], monkeypatch: pytest.MonkeyPatch) -> None:
    studio.open()
    studio.pick()
    studio.wait(studio.drafted)
    monkeypatch.setattr("studio.ui.session.live.REST_MS", 60_000)
    told: list[int] = []
    studio.window.painter.changed.connect(lambda: told.append(1))
    move(studio, 20)
    assert not told
    assert studio.window.status.device.text().endswith("ms a frame")
    assert not studio.window.status.progress.isVisible()


# --- what the big button does ----------------------------------------------------------------------------------------


def test_instant_quality_keeps_the_instant_picture(studio: Studio) -> None:
    studio.open()
    studio.pick()
    paint = studio.window.commands["paint"]
    assert (paint.text(), studio.window.panel.paint_button.text()) == ("&Finish", "Finish")
    studio.window.panel.quality.chosen.emit(Quality.INSTANT)
    assert studio.window.panel.quality.currentText() == "Instant"
    assert paint.text() == "&Keep"
    assert paint.toolTip().startswith("Keeps")
    assert paint.toolTip().endswith("(Ctrl+Return)")
    studio.wait(studio.drafted)
    kept = studio.paint()
    assert not studio.painter.paintings
    assert same(studio.window.results[0].picture.picture, kept)
    assert (kept.width, kept.height) == (1024, 683)
    studio.wait(lambda: studio.window.bench.shown.result is studio.window.results[0])
    studio.window.session.change("Smoothness", smoothness=0.9)
    studio.run("paint")
    assert len(studio.window.results) == 1, "smoothness plays no part: this picture is kept already"


def test_finish_starts_from_the_instant_picture(studio: Studio) -> None:
    studio.open()
    studio.pick()
    studio.paint()
    (request,) = studio.painter.paintings
    assert type(request) is StylizeRequest
    assert (request.params.start, request.params.quality) == (Start.INSTANT, Quality.GOOD)


def test_document_requests(studio: Studio) -> None:
    studio.open(picture=photo(1200, 800))
    studio.pick()
    session = studio.window.session
    session.change("x", size=None, colours=Colours.ONLY, quality=Quality.INSTANT)
    document = session.document
    assert type(document.request()) is InstantRequest
    assert document.request().key == document.sharp_request().key
    assert (document.request().params.size, document.draft_request().params.size) == (None, 512)
    assert document.draft_request().photo is document.photo.draft
    assert document.sharpens
    session.change("x", size=400, quality=Quality.BEST)
    document = session.document
    assert type(document.request()) is StylizeRequest
    assert document.draft_request().params.size == 400
    assert not document.sharpens


def test_live_is_on_by_default_and_settings_of_before_are_kept(tmp_path: Path) -> None:
    assert PaintSettings().live
    path = tmp_path / "settings.json"
    path.write_text('{"painting": {"live": false, "quality": "best", "size": 2048}}')
    assert load_settings(path).painting == PaintSettings(live=False, quality="best", size=2048)
    path.write_text('{"painting": {"quality": "instant"}}')
    assert load_settings(path).painting == PaintSettings(quality="instant")
