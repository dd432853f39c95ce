"""The optimiser finishing what the feed-forward network painted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from engine_makers import Studio

from studio.core.errors import OutOfMemoryError, StudioError, UnavailableError
from studio.core.params import Colours, Quality, Start
from studio.core.picture import Picture
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.resize import fit
from studio.core.scene import scene_picture
from studio.core.step import Job, Step
from studio.core.style_masks import StyleMasks

PHOTO = scene_picture(96)
INSTANT = {"quality": Quality.DRAFT, "start": Start.INSTANT}
Paint = Callable[[StylizeRequest], Job[Picture]]


def red(picture: Picture) -> Picture:
    """The photo, drenched in red."""
    pixels = picture.as_uint8().copy()
    pixels[..., 0] = 255
    return picture.with_pixels(pixels)


def painter(asked: list[StylizeRequest], error: StudioError | None = None) -> Paint:
    def run(request: StylizeRequest) -> Job[Picture]:
        asked.append(request)
        yield Step(0.5, "painting")
        if error:
            raise error
        return red(fit(request.photo, request.params.size or 1))

    return run


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[torch.Tensor]:
    """The pictures from which every scale starts, newest last."""
    seen: list[torch.Tensor] = []
    from studio.engines import gatys

    class Noted(gatys.Objective):
        def gradient(self, x: torch.Tensor):
            if not seen or seen[-1].shape != x.shape:
                seen.append(x.clone())
            return super().gradient(x)

    monkeypatch.setattr(gatys, "Objective", Noted)
    return seen


def test_it_starts_from_the_instant_painting_where_large_shapes_are_settled(
    studio: Studio, few_steps: None, begun: list[torch.Tensor]
) -> None:
    asked: list[StylizeRequest] = []
    studio.engine.instant = painter(asked)
    masks = StyleMasks((("dots", np.full((8, 8), 90, np.uint8)),))
    painted = studio.paint(PHOTO, "waves", masks, strength=0.7, colours=Colours.LUMA, seed=5, size=None, **INSTANT)
    assert (painted.width, painted.height) == (96, 96)
    (request,) = asked
    assert isinstance(request, InstantRequest)
    assert request.masks is masks
    assert request.photo.digest == PHOTO.digest
    assert (request.params.strength, request.params.seed, request.params.size) == (0.7, 5, 96)
    assert request.params.colours == Colours.STYLE, "whose colours the result has is settled at the end"
    assert [x.shape[3] for x in begun] == [67, 96], "the smallest scale is left out"
    assert float(begun[0][0, 0].mean()) > 0.98
    expected = torch.from_numpy(red(fit(PHOTO, 67)).as_float().copy()).permute(2, 0, 1)
    assert float((begun[0][0] - expected).abs().mean()) < 0.03


def test_it_is_asked_for_as_it_was_looked_at(studio: Studio, few_steps: None) -> None:
    asked: list[StylizeRequest] = []
    studio.engine.instant = painter(asked, UnavailableError("Not here."))
    wide = Picture(scene_picture(700).pixels[:40])
    for size in (700, 96, None):
        job = studio.job(wide, size=size, **INSTANT)
        while not asked:
            next(job)
        job.close()
        assert asked.pop().params.size == {700: 512, 96: 96, None: 512}[size]
    tiny = Picture(PHOTO.pixels[:20, :20])
    studio.paint(tiny, **INSTANT)
    assert asked.pop().params.size == 64, "no smaller than a request can ask"


def test_the_seed_decides_the_picture(studio: Studio, few_steps: None) -> None:
    studio.engine.instant = painter([])
    one, again, other = (studio.paint(PHOTO, seed=seed, **INSTANT) for seed in (3, 3, 4))
    assert one.pixels.tobytes() == again.pixels.tobytes()
    assert one.pixels.tobytes() != other.pixels.tobytes()


@pytest.mark.parametrize("error", [None, UnavailableError("Not installed."), OutOfMemoryError("Too large.")])
def test_without_an_instant_painting_the_photo_is_the_start(
    studio: Studio, few_steps: None, error: StudioError | None
) -> None:
    expected = studio.paint(PHOTO, quality=Quality.DRAFT, start=Start.PHOTO)
    studio.engine.instant = painter([], error) if error else None
    assert studio.paint(PHOTO, **INSTANT).pixels.tobytes() == expected.pixels.tobytes()


def test_other_starts_do_not_ask(studio: Studio, few_steps: None) -> None:
    asked: list[StylizeRequest] = []
    studio.engine.instant = painter(asked)
    for start in (Start.PHOTO, Start.NOISE):
        studio.paint(PHOTO, quality=Quality.DRAFT, start=start)
    studio.paint(PHOTO, strength=0.0, **INSTANT)
    studio.paint(PHOTO, colours=Colours.ONLY, **INSTANT)
    assert not asked


def test_a_bug_in_the_instant_engine_is_not_hidden(studio: Studio) -> None:
    def broken(_: StylizeRequest) -> Job[Picture]:
        yield Step(0.0)
        raise RuntimeError("a bug")

    studio.engine.instant = broken
    with pytest.raises(RuntimeError, match="a bug"):
        studio.paint(PHOTO, **INSTANT)


def test_cancelling_while_it_is_painted_closes_it(studio: Studio) -> None:
    closed: list[bool] = []

    def slow(_: StylizeRequest) -> Job[Picture]:
        try:
            while True:
                yield Step(0.0, "painting")
        finally:
            closed.append(True)

    studio.engine.instant = slow
    job = studio.job(PHOTO, **INSTANT)
    while next(job).note != "painting":
        pass
    job.close()
    assert closed == [True]


def test_progress_runs_from_nothing_to_nearly_all(studio: Studio, few_steps: None) -> None:
    studio.engine.instant = painter([])
    dones = [step.done for step in studio.job(PHOTO, **INSTANT)]
    assert dones[0] == 0
    assert dones == sorted(dones)
    assert 0.6 < dones[-1] < 1


def test_a_good_start_leads_nearer_to_the_style(studio: Studio) -> None:
    """With what the optimiser itself paints as the instant painting, finishing it beats starting over."""
    painted = studio.paint(PHOTO, strength=0.9, quality=Quality.DRAFT)
    studio.engine.instant = lambda _: _given(painted)
    finished = studio.paint(PHOTO, strength=0.9, **INSTANT)
    afresh = studio.paint(PHOTO, strength=0.9, quality=Quality.DRAFT)
    assert studio.style_loss(finished) < studio.style_loss(afresh)


def _given(picture: Picture) -> Job[Picture]:
    yield Step(0.0)
    return picture


def test_an_optimiser_asked_for_the_instant_quality_paints_a_draft(studio: Studio, few_steps: None) -> None:
    assert studio.paint(PHOTO, quality=Quality.INSTANT, size=64).width == 64
