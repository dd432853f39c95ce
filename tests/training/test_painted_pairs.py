"""Lines and paintings: photos painted in bundled styles, squares of paintings, and the style loss between pictures."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch
from PIL import Image
from torch import Tensor

from studio.core.errors import UnknownChoiceError
from studio.library.models import ModelStore
from studio.library.paths import models_dir
from studio.library.titles import PAINTED
from studio.networks.generator import Generator, luma
from studio.training.data import is_held_back
from studio.training.paired import style_apart
from studio.training.pairs import pair_source
from studio.training.pairs.painted import PaintedSketches, PhotoPainter
from studio.training.unpaired.figures import fine_detail

SMALL = Generator("lines", hints=True, position=True, draft=True, widths=[8, 8, 12, 12], up=[1, 1, 1], full=4)
RED, GREEN = (150, 30, 20), (40, 130, 30)

pytestmark = pytest.mark.skipif(
    PAINTED not in ModelStore([models_dir()]).ids(), reason="the instant styles are not installed"
)


def hills(seed: int = 1, side: int = 256) -> Tensor:
    """A soft photo of nothing in particular, 3 x side x side uint8."""
    noise = torch.rand(1, 3, 9, 9, generator=torch.Generator().manual_seed(seed))
    smooth = torch.nn.functional.interpolate(noise, size=(side, side), mode="bicubic", align_corners=False)
    return (smooth[0].clamp(0, 1) * 255).byte()


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Green photos, and red pictures that stand for paintings, one of them held back."""
    for folder, colour in (("photos", GREEN), ("paintings", RED)):
        (tmp_path / folder).mkdir()
        names = [f"{n:02}.png" for n in range(60)]
        held = next(name for name in names if is_held_back(name))
        for name in [held, *[name for name in names if not is_held_back(name)][:4]]:
            Image.new("RGB", (256, 256), colour).save(tmp_path / folder / name)
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    return tmp_path


def source(share: float, **more: object) -> PaintedSketches:
    data = {"task": "painted", "sets": ["photos"], "paintings": "paintings", "only": ["*"], "size": 64}
    found = pair_source(data | {"styles": ["estaque"], "share": share} | more, SMALL)
    assert isinstance(found, PaintedSketches)
    return found


def test_a_painted_photo_has_strokes_and_still_shows_the_same() -> None:
    photo = hills()
    painted = PhotoPainter(["wheat-field-cypresses"]).paint(photo, random.Random(1))
    assert painted.dtype == torch.uint8
    assert painted.shape == photo.shape
    before, after = (luma(x[None].float() / 255) for x in (photo, painted))
    assert float(fine_detail(after)) > 10 * float(fine_detail(before))
    coarse = torch.stack([torch.nn.functional.avg_pool2d(x, 32).flatten() for x in (before, after)])
    assert float(torch.corrcoef(coarse)[0, 1]) > 0.8


def test_every_style_of_a_painter_is_used() -> None:
    painter, rng = PhotoPainter(["great-wave", "scream"]), random.Random(2)
    seen = {tuple((painter.paint(hills(), rng).float().mean((1, 2)) / 12).round().tolist()) for _ in range(6)}
    assert len(seen) > 1


def test_a_style_that_was_never_learned_is_a_sentence() -> None:
    with pytest.raises(UnknownChoiceError, match="has not learned the style 'nothing'; choose"):
        PhotoPainter(["estaque", "nothing"])


@pytest.mark.usefixtures("folders")
def test_paintings_come_as_often_as_they_should_and_photos_come_painted() -> None:
    pairs = source(0.25)
    rng = random.Random(5)
    chosen = [pairs.choose(rng) for _ in range(400)]
    paintings = [number for number in chosen if number >= pairs.photo_count]
    assert 60 < len(paintings) < 140
    assert set(paintings) == set(range(pairs.photo_count, len(pairs.pictures))), "each of them"
    assert torch.equal(pairs.target(paintings[0]), pairs.pictures[paintings[0]]), "a painting is what it is"
    photo = next(number for number in chosen if number < pairs.photo_count)
    assert not torch.equal(pairs.target(photo), pairs.pictures[photo])
    assert pairs.target(photo) is pairs.target(photo), "a photo is painted once"


@pytest.mark.usefixtures("folders")
def test_held_back_pictures_are_not_among_them() -> None:
    pairs = source(0.5)
    assert pairs.photo_count == 4
    assert len(pairs.pictures) == 8, "of each four are trained on; a square of 256 px has no larger parts"
    held = pairs.held_back(1)
    assert torch.equal(held.target, pairs.held_back(1).target), "painted in the same way each time"
    assert torch.equal(held.condition[:, :1], source(0.0).held_back(1).condition[:, :1])


def features(scale: float = 1.0, seed: int = 0) -> list[Tensor]:
    chance = torch.Generator().manual_seed(seed)
    return [scale * torch.randn(2, channels, 12, 12, generator=chance) for channels in (4, 6)]


def test_styles_are_as_far_apart_as_their_statistics() -> None:
    same = features()
    moved = [f.roll(5, 3) for f in same]
    assert float(style_apart(same, moved)) < 0.04, "where a stroke lies does not matter"
    louder, loudest = (float(style_apart(features(scale), same)) for scale in (1.3, 2.0))
    assert 0.1 < louder < loudest
    assert float(style_apart([f + 1 for f in same], same)) > 0.9, "light is not dark"


def test_even_equal_styles_can_be_learned_from() -> None:
    ours = [f.requires_grad_(True) for f in features()]
    style_apart(ours, [f.detach() for f in ours]).backward()
    assert all(torch.isfinite(f.grad).all() for f in ours if f.grad is not None)
    assert all(f.grad is not None for f in ours)
