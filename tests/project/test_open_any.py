"""Every kind of file opens by what it holds, not by what it is called."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from exchange_makers import ground, lively

from studio.core.errors import StudioError
from studio.core.picture import Picture
from studio.core.picture_io import save_picture
from studio.document.document import MAX_SIDE
from studio.document.layer import Kind
from studio.project.open import OPENABLE_SUFFIXES, is_document, open_any
from studio.project.openraster_write import save_ora
from studio.project.psd_write import save_psd


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    save_ora(lively(), tmp_path / "ora.jpg")
    save_psd(lively(), tmp_path / "psd.ora")
    save_picture(Picture(ground()), tmp_path / "flat.png")
    (tmp_path / "flat.png").rename(tmp_path / "flat.psd")
    names = [layer.name for layer in lively().layers]
    assert [layer.name for layer in open_any(tmp_path / "ora.jpg").project.layers] == names
    assert [layer.name for layer in open_any(tmp_path / "psd.ora").project.layers] == names
    assert [layer.name for layer in open_any(tmp_path / "flat.psd").project.layers] == ["flat"]
    assert [is_document(tmp_path / name) for name in ("ora.jpg", "psd.ora", "flat.psd", "none")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_only_our_own_files_can_be_saved_over_without_asking(tmp_path: Path) -> None:
    save_ora(lively(), tmp_path / "art.ora")
    save_psd(lively(), tmp_path / "art.psd")
    assert open_any(tmp_path / "art.ora").exact
    assert not open_any(tmp_path / "art.psd").exact


def test_a_picture_becomes_one_layer(tmp_path: Path) -> None:
    pixels = ground()
    pixels[:4, :, 3] = 0
    save_picture(Picture(pixels), tmp_path / "my cat.webp", lossless=True)
    back = open_any((tmp_path / "my cat.webp").read_bytes(), "my cat.webp")
    (layer,) = back.project.layers
    assert (layer.name, layer.kind) == ("my cat", Kind.REFERENCE)
    assert back.project.active == layer.id
    assert not back.exact
    assert np.array_equal(layer.pixels[4:], pixels[4:])
    assert not layer.pixels[:4].any()


def test_a_picture_larger_than_a_document_is_made_smaller(tmp_path: Path) -> None:
    save_picture(Picture(np.full((2, MAX_SIDE + 100, 3), 90, np.uint8)), tmp_path / "wide.png")
    back = open_any(tmp_path / "wide.png")
    assert (back.project.width, back.project.height) == (MAX_SIDE, 2)
    assert back.remarks[0].startswith("The picture was made smaller")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"8BPS no psd", b"no picture", b"\x89PNG\r\n"])
def test_what_cannot_be_opened_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "art.ora").write_bytes(content)
    for source in (tmp_path / "art.ora", content):
        with pytest.raises(StudioError, match=r"art\.ora .*\.$"):
            open_any(source, "art.ora")


def test_files_that_are_not_there_or_no_files(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match=r"none\.ora does not exist"):
        open_any(tmp_path / "none.ora")
    with pytest.raises(StudioError, match="is a folder"):
        open_any(tmp_path)


def test_the_dialogs_know_all_of_them() -> None:
    assert {".ora", ".psd", ".png", ".heic", ".avif", ".tif"} <= set(OPENABLE_SUFFIXES)
