"""Training without pairs, on squares that differ in light alone."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from accelerate import Accelerator
from PIL import Image
from torch import Tensor
from unpaired_makers import SIZE, make_domain, tiny_recipe

from studio.core.errors import StudioError
from studio.core.step import Job, finish
from studio.library.generators import find_generator
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.names import is_slug
from studio.library.paths import resources_dir
from studio.networks.encoder import Encoder
from studio.training.cycle import CycleTraining
from studio.training.export import MAX_BYTES
from studio.training.loop import Trained, train
from studio.training.method import Context, Method
from studio.training.methods import method_named
from studio.training.recipe import Recipe, parse_recipe
from studio.training.star import StarTraining, drawn_codes
from studio.training.unpaired import eyes
from studio.training.unpaired.base import UnpairedTraining, photo_generator
from studio.training.unpaired.critic import surprise
from studio.training.unpaired.domains import Domain, DomainSpec, read_specs
from studio.training.unpaired.figures import brightness_kept

pytestmark = pytest.mark.usefixtures("own_accelerate")
METHODS: dict[str, type[Method]] = {"cycle": CycleTraining, "star": StarTraining}
OPTIONS: dict[str, dict[str, float]] = {
    "cycle": {
        "patch": 0.5, "heads": 0.5, "cycle": 5, "features": 0.3, "identity": 1, "upright": 1, "rough": 0.01,
    },
    "star": {
        "patch": 0.5, "heads": 0.5, "domains": 2, "cycle": 3, "features": 0.1, "identity": 2, "upright": 1,
        "patch_domains": 0.2, "content": 0.05, "structure": 0.2, "plain": 5,
    },
}  # fmt: skip


@pytest.fixture
def squares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("dark", "bright", "red"):
        make_domain(tmp_path, name)
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def small_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A narrow encoder of random features in place of ours, which is most of a step's work."""

    def load(*_: object) -> Encoder:
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(3)
            return Encoder([12] * 5, [0] * 5, [[12]] * 4).eval().requires_grad_(False)

    monkeypatch.setattr(eyes, "load_network", load)


def start(recipe: Recipe, folder: Path) -> Job[Trained]:
    return train(recipe, METHODS[recipe.method], folder / "run", folder / "models", cpu=True)


def photos_of(name: str) -> Tensor:
    return Domain(DomainSpec(name, f"{name}/images"), 48).held_back(4, SIZE)


@pytest.mark.usefixtures("small_encoder")
def test_a_cycle_turns_dark_squares_bright_and_back_and_keeps_their_shapes(squares: Path) -> None:
    recipe = tiny_recipe("cycle", ["dark", "bright"], OPTIONS["cycle"], steps=90)
    recipe.data["batch"] = 2
    trained: Trained = finish(start(recipe, squares))
    store = ModelStore([squares / "models"])
    assert trained.folder == squares / "models" / "tiny"
    assert [store.manifest(name).title for name in ("tiny", "tiny-back")] == ["Tiny", "Tiny back"]
    for name, source, target in (("tiny", "dark", "bright"), ("tiny-back", "bright", "dark")):
        assert find_generator(store, name).kind == "picture"
        photos, wanted = photos_of(source), photos_of(target)
        with torch.no_grad():
            made = load_network(store, name, "generator")(photos)
        assert abs(float(made.mean() - wanted.mean())) < 0.3 * abs(float(photos.mean() - wanted.mean()))
        assert float(brightness_kept(photos, made).min()) > 0.6, "squares stay where they were, lighter than the ground"
    figures = trained.figures
    assert figures["agrees on bright"] >= 0.75
    assert figures["agrees on dark"] >= 0.75
    assert figures["known dark"] == figures["known bright"] == 1
    assert figures["inverted"] == 0
    assert figures["cycle"] < 0.12
    before, after = (
        sum(figures[f"{when}, from {name}"] for name in ("dark", "bright")) for when in ("before", "after")
    )
    assert after < before, "four pictures seen by random features: no more than the direction can be asked for"


@pytest.mark.usefixtures("small_encoder")
def test_a_star_goes_to_every_domain_and_further_the_more_is_asked(squares: Path) -> None:
    names = ["dark", "bright", "red"]
    recipe = tiny_recipe("star", names, OPTIONS["star"], steps=160)
    trained: Trained = finish(start(recipe, squares))
    store = ModelStore([squares / "models"])
    assert store.manifest("tiny").input.domains == ("dark", "bright", "red")
    assert not find_generator(store, "tiny").moods
    network, photos = load_network(store, "tiny", "generator"), photos_of("dark")

    def made(*code: float) -> Tensor:
        with torch.no_grad():
            return network(photos, torch.tensor([code])).clamp(0, 1)

    light = [float(made(0, strength, 0).mean()) for strength in (0, 0.5, 1)]
    assert abs(light[0] - float(photos.mean())) < 0.08
    assert light[0] + 0.1 < light[1] < light[2] - 0.05
    assert light[2] > 0.4
    red = made(0, 0, 1).mean((0, 2, 3))
    assert float(red[0]) > 1.5 * float(red[1]), "red is red"
    assert trained.figures["agrees"] > 0.7
    assert trained.figures["inverted"] < 0.2


