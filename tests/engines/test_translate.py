"""Translations: what is asked for decides how far they go, and a photo keeps its size, sharpness, alpha and depth."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor
from translator_makers import SMALL, WEATHER, a_photo, asked, disturbed, install_all, put

from studio.core.errors import ModelError, OutOfMemoryError, UnknownChoiceError
from studio.core.generate import GenerateParams, GenerateRequest
from studio.core.picture import Metadata, Picture
from studio.core.resize import fit
from studio.core.step import finish
from studio.engines.device import Device
from studio.engines.generate import GenerateEngine
from studio.engines.translate import DRAFT, _Eye
from studio.library.models import ModelStore
from studio.networks.detail import local_maps
from studio.networks.generator import Generator
from studio.networks.stargan import StarGenerator
from studio.networks.unit import Unit

CPU = Device(torch.device("cpu"), torch.float32, "CPU")
ASKED = {
    "weather": (("rain", 1.0),), "stargan": (("rain", 1.0),), "unit": (("sunset", 1.0),),
    "both-ways": (("sunset", 1.0),), "compact": (("day", 1.0),), "winter": (), "resnet": (), "tone": (),
}  # fmt: skip


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    folder = tmp_path_factory.mktemp("models")
    install_all(folder, working=64)
    return ModelStore([folder])


@pytest.fixture
def engine(models: ModelStore) -> GenerateEngine:
    return GenerateEngine(models, CPU)


def apart(first: Picture, second: Picture) -> float:
    return float(np.abs(first.as_float()[..., :3] - second.as_float()[..., :3]).mean())


def sharpness(picture: Picture) -> float:
    """The variance of the Laplacian of the brightness."""
    grey = picture.as_float()[..., :3].mean(2)
    centre = grey[1:-1, 1:-1]
    return float((grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:] - 4 * centre).var())


@pytest.mark.parametrize("model", ASKED)
@pytest.mark.parametrize("size", [(3, 2), (60, 37), (96, 64), (301, 203)])
def test_every_layout_translates_a_photo_of_any_size(engine: GenerateEngine, model: str, size: tuple[int, int]) -> None:
    photo = a_photo(*size)
    made = asked(engine, model, photo, domains=ASKED[model])
    assert (made.width, made.height, made.pixels.dtype) == (*size, np.uint8)
    assert apart(made, photo) > 0.003
    assert asked(engine, model, photo, domains=ASKED[model]).digest == made.digest
    larger = asked(engine, model, photo, domains=ASKED[model], size=128)
    assert max(larger.width, larger.height) == 128


@pytest.mark.parametrize("model", ["weather", "stargan", "unit", "both-ways", "compact"])
def test_nothing_asked_for_gives_the_photo_back_and_a_little_changes_a_little(
    engine: GenerateEngine, model: str
) -> None:
    name = ASKED[model][0][0]
    for photo in (a_photo(60, 40), a_photo(160, 100)):
        assert asked(engine, model, photo).digest == photo.digest
        assert asked(engine, model, photo, domains=((name, 0.0),)).digest == photo.digest
        changes = [apart(asked(engine, model, photo, domains=((name, share),)), photo) for share in (0.02, 0.5, 1.0)]
        assert changes == sorted(changes)
        assert changes[0] < 0.15 * changes[2] + 0.002, "no jump away from the photo"


def test_domains_mix_freely_and_the_order_of_their_names_does_not_matter(engine: GenerateEngine) -> None:
    photo = a_photo()
    rain, winter = (asked(engine, "weather", photo, domains=((name, 1.0),)) for name in ("rain", "winter"))
    both = asked(engine, "weather", photo, domains=(("winter", 1.0), ("rain", 1.0)))
    assert max(apart(both, rain), apart(both, winter)) < apart(rain, winter)
    half = asked(engine, "weather", photo, domains=(("rain", 0.5), ("winter", 0.5)))
    assert half.digest == both.digest, "more than there is becomes shares"
    assert (
        asked(engine, "stargan", photo, domains=(("rain", 1.0), ("winter", 1.0))).digest
        != asked(engine, "stargan", photo, domains=(("rain", 0.5), ("winter", 0.5))).digest
    ), "published codes name any number of domains at once"


def test_a_small_photo_is_what_the_network_makes_of_it(models: ModelStore, engine: GenerateEngine) -> None:
    photo = a_photo(64, 48)
    ours = torch.from_numpy(photo.as_float()).permute(2, 0, 1)[None]
    star, _ = engine._network("stargan")
    unit, _ = engine._network("both-ways")
    compact, _ = engine._network("compact")
    with torch.inference_mode():
        wanted = {
            ("stargan", "rain"): star(2 * ours - 1, torch.tensor([[0.0, 1.0, 0.0]])) / 2 + 0.5,
            ("both-ways", "sunset"): unit(2 * ours - 1, "a", "b") / 2 + 0.5,
            ("compact", "sunset"): compact(2 * ours - 1, "a", "b") / 2 + 0.5,
            ("both-ways", "day"): unit(2 * ours - 1, "b", "a") / 2 + 0.5,
        }
        cycle, _ = engine._network("winter")
        wanted["winter", ""] = cycle(ours)
    for (model, domain), expected in wanted.items():
        made = asked(engine, model, photo, domains=((domain, 1.0),) if domain else ())
        assert np.abs(made.as_float() - expected.clamp(0, 1)[0].permute(1, 2, 0).numpy()).max() < 0.01, model


def test_two_sides_that_are_both_asked_for_cancel(engine: GenerateEngine) -> None:
    photo = a_photo()
    assert asked(engine, "both-ways", photo, domains=(("day", 0.4), ("sunset", 0.4))).digest == photo.digest
    some = asked(engine, "both-ways", photo, domains=(("day", 0.25), ("sunset", 0.75)))
    assert some.digest == asked(engine, "both-ways", photo, domains=(("sunset", 0.5),)).digest


@pytest.mark.parametrize("size", [64, 200, 640])
def test_a_change_of_tone_leaves_a_photo_as_sharp_as_it_was(engine: GenerateEngine, size: int) -> None:
    photo = a_photo(size, size * 2 // 3)
    made = asked(engine, "tone", photo)
    assert sharpness(made) == pytest.approx(sharpness(photo), rel=0.1)
    shift = made.as_float() - photo.as_float()
    assert np.abs(shift.mean((0, 1)) - (0.12, 0.02, -0.1)).max() < 0.01


@pytest.mark.parametrize("model", ["weather", "winter"])
def test_no_large_photo_is_blurred_to_what_the_network_saw(engine: GenerateEngine, model: str) -> None:
    photo = a_photo(640, 420)
    blurred = photo.with_pixels(fit(fit(photo, 64), 640).pixels)
    made = asked(engine, model, photo, domains=ASKED[model])
    assert sharpness(made) > 0.5 * sharpness(photo) > 5 * sharpness(blurred)


@pytest.mark.parametrize("size", [(60, 40), (160, 100)])
def test_alpha_and_what_a_file_says_about_itself_are_kept(engine: GenerateEngine, size: tuple[int, int]) -> None:
    pixels = a_photo(*size, channels=4).pixels.copy()
    pixels[:9, :, 3] = 0
    photo = Picture(pixels, Metadata(dpi=(300.0, 300.0), profile="Display P3"))
    for model in ("weather", "winter"):
        made = asked(engine, model, photo, domains=ASKED[model])
        assert (made.pixels[..., 3] == pixels[..., 3]).all()
        assert made.metadata == photo.metadata
        assert apart(made, photo) > 0.003


@pytest.mark.parametrize("width", [60, 200])
def test_more_than_eight_bits_are_kept(engine: GenerateEngine, width: int) -> None:
    x = np.linspace(0.3, 0.7, width, dtype=np.float32)
    photo = Picture(np.repeat(np.repeat(x[None, :, None], 40, 0), 3, 2))
    made = asked(engine, "tone", photo)
    assert made.pixels.dtype == np.float32
    assert len(np.unique(made.pixels[20, :, 0])) == width > len(np.unique(np.rint(made.pixels[20, :, 0] * 50)))
    assert 0 <= made.pixels.min() < made.pixels.max() <= 1


def test_the_network_looks_at_the_working_size_and_in_a_draft_at_less(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_all(tmp_path, working=512)
    engine = GenerateEngine(ModelStore([tmp_path]), CPU)
    seen: list[int] = []

    def look(self: _Eye, shares: list[float]) -> torch.Tensor:
        seen.append(max(self.before.shape[2:]))
        return self.before

    monkeypatch.setattr(_Eye, "led", look)
    photo = a_photo(700, 30)
    made = asked(engine, "winter", photo)
    assert np.abs(made.pixels.astype(int) - photo.pixels).max() <= 1, "nothing was changed"
    asked(engine, "winter", photo, draft=True)
    asked(engine, "winter", a_photo(200, 90), draft=True)
    asked(engine, "winter", photo, size=300)
    assert seen == [512, DRAFT, 200, 300]


def test_a_large_photo_is_worked_in_bands_and_can_be_left_between_them(
    engine: GenerateEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = a_photo(300, 200)
    whole = asked(engine, "winter", photo)
    monkeypatch.setattr("studio.engines.translate.BAND", 300 * 7)
    steps = list(engine.run(GenerateRequest(photo, GenerateParams("winter"))))
    done = [step.done for step in steps]
    assert len(done) > 28
    assert done == sorted(done)
    first = next(step.preview() for step in steps if step.preview)
    assert (first.width, first.height) == (64, 43)
    assert asked(engine, "winter", photo).digest == whole.digest
    job = engine.run(GenerateRequest(photo, GenerateParams("winter")))
    for step in job:
        if step.done > 0.7:
            break
    job.close()


@pytest.mark.parametrize(
    ("keep", "width", "mapped"), [(6, 64, False), (6, 96, False), (6, 100, True), (6, 300, True), (2, 96, True)]
)
def test_only_where_a_smoothed_change_goes_far_it_is_mapped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: int, width: int, mapped: bool
) -> None:
    torch.manual_seed(3)
    smooth = disturbed(Generator(source="colour", output="detail", look=3, keep=keep, **SMALL))
    put(tmp_path, "smooth", "generator", smooth, WEATHER, 64)
    fitted: list[Tensor] = []

    def maps(before: Tensor, after: Tensor) -> Tensor:
        fitted.append(after)
        return local_maps(before, after)

    monkeypatch.setattr("studio.engines.translate.local_maps", maps)
    photo = a_photo(width, width * 2 // 3)
    made = asked(GenerateEngine(ModelStore([tmp_path]), CPU), "smooth", photo, domains=ASKED["weather"])
    assert bool(fitted) == mapped
    fitted.clear()
    asked(GenerateEngine(ModelStore([tmp_path]), CPU), "smooth", photo, domains=ASKED["weather"], draft=True)
    assert bool(fitted) == (mapped and (keep < 4 or width == 300)), "a draft is enlarged up to twice as far"
    assert apart(made, photo) > 0.003
    assert sharpness(made) == pytest.approx(sharpness(photo), rel=0.25)


LARGE = """
import resource, sys
from pathlib import Path
import numpy as np
sys.path.insert(0, sys.argv[2])
from test_translate import CPU, GenerateEngine, ModelStore, Picture, asked
engine = GenerateEngine(ModelStore([Path(sys.argv[1])]), CPU)
used = []
for width in (300, 4000):
    pixels = np.full((width * 3 // 4, width, 3), 120, np.uint8)
    assert asked(engine, "weather", Picture(pixels), domains=(("rain", 1.0),)).width == width
    used.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(used[1] - used[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units")
def test_twelve_megapixels_take_little_more_than_their_pixels(tmp_path: Path) -> None:
    install_all(tmp_path, working=256)
    command = [sys.executable, "-c", LARGE, str(tmp_path), str(Path(__file__).parent)]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(made.stdout) < 300 * 1024, "kilobytes; the photo and its result are 72 MB"


def test_what_a_model_cannot_be_asked_for_is_a_sentence(engine: GenerateEngine) -> None:
    with pytest.raises(
        UnknownChoiceError, match=r"^Weather has no domain called 'snow'; it has sunny, rain, winter\.$"
    ):
        asked(engine, "weather", a_photo(), domains=(("snow", 1.0),))
    with pytest.raises(UnknownChoiceError, match=r"^Winter has no domains to choose from; leave 'rain' out\.$"):
        asked(engine, "winter", a_photo(), domains=(("rain", 1.0),))


def test_a_manifest_that_names_other_domains_than_the_network_has_is_a_sentence(tmp_path: Path) -> None:
    put(tmp_path, "faces", "stargan", StarGenerator(5, width=4, blocks=1), WEATHER)
    put(tmp_path, "nowhere", "unit", Unit(width=4, blocks=1))
    engine = GenerateEngine(ModelStore([tmp_path]), CPU)
    with pytest.raises(ModelError, match="Faces must name 5 domains in its manifest"):
        asked(engine, "faces", a_photo())
    with pytest.raises(ModelError, match="Nowhere must name 1 or 2 domains"):
        asked(engine, "nowhere", a_photo())


def test_too_little_memory_means_a_smaller_look_and_in_the_end_a_sentence(
    engine: GenerateEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "free", "unit", disturbed(Unit(width=4, blocks=1)), ("sunset",))
    engine = GenerateEngine(ModelStore([tmp_path]), CPU)
    sides: list[int] = []

    def scarce(self: _Eye, shares: list[float]) -> torch.Tensor:
        sides.append(max(self.before.shape[2:]))
        raise torch.OutOfMemoryError

    monkeypatch.setattr(_Eye, "led", scarce)
    with pytest.raises(OutOfMemoryError):
        finish(engine.run(GenerateRequest(a_photo(1300, 20), GenerateParams("free", domains=(("sunset", 1.0),)))))
    assert sides == [1024, 512, 256]
