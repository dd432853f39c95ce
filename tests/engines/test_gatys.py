from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from engine_makers import CPU, Studio, tiny_encoder
from torch import Tensor

from studio.core.errors import OutOfMemoryError, UnknownChoiceError
from studio.core.params import MAX_SIZE, Colours, Quality, Start, StylizeParams
from studio.core.picture import Metadata, Picture
from studio.core.request import StylizeRequest
from studio.core.resize import fit, fit_size
from studio.core.scene import scene_picture
from studio.core.step import Job, Step, finish
from studio.engines import gatys
from studio.engines.gatys import PLANS, GatysEngine, scales, weights
from studio.engines.objective import Area, Weights
from studio.engines.perception import ENCODER
from studio.library.statistics import StyleStatistics

PHOTO = scene_picture(64)
DRAFT = {"quality": Quality.DRAFT}


def photo_of(width: int, height: int) -> Picture:
    return Picture(scene_picture(max(64, width, height)).pixels[:height, :width])


@pytest.mark.parametrize("size", [None, 64, 97])
def test_no_style_weight_gives_the_photo_at_the_size_asked(studio: Studio, size: int | None) -> None:
    photo = photo_of(80, 50)
    result = studio.paint(photo, strength=0.0, size=size)
    expected = fit(photo, size) if size else photo
    np.testing.assert_array_equal(result.pixels, expected.pixels)


def test_a_photo_larger_than_any_result_may_be_is_made_smaller(studio: Studio) -> None:
    photo = Picture(np.zeros((4, MAX_SIZE + 300, 3), np.uint8))
    assert studio.paint(photo, strength=0.0, size=None).width == MAX_SIZE


def test_a_painting_comes_nearer_to_the_style_the_more_it_counts(tmp_path: Path) -> None:
    # With the shipped encoder: to one of random weights a draft's noise counts for more than the style's weight.
    studio, style = Studio(tmp_path, shipped=True), "birth-of-venus"
    weak, strong = (studio.paint(PHOTO, style, strength=strength, **DRAFT) for strength in (0.1, 0.9))
    losses = [studio.style_loss(picture, style) for picture in (PHOTO, weak, strong)]
    assert losses[0] > losses[1] > losses[2]
    assert losses[2] < 0.5 * losses[1]


def test_the_more_content_counts_the_nearer_the_painting_stays_to_the_photo(studio: Studio) -> None:
    loose, firm = (studio.paint(PHOTO, content=content, **DRAFT) for content in (0.0, 1.0))
    assert studio.content_loss(firm, PHOTO) < 0.8 * studio.content_loss(loose, PHOTO)


def test_a_painting_is_in_its_own_style_and_not_in_the_other(studio: Studio) -> None:
    waves, dots = (studio.paint(PHOTO, style, strength=0.9, **DRAFT) for style in ("waves", "dots"))
    assert studio.style_loss(waves, "waves") < studio.style_loss(dots, "waves")
    assert studio.style_loss(dots, "dots") < studio.style_loss(waves, "dots")


def test_smoothness_calms_the_grain(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    def grain(smoothness: float) -> float:
        monkeypatch.setattr(gatys, "weights", lambda _: Weights(style=1, content=1, smoothness=smoothness))
        painted = studio.paint(PHOTO, **DRAFT).as_float()
        return float(np.abs(np.diff(painted, axis=1)).mean())

    assert grain(100.0) < 0.8 * grain(0.0)


@pytest.mark.parametrize(
    ("control", "part", "grows"),
    [("strength", "content", False), ("content", "content", True), ("smoothness", "smoothness", True)],
)
def test_every_control_moves_its_part_of_the_loss_one_way(control: str, part: str, grows: bool) -> None:
    values = [weights(StylizeParams((("any", 1.0),), **{control: n / 10})) for n in range(1, 11)]  # type: ignore[arg-type]
    parts = [getattr(value, part) for value in values]
    for lower, higher in pairwise(parts):
        assert (lower < higher) is grows
    unmoved = {tuple(v for k, v in vars(value).items() if k != part) for value in values}
    assert len(unmoved) == 1
    assert weights(StylizeParams((("any", 1.0),), smoothness=0.0)).smoothness == 0


def test_the_seed_decides_the_picture(studio: Studio, few_steps: None) -> None:
    first, again, other = (studio.paint(PHOTO, seed=seed, **DRAFT) for seed in (3, 3, 4))
    assert first.pixels.tobytes() == again.pixels.tobytes()
    assert first.pixels.tobytes() != other.pixels.tobytes()


def test_the_random_numbers_of_others_are_left_alone(studio: Studio, few_steps: None) -> None:
    studio.perception.encoder(ENCODER)
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    studio.paint(PHOTO, start=Start.NOISE, **DRAFT)
    torch.testing.assert_close(torch.rand(3), expected)


def test_a_painting_can_start_from_noise(studio: Studio) -> None:
    noise = Picture(np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8))
    painted = studio.paint(PHOTO, start=Start.NOISE, strength=0.9, **DRAFT)
    assert studio.style_loss(painted) < 0.2 * studio.style_loss(noise)
    assert studio.content_loss(painted, PHOTO) < 0.7 * studio.content_loss(noise, PHOTO)
    assert painted.digest != studio.paint(PHOTO, strength=0.9, **DRAFT).digest


