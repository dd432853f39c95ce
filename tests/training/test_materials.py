"""Maps of materials: how sets name them, which are trusted, and the network that proposes them."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from studio.core.step import finish
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.library.paths import models_dir
from studio.training import segment
from studio.training.data import is_held_back
from studio.training.loop import train
from studio.training.pairs import materials
from studio.training.pairs.materials import MaterialPairs
from studio.training.recipe import Recipe, Schedule
from studio.training.segment import SegmentTraining

SKY, WATER, TREES = 1, 4, 9
WORDS = {"land": ["unsure", "sky", "water", "tree"], "more": ["void", "tree", "cow"]}


@pytest.fixture
def sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two sets with words of their own, and one without maps: sky above water, or trees all over."""
    rng = np.random.default_rng(2)
    for name, count in (("land", 24), ("more", 6), ("bare", 4)):
        (tmp_path / name / "images").mkdir(parents=True)
        (tmp_path / name / "labels").mkdir()
        for number in range(count):
            photo = np.empty((256, 256, 3), np.uint8)
            photo[:128], photo[128:] = (150, 190, 240), (20, 70, 110)
            labels = np.full((256, 256), 1, np.uint8)
            if name != "more":
                labels[128:] = 2
                labels[:20] = 0
            else:
                photo[:] = (40, 80, 30)
            photo = np.clip(photo + rng.normal(0, 8, photo.shape), 0, 255).astype(np.uint8)
            Image.fromarray(photo).save(tmp_path / name / "images" / f"{number:02}.png")
            if name != "bare":
                Image.fromarray(labels).save(tmp_path / name / "labels" / f"{number:02}.png")
        if name in WORDS:
            (tmp_path / name / "metadata.json").write_text(json.dumps({"classes": WORDS[name]}), encoding="utf-8")
    sure = {f"{n:02}": "hand" if n % 2 else 0.3 for n in range(24)}
    (tmp_path / "land/label_origin.json").write_text(json.dumps(sure), encoding="utf-8")
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    materials._origins.clear()
    materials._tables.clear()
    return tmp_path


def pairs(**more: object) -> MaterialPairs:
    return MaterialPairs({"sets": ["land/images", "more/images"], "size": 64, "others": 0.5} | more, None)


@pytest.mark.usefixtures("sets")
def test_sets_with_words_of_their_own_give_maps_of_the_same_materials() -> None:
    source = pairs()
    land, more = source.pairs[0][0], source.pairs[-1][0]
    assert land[0, 60, 60] == SKY
    assert land[0, 200, 60] == WATER
    assert land[0, 5, 60] == 0
    assert int(more.min()) == int(more.max()) == TREES


@pytest.mark.usefixtures("sets")
def test_maps_that_are_not_sure_are_left_out_and_other_sets_come_less_often() -> None:
    everything, trusted = pairs(), pairs(confidence=0.5)
    others = [weight for (labels, _), weight in zip(trusted.pairs, trusted.weights, strict=True) if labels.min() == 9]
    assert 0 < len(trusted.pairs) - len(others) < len(everything.pairs) - len(others)
    assert max(others) == 0.5 < max(trusted.weights)


@pytest.mark.usefixtures("sets")
def test_held_back_maps_are_of_the_first_set_and_sure() -> None:
    held = [f"{n:02}.png" for n in range(24) if n % 2 and is_held_back(f"{n:02}.png")]
    assert len(pairs().held_back(100).target) == len(held) > 0


@pytest.mark.usefixtures("sets")
def test_smoothed_maps_are_still_maps() -> None:
    source = pairs()
    maps, photos = source.draw(random.Random(4), 8)
    assert maps.shape == (8, 256, 256)
    assert photos.shape == (8, 3, 256, 256)
    classes = source._classes(maps, random.Random(4))
    assert torch.equal(classes.sum(1), torch.ones(8, 256, 256))
    assert set(classes.unique().tolist()) == {0.0, 1.0}


@pytest.mark.usefixtures("own_accelerate", "sets")
def test_the_segmenter_learns_to_tell_sky_from_water_and_then_names_photos_without_maps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segment, "models_dir", lambda: tmp_path / "models")
    monkeypatch.setattr(materials, "models_dir", lambda: tmp_path / "models")
    shutil.copytree(models_dir() / "atelier-encoder", tmp_path / "models/atelier-encoder")
    recipe = Recipe(
        name="tiny", title="Tiny", method="segment",
        schedule=Schedule(steps=30, learning_rate=5e-3, precision="no", ema=0.8, warmup=2),
        network={"width": 16},
        data={"sets": ["land/images"], "size": 64, "batch": 4},
        export={"id": "materials-from-photo", "task": "photo-to-materials", "data": "sea", "licence": "Apache-2.0"},
    )  # fmt: skip
    trained = finish(train(recipe, SegmentTraining, tmp_path / "run", tmp_path / "models", cpu=True))
    assert trained.figures["right"] > 0.9
    network = load_network(ModelStore([tmp_path / "models"]), "materials-from-photo", "segmenter")
    assert network(torch.rand(1, 3, 64, 96)).shape == (1, 13, 64, 96)
    monkeypatch.setattr(materials, "SURE", 0.3)
    named = pairs(proposed=["bare/images"])
    labels, _ = named.pairs[-1]
    assert (labels[0, 10:100] == SKY).float().mean() > 0.8
    assert (labels[0, 150:] == WATER).float().mean() > 0.8
