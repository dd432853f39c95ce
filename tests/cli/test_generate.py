"""`studio generate`: what reaches the engine, what is written where, and what is refused how."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from generator_fakes import FakeGenerators, put_generator, store
from PIL import Image

from studio.cli import generate
from studio.cli.main import main
from studio.core.errors import (
    ModelError,
    ParameterError,
    PictureError,
    StudioError,
    UnavailableError,
    UnknownChoiceError,
)
from studio.core.examples import example
from studio.core.generate import GenerateRequest, TraceRequest
from studio.core.picture_io import load_picture
from studio.library.models import ModelStore
from studio.library.palettes import load_palette

MODEL = ("--model", "sketch-to-photo")


@pytest.fixture
def engines() -> FakeGenerators:
    return FakeGenerators()


@pytest.fixture
def models(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    return store(tmp_path_factory.mktemp("models"))


def picture(path: Path, value: int = 200, size: tuple[int, int] = (30, 20), mode: str = "RGB") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x010F] = "Camera works"
    Image.new(mode, size, (value,) * len(mode)).save(path, exif=exif, dpi=(300, 300))
    return path


def hints(path: Path, size: tuple[int, int] = (30, 20)) -> Path:
    """A red stroke on the left half of a transparent picture."""
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    pixels[:, : size[0] // 2] = (255, 0, 0, 255)
    Image.fromarray(pixels).save(path)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_sketch_becomes_a_file(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = picture(tmp_path / "a.png"), tmp_path / "out.png"
    assert engines.command(models, source, *MODEL, "-o", out) == 0
    assert (load_picture(out).pixels == 55).all()
    assert b"Camera works" in out.read_bytes()
    assert capsys.readouterr().out == f"{out}\n"
    options = ("--seed", 7, "--look", 0.5, "--size", 64, "--device", "cpu", "--strip-metadata")
    assert engines.command(models, source, *MODEL, *options, "-o", tmp_path / "b.jpg") == 0
    params = engines.requests[1].params
    assert (params.model, params.seed, params.look, params.size) == ("sketch-to-photo", 7, 0.5, 64)
    assert engines.device == "cpu"
    assert load_picture(tmp_path / "b.jpg").width == 64
    assert b"Camera works" not in (tmp_path / "b.jpg").read_bytes()


def test_one_bad_file_of_a_folder_does_not_stop_the_rest(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    album = tmp_path / "album"
    for name in ("a.png", "c.png"):
        picture(album / name)
    (album / "b.png").write_bytes((album / "a.png").read_bytes()[:60])
    assert engines.command(models, album, *MODEL, "-o", tmp_path / "out") == 2
    assert names(tmp_path / "out") == ["a-sketch-to-photo.png", "c-sketch-to-photo.png"]
    problems = capsys.readouterr().err.splitlines()[-2:]
    assert problems[0] == "studio: 2 of 3 pictures were finished; what went wrong:"
    assert problems[1].startswith("studio: b.png is damaged or incomplete")
    assert engines.made == 1, "the engines are made once"


def test_an_error_that_would_meet_every_picture_ends_the_batch(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore
) -> None:
    def meet(_: object) -> None:
        raise ModelError("The weights are damaged; install the application again.")

    engines.meet = meet
    both = picture(tmp_path / "a.png"), picture(tmp_path / "b.png")
    assert engines.command(models, *both, *MODEL, "-o", tmp_path / "out") == 2
    assert len(engines.requests) == 1


def test_hints_are_laid_over_each_input(tmp_path: Path, engines: FakeGenerators, models: ModelStore) -> None:
    small, large = picture(tmp_path / "a.png"), picture(tmp_path / "b.png", size=(60, 40))
    colours = hints(tmp_path / "hints.png")
    assert engines.command(models, small, large, *MODEL, "--hints", colours, "-o", tmp_path / "out") == 0
    first, second = (request.hints for request in engines.requests)
    assert (first.pixels == load_picture(colours).pixels).all()
    assert second.pixels.shape == (40, 60, 4)
    assert (second.pixels[:, :26] == (255, 0, 0, 255)).all()
    assert not second.pixels[:, 34:, 3].any()


def test_hints_without_a_stroke_are_none(tmp_path: Path, engines: FakeGenerators, models: ModelStore) -> None:
    empty = tmp_path / "hints.png"
    Image.new("RGBA", (3, 3)).save(empty)
    source = picture(tmp_path / "a.png")
    assert engines.command(models, source, *MODEL, "--hints", empty, "-o", tmp_path / "b.png") == 0
    assert engines.requests[0].hints is None


def test_hints_of_another_form_are_about_that_picture_alone(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    wide, tall = picture(tmp_path / "a.png"), picture(tmp_path / "b.png", size=(20, 30))
    colours = hints(tmp_path / "hints.png")
    assert engines.command(models, tall, wide, *MODEL, "--hints", colours, "-o", tmp_path / "out") == 2
    assert names(tmp_path / "out") == ["a-sketch-to-photo.png"]
    assert (
        "studio: b.png: The hints in hints.png (30 x 20 pixels) do not have the form of the input (20 x 30); "
        "draw them over the input itself.\n" in capsys.readouterr().err
    )


def test_a_photo_is_traced_first(tmp_path: Path, engines: FakeGenerators, models: ModelStore) -> None:
    source = picture(tmp_path / "a.jpg", size=(300, 200))
    assert engines.command(models, source, *MODEL, "--size", 150, "-o", tmp_path / "b.png", "--trace", 0.8) == 0
    trace, made = engines.requests
    assert isinstance(trace, TraceRequest)
    assert trace.detail == 0.8
    assert (trace.photo.width, trace.photo.height) == (150, 100), "lines are traced at the size of the result"
    assert isinstance(made, GenerateRequest)
    assert made.source.pixels[0, [0, -1], 0].tolist() == [0, 255]
    assert engines.command(models, source, *MODEL, "--trace", "-o", tmp_path / "c.png") == 0
    assert engines.requests[2].detail == 0.5
    assert engines.requests[2].photo.width == 300
    assert b"Camera works" in (tmp_path / "c.png").read_bytes()


def test_without_a_model_the_tracing_itself_is_saved(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore
) -> None:
    assert engines.command(models, picture(tmp_path / "a.jpg"), "-o", f"{tmp_path / 'out'}/", "--trace") == 0
    assert names(tmp_path / "out") == ["a-sketch.png"]
    assert load_picture(tmp_path / "out" / "a-sketch.png").pixels[0, [0, -1], 0].tolist() == [0, 255]


def test_label_maps_are_read_by_their_palette(
    tmp_path: Path, engines: FakeGenerators, models: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    palette = load_palette("facade")
    good = example("labels-to-photo", 256, 256)
    Image.fromarray(good.as_uint8()).save(tmp_path / "good.jpg", quality=92)  # JPEG changes the colours a little
    bad = good.as_uint8().copy()
    bad[17:80, 40:110] = (0x12, 0xAB, 0x34)
    Image.fromarray(bad).save(tmp_path / "bad.png")
    inputs = tmp_path / "bad.png", tmp_path / "good.jpg"
    assert engines.command(models, *inputs, "--model", "facades", "-o", tmp_path / "out") == 2
    assert names(tmp_path / "out") == ["good-facades.png"]
    (request,) = engines.requests
    colours = {tuple(colour) for colour in np.unique(request.source.pixels.reshape(-1, 3), axis=0).tolist()}
    assert colours <= set(palette.colours)
    assert (request.source.pixels == good.pixels).all(axis=2).mean() > 0.92
    printed = capsys.readouterr().err
    assert "studio: bad.png: The label map has colours that are not in its palette: #12ab34 at 40, 17." in printed


@pytest.mark.parametrize(
    ("model", "size", "form"),
    [("sketch-to-photo", (), (768, 512)), ("facades", (), (768, 768)), ("enhance", ("--size", 96), (96, 64))],
)
def test_the_example_needs_no_file(
    tmp_path: Path,
    engines: FakeGenerators,
    models: ModelStore,
    model: str,
    size: tuple[object, ...],
    form: tuple[int, int],
) -> None:
    assert engines.command(models, "--example", "--model", model, *size, "-o", f"{tmp_path}/") == 0
    assert names(tmp_path) == [f"example-{model}.png"]
    (request,) = engines.requests
    assert (request.source.width, request.source.height) == form


def test_the_list_says_what_goes_in(models: ModelStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.run(generate.parse(["--list"]), None, models) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ") == ["sketch-to-photo", "sketch + colour hints", " Sketch to photo"]
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["sketch-to-photo", "enhance", "facades"]
    assert "label map" in lines[2]
    assert "window #0080ff" in lines[3]


def test_an_empty_list_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.run(generate.parse(["--list"]), None, ModelStore([tmp_path])) == 0
    assert capsys.readouterr().out == "No generator is installed.\n"


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ("a.png --model scetch-to-photo -o b.png", UnknownChoiceError, "did you mean sketch-to-photo"),
        ("a.png --model encoder -o b.png", UnknownChoiceError, "Encoder makes no pictures by itself; choose sketch-to"),
        (
            "a.png --model enhance --hints h.png -o b.png",
            ParameterError,
            "Enhance takes no colour hints; leave --hints",
        ),
        ("a.png --model enhance --trace -o b.png", ParameterError, "Enhance takes a picture, not a sketch"),
        ("a.png --trace --hints h.png -o b.png", ParameterError, "add --model"),
        ("a.png --model sketch-to-photo --hints a.png -o b.png", ParameterError, "a.png is not transparent anywhere"),
        ("a.png --model sketch-to-photo --hints no.png -o b.png", PictureError, "no.png does not exist"),
        ("a.png --model sketch-to-photo --look 3 -o b.png", ParameterError, "Look must be between 0 and 2, not 3"),
        ("a.png --trace 2 -o b.png", ParameterError, "Detail must be between 0 and 1, not 2"),
        ("--trace a.png -o b.png", ParameterError, "name the pictures before --trace"),
        ("a.png --model sketch-to-photo --size 9 -o b.png", ParameterError, "between 64 and 8192 pixels or full"),
        ("a.png --model sketch-to-photo -o b", ParameterError, "b must end in one of .png"),
        ("a.png --model sketch-to-photo -o a.png --overwrite", PictureError, "a.png is one of the photos"),
        ("a.png --model sketch-to-photo -o none/b.png", StudioError, "its folder does not exist"),
    ],
)
def test_wrong_options_are_refused_before_any_engine_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    engines: FakeGenerators,
    models: ModelStore,
    options: str,
    error: type[StudioError],
    words: str,
) -> None:
    picture(tmp_path / "a.png")
    hints(tmp_path / "h.png")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=words) as caught:
        engines.command(models, *options.split())
    assert str(caught.value).endswith((".", "?"))
    assert not engines.made
    assert names(tmp_path) == ["a.png", "h.png"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("a.png -o b.png", "Please give --model ID"),
        ("--model sketch-to-photo -o b.png", "Please give either pictures or --example"),
        ("a.png --example --model sketch-to-photo -o b.png", "Please give either pictures or --example"),
        ("--example --trace --model sketch-to-photo -o b.png", "please leave --trace out"),
        ("a.png --model sketch-to-photo", "Please say with -o where the result goes"),
    ],
)
def test_an_incomplete_command_is_one_sentence_and_code_2(
    capsys: pytest.CaptureFixture[str], options: str, words: str
) -> None:
    assert main(["generate", *options.split()]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words.casefold() in line.casefold()


def test_the_hints_are_never_overwritten(tmp_path: Path, engines: FakeGenerators, models: ModelStore) -> None:
    source, colours = picture(tmp_path / "a.png"), hints(tmp_path / "h.png")
    before = colours.read_bytes()
    assert engines.command(models, source, *MODEL, "--hints", colours, "-o", colours, "--overwrite") == 2
    assert colours.read_bytes() == before
    assert not engines.made


def test_an_engine_that_is_not_there_is_a_sentence(
    tmp_path: Path, models: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    args = generate.parse([str(picture(tmp_path / "a.png")), *MODEL, "-o", str(tmp_path / "b.png")])
    assert generate.run(args, lambda *_: {}, models) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "studio: The generate engine is not installed; install the application again."
    )
    assert UnavailableError.__name__ not in capsys.readouterr().err


def test_a_task_of_ones_own_has_no_example(tmp_path: Path, engines: FakeGenerators) -> None:
    put_generator(tmp_path / "models" / "mine", "Mine", "cats")
    own = ModelStore([tmp_path / "models"])
    assert engines.command(own, "--example", "--model", "mine", "-o", tmp_path / "b.png") == 2
    assert not engines.made
