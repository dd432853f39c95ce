"""Stylisation in one pass: weight, blends, masks, colours, tiles, cancelling, which network is chosen."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from engine_makers import install_instant, waves
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import OutOfMemoryError, UnavailableError
from studio.core.params import Colours, StylizeParams
from studio.core.picture import Picture
from studio.core.request import InstantRequest, TilesRequest
from studio.core.step import finish
from studio.core.style_masks import PHOTO_STYLE, StyleMasks
from studio.engines import instant
from studio.engines.instant import DIRECT, InstantEngine, levels
from studio.engines.tiles import TilesEngine


@pytest.fixture
def engine(studio):
    install_instant(studio.root / "models")
    return InstantEngine(studio.perception)


def photo(height=60, width=90, seed=4):
    return Picture(np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8))


def request(picture, styles=(("waves", 1.0),), masks=None, **params):
    return InstantRequest(picture, StylizeParams(styles, **({"size": None} | params)), masks)


def paint(engine, picture, *args, **params):
    return finish(engine.run(request(picture, *args, **params)))


def difference(a, b):
    return np.abs(a.as_uint8().astype(int) - b.as_uint8())


def test_it_keeps_size_metadata_and_alpha_and_is_the_same_each_time(engine):
    alpha = np.full((61, 83, 1), 77, np.uint8)
    picture = Picture(np.concatenate([photo(61, 83).pixels, alpha], axis=2))
    painted = paint(engine, picture)
    assert painted.pixels.shape == (61, 83, 4)
    assert painted.metadata == picture.metadata
    assert (painted.pixels[..., 3] == 77).all()
    assert difference(painted, paint(engine, picture)).max() == 0
    assert difference(painted, picture).max() > 8


def test_style_weight_nought_is_the_photo_and_little_is_nearly_so(engine):
    picture = photo()
    assert difference(paint(engine, picture, strength=0.0), picture).max() == 0
    changes = [difference(paint(engine, picture, strength=s), picture).mean() for s in (0.005, 0.3, 0.6)]
    assert changes[0] < 3
    assert changes[0] < changes[1] < changes[2]


def test_blends_move_from_one_style_to_the_other(engine):
    picture = photo()
    ends = [paint(engine, picture, ((s, 1.0),)) for s in ("waves", "dots")]
    middle = paint(engine, picture, (("waves", 0.5), ("dots", 0.5)))
    whole = difference(*ends).mean()
    assert 0 < difference(middle, ends[0]).mean() < whole
    assert 0 < difference(middle, ends[1]).mean() < whole


def test_stroke_size_changes_the_painting(engine):
    assert difference(paint(engine, photo(), stroke=0.5), paint(engine, photo(), stroke=2.0)).max() > 0


def test_each_side_of_a_mask_is_in_its_own_style(engine):
    picture = photo(64, 256)
    left = np.zeros((32, 128), np.uint8)
    left[:, :64] = 255
    masked = paint(engine, picture, (("waves", 1.0),), StyleMasks((("dots", left),)))
    wholly = {style: paint(engine, picture, ((style, 1.0),)) for style in ("waves", "dots")}
    left_side, right_side = np.s_[:, :96], np.s_[:, 160:]

    def error(style, side):
        return difference(masked, wholly[style])[side].mean()

    assert error("dots", left_side) < error("waves", left_side)
    assert error("waves", right_side) < error("dots", right_side)


def test_where_the_photo_is_kept_it_is_kept(engine):
    picture = photo(64, 256)
    left = np.zeros((64, 256), np.uint8)
    left[:, :128] = 255
    masked = paint(engine, picture, masks=StyleMasks(((PHOTO_STYLE, left),)))
    assert difference(masked, picture)[:, :120].max() <= 1
    assert difference(masked, picture)[:, 136:].mean() > 3


@pytest.mark.parametrize("how", list(Colours))
def test_a_large_photo_is_kept_exactly_too_whatever_the_colours(engine, monkeypatch, how):
    monkeypatch.setattr(instant, "DIRECT", 64)
    monkeypatch.setattr(instant, "DRAFT", 64)
    engine.tile = 64
    picture = photo(120, 400)
    left = np.zeros((120, 400), np.uint8)
    left[:, :200] = 255
    masked = paint(engine, picture, masks=StyleMasks(((PHOTO_STYLE, left),)), colours=how)
    assert difference(masked, picture)[:, :195].max() <= 1


@pytest.mark.parametrize("how", [Colours.LUMA, Colours.STATISTICS])
def test_the_photos_colours_are_kept(engine, how):
    picture = photo(64, 64)
    kept, free = paint(engine, picture, colours=how), paint(engine, picture)
    original = picture.as_float().reshape(-1, 3)

    def far(painted):
        return np.abs(painted.as_float().reshape(-1, 3).mean(0) - original.mean(0)).max()

    assert far(kept) < 0.03 < far(free)


def test_colour_only_has_the_paintings_colours_and_the_photos_detail(engine):
    picture = photo(64, 64)
    only = paint(engine, picture, colours=Colours.ONLY)
    ours, original = (p.as_float().reshape(-1, 3).astype(float) for p in (only, picture))
    # A linear map of colours: every channel of the result is explained by those of the photo, but for clipping.
    basis = np.concatenate([original, np.ones((len(original), 1))], axis=1)
    inside = ((ours > 0.01) & (ours < 0.99)).all(1)
    assert inside.mean() > 0.3
    solved, *_ = np.linalg.lstsq(basis[inside], ours[inside], rcond=None)
    assert np.abs(basis[inside] @ solved - ours[inside]).max() < 0.01
    assert np.abs(ours.mean(0) - waves().as_float().reshape(-1, 3).mean(0)).max() < 0.08


def test_a_large_picture_in_tiles_is_the_same_as_in_one_piece(studio, monkeypatch):
    install_instant(studio.root / "models")
    monkeypatch.setattr(instant, "DIRECT", 64)
    monkeypatch.setattr(instant, "DRAFT", 64)
    picture = Picture(np.kron(photo(52, 70).pixels, np.ones((5, 5, 1), np.uint8)))
    # Both use statistics of a low-resolution pass: one tile that is a little smaller than the picture, and many.
    from studio.engines import instant_level

    monkeypatch.setattr(instant_level, "MEASURED", 128)
    many = finish(InstantEngine(studio.perception, tile=64).run(request(picture)))
    few = finish(InstantEngine(studio.perception, tile=192).run(request(picture)))
    assert difference(many, few).max() <= 1
    assert many.width == 350
    assert many.height == 260


def test_tiles_report_and_can_be_stopped(studio, monkeypatch):
    install_instant(studio.root / "models")
    monkeypatch.setattr(instant, "DIRECT", 64)
    monkeypatch.setattr(instant, "DRAFT", 64)
    job = InstantEngine(studio.perception, tile=64).run(request(photo(260, 350)))
    steps = [next(job) for _ in range(8)]
    assert [s.done for s in steps] == sorted(s.done for s in steps)
    shown = [s.preview() for s in steps if s.preview]
    assert shown
    assert all(max(p.width, p.height) <= 1024 for p in shown)
    job.close()


def test_levels_grow_evenly_up_to_the_pictures_own_size():
    assert levels(512, 300) == [(300, 512)]
    assert levels(DIRECT, 10) == [(10, DIRECT)]
    assert levels(300, 200, 0.5) == [(300, 450)]  # fine strokes: painted larger than the picture
    assert levels(512, 512, 4.0) == [(128, 128), (256, 256), (512, 512)]
    sizes = levels(7300, 5500)
    assert sizes[-1] == (5500, 7300)
    assert sizes[0][1] == 512
    ratios = [b[1] / a[1] for a, b in pairwise(sizes)]
    assert max(ratios) <= 3.01
    assert max(ratios) - min(ratios) < 0.05


@given(st.integers(16, 9000), st.integers(16, 9000), st.floats(0.25, 4.0))
def test_levels_end_with_the_picture_or_one_larger_copy(width, height, stroke):
    sizes = levels(width, height, stroke)
    if len(sizes) > 1 or stroke >= 1:
        assert sizes[-1] == (height, width) or max(width, height) < instant.SMALLEST
    assert all(max(b) <= 3.05 * max(a) + 2 for a, b in pairwise(sizes))
    assert [max(s) for s in sizes] == sorted(max(s) for s in sizes)


def test_a_second_level_begins_with_no_weight_so_that_the_slider_glides():
    assert instant.again((100, 101), (100, 100)) < 0.01
    shares = [instant.again((100, side), (100, 100)) for side in (110, 150, 200, 300)]
    assert shares == sorted(shares)
    assert shares[-2:] == [instant.AGAIN] * 2


def test_the_network_that_learned_a_painting_paints_it_and_the_other_paints_the_rest(studio):
    engine = InstantEngine(studio.perception)
    with pytest.raises(UnavailableError, match="not installed"):
        finish(engine.run(request(photo())))
    install_instant(studio.root / "models")
    studio.models.refresh()
    assert engine.models.choose(["waves"]) == "any-style"
    install_instant(studio.root / "models", "painted-styles", ("waves", "stars"))
    studio.models.refresh()
    # "waves" is the user's own picture here; that it is called like a bundled painting means nothing.
    assert engine.models.choose(["waves"]) == "any-style"
    (studio.root / "user" / "waves").rename(studio.root / "bundled-waves")
    (studio.root / "bundled").mkdir(exist_ok=True)
    (studio.root / "bundled-waves").rename(studio.root / "bundled" / "waves")
    (studio.root / "bundled" / "waves" / "picture.png").unlink()
    studio.styles.refresh()
    assert engine.models.choose(["waves"]) == "painted-styles"
    assert engine.models.choose(["waves", "dots"]) == "any-style"
    assert finish(engine.run(request(photo()))).width == 90


def test_tiles_leave_out_what_cannot_be_painted(engine):
    tiles = finish(TilesEngine(engine).run(TilesRequest(photo(40, 40), ("waves", "nobody", "dots"))))
    assert list(tiles) == ["waves", "dots"]
    assert tiles["waves"].width == 40


def test_too_little_memory_means_smaller_tiles_and_in_the_end_a_sentence(engine, monkeypatch):
    asked = []

    def full(self, *args):
        asked.append(engine.tile)
        raise torch.OutOfMemoryError

    monkeypatch.setattr("studio.engines.brush.Brush.paint", full)
    with pytest.raises(OutOfMemoryError, match="smaller size"):
        paint(engine, photo())
    assert asked[0] > asked[-1] >= 96


def test_a_large_photo_keeps_the_look_of_its_draft(engine):
    small = Picture(np.kron(waves(40, 60).pixels, np.ones((8, 8, 1), np.uint8)))  # 480 x 320
    big = Picture(np.kron(small.pixels, np.ones((3, 3, 1), np.uint8)))
    draft, whole = paint(engine, small), paint(engine, big)
    shrunk = whole.pixels.reshape(320, 3, 480, 3, 3).mean((1, 3))
    assert np.corrcoef(shrunk.ravel(), draft.pixels.ravel())[0, 1] > 0.7
