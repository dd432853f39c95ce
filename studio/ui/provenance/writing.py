"""Writing pictures by the settings: what their files say, who signs, and what got lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from studio.core.picture import Picture
from studio.library.paths import user_config_dir
from studio.provenance.credentials import Signer, find_signer, last_certificate, local_root
from studio.provenance.origin import Origin, Says
from studio.provenance.write import write_picture
from studio.ui.window.settings import ProvenanceSettings, SaveSettings


def says_of(saving: SaveSettings, provenance: ProvenanceSettings) -> Says:
    """What files are to say, by the settings."""
    return Says(provenance.say_ai, provenance.recipe, saving.keep_metadata)


def signed_by(provenance: ProvenanceSettings) -> tuple[str, str, str] | None:
    """Certificate and key of the artist ("" for those of this computer), and the folder of the latter; None if nobody
    is to sign."""
    if not provenance.credentials:
        return None
    return provenance.certificate, provenance.key, str(user_config_dir())


def signer_of(provenance: ProvenanceSettings) -> Signer | None:
    """Who signs, by the settings; None if nobody. Touches the disk: call it in the background. Raises StudioError."""
    who = signed_by(provenance)
    return None if who is None else find_signer(who[0], who[1], Path(who[2]))


def anchors_of(provenance: ProvenanceSettings) -> tuple[bytes, ...]:
    """The certificates by which the artist's own signatures are known, PEM. Touches the disk; never raises."""
    found = [local_root(user_config_dir())]
    if provenance.certificate:
        found.append(last_certificate(Path(provenance.certificate)))
    return tuple(each for each in found if each)


@dataclass(frozen=True)
class Written:
    """A file that was written. unsigned: it was made of one with content credentials and carries none itself."""

    path: Path
    unsigned: bool = False


Plan = Callable[[Picture, Path, int], Written]
"""Writes a picture to a path in a quality 1..100."""


def plain(saving: SaveSettings) -> Plan:
    """Writes pictures whose files keep saying what they said."""

    def write(picture: Picture, path: Path, quality: int) -> Written:
        says = Says(metadata=saving.keep_metadata)
        write_picture(picture, path, Origin(), says, quality=quality, bits=saving.bits_for(path))
        return Written(path, unsigned=picture.metadata.credentials)

    return write


class Planner(Protocol):
    """Knows where pictures come from."""

    def plan(self, made: object, saving: SaveSettings) -> Plan:
        """What writes a picture, by the settings of this moment; it is called in the background."""
        ...
