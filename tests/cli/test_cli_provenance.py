"""What the commands write says how it was made, and the options about it are obeyed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from chain_fakes import CHAIN, FakeChains
from cli_fakes import FakeEngine, stylize_with
from generator_fakes import FakeGenerators, store, store_of_materials
from PIL import Image

from studio.core.chain_file import write_chain
from studio.core.errors import ParameterError, StudioError
from studio.core.picture_io import load_picture
from studio.library.paths import user_config_dir
from studio.provenance.credentials import find_signer, sign_file
from studio.provenance.inspection import State, read_record
from studio.provenance.label import Claims, read_claims
from studio.provenance.origin import Origin, Source

STYLE = ("--style", "starry-night")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


def photo(path: Path) -> Path:
    exif = Image.Exif()
    exif[0x010F] = "Camera works"
    Image.fromarray(np.full((64, 96, 3), 40, np.uint8)).save(path, exif=exif)
    return path


def claims(path: Path) -> Claims:
    return read_claims(load_picture(path).metadata.xmp)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif"])
def test_results_are_labelled(tmp_path: Path, engine: FakeEngine, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert stylize_with(engine, photo(tmp_path / "a.png"), "-o", out, *STYLE) == 0
    found = claims(out)
    assert found.known is Source.COMPOSITE
    assert (found.models, found.recipe) == ("atelier-encoder", "")
    assert b"Camera works" in (load_picture(out).metadata.exif or b"")


def test_every_switch_is_its_own(tmp_path: Path, engine: FakeEngine) -> None:
    source = photo(tmp_path / "a.png")
    assert stylize_with(engine, source, "-o", tmp_path / "b.png", *STYLE, "--no-ai-label") == 0
    assert claims(tmp_path / "b.png") == Claims()
    assert stylize_with(engine, source, "-o", tmp_path / "c.png", *STYLE, "--recipe", "--seed", 7) == 0
    recipe = json.loads(claims(tmp_path / "c.png").recipe)
    assert (recipe["seed"], recipe["styles"]) == (7, [["starry-night", 1.0]])
    assert stylize_with(engine, source, "-o", tmp_path / "d.jpg", *STYLE, "--strip-metadata") == 0
    assert claims(tmp_path / "d.jpg").known is Source.COMPOSITE
    assert b"Camera works" not in (tmp_path / "d.jpg").read_bytes()
    both = ("--strip-metadata", "--no-ai-label")
    assert stylize_with(engine, source, "-o", tmp_path / "e.jpg", *STYLE, *both) == 0
    assert load_picture(tmp_path / "e.jpg").metadata.xmp is None


def test_files_are_signed_on_request(tmp_path: Path, engine: FakeEngine) -> None:
    pytest.importorskip("c2pa")
    out = tmp_path / "out.jpg"
    assert stylize_with(engine, photo(tmp_path / "a.png"), "-o", out, *STYLE, "--credentials") == 0
    record = read_record(out)
    assert record is not None
    assert record.state is State.INTACT
    assert [used.name for used in record.used if used.parent] == ["a.png"]


def test_lost_credentials_are_noted(tmp_path: Path, engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("c2pa")
    source = photo(tmp_path / "a.png")
    sign_file(source, Origin(Source.DRAWN), find_signer("", "", user_config_dir()))
    assert stylize_with(engine, source, "-o", tmp_path / "b.png", *STYLE) == 0
    assert "b.png does not carry on the content credentials of its photo" in capsys.readouterr().err
    assert stylize_with(engine, source, "-o", tmp_path / "c.png", *STYLE, "--credentials") == 0
    assert "credentials" not in capsys.readouterr().err


def test_options_that_do_not_fit_are_refused_before_any_work(tmp_path: Path, engine: FakeEngine) -> None:
    source = photo(tmp_path / "a.png")
    with pytest.raises(ParameterError, match="add --credentials"):
        stylize_with(engine, source, "-o", tmp_path / "b.png", *STYLE, "--key", "k.pem")
    with pytest.raises(ParameterError, match="both --certificate and --key"):
        stylize_with(engine, source, "-o", tmp_path / "b.png", *STYLE, "--credentials", "--key", "k.pem")
    own = ("--credentials", "--key", tmp_path / "k.pem", "--certificate", tmp_path / "c.pem")
    with pytest.raises(StudioError, match="cannot be read"):
        stylize_with(engine, source, "-o", tmp_path / "b.png", *STYLE, *own)
    assert engine.made == 0


def test_what_models_make_and_of_what(tmp_path: Path) -> None:
    models, engines = store_of_materials(tmp_path / "models"), FakeGenerators()
    source = photo(tmp_path / "a.png")
    assert engines.command(models, source, "--model", "sketch-to-photo", "-o", tmp_path / "b.png") == 0
    assert claims(tmp_path / "b.png").known is Source.COMPOSITE
    assert claims(tmp_path / "b.png").models == "sketch-to-photo"
    assert engines.command(models, "--example", "--model", "sketch-to-photo", "-o", tmp_path / "c.png") == 0
    assert claims(tmp_path / "c.png").known is Source.GENERATED  # nobody drew anything
    assert engines.command(models, source, "--trace", "-o", tmp_path / "d.png") == 0
    assert (claims(tmp_path / "d.png").known, claims(tmp_path / "d.png").system) == (Source.EDITED, "")
    assert engines.command(models, source, "--map", "-o", tmp_path / "e.png") == 0
    assert claims(tmp_path / "e.png").models == "materials-from-photo"
    through = ("--map", "--model", "landscape-materials")
    assert engines.command(models, source, *through, "-o", tmp_path / "f.png") == 0
    assert claims(tmp_path / "f.png").models == "materials-from-photo, landscape-materials"


def test_chains_on_the_command_line(tmp_path: Path) -> None:
    models = store(tmp_path / "models")
    chains = FakeChains(models)
    write_chain(tmp_path / "dream.toml", CHAIN)
    source = photo(tmp_path / "a.png")
    assert chains.command(tmp_path / "dream.toml", source, "-o", tmp_path / "out", "--recipe") == 0
    found = claims(tmp_path / "out" / "a-dream.png")
    assert (found.known, found.models) == (Source.COMPOSITE, "atelier-encoder, enhance")
    assert "starry-night" in found.recipe
    assert chains.command(tmp_path / "dream.toml", source, "-o", tmp_path / "out", "--recipe") == 0
    assert not chains.requests  # finished before, and told in the same way
