"""Whether a photo's own file says that people are in it. Nothing is looked for in the pixels."""

from __future__ import annotations

from studio.provenance.label import IPTC_EXT, REGIONS
from studio.provenance.packet import read_packet

_NAMED = ((IPTC_EXT, "PersonInImage"), (IPTC_EXT, "PersonInImageWDetails"))
_REGIONS = (REGIONS, "Regions")


def names_people(xmp: bytes | None) -> bool:
    """Whether the packet names people, or frames faces as cameras and photo programs do."""
    packet = read_packet(xmp)
    if packet is None:
        return False
    for each in packet.properties:
        if each.name in _NAMED and any(text.strip() for _, text in each.parts):
            return True
        if each.name == _REGIONS and any(name == (REGIONS, "Type") and text == "Face" for name, text in each.parts):
            return True
    return False
