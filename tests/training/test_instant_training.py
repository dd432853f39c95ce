"""Training the feed-forward style networks."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import torch

from studio.core.step import finish
from studio.library.load import load_network
from studio.library.models import ModelStore
from studio.training import instant
from studio.training.instant import InstantTraining, coloured
from studio.training.loop import train
from studio.training.recipe import Recipe, Schedule
from studio.training.style_bank import Look, altered, blend, scaled


def look(seed: int = 0, own: dict[int, float] | None = None) -> Look:
    torch.manual_seed(seed)
    pixels = torch.rand(3, 500) * torch.tensor([[0.2], [0.5], [0.3]])
    return Look(
        [torch.rand(2, 2)], [torch.rand(2)], [torch.rand(3, 3)], pixels.mean(1), torch.cov(pixels), own or {}
    )  # fmt: skip


def test_photos_take_the_colours_of_their_style_as_far_as_the_weight_says() -> None:
    torch.manual_seed(1)
    photo, style = 0.4 + 0.2 * torch.rand(1, 3, 32, 32), look()
    none, half, whole, more = (coloured(photo, [style], torch.tensor([w]))[0] for w in (0.0, 0.5, 1.0, 1.5))
    assert torch.allclose(none, photo[0])
    assert torch.equal(whole, more)
    inside = (whole > 0) & (whole < 1)
    assert torch.allclose(half[inside], ((photo[0] + whole) / 2)[inside], atol=1e-5)
    assert torch.allclose(whole.flatten(1).mean(1), style.mean, atol=0.02)


def test_a_blend_lies_between_and_remembers_whose_it_is() -> None:
    a, b = look(1, {0: 1.0}), look(2, {3: 1.0})
    mixed = blend(a, b, 0.25)
    assert mixed.own == {0: 0.75, 3: 0.25}
    assert torch.allclose(mixed.grams[0], 0.75 * a.grams[0] + 0.25 * b.grams[0])
    assert torch.allclose(mixed.wanted[0], 0.75 * a.wanted[0] + 0.25 * b.wanted[0])


def test_altered_views_are_pictures_and_differ() -> None:
    picture, rng = torch.rand(3, 200, 300), random.Random(1)
    views = [altered(picture, rng, 96) for _ in range(6)]
    assert all(max(v.shape[1:]) == 96 and 0 <= float(v.min()) <= float(v.max()) <= 1 for v in views)
    assert len({v.mean().item() for v in views}) == 6
    assert max(scaled(picture, 150).shape[1:]) == 150


@pytest.mark.shared
@pytest.mark.usefixtures("own_accelerate")
@pytest.mark.parametrize("own", [True, False])
def test_it_runs_and_exports_a_model_that_loads(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: bool
) -> None:
    """Two steps on a few small pictures: nothing is learned, but all of it is run."""
    for name in ("bsds500", "paintings"):
        (tmp_path / name / "images").mkdir(parents=True)
        for path in sorted((shared / "data" / name / "images").rglob("*.jpg"))[:24]:
            shutil.copy(path, tmp_path / name / "images" / path.name)
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    monkeypatch.setenv("ATELIER_TEACHERS", str(shared / "teachers"))
    monkeypatch.setattr(instant, "SIZES", (64,))
    monkeypatch.setattr(instant, "JUDGED", 64)
    catalogue = [{"file": "hokusai_great_wave.jpg", "id": "great-wave"}, {"file": "klimt_kiss.jpg", "id": "kiss"}]
    monkeypatch.setattr(instant, "read_catalogue", lambda _: catalogue)
    recipe = Recipe(
        name="tiny",
        title="Tiny",
        method="instant",
        schedule=Schedule(steps=2, learning_rate=1e-3, precision="no", warmup=1),
        network={"widths": [8, 12, 16], "full": 4, "deep": 1, "middle": 1, "code": 8},
        data={"photos": ["bsds500/images"], "size": 48, "batch": 2},
        options={"own": own, "views": 0 if own else 1, "foreign": 0 if own else 1, "content": 0.1, "start": ""},
        export={"id": "tiny", "task": "instant-style", "data": "few", "licence": "Apache-2.0"},
    )
    trained = finish(train(recipe, InstantTraining, tmp_path / "run", tmp_path / "models", cpu=True))
    assert trained.steps == 2
    assert trained.figures["style loss"] > 0
    network = load_network(ModelStore([tmp_path / "models"]), "tiny", "instant-style")
    assert network.predictor.own.shape[0] == (2 if own else 0)
