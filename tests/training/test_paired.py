"""Training generators from pairs of small pictures that the tests make themselves."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from studio.core.errors import UnknownChoiceError
from studio.core.step import finish
from studio.library.generators import find_generator
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.paths import models_dir, resources_dir
from studio.networks.generator import Generator, luma
from studio.training import paired
from studio.training.data import is_held_back
from studio.training.loop import train
from studio.training.paired import PairedTraining, shifted
from studio.training.pairs import TASKS, pair_source
from studio.training.pairs.hints import areas, strokes
from studio.training.pairs.source import coarsened, heights, square
from studio.training.pairs.spoil import spoiled
from studio.training.recipe import Recipe, Schedule, parse_recipe

SMALL: dict[str, Any] = {"widths": [8, 8, 12, 12], "down": [1, 1, 1, 1], "up": [1, 1, 1], "full": 4}
NETWORKS: dict[str, dict[str, Any]] = {
    "sketches": {"source": "lines", "hints": True, "position": True, "draft": True, "look": 3, "noise": True},
    "painted": {"source": "lines", "hints": True, "position": True, "draft": True, "look": 3, "noise": True},
    "colourise": {"source": "grey", "hints": True, "look": 3, "output": "chroma"},
    "enhance": {"source": "colour", "output": "residual"},
    "places": {"source": "colour", "draft": True, "look": 3, "noise": True},
    "labels": {"source": "labels", "classes": 12, "position": True, "draft": True},
    "materials": {
        "source": "labels", "classes": 13, "position": True, "draft": True, "look": 3, "noise": True, "adaptive": True,
    },
}  # fmt: skip
DATA: dict[str, dict[str, Any]] = {
    "sketches": {"sets": ["sea/images"]},
    "painted": {
        "sets": ["sea/images"], "paintings": "sea/maps", "only": ["*"], "styles": ["estaque", "scream"], "share": 0.4,
    },
    "colourise": {"sets": ["sea/images"]},
    "enhance": {"sets": ["sea/images"]},
    "places": {"sets": ["sea/images"], "given": "maps"},
    "labels": {"sets": ["sea/images"], "given": "labels", "palette": "facade"},
    "materials": {"sets": ["sea/images"]},
}  # fmt: skip


@pytest.fixture
def sea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixteen photos of a sea at different hours, with label maps and maps of the same places."""
    rng = np.random.default_rng(1)
    names = [f"{n:02}" for n in range(60)]
    held = [n for n in names if is_held_back(f"{n}.png")][:2]
    free = [n for n in names if not is_held_back(f"{n}.png")][:14]
    for folder in ("images", "labels", "maps"):
        (tmp_path / "sea" / folder).mkdir(parents=True)
    for name in held + free:
        horizon, light = int(rng.integers(80, 180)), rng.uniform(0.4, 1.0)
        photo = Image.new("RGB", (256, 256), tuple(int(c * light) for c in (150, 190, 240)))
        ImageDraw.Draw(photo).rectangle((0, horizon, 256, 256), fill=tuple(int(c * light) for c in (30, 80, 110)))
        grain = rng.normal(0, 6, (256, 256, 1))
        pixels = np.clip(np.asarray(photo) + grain, 0, 255).astype(np.uint8)
        labels = np.where(np.arange(256)[:, None].repeat(256, 1) > horizon, 4, 1).astype(np.uint8)
        Image.fromarray(pixels).save(tmp_path / "sea/images" / f"{name}.png")
        Image.fromarray(labels).save(tmp_path / "sea/labels" / f"{name}.png")
        Image.fromarray(pixels[..., ::-1].copy()).save(tmp_path / "sea/maps" / f"{name}.png")
    classes = ["unsure", "sky", "cloud", "mountain", "water"]
    (tmp_path / "sea/metadata.json").write_text(json.dumps({"classes": classes}), encoding="utf-8")
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    return tmp_path


