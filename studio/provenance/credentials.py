"""Content credentials: a signed record of how a picture was made, put into its file (C2PA 2.x). Never online."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from studio import __version__
from studio.core.errors import StudioError, UnavailableError
from studio.core.files import atomic_bytes
from studio.core.picture_io import MAX_BYTES, load_picture
from studio.provenance.label import read_claims, true_source
from studio.provenance.origin import PRODUCT, Ingredient, Origin, Role, Says, Source

FORMATS = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".gif": "image/gif", ".heic": "image/heic", ".heif": "image/heif", ".avif": "image/avif",
}  # fmt: skip
"""The files that can carry credentials, by suffix."""
OFFLINE: Mapping[str, Any] = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": True, "verify_trust": True},
    "builder": {"thumbnail": {"enabled": False}},  # nobody asked for a small copy of their photo in the file
}
LOCAL_CERTIFICATE = "credentials.pem"
RECIPE = "atelier-studio.recipe"
MODEL = "atelier-studio.model"
_MISSING = "Content credentials need the package c2pa-python; install it, or switch them off."


@dataclass(frozen=True)
class Signer:
    """Somebody who signs. chain: PEM certificates, their own first; key: PEM, without password.

    algorithm: in C2PA's words ("es256"). name: as in the certificate. local: made by this computer, known to nobody.
    """

    chain: bytes
    key: bytes
    algorithm: str
    name: str
    local: bool = False


def find_signer(certificate: str, key: str, folder: Path) -> Signer:
    """The artist's own signer if both files are named, else the one this computer made, kept in `folder`.

    Raises StudioError with a sentence.
    """
    try:
        from studio.provenance.certificate import local_signer, own_signer
    except ImportError as error:
        raise UnavailableError(
            "Content credentials need the package cryptography; install it, or switch them off."
        ) from error
    if certificate and key:
        return own_signer(Path(certificate), Path(key))
    if certificate or key:
        raise StudioError("Signing needs a certificate and its key; choose both files, or neither.")
    return local_signer(folder)


def local_root(folder: Path) -> bytes | None:
    """What the signatures of this computer are known by, PEM; None if it never made any."""
    return last_certificate(folder / LOCAL_CERTIFICATE)


def last_certificate(path: Path) -> bytes | None:
    """The certificate at the end of a chain, PEM; None if there is none."""
    try:
        with path.open("rb") as file:
            chain = file.read(1 << 20)
    except (OSError, ValueError):
        return None
    begin, end = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
    start, stop = chain.rfind(begin), chain.rfind(end)
    return chain[start : stop + len(end)] + b"\n" if 0 <= start < stop else None


def sign_file(path: Path, origin: Origin, signer: Signer, says: Says | None = None) -> None:
    """Signs the file at `path`, which is replaced in one move. Raises StudioError; then it stays as it was."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise StudioError(f"{path.name} is too large to be signed.")
        data = path.read_bytes()
    except OSError as error:
        raise StudioError(f"{path} cannot be read: {error.strerror}; check the name and the folder.") from error
    atomic_bytes(path, sign_bytes(data, path.name, origin, says or Says(), signer))


