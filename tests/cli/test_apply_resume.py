"""`studio apply` run again: what is done once more and what is not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from chain_fakes import CHAIN, FakeChains, names, picture
from generator_fakes import store

from studio.cli import apply
from studio.core.applied import NAME
from studio.core.chain import ChainRequest, Trace
from studio.core.chain_file import write_chain
from studio.core.errors import PictureError


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


def test_it_goes_on_where_it_stopped(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(request: ChainRequest) -> None:
        if len(chains.requests) == 3:
            raise KeyboardInterrupt

    chains.meet = stop
    out = tmp_path / "out"
    assert chains.command(chain, album, "-o", out) == 130
    assert names(out) == ["a-dream.png", "b-dream.png"]
    before = (out / "a-dream.png").stat().st_mtime_ns
    chains.meet = lambda request: None
    capsys.readouterr()
    assert chains.command(chain, album, "-o", out) == 0
    assert len(chains.requests) == 1
    assert names(out) == ["a-dream.png", "b-dream.png", "c-dream.png"]
    assert (out / "a-dream.png").stat().st_mtime_ns == before
    assert "studio: 2 of 3 pictures were finished before." in capsys.readouterr().err
    made = chains.made
    assert chains.command(chain, album, "-o", out, "--overwrite") == 0
    assert not chains.requests
    assert chains.made == made, "nothing is loaded when there is nothing to do"


def test_a_crash_between_note_and_picture_costs_nothing(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(apply.Teller, "save", crash)
        assert chains.command(chain, album / "a.png", "-o", out) == 130
    assert chains.command(chain, album / "a.png", "-o", out) == 0
    assert len(chains.requests) == 1
    write_chain(chain, CHAIN.moved(0, 1))
    with monkeypatch.context() as patch:
        patch.setattr(apply.Teller, "save", crash)
        assert chains.command(chain, album / "a.png", "-o", out, "--overwrite") == 130
    assert chains.command(chain, album / "a.png", "-o", out, "--overwrite") == 0
    assert len(chains.requests) == 1, "what lies there was made by the old chain"


def _other_chain(chain: Path, album: Path) -> None:
    write_chain(chain, CHAIN.changed(1, strength=0.6))


def _other_photo(chain: Path, album: Path) -> None:
    picture(album / "a.png", 10, (33, 20))


def _older_photo(chain: Path, album: Path) -> None:
    os.utime(album / "a.png", ns=(10**18, 10**18))


def _nothing(chain: Path, album: Path) -> None: ...


@pytest.mark.parametrize(
    ("change", "options"),
    [
        (_other_chain, ()),
        (_other_photo, ()),
        (_older_photo, ()),
        (_nothing, ("--size", 64)),
        (_nothing, ("--strip-metadata",)),
    ],
)
def test_what_was_made_otherwise_is_made_again_only_if_it_may_be_replaced(
    chains: FakeChains,
    chain: Path,
    album: Path,
    tmp_path: Path,
    change: Callable[[Path, Path], None],
    options: tuple[object, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = (chain, album / "a.png", "-o", tmp_path / "out")
    assert chains.command(*command) == 0
    before = (tmp_path / "out" / "a-dream.png").read_bytes()
    change(chain, album)
    capsys.readouterr()
    assert chains.command(*command, *options) == 2
    assert "a-dream.png exists already; choose another name, or add --overwrite" in capsys.readouterr().err
    assert not chains.requests
    assert (tmp_path / "out" / "a-dream.png").read_bytes() == before
    assert chains.command(*command, *options, "--overwrite") == 0
    assert len(chains.requests) == 1
    assert chains.command(*command, *options) == 0
    assert not chains.requests


def test_a_step_that_is_off_makes_no_other_picture(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path
) -> None:
    assert chains.command(chain, album, "-o", tmp_path / "out") == 0
    write_chain(chain, CHAIN.inserted(Trace(on=False)))
    assert chains.command(chain, album, "-o", tmp_path / "out") == 0
    assert not chains.requests


def test_a_changed_mask_is_another_chain(chains: FakeChains, chain: Path, album: Path, tmp_path: Path) -> None:
    picture(tmp_path / "mask.png", 255)
    write_chain(chain, CHAIN.changed(0, mask="mask.png"))
    assert chains.command(chain, album / "a.png", "-o", tmp_path / "out") == 0
    ((name, mask),) = chains.requests[0].masks
    assert (name, mask.pixels[0, 0, 0]) == ("mask.png", 255)
    picture(tmp_path / "mask.png", 254)
    assert chains.command(chain, album / "a.png", "-o", tmp_path / "out", "--overwrite") == 0
    assert len(chains.requests) == 1


def test_results_in_the_folder_of_the_photos_are_no_photos(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path
) -> None:
    assert chains.command(chain, album, "-o", album) == 0
    assert chains.command(chain, album, "-o", album) == 0
    assert not chains.requests
    assert len(names(album)) == 6
    for photo in ("a.png", "b.jpg", "c.png"):
        (album / photo).unlink()
    with pytest.raises(PictureError, match="no photos but results"):
        chains.command(chain, album, "-o", album)


@pytest.mark.parametrize(
    "left",
    [b"", b"\xff\x00[1]\n{}\nnull\n", b'{"file": "a-dream.png", "photo": 3}\n', b'{"file": "a-dream', b"[" * 9000],
)
def test_a_damaged_record_only_forgets(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path, left: bytes
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / NAME).write_bytes(left)
    for expected in (1, 0):
        assert chains.command(chain, album / "a.png", "-o", out) == 0
        assert len(chains.requests) == expected


def test_the_record_says_nothing_about_where_the_photos_lie(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path
) -> None:
    assert chains.command(chain, album, "-o", tmp_path / "out") == 0
    lines = [json.loads(line) for line in (tmp_path / "out" / NAME).read_text().splitlines()]
    assert [line["file"] for line in lines] == names(tmp_path / "out")
    assert str(tmp_path) not in (tmp_path / "out" / NAME).read_text()


def test_a_link_instead_of_the_record_is_not_written_through(
    chains: FakeChains, chain: Path, album: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "out" / NAME).symlink_to(tmp_path / "mine.txt")
    assert chains.command(chain, album, "-o", tmp_path / "out") == 2
    assert (tmp_path / "mine.txt").read_text() == "mine"
