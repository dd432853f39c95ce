"""Chains at work: which engine gets what, how it is mixed in, what is shown meanwhile, and that it can be stopped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.core.chain import Chain, ChainRequest, ChainStep, Generate, Stylize, Trace, Via
from studio.core.chain_file import chain_bytes, load_masks, read_chain, write_chain
from studio.core.errors import ChainError, UnavailableError, UnknownChoiceError
from studio.core.generate import GenerateRequest, MapRequest, TraceRequest
from studio.core.params import Quality
from studio.core.picture import Metadata, Picture
from studio.core.picture_io import save_picture
from studio.core.request import InstantRequest, StylizeRequest
from studio.core.resize import fit
from studio.core.step import Job, Step, finish
from studio.engines.catalogue import build_engines
from studio.engines.chain import ChainEngine, mixed
from studio.library.chain_check import check_chain
from studio.library.manifest import Inference, Input, Manifest, Provenance, Weights, write_manifest
from studio.library.models import ModelStore
from studio.library.paths import bundled_styles_dir, models_dir, user_styles_dir
from studio.library.styles import StyleLibrary

STYLE = (("starry-night", 1.0),)
SHIPPED = ModelStore([models_dir()])


class Fakes:
    """Every engine: paints the value that stands below, after a half step with a preview at half size."""

    VALUES: dict[type, int] = {InstantRequest: 100, StylizeRequest: 50, TraceRequest: 255, MapRequest: 8}  # noqa: RUF012

    def __init__(self) -> None:
        self.requests: list[Any] = []
        self.closed = 0

    def run(self, request: Any) -> Job[Picture]:
        self.requests.append(request)
        source: Picture = request.source if isinstance(request, GenerateRequest) else request.photo
        if isinstance(request, MapRequest):
            source = fit(source, 40, enlarge=False)
        value = self.VALUES.get(type(request), 200)
        try:
            small = np.full((max(1, source.height // 2), max(1, source.width // 2), 3), value, np.uint8)
            yield Step(0.5, "half", lambda: Picture(small))
            made = Picture(np.full((source.height, source.width, 3), value, np.uint8))
            size = request.params.size if isinstance(request, GenerateRequest) else None
            return fit(made, size) if size else made
        finally:
            self.closed += 1


@pytest.fixture
def fakes() -> Fakes:
    return Fakes()


@pytest.fixture
def models(tmp_path: Path) -> ModelStore:
    kinds = {"sketch": ("sketch", ""), "clean": ("picture", ""), "land": ("labels", "materials")}
    kinds |= {"house": ("labels", "facade"), "materials-from-photo": ("picture", "materials")}
    for name, (kind, palette) in kinds.items():
        (tmp_path / name).mkdir()
        manifest = Manifest(
            title=name.title(),
            task="test",
            architecture="segmenter" if name == "materials-from-photo" else "generator",
            network={"look": 4} if name == "land" else {},
            input=Input(kind, 16, (0.0, 1.0), palette=palette),
            inference=Inference("none", False, "plain"),
            provenance=Provenance("r", "d", "m", "l"),
            weights=Weights(sha256="a" * 64),
        )
        write_manifest(tmp_path / name / "model.toml", manifest)
    return ModelStore([tmp_path])


@pytest.fixture
def engine(fakes: Fakes, models: ModelStore) -> ChainEngine:
    kinds = (StylizeRequest, InstantRequest, TraceRequest, MapRequest, GenerateRequest)
    return ChainEngine({kind.engine: fakes for kind in kinds}, models)


def flat(value: int = 0, width: int = 60, height: int = 40, channels: int = 3) -> Picture:
    return Picture(np.full((height, width, channels), value, np.uint8))


def run(engine: ChainEngine, *steps: ChainStep, photo: Picture | None = None, **more: Any) -> Picture:
    return finish(engine.run(ChainRequest(photo or flat(), Chain(steps), **more)))


def test_each_step_gets_what_the_one_before_it_made(engine: ChainEngine, fakes: Fakes) -> None:
    instant = Stylize(STYLE, quality=Quality.INSTANT, seed=7)
    made = run(engine, instant, Stylize(STYLE), Generate("clean", seed=3, look=0.5), Trace(0.2))
    first, second, third, fourth = fakes.requests
    assert type(first) is InstantRequest
    assert (first.params.seed, first.params.styles, first.params.size) == (7, STYLE, None)
    assert type(second) is StylizeRequest
    assert second.photo.pixels[0, 0, 0] == 100
    assert (third.params.model, third.params.seed, third.params.look) == ("clean", 3, 0.5)
    assert third.source.pixels[0, 0, 0] == 50
    assert (fourth.detail, fourth.photo.pixels[0, 0, 0]) == (0.2, 200)
    assert (made.pixels == 255).all()


def test_steps_that_are_off_or_of_no_strength_are_passed_over(engine: ChainEngine, fakes: Fakes) -> None:
    photo = flat(33)
    made = run(engine, Generate("none", on=False), Trace(strength=0.0, mask="none.png"), photo=photo)
    assert made.digest == photo.digest
    assert not fakes.requests


def test_strength_and_mask_say_how_much_and_where(engine: ChainEngine) -> None:
    assert (run(engine, Generate("clean", strength=0.25)).pixels == 50).all()
    left = np.zeros((4, 6, 3), np.uint8)
    left[:, :3] = 255
    made = run(engine, Generate("clean", strength=0.5, mask="m/left.png"), masks=(("m/left.png", Picture(left)),))
    assert (made.pixels[:, :20] == 100).all()
    assert not made.pixels[:, 40:].any()
    edge = made.pixels[0, 20:40, 0].astype(int)
    assert (np.diff(edge) <= 0).all(), "a small mask is stretched softly"


def test_the_photo_keeps_its_alpha_and_metadata(engine: ChainEngine) -> None:
    pixels = flat(10, channels=4).pixels.copy()
    pixels[:, 30:, 3] = 77
    photo = Picture(pixels, Metadata(dpi=(300, 300)))
    made = run(engine, Trace(), Generate("clean", strength=0.5), photo=photo)
    assert made.metadata == photo.metadata
    assert made.alpha is not None
    assert (made.alpha == photo.alpha).all()
    assert (made.rgb == 228).all()


def test_a_drawing_on_nothing_lies_on_paper(engine: ChainEngine, fakes: Fakes) -> None:
    made = run(engine, Generate("sketch", strength=0.5), photo=Picture(np.zeros((40, 60, 4), np.uint8)))
    assert fakes.requests[0].source.alpha is not None, "the model lays lines on white by itself"
    assert made.alpha is None
    assert (made.pixels == 228).all(), "half way from white to what was made"


def test_sixteen_bits_stay(engine: ChainEngine) -> None:
    photo = Picture(np.full((40, 60, 3), 0.1234567, np.float32))
    made = run(engine, Generate("clean", strength=0.5), photo=photo)
    assert made.pixels.dtype == np.float32
    np.testing.assert_allclose(made.pixels, (0.1234567 + 200 / 255) / 2, rtol=1e-6)


def test_lines_and_maps_on_the_way_to_a_generator(engine: ChainEngine, fakes: Fakes) -> None:
    photo = flat(90, 100, 71)
    run(engine, Generate("sketch", Via.LINES, detail=0.9), photo=photo)
    lines, made = fakes.requests
    assert (type(lines), lines.detail) == (TraceRequest, 0.9)
    assert (made.source.pixels == 255).all()
    assert made.params.size is None
    fakes.requests.clear()
    landscape = run(engine, Generate("land", Via.MAP, mood="sunset"), photo=photo)
    found, made = fakes.requests
    assert type(found) is MapRequest
    assert (made.source.width, made.params.size) == (40, 100), "the map is smaller; the landscape is not"
    assert made.params.mood.name.casefold() == "sunset"
    assert (landscape.width, landscape.height) == (100, 71)


def test_the_size_is_set_before_the_first_step(engine: ChainEngine, fakes: Fakes) -> None:
    assert run(engine, Trace(), size=90).pixels.shape == (60, 90, 3)
    assert fakes.requests[0].photo.width == 90
    assert run(engine, Trace(on=False), photo=flat(1, 9000, 2)).width == 8192


def test_progress_rises_to_the_end_and_shows_the_newest_picture(engine: ChainEngine) -> None:
    chain = Chain((Generate("clean", strength=0.5), Stylize(STYLE), Trace(strength=0.5)))
    seen = [
        (step.done, step.preview().pixels if step.preview else None) for step in engine.run(ChainRequest(flat(), chain))
    ]
    done = [each for each, _ in seen]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0.0, 1.0)
    values = [pixels[0, 0, 0] for _, pixels in seen if pixels is not None]
    assert values == [100, 100, 50, 50, 152, 152], "as the strength leaves them, before the step ends, too"


def test_closing_a_chain_closes_the_engine_at_work(engine: ChainEngine, fakes: Fakes) -> None:
    job = engine.run(ChainRequest(flat(), Chain((Trace(), Stylize(STYLE)))))
    for step in job:
        if len(fakes.requests) == 2 and step.note == "half":
            break
    job.close()
    assert fakes.closed == 2


@pytest.mark.parametrize(
    ("step", "error", "words"),
    [
        (Generate("cleen"), UnknownChoiceError, "did you mean clean"),
        (Generate("materials-from-photo"), UnknownChoiceError, "makes no pictures by itself"),
        (Generate("land"), ChainError, 'Land takes label maps; put via = "map"'),
        (Generate("house", Via.MAP), ChainError, "House takes no maps of materials"),
        (Generate("clean", Via.MAP), ChainError, "Clean takes no maps of materials"),
        (Generate("clean", Via.LINES), ChainError, "Clean takes no drawings"),
        (Generate("clean", mood="sunset"), ChainError, "Clean has no moods"),
        (Generate("clean", domains=(("snow", 1.0),)), UnknownChoiceError, "Clean has no domains to choose from"),
        (Generate("land", Via.MAP, mood="sunsett"), UnknownChoiceError, "did you mean"),
    ],
)
def test_what_does_not_go_together_is_refused_before_and_while_working(
    engine: ChainEngine, models: ModelStore, step: Generate, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        check_chain(Chain((Trace(), step)), StyleLibrary(models_dir(), models_dir()), models)
    with pytest.raises(error, match=words):
        run(engine, step)
    check_chain(Chain((Generate(step.model, on=False),)), StyleLibrary(models_dir(), models_dir()), models)


def test_an_engine_that_is_not_here_is_a_sentence(models: ModelStore) -> None:
    with pytest.raises(UnavailableError, match="The trace engine is not installed"):
        run(ChainEngine({}, models), Trace())


def test_mixing_is_exact_at_both_ends() -> None:
    rng = np.random.default_rng(1)
    before, after = (Picture(rng.integers(0, 256, (300, 7, 3), np.uint8)) for _ in range(2))
    white, black = (np.full((300, 7), value, np.uint8) for value in (255, 0))
    assert mixed(before, after, 1.0).digest == after.digest
    assert mixed(before, after, 1.0, white).digest == after.digest
    assert mixed(before, after, 1.0, black).digest == before.digest
    half = mixed(before, after, 0.5).pixels.astype(float)
    assert np.abs(half - (before.pixels.astype(float) + after.pixels) / 2).max() <= 0.5


@pytest.mark.skipif(
    not {"enhance", "painted-styles", "sketch-to-photo"} <= set(SHIPPED.ids()), reason="the models are not installed"
)
def test_a_chain_saved_reopened_and_replayed_gives_the_same_bytes(tmp_path: Path) -> None:
    """With the models that ship; by other engines, as after a new start."""
    y, x = np.mgrid[0:80, 0:112]
    photo = Picture(np.stack([x * 2, y * 3, 255 - x - y], axis=-1).astype(np.uint8))
    save_picture(Picture(np.repeat(x[..., None] * 2, 3, 2).astype(np.uint8)), tmp_path / "right.png")
    chain = Chain(
        (
            Generate("enhance", strength=0.7),
            Stylize(STYLE, quality=Quality.INSTANT, strength=0.8, mask="right.png", seed=5),
            Generate("sketch-to-photo", Via.LINES, strength=0.3, seed=11),
        )
    )
    write_chain(tmp_path / "chain.toml", chain)
    files = []
    for again in (chain, read_chain(tmp_path / "chain.toml")):
        engines = build_engines(
            StyleLibrary(bundled_styles_dir(), user_styles_dir()), ModelStore([models_dir()]), "cpu"
        )
        request = ChainRequest(photo, again, load_masks(again, tmp_path))
        path = tmp_path / f"{len(files)}.png"
        made = finish(engines[ChainRequest.engine].run(request))
        assert isinstance(made, Picture)
        save_picture(made, path)
        files.append(path.read_bytes())
        assert np.abs(made.pixels.astype(int) - photo.pixels).mean() > 5, "the chain must change the photo"
    assert files[0] == files[1]
    assert chain_bytes(chain) == (tmp_path / "chain.toml").read_bytes()
