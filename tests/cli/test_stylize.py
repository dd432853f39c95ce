"""`studio stylize`: what goes where, what fails how, and that nothing the user had is lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from cli_fakes import FakeEngine, stylize_with
from PIL import Image

from studio.cli.log import log_file
from studio.core.errors import (
    ModelError,
    OutOfMemoryError,
    ParameterError,
    PictureError,
    StudioError,
    UnknownChoiceError,
)
from studio.core.params import Colours, Quality, Start
from studio.core.picture_io import load_picture
from studio.core.request import StylizeRequest

STYLE = ("--style", "starry-night")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


def photo(path: Path, value: int = 40, alpha: int | None = None) -> Path:
    """Saves a one-coloured photo with a resolution and a camera's name."""
    pixels = np.full((20, 30, 3 if alpha is None else 4), value, np.uint8)
    if alpha is not None:
        pixels[..., 3] = alpha
    exif = Image.Exif()
    exif[0x010F] = "Camera works"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, exif=exif, dpi=(300, 300))
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_photo_to_a_file(tmp_path: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    source = photo(tmp_path / "a.png", 40, alpha=90)
    out = tmp_path / "out.png"
    assert stylize_with(engine, source, *STYLE, "-o", out) == 0
    result = load_picture(out)
    assert (result.pixels == (215, 215, 215, 90)).all()
    assert result.metadata.dpi == pytest.approx((300, 300), abs=0.02)
    assert b"Camera works" in out.read_bytes()
    assert b"Atelier Studio" in out.read_bytes()
    assert capsys.readouterr().out == f"{out}\n"
    assert engine.closed == 1


def test_stripped_results_keep_nothing(tmp_path: Path, engine: FakeEngine) -> None:
    out = tmp_path / "out.jpg"
    assert stylize_with(engine, photo(tmp_path / "a.png"), *STYLE, "-o", out, "--strip-metadata") == 0
    assert b"Camera works" not in out.read_bytes()
    assert load_picture(out).metadata.dpi is None


def test_every_option_reaches_the_engine(tmp_path: Path, engine: FakeEngine) -> None:
    options = (
        "--style2 great-wave --blend 0.3 --strength 0.8 --content 0.4 --stroke 2 --smoothness 0.1 --quality draft "
        "--start noise --colours luma --size 1024 --seed 7 --encoder other --device cpu --jpeg-quality 50"
    )
    assert stylize_with(engine, photo(tmp_path / "a.png"), *STYLE, "-o", tmp_path / "b.jpg", *options.split()) == 0
    (request,) = engine.requests
    params = request.params
    assert params.styles == (("starry-night", 0.7), ("great-wave", 0.3))
    assert (params.strength, params.content, params.stroke, params.smoothness) == (0.8, 0.4, 2.0, 0.1)
    assert (params.quality, params.start, params.colours) == (Quality.DRAFT, Start.NOISE, Colours.LUMA)
    assert (params.size, params.seed, params.encoder) == (1024, 7, "other")
    assert engine.device == "cpu"
    stylize_with(
        engine, tmp_path / "a.png", *STYLE, "-o", tmp_path / "c.png", "--size", "full", "--colors", "statistics"
    )
    assert engine.requests[1].params.size is None
    assert engine.requests[1].params.colours == Colours.STATISTICS


def test_jpeg_quality_changes_the_file(tmp_path: Path, engine: FakeEngine) -> None:
    source = tmp_path / "noise.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)).save(source)
    for quality in (30, 95):
        stylize_with(engine, source, *STYLE, "-o", tmp_path / f"{quality}.jpg", "--jpeg-quality", quality)
    assert (tmp_path / "30.jpg").stat().st_size < (tmp_path / "95.jpg").stat().st_size / 2


@pytest.mark.parametrize("existing", [True, False])
def test_one_photo_to_a_folder(tmp_path: Path, engine: FakeEngine, existing: bool) -> None:
    source, folder = photo(tmp_path / "a.b.png"), tmp_path / "out"
    if existing:
        folder.mkdir()
    assert stylize_with(engine, source, *STYLE, "-o", folder if existing else f"{folder}/") == 0
    assert names(folder) == ["a.b-starry-night.png"]


def test_several_photos_to_a_new_folder(tmp_path: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    photos = [photo(tmp_path / "one" / "a.png", 1), photo(tmp_path / "two" / "A.jpg", 2), photo(tmp_path / "b.jpg", 3)]
    out = tmp_path / "deep" / "out"
    assert stylize_with(engine, *photos, *STYLE, "--style2", "great-wave", "-o", out, "--format", "webp") == 0
    expected = ["A-starry-night-great-wave-2.webp", "a-starry-night-great-wave.webp", "b-starry-night-great-wave.webp"]
    assert names(out) == expected
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert engine.made == 1, "the engines are made once"


def test_a_folder_is_read_sorted_and_flat(tmp_path: Path, engine: FakeEngine) -> None:
    album = tmp_path / "album"
    for name, value in (("c.JPG", 3), ("a.png", 1), ("b.webp", 2), (".hidden.png", 9), ("sub/d.png", 9)):
        photo(album / name, value)
    (album / "notes.txt").write_text("not a picture")
    assert stylize_with(engine, album, album / "a.png", *STYLE, "-o", tmp_path / "out") == 0
    assert names(tmp_path / "out") == ["a-starry-night.png", "b-starry-night.png", "c-starry-night.png"]
    assert [int(request.photo.pixels[0, 0, 0]) for request in engine.requests] == [1, 2, 3]


def test_a_folder_with_one_photo_still_means_a_folder(tmp_path: Path, engine: FakeEngine) -> None:
    photo(tmp_path / "album" / "a.png")
    assert stylize_with(engine, tmp_path / "album", *STYLE, "-o", tmp_path / "out") == 0
    assert names(tmp_path / "out") == ["a-starry-night.png"]


def test_one_bad_file_does_not_stop_the_rest(
    tmp_path: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    good, last = photo(tmp_path / "good.png"), photo(tmp_path / "last.png")
    bad = tmp_path / "bad.png"
    bad.write_bytes(good.read_bytes()[:60])
    assert stylize_with(engine, good, bad, tmp_path / "missing.png", last, *STYLE, "-o", tmp_path / "out") == 2
    assert names(tmp_path / "out") == ["good-starry-night.png", "last-starry-night.png"]
    problems = capsys.readouterr().err.splitlines()[-3:]
    assert problems[0] == "studio: 2 of 4 pictures were painted; what went wrong:"
    assert problems[1].startswith("studio: bad.png is damaged or incomplete")
    assert problems[2].startswith("studio: missing.png does not exist")


@pytest.mark.parametrize("error", [OutOfMemoryError("There is too little memory."), RuntimeError("a bug\nin torch")])
def test_an_error_about_one_photo_is_listed_with_its_name(
    tmp_path: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    def meet(request: StylizeRequest) -> None:
        if request.photo.pixels[0, 0, 0] == 2:
            raise error

    engine.meet = meet
    photos = [photo(tmp_path / f"{value}.png", value) for value in (1, 2, 3)]
    code = stylize_with(engine, *photos, *STYLE, "-o", tmp_path / "out")
    assert names(tmp_path / "out") == ["1-starry-night.png", "3-starry-night.png"]
    printed = capsys.readouterr().err
    assert "studio: 2.png: " in printed
    assert "Traceback" not in printed
    if isinstance(error, StudioError):
        assert code == 2
    else:
        assert code == 1
        assert f"Something unexpected went wrong (RuntimeError); the details are in {log_file()}." in printed
        assert "a bug\nin torch" in log_file().read_text()


def test_an_error_that_would_meet_every_photo_ends_the_batch(
    tmp_path: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    def meet(_: StylizeRequest) -> None:
        raise ModelError("The encoder is damaged; install it again.")

    engine.meet = meet
    photos = [photo(tmp_path / f"{value}.png", value) for value in (1, 2, 3)]
    assert stylize_with(engine, *photos, *STYLE, "-o", tmp_path / "out") == 2
    assert len(engine.requests) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "studio: The encoder is damaged; install it again."


def test_nothing_is_overwritten_unless_asked(
    tmp_path: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = photo(tmp_path / "a.png"), tmp_path / "out.png"
    out.write_bytes(b"precious")
    with pytest.raises(PictureError, match=r"out\.png exists already; choose another name, or add --overwrite"):
        stylize_with(engine, source, *STYLE, "-o", out)
    assert out.read_bytes() == b"precious"
    assert not engine.made, "the refusal comes before the work"
    assert stylize_with(engine, source, *STYLE, "-o", out, "--overwrite") == 0
    assert load_picture(out).width == 30
    # In a batch the others are painted, so that a stopped batch can go on.
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a-starry-night.png").write_bytes(b"precious")
    assert stylize_with(engine, source, photo(tmp_path / "b.png"), *STYLE, "-o", folder) == 2
    assert names(folder) == ["a-starry-night.png", "b-starry-night.png"]
    assert (folder / "a-starry-night.png").read_bytes() == b"precious"
    assert "a-starry-night.png exists already" in capsys.readouterr().err


def test_the_photo_itself_is_never_overwritten(tmp_path: Path, engine: FakeEngine) -> None:
    source = photo(tmp_path / "a.png")
    before = source.read_bytes()
    (tmp_path / "link.png").symlink_to(source)
    for out in (source, tmp_path / "link.png"):
        with pytest.raises(PictureError, match="is one of the photos; choose another name"):
            stylize_with(engine, source, *STYLE, "-o", out, "--overwrite")
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ("--style nothing -o b.png", UnknownChoiceError, "no style called 'nothing'"),
        ("--style stary-night -o b.png", UnknownChoiceError, "did you mean starry-night"),
        ("--style starry-night --style2 nothing --blend 0 -o b.png", UnknownChoiceError, "no style called 'nothing'"),
        ("--style starry-night --blend 0.5 -o b.png", ParameterError, "add --style2"),
        ("--style starry-night -o b", ParameterError, "b must end in one of .png"),
        ("--style starry-night -o b.png --format jpg", ParameterError, "b.png and --format jpg disagree"),
        ("--style starry-night -o none/b.png", StudioError, "its folder does not exist"),
        ("--style starry-night -o a.png/", ParameterError, "a.png/ is a file; several pictures need a folder"),
        (
            "--style starry-night -o b.png --strength 1.5",
            ParameterError,
            "Style weight must be between 0 and 1, not 1.5",
        ),
        ("--style starry-night -o b.png --stroke nan", ParameterError, "Stroke size must be between 0.25 and 4"),
        ("--style starry-night -o b.png --content x", ParameterError, "must be a number between 0 and 1, not 'x'"),
        ("--style starry-night -o b.png --size 10", ParameterError, "size must be between 64 and 8192 pixels or full"),
        ("--style starry-night -o b.png --seed -1", ParameterError, "seed must be a whole number between 0 and"),
        ("--style starry-night -o b.png --quality fine", ParameterError, "instant, draft, good, best, not 'fine'"),
        ("--style starry-night -o b.png --jpeg-quality 101", ParameterError, "JPEG quality must be a whole number"),
        ("--style starry-night -o b.png --device tpu", ParameterError, "device must be one of auto, cpu, cuda"),
    ],
)
def test_wrong_options_are_refused_before_any_engine_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    engine: FakeEngine,
    options: str,
    error: type[StudioError],
    words: str,
) -> None:
    photo(tmp_path / "a.png")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=words) as caught:
        stylize_with(engine, "a.png", *options.split())
    assert str(caught.value).endswith((".", "?"))
    assert not engine.made
    assert names(tmp_path) == ["a.png"]


def test_a_bad_photo_is_found_before_any_engine_is_made(
    tmp_path: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stylize_with(engine, tmp_path / "a.png", *STYLE, "-o", tmp_path / "b.png") == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("studio: a.png does not exist")
    assert not engine.made
    with pytest.raises(PictureError, match=r"The folder .* holds no pictures"):
        stylize_with(engine, tmp_path, *STYLE, "-o", tmp_path / "out")


def test_several_photos_need_a_folder(tmp_path: Path, engine: FakeEngine) -> None:
    photos = photo(tmp_path / "a.png"), photo(tmp_path / "b.png")
    with pytest.raises(ParameterError, match="several pictures need a folder"):
        stylize_with(engine, *photos, *STYLE, "-o", photo(tmp_path / "c.png"))


def test_a_full_disk_costs_nothing_but_the_result(
    tmp_path: Path, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    source, out = photo(tmp_path / "a.png"), tmp_path / "out.png"
    out.write_bytes(b"precious")
    monkeypatch.setattr("os.fsync", full)
    assert stylize_with(engine, source, *STYLE, "-o", out, "--overwrite") == 2
    assert "out.png cannot be written: the disk is full" in capsys.readouterr().err
    assert out.read_bytes() == b"precious"
    assert names(tmp_path) == ["a.png", "out.png"]


def test_deep_photos_stay_deep_until_they_are_saved(tmp_path: Path, engine: FakeEngine) -> None:
    source = tmp_path / "deep.png"
    Image.fromarray(np.full((8, 9), 30_000, np.uint16)).save(source)
    assert stylize_with(engine, source, *STYLE, "-o", tmp_path / "b.png") == 0
    assert engine.requests[0].photo.pixels.dtype == np.float32
    assert load_picture(tmp_path / "b.png").pixels[0, 0, 0] == round((1 - 30_000 / 65535) * 255)


def test_strange_names_are_no_obstacle(tmp_path: Path, engine: FakeEngine) -> None:
    source = photo(tmp_path / "--Größe\n%s {x}.png")
    assert stylize_with(engine, source, *STYLE, "-o", f"{tmp_path}/out/") == 0
    assert names(tmp_path / "out") == ["--Größe\n%s {x}-starry-night.png"]
