"""What a file says of how it was made, as XMP: written into the packet it has, and read from anybody's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from studio import __version__
from studio.provenance.origin import PRODUCT, VOCABULARY, Origin, Says, Source
from studio.provenance.packet import RDF, Name, Packet, new_packet, read_packet

IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
XMP = "http://ns.adobe.com/xap/1.0/"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
OURS = "urn:atelier-studio:provenance:1.0#"
REGIONS = "http://www.metadataworkinggroup.com/schemas/regions/"

SOURCE_TYPE: Name = (IPTC_EXT, "DigitalSourceType")
OLD_SOURCE_TYPE: Name = (IPTC_EXT, "DigitalSourcefileType")  # the name of it before 2010, and a common mistake
AI_SYSTEM: Name = (IPTC_EXT, "AISystemUsed")
AI_VERSION: Name = (IPTC_EXT, "AISystemVersionUsed")
CREATOR_TOOL: Name = (XMP, "CreatorTool")
MODELS: Name = (OURS, "Models")
RECIPE: Name = (OURS, "Recipe")
REMOTE: Name = (TERMS, "provenance")  # where a signed history of the very file lies on the web
_ABOUT_MAKING = (SOURCE_TYPE, OLD_SOURCE_TYPE, AI_SYSTEM, AI_VERSION, MODELS, RECIPE)
_PREFIXES = {IPTC_EXT: "Iptc4xmpExt", XMP: "xmp", OURS: "atelier", RDF: "rdf"}
_LONGEST = 2000  # characters of a value that is shown


@dataclass(frozen=True)
class Claims:
    """What a packet says. source: a term of the IPTC's vocabulary ("digitalCapture"), or whatever stands there.

    models: ids. recipe: JSON, as we write it. remote: an address on the web, never looked at. The others: plain texts,
    at most 2000 characters. "" for what is missing.
    """

    source: str = ""
    tool: str = ""
    system: str = ""
    version: str = ""
    models: str = ""
    recipe: str = ""
    title: str = ""
    creator: str = ""
    rights: str = ""
    remote: str = ""

    @property
    def known(self) -> Source | None:
        """The source as one of those we vouch for."""
        return Source(self.source) if self.source in list(Source) else None


def read_claims(packet: bytes | None) -> Claims:
    """What `packet` says; nothing for one that is missing or damaged."""
    found = read_packet(packet)
    return _claims(found) if found else Claims()


def _claims(packet: Packet) -> Claims:
    def text(name: Name) -> str:
        return packet.value(name)[:_LONGEST]

    source = text(SOURCE_TYPE) or text(OLD_SOURCE_TYPE)
    return Claims(
        source=source.rstrip("/").rpartition("/")[2],
        tool=text(CREATOR_TOOL), system=text(AI_SYSTEM), version=text(AI_VERSION), models=text(MODELS),
        recipe=packet.value(RECIPE), title=text((DC, "title")), creator=text((DC, "creator")),
        rights=text((DC, "rights")), remote=text(REMOTE),
    )  # fmt: skip


def true_source(origin: Origin, before: Claims) -> Source | None:
    """What the result is: work on a picture that nobody gave stays a picture that nobody gave."""
    if origin.source is Source.COMPOSITE and before.known in (Source.GENERATED, Source.COMPUTED):
        return Source.GENERATED
    if origin.source in (Source.DRAWN, Source.MIXED, Source.EDITED) and before.known and before.known.uses_models:
        return Source.COMPOSITE
    return origin.source


def labelled(packet: bytes | None, origin: Origin, says: Says) -> bytes | None:
    """`packet`, which came with the picture that was worked on, brought up to date; None if nothing is to be said.

    What it says of other things stays as it is, unless `says.metadata` is off. A source that is no longer true goes
    even when nothing new is to be said.
    """
    found = read_packet(packet)
    if origin.source is None:
        if found is not None and says.metadata and found.value(REMOTE):
            return found.changed([REMOTE], {}, _PREFIXES)
        return packet if says.metadata else None
    before = _claims(found) if found else Claims()
    if not before.source and origin.parent is not None:
        before = read_claims(origin.parent.xmp)
    add = _sayings(origin, says, before)
    if found is None or not says.metadata:
        return new_packet(add, _PREFIXES) if add else None
    kept = CREATOR_TOOL if CREATOR_TOOL not in add else None
    return found.changed([name for name in (*_ABOUT_MAKING, CREATOR_TOOL, REMOTE) if name != kept], add, _PREFIXES)


def _sayings(origin: Origin, says: Says, before: Claims) -> Mapping[Name, str]:
    source = true_source(origin, before)
    assert source is not None
    add: dict[Name, str] = {}
    if says.ai:
        add[SOURCE_TYPE] = source.uri
        if source.uses_models:
            add[AI_SYSTEM] = PRODUCT
            add[AI_VERSION] = __version__
    if says.ai and origin.models:
        add[MODELS] = ", ".join(model.id for model in origin.models)
    if says.recipe and origin.recipe:
        add[RECIPE] = json.dumps(dict(origin.recipe), ensure_ascii=True, separators=(",", ":"), default=str)
    if add:
        add[CREATOR_TOOL] = f"{PRODUCT} {__version__}"
    elif before.source and before.known and before.known.uses_models:
        add[SOURCE_TYPE] = VOCABULARY + before.source  # it was said before, and is as true as it was
    return add
