"""Translations as steps of chains: stored and replayed to the same bytes, with domains, strengths and masks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from translator_makers import a_photo, asked, install_all

from studio.core.chain import Chain, ChainRequest, Generate, Trace
from studio.core.chain_file import chain_bytes, load_masks, read_chain, write_chain
from studio.core.examples import example
from studio.core.inversion import upright
from studio.core.picture import Picture
from studio.core.picture_io import save_picture
from studio.core.step import finish
from studio.engines.catalogue import build_engines
from studio.engines.chain import ChainEngine
from studio.engines.device import choose_device
from studio.engines.generate import GenerateEngine
from studio.library.generators import list_generators
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir, user_styles_dir
from studio.library.styles import StyleLibrary

SHIPPED = [one for one in list_generators(ModelStore([models_dir()])) if one.translates]


def new_engine(folder: Path) -> ChainEngine:
    """As after a new start."""
    engines = build_engines(StyleLibrary(bundled_styles_dir(), user_styles_dir()), ModelStore([folder]), "cpu")
    engine = engines[ChainRequest.engine]
    assert isinstance(engine, ChainEngine)
    return engine


def test_a_chain_of_translations_saved_reopened_and_replayed_gives_the_same_bytes(tmp_path: Path) -> None:
    install_all(tmp_path / "models", working=64)
    photo = a_photo(180, 120)
    mask = np.zeros((12, 18, 3), np.uint8)
    mask[:, 9:] = 255
    save_picture(Picture(mask), tmp_path / "right.png")
    chain = Chain(
        (
            Generate("weather", strength=0.8, domains=(("winter", 0.7), ("rain", 0.2)), mask="right.png"),
            Generate("resnet", strength=0.3),
            Trace(on=False),
            Generate("unit", domains=(("sunset", 0.5),)),
        )
    )
    write_chain(tmp_path / "chain.toml", chain)
    files = []
    for again in (chain, read_chain(tmp_path / "chain.toml")):
        assert again == chain
        request = ChainRequest(photo, again, load_masks(again, tmp_path))
        made = finish(new_engine(tmp_path / "models").run(request))
        assert np.abs(made.as_float() - photo.as_float()).mean() > 0.01
        save_picture(made, tmp_path / f"{len(files)}.png")
        files.append((tmp_path / f"{len(files)}.png").read_bytes())
    assert files[0] == files[1]
    assert chain_bytes(chain) == (tmp_path / "chain.toml").read_bytes()


def test_domains_strength_and_draft_reach_the_network(tmp_path: Path) -> None:
    install_all(tmp_path, working=300)
    engine, photo = new_engine(tmp_path), a_photo(330, 200)

    def led(step: Generate, draft: bool = False) -> Picture:
        return finish(engine.run(ChainRequest(photo, Chain((step,)), draft=draft)))

    rain = Generate("weather", domains=(("rain", 1.0),))
    alone = engine.engines["generate"]
    assert isinstance(alone, GenerateEngine)
    assert led(rain).digest == asked(alone, "weather", photo, domains=(("rain", 1.0),)).digest
    assert led(rain, draft=True).digest == asked(alone, "weather", photo, domains=rain.domains, draft=True).digest
    assert led(rain, draft=True).digest != led(rain).digest
    assert led(Generate("weather")).digest == photo.digest
    half = led(Generate("winter", strength=0.5)).pixels.astype(float)
    whole = led(Generate("winter")).pixels.astype(float)
    assert np.abs(half - (whole + photo.pixels) / 2).max() <= 1


def test_requests_that_ask_for_other_domains_are_other_requests() -> None:
    photo = a_photo(8, 8)
    steps = [Generate("weather", domains=(("rain", share),)) for share in (0.5, 1)]
    keys = [ChainRequest(photo, Chain((step,))).key for step in steps]
    keys += [ChainRequest(photo, Chain((steps[0],)), draft=True).key]
    assert len(set(keys)) == 3


@pytest.mark.skipif(not SHIPPED, reason="no translation is installed")
@pytest.mark.parametrize("name", [one.id for one in SHIPPED])
def test_no_shipped_translation_turns_a_photo_into_its_negative(name: str) -> None:
    installed = next(one for one in SHIPPED if one.id == name)
    engine = GenerateEngine(ModelStore([models_dir()]), choose_device("cpu"))
    for way in [((domain, 1.0),) for domain in installed.domains] or [()]:
        for photo in (example(installed.task, 192, 128), a_photo(128, 160, seed=6)):
            made = asked(engine, name, photo, domains=way)
            assert upright(photo, made) > 0, way
