from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.library import shelf as shelf_module
from studio.library.styles import StyleShelf


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "styles.json"


def test_favourites_and_recents_are_remembered(path: Path) -> None:
    shelf = StyleShelf(path)
    assert (shelf.favourites, shelf.recents) == ((), ())
    assert [shelf.toggle_favourite(one) for one in ("a", "b", "a", "c")] == [True, True, False, True]
    for one in ("a", "b", "a"):
        shelf.used(one)
    again = StyleShelf(path)
    assert again.favourites == shelf.favourites == ("b", "c")
    assert again.recents == shelf.recents == ("a", "b")


def test_twelve_recents_at_most(path: Path) -> None:
    shelf = StyleShelf(path)
    for number in range(20):
        shelf.used(f"style-{number}")
    assert StyleShelf(path).recents == tuple(f"style-{number}" for number in range(19, 7, -1))


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b"[]", b"3", b"[" * 100_000, b'{"favourites": []}', b'{"favourites": [1], "recents": []}',
     b'{"favourites": ["../x"], "recents": []}', b'{"favourites": [], "recents": "abc"}'],
)  # fmt: skip
def test_a_damaged_file_is_kept_aside(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    shelf = StyleShelf(path)
    assert (shelf.favourites, shelf.recents) == ((), ())
    assert path.with_name("styles.json.bak").read_bytes() == data
    shelf.toggle_favourite("a")
    assert StyleShelf(path).favourites == ("a",)


def test_a_disk_that_refuses_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = StyleShelf(path)
    shelf.toggle_favourite("a")

    def refuse(*_: object) -> None:
        raise StudioError("The disk is full.")

    monkeypatch.setattr(shelf_module, "atomic_bytes", refuse)
    with pytest.raises(StudioError):
        shelf.toggle_favourite("b")
    shelf.used("b")
    assert (shelf.favourites, shelf.recents) == (("a",), ("b",))
    assert json.loads(path.read_text()) == {"favourites": ["a"], "recents": []}
