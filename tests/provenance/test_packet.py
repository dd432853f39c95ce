"""XMP packets: read whoever wrote them, changed without touching the rest, hostile ones refused."""

from __future__ import annotations

import time

import defusedxml.ElementTree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from provenance_makers import FOREIGN

from studio.provenance.packet import RDF, new_packet, read_packet

XMP, DC = "http://ns.adobe.com/xap/1.0/", "http://purl.org/dc/elements/1.1/"
EXT, OTHER = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "urn:other#"
PREFIXES = {XMP: "xmp", OTHER: "other"}
TOOL, RATING, SOURCE = (XMP, "CreatorTool"), (XMP, "Rating"), (EXT, "DigitalSourceType")


def test_properties_are_found_as_attributes_and_as_elements() -> None:
    packet = read_packet(FOREIGN)
    assert packet is not None
    assert packet.about == "uuid:1"
    assert packet.value(TOOL) == "Camera > 3"
    assert packet.value(RATING) == "4"
    assert packet.value((DC, "creator")) == "Zoë & Co"
    assert packet.value(("http://ns.adobe.com/lightroom/1.0/", "hierarchicalSubject")) == "Holiday|Sea"
    assert packet.value((DC, "title")) == ""


def test_what_is_not_changed_keeps_every_byte() -> None:
    packet = read_packet(FOREIGN)
    assert packet is not None
    changed = packet.changed([TOOL, (DC, "creator")], {TOOL: "A < B"}, PREFIXES)
    for kept in (b"<!-- kept: as it is -->", b"xmp:Rating = '4'", b"Holiday|Sea", b'x:xmptk="Somebody\'s Toolkit"'):
        assert kept in changed
    assert b"Camera" not in changed
    assert "Zoë".encode() not in changed
    again = read_packet(changed)
    assert again is not None
    assert again.value(TOOL) == "A < B"
    assert again.value(RATING) == "4"
    root = defusedxml.ElementTree.fromstring(changed.decode())
    about = [node.get(f"{{{RDF}}}about") for node in root.iter(f"{{{RDF}}}Description")]
    assert about == ["uuid:1", "uuid:1"]  # both speak of the same thing


def test_taking_away_what_was_added_leaves_the_rest() -> None:
    packet = read_packet(FOREIGN)
    assert packet is not None
    name = (OTHER, "Note")
    added = read_packet(packet.changed([], {name: "x"}, PREFIXES))
    assert added is not None
    gone = added.changed([name], {}, PREFIXES)
    assert b"Note" not in gone
    assert [p.name for p in packet.properties] == [p.name for p in read_packet(gone).properties]  # type: ignore[union-attr]


def test_empty_elements_resources_and_other_encodings() -> None:
    body = (
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="" xmlns:o="{OTHER}">'
        '<o:a rdf:resource="urn:x"/><o:b/><o:c>  two  </o:c></rdf:Description></rdf:RDF>'
    )
    for data in (body.encode(), ("\ufeff" + body).encode(), body.encode("utf-16"), body.encode() + b"\0\0"):
        packet = read_packet(data)
        assert packet is not None
        assert [packet.value((OTHER, name)) for name in "abc"] == ["urn:x", "", "two"]
        left = read_packet(packet.changed([(OTHER, "a"), (OTHER, "b")], {}, PREFIXES))
        assert left is not None
        assert [p.name for p in left.properties] == [(OTHER, "c")]


@pytest.mark.parametrize(
    "data",
    [
        None, b"", b"no xml", b"<a/>", FOREIGN[:-40], FOREIGN.replace(b"</r:RDF>", b""),
        b'<!DOCTYPE a [<!ENTITY b "c">]>' + FOREIGN.partition(b"?>")[2],
        b'<rdf:RDF xmlns:rdf="%s"/>' % RDF.encode(),
        b"<a>" * 5000 + b"</a>" * 5000,
        b'<x xmlns:r="%s"><r:RDF>' % RDF.encode() + b"<r:b>" * 200 + b"</r:b>" * 200 + b"</r:RDF></x>",
        b"<" + b"a" * 5_000_000,
        b'<rdf:RDF xmlns:rdf="%s">%s</rdf:RDF>' % (RDF.encode(), b"<rdf:b/>" * 60_000),
        b"\xff\xfe\x00", "<a>é</a>".encode("latin-1"), b"<p:a/>",
    ],
)  # fmt: skip
def test_damaged_and_hostile_packets_are_none(data: bytes | None) -> None:
    began = time.monotonic()
    assert read_packet(data) is None
    assert time.monotonic() - began < 2


@given(st.binary(max_size=40), st.integers(0, len(FOREIGN) - 1))
@settings(max_examples=150, deadline=None)
def test_no_damage_raises(junk: bytes, place: int) -> None:
    packet = read_packet(FOREIGN[:place] + junk + FOREIGN[place + len(junk) :])
    if packet is not None:
        changed = packet.changed([TOOL, SOURCE], {TOOL: "ours"}, PREFIXES)
        again = read_packet(changed)
        assert again is not None
        assert again.value(TOOL) == "ours"


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_written(text: str) -> None:
    packet = read_packet(new_packet({TOOL: f"a{text}z"}, PREFIXES))
    assert packet is not None
    value = packet.value(TOOL)
    assert value.startswith("a")
    assert value.endswith("z")
    readable = "".join(c for c in text if c.isprintable() and c.isascii())
    assert [c for c in value if c.isprintable() and c.isascii()][1:-1] == list(readable)
