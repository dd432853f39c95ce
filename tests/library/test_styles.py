from __future__ import annotations

from pathlib import Path

import pytest

from studio.core.errors import ParameterError, StudioError, UnknownChoiceError
from studio.library import folders, styles
from studio.library.styles import (
    PICTURE,
    STATISTICS,
    THUMBNAIL,
    EncoderStamp,
    Style,
    StyleLibrary,
    StyleValues,
    clean_title,
)

from .samples import STAMP, put_style


@pytest.fixture
def library(tmp_path: Path) -> StyleLibrary:
    bundled = tmp_path / "bundled"
    put_style(
        bundled / "starry-night", "The Starry Night", artist="Vincent van Gogh", year="1889", tags=("night", "sky")
    )
    put_style(bundled / "night-cafe", "The Night Café", artist="Vincent van Gogh", year="c. 1888")
    put_style(bundled / "great-wave", "The Great Wave", artist="Katsushika Hokusai", year="c. 1831", tags=("sea",))
    put_style(bundled / "gulf", "The Gulf of Marseille Seen from L'Estaque", artist="Paul Cézanne", year="c. 1885")
    return StyleLibrary(bundled, tmp_path / "user")


def add(library: StyleLibrary, title: str, **files: bytes) -> Style:
    return library.add(StyleValues(title=title, encoder=STAMP), {STATISTICS: b"numbers", **files})


def ids(found: tuple[Style, ...]) -> list[str]:
    return [style.id for style in found]


def test_the_catalogue_is_ordered_by_artist_and_year_and_the_users_styles_follow(library: StyleLibrary) -> None:
    add(library, "Zebra")
    add(library, "äpfel")
    assert ids(library.all()) == ["gulf", "night-cafe", "starry-night", "great-wave", "apfel", "zebra"]
    assert [style.bundled for style in library.all()] == [True] * 4 + [False] * 2
    assert library.problems() == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["gulf", "night-cafe", "starry-night", "great-wave"]),
        ("NIGHT", ["night-cafe", "starry-night"]),
        ("cafe", ["night-cafe"]),
        ("CAFÉ", ["night-cafe"]),
        ("cezanne", ["gulf"]),
        ("l'estaque", ["gulf"]),
        ("gogh 1889", ["starry-night"]),
        ("1889 gogh sky", ["starry-night"]),
        ("gogh sea", []),
        ("sea", ["great-wave"]),
        ("c. 1831", ["great-wave"]),
    ],
)
def test_search_wants_every_word_and_no_accents(library: StyleLibrary, text: str, found: list[str]) -> None:
    assert ids(library.search(text)) == found


def test_an_unknown_style_names_what_was_meant(library: StyleLibrary) -> None:
    with pytest.raises(UnknownChoiceError) as caught:
        library.get("stary-night")
    assert str(caught.value) == "There is no style called 'stary-night'; did you mean starry-night?"


@pytest.mark.parametrize("name", ["../bundled/starry-night", "..", "", ".trash", "/etc", "starry-night/.", "a\0b"])
def test_ids_never_leave_the_folders(library: StyleLibrary, tmp_path: Path, name: str) -> None:
    (tmp_path / "user").mkdir()
    before = sorted(tmp_path.rglob("*"))
    for act in (library.get, library.remove, library.restore, lambda one: library.rename(one, "x")):
        with pytest.raises(UnknownChoiceError):
            act(name)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_picture_becomes_a_style(library: StyleLibrary, tmp_path: Path) -> None:
    values = StyleValues(title="Großmutters Küche", tags=("food",), swatch=("#ff0080",), note="mine", encoder=STAMP)
    style = library.add(values, {STATISTICS: b"numbers", THUMBNAIL: b"small", PICTURE: b"picture"})
    assert style.id == "grossmutters-kuche"
    assert style.folder == tmp_path / "user" / style.id
    assert (style.title, style.tags, style.swatch, style.note) == (values.title, ("food",), ("#ff0080",), "mine")
    assert style.encoder == STAMP
    assert style.picture is not None
    assert style.picture.read_bytes() == b"picture"
    assert style.thumbnail.read_bytes() == b"small"
    assert StyleLibrary(tmp_path / "bundled", tmp_path / "user").get(style.id) == style
    assert library.get("gulf").picture is None


def test_equal_titles_get_ids_of_their_own(library: StyleLibrary, tmp_path: Path) -> None:
    (tmp_path / "user" / "cat-2").mkdir(parents=True)  # damaged, but still in the way
    assert [add(library, "Cat").id for _ in range(3)] == ["cat", "cat-3", "cat-4"]
    assert add(library, "Great Wave").id == "great-wave-2"
    assert add(library, "猫").id == "style"


def test_a_style_is_only_what_a_style_is_made_of(library: StyleLibrary, tmp_path: Path) -> None:
    for files in ({}, {THUMBNAIL: b""}, {STATISTICS: b"", "../evil": b""}, {STATISTICS: b"", "style.toml": b""}):
        with pytest.raises(ValueError, match="a style is made of"):
            library.add(StyleValues(title="Cat", encoder=STAMP), files)
    assert not (tmp_path / "user").exists()