def source_of(task: str, size: int = 64) -> Any:
    network = Generator(**(NETWORKS[task] | SMALL))
    return pair_source({"task": task, "size": size, **DATA[task]}, network), network


@pytest.mark.usefixtures("sea")
@pytest.mark.parametrize("task", sorted(TASKS))
def test_every_task_has_pairs_that_fit_its_network(task: str) -> None:
    source, network = source_of(task)
    for finer in (False, True) if network.has_draft else (False,):
        pairs = source.batch(random.Random(1), 3, finer)
        assert pairs.condition.shape == (3, network.channels, 64, 64)
        assert pairs.target.shape == (3, 3, 64, 64)
        assert (pairs.draft is not None) == finer
        assert 0 <= float(pairs.target.min()) <= float(pairs.target.max()) <= 1
        assert network(pairs.condition, None, pairs.draft).shape == pairs.target.shape
    again = [source.held_back(2) for _ in range(2)]
    assert torch.equal(again[0].condition, again[1].condition), "held-back pairs are always the same"
    assert again[0].condition.shape == (2, network.channels, 256, 256)
    assert source.picture_of(again[0]).shape == (2, 3, 256, 256)


@pytest.mark.usefixtures("sea")
def test_held_back_photos_are_never_trained_on() -> None:
    source, _ = source_of("enhance")
    assert not any(is_held_back(path.name) for path in source.paths)
    assert len(source.paths) == 14


def test_photos_that_are_too_small_are_left_out(sea: Path) -> None:
    name = next(f"tiny{n}.png" for n in range(50) if not is_held_back(f"tiny{n}.png"))
    Image.new("RGB", (40, 300)).save(sea / "sea/images" / name)
    source, _ = source_of("enhance")
    assert len(source.paths) == 15
    assert len(source.pictures) == 14


@pytest.mark.usefixtures("sea")
def test_a_sketch_shows_the_horizon_and_hints_the_photo_s_colours() -> None:
    source, _ = source_of("sketches", 128)
    for seed in range(6):
        pairs = source.batch(random.Random(seed), 6, False)
        hints, target = pairs.condition[:, 1:5], pairs.target
        assert float(pairs.condition[:, 0].amax((1, 2)).min()) > 0.3, "every sketch has a line"
        given = (hints[:, 3:] == 1).expand_as(target)
        if given.any():
            assert float((hints[:, :3] - target)[given].abs().mean()) < 0.25


def test_strokes_cover_a_little_and_areas_what_was_asked() -> None:
    rng, photo = random.Random(1), torch.rand(4, 3, 64, 64)
    hints = strokes(photo, rng, 5)
    cover = hints[:, 3].mean((1, 2))
    assert bool((cover > 0).all())
    assert float(cover.max()) < 0.7
    assert bool((hints[:, :3] * (1 - hints[:, 3:]) == 0).all()), "no colour where there is no hint"
    labels = torch.zeros(4, 64, 64, dtype=torch.uint8)
    labels[:, 20:] = 3
    filled = areas(photo, labels, rng, 1.0)
    assert bool((filled[:, 3] == 1).all())
    assert filled[0, 0, :20].unique().numel() == 1


def test_spoiled_photos_are_worse_but_still_the_same_picture() -> None:
    y, x = torch.meshgrid(torch.linspace(0, 6, 96), torch.linspace(0, 6, 96), indexing="ij")
    photo = 0.5 + 0.3 * torch.stack([x.sin(), y.cos(), (x + y).sin()])
    errors = [float((spoiled(photo, random.Random(n)) - photo).abs().mean()) for n in range(12)]
    assert all(0.001 < e < 0.45 for e in errors)
    assert len(set(errors)) == 12


def test_a_draft_is_a_blurred_target() -> None:
    target = torch.rand(2, 3, 64, 64)
    draft = coarsened(target, random.Random(1))
    assert draft.shape == target.shape
    assert float(draft.std()) < 0.7 * float(target.std())
    assert float((draft.mean() - target.mean()).abs()) < 0.02