def test_a_style_of_no_weight_does_not_count(studio: Studio, few_steps: None) -> None:
    alone = studio.paint(PHOTO, "waves", **DRAFT)
    assert studio.paint(PHOTO, (("waves", 1.0), ("dots", 0.0)), **DRAFT).digest == alone.digest
    assert studio.paint(PHOTO, (("waves", 0.5), ("dots", 0.5)), **DRAFT).digest != alone.digest


def test_a_blend_aims_between_the_paintings(studio: Studio, monkeypatch: pytest.MonkeyPatch, few_steps: None) -> None:
    wanted: list[list[Tensor]] = []

    class Noted(gatys.Objective):
        def __init__(self, encoder: object, precision: object, areas: list[Area], *rest: object) -> None:
            wanted.extend(area.grams for area in areas)
            super().__init__(encoder, precision, areas, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(gatys, "Objective", Noted)
    studio.paint(PHOTO, (("waves", 3.0), ("dots", 1.0)), **DRAFT)
    assert len(wanted) == 3
    for mixed, waves, dots in zip(wanted[-1], studio.grams("waves", 64), studio.grams("dots", 64), strict=True):
        torch.testing.assert_close(mixed, 0.75 * waves + 0.25 * dots)


def test_larger_strokes_are_those_of_a_larger_painting(few_steps: None) -> None:
    asked: list[float] = []
    encoder = tiny_encoder()

    class Noted(StyleStatistics):
        def at(self, size: float) -> list[Tensor]:
            asked.append(size)
            return [torch.eye(channels) for channels in encoder.tap_channels]

    def learned(style: str, encoder_id: str) -> Job[StyleStatistics]:
        assert (style, encoder_id) == ("any", ENCODER)
        yield Step(1.0)
        return Noted((64,), (), (), torch.full((3,), 0.5), 0.01 * torch.eye(3))

    engine = GatysEngine(lambda _: encoder, learned, CPU)
    params = StylizeParams((("any", 1.0),), stroke=2.5, size=160, quality=Quality.DRAFT)
    finish(engine.run(StylizeRequest(photo_of(160, 90), params)))
    assert asked == pytest.approx([side * 2.5 for side in (64, 112, 160)])


def test_alpha_and_metadata_are_carried(studio: Studio, few_steps: None) -> None:
    rgba = np.dstack([PHOTO.pixels, np.linspace(0, 255, 64 * 64).astype(np.uint8).reshape(64, 64)])
    photo = Picture(rgba, Metadata(dpi=(72.0, 72.0), exif=b"Exif", profile="Display P3"))
    painted = studio.paint(photo, **DRAFT)
    assert painted.metadata == photo.metadata
    np.testing.assert_array_equal(painted.pixels[..., 3], rgba[..., 3])
    larger = studio.paint(photo, size=96, **DRAFT)
    assert larger.pixels.shape == (96, 96, 4)
    assert abs(float(larger.pixels[..., 3].mean()) - float(rgba[..., 3].mean())) < 2


def test_a_deep_photo_is_painted_too(studio: Studio, few_steps: None) -> None:
    deep = Picture(PHOTO.as_float())
    assert studio.paint(deep, **DRAFT).digest == studio.paint(PHOTO, **DRAFT).digest


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (1, 1, None),
        (1, 1, 64),
        (3, 200, None),
        (17, 90, None),
        (90, 17, 64),
        (64, 64, 64),
        (600, 20, None),
        (81, 63, 77),
    ],
)
def test_every_size_can_be_painted(studio: Studio, few_steps: None, width: int, height: int, size: int | None) -> None:
    expected = fit_size(width, height, size) if size else (width, height)
    job, dones, previews = studio.job(photo_of(width, height), size=size, **DRAFT), [], []
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            painted = end.value
            break
        dones.append(step.done)
        if step.preview:
            previews.append(step.preview())
    assert (painted.width, painted.height) == expected
    assert painted.pixels.dtype == np.uint8
    assert dones == sorted(dones)
    assert all(0 <= done <= 1 for done in dones)
    assert dones[-1] > 0.7
    assert len(previews) >= 6
    for preview in previews:
        assert (preview.width, preview.height) == fit_size(*expected, max(preview.width, preview.height))
        assert max(preview.width, preview.height) <= max(expected)
    assert (previews[-1].width, previews[-1].height) == expected


