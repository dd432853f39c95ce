"""With the teachers and the training pictures that lie beside the checkout."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch

from studio.core.errors import UnavailableError
from studio.core.scene import scene_picture
from studio.core.step import finish
from studio.engines.tensors import to_tensor
from studio.library.models import ModelStore
from studio.training.data import PicturePool
from studio.training.distill import Distill
from studio.training.loop import train
from studio.training.recipe import Recipe, Schedule
from studio.training.teachers import WIDTHS, Judge, Teachers, teachers_folder

SCENE = to_tensor(scene_picture(64), torch.device("cpu"))


@pytest.fixture(scope="module")
def teachers(shared: Path) -> Teachers:
    return Teachers(shared / "teachers")


@pytest.mark.shared
@pytest.mark.parametrize("small_only", [False, True])
def test_teachers_give_the_five_layers_of_vgg(shared: Path, small_only: bool) -> None:
    features = Teachers(shared / "teachers", small_only)(torch.cat([SCENE[..., :50], SCENE[..., 14:]]))
    assert [f.shape for f in features] == [(2, c, 64 >> n, 50 >> n) for n, c in enumerate(WIDTHS)]
    for feature in features:
        assert float(feature.min()) >= 0
        assert 0.05 < float(feature.mean()) < 5  # the "normalised" network: about 1
        assert bool(torch.isfinite(feature).all())


@pytest.mark.shared
def test_the_small_teacher_estimates_the_exact_one(shared: Path, teachers: Teachers) -> None:
    small = Teachers(shared / "teachers", small_only=True)(SCENE)
    for ours, exact, least in zip(small[:3], teachers(SCENE)[:3], (0.95, 0.85, 0.7), strict=True):
        assert float(torch.corrcoef(torch.stack([ours.flatten(), exact.flatten()]))[0, 1]) > least


@pytest.mark.shared
def test_the_judge_finds_a_picture_like_itself(teachers: Teachers) -> None:
    judge = Judge(teachers)
    grams = judge.grams(SCENE)
    assert judge.style(SCENE, grams) == 0
    assert judge.content(SCENE, SCENE) == 0
    other = SCENE.flip(1)
    assert judge.style(other, grams) > judge.style((0.9 * SCENE + 0.1 * other), grams) > 1e-4
    assert judge.content(other, SCENE) > judge.content((0.9 * SCENE + 0.1 * other), SCENE) > 1e-4
    mirrored = SCENE.flip(3)
    assert judge.style(mirrored, grams) < 0.1 * judge.content(mirrored, SCENE)  # a style knows no places


def test_missing_teachers_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATELIER_TEACHERS", str(tmp_path))
    with pytest.raises(UnavailableError, match="set ATELIER_TEACHERS to the folder that holds them"):
        teachers_folder()


@pytest.mark.shared
@pytest.mark.usefixtures("own_accelerate")
def test_distilling_runs_resumes_and_exports(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two steps on a few small pictures: nothing is learned, but all of it is run."""
    for name in ("bsds500", "paintings"):
        source = sorted((shared / "data" / name / "images").rglob("*.jpg"))
        (tmp_path / name / "images").mkdir(parents=True)
        for path in source[:24]:
            shutil.copy(path, tmp_path / name / "images" / path.name)
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    monkeypatch.setenv("ATELIER_TEACHERS", str(shared / "teachers"))
    batch = PicturePool.batch
    monkeypatch.setattr(PicturePool, "batch", lambda pool, rng, count, size: batch(pool, rng, count, min(size, 64)))
    recipe = Recipe(
        name="tiny",
        title="Tiny encoder",
        method="distill",
        schedule=Schedule(steps=2, learning_rate=1e-3, precision="no", warmup=1, clip=1.0),
        network={"taps": [0, 8, 8, 8, 8], "trunk": [[8], [8], [8], [8]]},
        data={"photos": ["bsds500/images"], "paintings": ["paintings/images"], "size": 32, "group": 1, "long_side": 64},
        options={"layer_weights": [1.0] * 5, "gram_weight": 0.5, "pool": 2, "pool_rate": 0.02, "pool_age": 4},
        export={"id": "tiny", "task": "encoder", "data": "a few photos", "licence": "Apache-2.0"},
    )
    job = train(recipe, Distill, tmp_path / "run", tmp_path / "models", cpu=True)
    assert next(job).done == 0.5
    job.close()
    result = finish(train(recipe, Distill, tmp_path / "run", tmp_path / "models", cpu=True))
    assert result.steps == 2
    assert -1 <= result.figures["relu1_1 correlation"] <= 1
    state = ModelStore([tmp_path / "models"]).load_state("tiny")
    assert state["stages.0.wide.weight"].shape == (64, 3, 3, 3)  # the whitening is folded in
    assert not [name for name in state if "parametrizations" in name]
