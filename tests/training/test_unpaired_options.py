"""What recipes for training without pairs may ask for besides: a start, a style, weights that change on the way."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from accelerate import Accelerator
from torch import Tensor
from unpaired_makers import SIDE, SIZE, SMALL, make_domain, tiny_recipe

from studio.core.errors import StudioError
from studio.core.step import Job, finish
from studio.library.manifest import Inference, Input, Manifest, Provenance
from studio.library.models import ModelStore, export_model
from studio.networks.encoder import Encoder
from studio.networks.generator import Generator
from studio.training.cycle import CycleTraining
from studio.training.loop import Trained, train
from studio.training.method import Context
from studio.training.recipe import Recipe
from studio.training.star import StarTraining
from studio.training.unpaired import base, eyes
from studio.training.unpaired.critic import Critic
from studio.training.unpaired.domains import Domain, DomainSpec
from studio.training.unpaired.eyes import Eyes
from studio.training.unpaired.style import StyleBank

pytestmark = pytest.mark.usefixtures("own_accelerate")
OPTIONS = {"patch": 0.5, "heads": 0.5, "cycle": 5, "features": 0.3, "identity": 1, "upright": 1}


@pytest.fixture(autouse=True)
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


def recipe(**options: object) -> Recipe:
    return tiny_recipe("cycle", ["dark", "bright"], OPTIONS | options)  # type: ignore[arg-type]


def method(wanted: Recipe) -> CycleTraining:
    return CycleTraining(wanted, Context(Accelerator(cpu=True), random.Random(1)))


def install(root: Path, name: str, network: Generator) -> None:
    manifest = Manifest(
        "Old", "light", "generator", network.config, Input("picture", 8, (0.0, 1.0)), Inference("none", False, "plain"),
        Provenance("none", "noise", "none", "Apache-2.0"),
    )  # fmt: skip
    export_model(root / "models" / name, manifest, network.state_dict())


def test_both_ways_start_from_installed_models_where_shapes_agree(
    squares: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "models_dir", lambda: squares / "models")
    wider: dict[str, Any] = SMALL | {"full": 10}
    same, other = Generator(**SMALL), Generator(**wider)
    install(squares, "same", same)
    install(squares, "other", other)
    fresh, begun, apart = (
        method(recipe(**start)).generators
        for start in ({}, {"start": "same"}, {"start": "same", "start_back": "other"})
    )

    def near(ours: Generator, theirs: Generator, name: str) -> bool:
        return torch.allclose(ours.state_dict()[name], theirs.state_dict()[name], atol=2e-3)

    for name in ("stem.weight", "last.convolution.weight", "paint.weight"):
        if name not in same.state_dict():
            continue
        assert near(begun[0], same, name)
        assert near(begun[1], same, name)
        assert not near(fresh[0], same, name)
    assert near(apart[0], same, "stem.weight")
    assert near(apart[1], other, "stem.weight")
    assert apart[1].paint.weight.shape == (3, 6, 3, 3), "what does not fit stays as it began"
    assert ModelStore([squares / "models"]).manifest("same").title == "Old"


def test_weights_come_to_their_end_by_the_last_step() -> None:
    trained = method(replace(recipe(cycle=4.0, identity=0.0, end={"cycle": 2.0, "identity": 1.0})))
    steps, one = trained.recipe.schedule.steps, torch.tensor(1.0)

    def cost(name: str, number: int) -> float:
        return float(trained.weighted({name: one}, torch.rand(1, 3, 4, 4), number))

    assert [cost("cycle", n) for n in (0, steps // 2, steps)] == pytest.approx([4.0, 3.0, 2.0])
    # What is taken at every second step counts twice.
    assert [cost("identity", n) for n in (0, steps // 2, steps)] == pytest.approx([0.0, 1.0, 2.0])
    assert [trained.wanted("identity", n) for n in range(4)] == [False, True, False, True]
    assert [trained.wanted("features", n) for n in range(4)] == [True, False, True, False]
    assert all(trained.wanted("cycle", n) for n in range(4))
    assert not trained.wanted("style", 0)


def test_the_second_domain_may_be_asked_for_less_of_its_way_back() -> None:
    found = []
    for share in (1.0, 0.25, 0.0):
        torch.manual_seed(5)
        random.seed(5)
        trained = method(recipe(second=share))
        optimisers = trained.optimisers(1e-4)
        trained.prepare(trained.trained, optimisers)
        found.append(trained.step(0))
    whole, part, none = ([float(losses[name]) for name in ("cycle", "features")] for losses in found)
    for a, b, c in zip(whole, part, none, strict=True):
        assert 0 < c < b < a
        assert b == pytest.approx(c + 0.25 * (a - c), rel=1e-4)


def test_the_way_back_may_see_more_than_the_way_there(squares: Path) -> None:
    finish(train(recipe(working=256, working_back=1024), CycleTraining, squares / "run", squares / "models", cpu=True))
    store = ModelStore([squares / "models"])
    assert [store.manifest(name).inference.working for name in ("tiny", "tiny-back")] == [256, 1024]


def test_the_way_back_may_be_all_that_is_wanted(squares: Path) -> None:
    trained: Trained = finish(train(recipe(only="back"), CycleTraining, squares / "run", squares / "models", cpu=True))
    assert trained.folder.name == "tiny-back"
    assert ModelStore([squares / "models"]).ids() == ("tiny-back",)


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ({"colour": 1.0}, r"no loss for options\.end: colour\."),
        ({"style": 1.0, "cycles": 2.0}, r"no loss for options\.end: cycles\."),
        (1.0, r"needs a table of weights for options\.end\."),
    ],
)
def test_an_end_that_does_not_fit_is_a_sentence(end: object, sentence: str) -> None:
    with pytest.raises(StudioError, match=sentence):
        method(recipe(end=end))


def test_paintings_are_seen_in_the_colours_of_photos_as_often_as_is_said() -> None:
    plain, some = method(recipe()), method(recipe(palette=0.5))
    always = method(recipe(palette=1.0))
    dark, bright = plain.drawn()
    assert bright.mean() > dark.mean() + 0.2
    for trained, least, most in ((always, 1.0, 1.0), (some, 0.2, 0.8)):
        moved = []
        for _ in range(8):
            first, second = trained.drawn()
            moved += [bool((a.mean() - b.mean()).abs() < 0.35) for a, b in zip(second, first, strict=True)]
        assert least <= sum(moved) / len(moved) <= most
    squares = always._squares(1, random.Random(3), 6)
    assert squares.mean() < bright.mean() - 0.2, "their styles are those of paintings in such colours, too"


def test_being_as_sharp_as_before_costs_where_it_is_wanted() -> None:
    for options in ({"sharp": 1.0}, {}):
        trained = method(recipe(**options))
        trained.prepare(trained.trained, trained.optimisers(1e-4))
        losses = trained.step(0)
        assert ("sharp" in losses) == bool(options)
        assert all(torch.isfinite(value) for value in losses.values())


def test_a_pattern_that_stays_when_the_photo_moves_costs_something() -> None:
    trained = method(recipe(steady=1.0))
    photos, _ = trained.drawn()
    pattern = torch.zeros(1, 1, SIZE, SIZE)
    pattern[..., ::8, :] = 0.3

    def paler(x: Tensor) -> Tensor:
        return 0.5 * x + 0.2

    def stamped(x: Tensor) -> Tensor:
        return x + pattern[..., : x.shape[2], : x.shape[3]]

    follows = [float(trained._unsteady(paler, photos, paler(photos))) for _ in range(4)]
    stays = [float(trained._unsteady(stamped, photos, stamped(photos))) for _ in range(8)]
    assert max(follows) < 1e-6
    assert max(stays) > 0.02
    trained.prepare(trained.trained, trained.optimisers(1e-4))
    assert "steady" not in trained.step(0)
    assert float(trained.step(1)["steady"]) >= 0


def test_a_network_with_noise_learns_how_much_of_it() -> None:
    wanted = recipe()
    trained = method(replace(wanted, network=wanted.network | {"noise": True}))
    trained.prepare(trained.trained, trained.optimisers(1e-3))
    for number in range(2):
        trained.step(number)
    for generator in trained.generators:
        strengths = [p for name, p in generator.named_parameters() if name.endswith(".noise")]
        assert strengths
        assert all(float(p.detach().abs().max()) > 0 for p in strengths)


def test_a_style_is_that_of_the_nearest_square() -> None:
    domains = {name: Domain(DomainSpec(name, f"{name}/images"), SIDE) for name in ("dark", "bright")}
    seen = Eyes(torch.cat([d.draw(random.Random(2), 8, SIZE) for d in domains.values()]), torch.device("cpu"))
    bank = StyleBank(seen, lambda rng, count: domains["bright"].draw(rng, count, SIZE), torch.device("cpu"))
    dark, bright = (domains[name].draw(random.Random(4), 3, SIZE) for name in ("dark", "bright"))

    def missed(made: Tensor) -> float:
        return float(bank.missed(seen(made), seen(bright), random.Random(1)))

    assert missed(bright) < 0.9 * missed(dark)
    asked = dark.clone().requires_grad_()
    bank.missed(seen(asked, learns=True), seen(bright), random.Random(1)).backward()
    assert asked.grad is not None
    with torch.no_grad():
        better = asked - 0.02 * asked.grad / asked.grad.abs().max()
    assert missed(better) < missed(dark)


def test_tile_by_tile_a_texture_must_be_everywhere() -> None:
    """Where all of it is put into one half, the statistics of the whole picture hardly change."""
    chance = torch.Generator().manual_seed(6)

    def textures(rng: random.Random, count: int) -> Tensor:
        return (0.5 + 0.15 * torch.randn(count, 3, SIZE, SIZE, generator=chance)).clamp(0, 1)

    even = textures(random.Random(0), 4)
    clumped = torch.cat(
        [torch.full_like(even[..., : SIZE // 2], 0.5), (2**0.5 * (even - 0.5) + 0.5)[..., SIZE // 2 :]], 3
    )

    def seen(pictures: Tensor) -> list[Tensor]:
        return [pictures - 0.5]

    costs = []
    for tiles in (1, 2):
        bank = StyleBank(seen, textures, torch.device("cpu"), tiles)  # type: ignore[arg-type]
        a, b = (float(bank.missed(seen(x), seen(even), random.Random(1))) for x in (even, clumped))
        costs.append(b / a)
    assert costs[0] < 2.5
    assert costs[1] > 3 * costs[0]


def test_a_run_with_style_and_names_goes_on_as_if_it_had_not_been_interrupted(squares: Path) -> None:
    wanted = recipe(style=1.0, styled=["bright"], domain=0.5, end={"identity": 0.0})

    def start(folder: Path) -> Job[Trained]:
        return train(wanted, CycleTraining, folder / "run", folder / "models", cpu=True)

    whole = start(squares / "whole")
    for _ in range(5):
        next(whole)
    method_of_it = whole.gi_frame.f_locals["method"]  # type: ignore[attr-defined]
    assert list(method_of_it.styles) == [1]
    assert "bright-domains" in method_of_it.trained
    whole.close()
    for count in (2, 3):
        job = start(squares / "parts")
        for _ in range(count):
            next(job)
        job.close()
    first, second = (
        torch.load(squares / name / "run" / "checkpoint.pt", weights_only=True) for name in ("whole", "parts")
    )
    assert first["step"] == second["step"] == 5
    for name, network in first["networks"].items():
        for key, tensor in network.items():
            assert torch.equal(tensor, second["networks"][name][key]), f"{name} {key}"


@torch.no_grad()
def test_a_critic_of_many_domains_counts_the_verdicts_that_are_asked_for() -> None:
    critic = Critic("one", (5, 7), 8, 3)
    critic.prepare({name: network.eval() for name, network in critic.trained.items()})
    pictures, features = torch.rand(2, 3, 32, 32), [torch.rand(2, 5, 8, 8), torch.rand(2, 7, 4, 4)]
    eye = torch.eye(3)
    each = [critic.fooled(pictures, features, eye[n : n + 1].expand(2, -1)) for n in range(3)]
    mixed = critic.fooled(pictures, features, torch.tensor([[0.5, 0.25, 0.25]] * 2))
    for name in ("patch", "heads"):
        values = [float(found[name]) for found in each]
        assert len({round(value, 6) for value in values}) == 3
        assert float(mixed[name]) == pytest.approx(0.5 * values[0] + 0.25 * (values[1] + values[2]), abs=1e-5)


def test_a_critic_may_name_domains_by_its_patches_as_well() -> None:
    torch.manual_seed(4)
    plain, twice = Critic("one", (5,), 8, 2), Critic("one", (5,), 8, 2, twice=True)
    assert set(twice.trained) - set(plain.trained) == {"one-patch-domains"}
    twice.prepare(twice.trained)
    domains = {name: Domain(DomainSpec(name, f"{name}/images"), SIDE) for name in ("dark", "bright")}
    weights = [p for network in twice.trained.values() for p in network.parameters()]
    optimiser, rng = torch.optim.Adam(weights, 3e-3), random.Random(1)
    seen, own = [torch.zeros(8, 5, 4, 4)], torch.eye(2).repeat_interleave(4, 0)

    def drawn() -> Tensor:
        return torch.cat([domain.draw(rng, 4, SIZE) for domain in domains.values()])

    for _ in range(30):
        optimiser.zero_grad()
        twice.told(drawn(), torch.rand(8, 3, SIZE, SIZE), seen, seen, (own, own)).backward()
        optimiser.step()
    with twice.asked():
        asked = drawn().requires_grad_()
        right, wrong = (twice.fooled(asked, seen, shares)["patch_domains"] for shares in (own, own.flip(1)))
        right.backward()
    assert float(right.detach()) < 0.3 < 1 < float(wrong.detach())
    assert asked.grad is not None, "the generator learns from it"
    assert all(p.requires_grad for network in twice.trained.values() for p in network.parameters())
    plain.prepare(plain.trained)
    assert set(plain.fooled(drawn(), seen, own)) == {"patch", "heads", "domains"}


def test_a_cycle_may_be_asked_to_keep_structure() -> None:
    for asked in ({}, {"structure": 0.5}):
        trained = method(recipe(**asked))
        trained.prepare(trained.trained, trained.optimisers(1e-4))
        losses = trained.step(0)
        assert ("structure" in losses) == bool(asked)
    assert 0 < float(losses["structure"]) < 4


def test_photos_of_a_domain_that_is_said_to_fade_may_lose_their_detail_for_nothing(squares: Path) -> None:
    asked: dict[str, Any] = {"domains": 2, "detail": 5}
    found = []
    for fading in ((), (0,), (0, 1)):
        torch.manual_seed(2)
        wanted = tiny_recipe("star", ["dark", "bright"], OPTIONS | asked)
        wanted.network.update(output="detail", fades=True)
        for number in fading:
            wanted.data["domains"][number]["fades"] = True
        training = StarTraining(wanted, Context(Accelerator(cpu=True), random.Random(1)))
        training.prepare(training.trained, training.optimisers(1e-4))
        found.append(float(sum(training.step(n)["detail"] for n in range(3))))
    assert 0 == found[2] < found[1] < found[0]
