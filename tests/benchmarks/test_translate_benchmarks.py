"""What translations are measured with: which way a model goes, the judge of domains, sharpness, verdicts."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from translate_bench_makers import WEATHER, brighter, install, photo

from benchmarks import translate_studio
from benchmarks.translate_judges import DomainJudge, Known, learned
from benchmarks.translate_measures import apart, enlarged_change, kept, kernel, own_sharpness, sharpness
from benchmarks.translate_studio import TranslateStudio, Way, coded_ways, recipe_for
from benchmarks.translate_table import Row, inputs_of, measure, report
from studio.core.errors import StudioError, UnknownChoiceError
from studio.core.picture import Picture
from studio.library.generators import Generator as Found
from studio.training.data import is_held_back

# --- what a model translates -----------------------------------------------------------------------------------------


def test_recipes_say_from_what_to_what_and_which_model_leads_back(models: Path) -> None:
    install(models, "summer-to-winter", "season")
    install(models, "winter-to-summer", "season")
    install(models, "day-to-night", "day-night")
    studio = TranslateStudio()
    ways = {way.model: way for way in studio.known_ways()}
    assert ways["summer-to-winter"] == Way("summer-to-winter", "season", ("summer",), "winter", back="winter-to-summer")
    assert ways["winter-to-summer"] == Way("winter-to-summer", "season", ("winter",), "summer", back="summer-to-winter")
    assert ways["day-to-night"].title == "day to night"
    assert ways["day-to-night"].step_back("day") is None  # night-to-day is not installed
    back = ways["summer-to-winter"].step_back("summer")
    assert back is not None
    assert (back.model, back.domains) == ("winter-to-summer", ())


def test_a_model_of_many_domains_leads_to_each_from_the_others_of_its_group() -> None:
    ways = coded_ways(Found("weather", "Weather", "weather", "picture", False, (), "", domains=WEATHER))
    assert [(way.group, way.target) for way in ways] == [("weather", n) for n in WEATHER[:4]] + [
        ("season", "summer"),
        ("season", "winter"),
    ]
    assert ways[2].sources == ("sunny", "cloudy", "sunrise")
    assert ways[2].step(0.5).domains == (("rain", 1.0),)
    assert ways[2].step(0.5).strength == 0.5
    back = ways[2].step_back("cloudy")
    assert back is not None
    assert back.domains == (("cloudy", 1.0),)
    assert ways[5].title == "summer to winter"


def test_a_model_of_two_worlds_goes_both_ways() -> None:
    both = Found("sunset", "Sunset", "sunset", "picture", False, (), "", domains=("day", "sunset"))
    assert {(way.sources, way.target) for way in coded_ways(both)} == {(("sunset",), "day"), (("day",), "sunset")}
    (one,) = coded_ways(dataclasses.replace(both, domains=("sunset",)))
    assert (one.sources, one.target, one.back) == (("day",), "sunset", "")
    with pytest.raises(LookupError, match="other domains than noon"):
        coded_ways(dataclasses.replace(both, domains=("noon",)))


def test_nothing_installed_and_unknown_models_are_said_in_a_sentence(
    models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert TranslateStudio().known_ways() == []
    assert "No translation is installed" in capsys.readouterr().out
    install(models, "own-winter", "season")
    install(models, "colourise", "colourise")
    studio = TranslateStudio()
    assert studio.known_ways() == []
    assert "own-winter is left out: no recipe trains own-winter" in capsys.readouterr().out
    with pytest.raises(StudioError, match="colourise is no translation"):
        studio.translations(["colourise"])
    with pytest.raises(UnknownChoiceError):
        studio.translations(["nothing-of-that-name"])
    with pytest.raises(LookupError, match="own-winter"):
        recipe_for("own-winter")


# --- measures --------------------------------------------------------------------------------------------------------


def test_a_judge_learns_to_tell_domains_apart_and_few_count_as_much_as_many() -> None:
    chance = torch.Generator().manual_seed(0)
    many, few = torch.randn(200, 40, generator=chance), torch.randn(20, 40, generator=chance)
    few[:, :3] += 3
    judge = learned(("many", "few"), [many, few])
    other = torch.randn(50, 40, generator=chance)
    assert judge.share(other, "many") > 0.85
    other[:, :3] += 3
    assert judge.share(other, "few") > 0.85
    judge.known = {"many": Known(0.9, 50), "few": Known(0.6, 2)}
    assert judge.right == pytest.approx(0.75)
    assert "75 %" in judge.sentence("things")
    assert "few 60 % (2)" in judge.sentence("things")


def test_blur_is_found_and_less_contrast_is_no_blur() -> None:
    given = photo()
    assert sharpness(given, given) == pytest.approx((1.0, 1.0))
    darker = Picture((given.pixels * 0.5).astype(np.uint8))
    plain, alike = sharpness(given, darker)
    assert plain == pytest.approx(0.25, abs=0.03)
    assert alike == pytest.approx(1.0, abs=0.05)
    small = Image.fromarray(given.pixels.copy()).resize((96, 96), Image.Resampling.BOX)
    blurred = Picture(np.asarray(small.resize((192, 192), Image.Resampling.BILINEAR)))
    assert sharpness(given, blurred)[1] < 0.5


def test_worlds_have_a_sharpness_of_their_own() -> None:
    given = photo()
    plain, alike = own_sharpness([given, given])
    assert (plain, alike) == pytest.approx(own_sharpness([given]))
    dark, dark_alike = own_sharpness([Picture((given.pixels * 0.5).astype(np.uint8))])
    assert dark / plain == pytest.approx(0.25, abs=0.03)
    assert dark_alike / alike == pytest.approx(1.0, abs=0.05)


def test_a_change_seen_at_a_quarter_keeps_the_photo_sharp() -> None:
    given = photo()
    seen: list[int] = []

    def lead(small: Picture) -> Picture:
        seen.append(small.width)
        return brighter(small)

    made = enlarged_change(given, lead)
    assert seen == [64]
    assert apart(made, brighter(given)) < 0.01
    assert sharpness(given, made)[1] == pytest.approx(1.0, abs=0.03)


def test_inverted_pictures_are_counted() -> None:
    given = torch.from_numpy(photo().pixels.copy()).permute(2, 0, 1)[None].float() / 255
    edges, inverted = kept(given.repeat(2, 1, 1, 1), torch.cat([given, 1 - given]))
    assert inverted == 0.5
    assert edges > 0.95
    assert math.isnan(kernel(torch.zeros(1, 600), torch.zeros(5, 600))[0])


# --- the table -------------------------------------------------------------------------------------------------------


def row(**changes: Any) -> Row:
    usual = Row(
        "weather", "to rain", "weather", "held back", 60, 90, 0.9, 0.1, 0.3, 0.05, 0.02, 0.2, 0.9, 0.0, 0.04, 0.05,
        0.8, 0.95, 0.9, 0.97, 1.0, 0.98, 1.0, 2.5, 1.4,
    )  # fmt: skip
    return dataclasses.replace(usual, **changes)


def test_every_bar_is_said_to_be_met_or_missed() -> None:
    good = report([row()])
    assert "MISSED" not in good
    assert good.count(": met") == 5
    assert "falls by 67 % (a third): met" in good
    assert "MISSED" in report([row(after=0.61)])
    assert "agrees on 69 % (70 %): MISSED" in report([row(agreed=0.69)])
    assert "agrees on 75 % (80 %): MISSED" in report([row(agreed=0.75, group="season")])
    assert "agrees on 30 %;" in report([row(agreed=0.3, group="painting")])  # nothing is asked of these
    assert "knows only 60 % of real photos" in report([row(right=0.6)])
    assert "inverted 10 % (none): MISSED" in report([row(inverted=0.1)])
    dark = report([row(sharp=0.4)])
    assert "× 0.40 (within 10 %): MISSED, at equal contrast × 1.00: met" in dark
    small = report([row(quarter=0.85, quarter_alike=0.7)])
    assert "seen at a quarter × 0.85 (within 10 %): MISSED, at equal contrast × 0.70: MISSED" in small
    assert "| – |" in report([row(cycle=math.nan)])
    assert "| 2.50 | 1.40 |" in good


class FakeLooks:
    """Sees the mean colour of pictures."""

    def rows(self, pictures: torch.Tensor) -> torch.Tensor:
        return pictures.mean((2, 3)).repeat(1, 200)

    def moved(self, before: torch.Tensor, after: torch.Tensor) -> float:
        return float((before - after).abs().mean())


class FakeMeasures:
    """A judge that calls red what has more red than blue."""

    def __init__(self) -> None:
        self.looks = FakeLooks()

    def judge(self, group: str) -> DomainJudge:
        weights = torch.zeros(600, 2)
        weights[0, 1], weights[2, 1] = 1, -1
        state = {"weights": weights, "bias": torch.zeros(2), "mean": torch.zeros(600), "deviation": torch.ones(600)}
        judge = DomainJudge(("summer", "winter"), state)
        judge.known = {"summer": Known(1.0, 3), "winter": Known(0.5, 3)}
        return judge

    def training(self, group: str, name: str) -> torch.Tensor:
        red = torch.tensor([0.9, 0.1, 0.1]) if name == "winter" else torch.tensor([0.1, 0.1, 0.9])
        return (red + 0.01 * torch.randn(8, 3)).repeat(1, 200)

    held_back = training


class FakeStudio(TranslateStudio):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def lead(self, photo: Picture, *steps: Any) -> Picture:
        self.asked.append(steps[0].model)
        redder = {"summer-to-winter": 60, "winter-to-summer": -50}[steps[0].model]
        return Picture((photo.pixels.astype(int) + np.array([redder, 0, 0])).clip(0, 255).astype(np.uint8))


def test_a_way_is_measured_on_held_back_photos_there_and_back(data: Path) -> None:
    way = Way("summer-to-winter", "season", ("summer",), "winter", back="winter-to-summer")
    assert inputs_of(way) == ["held back"]
    studio = FakeStudio()
    found = measure(studio, FakeMeasures(), way, "held back", 60)  # type: ignore[arg-type]
    assert studio.asked == ["summer-to-winter", "winter-to-summer"] * 3
    assert (found.pictures, found.squares) == (3, 3)
    assert found.cycle == pytest.approx(10 / 255 / 3, abs=1e-3)
    assert found.lpips == pytest.approx(60 / 255 / 3, abs=1e-3)
    assert (found.agreed_before, found.agreed, found.known) == (0.0, 1.0, 0.5)
    assert found.right == 0.75
    assert 0 < found.after < found.before
    assert found.inverted == 0


def test_photos_from_elsewhere_are_none_that_were_trained_on(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert inputs_of(Way("day-to-night", "day-night", ("day",), "night")) == ["held back", "from elsewhere"]
    assert translate_studio.paths_elsewhere("season", "summer") == []
    folder, spec = data / "weather4/images", translate_studio.domain_specs("sunset")["day"]
    monkeypatch.setattr(translate_studio, "OTHERS", {("sunset", "day"): dataclasses.replace(spec, only=())})
    found = translate_studio.paths_elsewhere("sunset", "day")
    held = [path for path in found if path.name.startswith(("shine", "cloudy"))]
    assert all(is_held_back(path.name) for path in held)
    assert len(held) == 6
    assert all(folder in path.parents for path in found)
