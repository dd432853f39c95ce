"""`studio generate` with maps of materials: moods, maps of photos, and what is said of maps that are wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from generator_fakes import MATERIALS, FakeGenerators, store, store_of_materials
from PIL import Image

from studio.cli import generate
from studio.cli.main import main
from studio.core.errors import ParameterError, PictureError, StudioError, UnavailableError, UnknownChoiceError
from studio.core.generate import GenerateRequest, MapRequest
from studio.core.label_maps import read_map, write_map
from studio.core.moods import mood_of
from studio.core.picture_io import load_picture
from studio.library.models import ModelStore
from studio.library.moods import load_moods

MODEL = ("--model", "landscape-materials")


@pytest.fixture
def engines() -> FakeGenerators:
    return FakeGenerators()


@pytest.fixture
def models(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    return store_of_materials(tmp_path_factory.mktemp("models"))


@pytest.fixture
def coast(tmp_path: Path) -> Path:
    """A map of 48 x 32 pixels: sky over water."""
    indices = np.full((32, 48), MATERIALS.names.index("sky"), np.uint8)
    indices[18:] = MATERIALS.names.index("water")
    write_map(tmp_path / "coast.png", indices, MATERIALS)
    return tmp_path / "coast.png"


def photo(path: Path, size: tuple[int, int] = (60, 40)) -> Path:
    pixels = np.full((size[1], size[0], 3), (60, 120, 40), np.uint8)
    pixels[: size[1] // 2] = (250, 140, 60)
    Image.fromarray(pixels).save(path, quality=95)
    return path


def test_a_map_reaches_the_engine_in_exact_colours(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore, coast: Path
) -> None:
    out = tmp_path / "out.png"
    assert engines.command(models, coast, *MODEL, "--seed", 4, "--look", 0.5, "-o", out) == 0
    (request,) = engines.requests
    assert (MATERIALS.exact_indices(request.source) == read_map(coast, MATERIALS).indices).all()
    assert (request.params.seed, request.params.look, request.params.mood) == (4, 0.5, None)
    assert (load_picture(out).pixels == 255 - request.source.pixels).all()


def test_the_resolution_of_a_map_is_that_of_the_photo(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore, coast: Path
) -> None:
    with Image.open(coast) as image:
        image.save(tmp_path / "print.png", dpi=(300, 300))
    assert engines.command(models, tmp_path / "print.png", *MODEL, "-o", tmp_path / "b.png") == 0
    assert load_picture(tmp_path / "b.png").metadata.dpi == pytest.approx((300, 300), abs=0.1)


def test_a_mood_by_name_or_of_a_photo(tmp_path: Path, engines: FakeGenerators, models: ModelStore, coast: Path) -> None:
    named = load_moods()[2]
    assert engines.command(models, coast, *MODEL, "--mood", named.name.upper(), "-o", tmp_path / "a.png") == 0
    evening = photo(tmp_path / "evening.jpg")
    assert engines.command(models, coast, *MODEL, "--style-image", evening, "-o", tmp_path / "b.png") == 0
    first, second = (request.params.mood for request in engines.requests)
    assert first == named
    assert second == mood_of(load_picture(evening))
    assert second.name == "evening"


def test_the_map_of_a_photo_is_an_indexed_png(tmp_path: Path, engines: FakeGenerators, models: ModelStore) -> None:
    assert engines.command(models, photo(tmp_path / "a.jpg"), "--map", "-o", f"{tmp_path / 'out'}/") == 0
    target = tmp_path / "out" / "a-map.png"
    with Image.open(target) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "P", (60, 40))
        indices = np.asarray(image)
    assert indices[0, 0] == MATERIALS.names.index("sky")
    assert indices[-1, -1] == MATERIALS.names.index("water")
    assert not read_map(target, MATERIALS).notes
    (request,) = engines.requests
    assert isinstance(request, MapRequest)
    assert request.model == "materials-from-photo"


def test_a_photo_becomes_a_map_becomes_a_photo_of_its_size(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore
) -> None:
    source = photo(tmp_path / "a.jpg", (1500, 750))
    assert engines.command(models, source, "--map", *MODEL, "-o", tmp_path / "b.png") == 0
    _, made = engines.requests
    assert isinstance(made, GenerateRequest)
    assert (made.source.width, made.params.size) == (1024, 1500)
    assert {tuple(colour) for colour in made.source.pixels[:, 0].tolist()} <= set(MATERIALS.colours)
    assert (load_picture(tmp_path / "b.png").width, load_picture(tmp_path / "b.png").height) == (1500, 750)


def test_the_example_is_a_landscape_of_materials(tmp_path: Path, engines: FakeGenerators, models: ModelStore) -> None:
    assert engines.command(models, "--example", *MODEL, "--size", 128, "-o", f"{tmp_path}/") == 0
    (request,) = engines.requests
    assert (request.source.width, request.source.height) == (128, 85)
    assert len(np.unique(MATERIALS.exact_indices(request.source))) >= 4


def test_the_list_names_colours_and_moods(models: ModelStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.run(generate.parse(["--list"]), None, models) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any("mountain #6878a4" in line for line in lines)
    assert lines[-1].startswith("Moods of landscape-materials: ")
    assert all(mood.name in lines[-1] for mood in load_moods())
    assert not any("materials-from-photo" in line for line in lines), "it makes maps, not photos"


def test_what_was_repaired_is_said(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore, coast: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Image.open(coast) as image:
        large = image.convert("RGB").resize((240, 160), Image.Resampling.BILINEAR)
    large.save(tmp_path / "soft.png")
    assert engines.command(models, tmp_path / "soft.png", *MODEL, "-o", tmp_path / "b.png") == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if line.startswith("studio: ")]
    assert notes
    assert all("soft.png" in note and note.endswith(".") for note in notes)


def damaged(path: Path, kind: str) -> None:
    indices = np.full((32, 48), 1, np.uint8)
    indices[10:20, 12:40] = 40
    if kind == "index":
        Image.fromarray(indices).save(path)
    elif kind == "colour":
        pixels = MATERIALS.paint(np.ones((32, 48), np.uint8)).as_uint8().copy()
        pixels[10:20, 12:40] = (0x12, 0xFF, 0x34)
        Image.fromarray(pixels).save(path)
    elif kind == "size":
        write_map(path, np.ones((5, 48), np.uint8), MATERIALS)
    else:
        path.write_bytes(b"\x89PNG no more")


@pytest.mark.parametrize(
    ("kind", "words"),
    [("index", "40"), ("colour", "#12ff34"), ("size", "48 x 5 pixels"), ("file", "damaged")],
)
def test_a_map_that_is_wrong_is_one_sentence_that_names_it_and_the_next_is_still_made(
    tmp_path: Path,
    engines: FakeGenerators,
    models: ModelStore,
    coast: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    words: str,
) -> None:
    damaged(tmp_path / "bad.png", kind)
    assert engines.command(models, tmp_path / "bad.png", coast, *MODEL, "-o", tmp_path / "out") == 2
    problem = capsys.readouterr().err.splitlines()[-1]
    assert problem.startswith("studio: bad.png")
    assert words in problem
    assert problem.endswith(".")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["coast-landscape-materials.png"]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ("coast.png --model landscape-materials --mood sunest -o b.png", UnknownChoiceError, "did you mean Sunset"),
        ("coast.png --model landscape-materials --style-image no.jpg -o b.png", PictureError, "no.jpg does not exist"),
        ("coast.png --model facades --mood noon -o b.png", ParameterError, "House fronts has no moods; leave --mood"),
        ("a.jpg --map --mood noon -o b.png", ParameterError, "--mood tells a model about light and colour: add --mod"),
        ("a.jpg --map --style-image a.jpg -o b.png", ParameterError, "--style-image tells a model"),
        ("a.jpg --map --model facades -o b.png", ParameterError, "takes a label map of another kind, not a map of mat"),
        ("a.jpg --map --model sketch-to-photo -o b.png", ParameterError, "takes a sketch, not a map of materials"),
        ("a.jpg --map -o b.jpg", ParameterError, "saved as PNG"),
        ("a.jpg --map --format webp -o out/", ParameterError, "saved as PNG"),
        ("coast.png --trace --model landscape-materials -o b.png", ParameterError, "a label map, not a sketch"),
    ],
)
def test_wrong_options_are_refused_before_any_engine_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    engines: FakeGenerators,
    models: ModelStore,
    coast: Path,
    options: str,
    error: type[StudioError],
    words: str,
) -> None:
    photo(tmp_path / "a.jpg")
    before = (tmp_path / "a.jpg").read_bytes()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=words) as caught:
        engines.command(models, *options.split())
    assert str(caught.value).endswith((".", "?"))
    assert not engines.made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jpg", "coast.png"]
    assert (tmp_path / "a.jpg").read_bytes() == before


def test_the_photo_that_gives_the_mood_is_never_overwritten(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore, coast: Path
) -> None:
    source = photo(tmp_path / "a.jpg")
    before = source.read_bytes()
    assert engines.command(models, coast, *MODEL, "--style-image", source, "-o", source, "--overwrite") == 2
    assert source.read_bytes() == before
    assert not engines.made


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("--example --map --model landscape-materials -o b.png", "leave --map out"),
        ("a.jpg --map --trace -o b.png", "give either --trace or --map"),
        ("a.png --model x --mood noon --style-image a.jpg -o b.png", "give either --mood or --style-image"),
    ],
)
def test_options_that_do_not_go_together_are_one_sentence(
    capsys: pytest.CaptureFixture[str], options: str, words: str
) -> None:
    assert main(["generate", *options.split()]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def test_without_the_model_for_maps_there_is_a_sentence(tmp_path: Path, engines: FakeGenerators) -> None:
    with pytest.raises(UnavailableError, match="need the model materials-from-photo; install"):
        engines.command(store(tmp_path / "models"), photo(tmp_path / "a.jpg"), "--map", "-o", tmp_path / "b.png")