@pytest.mark.parametrize(
    "values",
    [
        {"title": " "},
        {"title": "x" * 201},
        {"title": "two\nlines"},
        {"title": "x", "artist": "\x1b[31m"},
        {"title": "x", "swatch": ("red",)},
        {"title": "x", "swatch": ("#ff0080\n",)},
        {"title": "x", "tags": ("a",) * 41},
        {"title": "x", "tags": ("a" * 61,)},
    ],
)
def test_values_that_no_picker_could_show_are_refused(values: dict) -> None:
    with pytest.raises(ValueError, match="must"):
        StyleValues(encoder=STAMP, **values)


def test_clean_title_makes_a_title_of_any_file_name() -> None:
    assert clean_title("  my\tcat\n\x07 2 ") == "my cat 2"
    assert clean_title("a\udcff") == "a"
    assert StyleValues(title=clean_title("x " * 300), encoder=STAMP).title.endswith("x")
    assert clean_title("\n") == ""


@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_a_failure_half_way_leaves_nothing(
    library: StyleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((folders.os, "fsync") if failing == "fsync" else (Path, "rename")), full)
    with pytest.raises(StudioError, match=r"user/cat cannot be written: the disk is full"):
        add(library, "Cat")
    assert list((tmp_path / "user").iterdir()) == []
    assert "cat" not in ids(library.all())


def test_an_interruption_half_way_leaves_nothing(
    library: StyleLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folders.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        add(library, "Cat")
    assert list((tmp_path / "user").iterdir()) == []


def test_damaged_folders_are_named_and_do_not_hide_the_others(library: StyleLibrary, tmp_path: Path) -> None:
    user = tmp_path / "user"
    add(library, "Good")
    for name in ("no-toml", "broken", "unknown-key", "no-statistics", "Bad Name"):
        put_style(user / name, "x")
    (user / "no-toml" / "style.toml").unlink()
    (user / "broken" / "style.toml").write_bytes(b"\xff")
    with (user / "unknown-key" / "style.toml").open("a") as file:
        file.write("pixels = 3\n")
    (user / "no-statistics" / STATISTICS).unlink()
    put_style(user / "gulf", "Same id as one that ships")
    library.refresh()
    assert ids(library.all()) == ["gulf", "night-cafe", "starry-night", "great-wave", "good"]
    problems = library.problems()
    assert len(problems) == 6
    assert any(
        "unknown-key/style.toml" in problem and "unknown key 'encoder.pixels'" in problem for problem in problems
    )
    for name in ("no-toml", "broken", "no-statistics", "Bad Name", "gulf"):
        assert any(str(user / name) in problem for problem in problems)


def test_a_style_can_be_removed_and_taken_back(library: StyleLibrary, tmp_path: Path) -> None:
    style = add(library, "Cat")
    library.remove("cat")
    with pytest.raises(UnknownChoiceError):
        library.get("cat")
    assert ids(StyleLibrary(tmp_path / "bundled", tmp_path / "user").all()) == ids(library.all())
    assert library.restore("cat") == style
    with pytest.raises(UnknownChoiceError, match="no removed style called 'cat'"):
        library.restore("cat")


def test_the_trash_keeps_every_style_removed_under_one_id(library: StyleLibrary) -> None:
    for title in ("Cat", "cat!", "CAT"):
        assert add(library, title).id == "cat"
        library.remove("cat")
    assert library.restore("cat").title == "CAT"
    restored = library.restore("cat")
    assert (restored.id, restored.title) == ("cat-2", "cat!")
    assert library.restore("cat").title == "Cat"


def test_what_ships_cannot_be_changed(library: StyleLibrary) -> None:
    for act in (library.remove, lambda one: library.rename(one, "Mine")):
        with pytest.raises(ParameterError, match="'The Great Wave' came with the application"):
            act("great-wave")
    assert library.get("great-wave").title == "The Great Wave"


def test_renaming_changes_the_title_and_nothing_else(library: StyleLibrary) -> None:
    add(library, "Cat")
    renamed = library.rename("cat", "  My   dog ")
    assert (renamed.id, renamed.title, renamed.encoder) == ("cat", "My dog", STAMP)
    assert library.get("cat") == renamed
    with pytest.raises(ParameterError, match="title must not be empty"):
        library.rename("cat", " \n ")
    assert library.get("cat").title == "My dog"


def test_statistics_can_be_computed_again(library: StyleLibrary) -> None:
    add(library, "Cat")
    stamp = EncoderStamp("reference-vgg", "b" * 64)
    style = library.replace_statistics("cat", stamp, b"others")
    assert style.encoder == stamp
    assert style.statistics.read_bytes() == b"others"
    assert style.title == "Cat"


def test_a_read_only_folder_is_a_sentence(library: StyleLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)  # a real read-only folder refuses nothing to root
    with pytest.raises(StudioError, match="the folder is read-only; choose another folder"):
        add(library, "Cat")


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "user").write_text("in the way")
    library = StyleLibrary(tmp_path / "bundled", tmp_path / "user")
    assert library.all() == ()
    with pytest.raises(StudioError, match="cannot be written"):
        add(library, "Cat")
    assert (tmp_path / "user").read_text() == "in the way"


def test_the_disk_is_read_once(library: StyleLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    library.all()
    monkeypatch.setattr(styles, "read_toml", None)
    assert len(library.search("the")) == 4
