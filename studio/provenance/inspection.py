"""What a picture file says of how it was made, and whether that was signed. Anybody's files, never online."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from studio.core.credentials import carries_credentials
from studio.core.errors import StudioError
from studio.core.picture_io import load_picture
from studio.provenance.credentials import FORMATS, MODEL, OFFLINE
from studio.provenance.label import Claims, read_claims

LARGEST = 1 << 28  # bytes of a file whose credentials are looked at
_MOST, _LONGEST = 40, 200  # of each list, and of each text, that is shown
_MOST_JSON = 1 << 23
_HEADS = {
    b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"RIFF": "image/webp", b"II": "image/tiff", b"MM": "image/tiff",
    b"GIF8": "image/gif",
}  # fmt: skip
_UNTRUSTED = "signingCredential.untrusted"


class State(Enum):
    """What the signature is worth."""

    OURS = "ours"  # intact, and signed on this computer or with the artist's own certificate
    INTACT = (
        "intact"  # nothing was changed since; who signed is what the certificate says, which nobody here vouches for
    )
    CHANGED = "changed"  # the picture or its record is not what was signed
    UNREADABLE = "unreadable"  # damaged, too large, or the package that reads them is missing


@dataclass(frozen=True)
class Done:
    """One action of the record. agent: who did it; source: a term of the IPTC's vocabulary; model: an id of ours."""

    action: str
    agent: str = ""
    source: str = ""
    model: str = ""


@dataclass(frozen=True)
class Used:
    """One ingredient. parent: the picture is a state of it. signed: it carried credentials itself; sound: those were
    right when it was used."""

    name: str
    parent: bool = False
    signed: bool = False
    sound: bool = True


@dataclass(frozen=True)
class Record:
    """Content credentials: of the last one who signed; those before are among `used`."""

    state: State
    signer: str = ""
    issuer: str = ""
    when: str = ""
    program: str = ""
    done: tuple[Done, ...] = ()
    used: tuple[Used, ...] = ()
    problem: str = ""  # what is wrong, in the words of the library


@dataclass(frozen=True)
class Inspection:
    """All that was found. record: None for a file without credentials."""

    name: str
    claims: Claims = field(default_factory=Claims)
    record: Record | None = None


def inspect(path: Path, anchors: Iterable[bytes] = ()) -> Inspection:
    """Reads the picture at `path`. anchors: PEM certificates by which the artist's own signatures are known.

    Raises PictureError if it is no picture that can be opened.
    """
    picture = load_picture(path)
    claims = read_claims(picture.metadata.xmp)
    return Inspection(path.name, claims, read_record(path, anchors))


def read_record(path: Path, anchors: Iterable[bytes] = ()) -> Record | None:
    """The content credentials of the file at `path`, None without any. Raises StudioError if it cannot be read."""
    try:
        with path.open("rb") as file:
            if not carries_credentials(file):
                return None
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise StudioError(f"{path.name} cannot be read: {error.strerror}; check the name and the folder.") from error
    if len(data) > LARGEST:
        return Record(State.UNREADABLE, problem=f"the file has more than {LARGEST >> 20} MB")
    return _record(data, _kind(data), anchors)


def _kind(data: bytes) -> str:
    """By the content: names lie."""
    if data[4:8] == b"ftyp":
        return "image/avif" if data[8:12] in (b"avif", b"avis") else "image/heic"
    return next((kind for head, kind in _HEADS.items() if data.startswith(head)), "")


def _record(data: bytes, kind: str, anchors: Iterable[bytes]) -> Record:
    if kind not in FORMATS.values():
        return Record(State.UNREADABLE, problem="this kind of file is not known")
    try:
        import c2pa
    except (ImportError, OSError, RuntimeError):
        return Record(State.UNREADABLE, problem="the package c2pa-python is not installed")
    settings = {**OFFLINE}
    if own := b"\n".join(anchors):
        settings["trust"] = {"user_anchors": own.decode("ascii", "replace")}
    try:
        with (
            c2pa.Context.from_dict(settings) as context,
            c2pa.Reader(kind, io.BytesIO(data), context=context) as reader,
        ):
            text = reader.json()
    except c2pa.C2paError as error:
        return Record(State.UNREADABLE, problem=_short(error))
    if len(text) > _MOST_JSON:
        return Record(State.UNREADABLE, problem="the record is too large")
    try:
        return _told(json.loads(text))
    except (ValueError, RecursionError, TypeError, AttributeError, KeyError) as error:
        return Record(State.UNREADABLE, problem=_short(error))


def _told(store: Mapping[str, Any]) -> Record:
    manifest = store["manifests"][store["active_manifest"]]
    failures = _codes(store)
    bad = [code for code in failures if code != _UNTRUSTED]
    state = State.CHANGED if bad else State.INTACT if failures else State.OURS
    if store.get("validation_state") == "Invalid":
        state = State.CHANGED
    signed = manifest.get("signature_info") or {}
    programs = manifest.get("claim_generator_info") or [{"name": manifest.get("claim_generator", "")}]
    return Record(
        state, _short(signed.get("common_name", "")), _short(signed.get("issuer", "")), _short(signed.get("time", "")),
        _named(programs[0]), tuple(_actions(manifest)), tuple(_ingredients(manifest)), ", ".join(bad[:5]),
    )  # fmt: skip


def _codes(holder: Mapping[str, Any]) -> list[str]:
    """What is wrong with a record, by the codes of the specification. Older ones have one flat list."""
    results = (holder.get("validation_results") or {}).get("activeManifest") or {}
    return [str(each.get("code")) for each in results.get("failure") or holder.get("validation_status") or []]


def _actions(manifest: Mapping[str, Any]) -> Iterable[Done]:
    for assertion in (manifest.get("assertions") or [])[:_MOST]:
        if not str(assertion.get("label", "")).startswith("c2pa.actions"):
            continue
        for each in ((assertion.get("data") or {}).get("actions") or [])[:_MOST]:
            parameters = each.get("parameters") or {}
            source = str(each.get("digitalSourceType", "")).rstrip("/").rpartition("/")[2]
            model = parameters.get(MODEL, "") if isinstance(parameters, Mapping) else ""
            yield Done(
                _short(each.get("action", "")), _named(each.get("softwareAgent", "")), _short(source), _short(model)
            )


def _ingredients(manifest: Mapping[str, Any]) -> Iterable[Used]:
    for each in (manifest.get("ingredients") or [])[:_MOST]:
        parent = each.get("relationship") == "parentOf"
        bad = [code for code in _codes(each) if code != _UNTRUSTED]
        yield Used(_short(each.get("title", "")), parent, bool(each.get("active_manifest")), not bad)


def _named(agent: object) -> str:
    if isinstance(agent, Mapping):
        name, version = _short(agent.get("name", "")), _short(agent.get("version", ""))
        return f"{name} {version}".strip()
    return _short(agent)


def _short(text: object) -> str:
    """One line that can be shown, whoever wrote it."""
    line = " ".join(str(text or "").split())
    return "".join(c for c in line if c.isprintable())[:_LONGEST]
