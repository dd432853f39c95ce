"""Sheets of translations, their race against the published layouts, and the hybrid with the optimiser."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from translate_bench_makers import WEATHER, install

from benchmarks import hybrid_sheet, sketch_painting_sheet, translate_sheets, translate_speed
from benchmarks.translate_sheets import BETWEEN, MIXED, SHEETS, STRENGTH, STRENGTHS, sheets
from benchmarks.translate_speed import RESNET, STAR, judged, line, reference_of
from benchmarks.translate_studio import TranslateStudio
from studio.core.picture import Picture
from studio.library.generators import Generator as Found


@pytest.mark.parametrize("module", [translate_sheets, translate_speed, hybrid_sheet, sketch_painting_sheet])
def test_commands_end_well_without_models(
    module: Any, models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(translate_speed, "in_own_process", lambda group, _args: {RESNET: [5.0]})
    where = [] if module is translate_speed else [str(tmp_path / "sheets")]
    monkeypatch.setattr("sys.argv", ["benchmark", *where])
    module.main()
    assert "installed" in capsys.readouterr().out


# --- sheets and speed ------------------------------------------------------------------------------------------------


def test_sheets_show_every_model_its_strengths_and_its_sliders(data: Path, models: Path) -> None:
    install(models, "summer-to-winter", "season")
    install(models, "winter-to-summer", "season")
    install(models, "weather", "weather", WEATHER)
    install(models, "sunset", "sunset", ("day", "sunset"))
    studio = TranslateStudio()
    made = sheets(studio, studio.known_ways(), SHEETS)
    names = {"summer-to-winter", "winter-to-summer", "weather", "sunset", STRENGTH, MIXED, BETWEEN}
    assert set(made) == names
    shown, columns = made["summer-to-winter"]()
    assert columns == 6
    assert [text for text, _ in shown[:3]] == ["summer", "winter", "summer again"]
    before, after = (picture.pixels.astype(int) for _, picture in shown[:2])
    assert (after - before)[..., 0].mean() > 15
    shown, columns = made[STRENGTH]()
    assert columns == len(STRENGTHS)
    reds = [float(picture.pixels[..., 0].mean()) for _, picture in shown[: len(STRENGTHS)]]
    assert reds == sorted(reds)
    assert reds[-1] - reds[0] > 15
    shown, columns = made[MIXED]()
    assert columns == 6
    assert shown[3][0] == "0.5 sunny + 0.5 cloudy"
    shown, _ = made["weather"]()
    assert len(shown) == 8 * 8
    assert [text for text, _ in shown[:8]] == ["photo: sunny", *WEATHER, "last, sunny again"]
    assert sheets(studio, [], SHEETS) == {}


def test_each_model_is_raced_against_the_layout_of_its_method() -> None:
    weather = Found("weather", "Weather", "weather", "picture", False, (), "", domains=WEATHER)
    assert reference_of(weather) == STAR
    assert reference_of(dataclasses.replace(weather, task="painting")) == RESNET
    times = {RESNET: [9.0], STAR: [400.0, 500.0, 450.0], "weather, network": [90.0], "weather, request": [150.0]}
    timings = {timing.name: timing for timing in judged(times | {"weather, draft": [20.0]}, {"weather": STAR})}
    assert timings["weather, network"].ratio == pytest.approx(5)
    assert timings["weather, network"].met is True
    assert timings["weather, request"].met is False
    assert "3.0x as fast as StarGAN 64x6 (limit 4x: MISSED)" in line(timings["weather, request"])
    assert timings["weather, draft"].ratio is None


def test_what_is_timed_runs(models: Path) -> None:
    install(models, "winter-to-summer", "season")
    install(models, "weather", "weather", WEATHER)
    studio = TranslateStudio()
    for generator in studio.translations():
        runs = translate_speed.contenders(studio, generator, 64, "cpu")
        assert list(runs) == [f"{generator.id}, {what}" for what in ("network", "request", "draft")]
        network, request, _ = (run() for run in runs.values())
        assert isinstance(network, torch.Tensor)
        assert network.shape == (1, 3, 64, 64)
        assert isinstance(request, Picture)
        assert (request.width, request.height) == (64, 64)
    first, second, *_ = translate_speed.photos_of(64)
    assert not np.array_equal(first.pixels, second.pixels)


def test_the_hybrid_says_in_what_it_is_better() -> None:
    values = {"seconds": 1.0, **dict.fromkeys(hybrid_sheet.LOWER, 0.5), "edges kept": 0.5}
    found = {way: dict(values) for way in ("photo", *hybrid_sheet.WAYS)}
    found[hybrid_sheet.HYBRID] |= {"style loss": 0.3, "edges kept": 0.6, "LPIPS": 0.7}
    text = hybrid_sheet.report(found)
    assert "beside the model alone: better in style loss, edges kept; not better in style kernel distance" in text
    assert "| model, then optimiser | 1.000 | 0.300 |" in text
