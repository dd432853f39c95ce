"""Writing OpenRaster (.ora), to the letter of version 0.0.6; what is ours alone lies beside it in the same zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import DocumentError
from studio.core.files import atomic_write
from studio.document.rect import Rect
from studio.project.bands import workers, zlib_stream
from studio.project.extra import CHAIN, TABLE, Extra
from studio.project.merged import Merged, Placed, bounds
from studio.project.png import png_of, png_pieces
from studio.project.project import Project
from studio.project.stack_xml import Sheet, Stack, stack_bytes

MIMETYPE = "image/openraster"
SUFFIX = ".ora"
_SPECK = Rect(0, 0, 1, 1)  # what is stored of an empty layer


def save_ora(project: Project, path: Path, xmp: bytes | None = None) -> None:
    """Writes the document, whole or not at all. xmp: what its merged picture says of how it was made.

    Raises StudioError with a sentence.
    Works on every core and lets other threads run; nothing of `project` may be written to meanwhile.
    """
    try:
        atomic_write(path, lambda file: write_ora(project, file, xmp))
    except MemoryError as error:
        raise DocumentError(f"{path} cannot be written: there is not enough memory; close other programs.") from error
    except (ValueError, TypeError, RuntimeError) as error:
        raise DocumentError(f"{path} cannot be written: the drawing is damaged ({error}); save its picture.") from error


def write_ora(project: Project, file: BinaryIO, xmp: bytes | None = None) -> None:
    """The document into an open file. xmp: as in `save_ora`."""
    with workers() as pool, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        package.writestr(_entry("mimetype"), MIMETYPE)
        areas = pool.map(lambda layer: bounds(layer.pixels), project.layers)
        placed = [Placed(layer, area) for layer, area in zip(project.layers, areas, strict=True)]
        merged = Merged(project.width, project.height, placed)
        whole = png_pieces(pool, merged.width, merged.height, 4, merged.rows, merged.step, xmp)
        _add(package, "mergedimage.png", whole)
        _add(package, "Thumbnails/thumbnail.png", png_of(pool, merged.thumbnail()))
        layers = [_sheet(one, number, project.active) for number, one in enumerate(placed, 1)]
        extra = Extra(project, tuple(sheet.src for sheet in layers))
        stack = Stack(project.width, project.height, (*extra.sheets, *layers))
        package.writestr(_entry("stack.xml"), stack_bytes(stack), zipfile.ZIP_DEFLATED)
        package.writestr(_entry(TABLE), extra.table_bytes(), zipfile.ZIP_DEFLATED)
        package.writestr(_entry(CHAIN), extra.chain, zipfile.ZIP_DEFLATED)
        for sheet, one in zip(layers, placed, strict=True):
            part = one.layer.pixels[(one.bounds if one.bounds.area else _SPECK).slices]
            _add(package, sheet.src, png_of(pool, part))
        for src, pixels in extra.pictures.items():
            _add(package, src, png_of(pool, pixels))
        for name, values in extra.floats.items():
            _add(package, name, _float_pieces(pool, values), values.nbytes > 1 << 30)


def _sheet(one: Placed, number: int, active: int) -> Sheet:
    layer = one.layer
    return Sheet(
        f"data/layer{number:03}.png",
        layer.name,
        one.bounds.x,
        one.bounds.y,
        layer.opacity,
        layer.visible,
        layer.locked,
        layer.id == active,
        layer.blend,
    )


def _float_pieces(pool: ThreadPoolExecutor, values: NDArray[np.float32]) -> Iterable[bytes]:
    """The first bytes of all numbers, then the second ones ...: alike lies beside alike, which compresses better."""
    planes = np.ascontiguousarray(values.astype("<f4", copy=False).reshape(-1, 1).view(np.uint8).T)
    return zlib_stream(pool, planes.reshape(-1).data)


def _add(package: zipfile.ZipFile, name: str, pieces: Iterable[bytes], is_huge: bool = False) -> None:
    with package.open(_entry(name), "w", force_zip64=is_huge) as entry:
        for piece in pieces:
            entry.write(piece)


def _entry(name: str) -> zipfile.ZipInfo:
    """The same bytes for the same document: no date, no owner."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o644 << 16
    return entry
