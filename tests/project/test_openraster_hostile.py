"""Hostile OpenRaster files: refused in one sentence, soon, and without much memory."""

from __future__ import annotations

import io
import os
import re
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from ora_makers import full_project, noise, spot
from zip_makers import package, png, stack, with_layers

from studio.core.errors import DocumentError
from studio.project import openraster_read
from studio.project.openraster_read import load_ora, read_thumbnail
from studio.project.openraster_write import save_ora

RED = spot(20, 10, 2, 2, (250, 0, 0, 255))
LAYER = "<layer name='a' src='data/a.png'/>"
LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)  # fmt: skip


def huge_png(width: int, height: int) -> bytes:
    """A PNG that says it is large and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


REFUSED = {
    "empty": b"",
    "no zip": b"PK\x03\x04" + bytes(200),
    "no stack": package({"data/a.png": png(RED)}),
    "no xml": package({"stack.xml": b"\x89PNG"}),
    "other xml": package({"stack.xml": "<svg/>"}),
    "no size": package({"stack.xml": "<image><stack/></image>"}),
    "no stack in it": package({"stack.xml": "<image w='4' h='4'/>"}),
    "entities": package({"stack.xml": LAUGHS + "]><image w='4' h='4'><stack>&j;</stack></image>"}),
    "outside": package({"stack.xml": "<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + stack("&a;")}),
    "large canvas": package({"stack.xml": stack(LAYER, 9000, 9000)}),
    "absurd canvas": package({"stack.xml": stack(LAYER, 10**15, 1)}),
    "negative canvas": package({"stack.xml": stack(LAYER, -4, 4)}),
    "many layers": with_layers({"a.png": RED}, LAYER * 3000),
    "deep groups": with_layers({"a.png": RED}, "<stack>" * 500 + LAYER + "</stack>" * 500),
    "much memory": with_layers({"a.png": RED}, LAYER * 900, 8000, 8000),
    "large xml": package({"stack.xml": stack("<!--" + "x" * 9_000_000 + "-->")}),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_sentence(name: str) -> None:
    began = time.process_time()
    with pytest.raises(DocumentError) as caught:
        load_ora(REFUSED[name], "art.ora")
    text = str(caught.value)
    assert "art.ora" in text
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text) < 300
    assert time.process_time() - began < 2


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = package({"stack.xml": stack(LAYER), "data/a.png": bytes(100_000_000)})
    lying = bytearray(package({"stack.xml": stack(LAYER), "data/a.png": bytes(50_000_000)}))
    where = lying.rindex(b"PK\x01\x02", 0, lying.rindex(b"data/a.png"))
    lying[where + 24 : where + 28] = struct.pack("<I", 1000)  # the size in the central directory
    tracemalloc.start()
    for data in (bomb, bytes(lying)):
        opened = load_ora(data)
        assert opened.project.layers == ()
        assert len(opened.remarks) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 250_000_000


def test_pictures_that_claim_to_be_huge_cost_nothing() -> None:
    tracemalloc.start()
    for size in ((30_000, 30_000), (16_000, 12_000), (2**31 - 1, 1), (0, 5)):
        opened = load_ora(package({"stack.xml": stack(LAYER), "data/a.png": huge_png(*size)}))
        assert opened.project.layers == ()
        assert len(opened.remarks) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_names_that_lead_out_of_the_zip_are_only_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png(RED))
    inner = (
        f"<layer name='a' src='{secret}'/><layer name='b' src='../secret.png'/><layer name='c' src='data/../a.png'/>"
    )
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.ora").write_bytes(package({"stack.xml": stack(inner)}))
    before = sorted(tmp_path.rglob("*"))
    opened = load_ora(tmp_path / "deep" / "a.ora")
    assert opened.project.layers == ()
    assert len(opened.remarks) == 3
    assert sorted(tmp_path.rglob("*")) == before


def test_packed_or_locked_otherwise_is_left_out() -> None:
    odd = package({"stack.xml": stack(LAYER)})
    out = io.BytesIO(odd)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_LZMA) as target:
        target.writestr("data/a.png", png(RED))
    opened = load_ora(out.getvalue())
    assert len(opened.remarks) == 1
    assert "packed or locked" in opened.remarks[0]


def test_all_pictures_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openraster_read, "memory_limit", lambda: 1000)
    with pytest.raises(DocumentError, match="memory"):
        load_ora(with_layers({"a.png": RED}, LAYER * 2))
    assert len(load_ora(with_layers({"a.png": RED}, LAYER)).project.layers) == 1


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "1e999", "zero", "9" * 500, "", "0x4"])
def test_numbers_that_are_none_mean_the_default(value: str) -> None:
    opened = load_ora(
        with_layers({"a.png": RED}, f"<layer src='data/a.png' x='{value}' y='{value}' opacity='{value}'/>")
    )
    (layer,) = opened.project.layers
    assert 0 <= layer.opacity <= 1
    assert layer.pixels.shape == (10, 20, 4)


@pytest.mark.skipif(os.name != "posix", reason="pipes with names are posix")
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ora")
    for name, reason in (("pipe.ora", "ordinary file"), (".", "folder"), ("no.ora", "does not exist")):
        with pytest.raises(DocumentError, match=reason):
            load_ora(tmp_path / name)
        assert read_thumbnail(tmp_path / name) is None
    with pytest.raises(DocumentError):
        load_ora(Path("a\0b.ora"))


def test_a_cut_or_scratched_file_never_does_worse_than_refuse(tmp_path: Path) -> None:
    save_ora(full_project(), tmp_path / "a.ora")
    whole = (tmp_path / "a.ora").read_bytes()
    draw = np.random.default_rng(0)
    for turn in range(150):
        data = bytearray(whole if turn % 3 else whole[: int(draw.integers(len(whole)))])
        for _ in range(int(draw.integers(1, 40))):
            if data:
                data[int(draw.integers(len(data)))] = int(draw.integers(256))
        (tmp_path / "b.ora").write_bytes(data)
        read_thumbnail(tmp_path / "b.ora")
        refused = ""
        try:
            layers = load_ora(bytes(data), "b.ora").project.layers
        except DocumentError as error:
            layers, refused = (), str(error)
        assert not refused or re.fullmatch(r"b\.ora .+\.", refused)
        assert all(layer.pixels.shape[2] == 4 for layer in layers)


def test_noise_is_no_document() -> None:
    for seed in range(20):
        with pytest.raises(DocumentError):
            load_ora(noise(30, 30, seed).tobytes())
