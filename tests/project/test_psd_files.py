"""Photoshop files: ours come back as they were, others' as far as a document can hold them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from exchange_makers import ground, lively, patch, sheet
from PIL import Image, ImageChops

from studio.core.errors import DocumentError
from studio.document.layer import Blend, Kind
from studio.project import psd_read
from studio.project.flatten import flattened, on_paper
from studio.project.opened import Opened
from studio.project.project import Project, SavedLayer
from studio.project.psd_read import load_psd
from studio.project.psd_write import save_psd

psd_tools = pytest.importorskip("psd_tools")
SIZE = (56, 40)


def foreign(*, mode: str = "RGB", depth: int = 8) -> Any:
    return psd_tools.PSDImage.new(mode, SIZE, depth=depth)


def opened(psd: Any) -> Opened:
    out = io.BytesIO()
    psd.save(out)
    return load_psd(out.getvalue(), "art.psd")


@pytest.mark.parametrize("suffix", [".psd", ".psb"])
def test_layers_come_back_as_they_were(tmp_path: Path, suffix: str) -> None:
    project = lively()
    save_psd(project, tmp_path / f"art{suffix}")
    back = load_psd(tmp_path / f"art{suffix}")
    assert back.remarks == ()
    assert not back.exact
    assert (back.project.width, back.project.height) == SIZE
    for before, after in zip(project.layers, back.project.layers, strict=True):
        assert (after.name, after.kind, after.visible) == (before.name, before.kind, before.visible)
        assert (after.locked, after.blend) == (before.locked, before.blend)
        assert after.opacity == pytest.approx(before.opacity, abs=1 / 255)
        assert np.array_equal(after.pixels, before.pixels)
    assert np.abs(flattened(back.project).astype(int) - flattened(project)).max() <= 1


def test_another_program_sees_the_same_picture(tmp_path: Path) -> None:
    project = lively()
    save_psd(project, tmp_path / "art.psd", dpi=300, xmp=b"<x:xmpmeta/>")
    with Image.open(tmp_path / "art.psd") as image:  # Pillow has a reader of its own, for the merged picture
        assert np.array_equal(np.asarray(image), on_paper(project).pixels)
    psd = psd_tools.PSDImage.open(tmp_path / "art.psd")
    assert [layer.name for layer in psd] == [layer.name for layer in project.layers]
    composed = psd.composite(ignore_preview=True).convert("RGBA")
    assert np.abs(np.asarray(composed)[..., :3].astype(int) - flattened(project)[..., :3]).max() <= 2
    assert psd.image_resources.get_data(1060) == b"<x:xmpmeta/>"


def test_groups_are_taken_apart() -> None:
    psd = foreign()
    outer = psd.create_group(name="Outer", opacity=128)
    inner = outer.create_group(name="Inner")
    inner.create_pixel_layer(Image.fromarray(patch((9, 8, 7, 255))), "Deep", opacity=128)
    inner.visible = False
    psd.create_pixel_layer(Image.fromarray(patch((1, 2, 3, 255))), "Top")
    found = opened(psd).project.layers
    assert [layer.name for layer in found] == ["Deep", "Top"]
    assert not found[0].visible
    assert found[0].opacity == pytest.approx(128 / 255 * 128 / 255)
    assert found[1].visible


def test_masks_cut_and_clipped_layers_stay_inside() -> None:
    psd = foreign(mode="RGBA")
    base = psd.create_pixel_layer(Image.fromarray(patch((200, 0, 0, 255))), "Base")
    mask = np.zeros((40, 56), np.uint8)
    mask[:, :15] = 255
    base.create_mask(Image.fromarray(mask))
    clipped = psd.create_pixel_layer(Image.fromarray(ground()), "Clipped")
    clipped.clipping = True
    back = opened(psd)
    expected = patch((200, 0, 0, 255))[..., 3] * (mask > 0)
    layers = {layer.name: layer for layer in back.project.layers}
    assert np.array_equal(layers["Base"].pixels[..., 3], expected)
    assert np.array_equal(layers["Clipped"].pixels[..., 3], expected)
    assert "“Clipped”: was cut to the layer that it is clipped to." in back.remarks


def test_layers_that_reach_over_the_edge_are_cut() -> None:
    psd = foreign()
    psd.create_pixel_layer(Image.fromarray(ground()), "Moved", top=-10, left=-20)
    psd.create_pixel_layer(Image.fromarray(ground()), "Away", top=500)
    moved, away = opened(psd).project.layers
    assert np.array_equal(moved.pixels[:30, :36], ground()[10:, 20:])
    assert not moved.pixels[30:].any()
    assert not away.pixels.any()


def test_what_we_lack_is_said_and_how_it_looked_is_kept() -> None:
    psd = foreign()
    psd.create_pixel_layer(Image.fromarray(ground()), "Under")
    layer = psd.create_pixel_layer(Image.fromarray(patch((200, 100, 50, 255))), "Glow")
    layer.blend_mode = psd_tools.constants.BlendMode.OVERLAY
    back = opened(psd)
    before, *layers = back.project.layers
    assert [one.blend for one in layers] == [Blend.NORMAL, Blend.NORMAL]
    assert any("“Glow”: blends in a way" in remark for remark in back.remarks)
    assert not before.visible
    assert np.array_equal(before.pixels[..., :3], np.asarray(psd.topil())[..., :3])
    assert back.project.active == layers[-1].id


def test_layers_of_one_colour_become_pixels() -> None:
    from psd_tools.constants import Tag
    from psd_tools.psd.descriptor import Descriptor, DescriptorBlock, Double
    from psd_tools.psd.tagged_blocks import TaggedBlock

    psd = foreign()
    layer = psd.create_pixel_layer(Image.fromarray(patch((1, 2, 3, 255))), "Night", top=0, left=0)
    mask = np.zeros((40, 56), np.uint8)
    mask[10:20] = 255
    layer.update_mask(Image.fromarray(mask))  # made of the patch's alpha, as this document has none
    for channel, info in zip(layer._channels, layer._record.channel_info, strict=True):
        if info.id >= -1:
            channel.data = b""
    rgb = Descriptor(classID=b"RGBC", items=[(b"Rd  ", Double(20)), (b"Grn ", Double(30.4)), (b"Bl  ", Double(90))])
    block = DescriptorBlock(version=16, classID=b"null", items=[(b"Clr ", rgb)])
    key = Tag.SOLID_COLOR_SHEET_SETTING
    layer.tagged_blocks[key] = TaggedBlock(key=key, data=block)
    (found,) = opened(psd).project.layers
    expected = sheet()
    expected[10:20] = (20, 30, 90, 255)
    assert np.array_equal(found.pixels, expected)


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_a_file_without_layers_gives_its_picture(mode: str) -> None:
    image = Image.fromarray(ground()[..., :3]).convert(mode)
    stored = ImageChops.invert(image) if mode == "CMYK" else image  # as the format has it
    (layer,) = opened(psd_tools.PSDImage.frompil(stored)).project.layers
    assert layer.kind is Kind.REFERENCE
    assert np.abs(layer.pixels[..., :3].astype(int) - np.asarray(image.convert("RGB"))).max() <= 1
    assert (layer.pixels[..., 3] == 255).all()


def test_sixteen_bits_become_eight_with_a_remark() -> None:
    psd = foreign(depth=16)
    psd.create_pixel_layer(Image.fromarray(ground()), "Deep")
    back = opened(psd)
    assert back.remarks[0] == "Its 16 bits a channel became 8."
    assert np.array_equal(back.project.layers[0].pixels, ground())


def test_too_many_layers_for_the_memory_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psd_read, "MAX_LAYER_BYTES", 56 * 40 * 4 * 2)
    psd = foreign()
    for number in range(3):
        psd.create_pixel_layer(Image.fromarray(ground()), f"Layer {number}")
    back = opened(psd)
    (layer,) = back.project.layers
    assert np.array_equal(layer.pixels, ground())
    assert back.remarks == ("Its 3 layers need more memory than a document may take: they became one.",)


def test_labels_stay_labels_only_with_hard_edges() -> None:
    soft = patch((94, 91, 197, 255))
    soft[8, 8, 3] = 100
    psd = foreign()
    psd.create_pixel_layer(Image.fromarray(soft), "Materials")
    assert opened(psd).project.layers[0].kind is not Kind.LABELS


def test_files_too_large_for_a_document_are_refused() -> None:
    head = b"8BPS" + (1).to_bytes(2, "big") + bytes(6) + (3).to_bytes(2, "big")
    head += (30_000).to_bytes(4, "big") + (9000).to_bytes(4, "big") + (8).to_bytes(2, "big") + (3).to_bytes(2, "big")
    with pytest.raises(DocumentError, match=r"art\.psd is too large: 9000 x 30000 pixels.*\.$"):
        load_psd(head + bytes(100), "art.psd")


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_open_or_say_so(tmp_path: Path, seed: int) -> None:
    save_psd(lively(), tmp_path / "art.psd")
    data = bytearray((tmp_path / "art.psd").read_bytes())
    random = np.random.default_rng(seed)
    if seed % 3 == 0:
        del data[int(random.integers(1, len(data))) :]
    for _ in range(int(random.integers(1, 12))):
        data[int(random.integers(0, len(data)))] = int(random.integers(0, 256))
    try:
        back = load_psd(bytes(data), "art.psd")
    except DocumentError as error:
        sentence = str(error)
    else:
        sentence = "art.psd opened."
        size = (back.project.height, back.project.width, 4)
        assert {layer.pixels.shape for layer in back.project.layers} == {size}
    assert sentence.startswith("art.psd ")
    assert sentence.endswith(".")


def test_a_disk_that_refuses_costs_nothing(tmp_path: Path) -> None:
    project = Project(8, 8, (SavedLayer(1, "Sketch", Kind.SKETCH, sheet(8, 8)),))
    save_psd(project, tmp_path / "art.psd")
    before = (tmp_path / "art.psd").read_bytes()
    with pytest.raises(Exception, match="cannot be written"):
        save_psd(project, tmp_path / "none" / "art.psd")
    assert (tmp_path / "art.psd").read_bytes() == before
