"""What files say: the right term of the vocabulary, nothing that is untrue, nothing that is not wanted."""

from __future__ import annotations

import json
from pathlib import Path

import defusedxml.ElementTree
import pytest
from PIL import Image
from provenance_makers import FOREIGN, painting_of, picture, saved_photo

from studio.core.picture import Metadata, Picture
from studio.core.picture_io import load_picture
from studio.provenance.label import IPTC_EXT, labelled, read_claims, true_source
from studio.provenance.origin import Origin, Says, Source
from studio.provenance.packet import read_packet
from studio.provenance.write import encoded, stamped, write_picture

PAINTED = Origin(Source.COMPOSITE, recipe={"seed": 7})
SUFFIXES = ("png", "jpg", "webp", "tif")


def claimed(source: Source) -> bytes:
    found = labelled(None, Origin(source), Says())
    assert found is not None
    return found


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("deep", [False, True])
def test_every_format_says_it_as_the_iptc_wants(tmp_path: Path, suffix: str, deep: bool) -> None:
    if deep and suffix not in ("png", "tif"):
        return
    photo = saved_photo(tmp_path)
    path = tmp_path / f"result.{suffix}"
    write_picture(photo, path, painting_of(photo), Says(), bits=16 if deep else 8)
    packet = load_picture(path).metadata.xmp
    assert packet is not None
    root = defusedxml.ElementTree.fromstring(packet.decode())
    found = [node.text for node in root.iter(f"{{{IPTC_EXT}}}DigitalSourceType")]
    assert found == ["http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"]
    claims = read_claims(packet)
    assert (claims.system, claims.models, claims.recipe) == ("Atelier Studio", "painted-styles", "")
    assert claims.tool.startswith("Atelier Studio")


def test_pillow_reads_the_label_too(tmp_path: Path) -> None:
    write_picture(picture(), tmp_path / "a.jpg", Origin(Source.GENERATED), Says())
    with Image.open(tmp_path / "a.jpg") as image:
        assert "trainedAlgorithmicMedia" in json.dumps(image.getxmp())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_stripped_files_keep_the_label_alone(tmp_path: Path, suffix: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera works"
    photo = Picture(picture().pixels, Metadata(exif=exif.tobytes(), xmp=FOREIGN, dpi=(300, 300)))
    path = tmp_path / f"a.{suffix}"
    write_picture(photo, path, PAINTED, Says(metadata=False))
    metadata = load_picture(path).metadata
    assert read_claims(metadata.xmp).source == Source.COMPOSITE
    assert b"Zo" not in (metadata.xmp or b"")
    assert b"Camera works" not in path.read_bytes()
    write_picture(photo, path, PAINTED, Says(ai=False, metadata=False))
    assert load_picture(path).metadata.xmp is None
    assert b"Atelier" not in path.read_bytes()


def test_what_others_wrote_stays_and_what_is_untrue_goes() -> None:
    packet = labelled(FOREIGN, PAINTED, Says(recipe=True))
    assert packet is not None
    claims = read_claims(packet)
    assert claims.source == Source.COMPOSITE
    assert claims.creator == "Zoë & Co"
    assert json.loads(claims.recipe) == {"seed": 7}
    assert b"digitalCapture" not in packet
    assert packet.count(b"DigitalSourceType>") == 2  # one element

    silent = labelled(FOREIGN, PAINTED, Says(ai=False))
    assert silent is not None
    claims = read_claims(silent)
    assert (claims.source, claims.system, claims.models, claims.recipe) == ("", "", "", "")
    assert claims.tool == "Camera > 3"
    assert b"Rating" in silent


def test_the_signed_history_of_another_file_does_not_go_along() -> None:
    remote = b'<t:provenance xmlns:t="http://purl.org/dc/terms/">https://example.org/a.c2pa</t:provenance><!-- kept'
    packet = FOREIGN.replace(b"<!-- kept", remote)
    assert read_claims(packet).remote == "https://example.org/a.c2pa"
    for origin in (PAINTED, Origin()):
        found = labelled(packet, origin, Says())
        assert read_claims(found).remote == ""
        assert read_claims(found).creator == "Zoë & Co"


def test_saying_it_twice_says_it_once() -> None:
    once = labelled(FOREIGN, PAINTED, Says(recipe=True))
    twice = labelled(once, PAINTED, Says(recipe=True))
    assert twice is not None
    found = read_packet(twice)
    assert found is not None
    names = [each.name for each in found.properties]
    assert len(names) == len(set(names))
    assert len(twice) <= len(once or b"") + 400


def test_an_unchanged_photo_keeps_what_it_said() -> None:
    assert labelled(FOREIGN, Origin(), Says()) is FOREIGN
    assert labelled(FOREIGN, Origin(), Says(metadata=False)) is None


@pytest.mark.parametrize(
    ("before", "now", "true"),
    [
        (None, Source.COMPOSITE, Source.COMPOSITE),
        (Source.DRAWN, Source.COMPOSITE, Source.COMPOSITE),
        (Source.GENERATED, Source.COMPOSITE, Source.GENERATED),
        (Source.COMPUTED, Source.COMPOSITE, Source.GENERATED),  # the program's own example: nobody's picture went in
        (Source.GENERATED, Source.EDITED, Source.COMPOSITE),
        (Source.COMPOSITE, Source.MIXED, Source.COMPOSITE),
        (Source.COMPUTED, Source.DRAWN, Source.DRAWN),
    ],
)
def test_the_source_that_is_true(before: Source | None, now: Source, true: Source) -> None:
    claims = read_claims(claimed(before) if before else None)
    assert true_source(Origin(now), claims) is true


def test_silence_does_not_undo_what_was_said_before() -> None:
    found = labelled(claimed(Source.GENERATED), PAINTED, Says(ai=False))
    assert read_claims(found).source == Source.GENERATED


def test_a_packet_too_large_for_jpeg_does_not_cost_the_label(tmp_path: Path) -> None:
    large = FOREIGN.replace(b"Holiday|Sea", b"Holiday|" + b"Sea" * 30_000)
    photo = Picture(picture().pixels, Metadata(xmp=large))
    for suffix in SUFFIXES:
        write_picture(photo, tmp_path / f"a.{suffix}", PAINTED, Says())
        xmp = load_picture(tmp_path / f"a.{suffix}").metadata.xmp
        assert read_claims(xmp).source == Source.COMPOSITE, suffix
        assert (b"SeaSea" in (xmp or b"")) == (suffix != "jpg")


def test_damaged_packets_are_replaced(tmp_path: Path) -> None:
    for junk in (b"<x", FOREIGN[:300], b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        assert read_claims(labelled(junk, PAINTED, Says())).source == Source.COMPOSITE
        assert labelled(junk, PAINTED, Says(ai=False)) is None


def test_stamped_pictures_carry_it_along() -> None:
    photo = Picture(picture().pixels, Metadata(xmp=FOREIGN, dpi=(72, 72), credentials=True))
    found = stamped(photo, PAINTED, Says())
    assert read_claims(found.metadata.xmp).source == Source.COMPOSITE
    assert found.metadata.dpi == (72, 72)
    assert not found.metadata.credentials
    assert stamped(photo, PAINTED, Says(ai=False, metadata=False)).metadata == Metadata()


def test_pixels_are_those_of_a_plain_save(tmp_path: Path) -> None:
    photo = picture(alpha=True)
    for suffix in ("png", "tif"):
        (tmp_path / f"a.{suffix}").write_bytes(encoded(photo, tmp_path / f"a.{suffix}", PAINTED, Says()))
        assert (load_picture(tmp_path / f"a.{suffix}").pixels == photo.pixels).all()
