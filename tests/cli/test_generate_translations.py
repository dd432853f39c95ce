"""`studio generate` and `studio apply` with translations: domains, strengths, and what is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from chain_fakes import FakeChains
from generator_fakes import FakeGenerators, put_generator, store
from PIL import Image

from studio.cli import generate
from studio.cli.main import main
from studio.core.chain import Chain, Generate
from studio.core.chain_file import write_chain
from studio.core.errors import ParameterError, StudioError, UnknownChoiceError
from studio.core.generate import GenerateRequest
from studio.core.picture_io import load_picture
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import ModelStore, export_model
from studio.library.paths import user_models_dir
from studio.networks.generator import Generator

WEATHER = ("--model", "weather")


@pytest.fixture
def engines() -> FakeGenerators:
    return FakeGenerators()


@pytest.fixture
def models(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    folder = tmp_path_factory.mktemp("models")
    models = store(folder)
    put_generator(folder / "weather", "Weather", "weather", domains=("sunny", "rain", "winter"))
    put_generator(folder / "winter", "Summer to winter", "season")
    models.refresh()
    return models


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    Image.new("RGBA", (60, 40), (200, 200, 200, 90)).save(tmp_path / "a.png", dpi=(300, 300))
    return tmp_path / "a.png"


def test_domains_reach_the_engine_and_the_strength_is_mixed(
    engines: FakeGenerators, models: ModelStore, photo: Path
) -> None:
    out = photo.with_name("out.png")
    domains = ("--domain", "rain=0.8", "--domain", "Winter = 0.3")
    assert engines.command(models, photo, *WEATHER, *domains, "--strength", 0.5, "-o", out) == 0
    assert engines.requests[0].params.domains == (("rain", 0.8), ("winter", 0.3))
    made = load_picture(out)
    assert np.abs(made.pixels[..., :3].astype(int) - (200 + 55) // 2).max() <= 1
    assert (made.pixels[..., 3] == 90).all()
    assert made.metadata.dpi == pytest.approx((300, 300), abs=0.1)
    small = photo.with_name("small.png")
    options = ("--model", "winter", "--strength", 0, "--size", 64, "-o", small)
    assert engines.command(models, photo, *options) == 0
    assert load_picture(small).pixels.shape == (43, 64, 4)
    assert np.abs(load_picture(small).pixels[..., 0].astype(int) - 200).max() <= 2


def test_a_folder_is_translated(engines: FakeGenerators, models: ModelStore, photo: Path) -> None:
    out = photo.parent / "out"
    assert engines.command(models, photo.parent, *WEATHER, "--domain", "rain=1", "-o", out) == 0
    assert [path.name for path in out.iterdir()] == ["a-weather.png"]
    assert isinstance(engines.requests[0], GenerateRequest)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ("--model weather", ParameterError, "add --domain NAME=SHARE, a name of sunny, rain, winter"),
        ("--model weather --domain rain=0", ParameterError, "Weather changes nothing by itself"),
        ("--model weather --domain snow=1", UnknownChoiceError, "no domain called 'snow'; it has sunny, rain, winter"),
        ("--model winter --domain rain=1", UnknownChoiceError, "Summer to winter has no domains to choose from"),
        ("--model weather --domain rain", ParameterError, "such as rain=0.8, not 'rain'"),
        ("--model weather --domain =1", ParameterError, "such as rain=0.8, not '=1'"),
        ("--model weather --domain rain=2", ParameterError, "The share of rain must be between 0 and 1, not 2"),
        ("--model weather --domain rain=much", ParameterError, "The share of rain must be a number between 0 and 1"),
        ("--model weather --domain rain=1 --domain rain=0.5", ParameterError, "must be different"),
        ("--model weather --domain rain=1 --strength 2", ParameterError, "Strength must be between 0 and 1"),
        ("--model sketch-to-photo --strength 0.5", ParameterError, "takes a sketch, which no result is mixed with"),
        ("--trace --domain rain=1", ParameterError, "--domain tells a model how far to go: add --model"),
        ("--trace --strength 1", ParameterError, "--strength tells a model how far to go: add --model"),
    ],
)
def test_what_does_not_go_together_is_a_sentence(
    engines: FakeGenerators, models: ModelStore, photo: Path, options: str, error: type[StudioError], words: str
) -> None:
    out = photo.with_name("out.png")
    with pytest.raises(error, match=words):
        engines.command(models, photo, *options.split(), "-o", out)
    assert not out.exists()
    assert engines.made == 0


def test_the_list_names_domains(models: ModelStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.run(generate.parse(["--list"]), models=models) == 0
    assert "domains: sunny, rain, winter" in capsys.readouterr().out


def test_a_chain_with_domains_is_applied_or_refused(models: ModelStore, photo: Path) -> None:
    chains, path = FakeChains(models), photo.with_name("rain.toml")
    chain = Chain((Generate("weather", strength=0.7, domains=(("rain", 0.8),)),))
    write_chain(path, chain)
    assert chains.command(path, photo, "-o", photo.parent / "out") == 0
    assert chains.requests[0].chain == chain
    write_chain(path, chain.changed(0, domains=(("snow", 0.8),)))
    with pytest.raises(UnknownChoiceError, match="it has sunny, rain, winter"):
        chains.command(path, photo, "-o", photo.parent / "other")


def test_for_real_with_a_tiny_network(photo: Path) -> None:
    torch.manual_seed(3)
    network = Generator(source="colour", output="residual", look=2, widths=(8, 8), down=(1, 1), up=(1,), full=4)
    torch.nn.init.normal_(network.paint.weight, std=0.3)
    for name, parameter in network.named_parameters():
        if "look" in name:
            torch.nn.init.normal_(parameter, std=0.5)
    manifest = Manifest(
        title="Weather",
        task="weather",
        architecture="generator",
        network=network.config,
        input=Input("picture", network.multiple, (0.0, 1.0), domains=("rain", "winter")),
        inference=Inference("none", False, "plain", working=64),
        provenance=Provenance("r", "d", "m", "l"),
    )
    export_model(user_models_dir() / "tiny-weather", manifest, dict(network.state_dict()))
    rng = np.random.default_rng(2)
    pixels = rng.integers(90, 170, (80, 120, 3), np.uint8)
    Image.fromarray(pixels).save(photo)

    def made(*options: str) -> np.ndarray:
        target = photo.with_name("made.png")
        command = ["generate", str(photo), "--model", "tiny-weather", "--device", "cpu", "--overwrite", *options]
        assert main([*command, "-o", str(target)]) == 0
        return load_picture(target).pixels.astype(int)

    wet = made("--domain", "rain=1")
    assert wet.shape == pixels.shape
    assert np.abs(wet - pixels).mean() > 1
    assert np.abs(made("--domain", "winter=1") - wet).mean() > 1
    half = made("--domain", "rain=1", "--strength", "0.5")
    assert np.abs(half - (wet + pixels) / 2).max() <= 1