@pytest.mark.usefixtures("small_encoder")
@pytest.mark.parametrize("method", sorted(METHODS))
def test_an_interrupted_run_goes_on_as_if_it_had_not_been(squares: Path, method: str) -> None:
    recipe = tiny_recipe(method, ["dark", "bright"], OPTIONS[method], steps=5)
    finish(start(recipe, squares / "whole"))
    job = start(recipe, squares / "parts")
    for _ in range(3):
        next(job)
    job.close()
    torch.manual_seed(99)
    finish(start(recipe, squares / "parts"))
    whole, parts = (
        torch.load(squares / name / "run" / "checkpoint.pt", weights_only=True) for name in ("whole", "parts")
    )
    for name, network in whole["networks"].items():
        for key, tensor in network.items():
            assert torch.equal(tensor, parts["networks"][name][key]), f"{name} {key}"
    if method == "cycle":
        kept = [torch.stack(pool) for pool in parts["method"]["pools"]]
        assert [len(pool) for pool in kept] == [6, 6]
        assert torch.equal(kept[0], torch.stack(whole["method"]["pools"][0]))


@pytest.mark.parametrize(("method", "rows"), [("cycle", 6), ("star", 5)])
def test_sheets_show_photos_their_translations_and_the_way_back(squares: Path, method: str, rows: int) -> None:
    names = ["dark", "bright"] if method == "cycle" else ["dark", "bright", "red"]
    job = start(tiny_recipe(method, names, OPTIONS[method], sheet_every=0), squares)
    next(job)
    next(job)
    job.close()
    with Image.open(squares / "run" / "sheet-000001.png") as sheet:
        assert sheet.size == ((4 if method == "cycle" else 6) * SIZE, rows * SIZE)
        # After one step, pictures are nearly what they were.
        first, second = (np.asarray(sheet)[n * SIZE : (n + 1) * SIZE].astype(float) for n in (0, 1))
        assert 0 < np.abs(first - second).mean() < 40


@pytest.mark.usefixtures("squares")
@pytest.mark.parametrize(
    ("method", "changes", "sentence"),
    [
        ("cycle", {"network": {"source": "lines"}}, "source = colour"),
        ("cycle", {"network": {"source": "colour", "draft": True}}, "without drafts"),
        ("star", {"network": {"source": "colour", "look": 3}}, "makes no generator"),
        ("star", {"network": {"source": "colour", "wide": 3}}, "makes no generator"),
        ("star", {"options": {"patch": 1.0}}, r"lacks the key: options.heads"),
        ("cycle", {"data": {"size": 32, "batch": 2, "side": 48, "domains": []}}, "two .*domains"),
    ],
)
def test_recipes_that_do_not_fit_are_a_sentence(tmp_path: Path, method: str, changes: dict, sentence: str) -> None:
    recipe = replace(tiny_recipe(method, ["dark", "bright"], OPTIONS[method]), **changes)
    with pytest.raises(StudioError, match=sentence):
        next(start(recipe, tmp_path))


def test_a_cycle_is_between_two(squares: Path) -> None:
    with pytest.raises(StudioError, match="between two domains"):
        next(start(tiny_recipe("cycle", ["dark", "bright", "red"], OPTIONS["cycle"]), squares))


def test_who_is_named_rightly_and_surely_learns_no_more() -> None:
    wanted = torch.tensor([[1.0, 0.0], [0.5, 0.5]])
    unsure = torch.tensor([[0.5, 0.0], [0.0, 0.0]], requires_grad=True)
    expected = -unsure[0].log_softmax(0)[0] / 2  # the mixture is met exactly
    assert float(surprise(unsure.detach(), wanted, 0.0)) == pytest.approx(float(expected.detach()))
    assert float(surprise(unsure.detach(), wanted, 0.2)) == pytest.approx(float(expected.detach()) - 0.1)
    surprise(unsure, wanted, 0.2).backward()
    assert unsure.grad is not None
    assert bool(unsure.grad[0].abs().min() > 0.1)
    assert bool((unsure.grad[1] == 0).all())
    assert float(surprise(torch.tensor([[2.0, 0.0], [0.3, 0.0]]), wanted, 0.2)) == 0