def test_painting_by_tiles_is_like_painting_at_once(studio: Studio, few_steps: None) -> None:
    photo = photo_of(200, 112)
    whole = studio.paint(photo, **DRAFT)
    studio.engine.tile = 64
    tiled = studio.paint(photo, **DRAFT)
    assert float(np.abs(tiled.as_float() - whole.as_float()).mean()) < 1 / 255


def test_the_preview_is_the_picture_under_way(studio: Studio, few_steps: None) -> None:
    previews = [step.preview() for step in studio.job(PHOTO, **DRAFT) if step.preview]
    assert len({preview.digest for preview in previews}) >= 6
    assert previews[-1].metadata == PHOTO.metadata
    last = previews[-1].as_float() - studio.paint(PHOTO, **DRAFT).as_float()
    first = previews[0].as_float() - PHOTO.as_float()
    assert np.abs(last).mean() < np.abs(first).mean()


def test_closing_midway_is_clean(studio: Studio, few_steps: None) -> None:
    expected = studio.paint(PHOTO, **DRAFT)
    for steps in (1, 4):
        job = studio.job(PHOTO, **DRAFT)
        for _ in range(steps):
            next(job)
        job.close()
        assert torch.is_grad_enabled()
    assert studio.paint(PHOTO, **DRAFT).digest == expected.digest


def test_a_consumer_without_gradients_gets_the_same_picture(studio: Studio, few_steps: None) -> None:
    expected = studio.paint(PHOTO, **DRAFT)
    with torch.no_grad():
        assert studio.paint(PHOTO, **DRAFT).digest == expected.digest


def test_an_unknown_style_is_a_sentence(studio: Studio) -> None:
    with pytest.raises(UnknownChoiceError, match="no style called 'wafes'; did you mean waves"):
        studio.paint(PHOTO, "wafes")


def test_an_unknown_encoder_is_a_sentence(studio: Studio) -> None:
    with pytest.raises(UnknownChoiceError, match="no model called 'other'"):
        studio.paint(PHOTO, encoder="other")


def test_a_grey_photo_stays_grey_where_only_brightness_is_painted(studio: Studio, few_steps: None) -> None:
    grey = Picture(PHOTO.pixels.mean(axis=2, keepdims=True).astype(np.uint8).repeat(3, axis=2))
    painted = studio.paint(grey, colours=Colours.LUMA, **DRAFT)
    assert (painted.pixels == painted.pixels[..., :1]).all()
    assert painted.digest != grey.digest
    coloured = studio.paint(grey, colours=Colours.STYLE, **DRAFT)
    assert not (coloured.pixels == coloured.pixels[..., :1]).all()


def test_the_photos_colour_statistics_can_be_kept(studio: Studio) -> None:
    painted = {c: studio.paint(PHOTO, strength=0.9, colours=c, **DRAFT).as_float() for c in Colours}
    photo = PHOTO.as_float()

    def difference(pixels: np.ndarray) -> float:
        return float(np.abs(pixels.mean((0, 1)) - photo.mean((0, 1))).max())

    assert difference(painted[Colours.STATISTICS]) < 0.02 < difference(painted[Colours.STYLE])
    assert difference(painted[Colours.LUMA]) < 0.02


def test_stripes_turn_grey_when_one_side_shrinks() -> None:
    stripes = torch.tensor([0.0, 0.0, 0.0, 1.0, 1.0, 1.0]).repeat(20).expand(1, 3, 16, 120)
    for narrow in (gatys._scaled(stripes, 16, 24), gatys._scaled(stripes.mT, 24, 16)):
        assert float(narrow.std()) < 0.1


@pytest.mark.parametrize("plan", PLANS.values(), ids=list(PLANS))
@pytest.mark.parametrize("size", [(448, 300), (30, 40), (8192, 60), (1, 1)])
def test_scales_grow_to_the_size_asked(plan: gatys.Plan, size: tuple[int, int]) -> None:
    assert len(plan.sizes) == len(plan.steps)
    found = scales(*size, plan)
    assert len(found) == len(plan.sizes)
    assert found[-1] == tuple(max(16, side) for side in size)
    for smaller, larger in pairwise(found):
        assert smaller[0] <= larger[0]
        assert smaller[1] <= larger[1]
    for width, height in found:
        assert min(width, height) >= 16
        assert max(width, height) >= min(64, max(found[-1]))


def test_a_full_graphics_card_is_answered_with_smaller_tiles(
    studio: Studio, few_steps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    class Hungry(gatys.Objective):
        def __init__(self, *parts: object) -> None:
            tried.append(parts[-1])  # type: ignore[arg-type]
            if tried[-1] > limit:
                raise torch.OutOfMemoryError("no")
            super().__init__(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(gatys, "Objective", Hungry)
    limit = 130
    assert studio.paint(PHOTO, **DRAFT).width == 64
    assert tried[:3] == [416, 208, 104]
    limit = 0
    with pytest.raises(OutOfMemoryError, match="smaller size"):
        studio.paint(PHOTO, **DRAFT)