def sign_bytes(data: bytes, name: str, origin: Origin, says: Says, signer: Signer) -> bytes:
    """The file `data` (its format is told by the suffix of `name`) with signed credentials. Raises StudioError.

    They always tell of models, whatever `says.ai` is: a signed record that leaves out the main thing would be a lie.
    Without `says.metadata` they name no files and bring along nothing of the photo's own.
    """
    if (kind := FORMATS.get(Path(name).suffix.lower())) is None:
        raise StudioError(f"{name} cannot carry content credentials; use PNG, JPEG, WebP or TIFF.")
    try:
        import c2pa
    except (ImportError, OSError, RuntimeError) as error:
        raise UnavailableError(_MISSING) from error
    streams = [(each, _stream(each) if says.metadata else None) for each in origin.ingredients]
    try:
        with c2pa.Context.from_dict(dict(OFFLINE)) as context:
            builder = c2pa.Builder.from_json(_manifest(name, kind, origin, says, streams), context)
            with builder:
                for number, (each, found) in enumerate(streams):
                    if found is not None:
                        builder.add_ingredient(_ingredient(number, each, says), found[0], found[1])
                who = c2pa.C2paSignerInfo(signer.algorithm, signer.chain, signer.key, None)
                with c2pa.Signer.from_info(who) as hand:
                    out = io.BytesIO()
                    builder.sign(hand, kind, io.BytesIO(data), out)
                    return out.getvalue()
    except c2pa.C2paError as error:
        reason = " ".join(str(error).split())[:200]
        raise StudioError(
            f"{name} cannot be signed ({reason}); choose another certificate, or switch it off."
        ) from error
    finally:
        for _, found in streams:
            if found is not None:
                found[1].close()


Stream = tuple[str, BinaryIO] | None


def _manifest(
    name: str, kind: str, origin: Origin, says: Says, streams: list[tuple[Ingredient, Stream]]
) -> dict[str, Any]:
    assertions: list[dict[str, Any]] = [{"label": "c2pa.actions.v2", "data": {"actions": _actions(origin)}}]
    if says.recipe and origin.recipe:
        assertions.append({"label": RECIPE, "data": dict(origin.recipe), "kind": "Json"})
    told = [_ingredient(number, each, says) for number, (each, found) in enumerate(streams) if found is None]
    return {
        "claim_generator_info": [{"name": PRODUCT, "version": __version__}],
        "title": name, "format": kind, "assertions": assertions,
        "ingredients": [each | {"format": "application/octet-stream"} for each in told],
    }  # fmt: skip


def _actions(origin: Origin) -> list[dict[str, Any]]:
    """What was done, in order; the first one tells how it began."""
    parents = [number for number, each in enumerate(origin.ingredients) if each.role is Role.PARENT]
    others = [number for number, each in enumerate(origin.ingredients) if each.role is Role.COMPONENT]
    parent = origin.parent
    source = true_source(origin, read_claims(parent.xmp if parent else None)) or Source.EDITED
    us = {"name": PRODUCT, "version": __version__}
    placed = {"ingredientIds": [_label(number) for number in others]} if others else {}
    if parents:
        first = {"action": "c2pa.opened", "parameters": {"ingredientIds": [_label(number) for number in parents]}}
    else:
        # A drawing that a model went on from began as a drawing.
        began = Source.DRAWN if source is Source.COMPOSITE else source
        first = {"action": "c2pa.created", "digitalSourceType": began.uri, "softwareAgent": us}
    made = []
    for model in origin.models:
        agent = {"name": f"{PRODUCT}, {model.title}", "version": __version__}
        parameters = {MODEL: model.id, **placed}
        placed = {}
        done = {"digitalSourceType": source.uri, "softwareAgent": agent, "parameters": parameters}
        made.append({"action": "c2pa.edited", **done})
    if not made and (parents or placed):
        made = [{"action": "c2pa.edited", "digitalSourceType": source.uri, "softwareAgent": us, "parameters": placed}]
    return [first, *made]


def _ingredient(number: int, each: Ingredient, says: Says) -> dict[str, str]:
    name = each.name if says.metadata else "Photo" if each.role is Role.PARENT else "Style"
    return {"title": name, "relationship": each.role.value, "label": _label(number)}


def _label(number: int) -> str:
    return f"ingredient-{number}"


def _stream(each: Ingredient) -> Stream:
    """The very file that went in, with the credentials it has; None if it is gone or no longer the same picture."""
    path = Path(each.file) if each.file else None
    kind = FORMATS.get(path.suffix.lower()) if path else None
    if path is None or kind is None:
        return None
    try:
        if each.digest and load_picture(path).digest != each.digest:
            return None
        return kind, path.open("rb")
    except (StudioError, OSError):
        return None