def test_both_pictures_are_shifted_alike() -> None:
    one = torch.rand(1, 3, 40, 40)
    for seed in range(8):
        a, b = shifted(one, one.clone(), random.Random(seed))
        assert torch.equal(a, b)
        assert a.shape == one.shape


def test_heights_run_from_top_to_bottom_and_squares_are_from_the_middle() -> None:
    whole = heights(2, 10)
    assert whole[0, 0, 0, 0] == -whole[0, 0, -1, 0] == -0.9
    parts = heights(2, 4, torch.tensor([-1.0, 0.0]), torch.tensor([0.0, 1.0]))
    assert float(parts[0].max()) < 0 < float(parts[1].min())
    wide = torch.arange(40, dtype=torch.uint8).expand(3, 20, 40)
    assert square(wide, 20)[0, 0].tolist() == list(range(10, 30))
    assert square(wide, 8).shape == (3, 8, 8)


def test_a_task_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(UnknownChoiceError, match="sketches"):
        pair_source({"task": "dreams", "sets": [], "size": 64}, Generator("lines", **SMALL))


@pytest.mark.usefixtures("own_accelerate", "sea")
@pytest.mark.parametrize("task", ["sketches", "painted", "colourise", "enhance", "materials"])
def test_it_learns_and_exports_a_model_that_the_picker_finds(
    task: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paired, "STANDARD", 4)
    monkeypatch.setattr(paired, "LOOKED_AT", 8)
    monkeypatch.setattr(paired, "HELD_BACK", 2)
    monkeypatch.setattr(paired, "SHOWN", 2)
    monkeypatch.setattr(paired, "models_dir", lambda: tmp_path / "models")
    shutil.copytree(models_dir() / "atelier-encoder", tmp_path / "models/atelier-encoder")
    adversarial = 0.0 if task == "enhance" else 0.5
    recipe = Recipe(
        name="tiny",
        title="Tiny",
        method="paired",
        schedule=Schedule(steps=14, learning_rate=2e-3, precision="no", ema=0.5, warmup=2),
        network=NETWORKS[task] | SMALL,
        data={"task": task, "size": 32, "batch": 2, **DATA[task]},
        options={"pixels": 4, "features": 1, "finer": 0.4, "width": 8, "naming": task == "materials"}
        | {"style": float(task == "painted")}
        | dict.fromkeys(("patch", "heads", "matching"), adversarial),
        export={"id": "tiny", "task": "sketch-to-photo", "data": "sea", "licence": "Apache-2.0"},
    )  # fmt: skip
    if not NETWORKS[task].get("draft"):
        recipe.options["finer"] = 0.0
    trained = finish(train(recipe, PairedTraining, tmp_path / "run", tmp_path / "models", cpu=True))
    assert trained.figures["psnr"] > 3
    assert "features" in trained.figures
    store = ModelStore([tmp_path / "models"])
    found = find_generator(store, "tiny")
    assert found.hints == bool(NETWORKS[task].get("hints"))
    network = load_network(store, "tiny", "generator")
    condition = torch.rand(1, network.channels, 32, 32)
    made = network(condition)
    assert made.shape == (1, 3, 32, 32)
    if task == "colourise":
        assert torch.allclose(luma(made), condition[:, :1], atol=1e-4)


@pytest.mark.parametrize(
    "name",
    ["sketch-to-photo", "sketch-to-painting", "colourise", "enhance", "facades", "map-to-aerial", "aerial-to-map"],
)
def test_the_recipes_name_networks_and_tasks_that_exist(name: str) -> None:
    recipe = parse_recipe(resources_dir() / "recipes" / f"{name}.toml")
    network = Generator(**recipe.network)
    assert recipe.data["task"] in TASKS
    assert recipe.export["id"] == name
    assert 2 * sum(p.numel() for p in network.parameters()) < 25e6
    assert (recipe.options["finer"] > 0) == network.has_draft
