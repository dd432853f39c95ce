"""Opening OpenRaster (.ora), whoever wrote it: all that can be painted on, and all of ours that is still there."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

from studio.core.errors import DocumentError, PictureError
from studio.core.picture import Picture
from studio.document.document import MAX_SIDE
from studio.document.layer import Kind, Pixels
from studio.document.rect import Rect
from studio.project.bands import in_order, workers
from studio.project.extra import PHOTO, RESULTS, STEP_MASKS, STYLE_MASKS, TRANSFORM_PHOTO
from studio.project.extra_read import ExtraRead
from studio.project.kinds import fitting, guess_kind, in_order_of_kinds
from studio.project.opened import Opened
from studio.project.package import Package, memory_limit
from studio.project.png import read_rgba
from studio.project.project import Project, SavedLayer
from studio.project.stack_xml import Sheet, Stack, parse_stack

_MAX_XML = 1 << 23
_MAX_LAYER = 400_000_000  # bytes of a picture: 8192 x 8192 of noise
_OURS = {PHOTO, TRANSFORM_PHOTO, STYLE_MASKS, STEP_MASKS, RESULTS}


def load_ora(source: Path | bytes, name: str = "") -> Opened:
    """Opens an OpenRaster document, given as a path or as the bytes of a file; `name` stands for it in sentences.

    What cannot be taken over is left out and remarked upon. Raises DocumentError with a sentence if nothing can.
    """
    name = name or ("The document" if isinstance(source, bytes) else source.name)
    try:
        with Package(source, name) as package:
            try:
                return _load(package)
            except DocumentError as error:
                raise DocumentError(f"{name} cannot be opened: {error}; open another copy of it.") from error
    except MemoryError as error:
        raise DocumentError(f"{name} needs more memory than there is; open a smaller document.") from error


def read_thumbnail(path: Path) -> Picture | None:
    """The small picture that every OpenRaster file carries, at most 256 px; None if there is none. Quick; no errors."""
    try:
        with Package(path, path.name) as package:
            data = package.read("Thumbnails/thumbnail.png", 1 << 22)
            with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
                if max(image.size) > 1024:
                    return None
                return Picture(np.asarray(image.convert("RGBA")))
    except Exception:  # whatever is wrong will be said when the file is opened
        return None


def _load(package: Package) -> Opened:
    stack = parse_stack(package.read("stack.xml", _MAX_XML), _OURS)
    if max(stack.width, stack.height) > MAX_SIDE:
        raise DocumentError(
            f"it has {stack.width} x {stack.height} pixels, and the limit is {MAX_SIDE} on either side; make it smaller"
        )
    ours = [sheet for sheet in stack.sheets if sheet.group in _OURS]
    extra = ExtraRead(package, tuple(ours))
    sheets = [sheet for sheet in stack.sheets if sheet.group not in _OURS]
    limit = memory_limit()
    if len(sheets) * stack.width * stack.height * 4 > limit:
        raise DocumentError(f"its {len(sheets)} layers need more than {limit >> 30} GB of memory")
    remarks = list(stack.remarks)
    layers, active = _layers(package, stack, sheets, extra, remarks)
    project = Project(
        stack.width,
        stack.height,
        layers,
        active,
        extra.styling(),
        extra.transform(),
        extra.results(),
        extra.rooms(),
        room if isinstance(room := extra.table.get("room"), str) else "",
    )
    found = tuple(dict.fromkeys((*remarks, *extra.remarks)))
    if ours and not extra.mine and not extra.remarks:
        note = (
            "Another program saved this document last: layers and pictures are here, what the rooms were set to is not."
        )
        return Opened(project, (*found, note), exact=not found)
    return Opened(project, found, exact=not found)


def _layers(
    package: Package, stack: Stack, sheets: list[Sheet], extra: ExtraRead, remarks: list[str]
) -> tuple[tuple[SavedLayer, ...], int]:
    """The layers bottom to top, and the id of the active one."""
    left = memory_limit() // 4
    layers: list[SavedLayer] = []
    active = -1 if not extra.mine else 0  # other programs mean the topmost where they select none
    with workers() as pool:
        found = in_order(pool, lambda sheet: _canvas(package, sheet, stack), sheets)
        for sheet, (pixels, area, remark) in zip(sheets, found, strict=True):
            left -= area
            if left < 0:
                raise DocumentError("its layers need more memory together than they may take")
            if remark:
                remarks.append(remark)
            if pixels is None:
                continue
            known = extra.layer(sheet.src)
            layer_id, note = _free(known.get("id"), layers), known.get("note")
            layers.append(
                SavedLayer(
                    layer_id,
                    sheet.name,
                    _kind(known.get("kind"), sheet.name, pixels),
                    pixels,
                    sheet.visible,
                    sheet.opacity,
                    sheet.locked,
                    sheet.blend,
                    note if isinstance(note, str) else "",
                )
            )
            active = layer_id if sheet.selected else active
    if active < 0 and layers:
        active = layers[-1].id
    return in_order_of_kinds(layers), max(active, 0)


def _canvas(package: Package, sheet: Sheet, stack: Stack) -> tuple[Pixels | None, int, str]:
    """The layer as large as the drawing, the pixels of its picture, and what there is to remark upon."""
    title = f"The layer “{sheet.name}”"
    try:
        part = read_rgba(package.read(sheet.src, _MAX_LAYER), title)
    except DocumentError as error:
        return None, 0, f"{title} was left out: {error}."
    except PictureError as error:
        return None, 0, f"A layer was left out: {error}"
    height, width = part.shape[:2]
    canvas, here = Rect(0, 0, stack.width, stack.height), Rect(sheet.x, sheet.y, width, height)
    if here == canvas:
        return np.ascontiguousarray(part), part.size // 4, ""
    seen = here.intersect(canvas)
    pixels = np.zeros((stack.height, stack.width, 4), np.uint8)
    if seen.area:
        pixels[seen.slices] = part[seen.y - here.y : seen.bottom - here.y, seen.x - here.x : seen.right - here.x]
    is_cut = seen != here and _is_cut(part, here, seen)
    return pixels, part.size // 4, f"{title} reached beyond the drawing; what lay outside was left out." * is_cut


def _is_cut(part: Pixels, here: Rect, seen: Rect) -> bool:
    """Whether anything that can be seen lies outside."""
    inside = part[seen.y - here.y : seen.bottom - here.y, seen.x - here.x : seen.right - here.x, 3]
    return bool(np.count_nonzero(part[..., 3]) > np.count_nonzero(inside))


def _kind(known: object, name: str, pixels: Pixels) -> Kind:
    if isinstance(known, str) and known in list(Kind):
        return fitting(Kind(known), pixels)
    return guess_kind(name, pixels)


def _free(wanted: object, layers: list[SavedLayer]) -> int:
    """An id that no layer has yet: the wanted one if it can be."""
    taken = {layer.id for layer in layers}
    if type(wanted) is int and 0 < wanted < 1 << 31 and wanted not in taken:
        return wanted
    return max(taken, default=0) + 1
