"""`studio apply`: what reaches the engine, what is refused how, and that no original is touched."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from chain_fakes import CHAIN, FakeChains, names, picture
from generator_fakes import store
from PIL import Image

from studio.cli.main import main
from studio.core.chain import Chain, Generate, Stylize, Trace
from studio.core.chain_file import write_chain
from studio.core.errors import ChainError, ModelError, ParameterError, PictureError, StudioError, UnknownChoiceError
from studio.core.params import Quality
from studio.core.picture_io import load_picture
from studio.library.models import ModelStore
from studio.library.paths import models_dir


@pytest.fixture
def chains(tmp_path_factory: pytest.TempPathFactory) -> FakeChains:
    return FakeChains(store(tmp_path_factory.mktemp("models")))


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    write_chain(tmp_path / "dream.toml", CHAIN)
    return tmp_path / "dream.toml"


@pytest.fixture
def album(tmp_path: Path) -> Path:
    for name in ("a.png", "b.jpg", "c.png"):
        picture(tmp_path / "album" / name)
    return tmp_path / "album"


def test_a_folder_goes_through_the_chain(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "out"
    assert chains.command(chain, album, "-o", out, "--size", 64) == 0
    assert names(out) == ["a-dream.png", "b-dream.png", "c-dream.png"]
    assert [request.chain for request in chains.requests] == [CHAIN] * 3
    assert load_picture(out / "a-dream.png").pixels.shape == (43, 64, 3)
    assert (load_picture(out / "a-dream.png").pixels == 55).all()
    assert b"Camera works" in (out / "a-dream.png").read_bytes()
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(out / name) for name in names(out)]
    assert "80 % c.png" in printed.err
    assert chains.made == 1


def test_one_photo_goes_to_a_folder_too(chains: FakeChains, chain: Path, album: Path, tmp_path: Path) -> None:
    options = ("--format", "jpg", "--strip-metadata")
    assert chains.command(chain, album / "a.png", "-o", tmp_path / "out", *options) == 0
    assert names(tmp_path / "out") == ["a-dream.jpg"]
    assert b"Camera works" not in (tmp_path / "out" / "a-dream.jpg").read_bytes()


def test_one_bad_file_does_not_stop_the_rest_and_is_named_at_the_end(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (album / "b.jpg").write_bytes((album / "b.jpg").read_bytes()[:300])
    assert chains.command(chain, album, "-o", tmp_path / "out") == 2
    assert names(tmp_path / "out") == ["a-dream.png", "c-dream.png"]
    problems = capsys.readouterr().err.splitlines()[-2:]
    assert problems[0] == "studio: 2 of 3 pictures were finished; what went wrong:"
    assert problems[1].startswith("studio: b.jpg is damaged or incomplete")


def test_an_error_that_would_meet_every_photo_ends_the_batch(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path
) -> None:
    def meet(_: object) -> None:
        raise ModelError("The weights are damaged; install the application again.")

    chains.meet = meet
    assert chains.command(chain, album, "-o", tmp_path / "out") == 2
    assert len(chains.requests) == 1


def test_no_original_is_overwritten(chains: FakeChains, chain: Path, album: Path) -> None:
    """Not even one that has the name of a result."""
    both = album / "a.png", picture(album / "a-dream.png", 40)
    kept = [photo.read_bytes() for photo in both]
    assert chains.command(chain, *both, "-o", album, "--overwrite") == 2
    assert [photo.read_bytes() for photo in both] == kept
    assert names(album) == ["a-dream-dream.png", "a-dream.png", "a.png", "b.jpg", "c.png"]


@pytest.mark.parametrize(
    ("chain", "options", "error", "words"),
    [
        (CHAIN, "none.toml a.png -o out", ChainError, "There is no chain none.toml"),
        (CHAIN, "a.png a.png -o out", ChainError, "The chain a.png cannot be used: it is not valid TOML"),
        (Chain((Stylize((("starry-nigth", 1.0),)),)), "x.toml a.png -o out", UnknownChoiceError, "did you mean starry"),
        (Chain((Generate("enhnace"),)), "x.toml a.png -o out", UnknownChoiceError, "did you mean enhance"),
        (Chain((Generate("facades"),)), "x.toml a.png -o out", ChainError, "House fronts takes label maps"),
        (Chain((Trace(mask="m.png"),)), "x.toml a.png -o out", PictureError, "m.png does not exist"),
        (CHAIN, "x.toml a.png -o a.png", ParameterError, "a.png is a file; several pictures need a folder"),
        (CHAIN, "x.toml a.png -o out --size 9", ParameterError, "between 64 and 8192 pixels or full"),
        (CHAIN, "x.toml empty -o out", PictureError, "The folder empty holds no pictures"),
    ],
)
def test_what_cannot_work_is_refused_before_any_engine_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chains: FakeChains,
    chain: Chain,
    options: str,
    error: type[StudioError],
    words: str,
) -> None:
    picture(tmp_path / "a.png")
    (tmp_path / "empty").mkdir()
    write_chain(tmp_path / "x.toml", chain)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=words):
        chains.command(*options.split())
    assert not chains.made
    assert not (tmp_path / "out").exists()


def test_the_command_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["apply", "--help"]) == 0
    assert "CHAIN.toml" in capsys.readouterr().out
    assert main(["apply", "none.toml", "a.png", "-o", "out"]) == 2
    assert capsys.readouterr().err == "studio: There is no chain none.toml; check the name and the folder.\n"


@pytest.mark.skipif("enhance" not in ModelStore([models_dir()]).ids(), reason="the model is not installed")
def test_the_real_thing_gives_equal_photos_equal_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shipped model and a shipped style."""
    y, x = np.mgrid[0:64, 0:96]
    pixels = np.stack([x * 2, y * 3, 255 - x - y], axis=-1).astype(np.uint8)
    photos = [tmp_path / "one.png", tmp_path / "two.png"]
    for photo in photos:
        Image.fromarray(pixels).save(photo)
    style = Stylize((("starry-night", 1.0),), quality=Quality.INSTANT, strength=0.5)
    write_chain(tmp_path / "real.toml", Chain((Generate("enhance"), style)))
    arguments = [str(tmp_path / "real.toml"), *map(str, photos), "--device", "cpu", "-o", str(tmp_path / "out")]
    assert main(["apply", *arguments]) == 0, capsys.readouterr()
    one, two = (tmp_path / "out" / f"{photo.stem}-real.png" for photo in photos)
    assert one.read_bytes() == two.read_bytes()
    assert np.abs(load_picture(one).pixels.astype(int) - pixels).mean() > 5
