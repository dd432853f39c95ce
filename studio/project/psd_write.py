"""Writing Photoshop files: every layer with its name, place, opacity, blend mode, visibility and lock."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from studio.core.colour import srgb_profile
from studio.core.errors import DocumentError
from studio.core.files import atomic_write
from studio.document.blend import on_white
from studio.document.layer import Blend
from studio.project.flatten import flattened
from studio.project.merged import bounds
from studio.project.project import Project, SavedLayer

_DPI = 72.0
_LONGEST_NAME = 255
_ALPHA = -1


def save_psd(project: Project, path: str | Path, *, dpi: float = _DPI, xmp: bytes | None = None) -> None:
    """Writes the layers of `project`, whole or not at all; a path that ends in .psb gives the format for huge files.

    xmp: a packet to put beside them. Photos, chains and results that are no layers are not written. The merged picture
    that the format asks for lies on white paper. Raises StudioError with a sentence.
    """
    path = Path(path)
    try:
        psd = _psd(project, 2 if path.suffix.lower() == ".psb" else 1, dpi, xmp)

        def write(file: BinaryIO) -> None:
            psd.write(file)

        atomic_write(path, write)
    except MemoryError as error:
        raise DocumentError(f"{path} cannot be written: there is not enough memory; close other programs.") from error
    except struct.error as error:
        raise DocumentError(f"{path} cannot be written: a PSD holds at most 2 GB; let its name end in .psb.") from error


def _psd(project: Project, version: int, dpi: float, xmp: bytes | None) -> Any:
    from psd_tools.constants import ColorMode, Compression
    from psd_tools.psd import PSD, ChannelImageData, GlobalLayerMaskInfo, LayerInfo, LayerRecords, TaggedBlocks
    from psd_tools.psd.header import FileHeader
    from psd_tools.psd.image_data import ImageData
    from psd_tools.psd.layer_and_mask import LayerAndMaskInformation

    header = FileHeader(
        version=version, channels=3, height=project.height, width=project.width, depth=8, color_mode=ColorMode.RGB
    )
    made = [_layer(layer, version) for layer in project.layers]
    info = LayerInfo(
        len(made), LayerRecords([record for record, _ in made]), ChannelImageData([channels for _, channels in made])
    )
    merged = ImageData(compression=Compression.RLE)
    merged.set_data(_planes(on_white(flattened(project))), header)
    return PSD(
        header=header,
        image_resources=_resources(dpi, xmp),
        layer_and_mask_information=LayerAndMaskInformation(info, GlobalLayerMaskInfo(), TaggedBlocks()),
        image_data=merged,
    )


def _layer(layer: SavedLayer, version: int) -> tuple[Any, Any]:
    """The record and the channels of one layer, cut to where something is."""
    from psd_tools.constants import BlendMode, ChannelID, Compression, ProtectedFlags, Tag
    from psd_tools.psd.layer_and_mask import ChannelData, ChannelDataList, ChannelInfo, LayerFlags, LayerRecord

    blends = {Blend.NORMAL: BlendMode.NORMAL, Blend.MULTIPLY: BlendMode.MULTIPLY, Blend.SCREEN: BlendMode.SCREEN}
    area = bounds(layer.pixels)
    part = layer.pixels[area.slices]
    name = layer.name[:_LONGEST_NAME]
    record = LayerRecord(
        top=area.y, left=area.x, bottom=area.y + area.height, right=area.x + area.width,
        blend_mode=blends[layer.blend], opacity=round(layer.opacity * 255), flags=LayerFlags(visible=layer.visible),
        name=name if _is_mac_roman(name) else "?",
    )  # fmt: skip
    record.tagged_blocks.set_data(Tag.UNICODE_LAYER_NAME, name)
    if layer.locked:
        record.tagged_blocks.set_data(Tag.PROTECTED_SETTING, int(ProtectedFlags.COMPLETE))
    channels = ChannelDataList()
    for number, plane in zip((_ALPHA, 0, 1, 2), _planes(part[..., (3, 0, 1, 2)]), strict=True):
        channel = ChannelData(Compression.RLE if plane else Compression.RAW)
        if plane:
            channel.set_data(plane, area.width, area.height, 8, version)
        record.channel_info.append(ChannelInfo(ChannelID(number), len(channel.data) + 2))
        channels.append(channel)
    return record, channels


def _resources(dpi: float, xmp: bytes | None) -> Any:
    from psd_tools.constants import Resource
    from psd_tools.psd.image_resources import ImageResource, ImageResources, ResoulutionInfo

    resources = ImageResources.new()
    fixed = round(dpi * 65536)
    blocks: dict[Any, Any] = {
        Resource.RESOLUTION_INFO: ResoulutionInfo(fixed, 1, 1, fixed, 1, 1),  # per inch
        Resource.ICC_PROFILE: srgb_profile(),
        Resource.XMP_METADATA: xmp,
    }
    for key, data in blocks.items():
        if data is not None:
            resources[key] = ImageResource(key=key, data=data)
    return resources


def _planes(pixels: NDArray[np.uint8]) -> list[bytes]:
    return [np.ascontiguousarray(pixels[..., channel]).tobytes() for channel in range(pixels.shape[2])]


def _is_mac_roman(name: str) -> bool:
    try:
        name.encode("macroman")
    except UnicodeEncodeError:
        return False
    return True