def test_codes_are_whole_domains_mixtures_and_parts() -> None:
    codes = drawn_codes(random.Random(1), 400, 4, 0.5)
    sums = codes.sum(1)
    assert float(codes.min()) == 0
    assert float(sums.max()) <= 1 + 1e-6
    whole, mixed = (codes.max(1).values == 1), (codes > 0).sum(1) == 2
    assert 150 < int(whole.sum()) < 250
    assert 60 < int(mixed.sum()) < 140
    assert torch.allclose(sums[mixed], torch.ones(int(mixed.sum())))
    assert 60 < int((sums < 1 - 1e-6).sum()) < 140
    assert bool((drawn_codes(random.Random(1), 50, 4, 0.0).max(1).values == 1).all())
    few = drawn_codes(random.Random(1), 100, 4, 0.5, [1, 3])
    assert float(few[:, [0, 2]].max()) == 0
    assert bool((few[:, [1, 3]].max(0).values == 1).all())
    assert bool(((few > 0).sum(1) == 2).any())
    one = drawn_codes(random.Random(1), 100, 4, 0.5, [2])
    assert float(one[:, [0, 1, 3]].max()) == 0
    assert 0 < float(one[:, 2].min()) < float(one[:, 2].max()) == 1


def test_photos_are_asked_for_domains_of_their_own_kind(squares: Path, small_encoder: None) -> None:
    names = ["dark", "bright", "red"]

    def asked(home: float, kinds: list[str]) -> list[set[int]]:
        recipe = tiny_recipe("star", names, OPTIONS["star"] | {"home": home})
        for table, kind in zip(recipe.data["domains"], kinds, strict=True):
            table["kind"] = kind
        method = StarTraining(recipe, Context(Accelerator(cpu=True), random.Random(1)))
        return [{n for _ in range(40) for n in method.asked_of(source)} for source in range(3)]

    grey = ["grey", "grey", "coloured"]
    assert asked(1.0, grey) == [{1}, {0}, {0, 1, 2}]  # nothing else is of the third one's kind
    assert asked(0.5, grey) == asked(0.0, grey) == [{0, 1, 2}] * 3
    assert asked(1.0, ["", "", ""]) == [{1, 2}, {0, 2}, {0, 1}]


def test_no_one_judges_a_domain_of_another_kind(squares: Path, small_encoder: None) -> None:
    recipe = tiny_recipe("star", ["dark", "bright", "red"], OPTIONS["star"])
    recipe.data["domains"][2]["kind"] = "coloured"
    method = StarTraining(recipe, Context(Accelerator(cpu=True), random.Random(1)))
    codes = torch.tensor([[0, 1, 0], [0, 0, 1], [0.5, 0, 0.2], [0, 0, 1], [1, 0, 0], [0, 0, 0]], dtype=torch.float)
    judged = method.judged_of(codes, [0, 0, 1, 2, 2, 0])
    assert judged[:, 0].tolist() == [1, 0, 0, 1, 1, 1]


def test_what_is_flat_stays_so_on_the_way_to_domains_that_are_said_to_be_plain(
    squares: Path, small_encoder: None
) -> None:
    found = []
    for plain in (False, True):
        torch.manual_seed(2)
        recipe = tiny_recipe("star", ["dark", "bright"], OPTIONS["star"])
        recipe.data["domains"][1]["plain"] = plain
        method = StarTraining(recipe, Context(Accelerator(cpu=True), random.Random(1)))
        method.prepare(method.trained, method.optimisers(1e-4))
        found.append(sum(method.step(n)["plain"] for n in range(3)))
    assert 0 == float(found[0]) < float(found[1]) < 0.1


def test_methods_that_go_both_ways_name_two_models_and_others_one(tmp_path: Path) -> None:
    shipped = (resources_dir() / "recipes" / "season.toml").read_text(encoding="utf-8")
    path = tmp_path / "own.toml"

    def parsed(old: str, new: str) -> Recipe:
        assert old in shipped
        path.write_text(shipped.replace(old, new), encoding="utf-8")
        return parse_recipe(path)

    assert parsed("Summer", "Summer").export["back"] == "winter-to-summer"
    with pytest.raises(StudioError, match=r"lacks the key: export.back\."):
        parsed('back = "winter-to-summer"\n', "")
    with pytest.raises(StudioError, match=r"lacks the key: export.back_title\."):
        parsed('back_title = "Winter to summer"\n', "")
    with pytest.raises(StudioError, match=r"needs text for export\.back, not 3"):
        parsed('back = "winter-to-summer"', "back = 3")
    with pytest.raises(StudioError, match=r"unknown key: export.back\."):
        parsed('method = "cycle"', 'method = "star"')


@pytest.mark.parametrize("name", ["season", "day-night", "weather", "painting", "painting-to-photo"])
def test_the_recipes_name_domains_losses_and_networks_that_may_ship(name: str) -> None:
    recipe = parse_recipe(resources_dir() / "recipes" / f"{name}.toml")
    specs = read_specs(recipe.data)
    method = method_named(recipe.method)
    assert issubclass(method, UnpairedTraining)  # type: ignore[arg-type]
    assert set(method.losses) <= set(recipe.options)  # type: ignore[attr-defined]
    assert all(is_slug(recipe.export[key]) for key in ("id", "back") if key in recipe.export)
    network = photo_generator(recipe.network, len(specs) if recipe.method == "star" else 0)
    assert 2 * sum(p.numel() for p in network.parameters()) < MAX_BYTES
    assert recipe.data["size"] % network.multiple == 0
