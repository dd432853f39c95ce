"""Content credentials: written by us, validated by the library's own reader, and read from anybody's file."""

from __future__ import annotations

import contextlib
import io
import json
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from provenance_makers import painting_of, picture, saved_photo

from studio.core.credentials import carries_credentials
from studio.core.errors import PictureError, StudioError, UnavailableError
from studio.core.picture import Picture
from studio.core.picture_io import load_picture, save_picture
from studio.provenance.credentials import OFFLINE, Signer, find_signer, local_root, sign_bytes, sign_file
from studio.provenance.inspection import Inspection, State, inspect, read_record
from studio.provenance.origin import Model, Origin, Says, Source, photo_ingredient
from studio.provenance.write import write_picture

c2pa = pytest.importorskip("c2pa")
KINDS = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "tif": "image/tiff"}
UNTRUSTED = ["signingCredential.untrusted"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("config")


@pytest.fixture
def signer(home: Path) -> Signer:
    return find_signer("", "", home)


def validated(path: Path, kind: str, root: bytes | None = None) -> tuple[str, list[str], dict[str, Any]]:
    """State, failures and manifest by the library's own reader."""
    settings: dict[str, Any] = dict(OFFLINE)
    if root:
        settings["trust"] = {"user_anchors": root.decode()}
    with (
        c2pa.Context.from_dict(settings) as context,
        path.open("rb") as file,
        c2pa.Reader(kind, file, context=context) as reader,
    ):
        results = reader.get_validation_results()
        failures = [each["code"] for each in results["activeManifest"]["failure"]]
        return str(reader.get_validation_state()), failures, reader.get_active_manifest()


def actions(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        action
        for each in manifest["assertions"]
        if each["label"].startswith("c2pa.actions")
        for action in each["data"]["actions"]
    ]


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("bits", [8, 16])
def test_the_reader_validates_what_we_sign(tmp_path: Path, home: Path, signer: Signer, suffix: str, bits: int) -> None:
    if bits == 16 and suffix not in ("png", "tif"):
        return
    photo, path = saved_photo(tmp_path), tmp_path / f"result.{suffix}"
    write_picture(photo, path, painting_of(photo, tmp_path / "photo.jpg"), Says(recipe=True), signer, bits=bits)
    # Nobody knows our certificate: the signature is right, and who signed is open.
    state, failures, manifest = validated(path, KINDS[suffix])
    assert (state, failures) == ("Valid", UNTRUSTED)
    assert validated(path, KINDS[suffix], local_root(home))[:2] == ("Trusted", [])
    told = {each["title"]: each["relationship"] for each in manifest["ingredients"]}
    assert told == {"photo.jpg": "parentOf", "Starry Night": "componentOf"}
    opened, edited = actions(manifest)
    assert opened["action"] == "c2pa.opened"
    assert edited["action"] == "c2pa.edited"
    assert edited["digitalSourceType"] == Source.COMPOSITE.uri
    assert edited["parameters"]["atelier-studio.model"] == "painted-styles"
    assert "Instant style" in edited["softwareAgent"]["name"]
    recipes = [each["data"] for each in manifest["assertions"] if each["label"] == "atelier-studio.recipe"]
    assert recipes == [{"made": "painting", "seed": 3}]
    assert load_picture(path).metadata.credentials


@pytest.mark.parametrize(
    ("origin", "begun", "edits"),
    [
        (Origin(Source.GENERATED, (Model("m", "M"),)), Source.GENERATED, 1),
        (Origin(Source.COMPOSITE, (Model("m", "M"), Model("n", "N"))), Source.DRAWN, 2),
        (Origin(Source.DRAWN), Source.DRAWN, 0),
    ],
)
def test_what_nobody_opened_was_created(
    tmp_path: Path, signer: Signer, origin: Origin, begun: Source, edits: int
) -> None:
    write_picture(picture(), tmp_path / "a.png", origin, Says(), signer)
    state, failures, manifest = validated(tmp_path / "a.png", "image/png")
    assert (state, failures) == ("Valid", UNTRUSTED)
    first, *rest = actions(manifest)
    assert (first["action"], first["digitalSourceType"]) == ("c2pa.created", begun.uri)
    assert len(rest) == edits


def test_a_photo_brings_its_own_credentials_along(tmp_path: Path, home: Path, signer: Signer) -> None:
    photo = saved_photo(tmp_path)
    write_picture(photo, tmp_path / "one.png", Origin(Source.DRAWN), Says(), signer)
    one = load_picture(tmp_path / "one.png")
    write_picture(one, tmp_path / "two.jpg", painting_of(one, tmp_path / "one.png"), Says(), signer)
    state, failures, manifest = validated(tmp_path / "two.jpg", "image/jpeg")
    assert (state, failures) == ("Valid", UNTRUSTED)
    parent = next(each for each in manifest["ingredients"] if each["relationship"] == "parentOf")
    assert parent["active_manifest"]
    record = read_record(tmp_path / "two.jpg", [local_root(home) or b""])
    assert record is not None
    assert record.state is State.OURS
    assert [(used.name, used.signed) for used in record.used if used.parent] == [("one.png", True)]


def test_a_photo_whose_own_record_is_broken_is_told(tmp_path: Path, signer: Signer) -> None:
    photo, file = saved_photo(tmp_path), tmp_path / "photo.png"
    write_picture(photo, file, Origin(Source.DRAWN), Says(), signer)
    with file.open("ab") as end:
        end.write(b"something at the end that nobody signed")
    opened = load_picture(file)
    write_picture(opened, tmp_path / "a.jpg", painting_of(opened, file), Says(), signer)
    record = read_record(tmp_path / "a.jpg")
    assert record is not None
    assert record.state is State.INTACT
    parent = next(used for used in record.used if used.parent)
    assert (parent.signed, parent.sound) == (True, False)
    assert all(used.sound for used in record.used if not used.parent)


def test_a_file_that_changed_meanwhile_is_not_claimed_as_parent(tmp_path: Path, signer: Signer) -> None:
    photo, file = saved_photo(tmp_path), tmp_path / "photo.jpg"
    write_picture(picture(5), file, Origin(Source.DRAWN), Says(), signer)  # another picture, signed, by the same name
    write_picture(photo, tmp_path / "a.png", painting_of(photo, file), Says(), signer)
    _, _, manifest = validated(tmp_path / "a.png", "image/png")
    parent = next(each for each in manifest["ingredients"] if each["relationship"] == "parentOf")
    assert "active_manifest" not in parent
    file.unlink()
    write_picture(photo, tmp_path / "a.png", painting_of(photo, file), Says(), signer)
    assert validated(tmp_path / "a.png", "image/png")[:2] == ("Valid", UNTRUSTED)


def test_stripped_files_name_nothing_private(tmp_path: Path, signer: Signer) -> None:
    photo = saved_photo(tmp_path, "my-secret-house.jpg")
    origin = painting_of(photo, tmp_path / "my-secret-house.jpg")
    write_picture(photo, tmp_path / "a.png", origin, Says(metadata=False), signer)
    assert b"secret" not in (tmp_path / "a.png").read_bytes()
    assert validated(tmp_path / "a.png", "image/png")[0] == "Valid"


def test_no_small_copy_of_the_photo_goes_into_the_file(tmp_path: Path, signer: Signer) -> None:
    photo = saved_photo(tmp_path)
    write_picture(photo, tmp_path / "a.png", painting_of(photo, tmp_path / "photo.jpg"), Says(), signer)
    manifest = validated(tmp_path / "a.png", "image/png")[2]
    assert "thumbnail" not in json.dumps(manifest)


@pytest.mark.parametrize("suffix", KINDS)
def test_a_changed_file_is_told_from_one_by_a_stranger(tmp_path: Path, home: Path, signer: Signer, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    write_picture(picture(), path, Origin(Source.GENERATED), Says(), signer)
    record = read_record(path)
    assert record is not None
    assert record.state is State.INTACT
    assert "self-signed" in record.signer
    assert inspect(path, [local_root(home) or b""]).record.state is State.OURS  # type: ignore[union-attr]
    data = bytearray(path.read_bytes())
    data[len(data) - 40 if suffix == "tif" else len(data) // 2 + 1500] ^= 1
    path.write_bytes(data)
    record = read_record(path)
    assert record is not None
    assert record.state in (State.CHANGED, State.UNREADABLE)


def test_a_result_saved_again_is_no_longer_signed(tmp_path: Path, signer: Signer) -> None:
    write_picture(picture(), tmp_path / "a.png", Origin(Source.GENERATED), Says(), signer)
    opened = load_picture(tmp_path / "a.png")
    assert opened.metadata.credentials
    save_picture(opened, tmp_path / "b.png")
    assert not load_picture(tmp_path / "b.png").metadata.credentials
    assert inspect(tmp_path / "b.png").record is None
    assert inspect(tmp_path / "b.png").claims.known is Source.GENERATED  # the label survives


def test_files_that_cannot_carry_it_are_refused_in_a_sentence(tmp_path: Path, signer: Signer) -> None:
    with pytest.raises(StudioError, match="cannot carry content credentials"):
        sign_bytes(b"BM", "a.bmp", Origin(), Says(), signer)
    with pytest.raises(StudioError, match="cannot be signed"):
        sign_bytes(b"no picture at all", "a.png", Origin(Source.DRAWN), Says(), signer)
    (tmp_path / "a.png").write_bytes(b"no picture at all")
    with pytest.raises(StudioError, match="cannot be signed"):
        sign_file(tmp_path / "a.png", Origin(Source.DRAWN), signer)
    assert (tmp_path / "a.png").read_bytes() == b"no picture at all"
    with pytest.raises(StudioError, match="cannot be read"):
        sign_file(tmp_path / "nothing.png", Origin(Source.DRAWN), signer)


def test_without_the_package_one_sentence_says_so(
    tmp_path: Path, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_picture(picture(), tmp_path / "a.png", Origin(Source.DRAWN), Says(), signer)
    monkeypatch.setitem(sys.modules, "c2pa", None)
    with pytest.raises(UnavailableError, match="c2pa-python"):
        write_picture(picture(), tmp_path / "b.png", Origin(Source.DRAWN), Says(), signer)
    assert not (tmp_path / "b.png").exists()
    record = inspect(tmp_path / "a.png").record
    assert record is not None
    assert record.state is State.UNREADABLE
    monkeypatch.setitem(sys.modules, "studio.provenance.certificate", None)
    with pytest.raises(UnavailableError, match="cryptography"):
        find_signer("", "", tmp_path)
    write_picture(picture(), tmp_path / "c.png", Origin(Source.DRAWN), Says())  # the label needs neither


def test_a_file_is_signed_in_place(tmp_path: Path, signer: Signer) -> None:
    save_picture(picture(), tmp_path / "a.jpg")
    sign_file(tmp_path / "a.jpg", Origin(Source.DRAWN), signer)
    assert validated(tmp_path / "a.jpg", "image/jpeg")[0] == "Valid"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_the_key_of_this_computer_is_its_owners_and_stays(tmp_path: Path) -> None:
    first = find_signer("", "", tmp_path / "config")
    again = find_signer("", "", tmp_path / "config")
    assert first.local
    assert (first.chain, first.key) == (again.chain, again.key)
    mode = (tmp_path / "config" / "credentials-key.pem").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    (tmp_path / "config" / "credentials.pem").write_bytes(b"damaged")
    assert find_signer("", "", tmp_path / "config").chain != first.chain


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "tif"])
def test_damaged_credentials_never_raise_anything_but_sentences(tmp_path: Path, signer: Signer, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    write_picture(picture(), path, Origin(Source.GENERATED, (Model("m", "M"),)), Says(), signer)
    data, dice = path.read_bytes(), np.random.default_rng(1)
    for _ in range(60):
        broken = bytearray(data)
        for place in dice.integers(0, len(data), 4):
            broken[place] = dice.integers(256)
        path.write_bytes(broken[: dice.integers(100, len(data))] if dice.random() < 0.3 else broken)
        with path.open("rb") as file:
            assert carries_credentials(file) in (True, False)
            assert file.tell() == 0
        read_record(path)
        with contextlib.suppress(PictureError):  # it may be no picture any more
            assert isinstance(inspect(path), Inspection)


def test_credentials_are_noticed_in_every_kind_of_file(signer: Signer) -> None:
    for suffix, kind in {**KINDS, "gif": "image/gif", "avif": "image/avif"}.items():
        out = io.BytesIO()
        Image.fromarray(picture().as_uint8()).save(out, kind.partition("/")[2].upper())
        plain = out.getvalue()
        assert not carries_credentials(io.BytesIO(plain))
        signed = sign_bytes(plain, f"a.{suffix}", Origin(Source.DRAWN), Says(), signer)
        assert carries_credentials(io.BytesIO(signed)), suffix


def test_a_large_picture_is_signed_without_losing_pixels(tmp_path: Path, signer: Signer) -> None:
    wide = Picture(np.full((40, 9000, 3), 120, np.uint8))
    write_picture(wide, tmp_path / "a.tif", Origin(Source.GENERATED), Says(), signer, bits=16)
    assert load_picture(tmp_path / "a.tif").width == 9000


def test_a_hash_of_the_photo_is_in_the_record(tmp_path: Path, signer: Signer) -> None:
    """The photo's file goes in as a stream, not only by name."""
    photo = saved_photo(tmp_path)
    origin = Origin(Source.COMPOSITE, (), (photo_ingredient(photo, "photo.jpg", tmp_path / "photo.jpg"),))
    write_picture(photo, tmp_path / "a.png", origin, Says(), signer)
    manifest = validated(tmp_path / "a.png", "image/png")[2]
    assert manifest["ingredients"][0]["format"] == "image/jpeg"
