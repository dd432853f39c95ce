"""UNIT's compact layout, and training it without pairs, on squares that differ in light alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor
from unpaired_makers import SIDE, SIZE, make_domain, tiny_recipe

from studio.core.errors import StudioError
from studio.core.step import Job, finish
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.paths import resources_dir
from studio.networks.encoder import Encoder
from studio.networks.unit import Unit
from studio.training.export import MAX_BYTES
from studio.training.loop import Trained, train
from studio.training.recipe import Recipe, parse_recipe
from studio.training.unit import Both, UnitTraining, Way
from studio.training.unpaired import eyes
from studio.training.unpaired.domains import Domain, DomainSpec, read_specs
from studio.training.unpaired.figures import brightness_kept

pytestmark = pytest.mark.usefixtures("own_accelerate")
OPTIONS = {
    "patch": 0.5, "heads": 0.5, "pixels": 5, "features": 0.2, "cycle": 3, "latent": 0.01, "upright": 1, "domain": 0.5,
    "structure": 0.1,
}  # fmt: skip
SMALL = {"width": 6, "blocks": 1, "compact": True}


@pytest.fixture
def squares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("dark", "bright"):
        make_domain(tmp_path, name)
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))

    def load(*_: object) -> Encoder:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(3)
            return Encoder([12] * 5, [0] * 5, [[12]] * 4).eval().requires_grad_(False)

    monkeypatch.setattr(eyes, "load_network", load)
    return tmp_path


def recipe(**schedule: object) -> Recipe:
    return replace(tiny_recipe("unit", ["dark", "bright"], OPTIONS, **schedule), network=dict(SMALL))


def start(wanted: Recipe, folder: Path) -> Job[Trained]:
    return train(wanted, UnitTraining, folder / "run", folder / "models", cpu=True)


def compact(seed: int = 0) -> Unit:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = Unit(**SMALL)
        for parameter in network.parameters():
            parameter.data += 0.1 * torch.randn_like(parameter)
    return network.eval()


def photos(height: int = 24, width: int = 32, count: int = 1) -> Tensor:
    return torch.rand(count, 3, height, width, generator=torch.Generator().manual_seed(1))


def test_a_run_turns_dark_squares_bright_and_back_with_one_model(squares: Path) -> None:
    wanted = recipe(steps=80)
    wanted.data["batch"] = 2
    trained: Trained = finish(start(wanted, squares))
    store = ModelStore([squares / "models"])
    manifest = store.manifest("tiny")
    assert (manifest.architecture, manifest.input.domains, manifest.input.kind) == (
        "unit", ("dark", "bright"), "picture",
    )  # fmt: skip
    assert (manifest.input.multiple, manifest.inference.working) == (8, 512)
    network = load_network(store, "tiny", "unit")
    lights = {name: Domain(DomainSpec(name, f"{name}/images"), SIDE).held_back(4, SIZE) for name in ("dark", "bright")}
    for source, target, sides in (("dark", "bright", "ab"), ("bright", "dark", "ba")):
        with torch.no_grad():
            made = Way(network, *sides)(lights[source]).clamp(0, 1)
        gap = float(lights[target].mean() - lights[source].mean())
        assert float(made.mean() - lights[source].mean()) / gap > 0.5, f"{source} to {target}"
        assert float(brightness_kept(lights[source], made).min()) > 0.5
    assert trained.figures["inverted"] == 0
    assert min(trained.figures["agrees on bright"], trained.figures["agrees on dark"]) >= 0.75


def test_an_interrupted_run_goes_on_as_if_it_had_not_been(squares: Path) -> None:
    finish(start(recipe(steps=4), squares / "whole"))
    job = start(recipe(steps=4), squares / "parts")
    for _ in range(2):
        next(job)
    job.close()
    torch.manual_seed(99)
    finish(start(recipe(steps=4), squares / "parts"))
    whole, parts = (
        torch.load(squares / name / "run" / "checkpoint.pt", weights_only=True) for name in ("whole", "parts")
    )
    for name, network in whole["networks"].items():
        for key, tensor in network.items():
            assert torch.equal(tensor, parts["networks"][name][key]), f"{name} {key}"


@pytest.mark.usefixtures("squares")
def test_a_run_begins_with_translations_that_change_nothing(tmp_path: Path) -> None:
    job = start(recipe(), tmp_path)
    next(job)
    method = job.gi_frame.f_locals["method"]  # type: ignore[attr-defined]
    job.close()
    fresh = UnitTraining(recipe(), method.context)
    with torch.no_grad():
        x = photos()
        assert torch.allclose(Way(fresh.both.unit, "a", "b")(x), x, atol=1e-6)


@pytest.mark.usefixtures("squares")
def test_a_network_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match=r"\[network\] makes no network"):
        next(start(replace(recipe(), network={"width": 4, "wide": 3}), tmp_path))


@torch.no_grad()
def test_a_pass_decodes_one_sample_on_both_sides() -> None:
    unit, (first, second) = compact(), photos(count=4).split(2)
    torch.manual_seed(5)
    decoded, made, again, spread = Both(unit)(first, second)
    torch.manual_seed(5)
    latents = torch.cat([unit.encode(2 * first - 1, "a"), unit.encode(2 * second - 1, "b")])
    noisy = latents + torch.randn_like(latents)
    as_first, as_second = (unit.decode(noisy, side) / 2 + 0.5 for side in "ab")
    assert torch.allclose(decoded[0], as_first[:2], atol=1e-5)
    assert torch.allclose(decoded[1], as_second[2:], atol=1e-5)
    assert torch.allclose(made[1], first + as_second[:2] - as_first[:2], atol=1e-5)
    assert torch.allclose(made[0], second + as_first[2:] - as_second[2:], atol=1e-5)
    there = unit.encode(2 * made[1] - 1, "b")
    back_to_second = unit.encode(2 * made[0] - 1, "a")
    noise = torch.randn_like(there)
    assert torch.allclose(again[0], unit.decode(there + noise, "a") / 2 + 0.5, atol=1e-5)
    squares = [z.square().mean() / 2 for z in (*latents.split(2), there, back_to_second)]
    assert float(spread) == pytest.approx(float(sum(squares)), rel=1e-4)


@torch.no_grad()
def test_the_compact_layout_keeps_detail_that_its_latent_cannot_hold() -> None:
    unit = compact()
    x = 2 * photos() - 1
    made = unit(x, "a", "b")
    assert made.shape == x.shape
    assert torch.allclose(made - x, unit.decode(unit.encode(x, "a"), "b") - unit.decode(unit.encode(x, "a"), "a"))
    assert torch.equal(unit(x, "a", "a"), unit.decode(unit.encode(x, "a"), "a"))
    assert unit.encode(x, "a").shape == (1, unit.latent, 3, 4)
    far = x.clone()
    far[..., :8] = 0
    # What lies far away changes nothing: norms look at one place.
    wide = torch.cat([x] * 6, 3)
    other = torch.cat([far, *[x] * 5], 3)
    assert torch.allclose(unit(wide, "a", "b")[..., -32:], unit(other, "a", "b")[..., -32:], atol=1e-5)


@torch.no_grad()
def test_a_network_that_keeps_detail_weaves_nothing_into_it() -> None:
    plain, keeping = compact(), Unit(**SMALL, detail=True).eval()
    keeping.load_state_dict(plain.state_dict())
    x = 2 * (0.3 + 0.4 * photos()) - 1
    assert torch.allclose(keeping.changed(x, torch.zeros_like(x)), x, atol=1e-5)
    weave = 0.2 * (torch.arange(32) % 2 - 0.5).expand_as(x)
    assert float((plain.changed(x, weave) - x).abs().max()) == pytest.approx(0.1)
    assert float((keeping.changed(x, weave) - x)[..., 8:-8].abs().max()) < 0.02
    assert not torch.allclose(keeping(x, "a", "b"), plain(x, "a", "b"), atol=1e-3)
    decoded = keeping.decode(keeping.encode(x, "a"), "b") - keeping.decode(keeping.encode(x, "a"), "a")
    assert torch.equal(keeping(x, "a", "b"), keeping.changed(x, decoded))


def test_keeping_detail_is_for_compact_networks() -> None:
    with pytest.raises(ValueError, match="compact"):
        Unit(width=4, blocks=1, detail=True)


def test_the_recipe_names_domains_losses_and_a_network_that_may_ship() -> None:
    shipped = parse_recipe(resources_dir() / "recipes" / "sunset.toml")
    assert [spec.name for spec in read_specs(shipped.data)] == ["day", "sunset"]
    assert {*UnitTraining.losses} <= set(shipped.options)
    network = Unit(**shipped.network)
    assert network.compact
    assert shipped.data["size"] % network.multiple == 0
    assert 2 * sum(t.numel() for t in network.state_dict().values()) < MAX_BYTES
